//! What the words of a piece of code are: keywords, strings, comments.
//!
//! [`highlight`] knows two hundred languages by the names that fences give them, terminal
//! sessions, and differences. It sees text and says [`Token`]s; what they look like is the
//! theme's business. It can be slow – the grammars of a language are made ready when it is first
//! met, and are regular expressions – so whoever draws calls it from another thread.
//!
//! The work is bounded. A block beyond [`limits::code::BYTES`] stays plain, and so does a line
//! beyond [`limits::code::LINE`]; a pattern that goes astray is given up by the engine's own limit,
//! and a block that has taken [`limits::code::TIME`] stays plain from there on. A panic below is
//! caught.

mod grammar;
mod language;
mod scope;
mod session;
mod token;

use std::panic::catch_unwind;
use std::time::Instant;

use grammar::Painter;
use language::Language;

use crate::limits;
pub use token::Token;

/// A stretch of a piece of code that is one thing. It never reaches beyond its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stretch {
    /// Its first byte.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// What it is.
    pub token: Token,
}

/// The stretches of `code`, in order, without overlaps; what lies between them is plain.
///
/// `language` is what a fence calls it, in any case, or nothing: then only sessions and
/// differences are told by their looks. Nothing comes of a language that is not known.
pub fn highlight(language: &str, code: &str) -> Option<Vec<Stretch>> {
    if code.len() > limits::code::BYTES {
        return None;
    }
    let language = Language::of(language, code)?;
    catch_unwind(|| stretches(language, code)).ok()
}

fn stretches(language: Language, code: &str) -> Vec<Stretch> {
    let mut canvas = Canvas::new();
    match language {
        Language::Written(grammar) => {
            let mut painter = Painter::new(grammar);
            for line in lines(code) {
                if !canvas.is_in_time() || painter.paint(line, &mut canvas).is_err() {
                    break;
                }
            }
        }
        Language::Session(kind) => session::paint(kind, code, &mut canvas),
    }
    canvas.stretches
}

/// A line of code.
#[derive(Clone, Copy, Debug)]
struct Line<'c> {
    /// Where it begins in the code, in bytes.
    at: usize,
    /// Its text, with the newline that ends it.
    text: &'c str,
}

impl<'c> Line<'c> {
    /// Without its first `bytes`.
    fn after(self, bytes: usize) -> Line<'c> {
        let text = self.text.get(bytes..).unwrap_or_default();
        Line {
            at: self.at + self.text.len() - text.len(),
            text,
        }
    }
}

fn lines(code: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    code.split_inclusive('\n').map(move |text| {
        let line = Line { at, text };
        at += text.len();
        line
    })
}

/// Where stretches are put down.
#[derive(Debug)]
struct Canvas {
    stretches: Vec<Stretch>,
    until: Instant,
}

impl Canvas {
    fn new() -> Canvas {
        Canvas {
            stretches: Vec::new(),
            until: Instant::now() + limits::code::TIME,
        }
    }

    fn is_in_time(&self) -> bool {
        Instant::now() < self.until
    }

    /// Puts down the bytes `start..end` of a line; space at the edges is nothing, nor is a
    /// newline.
    fn put(&mut self, line: Line, start: usize, end: usize, token: Token) {
        let text = line.text.get(start..end).unwrap_or_default();
        let words = text.trim_start();
        if words.is_empty() {
            return;
        }
        let before = (line.at + start) as u32;
        let start = before + (text.len() - words.len()) as u32;
        let end = start + words.trim_end().len() as u32;
        match self.stretches.last_mut() {
            Some(last) if last.end == before && last.token == token => last.end = end,
            _ => self.stretches.push(Stretch { start, end, token }),
        }
    }
}

#[cfg(test)]
mod tests;
