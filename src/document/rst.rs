//! reStructuredText, as Pelican's posts have it.
//!
//! It is read as docutils reads it: lines into blocks, and what stands within them into pieces;
//! then, when all names are known (targets, substitutions, footnotes), into the [`Builder`].
//! Comments vanish. Tables are kept cell for cell, and so is a directive that is not known, as it
//! is written, before what it holds. A table of contents is not made: there is the outline.

mod block;
mod directive;
mod explicit;
mod inline;
mod lines;
mod mark;
mod names;
mod parse;
mod role;
mod verbatim;
mod write;

use std::borrow::Cow;

use super::builder::Builder;
use parse::Parser;
use write::Writer;

/// Columns from one stop of a tab to the next.
const TAB: usize = 8;

/// Reads a body of reStructuredText.
pub(super) fn read(body: &str, to: &mut Builder) {
    let body = without_tabs(body);
    let lines: Vec<&str> = body.lines().map(str::trim_end).collect();
    let mut parser = Parser::default();
    let blocks = parser.read(&lines);
    Writer::new(&parser.names, &body).write(&blocks, to);
}

/// A text with spaces where it has tabs, up to their next stop.
fn without_tabs(text: &str) -> Cow<'_, str> {
    if !text.contains('\t') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut column = 0;
    for letter in text.chars() {
        match letter {
            '\t' => {
                let spaces = TAB - column % TAB;
                out.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            }
            '\n' => {
                out.push('\n');
                column = 0;
            }
            letter => {
                out.push(letter);
                column += 1;
            }
        }
    }
    Cow::Owned(out)
}
