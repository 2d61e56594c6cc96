//! What is searched for in the whole blog, and what has been found.
//!
//! Questions are numbered, so that an answer to words that have been changed since is dropped. The
//! last question and what was found stay while the list of them is closed: who opens it again goes
//! on there.

use std::sync::Arc;

use super::App;
use super::marks::Marks;
use super::message::{Effect, SearchAnswer, SearchHit};
use crate::search::{Fact, Query};

/// A search over the blog.
#[derive(Debug, Default)]
pub struct Search {
    words: Arc<str>,
    number: u32,
    state: State,
    answer: SearchAnswer,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// Nothing is asked, or everything has been answered.
    #[default]
    Settled,
    /// An answer is on its way.
    Asked,
}

impl Search {
    /// The words that are looked for.
    pub fn words(&self) -> &Arc<str> {
        &self.words
    }

    /// The posts that were found, the best first.
    pub(super) fn hits(&self) -> &[SearchHit] {
        &self.answer.hits
    }

    /// True while nothing is known of the words as they are now.
    pub fn is_waiting(&self) -> bool {
        self.state == State::Asked
    }

    /// How many posts have been read, of how many; nothing when that is all.
    pub fn progress(&self) -> Option<(usize, usize)> {
        let SearchAnswer { read, all, .. } = self.answer;
        (read < all).then_some((read, all))
    }

    /// True when these are other words, which are to be looked for from now on.
    fn change(&mut self, words: &str) -> bool {
        let is_new = *self.words != *words;
        if is_new {
            self.words = words.into();
        }
        is_new
    }

    /// Looks for the words, with what is known of posts as far as they ask for that.
    fn ask(&mut self, marks: &Marks) -> Effect {
        self.number = self.number.wrapping_add(1);
        self.state = State::Asked;
        let asks = Fact::ALL.into_iter().any(|(_, _, fact)| self.asks(fact));
        Effect::Search {
            number: self.number,
            words: Arc::clone(&self.words),
            marks: if asks {
                Arc::new(marks.clone())
            } else {
                Arc::default()
            },
        }
    }

    fn asks(&self, fact: Fact) -> bool {
        Query::parse(&self.words).asks(fact)
    }

    /// True when the words ask for something that only reading every post tells.
    fn asks_for_media(&self) -> bool {
        Fact::MEDIA.into_iter().any(|fact| self.asks(fact))
    }

    /// Takes what was found, unless other words are looked for by now.
    pub(super) fn take(&mut self, number: u32, answer: SearchAnswer) -> bool {
        let is_current = number == self.number;
        if is_current {
            self.state = State::Settled;
            self.answer = answer;
        }
        is_current
    }

    /// Forgets what was found, also what is still on its way.
    pub(super) fn forget(&mut self) {
        *self = Search {
            number: self.number.wrapping_add(1),
            ..Search::default()
        };
    }
}

impl App {
    /// Looks for other words in the whole blog.
    pub(super) fn search_for(&mut self, words: &str) -> Vec<Effect> {
        if self.search.change(words) {
            self.search_again()
        } else {
            Vec::new()
        }
    }

    /// Looks for the same words again, as more is known or the blog has changed.
    pub(super) fn search_again(&mut self) -> Vec<Effect> {
        let mut effects = vec![self.search.ask(self.list.marks())];
        if self.search.asks_for_media() {
            effects.extend(self.ask_survey());
        }
        effects
    }

    /// Looks again when what has been found out of posts may be what is looked for.
    pub(super) fn search_again_for_media(&mut self) -> Vec<Effect> {
        if self.search.asks_for_media() {
            self.search_again()
        } else {
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(path: &str) -> SearchAnswer {
        SearchAnswer {
            hits: vec![SearchHit {
                path: path.into(),
                passage: crate::search::Passage::default(),
            }],
            read: 1,
            all: 2,
        }
    }

    #[test]
    fn an_answer_to_older_words_is_dropped() {
        let mut search = Search::default();
        let marks = Marks::default();
        assert!(!search.change(""), "nothing is no question");
        for words in ["gi", "gil"] {
            assert!(search.change(words));
            search.ask(&marks);
        }
        assert!(!search.change("gil"), "it is asked already");
        assert!(!search.take(1, answer("old")));
        assert!(search.is_waiting() && search.hits().is_empty());
        assert!(search.take(2, answer("new")));
        assert_eq!(search.progress(), Some((1, 2)));
        assert!(!search.is_waiting() && search.hits().len() == 1);
        search.forget();
        assert!(!search.take(2, answer("late")) && search.words().is_empty());
    }
}
