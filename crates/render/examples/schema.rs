//! Prints the JSON Schema of a dossier: `cargo run -p recension-render --example schema`, or that of
//! a comparison with the argument `comparison`.

use std::io::Write;

fn main() -> std::io::Result<()> {
    let comparison = std::env::args().nth(1).as_deref() == Some("comparison");
    let schema = if comparison {
        recension_render::comparison_schema()
    } else {
        recension_render::json_schema()
    };
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &schema)?;
    out.write_all(b"\n")
}
