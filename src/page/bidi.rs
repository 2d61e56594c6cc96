//! Text that runs from right to left, put in the order it is seen in.
//!
//! Unicode's algorithm (UAX 9) decides the order on each row, after the words are wrapped. A few
//! terminals do that themselves and must be handed text as it is written, so this is done only where
//! it is asked for. Pieces come in the order they are seen in, each with its own place in the
//! document, so links and looks follow them.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level, ParagraphInfo};
use unicode_segmentation::UnicodeSegmentation;

use super::flow::Flow;

/// The order of a flow's text.
pub(super) struct Order<'f>(BidiInfo<'f>);

/// A stretch of a row that runs one way.
pub(super) struct Stretch {
    /// Which bytes of the flow's text.
    pub(super) range: Range<usize>,
    /// True when it is read from its end.
    pub(super) is_reversed: bool,
}

impl<'f> Order<'f> {
    /// Of a flow; nothing when all of it runs from left to right.
    pub(super) fn of(flow: &'f Flow) -> Option<Order<'f>> {
        let runs_left = flow.text.chars().any(runs_left);
        runs_left.then(|| Order(BidiInfo::new(&flow.text, None)))
    }

    /// The stretches of a row, as they are seen from the left.
    pub(super) fn stretches(&self, row: Range<usize>) -> Vec<Stretch> {
        let Some(paragraph) = self.paragraph(row.start) else {
            return Vec::new();
        };
        let row = row.start..row.end.min(paragraph.range.end);
        if row.is_empty() {
            return Vec::new();
        }
        let (levels, runs) = self.0.visual_runs(paragraph, row);
        let stretch = |range: Range<usize>| Stretch {
            is_reversed: levels.get(range.start).is_some_and(Level::is_rtl),
            range,
        };
        runs.into_iter().map(stretch).collect()
    }

    /// True when the paragraph of the byte at `position` begins at the right edge.
    pub(super) fn begins_right(&self, position: usize) -> bool {
        let paragraph = self.paragraph(position);
        paragraph.is_some_and(|paragraph| paragraph.level.is_rtl())
    }

    fn paragraph(&self, position: usize) -> Option<&ParagraphInfo> {
        // They are in the order of the text, and may be as many as its lines.
        let paragraphs = &self.0.paragraphs;
        paragraphs.get(paragraphs.partition_point(|paragraph| paragraph.range.end <= position))
    }
}

/// A text from its end, what opens and closes turned about.
pub(super) fn reversed(text: &str) -> String {
    let clusters = text.graphemes(true).rev();
    let mut reversed = String::with_capacity(text.len());
    for cluster in clusters {
        match cluster.chars().next() {
            Some(sign) if cluster.len() == sign.len_utf8() => reversed.push(mirrored(sign)),
            _ => reversed.push_str(cluster),
        }
    }
    reversed
}

/// The signs of prose that have a direction (`BidiMirroring.txt` has those of mathematics too).
fn mirrored(sign: char) -> char {
    match sign {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        '‹' => '›',
        '›' => '‹',
        other => other,
    }
}

/// True for the letters of scripts that run from right to left.
fn runs_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1eeff}')
}

#[cfg(test)]
mod tests {
    use crate::page::testing::{picture_of, read};
    use crate::page::{Options, Typography};

    fn set(markdown: &str, width: u16) -> String {
        let options = Options {
            width,
            typography: Typography {
                reorder: true,
                ..Typography::default()
            },
            ..Options::default()
        };
        picture_of(read(markdown), options)
    }

    #[test]
    fn a_paragraph_from_right_to_left_is_seen_in_its_order_at_the_right() {
        // shalom olam, in the order of reading; then as it is seen.
        assert_eq!(set("שלום עולם", 12), "   םלוע םולש");
        assert_eq!(set("שלום עולם", 6), "  םולש\n  םלוע");
    }

    #[test]
    fn numbers_and_latin_words_within_it_keep_their_direction() {
        assert_eq!(set("גרסה 12 של Rust (כאן)", 24), "   (ןאכ) Rust לש 12 הסרג");
        assert_eq!(
            set("The word שלום עולם is here.", 40),
            "The word םלוע םולש is here."
        );
    }

    #[test]
    fn headings_are_put_in_their_order_too() {
        assert_eq!(set("## שלום עולם", 12), "   םלוע םולש");
    }

    #[test]
    fn links_and_looks_follow_their_words() {
        let options = Options {
            width: 20,
            typography: Typography {
                reorder: true,
                ..Typography::default()
            },
            ..Options::default()
        };
        let document = read("אבג [דהו](https://x.org) **זחט**");
        let page = crate::page::Page::set(&document, 0, options);
        let pieces: Vec<(String, bool)> = page
            .row(0)
            .map(|piece| (piece.text.trim().to_owned(), piece.face.link.is_some()))
            .filter(|(text, _)| !text.is_empty())
            .collect();
        let expected = [("טחז", false), ("והד", true), ("גבא", false)];
        assert_eq!(pieces, expected.map(|(text, link)| (text.to_owned(), link)));
    }

    #[test]
    fn without_a_wish_text_stays_as_it_is_written() {
        assert_eq!(crate::page::testing::picture("שלום עולם", 12), "שלום עולם");
    }
}
