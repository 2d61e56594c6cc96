//! Footnotes: the marks in the text, and the notes beneath a rule at the end.

use super::sheet::{Sheet, face};
use super::{Role, width};
use crate::document::Note;

/// The widest rule above the notes, in cells.
const RULE: u32 = 20;

/// The mark of a note: raised digits.
pub(super) fn mark(number: u32, ascii: bool) -> String {
    if ascii {
        return format!("[{number}]");
    }
    let raise = |digit: char| match digit {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0'..='9' => char::from_u32(0x2070 + u32::from(digit) - u32::from('0')).unwrap_or(digit),
        _ => digit,
    };
    number.to_string().chars().map(raise).collect()
}

/// What parts the notes from the text.
pub(super) fn rule(sheet: &mut Sheet) {
    let rule = sheet
        .glyph("─", "-")
        .repeat(RULE.min(sheet.room()) as usize);
    sheet.begin_row();
    sheet.add(&rule, None, face(Role::Rule));
    sheet.end_row();
}

/// Sets a note behind its mark.
pub(super) fn set(note: &Note, sheet: &mut Sheet) {
    let mark = format!("{} ", mark(note.number, sheet.options.ascii));
    let space = " ".repeat(width::text(&mark) as usize);
    sheet.indented(
        Some((&mark, face(Role::NoteMark))),
        (&space, face(Role::Space)),
        |sheet| {
            sheet.blocks(&note.blocks, |_, _| 1);
        },
    );
}
