//! The title block: the title, the line beneath it, the author's summary, a quiet rule.

use super::flow::Flow;
use super::sheet::Sheet;
use super::wrap;
use super::{Face, Role, rule};
use crate::document::{Inline, Title};

/// Sets a title block.
pub(super) fn set(title: &Title, sheet: &mut Sheet) {
    sheet.text_as(&title.title, Role::Title);
    set_phrases(&title.meta, sheet);
    if !title.lead.is_empty() {
        sheet.blanks(1);
        sheet.text_as(&title.lead, Role::Meta);
    }
    rule::set_line(sheet, sheet.room());
}

/// Sets date, author, tags: what fits on a row stands on it, parted by dots, and a phrase is
/// broken only where it does not fit on a row alone.
fn set_phrases(phrases: &[Vec<Inline>], sheet: &mut Sheet) {
    let dot = sheet.glyph(" · ", " - ");
    let room = sheet.room();
    let mut line = Flow::default();
    let mut taken = 0;
    for phrase in phrases {
        let phrase = Flow::of(sheet.document, phrase, Role::Meta, sheet.options.ascii);
        if phrase.is_blank() {
            continue;
        }
        let (cells, _) = wrap::extent(&phrase);
        if taken == 0 {
            taken = cells;
        } else if taken + 3 + cells <= room {
            line.add(dot, None, Face::of(Role::Meta));
            taken += 3 + cells;
        } else {
            line.end_line();
            taken = cells;
        }
        line.append(&phrase);
    }
    sheet.flow(&line);
}
