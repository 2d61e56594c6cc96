//! Finding words in a text.
//!
//! Case counts where a letter that is looked for is a capital, accents where it has one. Space stands
//! for any white space, so that words are found across the ends of lines. Letters are compared where
//! they stand: folding a copy would change its length, and with it every place in it.

use std::ops::Range;

use nucleo_matcher::chars::{normalize, to_lower_case};

/// Where `words` stand in `text`, in bytes, in order and apart.
pub fn find(text: &str, words: &str) -> Vec<Range<usize>> {
    let wanted: Vec<Wanted> = words.trim().chars().map(Wanted::new).collect();
    let mut found = Vec::new();
    let Some(first) = wanted.first() else {
        return found;
    };
    let mut from = 0;
    for (start, letter) in text.char_indices() {
        if start < from || !first.is(letter) {
            continue;
        }
        if let Some(length) = begins(text.get(start..).unwrap_or_default(), &wanted) {
            from = start + length;
            found.push(start..from);
        }
    }
    found
}

/// A letter that is looked for.
struct Wanted {
    letter: char,
    is_capital: bool,
    is_accented: bool,
}

impl Wanted {
    fn new(letter: char) -> Wanted {
        Wanted {
            letter,
            is_capital: to_lower_case(letter) != letter,
            is_accented: normalize(letter) != letter,
        }
    }

    fn is(&self, other: char) -> bool {
        if self.letter == other {
            return true;
        }
        if self.letter.is_whitespace() {
            return other.is_whitespace();
        }
        let other = if self.is_capital {
            other
        } else {
            to_lower_case(other)
        };
        let other = if self.is_accented {
            other
        } else {
            normalize(other)
        };
        self.letter == other
    }
}

/// How many bytes of `text` the letters take at its beginning; more white space than is asked for
/// goes with the first of it.
fn begins(text: &str, wanted: &[Wanted]) -> Option<usize> {
    let mut letters = text.char_indices().peekable();
    for one in wanted {
        let (_, letter) = letters.next()?;
        if !one.is(letter) {
            return None;
        }
        if one.letter.is_whitespace() {
            while letters.next_if(|(_, next)| next.is_whitespace()).is_some() {}
        }
    }
    Some(letters.next().map_or(text.len(), |(at, _)| at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(text: &'t str, words: &str) -> Vec<&'t str> {
        let found = find(text, words).into_iter();
        found.filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn case_and_accents_count_where_they_are_typed() {
        assert_eq!(found("Ruhe, RUHE, ruhe", "ruhe"), ["Ruhe", "RUHE", "ruhe"]);
        assert_eq!(found("Ruhe, RUHE, ruhe", "RUHE"), ["RUHE"]);
        assert_eq!(found("café cafe CAFÉ", "cafe"), ["café", "cafe", "CAFÉ"]);
        assert_eq!(found("café cafe CAFÉ", "café"), ["café", "CAFÉ"]);
    }

    #[test]
    fn words_are_found_across_the_ends_of_lines() {
        assert_eq!(
            found("the end\nof it, the  end", "the end of"),
            ["the end\nof"]
        );
        assert_eq!(found("a  b", "a b"), ["a  b"]);
    }

    #[test]
    fn letters_that_change_their_length_do_no_harm() {
        assert_eq!(found("İstanbul ẞ", "stanbul"), ["stanbul"]);
        assert_eq!(found("漢字と漢字", "漢字"), ["漢字", "漢字"]);
        assert_eq!(find("aaaa", "aa"), [0..2, 2..4]);
    }

    #[test]
    fn nothing_is_found_for_nothing() {
        assert!(find("abc", " ").is_empty() && find("", "a").is_empty());
    }
}
