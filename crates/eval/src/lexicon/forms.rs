//! The forms of verbs.

use std::collections::{BTreeMap, BTreeSet};

use recension_core::language::Language;

use super::wordnet::WordNet;

pub(super) const HEADER: &str = "\
# Forms of English verbs: word, then b base, z third person, d past, n participle, g in -ing,
# and how often out of ten the word is a verb at all.
# Sorted by bytes, looked up by binary search. Made by `recension-eval lexicon` from WordNet: see
# data/NOTICE.md.
";

/// Share of a verb's uses that fall to one of its forms in -ed or -ing, roughly.
const FORM_SHARE: f64 = 0.3;

/// Irregular verbs, from the list of the language.
pub(super) struct Irregular {
    /// Past and participle by base.
    forms: BTreeMap<String, (Vec<String>, Vec<String>)>,
}

impl Irregular {
    /// Reads `irregular-verbs`: base, then past and participle with a space between.
    pub(super) fn of(language: &Language) -> Self {
        let several = |text: &str| text.split('/').map(str::to_owned).collect::<Vec<_>>();
        let entry = |(base, forms): (&str, &str)| {
            let (past, participle) = forms.split_once(' ').unwrap_or((forms, forms));
            (base.to_owned(), (several(past), several(participle)))
        };
        let list = language.list("irregular-verbs");
        Self {
            forms: list.pairs().map(entry).collect(),
        }
    }

    /// Irregular forms with their bases.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.forms.iter().flat_map(|(base, (past, participle))| {
            let forms = past.iter().chain(participle);
            forms.map(move |form| (form.as_str(), base.as_str()))
        })
    }
}

/// One line for each form.
pub(super) fn lines(
    wordnet: &WordNet,
    common: &BTreeSet<String>,
    irregular: &Irregular,
) -> Vec<String> {
    let mut forms: BTreeMap<String, (BTreeSet<char>, f64)> = BTreeMap::new();
    for base in common {
        let verb = wordnet.tags(base, 'v');
        if verb <= 0.0 {
            continue;
        }
        for (form, class) in inflected(base, irregular) {
            if !common.contains(&form) {
                continue;
            }
            let weight = match class {
                'b' | 'z' => verb,
                _ => verb * FORM_SHARE,
            };
            let share = weight / (weight + otherwise(wordnet, &form));
            let entry = forms.entry(form).or_default();
            entry.0.insert(class);
            entry.1 = entry.1.max(share);
        }
    }
    forms
        .into_iter()
        .map(|(form, (classes, share))| {
            let classes: String = classes.into_iter().collect();
            format!("{form}\t{classes}{}", (share * 9.0).round())
        })
        .collect()
}

/// Uses of a form as something other than a verb.
fn otherwise(wordnet: &WordNet, form: &str) -> f64 {
    let plural_of = form.strip_suffix('s').unwrap_or("");
    let nouns = wordnet.tags(form, 'n') + wordnet.tags(plural_of, 'n') * 0.5;
    nouns + wordnet.tags(form, 'a') + wordnet.tags(form, 'r')
}

fn inflected(base: &str, irregular: &Irregular) -> Vec<(String, char)> {
    let mut forms = vec![(base.to_owned(), 'b'), (third(base), 'z')];
    forms.push((with_vowel(base, "ing"), 'g'));
    forms.push((doubled(base, "ing"), 'g'));
    match irregular.forms.get(base) {
        Some((past, participle)) => {
            forms.extend(past.iter().map(|form| (form.clone(), 'd')));
            forms.extend(participle.iter().map(|form| (form.clone(), 'n')));
        }
        None => {
            for form in [with_vowel(base, "ed"), doubled(base, "ed")] {
                forms.push((form.clone(), 'd'));
                forms.push((form, 'n'));
            }
        }
    }
    forms
}

fn third(base: &str) -> String {
    let sibilant = ["s", "x", "z", "ch", "sh", "o"];
    match base.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if sibilant.iter().any(|end| base.ends_with(end)) => format!("{base}es"),
        _ => format!("{base}s"),
    }
}

/// `close` + `ing`, `carry` + `ed`, `die` + `ing`.
fn with_vowel(base: &str, ending: &str) -> String {
    if let Some(stem) = base.strip_suffix("ie").filter(|_| ending == "ing") {
        return format!("{stem}ying");
    }
    if let Some(stem) = base.strip_suffix('e').filter(|stem| !stem.ends_with('e')) {
        return format!("{stem}{ending}");
    }
    match base.strip_suffix('y') {
        Some(stem) if ending == "ed" && !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => {
            format!("{stem}ied")
        }
        _ => format!("{base}{ending}"),
    }
}

/// `stop` + `ed` with its consonant doubled; forms that are no words are not in the common list.
fn doubled(base: &str, ending: &str) -> String {
    let last = base.chars().last().unwrap_or_default();
    format!("{base}{last}{ending}")
}
