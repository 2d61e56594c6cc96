//! What is typed to narrow the list or to search the blog, in parts.
//!
//! ```text
//! rust tag:talks year:2017 "borrow checker" -draft is:draft
//! ```
//!
//! Words and fields combine: each has to hold. A `-` before one means that it must not, quotes keep
//! words together. A field that nobody knows is a word like any other, and a quote that is still open
//! goes to the end, so nothing that is typed is an error.

/// No more of what is typed is looked at, in bytes: each part is looked for in every post.
const LONGEST: usize = 512;

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
    /// `series:`
    Series,
    /// `year:`, also a month or a day: `year:2017-05`
    Year,
    /// `is:`, with the name of a [`Fact`]
    Is,
    /// `has:`, with the name of a [`Fact`]
    Has,
}

/// What can be so of a post, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fact {
    /// `is:draft`: it is not published.
    Draft,
    /// `is:read`: its end has been seen.
    Read,
    /// `is:unread`
    Unread,
    /// `is:starred`
    Starred,
    /// `has:video`
    Video,
    /// `has:audio`
    Audio,
    /// `has:slides`
    Slides,
}

impl Fact {
    /// Every fact, with the field and the word that it is asked for by.
    pub const ALL: [(Field, &str, Fact); 7] = [
        (Field::Is, "unread", Fact::Unread),
        (Field::Is, "starred", Fact::Starred),
        (Field::Is, "read", Fact::Read),
        (Field::Is, "draft", Fact::Draft),
        (Field::Has, "video", Fact::Video),
        (Field::Has, "audio", Fact::Audio),
        (Field::Has, "slides", Fact::Slides),
    ];

    /// Those that only reading every post tells.
    pub const MEDIA: [Fact; 3] = [Fact::Video, Fact::Audio, Fact::Slides];

    /// The fact that a field asks for; nothing for words that ask for none.
    pub fn named(field: Field, name: &str) -> Option<Fact> {
        let mut all = Fact::ALL.into_iter();
        let found = all.find(|(of, known, _)| *of == field && known.eq_ignore_ascii_case(name));
        found.map(|(_, _, fact)| fact)
    }
}

impl Field {
    /// Every field, with its name.
    pub const ALL: [(&str, Field); 7] = [
        ("tag", Field::Tag),
        ("category", Field::Category),
        ("author", Field::Author),
        ("series", Field::Series),
        ("year", Field::Year),
        ("is", Field::Is),
        ("has", Field::Has),
    ];

    /// True when it looks at names: tags, categories, authors, series.
    pub(super) fn is_of_names(self) -> bool {
        match self {
            Field::Tag | Field::Category | Field::Author | Field::Series => true,
            Field::Year | Field::Is | Field::Has => false,
        }
    }
}

impl Query {
    /// The parts of what was typed.
    pub fn parse(text: &str) -> Query {
        let mut terms = Vec::new();
        let mut places = text.char_indices().map(|(at, _)| at);
        let end = places.find(|&at| at >= LONGEST).unwrap_or(text.len());
        let mut rest = text.get(..end).unwrap_or_default().trim_start();
        while !rest.is_empty() {
            let (term, behind) = term(rest);
            terms.extend(term);
            rest = behind.trim_start();
        }
        Query { terms }
    }

    /// What is typed, and one more part: a quote that is open does not go on into that, and what is
    /// there already is not said again.
    pub fn joined(text: &str, part: &str) -> String {
        let text = text.trim();
        let parts = Query::parse(part).terms;
        if parts
            .iter()
            .all(|part| Query::parse(text).terms.contains(part))
        {
            return text.to_owned();
        }
        let last = Query::parse(&format!("{text}x")).terms.pop();
        let is_open = last.is_some_and(|last| last.form == Form::OpenPhrase);
        let quote = if is_open { "\"" } else { "" };
        format!("{text}{quote} {part}").trim().to_owned()
    }

    /// True when whatever it means is among what `before` means: parts were added, or more was typed
    /// of one that leaves posts out.
    pub fn narrows(&self, before: &Query) -> bool {
        let narrows = |(now, before): (&Term, &Term)| now == before || now.goes_on(before);
        let parts = self.terms.iter().zip(&before.terms);
        self.terms.len() >= before.terms.len() && parts.into_iter().all(narrows)
    }

    /// True when a part of it asks for `fact`.
    pub fn asks(&self, fact: Fact) -> bool {
        let of = |term: &Term| Fact::named(term.field?, &term.text);
        self.terms.iter().any(|term| of(term) == Some(fact))
    }

    /// What to say of the first part that asks a field for something it does not know, and so leaves
    /// nothing or everything.
    pub fn slip(&self) -> Option<String> {
        self.terms.iter().find_map(|term| {
            let (field, text) = (term.field?, &term.text);
            match field {
                Field::Tag | Field::Category | Field::Author | Field::Series => None,
                Field::Year => {
                    let is_day = text.bytes().all(|it| it.is_ascii_digit() || it == b'-');
                    let sentence = "year: knows years, months and days such as 2017-05";
                    (!is_day).then(|| sentence.to_owned())
                }
                Field::Is | Field::Has if Fact::named(field, text).is_some() => None,
                Field::Is | Field::Has => {
                    let known = Fact::ALL.iter().filter(|(of, ..)| *of == field);
                    let known: Vec<&str> = known.map(|(_, name, _)| *name).collect();
                    let (name, _) = Field::ALL.iter().find(|(_, it)| *it == field)?;
                    Some(format!("{name}: knows {}", known.join(", ")))
                }
            }
        })
    }

    /// True when everything is meant.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

impl Term {
    /// True when it is `before` and more letters, and means no other posts than that. A quote that
    /// was closed meant its words as they are, and more letters are others.
    fn goes_on(&self, before: &Term) -> bool {
        let by_letters = !matches!(self.field, Some(Field::Is | Field::Has));
        let is_alike = self.field == before.field && self.is_excluded == before.is_excluded;
        let is_word = |term: &Term| term.form == Form::Word;
        by_letters
            && is_alike
            && !self.is_excluded
            && is_word(self) == is_word(before)
            && before.form != Form::Phrase
            && self.text.starts_with(&before.text)
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
    let mut names = Field::ALL.iter();
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
    fn a_quote_that_is_opened_again_means_more() {
        let narrows = |now: &str, before: &str| Query::parse(now).narrows(&Query::parse(before));
        assert!(narrows("tag:\"pyt", "tag:\"py"));
        assert!(narrows("tag:\"py\"", "tag:\"py"), "of the names, one");
        assert!(!narrows("tag:\"py", "tag:\"py\""));
        assert!(!narrows("tag:\"pyt\"", "tag:\"py\""));
        assert!(!narrows("\"py", "\"py\""));
        assert!(narrows("\"py\" a", "\"py\""));
    }

    #[test]
    fn one_more_part_stands_alone_and_once() {
        let joined = |text: &str| Query::joined(text, "tag:\"py\"");
        assert_eq!(joined(""), "tag:\"py\"");
        assert_eq!(joined("about "), "about tag:\"py\"");
        assert_eq!(joined("\"about"), "\"about\" tag:\"py\"");
        assert_eq!(joined("\"about\""), "\"about\" tag:\"py\"");
        assert_eq!(joined("tag:\"py\" about"), "tag:\"py\" about");
        let parts = Query::parse(&joined("\"")).terms;
        assert_eq!(parts, Query::parse("tag:\"py\"").terms);
    }

    #[test]
    fn what_is_pasted_is_looked_at_up_to_a_point() {
        assert_eq!(terms(&"a ".repeat(50_000)).len(), LONGEST / 2);
        let word = &terms(&"漢".repeat(50_000))[0].1;
        assert!(
            (LONGEST..LONGEST + 3).contains(&word.len()),
            "{}",
            word.len()
        );
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
    fn what_a_field_does_not_know_is_told() {
        let slip = |text: &str| Query::parse(text).slip().unwrap_or_default();
        assert_eq!(slip("is:foo"), "is: knows unread, starred, read, draft");
        assert_eq!(slip("a -has:vide"), "has: knows video, audio, slides");
        assert_eq!(
            slip("year:abc"),
            "year: knows years, months and days such as 2017-05"
        );
        for text in ["is:Unread has:video year:2017-05", "tag:x foo:bar a", ""] {
            assert_eq!(slip(text), "", "{text}");
        }
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
    fn more_of_a_word_narrows_and_more_of_what_is_excluded_does_not() {
        let narrows = |before, after| Query::parse(after).narrows(&Query::parse(before));
        for (before, after) in [
            ("", "a"),
            ("ru", "rus"),
            ("tag:p", "tag:py"),
            ("rust", "rust -draft"),
            ("-a ", "-a b"),
            ("is:draft", "is:draft x"),
            ("\"a b", "\"a b\""),
        ] {
            assert!(narrows(before, after), "{before} {after}");
        }
        for (before, after) in [
            ("rus", "ru"),
            ("-a", "-ab"),
            ("is:un", "is:unread"),
            ("has:vide", "has:video"),
            ("a", "b"),
            ("tag", "tag:"),
            ("tag", "tag:x"),
            ("a", "-a"),
        ] {
            assert!(!narrows(before, after), "{before} {after}");
        }
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
