//! Repeats: what stands in several documents and can't be made longer in all of them.
//!
//! Neighbours of the order that have a beginning in common form nested groups (the inner nodes of a
//! suffix tree; Abouelhoda, Kurtz and Ohlebusch 2004). A group whose members stand behind different
//! anchors is a repeat; one whose members all stand behind the same is the tail of a longer one. There
//! are fewer repeats than anchors, and none is written out before it is chosen.

use super::anchors::Anchor;
use super::order::Order;

/// A beginning that several anchors have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Repeat {
    /// Its first member in the order.
    pub(super) first: u32,
    /// Number of members, each of another document.
    pub(super) count: u32,
    /// Anchors in common.
    pub(super) anchors: u32,
}

/// Which repeats are wanted, by the stories of their documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Among {
    /// Those that stand in several stories.
    Stories,
    /// Those that stand in one alone.
    OneStory,
}

/// The repeats of an order. `stories` names the story of each document.
pub(super) fn repeats(
    anchors: &[Anchor],
    order: &Order,
    stories: &[u32],
    among: Among,
) -> Vec<Repeat> {
    let mut open: Vec<Group> = Vec::new();
    let mut found = Vec::new();
    for (place, anchor) in (0_u32..).zip(&order.sorted) {
        let next = order.common.get(place as usize + 1).copied().unwrap_or(0);
        let mut group = Group {
            anchors: u32::MAX,
            first: place,
            members: Members::of(anchors, *anchor, stories),
        };
        while let Some(mut closed) = open.pop_if(|last| last.anchors > next) {
            closed.members = closed.members.with(group.members);
            found.extend(closed.repeat(place + 1, among));
            group = closed;
        }
        match open.last_mut().filter(|last| last.anchors == next) {
            Some(last) => last.members = last.members.with(group.members),
            None if next > 0 => open.push(Group {
                anchors: next,
                ..group
            }),
            None => {}
        }
    }
    found
}

/// The story of a document; one that has none is a story by itself.
pub(super) fn story_of(stories: &[u32], document: u32) -> u32 {
    let story = stories.get(document as usize).copied();
    story.unwrap_or(u32::MAX - document)
}

/// A group whose end is not met yet.
#[derive(Clone, Copy, Debug)]
struct Group {
    anchors: u32,
    first: u32,
    members: Members,
}

impl Group {
    fn repeat(&self, end: u32, among: Among) -> Option<Repeat> {
        let wanted = match among {
            Among::Stories => self.members.story == Common::No,
            Among::OneStory => self.members.story != Common::No,
        };
        let is_whole = self.members.behind == Common::No;
        (wanted && is_whole).then_some(Repeat {
            first: self.first,
            count: end - self.first,
            anchors: self.anchors,
        })
    }
}

/// What the members of a group have in common besides their beginning.
#[derive(Clone, Copy, Debug)]
struct Members {
    /// The anchor they stand behind, as its class and gap.
    behind: Common<(u32, u32)>,
    /// Their story.
    story: Common<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Common<T> {
    Yes(T),
    No,
}

impl<T: Copy + PartialEq> Common<T> {
    fn with(self, other: Self) -> Self {
        if self == other { self } else { Self::No }
    }
}

impl Members {
    fn of(anchors: &[Anchor], anchor: u32, stories: &[u32]) -> Self {
        let at = anchor as usize;
        let behind = at.checked_sub(1).map(|before| anchors[before]);
        let behind = behind.filter(|before| before.gap > 0);
        Self {
            behind: behind.map_or(Common::No, |before| Common::Yes((before.class, before.gap))),
            story: Common::Yes(story_of(stories, anchors[at].document)),
        }
    }

    fn with(self, other: Self) -> Self {
        Self {
            behind: self.behind.with(other.behind),
            story: self.story.with(other.story),
        }
    }
}
