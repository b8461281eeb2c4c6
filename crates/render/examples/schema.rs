//! Prints the JSON Schema of a dossier: `cargo run -p recension-render --example schema`, or that of
//! a comparison with the argument `comparison`, of a list of stories with `stories`, of
//! quotations with `quotes`, of shared passages with `passages`, of a checked statement with `check`.

use std::io::Write;

fn main() -> std::io::Result<()> {
    let schema = match std::env::args().nth(1).as_deref() {
        Some("check") => recension_render::check_schema(),
        Some("comparison") => recension_render::comparison_schema(),
        Some("passages") => recension_render::passages_schema(),
        Some("quotes") => recension_render::quotations_schema(),
        Some("stories") => recension_render::stories_schema(),
        _ => recension_render::json_schema(),
    };
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &schema)?;
    out.write_all(b"\n")
}
