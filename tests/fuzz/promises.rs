//! What is promised of a document and of its pages, whatever they were made from.

use std::sync::Arc;

use byline::document::{Document, Target};
use byline::page::{Headings, LongLines, Options, Page, Showing, Typography, width};

use super::mutate::Dice;

/// What a terminal would obey, or what turns the direction of what follows.
pub fn is_obeyed(char: char) -> bool {
    char.is_control() || matches!(char, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// One line that is safe to write.
pub fn is_clean_line(what: &str, text: &str) {
    assert!(!text.contains(is_obeyed), "{what}: {text:?}");
}

/// Holds a document to what it promises.
pub fn of_document(document: &Document) {
    let text = &document.text;
    let obeyed = |char: char| is_obeyed(char) && char != '\n' && char != '\t';
    assert!(!text.contains(obeyed), "the text: {text:?}");
    let mut at = 0;
    for link in &document.links {
        is_clean_line("an address", &link.address);
        is_clean_line("a title", &link.title);
        is_clean_line("what a link is about", &link.context);
        assert!(text.is_char_boundary(link.at as usize), "{link:?}");
        assert!(
            link.at >= at,
            "links are in the order of the text: {link:?}"
        );
        at = link.at;
        match &link.target {
            Target::Post { path, .. } => is_below(path),
            Target::File(path) => is_below(path),
            Target::Web(address) | Target::Mail(address) => is_clean_line("an address", address),
            Target::Alike(part) => is_clean_line("a filter", part),
            Target::Anchor(_) | Target::Other(_) => {}
        }
    }
    for entry in document.outline() {
        let offset = entry.at as usize;
        assert!(
            text.is_char_boundary(offset) && offset <= text.len(),
            "{entry:?}"
        );
    }
    for anchor in document.anchors() {
        assert!(
            document
                .anchor(anchor)
                .is_some_and(|at| at as usize <= text.len())
        );
    }
    for image in document.images() {
        is_clean_line("a picture's address", &image.address);
    }
    for block in 0..document.blocks.len() {
        assert!(document.start_of(block) as usize <= text.len());
        for code in document.code_in(block) {
            is_clean_line("a language", &code.language);
            is_clean_line("a file's name", &code.title);
        }
    }
    for offset in (0..text.len() as u32).step_by(11) {
        assert!(document.start_of(document.block_at(offset)) <= offset);
    }
}

/// A path within the blog.
pub fn is_below(path: &str) {
    let leaves = path.split('/').any(|part| part == "..");
    assert!(!leaves && !path.starts_with('/'), "{path:?} leads out");
}

/// Options by chance; `width` may be anything from 1 cell up.
pub fn options(dice: &mut Dice) -> Options {
    let width = match dice.below(4) {
        0 => 1 + dice.below(12),
        1 => 1 + dice.below(500),
        _ => 20 + dice.below(80),
    };
    Options {
        width: width as u16,
        ascii: dice.once_in(3),
        long_lines: *dice.pick(&[LongLines::Cut { from: 3 }, LongLines::Wrap]),
        typography: Typography {
            hyphenate: dice.once_in(2),
            justify: dice.once_in(2),
            reorder: dice.once_in(2),
        },
        headings: *dice.pick(&[Headings::ByWeight, Headings::ByShape]),
        pictures: Showing::Words,
    }
}

/// Holds the pages of a document to what they promise.
pub fn of_page(document: &Arc<Document>, options: Options) {
    let mut page = Page::new(Arc::clone(document), options);
    assert_eq!(page.len(), document.blocks.len());
    for block in 0..page.len() {
        let laid = page.lay_out(block);
        for row in 0..laid.height() {
            let mut cells = 0;
            for piece in laid.row(row) {
                assert_eq!(
                    u32::from(piece.width),
                    width::text(piece.text),
                    "{:?}",
                    piece.text
                );
                assert!(!piece.text.contains(is_obeyed), "{:?}", piece.text);
                cells += u32::from(piece.width);
            }
            let fits = cells <= u32::from(options.width);
            assert!(
                fits,
                "{cells} cells at {}: {:?}",
                options.width,
                laid.row_text(row)
            );
            // A place leads to a row and the row back to the same or an earlier place; that is
            // asked of a few rows of many.
            let is_asked = row % (1 + laid.height() / 64) == 0;
            if is_asked && let Some(offset) = laid.offset_of(row) {
                let found = laid.row_of(offset);
                assert!(found < laid.height());
                let back = laid.offset_of(found);
                assert!(
                    back.is_some_and(|back| back <= offset),
                    "row {row} begins at {offset}, row {found} at {back:?}"
                );
            }
        }
    }
}
