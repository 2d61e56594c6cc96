//! Typography that is a matter of taste: words parted by syllables, both edges even.
//!
//! Both are off unless asked for, and for running text only: headings, tables, code and addresses
//! stay as they are. A hyphen that parts a word is byline's, not the document's: it has no place in
//! the text.

use hypher::Lang;

use super::Role;
use super::flow::Flow;

/// What is done for the looks of running text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Typography {
    /// Words are parted between syllables where that fills a row.
    pub hyphenate: bool,
    /// Rows are as wide as the column, the last of a paragraph excepted.
    pub justify: bool,
    /// Text that runs from right to left is put in the order it is seen in; else the terminal is
    /// left to do that.
    pub reorder: bool,
}

/// Narrower columns are not justified, in cells: their gaps would be holes.
const NARROWEST: u32 = 30;
/// The widest gap between words, in cells; a row that would need wider ones stays ragged.
const WIDEST_GAP: u32 = 3;
/// Shorter words are not parted, in letters.
const SHORTEST: usize = 6;
/// The language of a text that does not say its own.
const USUAL: Lang = Lang::English;

/// True for what is set as running text.
pub(super) fn is_running(role: Role) -> bool {
    matches!(role, Role::Text | Role::Quote)
}

/// The language called `name` (BCP 47: `en`, `pt-BR`) as far as its syllables are known.
pub(super) fn language(name: &str) -> Option<Lang> {
    let name = name.trim().to_ascii_lowercase();
    if name.is_empty() {
        return Some(USUAL);
    }
    let code = name.split(['-', '_']).next()?.as_bytes();
    Lang::from_iso(code.try_into().ok()?)
}

/// The ends of the syllables of the word at `start..end` of `flow`, in bytes of its text, from the
/// left; none for what is no word.
pub(super) fn syllables(
    flow: &Flow,
    start: usize,
    end: usize,
    language: Lang,
) -> impl Iterator<Item = usize> {
    let word = flow.text.get(start..end).unwrap_or_default();
    let letters = word.trim_matches(|sign: char| !sign.is_alphabetic());
    let is_word = letters.chars().count() >= SHORTEST
        && letters.chars().all(char::is_alphabetic)
        && !flow.is_verbatim(start);
    let before = word.find(letters).unwrap_or_default();
    let syllables = is_word.then(|| hypher::hyphenate(letters, language));
    let mut at = start + before;
    let ends = syllables.into_iter().flatten().map(move |syllable| {
        at += syllable.len();
        at
    });
    let last = start + before + letters.len();
    ends.filter(move |&end| end < last)
}

/// How many cells each gap of a row gets more, from the left, so that a row of `width` cells fills
/// `room`; nothing for a row that is better left ragged.
pub(super) fn gaps(text: &str, width: u32, room: u32) -> Option<Gaps> {
    let gaps = text.matches(' ').count() as u32;
    let missing = room.checked_sub(width).filter(|&missing| missing > 0)?;
    let fits = gaps > 0 && missing.div_ceil(gaps) < WIDEST_GAP && room >= NARROWEST;
    fits.then_some(Gaps {
        count: gaps,
        missing,
        passed: 0,
    })
}

/// Hands out the cells that a row needs more.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gaps {
    count: u32,
    missing: u32,
    passed: u32,
}

impl Gaps {
    /// The cells that the next gap gets more: spread so that wide and narrow ones take turns.
    pub(super) fn next(&mut self) -> u32 {
        let share = |gap: u32| gap * self.missing / self.count;
        let more = share(self.passed + 1) - share(self.passed);
        self.passed += 1;
        more
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::testing::{picture_of, read};
    use crate::page::{Face, Options};

    fn set(markdown: &str, width: u16, typography: Typography) -> String {
        let options = Options {
            width,
            typography,
            ..Options::default()
        };
        picture_of(read(markdown), options)
    }

    const HYPHENATE: Typography = Typography {
        hyphenate: true,
        justify: false,
        reorder: false,
    };
    const JUSTIFY: Typography = Typography {
        hyphenate: false,
        justify: true,
        reorder: false,
    };

    /// What is white but no gap, at the edge of a row: it is not stretched, and does not hide the
    /// gap beside it.
    #[test]
    fn every_gap_of_a_row_is_counted() {
        for words in [
            "\u{a0} SHA256: {{ release.sha256.zip }} HA512",
            "om-assembly/), and I found this Beginners' \u{3000}hlinkers.html",
        ] {
            for width in 30..60 {
                let set = set(words, width, JUSTIFY);
                let widest = set.lines().map(crate::page::width::text).max();
                assert!(widest <= Some(u32::from(width)), "{width}:\n{set}");
            }
        }
    }

    const PROSE: &str = "Typographical considerations notwithstanding, the **uncompromising** \
        lighthouse-keeper remembered `hyphenation_of_names` and [understanding](x.md) the \
        international communications https://example.org/uninterruptedly/longer of others.";

    #[test]
    fn words_are_parted_between_syllables_but_names_and_addresses_are_not() {
        insta::assert_snapshot!(set(PROSE, 24, HYPHENATE), @"
        Typographical considera-
        tions notwithstanding,
        the uncompromising
        lighthouse-keeper remem-
        bered
        hyphenation_of_names and
        understanding the inter-
        national communications
        https://example.org/
        uninterruptedly/longer
        of others.
        ");
    }

    #[test]
    fn both_edges_are_even_but_for_the_last_row_and_for_holes() {
        insta::assert_snapshot!(set(PROSE, 40, JUSTIFY), @"
        Typographical considerations
        notwithstanding, the uncompromising
        lighthouse-keeper remembered
        hyphenation_of_names  and  understanding
        the international communications
        https://example.org/uninterruptedly/
        longer of others.
        ");
        insta::assert_snapshot!(set(PROSE, 40, Typography { justify: true, ..HYPHENATE }), @"
        Typographical  considerations   notwith-
        standing, the uncompromising lighthouse-
        keeper  remembered  hyphenation_of_names
        and understanding the international com-
        munications
        https://example.org/uninterruptedly/
        longer of others.
        ");
    }

    #[test]
    fn headings_and_tables_stay_as_they_are() {
        let text = "## Uncompromising considerations\n\n| Typographical considerations | b |\n|---|---|\n| notwithstanding uncompromising | c |\n";
        let both = Typography {
            justify: true,
            ..HYPHENATE
        };
        assert_eq!(set(text, 34, both), set(text, 34, Typography::default()));
    }

    #[test]
    fn a_language_is_known_by_its_code() {
        assert_eq!(language(""), Some(Lang::English));
        assert_eq!(language("pt-BR"), Some(Lang::Portuguese));
        assert_eq!(language("de_AT"), Some(Lang::German));
        assert_eq!(language("ja"), None);
        assert_eq!(language("english"), None);
    }

    #[test]
    fn syllables_end_within_the_letters_of_a_word() {
        let mut flow = Flow::default();
        flow.add("“typography,” C3PO abcdef", None, Face::default());
        let end = flow.text.find(' ').unwrap_or_default();
        let ends: Vec<&str> = syllables(&flow, 0, end, Lang::English)
            .filter_map(|end| flow.text.get(..end))
            .collect();
        assert_eq!(ends, ["“ty", "“typog", "“typogra"]);
        assert_eq!(syllables(&flow, end + 1, end + 5, Lang::English).count(), 0);
    }

    #[test]
    fn what_is_missing_is_spread_evenly() {
        let spread = |text: &str, width, room| {
            let mut gaps = gaps(text, width, room)?;
            let count = text.matches(' ').count();
            Some((0..count).map(|_| gaps.next()).collect::<Vec<_>>())
        };
        assert_eq!(spread("a b c d e", 36, 38), Some(vec![0, 1, 0, 1]));
        assert_eq!(spread("a b c", 36, 40), Some(vec![2, 2]));
        assert_eq!(spread("a b c", 35, 40), None, "a hole");
        assert_eq!(spread("abc", 36, 38), None, "no gap");
        assert_eq!(spread("a b", 38, 38), None, "full");
        assert_eq!(spread("a b c d e", 26, 28), None, "narrow");
    }
}
