//! Writes the sample dossier of the tests in every format into a folder, to look at the design:
//! `cargo run -p recension-render --example sample -- FOLDER`.

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::Path;

use recension_render::{Format, Options, render, render_compare};
use support::sample;

fn main() -> std::io::Result<()> {
    let folder = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "target/sample".to_owned());
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let options = Options::default();
    for (suffix, format) in [
        ("txt", Format::Text),
        ("html", Format::Html),
        ("md", Format::Markdown),
        ("json", Format::Json),
    ] {
        let write = |name: &str, page: String| {
            std::fs::write(folder.join(format!("{name}.{suffix}")), page)
        };
        write("sample", render(&sample::dossier(), format, &options))?;
        write("two", render(&sample::two_stories(), format, &options))?;
        write("large", render(&sample::large(), format, &options))?;
        write("compare", render_compare(&sample::pair(), format, &options))?;
    }
    Ok(())
}
