//! HTML: what a page shows, what of it is the report, and what the page says about itself.

mod blocks;
mod elements;
mod page;
mod surroundings;
mod vocabulary;
