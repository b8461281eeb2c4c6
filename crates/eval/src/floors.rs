//! Floors: what was measured once and may only rise.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use recension_core::meaning::SentenceModel;
use serde::{Deserialize, Serialize};

use crate::report::{Error, Result};
use crate::{MEASURES, passages, traditions};

/// Where the floors stand in the project.
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/floors.json");
/// The seed of made-up data.
const SEED: u64 = 1;
/// Floors are kept to so many decimals; a measure may fall short by less.
const DECIMALS: f64 = 1e4;

/// The floors of one measure on one file of annotated data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Floor {
    /// The subcommand.
    measure: String,
    /// The data, below the folder of shared data or in the project.
    data: PathBuf,
    /// How many traditions or documents are made, where the data is made up.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    made: Option<usize>,
    /// Whether it is taken with a sentence model (all-MiniLM-L6-v2).
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    model: bool,
    /// Why a floor was ever lowered.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    note: Option<String>,
    /// The least value of each figure.
    floors: BTreeMap<String, f64>,
}

/// Where the project stands.
const PROJECT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// Where data stands: in the project, or else below the folder of shared data.
fn place(shared: &Path, data: &Path) -> PathBuf {
    let own = Path::new(PROJECT).join(data);
    if own.exists() { own } else { shared.join(data) }
}

/// Runs every measure that has a floor and whose data is there, those with a `model` where there is
/// one. With `pin`, floors that were
/// surpassed are raised; none is ever lowered.
///
/// # Errors
/// Where a figure is below its floor, or a measure fails.
#[allow(clippy::print_stdout, reason = "the result of the command")]
pub fn run(shared: &Path, model: Option<&dyn SentenceModel>, pin: bool) -> Result<()> {
    let mut floors = load()?;
    let (mut below, mut skipped) = (Vec::new(), 0);
    for floor in &mut floors {
        let data = place(shared, &floor.data);
        if floor.made.is_none() && !data.exists() {
            println!(
                "skipped: {} has no data at {}",
                floor.measure,
                data.display()
            );
            skipped += 1;
            continue;
        }
        if floor.model && model.is_none() {
            println!("skipped: {} wants a model (--model)", floor.measure);
            skipped += 1;
            continue;
        }
        below.extend(check(floor, &data, model, pin)?);
    }
    if pin {
        save(&floors)?;
    }
    println!(
        "{} passed, {} failed, {skipped} skipped",
        floors.len() - skipped - usize::from(!below.is_empty()),
        usize::from(!below.is_empty())
    );
    match below.is_empty() {
        true => Ok(()),
        false => Err(Error::new(below.join("\n"))),
    }
}

#[allow(clippy::print_stdout, reason = "the result of the command")]
fn check(
    floor: &mut Floor,
    data: &Path,
    model: Option<&dyn SentenceModel>,
    pin: bool,
) -> Result<Vec<String>> {
    let unknown = || Error::new(format!("floors.json names no measure: {}", floor.measure));
    let measure = MEASURES.iter().find(|m| m.name == floor.measure);
    let sharpened = measure.and_then(|m| m.sharpened).filter(|_| floor.model);
    let report = match (measure, floor.made) {
        (Some(measure), _) => match (sharpened, model) {
            (Some(run), Some(model)) => run(data, model)?,
            _ => (measure.run)(data)?,
        },
        (None, Some(count)) if floor.measure == "traditions" => {
            traditions::measure(count, None, SEED)?
        }
        (None, Some(count)) if floor.measure == "passages" => passages::measure(count, SEED)?,
        _ => return Err(unknown()),
    };
    let mut below = Vec::new();
    for (figure, least) in &mut floor.floors {
        let value = report.get(figure).unwrap_or(f64::NEG_INFINITY);
        let with = if floor.model { " with a model" } else { "" };
        let name = format!("{}{with} {} {figure}", floor.measure, floor.data.display());
        println!("{name}: {value:.4} (floor {least:.4})");
        if value + 0.5 / DECIMALS < *least {
            below.push(format!("{name} is {value:.4}, below its floor {least:.4}"));
        }
        if pin {
            *least = least.max((value * DECIMALS).floor() / DECIMALS);
        }
    }
    Ok(below)
}

fn load() -> Result<Vec<Floor>> {
    let text = std::fs::read_to_string(FILE).map_err(|e| Error::new(format!("{FILE}: {e}")))?;
    serde_json::from_str(&text).map_err(|e| Error::new(format!("{FILE}: {e}")))
}

fn save(floors: &[Floor]) -> Result<()> {
    let text = serde_json::to_string_pretty(floors).map_err(|e| Error::new(e.to_string()))?;
    std::fs::write(FILE, text + "\n").map_err(|e| Error::new(format!("{FILE}: {e}")))
}
