//! What is typed to narrow the list or to search the blog, in parts.
//!
//! ```text
//! rust tag:talks year:2017 "borrow checker" -draft is:draft
//! ```
//!
//! Words and fields combine: each has to hold. A `-` before one means that it must not, quotes keep
//! words together. A field that nobody knows is a word like any other, and a quote that is still open
//! goes to the end, so nothing that is typed is an error.

/// A filter, or what is searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Its parts, each of which has to hold.
    pub terms: Vec<Term>,
}

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Where to look; anywhere when there is none.
    pub field: Option<Field>,
    /// What for, never empty.
    pub text: String,
    /// What of it counts.
    pub form: Form,
    /// True when it must not be there.
    pub is_excluded: bool,
}

/// What of a part counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A word, or the beginning of one.
    Word,
    /// Words in their order, of which the last may go on: the quote is still open.
    OpenPhrase,
    /// Words in their order, as they stand between quotes.
    Phrase,
}

/// Where a part of a query looks.
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
        let mut terms = Vec::new();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (term, behind) = term(rest);
            terms.extend(term);
            rest = behind.trim_start();
        }
        Query { terms }
    }

    /// True when everything is meant.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

/// The part that `text` begins with, and what stands behind it; no part while there is no more of
/// it than its field, its quote or its `-`.
fn term(text: &str) -> (Option<Term>, &str) {
    let (is_excluded, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (field, text) = match field(text) {
        Some((field, rest)) => (Some(field), rest),
        None => (None, text),
    };
    let (form, words, behind) = if let Some(quoted) = text.strip_prefix('"') {
        match quoted.split_once('"') {
            Some((words, behind)) => (Form::Phrase, words, behind),
            None => (Form::OpenPhrase, quoted, ""),
        }
    } else {
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        let (word, behind) = text.split_at(end);
        (Form::Word, word, behind)
    };
    let term = (!words.trim().is_empty()).then(|| Term {
        field,
        text: words.trim().to_owned(),
        form,
        is_excluded,
    });
    (term, behind)
}

/// The field that `text` begins with, and what stands behind its colon.
fn field(text: &str) -> Option<(Field, &str)> {
    let (name, rest) = text.split_once(':')?;
    let mut names = Field::NAMES.iter();
    let (_, field) = names.find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    Some((*field, rest))
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
        assert!(Query::parse(" - tag: -year: \"").is_empty());
        assert!(Query::parse(" \"\" -\"  ").is_empty());
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

    #[test]
    fn quotes_keep_words_together() {
        let query = Query::parse("tag:\"two words\"and -\"not this\" \"still open");
        let forms: Vec<_> = query.terms.iter().map(|term| term.form).collect();
        let phrases = [Form::Phrase, Form::Word, Form::Phrase, Form::OpenPhrase];
        assert_eq!(forms, phrases);
        assert_eq!(
            terms("tag:\"two words\"and -\"not this\" \"still open"),
            [
                (Some(Field::Tag), "two words".to_owned(), false),
                (None, "and".to_owned(), false),
                (None, "not this".to_owned(), true),
                (None, "still open".to_owned(), false),
            ]
        );
    }
}
