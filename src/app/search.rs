//! What is searched for in the whole blog, and what has been found.
//!
//! Questions are numbered, so that an answer to words that have been changed since is dropped. The
//! last question and what was found stay while the list of them is closed: who opens it again goes
//! on there.

use std::sync::Arc;

use super::message::{Effect, SearchAnswer, SearchHit};

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

    /// Looks for other words.
    pub(super) fn ask(&mut self, words: &str) -> Option<Effect> {
        if *self.words == *words {
            return None;
        }
        self.words = words.into();
        Some(self.ask_again())
    }

    /// Looks for the same words again, as the blog has changed.
    pub(super) fn ask_again(&mut self) -> Effect {
        self.number = self.number.wrapping_add(1);
        self.state = State::Asked;
        Effect::Search {
            number: self.number,
            words: Arc::clone(&self.words),
        }
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
        assert!(search.ask("").is_none(), "nothing is no question");
        assert!(search.ask("gi").is_some());
        assert!(search.ask("gil").is_some());
        assert!(search.ask("gil").is_none(), "it is asked already");
        assert!(!search.take(1, answer("old")));
        assert!(search.is_waiting() && search.hits().is_empty());
        assert!(search.take(2, answer("new")));
        assert_eq!(search.progress(), Some((1, 2)));
        assert!(!search.is_waiting() && search.hits().len() == 1);
        search.forget();
        assert!(!search.take(2, answer("late")) && search.words().is_empty());
    }
}
