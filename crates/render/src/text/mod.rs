use recension_core::dossier::Dossier; use crate::{Options, compare::Comparison};
pub(crate) fn dossier(_d:&Dossier,_o:&Options)->String{String::new()}
pub(crate) fn comparison(_d:&Comparison,_o:&Options)->String{String::new()}
