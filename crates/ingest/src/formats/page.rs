//! One page or one text: HTML, or whatever else can be read.

use super::{Attempt, Material};
use crate::decode::Decoded;
use crate::ingested::Ingested;
use crate::read::{article, read_text_as, unusable};
use crate::sniff::{Kind, kind_of};

pub(super) fn try_read(material: Material<'_>) -> Attempt<'_> {
    if let Err(error) = material.within(material.options.limits.max_payload) {
        return Attempt::Read(Err(error));
    }
    let kind = kind_of(material.decoded().text.as_str());
    Attempt::Read(Ok(read(material, kind)))
}

const fn media_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Html => "text/html",
        Kind::Text => "text/plain",
    }
}

fn read(material: Material<'_>, kind: Kind) -> Ingested {
    let limits = &material.options.limits;
    let facts = material.facts.clone();
    let (mut document, decoded) = material.into_decoded();
    document.media_type = media_type(kind).to_owned();
    let Decoded { text, notes, .. } = decoded;
    let reading = read_text_as(kind, text, facts, limits);
    let problems = unusable(&reading);
    let article = article(document.clone(), None, reading, notes);
    Ingested {
        document,
        articles: vec![article],
        notes: Vec::new(),
        problems: problems.into_iter().collect(),
    }
}
