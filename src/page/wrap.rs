//! Wrapping: which words stand on which row.
//!
//! Where a line may break is Unicode's to say (UAX 14), with a few words of ours for text full of
//! code and addresses. Rows are filled greedily, in time linear in the text. A word that is wider
//! than a row gets a row of its own and is then broken, at the joints of an address if it has any.

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::flow::is_silent;
use super::width;

/// What stands for a character of two cells on a page of one.
pub const CRAMPED: &str = "?";

/// Cells of the first row and of the others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Widths {
    pub(super) first: u32,
    pub(super) rest: u32,
}

/// What stands on a row, in bytes of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) start: usize,
    pub(super) end: usize,
    /// It ends within a word that goes on, where a soft hyphen is.
    pub(super) hyphen: bool,
    /// Its one character is too wide for the page.
    pub(super) cramped: bool,
}

/// Hands over the rows of `text`, one after the other.
pub(super) fn wrap(text: &str, widths: Widths, emit: impl FnMut(Row)) {
    let mut filler = Filler {
        text,
        widths,
        emit,
        row: None,
        rows: 0,
    };
    let mut start = 0;
    for (at, opportunity) in linebreaks(text) {
        let is_mandatory = opportunity == BreakOpportunity::Mandatory;
        if !is_mandatory && !may_break(text, at) {
            continue;
        }
        filler.word(start, at);
        if is_mandatory {
            filler.end_row(true);
        }
        start = at;
    }
}

/// Words of our own on where a line may break, where UAX 14 says it may.
fn may_break(text: &str, at: usize) -> bool {
    let (left, right) = (
        text.get(..at).unwrap_or_default(),
        text.get(at..).unwrap_or_default(),
    );
    let (Some(before), Some(after)) = (left.chars().next_back(), right.chars().next()) else {
        return true;
    };
    match before {
        // Dashes, dots and the spaced marks of French end a line and never begin one.
        ' ' => {
            let stands_alone = right.chars().nth(1).is_none_or(|next| next == ' ');
            !(stands_alone
                && matches!(
                    after,
                    '–' | '—' | '·' | '!' | '?' | ':' | ';' | '»' | '/' | '='
                ))
        }
        // Compounds break after their hyphen; `--flag`, `-1` and `a-` do not.
        '-' => after.is_alphabetic() && is_compound(left),
        _ => !before.is_ascii() || !after.is_ascii(),
    }
}

/// True when a hyphen at the end of `left` joins the parts of a word, not those of a flag.
fn is_compound(left: &str) -> bool {
    // A word longer than this is none.
    const LONGEST: usize = 64;
    let mut word = left
        .chars()
        .rev()
        .take(LONGEST)
        .take_while(|&char| char != ' ')
        .skip(1)
        .peekable();
    word.peek().is_some_and(|char| char.is_alphanumeric()) && word.last() != Some('-')
}

struct Filler<'t, Emit> {
    text: &'t str,
    widths: Widths,
    emit: Emit,
    row: Option<OpenRow>,
    rows: usize,
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
    /// It ends in a soft hyphen.
    soft: bool,
}

impl<Emit: FnMut(Row)> Filler<'_, Emit> {
    /// Adds what stands between two places where a line may break: letters, then space.
    fn word(&mut self, start: usize, end: usize) {
        let word = self.text.get(start..end).unwrap_or_default();
        let letters = word.trim_end_matches([' ', '\n']);
        let space = word
            .bytes()
            .rev()
            .take_while(|byte| matches!(byte, b' ' | b'\n'))
            .filter(|&byte| byte == b' ')
            .count();
        let width = ink(letters);
        let soft = letters.ends_with('\u{ad}');
        let needed = width + u32::from(soft);
        let room = self.room();
        if let Some(row) = &mut self.row
            && row.width + row.space + needed <= room
        {
            row.width += row.space + width;
            row.end = start + letters.len();
            row.space = space as u32;
            row.soft = soft;
            return;
        }
        self.end_row(false);
        let mut row = OpenRow {
            start,
            end: start + letters.len(),
            width,
            space: space as u32,
            soft,
        };
        if width > self.room() {
            row = self.broken(start, letters, row);
        }
        self.row = Some(row);
    }

    /// Breaks a word that is wider than a row and returns what is left for the last one.
    fn broken(&mut self, start: usize, letters: &str, last: OpenRow) -> OpenRow {
        let mut start = start;
        let mut rest = letters;
        loop {
            let width = ink(rest);
            if width <= self.room() {
                return OpenRow {
                    start,
                    width,
                    ..last
                };
            }
            let (fitting, _) = width::fitting(rest, self.room());
            let (cut, cramped) = if fitting.is_empty() {
                first_character(rest, self.room())
            } else {
                (joint(rest, fitting.len()), false)
            };
            (self.emit)(Row {
                start,
                end: start + cut,
                hyphen: false,
                cramped,
            });
            self.rows += 1;
            start += cut;
            rest = rest.get(cut..).unwrap_or_default();
        }
    }

    /// Ends the row that is being filled; an empty one only where the text says so.
    fn end_row(&mut self, is_mandatory: bool) {
        match self.row.take() {
            Some(row) => {
                let hyphen = row.soft && !is_mandatory && row.width < self.room();
                (self.emit)(Row {
                    start: row.start,
                    end: row.end,
                    hyphen,
                    cramped: false,
                });
            }
            None if !is_mandatory => return,
            None => (self.emit)(Row::default()),
        }
        self.rows += 1;
    }

    fn room(&self) -> u32 {
        if self.rows == 0 {
            self.widths.first
        } else {
            self.widths.rest
        }
    }
}

/// Cells of what is seen of a word.
pub(super) fn ink(word: &str) -> u32 {
    if word.is_ascii() || !word.contains(is_silent) {
        return width::text(word);
    }
    word.split(is_silent).map(width::text).sum()
}

/// The bytes of the first character of a cluster that is wider than the page, and whether even
/// that is too wide.
fn first_character(text: &str, room: u32) -> (usize, bool) {
    let length = text.chars().next().map_or(1, char::len_utf8);
    (
        length,
        text.get(..length)
            .is_some_and(|char| width::text(char) > room),
    )
}

/// Where to break a word of which `most` bytes fit: after the last joint of an address in the
/// second half of the row, else wherever the row ends.
fn joint(word: &str, most: usize) -> usize {
    let fitting = word.get(..most).unwrap_or(word);
    let is_joint = |byte: u8| b"/?&=._-:,;#+%@".contains(&byte);
    let next_is_plain = |at: usize| {
        word.as_bytes()
            .get(at)
            .is_none_or(u8::is_ascii_alphanumeric)
    };
    let at = fitting.bytes().rposition(is_joint).map_or(0, |at| at + 1);
    let at = if fitting
        .get(..at)
        .is_some_and(|address| address.ends_with("://"))
    {
        0
    } else {
        at
    };
    if at * 2 >= most && at > 0 && next_is_plain(at) {
        at
    } else {
        most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, width: u32) -> Vec<String> {
        let mut rows = Vec::new();
        wrap(
            text,
            Widths {
                first: width,
                rest: width,
            },
            |row| {
                let shown = text[row.start..row.end].replace(is_silent, "");
                rows.push(if row.hyphen { shown + "-" } else { shown });
            },
        );
        rows
    }

    #[test]
    fn words_fill_rows() {
        assert_eq!(rows("one two three four", 9), ["one two", "three", "four"]);
    }

    #[test]
    fn a_hard_break_is_kept() {
        assert_eq!(rows("one\ntwo\n\nthree", 9), ["one", "two", "", "three"]);
    }

    #[test]
    fn a_long_word_breaks_only_on_a_row_of_its_own() {
        assert_eq!(rows("an abcdefghij b", 6), ["an", "abcdef", "ghij b"]);
    }

    #[test]
    fn an_address_breaks_at_its_joints() {
        assert_eq!(
            rows("https://example.org/a/long/path", 16),
            ["https://example.", "org/a/long/path"]
        );
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
    fn a_soft_hyphen_shows_only_where_a_row_ends() {
        assert_eq!(
            rows("Silben\u{ad}trennung", 9),
            ["Silben-", "trennung"].map(str::to_owned).to_vec()
        );
        assert_eq!(rows("Silben\u{ad}trennung", 20), ["Silbentrennung"]);
    }

    #[test]
    fn spaces_that_do_not_break_do_not() {
        assert_eq!(rows("a b\u{a0}c", 4), ["a", "b\u{a0}c"]);
    }

    #[test]
    fn the_first_row_can_be_shorter() {
        let mut ends = Vec::new();
        wrap("one two three", Widths { first: 4, rest: 9 }, |row| {
            ends.push(row.end);
        });
        assert_eq!(ends, [3, 13]);
    }

    #[test]
    fn a_character_that_is_too_wide_is_handed_over_alone() {
        let mut rows = Vec::new();
        wrap("漢a", Widths { first: 1, rest: 1 }, |row| {
            rows.push((row.start, row.end, row.cramped));
        });
        assert_eq!(rows, [(0, 3, true), (3, 4, false)]);
    }
}
