//! From groups of atoms to utterances.

use std::collections::{BTreeMap, BTreeSet};

use super::align;
use super::atoms::{Atom, holding};
use super::attach::attach;
use super::bridge::bridged;
use super::classify::{Wording, classify};
use super::cluster::cluster;
use super::concepts::Concepts;
use super::judge::{Compared, Judge};
use super::pieces::Pieces;
use super::remarks::remarks;
use super::source::{Answered, followed, head};
use super::speaker::Voice;
use super::{Reading, Utterance};
use crate::derivation::Derivation;
use crate::dossier::ReadingKind;
use crate::meaning::SentenceModel;
use crate::quotation::{Quotation, QuotationKind};
use crate::text::TextSpan;
use crate::witness::{Cast, Witness};

/// Groups the quotations of the witnesses of one story into utterances, the most attested first.
///
/// `cast` links the speakers of different witnesses, `derivations` say which report was made from
/// which: a reported clause of a derived report goes with what its source has in its place. Reported speech that no quotation marks and
/// no other report support is left out: it is a claim, not a quotation.
///
/// A `model`, where the user supplies one, helps to judge what says the same in other words.
pub fn group(
    witnesses: &[Witness],
    cast: &Cast,
    derivations: &[Derivation],
    model: Option<&dyn SentenceModel>,
) -> Vec<Utterance> {
    let pieces = Pieces::of(witnesses, cast);
    let Pieces {
        atoms,
        profiles,
        concepts,
        ..
    } = &pieces;
    let followed = followed(witnesses, atoms, profiles, &Answered::of(derivations));
    let groups = gathered(&pieces, &followed);
    let groups = Judge::of(witnesses, &pieces, model).judged(groups);
    let groups = rejoined(settled(atoms, groups, &followed), &followed);
    let groups = bridged(witnesses, atoms, profiles, groups);
    let mut found: Vec<Utterance> = groups
        .iter()
        .filter_map(|group| utterance(witnesses, cast, atoms, group, concepts))
        .collect();
    found.sort_by_cached_key(|utterance| order(witnesses, utterance));
    found
}

/// Every two pieces of quotations of different reports, compared as [`group`] compares them: for
/// the tool that fits the decision.
pub fn compared(
    witnesses: &[Witness],
    cast: &Cast,
    model: Option<&dyn SentenceModel>,
) -> Vec<Compared> {
    let pieces = Pieces::of(witnesses, cast);
    Judge::of(witnesses, &pieces, model).compared()
}

/// Groups the atoms with quoted words, gives the reported clauses to the groups they fit, and
/// groups the clauses that are left.
fn gathered(pieces: &Pieces, followed: &BTreeMap<usize, usize>) -> Vec<Vec<usize>> {
    let Pieces {
        atoms,
        profiles,
        weights,
        ..
    } = pieces;
    let (quoted, reported): (Vec<usize>, Vec<usize>) = (0..atoms.len())
        .filter(|index| !followed.contains_key(index))
        .partition(|index| atoms[*index].quoted);
    let mut groups = cluster(atoms, profiles, &quoted);
    let lone: Vec<usize> = groups
        .iter()
        .filter(|group| group.len() == 1)
        .flatten()
        .copied()
        .filter(|index| !atoms[*index].direct)
        .collect();
    let candidates: Vec<usize> = reported.into_iter().chain(lone.iter().copied()).collect();
    let taken = attach(atoms, profiles, weights, &candidates, &mut groups);
    let left: Vec<usize> = candidates
        .into_iter()
        .filter(|index| !taken.contains(index) && !atoms[*index].quoted)
        .collect();
    // A clause of one word says too little to be compared.
    let (brief, full): (Vec<usize>, Vec<usize>) = left
        .into_iter()
        .partition(|index| atoms[*index].concepts.len() < 2);
    groups.extend(cluster(atoms, profiles, &full));
    groups.extend(brief.into_iter().map(|index| vec![index]));
    groups
}

/// Groups with the clauses that go where their source goes.
fn rejoined(mut groups: Vec<Vec<usize>>, followed: &BTreeMap<usize, usize>) -> Vec<Vec<usize>> {
    let mut home: BTreeMap<usize, usize> = BTreeMap::new();
    for (number, group) in groups.iter().enumerate() {
        home.extend(group.iter().map(|index| (*index, number)));
    }
    for clause in followed.keys() {
        let at = home.get(&head(followed, *clause));
        match at.and_then(|number| groups.get_mut(*number)) {
            Some(group) => group.push(*clause),
            None => groups.push(vec![*clause]),
        }
    }
    groups
}

/// Groups with the atoms that found no company: they stay with their neighbours in the quotation.
/// A clause goes with the clause beside it; sentences of direct speech stay together, unless a
/// reported clause follows one of them alone.
fn settled(
    atoms: &[Atom],
    groups: Vec<Vec<usize>>,
    followed: &BTreeMap<usize, usize>,
) -> Vec<Vec<usize>> {
    let heads: BTreeSet<usize> = followed
        .keys()
        .map(|clause| head(followed, *clause))
        .collect();
    let has_company = |group: &Vec<usize>| {
        let awaits = |index: &usize| atoms[*index].direct && heads.contains(index);
        group.len() > 1 || group.iter().any(awaits)
    };
    let (mut shared, single): (Vec<_>, Vec<_>) = groups.into_iter().partition(has_company);
    let mut home: BTreeMap<(usize, usize, usize), usize> = BTreeMap::new();
    for (number, group) in shared.iter().enumerate() {
        for atom in group.iter().filter_map(|index| atoms.get(*index)) {
            home.insert((atom.witness, atom.quotation, atom.place), number);
        }
    }
    let mut alone: Vec<usize> = single.into_iter().flatten().collect();
    alone.sort_by_key(|index| {
        atoms
            .get(*index)
            .map(|atom| (atom.witness, atom.quotation, atom.place))
    });
    let mut rest: Vec<Vec<usize>> = Vec::new();
    for index in alone {
        let Some(atom) = atoms.get(index) else {
            continue;
        };
        if let Some(number) = neighbour(&home, atom).filter(|_| !atom.direct)
            && let Some(group) = shared.get_mut(number)
        {
            group.push(index);
            continue;
        }
        let follows = rest
            .last()
            .and_then(|group| group.last())
            .and_then(|last| atoms.get(*last))
            .is_some_and(|last| {
                (last.witness, last.quotation, last.place + 1)
                    == (atom.witness, atom.quotation, atom.place)
            });
        match rest.last_mut() {
            Some(group) if follows => group.push(index),
            _ => rest.push(vec![index]),
        }
    }
    shared.append(&mut rest);
    shared
}

/// The group of the clause before or after a clause.
fn neighbour(home: &BTreeMap<(usize, usize, usize), usize>, atom: &Atom) -> Option<usize> {
    let at = |place: usize| home.get(&(atom.witness, atom.quotation, place)).copied();
    atom.place
        .checked_sub(1)
        .and_then(at)
        .or_else(|| at(atom.place + 1))
}

fn utterance(
    witnesses: &[Witness],
    cast: &Cast,
    atoms: &[Atom],
    group: &[usize],
    concepts: &BTreeMap<String, Concepts>,
) -> Option<Utterance> {
    let members: Vec<&Atom> = group.iter().filter_map(|index| atoms.get(*index)).collect();
    let mut readings = readings(witnesses, &members);
    let reports: BTreeSet<usize> = readings.iter().map(|reading| reading.witness).collect();
    if reports.len() < 2 && !members.iter().any(|atom| atom.quoted) {
        return None;
    }
    let voice = voice(&members);
    let wordings: Vec<Wording> = readings
        .iter()
        .map(|reading| Wording::of(witnesses, reading, concepts))
        .collect();
    let voices: Vec<Voice> = readings
        .iter()
        .map(|reading| voice_of(&members, reading))
        .collect();
    for (index, kind) in classify(&wordings, &voices, &voice).into_iter().enumerate() {
        if let Some(reading) = readings.get_mut(index) {
            reading.kind = kind;
        }
    }
    let pieces = align::align(&wordings);
    for (reading, aligned) in readings.iter_mut().zip(pieces) {
        reading.aligned = aligned;
    }
    let remarks = remarks(witnesses, &readings, &wordings);
    let written = written_name(witnesses, &readings, &voices);
    readings.sort_by_cached_key(|reading| {
        let indirect = reading.kind == ReadingKind::Indirect;
        let (document, record) = witnesses[reading.witness].article.identity();
        (
            indirect,
            witnesses[reading.witness].siglum.clone(),
            document.to_owned(),
            record,
            reading.spans.clone(),
        )
    });
    let speaker_name = voice
        .member
        .and_then(|member| cast.name(member))
        .map(str::to_owned)
        .or(written);
    let occasion = occasion(witnesses, &readings);
    Some(Utterance {
        speaker: voice.member,
        speaker_name,
        occasion,
        readings,
        remarks,
    })
}

/// One reading for each quotation, its neighbouring atoms joined.
fn readings(witnesses: &[Witness], members: &[&Atom]) -> Vec<Reading> {
    let mut by_quotation: BTreeMap<(usize, usize), Vec<&Atom>> = BTreeMap::new();
    for atom in members {
        by_quotation
            .entry((atom.witness, atom.quotation))
            .or_default()
            .push(atom);
    }
    let mut readings = Vec::new();
    for ((witness, number), mut atoms) in by_quotation {
        atoms.sort_by_key(|atom| atom.place);
        let Some(quotation) = witnesses
            .get(witness)
            .and_then(|witness| witness.quotations.get(number))
        else {
            continue;
        };
        readings.push(reading(witness, number, quotation, &atoms));
    }
    readings
}

fn reading(witness: usize, number: usize, quotation: &Quotation, atoms: &[&Atom]) -> Reading {
    let kind = match quotation.kind {
        QuotationKind::Indirect => ReadingKind::Indirect,
        _ => ReadingKind::Verbatim,
    };
    Reading {
        witness,
        quotation: number,
        spans: joined(quotation, atoms),
        kind,
        cue: quotation.cue,
        via: quotation.via.clone(),
        speaker: quotation.speaker.as_ref().map(|speaker| speaker.span),
        aligned: Vec::new(),
    }
}

/// The spans of atoms, those that follow each other in one span of the quotation made one.
fn joined(quotation: &Quotation, atoms: &[&Atom]) -> Vec<TextSpan> {
    let mut spans: Vec<TextSpan> = Vec::new();
    let mut last_place = None;
    for atom in atoms {
        let home = |span: TextSpan| holding(&quotation.content, span);
        match spans.last_mut() {
            Some(last)
                if last_place.is_some_and(|place: usize| place + 1 == atom.place)
                    && home(*last) == home(atom.span) =>
            {
                *last = last.cover(atom.span);
            }
            _ => spans.push(atom.span),
        }
        last_place = Some(atom.place);
    }
    spans
}

/// The voice that most atoms of a group have.
fn voice(members: &[&Atom]) -> Voice {
    let known: Vec<&Voice> = members
        .iter()
        .map(|atom| &atom.voice)
        .filter(|voice| voice.is_known())
        .collect();
    let support = |voice: &Voice| known.iter().filter(|other| voice.is(other)).count();
    known
        .iter()
        .max_by_key(|voice| {
            (
                voice.member.is_some(),
                support(voice),
                std::cmp::Reverse((voice.member, voice.words.clone())),
            )
        })
        .map(|voice| (*voice).clone())
        .unwrap_or_default()
}

fn voice_of(members: &[&Atom], reading: &Reading) -> Voice {
    members
        .iter()
        .find(|atom| (atom.witness, atom.quotation) == (reading.witness, reading.quotation))
        .map(|atom| atom.voice.clone())
        .unwrap_or_default()
}

/// The longest name that a reading gives its speaker.
fn written_name(witnesses: &[Witness], readings: &[Reading], voices: &[Voice]) -> Option<String> {
    let names = readings.iter().zip(voices).filter_map(|(reading, voice)| {
        let name = witnesses.get(reading.witness)?.slice(reading.speaker?);
        (voice.is_known() && name.starts_with(char::is_uppercase)).then(|| name.to_owned())
    });
    names.max_by(|a, b| a.len().cmp(&b.len()).then_with(|| b.cmp(a)))
}

/// The occasion in the words of the reading that says most of it.
fn occasion(witnesses: &[Witness], readings: &[Reading]) -> Option<String> {
    let said = readings.iter().filter_map(|reading| {
        let witness = witnesses.get(reading.witness)?;
        let quotation = witness.quotations.get(reading.quotation)?;
        Some((quotation.date.is_some(), witness.slice(quotation.occasion?)))
    });
    said.max_by(|a, b| {
        (a.0, a.1.len())
            .cmp(&(b.0, b.1.len()))
            .then_with(|| b.1.cmp(a.1))
    })
    .map(|(_, text)| text.to_owned())
}

/// What utterances are sorted by: the most attested first, then by the words themselves, then by
/// where they stand.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Order {
    attested: std::cmp::Reverse<(usize, usize)>,
    texts: Vec<String>,
    places: Vec<(String, u64, u32)>,
}

fn order(witnesses: &[Witness], utterance: &Utterance) -> Order {
    let readings = &utterance.readings;
    let reports: BTreeSet<usize> = readings.iter().map(|reading| reading.witness).collect();
    let words = |reading: &Reading| reading.text(witnesses).to_lowercase();
    let mut texts: Vec<String> = readings.iter().map(words).collect();
    texts.sort();
    let place = |reading: &Reading| {
        let (document, record) = witnesses[reading.witness].article.identity();
        let start = reading.spans.first().map_or(0, |span| span.start);
        (document.to_owned(), record, start)
    };
    let mut places: Vec<_> = readings.iter().map(place).collect();
    places.sort();
    let attested = std::cmp::Reverse((reports.len(), readings.len()));
    Order {
        attested,
        texts,
        places,
    }
}
