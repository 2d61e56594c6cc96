//! What a search looks for in the text of posts, made from what was typed.
//!
//! Every word of two letters or more counts as the beginning of one, so that results come while it is
//! typed and `talk` finds talks; a whole word weighs more. Between quotes words count as they stand,
//! and so do those that must not be there.

use std::ops::Range;

use super::query::{Form, Query, Term};
use super::words::Words;

/// What a search looks for in the text of posts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Each has to be there.
    phrases: Vec<Phrase>,
    /// None of these may be.
    unwanted: Vec<Phrase>,
}

/// Words in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Phrase {
    /// As [`Words::folded`] has them: a space before each and at the end.
    folded: String,
    /// The last may go on.
    is_open: bool,
}

/// A place in a text where something stands that is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// In bytes of the text.
    pub range: Range<usize>,
    /// Which of the phrases it is, from 0.
    pub phrase: usize,
}

impl Wanted {
    /// What `query` looks for; its fields are for whoever knows the posts.
    pub fn of(query: &Query) -> Wanted {
        let words = query.terms.iter().filter(|term| term.field.is_none());
        let (unwanted, wanted): (Vec<&Term>, Vec<&Term>) = words.partition(|it| it.is_excluded);
        let phrases = |terms: Vec<&Term>| terms.into_iter().filter_map(Phrase::of).collect();
        Wanted {
            phrases: phrases(wanted),
            unwanted: phrases(unwanted),
        }
    }

    /// The same for FTS5 of `SQLite`; nothing when there is nothing to look for.
    pub(super) fn expression(&self) -> Option<String> {
        let join = |phrases: &[Phrase], between: &str| {
            let phrases: Vec<String> = phrases.iter().map(Phrase::expression).collect();
            phrases.join(between)
        };
        let wanted = join(&self.phrases, " AND ");
        match (self.phrases.is_empty(), self.unwanted.is_empty()) {
            (true, _) => None,
            (false, true) => Some(wanted),
            (false, false) => Some(format!("({wanted}) NOT ({})", join(&self.unwanted, " OR "))),
        }
    }

    /// How many of the phrases stand in `text`, from none to all: 0 to 1.
    pub(super) fn share_in(&self, text: &str) -> f64 {
        let words = Words::of(text);
        let there = |phrase: &&Phrase| words.find(phrase.pattern()).next().is_some();
        let count = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        count(self.phrases.iter().filter(there).count()) / count(self.phrases.len().max(1))
    }

    /// Where in `text` they stand, in order and apart.
    pub fn places(&self, text: &str) -> Vec<Place> {
        let words = Words::of(text);
        let phrases = self.phrases.iter().enumerate();
        let places = phrases.flat_map(|(phrase, wanted)| {
            let found = words.find(wanted.pattern());
            found.map(move |range| Place { range, phrase })
        });
        let mut places: Vec<Place> = places.collect();
        places.sort_by_key(|place| (place.range.start, std::cmp::Reverse(place.range.end)));
        let mut end = 0;
        places.retain(|place| {
            let is_apart = place.range.start >= end;
            end = end.max(place.range.end);
            is_apart
        });
        places
    }
}

impl Phrase {
    fn of(term: &Term) -> Option<Phrase> {
        let words = Words::of(&term.text);
        let last = words.folded().trim_end().rsplit(' ').next();
        // What begins with one letter are half the words of a blog.
        let may_go_on = last.is_some_and(|last| last.chars().nth(1).is_some());
        (!words.is_empty()).then(|| Phrase {
            is_open: may_go_on && term.form != Form::Phrase && !term.is_excluded,
            folded: words.folded().to_owned(),
        })
    }

    /// For [`Words::find`].
    fn pattern(&self) -> &str {
        if self.is_open {
            self.folded.trim_end_matches(' ')
        } else {
            &self.folded
        }
    }

    /// There are only letters, digits and spaces in it, so that quotes are enough.
    fn expression(&self) -> String {
        let words = self.folded.trim();
        if self.is_open {
            format!("(\"{words}\" OR \"{words}\"*)")
        } else {
            format!("\"{words}\"")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(text: &str) -> Wanted {
        Wanted::of(&Query::parse(text))
    }

    fn found<'t>(text: &'t str, query: &str) -> Vec<(&'t str, usize)> {
        let places = wanted(query).places(text).into_iter();
        let found = places.filter_map(|it| Some((text.get(it.range)?, it.phrase)));
        found.collect()
    }

    #[test]
    fn words_may_go_on_and_quoted_ones_may_not() {
        let text = "Talks and a talk: the talk shows";
        assert_eq!(
            found(text, "talk show"),
            [("Talks", 0), ("talk", 0), ("talk", 0), ("shows", 1)]
        );
        assert_eq!(found(text, "\"talk\""), [("talk", 0), ("talk", 0)]);
        assert_eq!(found(text, "\"the talk\" a"), [("a", 1), ("the talk", 0)]);
        assert_eq!(found(text, "\"the talk sh"), [("the talk shows", 0)]);
    }

    #[test]
    fn fields_and_what_is_not_to_be_there_are_found_nowhere() {
        assert_eq!(found("rust talks", "-rust tag:talks"), []);
        assert!(wanted("-rust tag:talks").expression().is_none());
    }

    #[test]
    fn an_expression_holds_words_and_nothing_else() {
        assert_eq!(
            wanted("std::fmt c -\"a b\" -cd").expression().as_deref(),
            Some("((\"std fmt\" OR \"std fmt\"*) AND \"c\") NOT (\"a b\" OR \"cd\")")
        );
        for hostile in [
            "\"",
            "'); DROP",
            "a* OR b",
            "NEAR(a b)",
            "{a b}: c^2",
            "\u{0}\"",
        ] {
            let expression = wanted(hostile).expression().unwrap_or_default();
            let is_plain = |text: &str| text.chars().all(|it| it.is_alphanumeric() || it == ' ');
            let mut parts = expression.split('"').skip(1).step_by(2);
            assert!(parts.all(is_plain), "{expression}");
        }
    }
}
