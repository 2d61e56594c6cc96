//! Pictures: what Markdown looks like on a page, for the tests of each construct.

use std::sync::Arc;

use super::{Laid, Options, Page, Piece, Role};
use crate::document::{Dialect, Document, NoBlog, Source};

/// Reads Markdown as a post of a kramdown blog, without a title.
pub(super) fn read(markdown: &str) -> Document {
    let source = Source {
        body: markdown.to_owned(),
        dialect: Dialect::Kramdown,
        ..Source::default()
    };
    Document::read(&source, &NoBlog)
}

/// The blocks of a document, laid out.
pub(super) fn lay_out(document: Document, options: Options) -> Vec<Laid> {
    let mut page = Page::new(Arc::new(document), options);
    (0..page.len())
        .map(|block| page.lay_out(block).clone())
        .collect()
}

/// What a document looks like, row by row.
pub(super) fn picture_of(document: Document, options: Options) -> String {
    let rows = lay_out(document, options);
    let rows = rows
        .iter()
        .flat_map(|laid| (0..laid.height()).map(|row| laid.row_text(row)));
    rows.collect::<Vec<_>>().join("\n")
}

/// What Markdown looks like at a width.
pub(super) fn picture(markdown: &str, width: u16) -> String {
    let options = Options {
        width,
        ..Options::default()
    };
    picture_of(read(markdown), options)
}

/// The same in ASCII.
pub(super) fn ascii_picture(markdown: &str, width: u16) -> String {
    let options = Options {
        width,
        ascii: true,
        ..Options::default()
    };
    picture_of(read(markdown), options)
}

/// What `look` sees in each piece of Markdown set at a width.
pub(super) fn pieces<T>(markdown: &str, width: u16, look: impl Fn(Piece) -> T) -> Vec<T> {
    let options = Options {
        width,
        ..Options::default()
    };
    let laid = lay_out(read(markdown), options);
    let rows = laid
        .iter()
        .flat_map(|laid| (0..laid.height()).flat_map(|row| laid.row(row)));
    rows.map(look).collect()
}

/// The pieces of a block, each with its part.
pub(super) fn roles(laid: &Laid) -> Vec<(String, Role)> {
    let pieces = (0..laid.height()).flat_map(|row| laid.row(row));
    pieces
        .map(|piece| (piece.text.to_owned(), piece.face.role))
        .collect()
}
