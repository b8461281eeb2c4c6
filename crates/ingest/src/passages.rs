//! Which parts of a report are in another language than the rest.

use recension_core::article::{Metadata, Part, Passage, Role};
use recension_core::language::Main;
use recension_core::text::SourceText;

/// Notes the parts that are in another language.
pub(crate) fn mark(text: &SourceText, parts: &[Part], metadata: &mut Metadata) {
    if metadata.language.is_empty() {
        return;
    }
    let told = |part: &&Part| may_be_foreign(part.role);
    let sample = parts.iter().find(|part| part.role.is_story());
    let sample = sample.map_or("", |part| text.slice(part.span));
    let main = Main::of(&metadata.language, sample);
    let foreign = parts.iter().filter(told).filter_map(|part| {
        let language = main.other(text.slice(part.span))?;
        Some(Passage {
            span: part.span,
            language: language.to_owned(),
        })
    });
    metadata.passages = foreign.collect();
}

/// Roles with running text; names and lines of credit are in no language.
const fn may_be_foreign(role: Role) -> bool {
    matches!(
        role,
        Role::Headline
            | Role::Subheading
            | Role::Lead
            | Role::Body
            | Role::Quote
            | Role::Embed
            | Role::Caption
            | Role::Correction
            | Role::EditorsNote
    )
}

#[cfg(test)]
mod tests {
    use crate::{Limits, read};

    #[test]
    fn a_quoted_paragraph_in_another_language_is_told() {
        let page = "<html lang=en><body><article><h1>Bridge stays closed</h1>\
            <p>The bridge between Norhavn and Elsmouth will stay closed until the spring, the mayor said on Monday.</p>\
            <blockquote><p>Die Brücke bleibt nach unseren Angaben bis zum Frühjahr gesperrt, und wir können daran nichts ändern.</p></blockquote>\
            <p>About forty people had waited at the barrier since dawn, and most of them went home by the valley road.</p>\
            <p>Мост останется закрытым до весны, сообщили в городской администрации.</p></article></body></html>";
        let ingested = read(page.as_bytes(), "page", &Limits::default()).unwrap();
        let article = &ingested.articles[0];
        let told: Vec<(&str, &str)> = article
            .metadata
            .passages
            .iter()
            .map(|passage| {
                let text = article.text.slice(passage.span);
                let first = text.split(' ').next().unwrap();
                (passage.language.as_str(), first)
            })
            .collect();
        assert_eq!(article.metadata.language, "en");
        assert_eq!(told, [("de", "Die"), ("ru", "Мост")]);
    }
}
