//! What every output shows, before it is drawn: places, groups, readings with their differences.

mod apparatus;
mod context;
mod difference;
mod layers;
mod layout;
mod neutral;
mod places;
mod story;

pub(crate) mod words;

pub(crate) use apparatus::{Piece, PieceKind, ReadingView, apparatus};
pub(crate) use context::{Context, context};
pub(crate) use difference::{DiffPiece, difference, kept_words};
pub(crate) use layout::{NodeBox, Point, draw};
pub(crate) use neutral::{clip, clip_words, neutral, neutral_page, web_address};
pub(crate) use places::{Place, Places, Target};
pub(crate) use story::{Mark, StoryView, Wording, by_wording, gist, grouped, joined, refused};
