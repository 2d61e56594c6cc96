//! What is known of pieces of code, and what is asked for.
//!
//! Code is known by its language and its words, not by its place: an answer fits wherever the
//! same code stands, and one that comes late can colour nothing else. What is known is kept, so
//! that going back and forth between posts reads nothing twice.

use std::collections::VecDeque;
use std::sync::Arc;

use super::message::{Effect, Snippet};
use super::{App, Reader};
use crate::highlight::Stretch;
use crate::limits;

/// Bytes of what is kept at most; the code of a few hundred posts.
const KEPT: usize = 8 << 20;

/// What came of reading a piece of code.
type Known = Arc<[Stretch]>;

/// Pieces of code that have been read, the latest used last.
#[derive(Debug, Default)]
pub struct Highlights {
    kept: VecDeque<(Arc<Snippet>, Known)>,
    bytes: usize,
    asked: Vec<Arc<Snippet>>,
}

impl Highlights {
    /// What is known of a piece of code.
    fn get(&mut self, snippet: &Snippet) -> Option<Known> {
        let found = self
            .kept
            .iter()
            .position(|(known, _)| **known == *snippet)?;
        let entry = self.kept.remove(found)?;
        self.kept.push_back(entry);
        self.kept.back().map(|(_, known)| Arc::clone(known))
    }

    /// Takes an answer.
    pub(super) fn take(&mut self, snippet: Arc<Snippet>, known: Known) {
        self.asked.retain(|asked| *asked != snippet);
        if self.get(&snippet).is_some() {
            return;
        }
        self.bytes += bytes(&snippet, &known);
        self.kept.push_back((snippet, known));
        while self.bytes > KEPT
            && let Some((snippet, known)) = self.kept.pop_front()
        {
            self.bytes -= bytes(&snippet, &known);
        }
    }

    /// What is to be asked for so that the `missing` come, the first one first; nothing when that
    /// is asked for already.
    fn ask(&mut self, missing: Vec<Arc<Snippet>>) -> Option<Vec<Arc<Snippet>>> {
        let news = missing.iter().any(|snippet| !self.asked.contains(snippet));
        self.asked.clone_from(&missing);
        news.then_some(missing)
    }
}

fn bytes(snippet: &Snippet, known: &Known) -> usize {
    snippet.code.len() + size_of_val(&**known)
}

impl App {
    /// Colours the code near the screen as far as it is known, and asks for the rest.
    pub(super) fn highlight(&mut self) -> Option<Effect> {
        let Reader::Open(article) = &mut self.reader else {
            return None;
        };
        let (mut found, mut missing) = (Vec::new(), Vec::new());
        for code in article.code_near() {
            let text = article.document().words(code.text);
            if article.page().is_highlighted(code.text.start) || text.len() > limits::code::BYTES {
                continue;
            }
            let snippet = Snippet {
                language: code.language.clone(),
                code: text.to_owned(),
            };
            match self.highlights.get(&snippet) {
                Some(known) => found.push((code.text.start, known)),
                None => missing.push(Arc::new(snippet)),
            }
        }
        article.highlight(found);
        self.highlights.ask(missing).map(Effect::Highlight)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::highlight::Token;

    fn snippet(code: &str) -> Arc<Snippet> {
        Arc::new(Snippet {
            language: "rust".to_owned(),
            code: code.to_owned(),
        })
    }

    fn known(end: u32) -> Known {
        let token = Token::Keyword;
        [Stretch {
            start: 0,
            end,
            token,
        }]
        .into()
    }

    #[test]
    fn what_is_on_its_way_is_not_asked_for_again_and_what_is_left_out_is_forgotten() {
        let mut highlights = Highlights::default();
        let both = vec![snippet("a"), snippet("b")];
        assert_eq!(highlights.ask(both.clone()), Some(both.clone()));
        assert_eq!(highlights.ask(both.clone()), None);
        highlights.take(snippet("a"), known(1));
        assert_eq!(highlights.ask(vec![snippet("b")]), None);
        assert_eq!(highlights.ask(vec![snippet("c")]), Some(vec![snippet("c")]));
        assert_eq!(highlights.ask(vec![snippet("b")]), Some(vec![snippet("b")]));
    }

    #[test]
    fn the_same_words_in_another_language_are_another_piece() {
        let mut highlights = Highlights::default();
        highlights.take(snippet("a"), known(1));
        let other = Snippet {
            language: "c".to_owned(),
            code: "a".to_owned(),
        };
        assert_eq!(highlights.get(&other), None);
        assert_eq!(highlights.get(&snippet("a")), Some(known(1)));
    }

    #[test]
    fn what_is_kept_has_a_limit() {
        let mut highlights = Highlights::default();
        let long = "x".repeat(KEPT / 4);
        for number in 0..20 {
            highlights.take(snippet(&format!("{number}{long}")), known(1));
            highlights.take(snippet(&format!("{number}{long}")), known(1));
        }
        assert_eq!(highlights.kept.len(), 3);
        assert!(highlights.bytes <= KEPT);
        assert!(highlights.get(&snippet(&format!("19{long}"))).is_some());
    }
}
