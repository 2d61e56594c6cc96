//! What is typed to narrow the list, in parts.
//!
//! ```text
//! rust tag:talks year:2017 -draft is:draft
//! ```
//!
//! Words and fields combine: each has to hold. A `-` before one means that it must not. A field that
//! nobody knows is a word like any other, so nothing that is typed is an error.

/// A filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Its parts, each of which has to hold.
    pub terms: Vec<Term>,
}

/// A part of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Where to look; anywhere when there is none.
    pub field: Option<Field>,
    /// What for, never empty.
    pub text: String,
    /// True when it must not be there.
    pub is_excluded: bool,
}

/// Where a part of a filter looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// `tag:`
    Tag,
    /// `category:`
    Category,
    /// `author:`
    Author,
    /// `year:`, also a month or a day: `year:2017-05`
    Year,
    /// `is:`
    Is,
}

impl Field {
    const NAMES: [(&str, Field); 5] = [
        ("tag", Field::Tag),
        ("category", Field::Category),
        ("author", Field::Author),
        ("year", Field::Year),
        ("is", Field::Is),
    ];
}

impl Query {
    /// The parts of what was typed.
    pub fn parse(text: &str) -> Query {
        Query {
            terms: text.split_whitespace().filter_map(term).collect(),
        }
    }

    /// True when everything is meant.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

/// A part; nothing while there is no more of it than its field or its `-`.
fn term(word: &str) -> Option<Term> {
    let (is_excluded, word) = match word.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, word),
    };
    let field = word.split_once(':').and_then(|(name, text)| {
        let mut names = Field::NAMES.iter();
        let (_, field) = names.find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some((*field, text))
    });
    let (field, text) = match field {
        Some((field, text)) => (Some(field), text),
        None => (None, word),
    };
    (!text.is_empty()).then(|| Term {
        field,
        text: text.to_owned(),
        is_excluded,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<(Option<Field>, String, bool)> {
        let query = Query::parse(text);
        let terms = query.terms.into_iter();
        terms
            .map(|term| (term.field, term.text, term.is_excluded))
            .collect()
    }

    #[test]
    fn words_and_fields_are_told_apart() {
        assert_eq!(
            terms("rust tag:talks -draft Year:2017 -is:draft"),
            [
                (None, "rust".to_owned(), false),
                (Some(Field::Tag), "talks".to_owned(), false),
                (None, "draft".to_owned(), true),
                (Some(Field::Year), "2017".to_owned(), false),
                (Some(Field::Is), "draft".to_owned(), true),
            ]
        );
    }

    #[test]
    fn what_is_not_finished_means_nothing_yet() {
        assert!(Query::parse(" - tag: -year: ").is_empty());
    }

    #[test]
    fn a_field_that_nobody_knows_is_a_word() {
        assert_eq!(
            terms("std::fmt http://a"),
            [
                (None, "std::fmt".to_owned(), false),
                (None, "http://a".to_owned(), false)
            ]
        );
    }
}
