//! Searching the whole blog, off the drawing thread.
//!
//! One thread, made when something is first looked for. It reads what is not in the index yet and
//! answers in between: what has been read is searched at once, and the answer comes again as more
//! has. A question that comes while another is answered replaces it.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::thread;
use std::time::{Duration, Instant};

use super::desk;
use crate::app::{Marks, Message, SearchAnswer, SearchHit};
use crate::blog::Blog;
use crate::search::{FullText, Keep, Query};

/// So many posts are told of; who wants others says more words.
const LIMIT: usize = 100;
/// So many come first: as many as are seen.
const FIRST: usize = 12;
/// How often the answer comes again while posts are read.
const PACE: Duration = Duration::from_millis(150);

/// Where questions are left. The thread ends when this goes.
#[derive(Debug)]
pub struct Searcher(Sender<Question>);

/// Words to look for.
#[derive(Clone, Debug)]
struct Question {
    number: u32,
    query: Query,
    marks: Arc<Marks>,
}

impl Searcher {
    /// Sets a thread to work; its answers go to `tell`.
    ///
    /// # Errors
    ///
    /// When the system has no threads left.
    pub fn open<F>(blog: Arc<Blog>, keep: Keep, tell: F) -> std::io::Result<Searcher>
    where
        F: Fn(Message) + Send + 'static,
    {
        let (sender, questions) = mpsc::channel();
        let thread = thread::Builder::new().stack_size(desk::STACK);
        thread.spawn(move || {
            // Without memory for an index there is nothing to be found.
            if let Ok(search) = FullText::open(blog, &keep) {
                let mut work = Work {
                    search,
                    questions,
                    asked: None,
                    tell,
                };
                work.run();
            }
        })?;
        Ok(Searcher(sender))
    }

    /// Looks for these words, and no others any more.
    pub fn ask(&self, number: u32, words: &str, marks: Arc<Marks>) {
        let query = Query::parse(words);
        // Without its thread nothing is found.
        drop(self.0.send(Question {
            number,
            query,
            marks,
        }));
    }
}

/// What the thread has in hand.
struct Work<F> {
    search: FullText,
    questions: Receiver<Question>,
    asked: Option<Question>,
    tell: F,
}

impl<F: Fn(Message)> Work<F> {
    /// Ends when nobody can ask any more.
    fn run(&mut self) {
        let mut is_due = false;
        let mut told = Instant::now();
        loop {
            let has_work = is_due || !self.search.is_complete();
            match self.next(has_work) {
                Ok(question) => {
                    self.asked = Some(question);
                    self.answer();
                    (is_due, told) = (false, Instant::now());
                }
                Err(TryRecvError::Disconnected) => return,
                Err(TryRecvError::Empty) if !self.search.is_complete() => {
                    if self.search.go_on().is_err() {
                        return;
                    }
                    is_due = self.asked.is_some();
                    if is_due && told.elapsed() >= PACE {
                        self.answer();
                        (is_due, told) = (false, Instant::now());
                    }
                }
                Err(TryRecvError::Empty) => {
                    self.answer();
                    is_due = false;
                }
            }
        }
    }

    /// The latest question; waits for one when there is nothing else to do.
    fn next(&self, has_work: bool) -> Result<Question, TryRecvError> {
        let first = if has_work {
            self.questions.try_recv()?
        } else {
            let question = self.questions.recv();
            question.map_err(|_| TryRecvError::Disconnected)?
        };
        Ok(self.questions.try_iter().last().unwrap_or(first))
    }

    /// Tells what is found: what is seen first, then the rest, unless something else is asked.
    fn answer(&mut self) {
        let Some(Question {
            number,
            query,
            marks,
        }) = self.asked.clone()
        else {
            return;
        };
        let found = self.search.search(&query, LIMIT, &*marks);
        // Without memory there is nothing to be found.
        let found = found.unwrap_or_default();
        let paths: Vec<Arc<str>> = found.into_iter().map(|it| it.path).collect();
        let (read, all) = self.search.progress();
        let mut hits = Vec::new();
        let first = paths.len().min(FIRST);
        for share in [..first, ..paths.len()] {
            let share = paths.get(..share.end).unwrap_or_default();
            if hits.len() == share.len() && !hits.is_empty() {
                return;
            }
            let passages = self.search.passages(&query, share);
            let found = share.iter().cloned().zip(passages);
            hits = found
                .map(|(path, passage)| SearchHit { path, passage })
                .collect();
            let answer = SearchAnswer {
                hits: hits.clone(),
                read,
                all,
            };
            (self.tell)(Message::Searched { number, answer });
            match self.questions.try_recv() {
                // It is answered before anything else is done.
                Ok(newer) => {
                    self.asked = Some(self.questions.try_iter().last().unwrap_or(newer));
                    return self.answer();
                }
                Err(_) if share.is_empty() => return,
                Err(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use super::*;

    fn answers(keep: Keep) -> (Searcher, Receiver<(u32, SearchAnswer)>) {
        let (out, answers) = mpsc::channel();
        let tell = move |message| {
            if let Message::Searched { number, answer } = message {
                drop(out.send((number, answer)));
            }
        };
        let searcher = Searcher::open(Arc::new(Blog::sample()), keep, tell).unwrap();
        (searcher, answers)
    }

    fn last(answers: &Receiver<(u32, SearchAnswer)>, wanted: u32) -> SearchAnswer {
        loop {
            let (number, answer) = answers.recv_timeout(Duration::from_secs(60)).unwrap();
            if number == wanted && answer.read == answer.all {
                return answer;
            }
        }
    }

    #[test]
    fn the_last_question_is_answered_from_every_post() {
        let (searcher, told) = answers(Keep::Nowhere);
        for (number, words) in (1..).zip(["t", "th", "the"]) {
            searcher.ask(number, words, Arc::default());
        }
        let answer = last(&told, 3);
        assert_eq!(answer.all, Blog::sample().posts().len());
        assert!(answer.hits.len() > 5);
        let marked = |hit: &SearchHit| !hit.passage.found.is_empty();
        assert!(answer.hits.iter().any(marked));
        searcher.ask(4, "xyzzyx", Arc::default());
        assert!(last(&told, 4).hits.is_empty());
        drop(searcher);
        assert!(
            told.recv_timeout(Duration::from_secs(60)).is_err(),
            "it has ended"
        );
    }
}
