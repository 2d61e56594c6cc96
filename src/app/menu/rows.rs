//! The rows of a menu: what a filter leaves of its sections.
//!
//! The words of a filter combine: an entry stays when each is found in its label, its aside or its
//! section's heading. Case counts where a word has a capital in it.

use std::ops::Range;

use super::{Entry, Section};

/// A row of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// Space before a section.
    Space {
        /// The section, from 0.
        section: usize,
    },
    /// A section's heading.
    Heading {
        /// The section, from 0.
        section: usize,
    },
    /// An entry.
    Entry {
        /// Its section, from 0.
        section: usize,
        /// Its place in that, from 0.
        entry: usize,
        /// Where in its label the words of the filter were found, in bytes, in order and apart.
        found: Vec<Range<usize>>,
    },
}

impl Row {
    /// True for an entry.
    pub fn is_entry(&self) -> bool {
        matches!(self, Row::Entry { .. })
    }

    /// The section it belongs to, from 0.
    pub fn section(&self) -> usize {
        match self {
            Row::Space { section } | Row::Heading { section } | Row::Entry { section, .. } => {
                *section
            }
        }
    }
}

/// The rows of `sections` that `filter` leaves.
pub(super) fn sift(sections: &[Section], filter: &str) -> Vec<Row> {
    let words: Vec<Word> = filter.split_whitespace().map(Word::new).collect();
    let mut rows = Vec::new();
    for (section, it) in sections.iter().enumerate() {
        let entries = it.entries.iter().enumerate();
        let mut left = entries
            .filter_map(|(entry, one)| {
                let found = if words.is_empty() {
                    one.found.clone()
                } else {
                    find(&words, one, &it.heading)?
                };
                Some(Row::Entry {
                    section,
                    entry,
                    found,
                })
            })
            .peekable();
        if left.peek().is_none() {
            continue;
        }
        if !rows.is_empty() {
            rows.push(Row::Space { section });
        }
        if !it.heading.is_empty() {
            rows.push(Row::Heading { section });
        }
        rows.extend(left);
    }
    rows
}

/// Where in an entry's label the words are; nothing when one of them is nowhere.
fn find(words: &[Word], entry: &Entry, heading: &str) -> Option<Vec<Range<usize>>> {
    let mut found = Vec::new();
    for word in words {
        match word.find(&entry.label) {
            Some(range) => found.push(range),
            None => {
                word.find(&entry.aside).or_else(|| word.find(heading))?;
            }
        }
    }
    found.sort_by_key(|range| range.start);
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in found {
        match apart.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    Some(apart)
}

/// A word of a filter.
struct Word {
    text: String,
    is_exact: bool,
}

impl Word {
    fn new(text: &str) -> Word {
        let is_exact = text.chars().any(char::is_uppercase);
        let text = if is_exact {
            text.to_owned()
        } else {
            text.to_lowercase()
        };
        Word { text, is_exact }
    }

    /// Where it is first found, in bytes of `text`. Lower case can have another length, so letters
    /// are compared where they stand.
    fn find(&self, text: &str) -> Option<Range<usize>> {
        if self.is_exact {
            let start = text.find(&self.text)?;
            return Some(start..start + self.text.len());
        }
        text.char_indices().find_map(|(start, _)| {
            let rest = text.get(start..)?;
            self.begins(rest).map(|length| start..start + length)
        })
    }

    /// How many bytes of `text` the word takes at its beginning.
    fn begins(&self, text: &str) -> Option<usize> {
        let mut wanted = self.text.as_str();
        for (at, letter) in text.char_indices() {
            if wanted.is_empty() {
                return Some(at);
            }
            for low in letter.to_lowercase() {
                wanted = wanted.strip_prefix(low)?;
            }
        }
        wanted.is_empty().then_some(text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(word: &str, text: &str) -> Option<Range<usize>> {
        Word::new(word).find(text)
    }

    #[test]
    fn case_counts_where_a_word_has_a_capital() {
        assert_eq!(found("gil", "Grok the GIL"), Some(9..12));
        assert_eq!(found("GIL", "Grok the gil"), None);
        assert_eq!(found("größe", "Die GRÖSSE, die Größe"), Some(17..24));
    }

    #[test]
    fn letters_that_change_their_length_do_no_harm() {
        assert_eq!(found("b", "İİb"), Some(4..5));
        assert_eq!(found("stanbul", "İstanbul"), Some(2..9));
        assert_eq!(found("ß", "ẞ"), Some(0..3));
    }
}
