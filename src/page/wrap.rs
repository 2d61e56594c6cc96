//! Wrapping: which words stand on which row.
//!
//! Rows are filled greedily, in time linear in the text, with what stands between two places
//! where a line may break ([`opportunity`]). A word that is wider than a row gets a row of its
//! own and is then broken: at the joints of an address if it has any, else between clusters, and
//! a cluster that is itself wider than the row between its characters.

mod opportunity;

use hypher::Lang;

use super::flow::Flow;
use super::{typography, width};
use opportunity::{Opportunity, each_opportunity};

/// What stands for a character of two cells on a page of one.
pub const CRAMPED: &str = "?";

/// Cells of the first row and of the others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Widths {
    pub(super) first: u32,
    pub(super) rest: u32,
}

impl Widths {
    /// Every row has the same room.
    pub(super) fn even(cells: u32) -> Widths {
        Widths {
            first: cells,
            rest: cells,
        }
    }
}

/// What stands on a row, in bytes of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) ending: Ending,
    /// Whether the text goes on below it of itself.
    pub(super) goes_on: bool,
}

/// How a row ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Ending {
    /// With its last letter.
    #[default]
    Plain,
    /// Within a word that goes on, at a soft hyphen: with a hyphen to be seen.
    Hyphen,
    /// Its one character is too wide for the page: with [`CRAMPED`] instead of it.
    Cramped,
}

/// Hands over the rows of `flow`, one after the other; words are parted by the syllables of
/// `language`, where there is one.
pub(super) fn wrap(flow: &Flow, widths: Widths, language: Option<Lang>, emit: impl FnMut(Row)) {
    let mut filler = Filler {
        flow,
        language,
        text: &flow.text,
        room: widths.first,
        rest: widths.rest,
        row: None,
        emit,
    };
    let mut start = 0;
    each_opportunity(flow, |Opportunity { at, is_mandatory }| {
        filler.word(start, at);
        if is_mandatory {
            filler.end_line();
        }
        start = at;
    });
}

/// Cells that `flow` takes when nothing but its own line ends breaks it, and those of its longest
/// word.
pub(super) fn extent(flow: &Flow) -> (u32, u32) {
    let (mut widest, mut longest, mut line) = (0, 0, 0);
    let mut start = 0;
    each_opportunity(flow, |Opportunity { at, is_mandatory }| {
        let (letters, space) = parted(flow.text.get(start..at).unwrap_or_default());
        let width = width::text(letters);
        longest = longest.max(width);
        widest = widest.max(line + width);
        line = if is_mandatory {
            0
        } else {
            line + width + space
        };
        start = at;
    });
    (widest, longest)
}

/// The letters of a word and the cells of the space behind them.
fn parted(word: &str) -> (&str, u32) {
    let space_from = |end: &[u8], space| {
        let last = end.iter().rposition(|&byte| byte != space);
        last.map_or(0, |last| last + 1)
    };
    let bytes = word.as_bytes();
    let line = space_from(bytes, b'\n');
    let letters = space_from(bytes.get(..line).unwrap_or_default(), b' ');
    let (letters, _) = word.split_at_checked(letters).unwrap_or((word, ""));
    (letters, (line - letters.len()) as u32)
}

struct Filler<'t, Emit> {
    flow: &'t Flow,
    language: Option<Lang>,
    text: &'t str,
    /// Cells of the row to come.
    room: u32,
    /// Cells of the rows after it.
    rest: u32,
    row: Option<OpenRow>,
    emit: Emit,
}

/// A row that is being filled.
#[derive(Clone, Copy)]
struct OpenRow {
    start: usize,
    /// One past its last letter; space after it is not shown.
    end: usize,
    /// Cells up to there.
    width: u32,
    /// Cells of the space after it.
    space: u32,
    /// Whether it ends at a soft hyphen.
    soft: bool,
}

impl<Emit: FnMut(Row)> Filler<'_, Emit> {
    /// Adds what stands between two places where a line may break: letters, then space.
    fn word(&mut self, start: usize, end: usize) {
        let (letters, space) = parted(self.text.get(start..end).unwrap_or_default());
        let word = OpenRow {
            start,
            end: start + letters.len(),
            width: width::text(letters),
            space,
            soft: letters.ends_with('\u{ad}'),
        };
        if let Some(row) = &mut self.row {
            let width = row.width + row.space + word.width;
            if width + u32::from(word.soft) <= self.room {
                *row = OpenRow {
                    start: row.start,
                    width,
                    ..word
                };
                return;
            }
            let open = *row;
            let word = self.parted_word(open, word);
            self.row = if word.width > self.room {
                self.broken(word)
            } else {
                Some(word)
            };
            return;
        } else if letters.is_empty() && space > 0 {
            // Space alone begins no row.
            return;
        }
        self.row = if word.width > self.room {
            self.broken(word)
        } else {
            Some(word)
        };
    }

    /// Ends a row before a word that has no room on it, with the first syllables of the word where
    /// those have; returns what is left for the next row.
    fn parted_word(&mut self, row: OpenRow, word: OpenRow) -> OpenRow {
        let left = self.room.saturating_sub(row.width + row.space + 1);
        let fitting = self.language.and_then(|language| {
            let ends = typography::syllables(self.flow, word.start, word.end, language);
            let cells = |end| width::text(self.text.get(word.start..end).unwrap_or_default());
            ends.map(|end| (end, cells(end)))
                .take_while(|&(_, cells)| cells <= left)
                .last()
        });
        let Some((end, cells)) = fitting else {
            self.end_row();
            return word;
        };
        self.row = None;
        self.emit(Row {
            start: row.start,
            end,
            ending: Ending::Hyphen,
            goes_on: true,
        });
        OpenRow {
            start: end,
            width: word.width - cells,
            ..word
        }
    }

    /// Breaks a word that is wider than a row and returns what is left for the last one.
    fn broken(&mut self, mut word: OpenRow) -> Option<OpenRow> {
        loop {
            let rest = self.text.get(word.start..word.end).unwrap_or_default();
            let (fitting, cells) = width::fitting(rest, self.room);
            if fitting.len() == rest.len() {
                word.width = cells;
                return Some(word).filter(|_| !rest.is_empty());
            }
            let (cut, ending) = if fitting.is_empty() {
                cut_cluster(rest, self.room)
            } else {
                (joint(rest, fitting.len()), Ending::Plain)
            };
            let (head, tail) = rest.split_at_checked(cut).unwrap_or((rest, ""));
            self.emit(Row {
                start: word.start,
                end: word.start + head.trim_end_matches(' ').len(),
                ending,
                goes_on: true,
            });
            word.start = word.end - tail.trim_start_matches(' ').len();
        }
    }

    /// Ends the row that is being filled, if there is one.
    fn end_row(&mut self) {
        let Some(row) = self.row.take() else { return };
        let ending = if row.soft && row.width < self.room {
            Ending::Hyphen
        } else {
            Ending::Plain
        };
        self.emit(Row {
            start: row.start,
            end: row.end,
            ending,
            goes_on: true,
        });
    }

    /// Ends the row that is being filled where the text says so.
    fn end_line(&mut self) {
        if let Some(row) = self.row.take() {
            self.emit(Row {
                start: row.start,
                end: row.end,
                ending: Ending::Plain,
                goes_on: false,
            });
        }
    }

    fn emit(&mut self, row: Row) {
        (self.emit)(row);
        self.room = self.rest;
    }
}

/// Where to break a text whose first cluster is wider than `room`: between its characters, or
/// after the first of them if even that is too wide.
pub(super) fn cut_cluster(text: &str, room: u32) -> (usize, Ending) {
    // No script stacks more than a few; what has hundreds of marks is only meant to be slow.
    const LONGEST: usize = 32;
    let cluster = width::clusters(text).next();
    let cluster = cluster.map_or("", |cluster| cluster.text);
    let cells = |to: usize| width::text(cluster.get(..to).unwrap_or_default());
    let mut first = None;
    let mut fitting = None;
    for (at, char) in cluster.char_indices().take(LONGEST) {
        let end = at + char.len_utf8();
        let cells = cells(end);
        if cells <= room {
            fitting = Some(end);
        }
        // Marks have no width of their own and stay with the character.
        match first {
            None => first = Some((end, cells)),
            Some((_, width)) if width == cells => first = Some((end, cells)),
            Some(_) => break,
        }
    }
    match (fitting, first) {
        (Some(end), _) => (end, Ending::Plain),
        (None, Some((end, _))) => (end, Ending::Cramped),
        (None, None) => (text.len(), Ending::Plain),
    }
}

/// Where to break a word of which `most` bytes fit: at the last space within it, or after the
/// last joint of an address, if that is in the second half of the row; else wherever the row ends.
fn joint(word: &str, most: usize) -> usize {
    let bytes = word.as_bytes();
    let goes_on = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let is_joint = |at: usize| match at.checked_sub(1).and_then(|before| bytes.get(before)) {
        Some(b'/') => goes_on(at) && !word.get(..at).is_some_and(|word| word.ends_with("://")),
        Some(before) => b"?&=._-:,;#+%@".contains(before) && goes_on(at),
        None => false,
    };
    if bytes.get(most) == Some(&b' ') {
        return most;
    }
    let fitting = bytes.get(..most).unwrap_or_default();
    if let Some(space) = fitting.iter().rposition(|&byte| byte == b' ') {
        return space + 1;
    }
    let joints = (most / 2 + 1..=most).rev();
    joints.into_iter().find(|&at| is_joint(at)).unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Face;
    use crate::page::flow::is_silent;

    fn rows(text: &str, width: u32) -> Vec<String> {
        let mut flow = Flow::default();
        flow.add(text, None, Face::default());
        let mut rows = Vec::new();
        wrap(&flow, Widths::even(width), None, |row| {
            let shown = text[row.start..row.end].replace(is_silent, "");
            rows.push(match row.ending {
                Ending::Plain => shown,
                Ending::Hyphen => shown + "-",
                Ending::Cramped => CRAMPED.to_owned(),
            });
        });
        rows
    }

    #[test]
    fn words_fill_rows() {
        assert_eq!(rows("one two three four", 9), ["one two", "three", "four"]);
        assert_eq!(rows("", 9), [""; 0]);
    }

    #[test]
    fn a_hard_break_is_kept() {
        assert_eq!(rows("one\ntwo\n\nthree", 9), ["one", "two", "", "three"]);
        assert_eq!(rows("one\n", 9), ["one"]);
    }

    #[test]
    fn a_long_word_breaks_only_on_a_row_of_its_own() {
        assert_eq!(rows("an abcdefghij b", 6), ["an", "abcdef", "ghij b"]);
        assert_eq!(rows("abcdef", 1), ["a", "b", "c", "d", "e", "f"]);
    }

    #[test]
    fn an_address_breaks_at_its_joints_when_it_must() {
        assert_eq!(
            rows("https://example.org/a/long/path", 16),
            ["https://example.", "org/a/long/path"]
        );
        assert_eq!(
            rows("see https://example.org/a-b/c-d", 27),
            ["see", "https://example.org/a-b/c-d"]
        );
        assert_eq!(rows("ab/0123456789", 8), ["ab/01234", "56789"]);
    }

    #[test]
    fn flags_and_names_are_not_broken() {
        assert_eq!(
            rows("use --no-default C++ -1", 12),
            ["use", "--no-default", "C++ -1"]
        );
        assert_eq!(rows("a well-known fact", 8), ["a well-", "known", "fact"]);
    }

    #[test]
    fn punctuation_does_not_begin_a_row() {
        assert_eq!(rows("one two – three", 7), ["one", "two –", "three"]);
        assert_eq!(rows("中文，注意。", 4), ["中", "文，", "注", "意。"]);
    }

    #[test]
    fn words_that_hang_together_and_do_not_fit_break_at_their_spaces() {
        assert_eq!(rows("( ( ( abc", 4), ["( (", "(", "abc"]);
        assert_eq!(rows("a ! ! ! !", 3), ["a !", "! !", "!"]);
    }

    #[test]
    fn a_soft_hyphen_shows_only_where_a_row_ends() {
        let word = "Silben\u{ad}trennung";
        assert_eq!(rows(word, 9), ["Silben-", "trennung"]);
        assert_eq!(rows(word, 20), ["Silbentrennung"]);
        assert_eq!(
            rows("so ei\u{ad}ne Sil\u{ad}be", 6),
            ["so ei-", "ne", "Silbe"]
        );
        assert_eq!(rows("ab\u{ad}c", 3), ["abc"]);
        assert_eq!(rows("abc\u{ad}\nd", 9), ["abc", "d"]);
    }

    #[test]
    fn spaces_that_do_not_break_do_not() {
        assert_eq!(rows("a b\u{a0}c", 4), ["a", "b\u{a0}c"]);
    }

    #[test]
    fn the_first_row_can_be_shorter() {
        let mut flow = Flow::default();
        flow.add("one two three", None, Face::default());
        let mut ends = Vec::new();
        let widths = Widths { first: 4, rest: 9 };
        wrap(&flow, widths, None, |row| ends.push(row.end));
        assert_eq!(ends, [3, 13]);
    }

    #[test]
    fn a_character_that_is_too_wide_for_the_page_has_a_stand_in() {
        assert_eq!(rows("漢a", 1), ["?", "a"]);
        assert_eq!(rows("漢", 1), ["?"]);
        assert_eq!(rows("漢\u{301}a", 1), ["?", "a"]);
    }

    #[test]
    fn a_cluster_that_is_wider_than_the_page_is_shown_in_parts() {
        assert_eq!(width::text("あﾞ"), 3);
        assert_eq!(rows("あﾞx", 2), ["あ", "ﾞx"]);
    }

    #[test]
    fn the_extent_is_that_of_the_widest_line_and_the_longest_word() {
        let mut flow = Flow::default();
        flow.add("one two\nthirteen 漢字", None, Face::default());
        assert_eq!(extent(&flow), (13, 8));
    }
}
