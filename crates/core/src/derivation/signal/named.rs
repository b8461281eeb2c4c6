//! The other report's outlet is named in the text ("told the Harbour Post", "first reported by …").

use crate::derivation::{Observation, Pair};
use crate::text::TextSpan;
use crate::witness::Witness;

use super::credit::{folded_name, own_names};

/// One of the two names the other's outlet in its story text.
pub(super) struct NamedInText;

/// A mention shows that the other was read, or that both heard the same interview.
const NAMED_NATS: f32 = 2.0;
/// A report that names another comes after it.
const DIRECTION_NATS: f32 = 2.5;

impl super::Signal for NamedInText {
    fn observe(&self, pair: &Pair<'_>) -> Option<Observation> {
        let mentions = [0, 1].map(|side| mention(pair.side(side), pair.side(1 - side)));
        let (target, span) = match mentions {
            [None, Some(span)] => (1, span),
            [Some(span), None] => (0, span),
            _ => return None,
        };
        let [from, to] = [pair.sigla()[1 - target], pair.sigla()[target]];
        let name = pair.side(target).slice(span);
        let explanation = format!("{to} names the outlet of {from} in its text: “{name}”");
        let sign = if target == 1 { 1.0 } else { -1.0 };
        let mut seen = Observation::new("named_in_text", explanation)
            .depends(NAMED_NATS)
            .directed(sign * DIRECTION_NATS)
            .of_passages();
        seen.receipts.spans[target] = vec![span];
        Some(seen)
    }
}

/// The first place in the story text where `reader` names the outlet of `other`.
fn mention(reader: &Witness, other: &Witness) -> Option<TextSpan> {
    let names = own_names(other);
    let own = own_names(reader);
    let in_story = |span: TextSpan| {
        reader
            .sentence_at(span)
            .is_some_and(|index| reader.sentences[index].role.is_story())
    };
    let mentions = reader.names.iter().map(|mention| mention.span);
    let relays = reader
        .quotations
        .iter()
        .flat_map(|q| &q.via)
        .map(|relay| relay.span);
    mentions.chain(relays).find(|span| {
        let name = folded_name(reader.slice(*span));
        names.contains(&name) && !own.contains(&name) && in_story(*span)
    })
}
