//! What the numbers of origins rest on, as the dossier lists it.

use std::collections::{BTreeMap, BTreeSet};

use super::utterances::Attested;
use crate::briefing::BriefSentence;
use crate::claim::Claim;
use crate::contradiction::Contradiction;
use crate::derivation::folded_name;
use crate::dossier::{Grounds, LinkKind, NodeKind, Recount};
use crate::stemma::{Edge, Stemma};
use crate::witness::Witness;

/// What was found in a story and has a number of origins.
pub(super) struct Found<'a> {
    pub(super) claims: &'a [Claim],
    pub(super) said: &'a [Attested],
    pub(super) contradictions: &'a [Contradiction],
    pub(super) briefing: &'a [BriefSentence],
}

/// What is needed to count again; nothing where no link could be refused.
pub(super) fn entry(
    grounds: &Grounds,
    stemma: &Stemma,
    witnesses: &[Witness],
    found: &Found<'_>,
) -> Option<Recount> {
    let linked = grounds.links.iter().any(|link| link.kind != LinkKind::None);
    let ends = Ends::of(grounds, stemma, witnesses);
    let edges: Vec<Vec<usize>> = stemma.edges.iter().map(|edge| ends.resting(edge)).collect();
    if !linked && edges.iter().all(Vec::is_empty) {
        return None;
    }
    let sides = found.contradictions.iter().map(|parting| &parting.sides);
    Some(Recount {
        grounds: grounds.clone(),
        edges,
        claims: found.claims.iter().map(|c| c.counted.clone()).collect(),
        utterances: found.said.iter().map(|u| u.counted.clone()).collect(),
        contradictions: sides
            .map(|sides| sides.iter().map(|side| side.counted.clone()).collect())
            .collect(),
        briefing: found.briefing.iter().map(|b| b.counted.clone()).collect(),
        refused: Vec::new(),
    })
}

/// Which reports the nodes of a stemma stand for.
struct Ends<'a> {
    grounds: &'a Grounds,
    stemma: &'a Stemma,
    /// By report, the id of its node.
    nodes: Vec<&'a str>,
    /// Names that several reports give as those through whom words came.
    shared: BTreeSet<&'a str>,
}

impl<'a> Ends<'a> {
    fn of(grounds: &'a Grounds, stemma: &'a Stemma, witnesses: &'a [Witness]) -> Self {
        let mut by_siglum: BTreeMap<&str, &str> = BTreeMap::new();
        for node in stemma.nodes.iter().filter(|n| n.kind == NodeKind::Report) {
            by_siglum.insert(&node.id, &node.id);
            by_siglum.extend(node.sigla.iter().map(|siglum| (&**siglum, &*node.id)));
        }
        let node = |witness: &'a Witness| {
            let siglum = witness.siglum.0.as_str();
            by_siglum.get(siglum).copied().unwrap_or(siglum)
        };
        let same = |x: &crate::dossier::Naming, y: &crate::dossier::Naming| x.name == y.name;
        let namings = grounds.namings.chunk_by(same);
        let several = namings.filter(|namings| namings.len() > 1);
        Self {
            grounds,
            stemma,
            nodes: witnesses.iter().map(node).collect(),
            shared: several
                .filter_map(|all| Some(&*all.first()?.name))
                .collect(),
        }
    }

    /// What is refused by whoever refuses an edge: the verdicts on the pairs that it stands for.
    fn resting(&self, edge: &Edge) -> Vec<usize> {
        let links = self.grounds.links.iter().enumerate();
        let links = links.filter(|(_, link)| match link.kind {
            LinkKind::Edge => self.is(link.source, &edge.from) && self.is(link.target, &edge.to),
            LinkKind::Common => {
                self.shares(edge, link.source, link.target)
                    || self.shares(edge, link.target, link.source)
            }
            LinkKind::Indirect | LinkKind::Possible | LinkKind::None => false,
        });
        let links = links.map(|(number, _)| number);
        links.chain(self.namings(edge)).collect()
    }

    fn is(&self, report: usize, id: &str) -> bool {
        self.nodes.get(report).is_some_and(|node| *node == id)
    }

    /// Whether an edge leads from a lost source of two reports to the first of them.
    fn shares(&self, edge: &Edge, member: usize, other: usize) -> bool {
        let sharing = self.stemma.sharing.get(&edge.from);
        let both = sharing.is_some_and(|all| all.contains(&member) && all.contains(&other));
        both && self.is(member, &edge.to) && !self.is(other, &edge.to)
    }

    /// The namings that an edge from a named source stands for, where others name it, too.
    fn namings(&self, edge: &Edge) -> Vec<usize> {
        let nodes = &self.stemma.nodes;
        let source = nodes
            .iter()
            .find(|node| node.id == edge.from && node.kind == NodeKind::NamedSource);
        let name = source.map(|source| folded_name(&source.label));
        let first = self.grounds.links.len();
        let all = (first..).zip(&self.grounds.namings);
        let meant = all.filter(|(_, naming)| {
            name.as_ref() == Some(&naming.name)
                && self.shared.contains(naming.name.as_str())
                && self.is(naming.report, &edge.to)
        });
        meant.map(|(number, _)| number).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, Role};
    use crate::compile::{Refusal, Settings, compile_story, refuse};
    use crate::dossier::{OriginRange, StoryEntry};
    use crate::witness::prepare;
    use crate::witness::samples::article;

    fn reports() -> Vec<Article> {
        let one = [
            (
                Role::Body,
                "The reservoir above Ostrel filled within two days after heavy rain.",
            ),
            (
                Role::Body,
                "“The wall will stand for another century,” engineer Ada Quill told The Harbour Post.",
            ),
        ];
        let other = [
            (
                Role::Body,
                "Schools stayed closed while crews checked pumps along the valley of Ostrel.",
            ),
            (
                Role::Body,
                "“The wall will stand for another century,” Ada Quill told The Harbour Post on Monday.",
            ),
        ];
        let mut articles = vec![article("en", &one), article("en", &other)];
        articles[1].document.id = "01".to_owned();
        articles
    }

    fn story() -> StoryEntry {
        let witnesses = reports().into_iter().map(prepare).collect();
        compile_story(
            witnesses,
            &std::collections::BTreeSet::new(),
            &Settings::default(),
        )
    }

    #[test]
    fn what_two_have_through_one_relay_is_two_where_a_naming_is_refused() {
        let mut story = story();
        let source = "source:the-harbour-post".to_owned();
        let target = story.stemma.edges.iter().find(|edge| edge.from == source);
        let target = target.map(|edge| edge.to.clone()).unwrap();
        assert_eq!(story.utterances[0].origins, OriginRange { min: 1, max: 1 });
        let known = refuse(&mut story, &[Refusal { source, target }]);
        assert_eq!(known, [true]);
        assert_eq!(story.utterances[0].origins.max, 2);
    }
}
