//! Which line of a body each byte of the text came from.

use crate::document::template::token::newlines;

/// Where a stretch of the output came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The body, line for line.
    Verbatim,
    /// A tag: all of it is of one line.
    Made,
}

/// The lines of the body that the stretches of the output came from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LineMap {
    /// Ordered by where they begin.
    stretches: Vec<Stretch>,
}

#[derive(Clone, Debug, PartialEq)]
struct Stretch {
    start: usize,
    line: u32,
    origin: Origin,
}

impl LineMap {
    /// From byte `start` on the text came from `line`.
    pub fn mark(&mut self, start: usize, line: u32, origin: Origin) {
        self.truncate(start);
        self.stretches.push(Stretch {
            start,
            line,
            origin,
        });
    }

    /// Forgets what begins at `end` or later.
    pub fn truncate(&mut self, end: usize) {
        while self
            .stretches
            .last()
            .is_some_and(|stretch| stretch.start >= end)
        {
            self.stretches.pop();
        }
    }

    /// The line of the byte `at` of `text`, from 1.
    pub fn line(&self, text: &str, at: usize) -> u32 {
        let after = self
            .stretches
            .partition_point(|stretch| stretch.start <= at);
        let stretch = after
            .checked_sub(1)
            .and_then(|index| self.stretches.get(index));
        let (start, line, origin) = stretch.map_or((0, 1, Origin::Verbatim), |stretch| {
            (stretch.start, stretch.line, stretch.origin)
        });
        match origin {
            Origin::Made => line,
            Origin::Verbatim => line + text.get(start..at).map_or(0, newlines),
        }
    }
}
