//! Headlines: known by their weight and the space above them, never by `##`.
//!
//! Where there is no weight, as in plain text, a line beneath says it for the first two levels, and
//! a mark before the others.

use super::edge::Edge;
use super::sheet::Sheet;
use super::{Headings, Role, rule, width};
use crate::document::Heading;

/// Sets a headline.
pub(super) fn set(heading: &Heading, sheet: &mut Sheet) {
    let level = heading.level.clamp(1, 6);
    let role = Role::Heading(level);
    match (sheet.options.headings, level) {
        (Headings::ByWeight, _) => sheet.text_as(&heading.content, role),
        (Headings::ByShape, 1 | 2) => {
            sheet.text_as(&heading.content, role);
            let length = width::text(&sheet.document.line(&heading.content));
            rule::set_line(sheet, length.min(sheet.room()));
        }
        (Headings::ByShape, _) => {
            let mark = Edge::mark(sheet.glyph("§ ", "= "), Role::Marker);
            let below = Edge::space(mark.cells);
            sheet.indented(mark, below, |sheet| sheet.text_as(&heading.content, role));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::page::testing::{picture, picture_of, pieces, read};
    use crate::page::{Headings, Options, Role};

    #[test]
    fn sections_have_more_space_above_than_below() {
        let headings = "one\n\n## Two\n\n### Three\n\nfour\n\n### Five\n\nsix";
        insta::assert_snapshot!(picture(headings, 20), @r"
        one


        Two

        Three

        four

        Five

        six
        ");
    }

    #[test]
    fn a_heading_wraps_and_is_of_its_level() {
        insta::assert_snapshot!(picture("# A long way to say it", 10), @r"
        A long way
        to say it
        ");
        let roles = pieces("#### Four", 20, |piece| piece.face.role);
        assert_eq!(roles, [Role::Heading(4)]);
    }

    #[test]
    fn without_weights_lines_and_marks_tell_headings_from_text() {
        let headings =
            "one\n\n# First\n\ntwo\n\n## The second of them\n\n### A third that is long\n\nthree";
        let options = Options {
            width: 16,
            headings: Headings::ByShape,
            ..Options::default()
        };
        insta::assert_snapshot!(picture_of(read(headings), options), @"
        one


        First
        ─────

        two


        The second of
        them
        ────────────────

        § A third that
          is long

        three
        ");
        let ascii = Options {
            ascii: true,
            ..options
        };
        insta::assert_snapshot!(picture_of(read("# First\n\n### Third"), ascii), @"
        First
        -----

        = Third
        ");
    }
}
