//! The sentence model that the user names.

use recension_core::meaning::SentenceModel;

use crate::arguments::Sharpened;

/// Reads the model that the options name; none where they name none.
///
/// # Errors
/// Where the folder holds no model that can be run, or this build runs none.
pub(crate) fn open(options: &Sharpened) -> Result<Option<Box<dyn SentenceModel>>, String> {
    let model = options.model.as_deref().map(recension_model::open);
    model
        .transpose()
        .map_err(|error| format!("--model: {error}"))
}
