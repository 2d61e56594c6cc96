//! Rules: a pause in the text is a short line in the middle.

use super::edge::Edge;
use super::sheet::Sheet;

/// The widest pause, in cells.
const WIDEST: u32 = 12;

/// Sets a pause.
pub(super) fn set(sheet: &mut Sheet) {
    let room = sheet.room();
    let length = WIDEST.min(room);
    let space = Edge::space((room - length) / 2);
    sheet.begin_row();
    sheet.add(&space.text, None, space.face);
    add(sheet, length);
    sheet.end_row();
}

/// Sets a line of a given length on a row of its own, at the left.
pub(super) fn set_line(sheet: &mut Sheet, length: u32) {
    sheet.begin_row();
    add(sheet, length);
    sheet.end_row();
}

fn add(sheet: &mut Sheet, length: u32) {
    let rule = sheet.glyph("─", "-").repeat(length as usize);
    sheet.add_rule(&rule, length);
}

#[cfg(test)]
mod tests {
    use crate::page::testing::{ascii_picture, picture};

    #[test]
    fn a_pause_stands_in_the_middle() {
        insta::assert_snapshot!(picture("one\n\n---\n\ntwo", 20), @r"
        one

            ────────────

        two
        ");
    }

    #[test]
    fn a_pause_is_no_wider_than_its_column() {
        insta::assert_snapshot!(ascii_picture("> one\n>\n> ---", 9), @r"
        | one
        |
        | -------
        ");
    }
}
