//! The posts that have been read lately, and those that are asked for.
//!
//! Moving through the list paints at once because the neighbours of the chosen post are here
//! before they are wanted. What is asked for is said as a whole, the most wanted first, so that
//! whoever reads never works through posts that a held key has long left behind.

use std::collections::VecDeque;
use std::sync::Arc;

use super::message::{Reading, Request};
use crate::picture::Pictures;

/// How many posts are kept.
const KEPT: usize = 24;

/// What came of reading a post: what it says, or why it cannot be read.
pub type Answer = Result<Reading, String>;

/// Posts that have been read, the latest used last.
#[derive(Debug, Default)]
pub struct Library {
    kept: VecDeque<(Arc<str>, Answer)>,
    asked: Vec<Request>,
    generation: u32,
}

impl Library {
    /// What came of reading `path`, when that is known.
    pub fn get(&mut self, path: &str) -> Option<&Answer> {
        let found = self.kept.iter().position(|(known, _)| &**known == path)?;
        let entry = self.kept.remove(found)?;
        self.kept.push_back(entry);
        self.kept.back().map(|(_, answer)| answer)
    }

    /// Takes an answer, unless it is out of date.
    pub fn take(&mut self, request: &Request, answer: Answer) -> bool {
        self.asked.retain(|asked| asked != request);
        if request.generation != self.generation {
            return false;
        }
        self.kept.retain(|(path, _)| *path != request.path);
        self.kept.push_back((Arc::clone(&request.path), answer));
        if self.kept.len() > KEPT {
            self.kept.pop_front();
        }
        true
    }

    /// Takes the pictures of a post that is here, unless they are out of date.
    pub fn take_pictures(&mut self, request: &Request, pictures: Arc<Pictures>) -> bool {
        if request.generation != self.generation {
            return false;
        }
        let mut kept = self.kept.iter_mut();
        let Some((_, Ok(reading))) = kept.find(|(path, _)| *path == request.path) else {
            return false;
        };
        reading.pictures = pictures;
        reading.awaits_pictures = false;
        true
    }

    /// Forgets everything, also what is still on its way.
    pub fn forget(&mut self) {
        self.kept.clear();
        self.asked.clear();
        self.generation = self.generation.wrapping_add(1);
    }

    /// What is to be asked for so that the `wanted` posts come, the first one first; nothing when
    /// it is here or asked for already.
    pub fn ask(&mut self, wanted: impl Iterator<Item = Arc<str>>) -> Option<Vec<Request>> {
        let generation = self.generation;
        let mut missing: Vec<Request> = Vec::new();
        for path in wanted {
            let request = Request { path, generation };
            let known = self.kept.iter().any(|(path, _)| *path == request.path);
            if !known && !missing.contains(&request) {
                missing.push(request);
            }
        }
        let news = !missing.is_empty() && missing != self.asked;
        self.asked.clone_from(&missing);
        news.then_some(missing)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use super::*;

    fn paths(names: &[&str]) -> std::vec::IntoIter<Arc<str>> {
        let paths: Vec<Arc<str>> = names.iter().map(|&name| name.into()).collect();
        paths.into_iter()
    }

    fn failure() -> Answer {
        Err("gone".to_owned())
    }

    #[test]
    fn what_is_on_its_way_is_not_asked_for_again() {
        let mut library = Library::default();
        let asked = library.ask(paths(&["a", "b", "a"])).unwrap();
        assert_eq!(asked.len(), 2);
        assert_eq!(library.ask(paths(&["a", "b"])), None);
        assert!(library.take(&asked[0], failure()));
        assert_eq!(library.ask(paths(&["a", "b"])), None);
        assert_eq!(library.ask(paths(&["c", "b"])).unwrap().len(), 2);
    }

    #[test]
    fn an_answer_from_before_is_dropped() {
        let mut library = Library::default();
        let asked = library.ask(paths(&["a"])).unwrap();
        library.forget();
        assert!(!library.take(&asked[0], failure()));
        assert!(library.get("a").is_none());
        assert!(library.ask(paths(&["a"])).is_some());
    }

    #[test]
    fn only_the_latest_are_kept() {
        let mut library = Library::default();
        for number in 0..100 {
            let name = number.to_string();
            let asked = library.ask(paths(&[&name])).unwrap();
            library.take(&asked[0], failure());
            assert!(library.get("0").is_some(), "what is used is kept");
        }
        assert_eq!(library.kept.len(), KEPT);
        assert!(library.get("99").is_some());
        assert!(library.get("50").is_none());
    }
}
