//! Footnotes: the marks in the text, and the notes beneath a short rule at the end.

use super::edge::Edge;
use super::sheet::Sheet;
use super::spacing::Spacing;
use super::{Role, rule};
use crate::document::{Block, Note};

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
        '0' | '4'..='9' => {
            char::from_u32(u32::from('⁰') + u32::from(digit) - u32::from('0')).unwrap_or(digit)
        }
        _ => digit,
    };
    number.to_string().chars().map(raise).collect()
}

/// What parts the notes from the text.
pub(super) fn set_rule(sheet: &mut Sheet) {
    let length = RULE.min(sheet.room());
    rule::set_line(sheet, length);
}

/// Sets a note behind its mark, flush right with the marks of the others.
pub(super) fn set(note: &Note, sheet: &mut Sheet) {
    let ascii = sheet.options.ascii;
    let last = match sheet.document.blocks.last() {
        Some(Block::Note(last)) => last.number,
        _ => note.number,
    };
    let digits = mark(last, ascii).chars().count();
    let mark = Edge::mark(
        format!("{:>digits$} ", mark(note.number, ascii)),
        Role::NoteMark,
    );
    let space = Edge::space(mark.cells);
    sheet.indented(mark, space, |sheet| {
        sheet.blocks(&note.blocks, Spacing::Within);
    });
}

#[cfg(test)]
mod tests {
    use super::mark;
    use crate::page::testing::{ascii_picture, picture};

    #[test]
    fn notes_stand_under_a_rule_behind_their_marks() {
        let notes = "One.[^a] Two.[^b][^a]\n\n[^a]: The first, which is long.\n[^b]: The second.\n\n    With more.";
        insta::assert_snapshot!(picture(notes, 24), @r"
        One.¹ Two.² ¹

        ────────────────────
        ¹ The first, which is
          long.
        ² The second.

          With more.
        ");
        insta::assert_snapshot!(ascii_picture(notes, 24), @r"
        One.[1] Two.[2] [1]

        --------------------
        [1] The first, which is
            long.
        [2] The second.

            With more.
        ");
    }

    #[test]
    fn notes_that_nothing_marks_come_last_in_their_order() {
        let notes = "[^u]: Unmarked.\n\nOne.[^a] Two.[^b]\n\n[^v]: Another.\n\n[^b]: The second.\n\n\
                     [^c]: Marked by a note.\n\n[^a]: The first.[^c]\n";
        insta::assert_snapshot!(picture(notes, 40), @r"
        One.¹ Two.²

        ────────────────────
        ¹ The first.³
        ² The second.
        ³ Marked by a note.
        ⁴ Unmarked.
        ⁵ Another.
        ");
    }

    #[test]
    fn a_mark_between_spaces_keeps_both() {
        let notes = "One [^a] two [^a] three, [^a]four.\n\n[^a]: Once.";
        let picture = picture(notes, 40);
        assert_eq!(picture.lines().next(), Some("One ¹ two ¹ three, ¹four."));
    }

    #[test]
    fn marks_are_raised_digits() {
        assert_eq!(mark(1_234_567_890, false), "¹²³⁴⁵⁶⁷⁸⁹⁰");
        assert_eq!(mark(12, true), "[12]");
    }

    #[test]
    fn marks_stand_flush_right() {
        let mut post = String::from("\n\n");
        for number in 1..=10 {
            post = format!("x[^{number}] {post}[^{number}]: note {number}\n");
        }
        let picture = picture(&post, 40);
        assert!(picture.ends_with("\n ⁹ note 2\n¹⁰ note 1"), "{picture}");
    }
}
