//! A post that is open: its page, what is seen of it, and the link that has the focus.
//!
//! A place is a block and an offset in the text ([`Place`]); it is set when somebody moves and
//! kept while the width changes, so that the words at the top stay at the top and come back
//! there. A [`Row`] is where that place lies on the page of the moment. Only the blocks that are
//! seen, or passed on the way, are laid out.

mod code;
mod find;
pub(super) mod links;
mod moved;
mod pictures;

use std::sync::Arc;

pub use find::Find;
pub use pictures::Sight;

use super::command::{Distance, Motion};
use super::message::Reading;
use crate::blog::Post;
use crate::document::{Document, LinkId, OutlineEntry};
use crate::page::{Laid, Options, Page};

/// As many words say where one is.
const WORDS: usize = 6;

/// A place in a post, whatever the width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The top-level block.
    pub block: usize,
    /// Where in the document's text, in bytes.
    pub offset: u32,
}

/// A row of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// The top-level block.
    pub block: usize,
    /// The row within it.
    pub row: usize,
}

/// Where a place was taken from. A row without words, such as a picture's, has no place of its
/// own: where the page lies so again that row is at the top again, and else as many of them as
/// stood above the words.
#[derive(Clone, Copy, Debug)]
struct Taken {
    /// How the page lay.
    options: Options,
    /// The row.
    row: Row,
    /// Rows without words, from it on down to those of the place.
    wordless: usize,
}

/// Where the row at the top hangs while the page changes.
#[derive(Clone, Copy, Debug)]
struct Hold {
    /// Words.
    place: Place,
    /// Rows from the one at the top down to them; below 0 when they are above it.
    above: isize,
    /// Whether their picture stands above them.
    is_pictured: bool,
}

/// An open post.
#[derive(Debug)]
pub struct Article {
    post: Arc<Post>,
    reading: Reading,
    page: Page,
    place: Place,
    taken: Option<Taken>,
    top: Row,
    height: usize,
    focus: Option<LinkId>,
    find: Option<Find>,
    /// The last row has been seen since it was opened.
    pub(super) end_was_seen: bool,
}

impl Article {
    /// Opens a post at a place.
    pub(super) fn new(post: Arc<Post>, reading: Reading, options: Options, place: Place) -> Self {
        let page = page_of(&reading, options);
        let mut article = Article {
            post,
            reading,
            page,
            place,
            taken: None,
            top: Row::default(),
            height: 0,
            focus: None,
            find: None,
            end_was_seen: false,
        };
        article.top = article.row_at(place);
        article
    }

    /// The post.
    pub fn post(&self) -> &Arc<Post> {
        &self.post
    }

    /// Its address on the web, where that is known.
    pub fn url(&self) -> Option<&str> {
        self.reading.url.as_deref()
    }

    /// Where the focused link to a post leads on the web, where that is known.
    pub fn page_of(&self, link: LinkId) -> Option<&str> {
        self.reading.pages.get(&link).map(String::as_str)
    }

    /// What it says.
    pub fn document(&self) -> &Document {
        &self.reading.document
    }

    /// It as it was read.
    pub(super) fn reading(&self) -> &Reading {
        &self.reading
    }

    /// Its outline.
    pub fn outline(&self) -> &[OutlineEntry] {
        &self.reading.outline
    }

    /// What is at the top.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The rows that are seen, from the top: each a block and a row of it.
    pub fn seen(&self) -> impl Iterator<Item = (&Laid, usize)> {
        (self.top.block..self.page.len())
            .filter_map(|block| Some((block, self.page.block(block)?)))
            .flat_map(|(block, laid)| {
                let first = if block == self.top.block {
                    self.top.row
                } else {
                    0
                };
                (first..laid.height()).map(move |row| (laid, row))
            })
            .take(self.height)
    }

    /// The section that what is at the top belongs to; nothing above the first.
    pub fn section(&self) -> Option<&OutlineEntry> {
        let (laid, row) = self.seen().next()?;
        let offset = laid.offset_of(row).unwrap_or(self.place.offset);
        let after = self.outline().partition_point(|entry| entry.at <= offset);
        self.outline().get(after.checked_sub(1)?)
    }

    /// How much has been read when what is seen has been read, in percent of the text.
    pub fn percent(&self) -> u8 {
        let Some((laid, row)) = self.seen().last() else {
            return 100;
        };
        let below = laid.offset_of(row + 1).or_else(|| {
            let block = self.last_block()?;
            (block + 1 < self.page.len()).then(|| self.document().start_of(block + 1))
        });
        match (below, self.document().text.len()) {
            (None, _) | (_, 0) => 100,
            (Some(offset), length) => (offset as usize * 100 / length).min(99) as u8,
        }
    }

    /// True when the first row is seen.
    pub fn is_at_top(&self) -> bool {
        self.top == Row::default()
    }

    /// Takes the space there is and lays out what is seen of it.
    pub(super) fn fit(&mut self, options: Options, height: usize) {
        if self.page.options() != options || self.height != height {
            self.page.set_options(options);
            self.height = height;
            self.top = self.row_of_place();
        }
        self.top = self.top.min(self.last_top());
        self.lay_out_seen();
        self.drop_unseen_focus();
    }

    fn lay_out_seen(&mut self) {
        let mut rows = 0;
        let mut block = self.top.block;
        while rows < self.height + self.top.row && block < self.page.len() {
            rows += self.page.lay_out(block).height();
            block += 1;
        }
    }

    /// Scrolls.
    pub(super) fn go(&mut self, motion: Motion) {
        let to = match motion.distance(self.height) {
            Distance::Down(by) => self.below(self.top, by),
            Distance::Up(by) => self.above(self.top, by),
        };
        self.go_to(to);
    }

    /// Puts a place at the top.
    pub(super) fn jump(&mut self, place: Place) {
        let row = self.row_at(place);
        self.go_to(row);
        self.place = place;
        self.taken = None;
    }

    /// The place of an anchor.
    pub(super) fn anchor(&self, id: &str) -> Option<Place> {
        let offset = match id {
            "" | "top" => 0,
            id => self.document().anchor(id)?,
        };
        Some(self.at(offset))
    }

    /// The place of an offset in the text, in bytes.
    pub(super) fn at(&self, offset: u32) -> Place {
        let block = self.document().block_at(offset);
        Place { block, offset }
    }

    /// The same post, as the list knows it now.
    pub(super) fn rename(&mut self, post: Arc<Post>) {
        self.post = post;
    }

    /// The first words that are seen.
    pub(super) fn first_words(&self) -> String {
        let words = self.document().text.get(self.place.offset as usize..);
        let words = words.unwrap_or_default().split_whitespace();
        words.take(WORDS).collect::<Vec<_>>().join(" ")
    }

    /// Takes a newer reading of the same post; the words at the top stay there, wherever in the
    /// text they are now.
    pub(super) fn renew(&mut self, reading: Reading) {
        if self.reading == reading || self.reading.goes_on_as(&reading) {
            return;
        }
        let (before, now) = (&self.document().text, &reading.document.text);
        let offset = moved::offset(before, now, self.place.offset);
        let begun = self.find.as_ref().map(|find| find.begun_at().offset);
        let begun = begun.map(|begun| moved::offset(before, now, begun));
        self.page = page_of(&reading, self.page.options());
        self.reading = reading;
        self.focus = None;
        self.place = self.at(offset);
        self.taken = None;
        self.top = self.row_at(self.place);
        if let Some(place) = begun.map(|begun| self.at(begun))
            && let Some(find) = &mut self.find
        {
            find.begin_at(place);
        }
        self.find_again();
    }

    /// Takes what a newer reading of the same text knows of pictures; the row at the top stays
    /// there.
    pub(super) fn know_pictures(&mut self, newer: &Reading) {
        self.reading.awaits_pictures = newer.awaits_pictures;
        let (pictures, failures) = (Arc::clone(&newer.pictures), Arc::clone(&newer.failures));
        if self.reading.pictures == pictures && self.reading.failures == failures {
            return;
        }
        self.reading.pictures = Arc::clone(&pictures);
        self.reading.failures = Arc::clone(&failures);
        let hold = self.hold();
        self.page.set_pictures(pictures, failures);
        self.top = self.row_held(hold);
        self.taken = self.taken.map(|taken| Taken {
            options: self.page.options(),
            row: self.top,
            ..taken
        });
        if let Some(find) = &mut self.find {
            find.forget_row();
        }
        // A frame may be drawn before anything else happens.
        self.lay_out_seen();
    }

    fn go_to(&mut self, row: Row) {
        self.top = row.min(self.last_top());
        self.place = self.place_of(self.top);
        let at = self.row_at(self.place);
        let wordless = if at.block == self.top.block {
            at.row.saturating_sub(self.top.row)
        } else {
            0
        };
        self.taken = Some(Taken {
            options: self.page.options(),
            row: self.top,
            wordless,
        });
    }

    /// The row of the place one is at.
    fn row_of_place(&mut self) -> Row {
        match self.taken {
            Some(taken) if taken.options == self.page.options() => taken.row,
            Some(_) | None => self.row_anew(),
        }
    }

    /// The same on a page that lies otherwise than it did.
    fn row_anew(&mut self) -> Row {
        let Row { block, row } = self.row_at(self.place);
        let wordless = self.taken.map_or(0, |taken| taken.wordless);
        if wordless == 0 {
            return Row { block, row };
        }
        let laid = self.page.lay_out(block);
        let has_words = |row: &usize| laid.row(*row).any(|piece| piece.at.is_some());
        let above = (0..row).rev().take(wordless);
        let above = above.take_while(|row| !has_words(row)).count();
        Row {
            block,
            row: row - above,
        }
    }

    /// What the row at the top hangs on: the next words of its block.
    fn hold(&mut self) -> Hold {
        let (top, place) = (self.top, self.place_of(self.top));
        let laid = self.page.lay_out(top.block);
        let words = laid.row_of(place.offset);
        Hold {
            place,
            above: words.cast_signed() - top.row.cast_signed(),
            is_pictured: laid.place_above(words).is_some(),
        }
    }

    /// The row that hangs on the same words when nothing but pictures has come. Where one has come
    /// to those words it stands above them, and so above words at the top; but the beginning of the
    /// post stays the beginning.
    fn row_held(&mut self, hold: Hold) -> Row {
        if self.is_at_top() {
            return Row::default();
        }
        let Place { block, offset } = hold.place;
        let laid = self.page.lay_out(block);
        let words = laid.row_of(offset);
        let from = match laid.place_above(words) {
            Some(picture) if !hold.is_pictured && hold.above > 0 => picture.row as usize,
            Some(_) | None => words,
        };
        let row = from.saturating_add_signed(-hold.above);
        Row {
            block,
            row: row.min(laid.height().saturating_sub(1)),
        }
    }

    fn place_of(&mut self, row: Row) -> Place {
        let offset = self.page.lay_out(row.block).offset_of(row.row);
        Place {
            block: row.block,
            offset: offset.unwrap_or_else(|| self.document().start_of(row.block)),
        }
    }

    fn row_at(&mut self, place: Place) -> Row {
        let block = place.block;
        let laid = self.page.lay_out(block);
        let row = laid.row_of(place.offset);
        // A picture comes with its words.
        let above = laid.place_above(row).map(|above| above.row as usize);
        let row = above.unwrap_or(row);
        // The space above the first words of all is worth seeing.
        match (block, row) {
            (0, 1) => Row { block, row: 0 },
            _ => Row { block, row },
        }
    }

    /// The row that is at the top when the last one is at the bottom.
    fn last_top(&mut self) -> Row {
        let end = Row {
            block: self.page.len(),
            row: 0,
        };
        self.above(end, self.height)
    }

    /// The row `by` rows beneath, at most the last.
    fn below(&mut self, from: Row, by: usize) -> Row {
        let mut block = from.block;
        let mut left = from.row.saturating_add(by);
        while block < self.page.len() {
            let height = self.page.lay_out(block).height();
            if left < height {
                return Row { block, row: left };
            }
            left -= height;
            block += 1;
            if by == usize::MAX {
                break;
            }
        }
        self.last_top()
    }

    /// The row `by` rows above, at least the first.
    fn above(&mut self, from: Row, by: usize) -> Row {
        if by == usize::MAX {
            return Row::default();
        }
        let Row { mut block, mut row } = from;
        let mut left = by;
        while left > row {
            left -= row;
            match block.checked_sub(1) {
                Some(before) => {
                    block = before;
                    row = self.page.lay_out(block).height();
                }
                None => return Row::default(),
            }
        }
        row -= left;
        Row { block, row }
    }

    /// The block of the last row that is seen.
    fn last_block(&self) -> Option<usize> {
        let mut rows = self.height + self.top.row;
        let mut last = None;
        for block in self.top.block..self.page.len() {
            let height = self.page.block(block)?.height();
            if height > 0 {
                last = Some(block);
            }
            if rows <= height {
                break;
            }
            rows -= height;
        }
        last
    }
}

fn page_of(reading: &Reading, options: Options) -> Page {
    let mut page = Page::new(Arc::clone(&reading.document), options);
    page.set_pictures(Arc::clone(&reading.pictures), Arc::clone(&reading.failures));
    page
}
