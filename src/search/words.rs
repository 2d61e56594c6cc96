//! The words of a text, folded so that they can be compared.
//!
//! A word is a run of letters and digits (UAX 44: Alphabetic, Nd, Nl and No) with the marks on them.
//! Case and the accents of Latin letters do not count. Scripts that are written without spaces have
//! no words that could be told apart without a dictionary: each of their characters is one, and what
//! is looked for is a phrase of them.

use std::ops::Range;

use nucleo_matcher::chars::{normalize, to_lower_case};

/// The words of a text.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Folded, each with one space before it, and one space at the end.
    folded: String,
    /// Of each word: where it stands in `folded`, and where in the text, in bytes.
    places: Vec<(u32, Range<u32>)>,
}

impl Words {
    /// The words of `text`. Those beyond 4 GiB are left out.
    pub fn of(text: &str) -> Words {
        let mut words = Words {
            folded: String::with_capacity(text.len() + text.len() / 8),
            places: Vec::with_capacity(text.len() / 6),
        };
        let mut before = Kind::Between;
        for (at, letter) in text.char_indices() {
            let kind = Kind::of(letter, before);
            match kind {
                Kind::Between => {}
                Kind::Word if before == Kind::Word => {}
                Kind::Word | Kind::Alone => words.begin(at),
            }
            if kind != Kind::Between {
                words.go_on(at, letter);
            }
            before = kind;
        }
        words.folded.push(' ');
        words
    }

    /// All of them, folded, each with a space before it, and a space at the end.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Where in the text `phrase` stands, in bytes, in order; with a space at its end it ends with a
    /// word, without it the last word may go on. It begins with a space, as [`Words::folded`] does.
    pub fn find(&self, phrase: &str) -> impl Iterator<Item = Range<usize>> {
        // The space that ends one word begins the next: hits may share it.
        let body = phrase.trim_end_matches(' ');
        let is_whole = body.len() < phrase.len();
        let found = self.folded.match_indices(body);
        found.filter_map(move |(at, body)| {
            let end = at + body.len();
            if body.is_empty() {
                return None;
            }
            if is_whole && self.folded.as_bytes().get(end) != Some(&b' ') {
                return None;
            }
            let first = self
                .places
                .binary_search_by_key(&(at as u32 + 1), |it| it.0);
            let first = &self.places.get(first.ok()?)?.1;
            let behind = self.places.partition_point(|it| (it.0 as usize) < end);
            let last = &self.places.get(behind.checked_sub(1)?)?.1;
            Some(first.start as usize..last.end as usize)
        })
    }

    fn begin(&mut self, at: usize) {
        self.folded.push(' ');
        let at = at as u32;
        self.places.push((self.folded.len() as u32, at..at));
    }

    fn go_on(&mut self, at: usize, letter: char) {
        if let Some((_, place)) = self.places.last_mut() {
            place.end = (at + letter.len_utf8()) as u32;
        }
        match letter {
            'ß' | 'ẞ' => self.folded.push_str("ss"),
            'æ' | 'Æ' => self.folded.push_str("ae"),
            'œ' | 'Œ' => self.folded.push_str("oe"),
            letter if is_accent(letter) => {}
            letter => self.folded.push(fold(letter)),
        }
    }
}

/// A letter without its case and, in Latin, its accents.
fn fold(letter: char) -> char {
    if letter.is_ascii() {
        letter.to_ascii_lowercase()
    } else {
        to_lower_case(normalize(letter))
    }
}

/// What a character is to words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// None of a word.
    Between,
    /// A part of a word.
    Word,
    /// A word of its own.
    Alone,
}

impl Kind {
    fn of(letter: char, before: Kind) -> Kind {
        if letter.is_ascii() {
            return if letter.is_ascii_alphanumeric() {
                Kind::Word
            } else {
                Kind::Between
            };
        }
        if is_unspaced(letter) {
            Kind::Alone
        } else if letter.is_alphanumeric() || (before != Kind::Between && is_mark(letter)) {
            Kind::Word
        } else {
            Kind::Between
        }
    }
}

/// An accent that stands behind its letter.
fn is_accent(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

fn is_mark(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}

/// True for letters of scripts that are written without spaces: Chinese, Japanese, Thai, Lao, Khmer
/// and Burmese.
fn is_unspaced(letter: char) -> bool {
    matches!(letter,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
        && (letter.is_alphanumeric() || is_mark(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(text: &'t str, phrase: &str) -> Vec<&'t str> {
        let words = Words::of(text);
        let ranges = words.find(phrase).collect::<Vec<_>>().into_iter();
        ranges.filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn case_accents_and_signs_between_words_do_not_count() {
        let words = Words::of("Größe, CAFÉ – cafe\u{301}: don’t std::fmt\n42nd");
        assert_eq!(words.folded(), " grosse cafe cafe don t std fmt 42nd ");
    }

    #[test]
    fn characters_of_scripts_without_spaces_are_words() {
        assert_eq!(
            Words::of("用Rust写ツール。").folded(),
            " 用 rust 写 ツ ー ル "
        );
        assert_eq!(found("缓存的设计:缓存设计", " 设 计 "), ["设计", "设计"]);
        assert_eq!(found("缓存的设计:缓存设计", " 缓 存 设 计 "), ["缓存设计"]);
    }

    #[test]
    fn a_phrase_is_found_where_it_stands() {
        let text = "A borrow-checker; the Borrow\nChecker’s, borrow checkers.";
        assert_eq!(
            found(text, " borrow checker "),
            ["borrow-checker", "Borrow\nChecker"]
        );
        assert_eq!(found(text, " borrow checker").len(), 3);
        assert_eq!(found("ab ab ab", " ab "), ["ab", "ab", "ab"]);
        assert_eq!(found("cab ab", " ab"), ["ab"]);
        assert_eq!(found("cafe\u{301}s", " cafe"), ["cafe\u{301}s"]);
    }

    #[test]
    fn no_words_are_no_harm() {
        assert!(Words::of(" – … ").is_empty());
        assert!(found("", " a ").is_empty() && found("a", " ").is_empty());
    }
}
