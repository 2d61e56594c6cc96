//! The line of a post that says best what a search has found.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::wanted::{Place, Wanted};

/// A passage is at most this long, in bytes; a little more where a word would be cut.
const LENGTH: usize = 240;
/// So much stands before the first hit of a long line, in bytes.
const BEFORE: usize = 50;
/// So far a cut goes on to find a space, in bytes.
const NEAR: usize = 30;

/// A line of a text, or the part of it around what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// The words, on one line, with `…` where something was left out.
    pub text: String,
    /// Where in it hits stand, in bytes, in order and apart.
    pub found: Vec<Range<usize>>,
    /// Where in the whole text its first hit is, in bytes; its beginning where nothing was found.
    pub at: u32,
}

impl Passage {
    /// The best line of `text`: the one with the most of the phrases, of equals the first. What
    /// stands before byte `body`, the post's title, counts only when there is no other.
    pub fn of(text: &str, body: usize, wanted: &Wanted) -> Passage {
        let places = wanted.places(text);
        let in_body = places.partition_point(|place| place.range.start < body);
        let best = best(text, places.get(in_body..).unwrap_or_default());
        let best = best.or_else(|| self::best(text, places.get(..in_body).unwrap_or_default()));
        match best {
            Some(best) => cut(text, best, &places),
            None => cut(text, body.min(text.len())..body.min(text.len()), &[]),
        }
    }
}

/// The hits of a line that hold the most different phrases: from the first to the last of them.
fn best(text: &str, places: &[Place]) -> Option<Range<usize>> {
    let mut best: Option<(usize, Range<usize>)> = None;
    for (index, first) in places.iter().enumerate() {
        let end = near_end(text, first.range.start);
        let near = places.iter().skip(index);
        let near = near.take_while(|place| place.range.start < end);
        let mut phrases: Vec<usize> = Vec::new();
        let mut last = first.range.end;
        for place in near {
            if !phrases.contains(&place.phrase) {
                phrases.push(place.phrase);
                last = place.range.end;
            }
        }
        if best.as_ref().is_none_or(|(most, _)| phrases.len() > *most) {
            best = Some((phrases.len(), first.range.start..last));
        }
    }
    best.map(|(_, range)| range)
}

/// The passage around `range`.
fn cut(text: &str, range: Range<usize>, places: &[Place]) -> Passage {
    let line = line_start(text, range.start)..line_end(text, range.end.max(range.start));
    let start = if range.end.saturating_sub(line.start) <= LENGTH {
        line.start
    } else {
        cut_at(
            text,
            &line,
            range.start.saturating_sub(BEFORE).max(line.start),
        )
    };
    let end = if line.end.saturating_sub(start) <= LENGTH {
        line.end
    } else {
        cut_at(text, &line, (start + LENGTH).max(range.end))
    };
    let mut passage = Passage {
        at: range.start as u32,
        ..Passage::default()
    };
    if start > line.start {
        passage.text.push('…');
    }
    let mut at = start;
    let inside = places
        .iter()
        .filter(|place| place.range.start >= start && place.range.end <= end);
    for place in inside {
        passage.add(text.get(at..place.range.start).unwrap_or_default());
        let from = passage.text.len();
        passage.add(text.get(place.range.clone()).unwrap_or_default());
        passage.found.push(from..passage.text.len());
        at = place.range.end;
    }
    passage.add(text.get(at..end).unwrap_or_default());
    if end < line.end {
        passage.text.push('…');
    }
    passage
}

impl Passage {
    /// Adds words on one line: their space is plain, and none is at the beginning.
    fn add(&mut self, words: &str) {
        for letter in words.chars() {
            match letter {
                space if space.is_whitespace() => {
                    if !self.text.is_empty() && !self.text.ends_with([' ', '…']) {
                        self.text.push(' ');
                    }
                }
                letter => self.text.push(letter),
            }
        }
    }
}

fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.rfind('\n').map_or(0, |newline| newline + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    let behind = text.get(at..).unwrap_or_default();
    at + behind.find('\n').unwrap_or(behind.len())
}

/// The end of the line, or of what can be shown of it from `at`: a long line can have many hits, and
/// its end is far from each.
fn near_end(text: &str, at: usize) -> usize {
    let reach = text.len().min(at + LENGTH - BEFORE);
    let near = text.as_bytes().get(at..reach).unwrap_or_default();
    let newline = near.iter().position(|&byte| byte == b'\n');
    newline.map_or(reach, |newline| at + newline)
}

/// Where a text can be cut at or after byte `at`: behind a space that is near, else between two
/// characters.
fn cut_at(text: &str, line: &Range<usize>, at: usize) -> usize {
    let words = text.get(line.clone()).unwrap_or_default();
    let mut ends = words
        .grapheme_indices(true)
        .map(|(start, _)| line.start + start);
    let Some(at) = ends.find(|&start| start >= at) else {
        return line.end;
    };
    let near = text.get(at..line.end).unwrap_or_default();
    let space = near.find(char::is_whitespace).filter(|&space| space < NEAR);
    at + space.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Query;

    fn passage(text: &str, body: usize, query: &str) -> Passage {
        Passage::of(text, body, &Wanted::of(&Query::parse(query)))
    }

    fn found(passage: &Passage) -> Vec<&str> {
        let found = passage.found.iter();
        found
            .filter_map(|range| passage.text.get(range.clone()))
            .collect()
    }

    #[test]
    fn the_line_with_the_most_of_what_was_wanted_wins() {
        let text = "Talks\nA talk.\nThe GIL was there.\nA talk on the GIL, a talk.\nGIL talk.";
        let passage = passage(text, 6, "gil talk");
        assert_eq!(passage.text, "A talk on the GIL, a talk.");
        assert_eq!(found(&passage), ["talk", "GIL", "talk"]);
        assert_eq!(
            text.get(passage.at as usize..)
                .map(|it| it.starts_with("talk on")),
            Some(true)
        );
    }

    #[test]
    fn the_title_counts_when_there_is_nothing_else() {
        let text = "On gardens\nWords.";
        assert_eq!(passage(text, 11, "gardens").text, "On gardens");
        assert_eq!(passage(text, 11, "words").text, "Words.");
        let nothing = passage(text, 11, "rust");
        assert_eq!((nothing.text.as_str(), nothing.at), ("Words.", 11));
    }

    #[test]
    fn a_long_line_is_cut_around_the_hit_at_words() {
        let text = format!(
            "{}needle {}",
            "some words ".repeat(100),
            "more words ".repeat(100)
        );
        let passage = passage(&text, 0, "needle");
        assert!(passage.text.starts_with("…some words") || passage.text.starts_with("…words"));
        assert!(passage.text.ends_with("words…") || passage.text.ends_with("more…"));
        assert_eq!(found(&passage), ["needle"]);
        assert!(
            passage.text.len() < LENGTH + NEAR + 8,
            "{}",
            passage.text.len()
        );
    }

    #[test]
    fn a_line_full_of_hits_is_looked_through_once() {
        // Looked through from each hit to its end, this takes minutes.
        let text = "needle ".repeat(300_000);
        assert!(
            passage(&text, 0, "needle")
                .text
                .starts_with("needle needle")
        );
    }

    #[test]
    fn texts_without_spaces_are_cut_between_characters() {
        let text = "漢".repeat(500) + "字" + &"e\u{301}".repeat(500);
        let passage = passage(&text, 0, "字");
        assert_eq!(found(&passage), ["字"]);
        assert!(passage.text.ends_with("e\u{301}…"));
    }

    #[test]
    fn what_a_hit_spans_becomes_one_line() {
        let passage = passage("borrow\u{a0} \u{2003}checker", 0, "\"borrow checker\"");
        assert_eq!(passage.text, "borrow checker");
        assert_eq!(found(&passage), ["borrow checker"]);
    }
}
