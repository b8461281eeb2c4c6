use recension_core::dossier::Dossier; use crate::compare::Comparison;
pub(crate) fn dossier(_d:&Dossier)->String{String::new()}
pub(crate) fn comparison(_d:&Comparison)->String{String::new()}
