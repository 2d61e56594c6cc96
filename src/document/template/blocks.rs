//! Which tag ends where.
//!
//! Any tag may have an end, known or not: a tag is a block when its end follows. An end closes the
//! innermost tag of its name; the tags within that had no end have none. All in one pass.

use std::collections::HashMap;

use super::token::{Kind, Token};
use super::{Problem, ProblemKind};

/// A body's tokens, each block with its end.
#[derive(Debug)]
pub struct Program<'a> {
    pub tokens: Vec<Token<'a>>,
    /// For the opening and each branch of a block, the index of its next branch or its end.
    next: Vec<Option<usize>>,
    /// For the opening of a block, the index of its end, or of its last branch.
    ends: HashMap<usize, usize>,
}

impl<'a> Program<'a> {
    /// Finds the ends; what has none is told to `problems` when `must_end` says it needed one.
    pub fn new(
        tokens: Vec<Token<'a>>,
        must_end: fn(&str) -> bool,
        problems: &mut Vec<Problem>,
    ) -> Program<'a> {
        let mut linker = Linker {
            next: vec![None; tokens.len()],
            ends: HashMap::new(),
            open: Vec::new(),
            count: HashMap::new(),
            problems,
            must_end,
        };
        for (index, token) in tokens.iter().enumerate() {
            match token.kind {
                Kind::Open(tag) => linker.open(index, tag.name, token.line),
                Kind::Branch(_) => linker.branch(index),
                Kind::Close(name) => linker.close(index, name, token.line),
                Kind::Text(_) | Kind::Value(_) | Kind::Single(_) | Kind::Silent => {}
            }
        }
        linker.unclosed_from(0);
        let Linker { next, ends, .. } = linker;
        Program { tokens, next, ends }
    }

    /// The next branch or the end of the block that token `index` opens or continues.
    pub fn next(&self, index: usize) -> Option<usize> {
        self.next.get(index).copied().flatten()
    }

    /// The end of the block that token `index` opens.
    pub fn end(&self, index: usize) -> Option<usize> {
        self.ends.get(&index).copied()
    }
}

struct Linker<'a, 'p> {
    next: Vec<Option<usize>>,
    ends: HashMap<usize, usize>,
    open: Vec<Opened<'a>>,
    /// How many tags of each name are open, so that a stray end costs nothing.
    count: HashMap<&'a str, usize>,
    problems: &'p mut Vec<Problem>,
    must_end: fn(&str) -> bool,
}

struct Opened<'a> {
    name: &'a str,
    line: u32,
    opening: usize,
    /// The opening, or the last branch so far.
    last: usize,
}

/// The tags that have branches.
const BRANCHING: [&str; 4] = ["if", "unless", "case", "for"];

impl<'a> Linker<'a, '_> {
    fn open(&mut self, index: usize, name: &'a str, line: u32) {
        *self.count.entry(name).or_default() += 1;
        self.open.push(Opened {
            name,
            line,
            opening: index,
            last: index,
        });
    }

    fn branch(&mut self, index: usize) {
        if BRANCHING.iter().all(|name| self.is_closed(name)) {
            return;
        }
        let Some(depth) = self
            .open
            .iter()
            .rposition(|opened| BRANCHING.contains(&opened.name))
        else {
            return;
        };
        self.unclosed_from(depth + 1);
        if let Some(opened) = self.open.last_mut() {
            link(&mut self.next, opened.last, index);
            opened.last = index;
        }
    }

    fn close(&mut self, index: usize, name: &'a str, line: u32) {
        let depth = if name.is_empty() {
            self.open.len().checked_sub(1)
        } else if self.is_closed(name) {
            None
        } else {
            self.open.iter().rposition(|opened| opened.name == name)
        };
        let Some(depth) = depth else {
            self.problems.push(Problem {
                line,
                kind: ProblemKind::StrayEnd,
                name: name.to_owned(),
            });
            return;
        };
        self.unclosed_from(depth + 1);
        if let Some(opened) = self.open.pop() {
            link(&mut self.next, opened.last, index);
            self.ends.insert(opened.opening, index);
            self.forget(opened.name);
        }
    }

    fn is_closed(&self, name: &str) -> bool {
        self.count.get(name).is_none_or(|&count| count == 0)
    }

    fn forget(&mut self, name: &str) {
        if let Some(count) = self.count.get_mut(name) {
            *count = count.saturating_sub(1);
        }
    }

    /// Gives up on the ends of the tags that are open deeper than `depth`.
    fn unclosed_from(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some(opened) = self.open.pop() else {
                return;
            };
            self.forget(opened.name);
            if opened.last != opened.opening {
                self.ends.insert(opened.opening, opened.last);
            }
            if (self.must_end)(opened.name) {
                self.problems.push(Problem {
                    line: opened.line,
                    kind: ProblemKind::UnclosedTag,
                    name: opened.name.to_owned(),
                });
            }
        }
    }
}

fn link(next: &mut [Option<usize>], from: usize, to: usize) {
    if let Some(slot) = next.get_mut(from) {
        *slot = Some(to);
    }
}
