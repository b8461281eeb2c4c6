//! Names of persons, organisations and places, linked within a report.
//!
//! No trained model: runs of capitals in running text, lists of places, titles and given names, and
//! what the text itself shows (titles, verbs of saying, short forms). Headlines name only what the
//! text names, since every word of a headline may have a capital.

mod describe;
mod knowledge;
mod link;
mod pieces;
mod runs;
mod segments;
mod signs;
mod titles;

use std::collections::BTreeMap;

use self::link::{Group, merge};
use self::pieces::{Piece, pieces};
use self::runs::{Attested, Finder, Found};
use super::token::is_shouted;
use super::{Entity, NameKind, NameMention, Sentence, Token, TokenKind};
use crate::article::Role;
use crate::text::{SourceText, TextSpan};

pub(crate) use self::knowledge::{Knowledge, name_key};
pub(crate) use self::link::{full_given_name, is_variant, sound_key};

/// The names of a report and what they name.
#[derive(Debug, Default)]
pub(crate) struct Naming {
    pub(crate) names: Vec<NameMention>,
    pub(crate) entities: Vec<Entity>,
}

/// A sentence with its pieces.
struct Line<'t> {
    pieces: Vec<Piece<'t>>,
    /// Whether its capitals tell names.
    is_text: bool,
}

/// One mention before linking.
struct Mention {
    span: TextSpan,
    title: Option<TextSpan>,
    group: usize,
    description: bool,
}

/// Finds and links the names of a report.
pub(crate) fn name(
    text: &SourceText,
    sentences: &[Sentence],
    tokens: &[Token],
    language: &str,
) -> Naming {
    let knowledge = Knowledge::of(language);
    let lines: Vec<Line<'_>> = sentences
        .iter()
        .map(|sentence| line(text, sentence, tokens, knowledge))
        .collect();
    let mut attested = Attested::default();
    for line in lines.iter().filter(|line| line.is_text) {
        attested.learn(&line.pieces);
    }
    let mut register = Register::default();
    let found = find_all(&lines, &mut attested, knowledge);
    for (line, found) in lines.iter().zip(&found) {
        register.take(line, found, knowledge);
    }
    let mut linked = register.link(knowledge);
    for (line, found) in lines.iter().zip(&found) {
        if line.is_text {
            describe::describe(&line.pieces, found, knowledge, &mut linked);
        } else {
            linked.headline(&line.pieces, knowledge);
        }
    }
    linked.finish(knowledge)
}

fn line<'t>(
    text: &'t SourceText,
    sentence: &Sentence,
    tokens: &[Token],
    knowledge: &Knowledge,
) -> Line<'t> {
    let tokens = tokens.get(sentence.tokens.range()).unwrap_or_default();
    let pieces = pieces(text, tokens, knowledge.abbreviations);
    let role = matches!(
        sentence.role,
        Role::Lead | Role::Body | Role::Quote | Role::Caption | Role::Embed | Role::Attribution
    );
    let plain = role && !is_shouted(text.slice(sentence.span));
    let is_text = plain && (knowledge.nouns_are_capitalised || !is_title_cased(&pieces));
    Line { pieces, is_text }
}

/// Whether most content words have capitals, as in a heading.
fn is_title_cased(pieces: &[Piece<'_>]) -> bool {
    let words = || {
        pieces
            .iter()
            .filter(|p| p.kind == TokenKind::Word && p.key.len() > 2)
    };
    let capitals = words().filter(|piece| piece.is_capital).count();
    let ends = pieces
        .last()
        .is_some_and(|p| p.is_mark(".") || p.is_mark("”") || p.is_mark("\""));
    words().count() >= 5 && capitals * 10 > words().count() * 8 && !ends
}

fn find_all<'a>(
    lines: &'a [Line<'_>],
    attested: &mut Attested<'a>,
    knowledge: &'static Knowledge,
) -> Vec<Vec<Found>> {
    let pass = |attested: &Attested<'_>| -> Vec<Vec<Found>> {
        let find = |line: &Line<'_>| match line.is_text {
            true => Finder {
                knowledge,
                attested,
                pieces: &line.pieces,
                found: Vec::new(),
            }
            .run(),
            false => Vec::new(),
        };
        lines.iter().map(find).collect()
    };
    let found = pass(attested);
    if !knowledge.nouns_are_capitalised {
        return found;
    }
    // Where every noun has a capital, a surname by itself shows only once its bearer is known.
    for (line, found) in lines.iter().zip(&found) {
        let persons = found.iter().filter(|f| f.kind == Some(NameKind::Person));
        for person in persons {
            if let Some(last) = line.pieces.get(person.pieces.end - 1) {
                attested.surnames.insert(last.key.to_string());
            }
        }
    }
    pass(attested)
}

/// Gathers mentions under their keys.
#[derive(Default)]
struct Register {
    groups: Vec<Group>,
    by_key: BTreeMap<String, usize>,
    mentions: Vec<Mention>,
}

impl Register {
    fn take(&mut self, line: &Line<'_>, found: &[Found], knowledge: &Knowledge) {
        let mut last: Option<usize> = None;
        for (index, name) in found.iter().enumerate() {
            let Some(pieces) = line.pieces.get(name.pieces.clone()) else {
                continue;
            };
            let group = self.group(name, pieces);
            self.note(group, name, pieces);
            let entry = &mut self.groups[group];
            entry.person_signs += signs::person_signs(&line.pieces, name, knowledge);
            entry
                .offices
                .extend(signs::offices(&line.pieces, found, index, knowledge));
            if let Some(long) = last.filter(|_| signs::is_introduced(&line.pieces, found, index)) {
                self.groups[group].introduced_as.get_or_insert(long);
            }
            last = Some(group);
            if let Some(span) = span_of(pieces) {
                let title = name.title.as_ref().map(|title| title.span);
                self.mentions.push(Mention {
                    span,
                    title,
                    group,
                    description: false,
                });
            }
        }
    }

    fn group(&mut self, name: &Found, pieces: &[Piece<'_>]) -> usize {
        let words = key_words(name, pieces);
        let next = self.groups.len();
        let group = *self.by_key.entry(words.join(" ")).or_insert(next);
        if group == next {
            self.groups.push(Group {
                words,
                ..Group::default()
            });
        }
        group
    }

    fn note(&mut self, group: usize, name: &Found, pieces: &[Piece<'_>]) {
        let group = &mut self.groups[group];
        group.mentions += 1;
        group.kinds.extend(name.kind);
        group.is_known |= name.is_known;
        group.is_acronym |= matches!(pieces, [piece] if piece.is_acronym);
        group.forms.insert(form(pieces));
    }

    fn link(mut self, knowledge: &'static Knowledge) -> Linked {
        let merged = merge(&self.groups, knowledge);
        for (group, shortened) in self.groups.iter_mut().zip(&merged.shortened) {
            group.person_signs += usize::from(*shortened);
        }
        Linked::new(self.groups, &merged.into, self.mentions)
    }
}

/// The folded words by which a mention is known; a listed alias under the name it stands for.
fn key_words(name: &Found, pieces: &[Piece<'_>]) -> Vec<String> {
    if !name.canonical.is_empty() {
        return name.canonical.split(' ').map(str::to_owned).collect();
    }
    let mut words: Vec<String> = pieces.iter().map(|piece| piece.key.to_string()).collect();
    if name.kind == Some(NameKind::Demonym)
        && let Some(last) = words.last_mut()
        && let Some(singular) = last
            .strip_suffix('s')
            .filter(|s| !s.ends_with('s') && s.len() > 3)
    {
        *last = singular.to_owned();
    }
    words.retain(|word| !word.is_empty());
    words
}

fn span_of(pieces: &[Piece<'_>]) -> Option<TextSpan> {
    Some(pieces.first()?.span.cover(pieces.last()?.span))
}

/// A name as written, its pieces joined by single spaces or hyphens.
fn form(pieces: &[Piece<'_>]) -> String {
    let mut form = String::new();
    for (index, piece) in pieces.iter().enumerate() {
        if index > 0 {
            form.push(if piece.hyphen_before { '-' } else { ' ' });
        }
        form.push_str(piece.text);
        if piece.stop_after && index + 1 < pieces.len() {
            form.push('.');
        }
    }
    form
}

/// Entities with their mentions, ready for descriptions and headlines.
pub(crate) struct Linked {
    /// The groups of each entity together.
    entities: Vec<Group>,
    /// Names in the order of their words, with their entity; `None` where two entities have it.
    by_words: BTreeMap<Vec<String>, Option<usize>>,
    mentions: Vec<Mention>,
}

impl Linked {
    fn new(groups: Vec<Group>, into: &[usize], mentions: Vec<Mention>) -> Self {
        let mut entity_of_root: BTreeMap<usize, usize> = BTreeMap::new();
        let mut entity_of: Vec<usize> = Vec::with_capacity(groups.len());
        for root in into {
            let next = entity_of_root.len();
            entity_of.push(*entity_of_root.entry(*root).or_insert(next));
        }
        let mut linked = Self {
            entities: vec![Group::default(); entity_of_root.len()],
            by_words: BTreeMap::new(),
            mentions,
        };
        for mention in &mut linked.mentions {
            mention.group = entity_of[mention.group];
        }
        for (index, group) in groups.into_iter().enumerate() {
            let entity = entity_of[index];
            linked.index(&group, entity);
            linked.absorb(entity, group);
        }
        linked
    }

    fn index(&mut self, group: &Group, entity: usize) {
        let mut add = |words: Vec<String>| {
            let known = self.by_words.entry(words).or_insert(Some(entity));
            if *known != Some(entity) {
                *known = None;
            }
        };
        for form in &group.forms {
            add(name_key(form).split(' ').map(str::to_owned).collect());
        }
        add(group.words.clone());
    }

    fn absorb(&mut self, entity: usize, group: Group) {
        let whole = &mut self.entities[entity];
        if group.words.len() > whole.words.len() {
            whole.words = group.words;
        }
        whole.kinds.extend(group.kinds);
        whole.is_known |= group.is_known;
        whole.is_acronym |= group.is_acronym;
        whole.person_signs += group.person_signs;
        whole.mentions += group.mentions;
        whole.forms.extend(group.forms);
        whole.offices.extend(group.offices);
    }

    /// Marks in a headline the names that the text has.
    fn headline(&mut self, pieces: &[Piece<'_>], knowledge: &Knowledge) {
        let mut at = 0;
        while at < pieces.len() {
            let found = (1..=6.min(pieces.len() - at)).rev().find_map(|length| {
                let part = pieces.get(at..at + length)?;
                self.headline_match(part, knowledge)
                    .map(|entity| (entity, length))
            });
            let Some((entity, length)) = found else {
                at += 1;
                continue;
            };
            if let Some(span) = pieces.get(at..at + length).and_then(span_of) {
                self.mentions.push(Mention {
                    span,
                    title: None,
                    group: entity,
                    description: false,
                });
            }
            at += length;
        }
    }

    fn headline_match(&self, part: &[Piece<'_>], knowledge: &Knowledge) -> Option<usize> {
        let first = part.first().filter(|piece| piece.is_capital)?;
        let is_plain = part.iter().all(|piece| piece.kind != TokenKind::Mark);
        let has_inner_possessive = part.iter().rev().skip(1).any(|piece| piece.possessive);
        if !is_plain
            || has_inner_possessive
            || (first.kind == TokenKind::Function && part.len() == 1)
        {
            return None;
        }
        let words: Vec<String> = part.iter().map(|piece| piece.key.to_string()).collect();
        match self.by_words.get(&words) {
            Some(entity) => *entity,
            None => self.by_surname(first, &words, knowledge),
        }
    }

    /// A surname by itself, where the text gives one full name with it.
    fn by_surname(
        &self,
        piece: &Piece<'_>,
        words: &[String],
        knowledge: &Knowledge,
    ) -> Option<usize> {
        let [surname] = words else {
            return None;
        };
        if knowledge.is_common(piece)
            || knowledge
                .names
                .longest(std::slice::from_ref(piece))
                .is_some()
        {
            return None;
        }
        let mut bearers = self.entities.iter().enumerate().filter(|(_, entity)| {
            entity.words.len() > 1
                && entity.words.last() == Some(surname)
                && kind_of(entity) == NameKind::Person
        });
        bearers
            .next()
            .filter(|_| bearers.next().is_none())
            .map(|(index, _)| index)
    }

    /// Drops what stands once, is one common word, and shows nothing of a name but its capital.
    fn drop_stray_capitals(&mut self, knowledge: &Knowledge) {
        let is_stray = |entity: &Group| {
            entity.mentions == 1
                && entity.words.len() == 1
                && kind_of(entity) == NameKind::Other
                && entity
                    .words
                    .iter()
                    .all(|word| knowledge.common.contains(word))
        };
        let entities = &self.entities;
        self.mentions
            .retain(|mention| !is_stray(&entities[mention.group]));
    }

    fn finish(mut self, knowledge: &Knowledge) -> Naming {
        self.drop_stray_capitals(knowledge);
        self.mentions
            .sort_by_key(|mention| (mention.span, mention.description));
        let mut order: BTreeMap<usize, usize> = BTreeMap::new();
        let mut entities = Vec::new();
        let mut names = Vec::with_capacity(self.mentions.len());
        for mention in self.mentions {
            let entity = *order.entry(mention.group).or_insert_with(|| {
                entities.push(entity(&self.entities[mention.group]));
                entities.len() - 1
            });
            names.push(NameMention {
                span: mention.span,
                title: mention.title,
                entity,
                description: mention.description,
            });
        }
        Naming { names, entities }
    }
}

/// What an entity is: what most of its mentions seem to be; else a person, where signs say so.
pub(crate) fn kind_of(group: &Group) -> NameKind {
    match group.kind() {
        Some(kind) => kind,
        None if group.person_signs > 0 && group.is_acronym => NameKind::Organisation,
        None if group.person_signs > 0 && !group.is_known => NameKind::Person,
        None => NameKind::Other,
    }
}

fn entity(group: &Group) -> Entity {
    let kind = kind_of(group);
    let fullest = |form: &&String| {
        let words = form.split([' ', '-']).count();
        let is_shouted = !form.chars().any(char::is_lowercase);
        (
            words,
            !is_shouted,
            form.chars().count(),
            std::cmp::Reverse((*form).clone()),
        )
    };
    let titles: std::collections::BTreeSet<String> = match kind {
        NameKind::Person => group.offices.iter().map(titles::Office::label).collect(),
        _ => std::collections::BTreeSet::new(),
    };
    // Of "Norwegian" and "Norwegians" the adjective.
    let shortest = |form: &&String| (form.chars().count(), (*form).clone());
    let name = match kind {
        NameKind::Demonym => group.forms.iter().min_by_key(shortest),
        _ => group.forms.iter().max_by_key(fullest),
    };
    Entity {
        name: name.cloned().unwrap_or_default(),
        kind,
        forms: group.forms.iter().cloned().collect(),
        titles: titles.into_iter().collect(),
    }
}

#[cfg(test)]
mod tests;
