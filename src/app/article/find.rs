//! Words that are looked for in an open post.

use std::ops::Range;

use super::links::Way;
use super::{Article, Place, Row};
use crate::app::prompt::{Edit, Prompt};
use crate::page::Options;
use crate::search::{self, Query, Wanted};

/// A hit that is gone to has this part of the pane above it.
const ABOVE: usize = 4;

/// Words that are looked for, and where they stand.
#[derive(Clone, Debug)]
pub struct Find {
    prompt: Prompt,
    pattern: Pattern,
    mode: Mode,
    /// In bytes of the document's text, in order.
    hits: Vec<Range<usize>>,
    current: usize,
    before: Before,
}

/// How the words are looked for.
#[derive(Clone, Debug)]
enum Pattern {
    /// As they are typed.
    Typed,
    /// As a search over the blog does.
    Searched(Wanted),
}

/// Where one was before.
#[derive(Clone, Copy, Debug)]
struct Before {
    place: Place,
    /// The row at the top, as long as rows are what they were.
    top: Option<Row>,
    options: Options,
}

/// Whether letters are commands or text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Typing,
    Walking,
}

impl Find {
    /// The words.
    pub fn prompt(&self) -> &Prompt {
        &self.prompt
    }

    /// True while letters go to the words.
    pub fn is_typing(&self) -> bool {
        self.mode == Mode::Typing
    }

    /// Which hit one is at, from 1, and how many there are; nothing while there are none.
    pub fn position(&self) -> Option<(usize, usize)> {
        (!self.hits.is_empty()).then_some((self.current + 1, self.hits.len()))
    }

    /// Where one was before.
    pub(super) fn begun_at(&self) -> Place {
        self.before.place
    }

    /// Takes in that the text has changed, and where one was before is here now.
    pub(super) fn begin_at(&mut self, place: Place) {
        self.before.place = place;
        self.forget_row();
    }

    /// Takes in that the rows are others.
    pub(super) fn forget_row(&mut self) {
        self.before.top = None;
    }

    /// The hits that a stretch of the text holds a part of, in bytes of the text; true for the one
    /// that one is at.
    pub fn within(&self, stretch: Range<usize>) -> impl Iterator<Item = (Range<usize>, bool)> {
        let first = self.hits.partition_point(|hit| hit.end <= stretch.start);
        let hits = self.hits.iter().enumerate().skip(first);
        let hits = hits.take_while(move |(_, hit)| hit.start < stretch.end);
        hits.map(|(index, hit)| (hit.clone(), index == self.current))
    }
}

impl Article {
    /// The words that are looked for.
    pub fn find(&self) -> Option<&Find> {
        self.find.as_ref()
    }

    /// Letters are words to look for from now on.
    pub(in crate::app) fn start_find(&mut self) {
        self.find = Some(Find {
            prompt: Prompt::default(),
            pattern: Pattern::Typed,
            mode: Mode::Typing,
            hits: Vec::new(),
            current: 0,
            before: self.before(),
        });
    }

    /// Marks what a search over the blog has found here, and goes to the hit at byte `offset` of
    /// the text.
    pub(in crate::app) fn mark(&mut self, words: &str, offset: u32) {
        self.find = Some(Find {
            prompt: Prompt::of(words),
            pattern: Pattern::Searched(Wanted::of(&Query::parse(words))),
            mode: Mode::Walking,
            hits: Vec::new(),
            current: 0,
            before: Before {
                place: self.at(offset),
                ..self.before()
            },
        });
        self.find_again();
        let row = self.row_at(self.at(offset));
        let row = self.above(row, self.height / ABOVE);
        self.go_to(row);
        self.keep_find();
    }

    fn before(&self) -> Before {
        Before {
            place: self.place,
            top: Some(self.top),
            options: self.page.options(),
        }
    }

    /// Changes the words and goes to the first hit from where one was.
    pub(in crate::app) fn edit_find(&mut self, edit: Edit) {
        let Some(find) = &mut self.find else { return };
        find.prompt.edit(edit);
        let before = find.before;
        self.find_again();
        match self.find.as_ref().and_then(Find::position) {
            Some(_) => self.go_to_hit(),
            None => self.return_to(before),
        }
    }

    /// Looks again, after the words or the text have changed; the first hit from where one was
    /// counts.
    pub(super) fn find_again(&mut self) {
        let Some(find) = &mut self.find else { return };
        let text = &self.reading.document.text;
        find.hits = match &find.pattern {
            Pattern::Typed => search::find(text, find.prompt.text()),
            Pattern::Searched(wanted) => {
                let places = wanted.places(text).into_iter();
                places.map(|place| place.range).collect()
            }
        };
        let from = find.before.place.offset as usize;
        let next = find.hits.iter().position(|hit| hit.start >= from);
        find.current = next.unwrap_or(0);
    }

    /// Letters are commands again, the hits stay marked; nothing is when nothing was found.
    pub(in crate::app) fn keep_find(&mut self) {
        self.find.take_if(|find| find.hits.is_empty());
        if let Some(find) = &mut self.find {
            find.mode = Mode::Walking;
        }
    }

    /// Marks nothing any more; while the words are typed one goes back to where one was.
    pub(in crate::app) fn drop_find(&mut self) {
        if let Some(find) = self.find.take()
            && find.is_typing()
        {
            self.return_to(find.before);
        }
    }

    /// Goes to the next hit on the way, from the last to the first. False without hits.
    pub(in crate::app) fn walk_hits(&mut self, way: Way) -> bool {
        let Some(find) = self.find.as_mut().filter(|find| !find.hits.is_empty()) else {
            return false;
        };
        let count = find.hits.len();
        find.current = match way {
            Way::Onward => (find.current + 1) % count,
            Way::Backward => (find.current + count - 1) % count,
        };
        self.go_to_hit();
        true
    }

    fn return_to(&mut self, before: Before) {
        match before.top {
            Some(top) if self.page.options() == before.options => self.go_to(top),
            Some(_) | None => self.jump(before.place),
        }
    }

    fn go_to_hit(&mut self) {
        let hit = self
            .find
            .as_ref()
            .and_then(|find| find.hits.get(find.current));
        let Some(offset) = hit.map(|hit| hit.start as u32) else {
            return;
        };
        let block = self.document().block_at(offset);
        let row = self.page.lay_out(block).row_of(offset);
        self.reveal(Row { block, row });
    }
}
