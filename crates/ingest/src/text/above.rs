//! The roles of the lines above a page's story.

use recension_core::article::Role;

use super::masthead::is_section_line;
use super::pointer::is_issue_line;
use super::roles::HEAD_BLOCKS;
use super::shape::Shape;
use super::walk::{Walk, fixed_role};

impl Walk<'_, '_> {
    pub(super) fn head(&mut self, story: usize) {
        for index in 0..story.min(self.page.blocks.len()) {
            let role = self.head_role(index, story);
            self.roles.push(role);
        }
    }

    fn head_role(&self, index: usize, story: usize) -> Role {
        if self.headline.at(index).is_some() {
            return Role::Headline;
        }
        let below_title = self
            .headline
            .occurrences
            .first()
            .is_some_and(|o| o.block < index);
        let untitled = self.headline.occurrences.is_empty();
        match self.page.shape(index) {
            Some(Shape::Name) if (below_title || untitled) && self.is_signed(index) => Role::Byline,
            Some(Shape::Title | Shape::Name | Shape::Stamped) => {
                self.head_title(index, below_title)
            }
            Some(Shape::Prose | Shape::Quoted | Shape::Imprint | Shape::Fragment)
                if below_title =>
            {
                self.standfirst(index, story)
            }
            Some(Shape::Prose | Shape::Quoted | Shape::Fragment) => Role::Subheading,
            Some(shape) => fixed_role(shape),
            None => Role::Boilerplate,
        }
    }

    /// A person's name alone is a byline below the title or beside a line of date or byline.
    fn is_signed(&self, index: usize) -> bool {
        let beside =
            |at: usize| matches!(self.page.shape(at), Some(Shape::DateLine | Shape::Byline));
        let below = (0..index)
            .rev()
            .find(|at| self.page.shape(*at) != Some(Shape::Furniture));
        beside(index + 1)
            || below.is_some_and(beside)
            || below.is_some_and(|at| self.headline.at(at).is_some())
    }

    fn head_title(&self, index: usize, below_title: bool) -> Role {
        let Some(block) = self.page.blocks.get(index) else {
            return Role::Boilerplate;
        };
        let section = is_section_line(block.text, self.lexicon);
        if section
            || is_issue_line(block, self.lexicon)
            || block.words <= 2
            || self.page.repeats(index) > 1
            || !below_title && block.words <= 4
        {
            return Role::Boilerplate;
        }
        Role::Subheading
    }

    /// Running text above the byline: a caption where it repeats a quotation of the story.
    fn standfirst(&self, index: usize, story: usize) -> Role {
        let Some(block) = self.page.blocks.get(index) else {
            return Role::Boilerplate;
        };
        let quoted = long_quotation(block.text).filter(|_| index < HEAD_BLOCKS);
        let Some(quoted) = quoted else {
            return Role::Subheading;
        };
        let again = self
            .page
            .blocks
            .iter()
            .skip(story)
            .any(|later| later.text.contains(quoted));
        if again {
            Role::Caption
        } else {
            Role::Subheading
        }
    }
}

/// The first quotation of at least thirty bytes inside a text, without its marks and last comma.
fn long_quotation(text: &str) -> Option<&str> {
    let open = text.find(['"', '“', '„', '«'])?;
    let rest = text.get(open..)?;
    let mut inner = rest.chars();
    inner.next();
    let inner = inner.as_str();
    let end = inner.find(['"', '”', '“', '»'])?;
    let quoted = inner.get(..end)?.trim_end_matches([',', '.']);
    (quoted.len() >= 30).then_some(quoted)
}
