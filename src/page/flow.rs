//! A line of text made ready for wrapping: one string, and what each part of it is.
//!
//! Words can cross styles and links (`foo**bar**`), so they are wrapped as one string and only
//! cut into pieces when a row is written. What byline adds (the mark before a video, the sign of
//! a picture) is part of the string, but has no place in the document.

mod marks;

use super::bidi::{self, Order, Stretch};
use super::edge::spaces;
use super::typography::Gaps;
use super::wrap::{Ending, Row};
use super::{Face, Laid, Role, typography, width};
use crate::document::{Document, Inline, LinkId, Style};

/// Parts a cluster that two faces share, and is not seen.
const PARTING: &str = "\u{2060}";

/// Words ready to be wrapped.
#[derive(Clone, Debug, Default)]
pub(super) struct Flow {
    pub(super) text: String,
    parts: Vec<Part>,
}

#[derive(Clone, Copy, Debug)]
struct Part {
    start: usize,
    at: Option<u32>,
    face: Face,
}

impl Flow {
    /// Makes `words` ready.
    pub(super) fn of(document: &Document, words: &[Inline], role: Role, ascii: bool) -> Flow {
        let mut flow = Flow::default();
        flow.set(document, words, role, ascii);
        flow
    }

    /// Holds `words` instead of what it held.
    pub(super) fn set(&mut self, document: &Document, words: &[Inline], role: Role, ascii: bool) {
        self.clear();
        let mut marked: Option<LinkId> = None;
        for inline in words {
            match inline {
                Inline::Text(run) => {
                    if run.link.is_some() && run.link != marked {
                        marked = run.link;
                        self.mark_media(document, run.link, role, ascii);
                    }
                    let face = Face {
                        role,
                        style: run.style,
                        link: run.link,
                    };
                    self.add(document.words(run.span), Some(run.span.start), face);
                }
                Inline::Break => self.end_line(),
                Inline::Image(image) => self.add_image(document, image, ascii),
                Inline::NoteMark(mark) => self.add_note_mark(*mark, ascii),
            }
        }
    }

    /// Holds nothing.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.parts.clear();
    }

    /// True when there is nothing to be seen.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Adds words.
    pub(super) fn add(&mut self, text: &str, at: Option<u32>, face: Face) {
        let (Some(first), start) = (text.chars().next(), self.text.len()) else {
            return;
        };
        if let Some(last) = self.parts.last() {
            let follows = match (last.at, at) {
                (Some(before), Some(at)) => before + (start - last.start) as u32 == at,
                (None, None) => true,
                (Some(_), None) | (None, Some(_)) => false,
            };
            if follows && last.face == face {
                self.push_text(text);
                return;
            }
            if width::joins(&self.text, first) {
                // It is measured, and shown, as two.
                self.push(PARTING, None, face);
            }
        }
        self.push(text, at, face);
    }

    /// Adds words that are ready.
    pub(super) fn append(&mut self, other: &Flow) {
        for (index, part) in other.parts.iter().enumerate() {
            let text = other.text.get(part.start..other.end_of(index));
            self.add(text.unwrap_or_default(), part.at, part.face);
        }
    }

    /// Adds the same words without their place, where they are said again.
    pub(super) fn repeat(&mut self, other: &Flow) {
        for (index, part) in other.parts.iter().enumerate() {
            let text = other.text.get(part.start..other.end_of(index));
            self.add(text.unwrap_or_default(), None, part.face);
        }
    }

    /// Ends the line here, whatever room is left.
    pub(super) fn end_line(&mut self) {
        self.push("\n", None, Face::default());
    }

    /// True where text is to be read letter by letter: code, keys, formulas.
    pub(super) fn is_verbatim(&self, position: usize) -> bool {
        let verbatim = Style::CODE | Style::KEY | Style::MATH;
        self.part_at(position)
            .and_then(|index| self.parts.get(index))
            .is_some_and(|part| part.face.style.intersects(verbatim))
    }

    /// Writes what stands on a row.
    pub(super) fn write(&self, row: Row, laid: &mut Laid) {
        let Some(first) = self.part_at(row.start) else {
            return;
        };
        if row.ending == Ending::Cramped {
            if let Some(part) = self.parts.get(first) {
                laid.push(super::CRAMPED, 1, part.place(row.start), part.face);
            }
            return;
        }
        let face = self.write_stretch(row.start, row.end, laid);
        if row.ending == Ending::Hyphen {
            laid.push("-", 1, None, face);
        }
    }

    /// The gaps that a row has when it fills `room` cells; nothing when it is better left ragged.
    pub(super) fn gaps(&self, row: Row, room: u32) -> Option<Gaps> {
        let text = self.text.get(row.start..row.end)?;
        let hyphen = u32::from(row.ending == Ending::Hyphen);
        typography::gaps(text, width::text(text) + hyphen, room)
    }

    /// Writes what stands on a row with wider gaps between its words.
    pub(super) fn write_spread(&self, row: Row, mut gaps: Gaps, laid: &mut Laid) {
        let text = self.text.get(row.start..row.end).unwrap_or_default();
        let mut start = row.start;
        for (space, _) in text.match_indices(' ') {
            let end = row.start + space + 1;
            let face = self.write_stretch(start, end, laid);
            let more = gaps.next();
            laid.push(&spaces(more), more, None, face);
            start = end;
        }
        self.write(Row { start, ..row }, laid);
    }

    /// Writes what stands on a row in the order it is seen in; `room` cells are there for it.
    pub(super) fn write_ordered(&self, row: Row, order: &Order, room: u32, laid: &mut Laid) {
        if row.ending == Ending::Cramped {
            return self.write(row, laid);
        }
        let text = self.text.get(row.start..row.end).unwrap_or_default();
        if order.begins_right(row.start) {
            let hyphen = u32::from(row.ending == Ending::Hyphen);
            let left = room.saturating_sub(width::text(text) + hyphen);
            laid.push(&spaces(left), left, None, Face::of(Role::Space));
        }
        let mut face = Face::default();
        for Stretch { range, is_reversed } in order.stretches(row.start..row.end) {
            face = if is_reversed {
                self.write_reversed(range.start, range.end, laid)
            } else {
                self.write_stretch(range.start, range.end, laid)
            };
        }
        if row.ending == Ending::Hyphen {
            laid.push("-", 1, None, face);
        }
    }

    /// Writes what stands between two places of a row from its end; returns the face of the last
    /// of it.
    fn write_reversed(&self, start: usize, end: usize, laid: &mut Laid) -> Face {
        let mut face = Face::default();
        let first = self.part_at(start).unwrap_or_default();
        let parts = self.parts.iter().enumerate().skip(first);
        let parts: Vec<_> = parts.take_while(|(_, part)| part.start < end).collect();
        for (index, part) in parts.into_iter().rev() {
            let (from, to) = (part.start.max(start), self.end_of(index).min(end));
            let text = self.text.get(from..to).unwrap_or_default();
            let text = bidi::reversed(&text.replace(is_silent, "").replace('\n', ""));
            laid.push(&text, width::text(&text), part.place(from), part.face);
            face = part.face;
        }
        face
    }

    /// Writes what stands between two places of a row; returns the face of the last of it.
    fn write_stretch(&self, start: usize, end: usize, laid: &mut Laid) -> Face {
        let mut face = Face::default();
        let first = self.part_at(start).unwrap_or_default();
        for (index, part) in self.parts.iter().enumerate().skip(first) {
            if part.start >= end {
                break;
            }
            let part_end = self.end_of(index).min(end);
            self.write_part(part, part.start.max(start), part_end, laid);
            face = part.face;
        }
        face
    }

    /// Writes a part without the characters that only tell where a line may break.
    fn write_part(&self, part: &Part, start: usize, end: usize, laid: &mut Laid) {
        let text = self.text.get(start..end).unwrap_or_default();
        if text.is_ascii() {
            let text = text.trim_end_matches('\n');
            laid.push(text, text.len() as u32, part.place(start), part.face);
            return;
        }
        let mut position = start;
        for shown in text.split_inclusive(is_silent) {
            let seen = shown.trim_end_matches(is_silent);
            laid.push(seen, width::text(seen), part.place(position), part.face);
            position += shown.len();
        }
    }

    fn push(&mut self, text: &str, at: Option<u32>, face: Face) {
        self.parts.push(Part {
            start: self.text.len(),
            at,
            face,
        });
        self.push_text(text);
    }

    /// A tab from code that stands in a line is a space.
    fn push_text(&mut self, text: &str) {
        if text.contains('\t') {
            let spaced = text
                .chars()
                .map(|char| if char == '\t' { ' ' } else { char });
            self.text.extend(spaced);
        } else {
            self.text.push_str(text);
        }
    }

    /// The part that holds the byte at `position`.
    fn part_at(&self, position: usize) -> Option<usize> {
        let after = self.parts.partition_point(|part| part.start <= position);
        after.checked_sub(1)
    }

    fn end_of(&self, part: usize) -> usize {
        let next = self.parts.get(part + 1);
        next.map_or(self.text.len(), |next| next.start)
    }
}

impl Part {
    /// Where in the document the byte at `position` is.
    fn place(&self, position: usize) -> Option<u32> {
        Some(self.at? + (position - self.start) as u32)
    }
}

/// Characters that are never seen themselves.
pub(super) fn is_silent(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\n')
}

#[cfg(test)]
mod tests {
    use crate::page::testing::{ascii_picture, picture, pieces};

    #[test]
    fn words_cross_styles_and_are_not_broken_there() {
        insta::assert_snapshot!(picture("some foo**bar**baz words", 8), @r"
        some
        foobarba
        z words
        ");
        let texts = pieces("foo**bar**", 20, |piece| piece.text.to_owned());
        assert_eq!(texts, ["foo", "bar"]);
    }

    #[test]
    fn a_video_is_marked_once_and_not_parted_from_its_words() {
        let talk = "See the [*whole* talk](https://www.youtube.com/watch?v=abcdefghijk).";
        insta::assert_snapshot!(picture(talk, 11), @r"
        See the
        ▶ whole
        talk.
        ");
        insta::assert_snapshot!(ascii_picture(talk, 40), @"See the > whole talk.");
    }

    #[test]
    fn what_is_added_to_a_line_has_no_place_but_leads_where_its_words_lead() {
        let pieces = pieces("[Video](https://vimeo.com/1)", 20, |piece| {
            (piece.text.to_owned(), piece.at, piece.face.link.is_some())
        });
        assert_eq!(
            pieces,
            [
                ("▶\u{a0}".to_owned(), None, true),
                ("Video".to_owned(), Some(0), true)
            ]
        );
    }

    #[test]
    fn characters_that_are_not_seen_are_not_written() {
        let texts = pieces("Sil\u{ad}ben\u{200b}rest", 20, |piece| {
            (piece.text.to_owned(), piece.at)
        });
        assert_eq!(
            texts,
            [
                ("Sil".to_owned(), Some(0)),
                ("ben".to_owned(), Some(5)),
                ("rest".to_owned(), Some(11))
            ]
        );
    }

    #[test]
    fn clusters_that_cross_faces_are_measured_as_they_are_drawn() {
        let widths = pieces("🇨**🇭**", 20, |piece| {
            (piece.text.to_owned(), piece.width)
        });
        assert_eq!(widths, [("🇨".to_owned(), 1), ("🇭".to_owned(), 1)]);
        // A joiner joins by what stands before it.
        let widths = pieces("👩\u{200d}<b>👧</b>", 20, |piece| piece.width);
        assert_eq!(widths, [2, 2]);
        let rows = picture("ab👩\u{200d}<b>👧</b>ord", 5);
        assert!(
            rows.lines().all(|row| crate::page::width::text(row) <= 5),
            "{rows}"
        );
    }

    #[test]
    fn a_tab_between_words_parts_them() {
        let text = "one\ttwo **three\tfour** `five\tsix`\t[seven\teight](https://a.example)";
        insta::assert_snapshot!(picture(text, 60), @"one two three four five six seven eight");
        let table = picture("| a\tb |\n|---|\n| c\td |\n", 20);
        assert!(table.contains("a b") && table.contains("c d"), "{table}");
        insta::assert_snapshot!(picture("#\ttwo\twords", 20), @"two words");
    }

    #[test]
    fn a_hard_break_ends_the_row() {
        insta::assert_snapshot!(picture("one  \ntwo", 20), @r"
        one
        two
        ");
    }
}
