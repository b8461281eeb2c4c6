//! `recension-eval train-reuse`: fits the weights of the graded degree of reuse.

use std::path::Path;

use recension_core::derivation::{REUSE_FEATURE_NAMES, REUSE_GRADES};

use crate::report::Result;
use crate::reuse;

/// Fits the weights on a file as for `recension-eval reuse` and prints the source file that holds
/// them.
///
/// # Errors
/// Where the file cannot be read.
#[allow(clippy::print_stdout, reason = "the result of the command")]
pub fn run(path: &Path) -> Result<()> {
    let weights = reuse::fitted(reuse::read(path)?.iter());
    println!(
        "//! The weights of the graded degree of reuse. Printed by `recension-eval train-reuse`; not edited"
    );
    println!("//! by hand. The features, in order:");
    for name in REUSE_FEATURE_NAMES {
        println!("//! - {name}");
    }
    println!("\nuse super::ReuseWeights;\n");
    println!(
        "/// By grade (none, heavy revision, light revision, near copy), the weight of each feature."
    );
    println!("pub(super) const WEIGHTS: ReuseWeights = [");
    for (grade, row) in REUSE_GRADES.iter().zip(weights) {
        let numbers: Vec<String> = row.iter().map(|weight| format!("{weight:.4}")).collect();
        println!("    // {grade:?}\n    [{}],", numbers.join(", "));
    }
    println!("];");
    Ok(())
}
