//! Gathers `data/<language>/<list>.txt` into one table, so that adding a language is adding files.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../data");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut table = String::from(
        "/// (language, list, text of the file), sorted.\npub(super) static FILES: &[(&str, &str, &str)] = &[\n",
    );
    for language in sorted_entries(&root)?
        .into_iter()
        .filter(|path| path.is_dir())
    {
        println!("cargo::rerun-if-changed={}", language.display());
        for file in sorted_entries(&language)? {
            if file.extension().is_none_or(|extension| extension != "txt") {
                continue;
            }
            let absolute = fs::canonicalize(&file)?;
            let (language, list) = (stem(&language), stem(&file));
            writeln!(
                table,
                "    ({language:?}, {list:?}, include_str!({absolute:?})),"
            )
            .map_err(io::Error::other)?;
        }
    }
    table.push_str("];\n");
    let out = PathBuf::from(env::var("OUT_DIR").unwrap_or_default()).join("language_files.rs");
    fs::write(out, table)
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn sorted_entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    Ok(entries)
}
