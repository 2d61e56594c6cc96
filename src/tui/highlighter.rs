//! Telling what the words of code are, off the drawing thread.
//!
//! One list of wishes at a time, the most wanted first; a later list replaces what is left of the
//! one before.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::thread;

use crate::app::{Message, Snippet};
use crate::highlight::highlight;

/// Where wishes are left. The thread ends when this goes.
#[derive(Debug)]
pub struct Highlighter(Sender<Vec<Arc<Snippet>>>);

impl Highlighter {
    /// Sets a thread to work; its answers go to `tell`.
    ///
    /// # Errors
    ///
    /// When the system has no threads left.
    pub fn open<F>(tell: F) -> std::io::Result<Highlighter>
    where
        F: Fn(Message) + Send + 'static,
    {
        let (wishes, lists) = mpsc::channel();
        thread::Builder::new().spawn(move || work(&lists, &tell))?;
        Ok(Highlighter(wishes))
    }

    /// Wants these and, of those not begun, no others.
    pub fn wish(&self, snippets: Vec<Arc<Snippet>>) {
        // Without its thread code stays plain.
        drop(self.0.send(snippets));
    }
}

fn work(lists: &Receiver<Vec<Arc<Snippet>>>, tell: &impl Fn(Message)) {
    let mut waiting: VecDeque<Arc<Snippet>> = VecDeque::new();
    let mut answered: Option<Arc<Snippet>> = None;
    loop {
        let newer = if waiting.is_empty() {
            lists.recv().map_err(|_| TryRecvError::Disconnected)
        } else {
            lists.try_recv()
        };
        match newer {
            // What was in hand when this list was made is answered by now.
            Ok(wanted) => {
                waiting = wanted.into();
                waiting.retain(|snippet| Some(snippet) != answered.as_ref());
            }
            Err(TryRecvError::Disconnected) => return,
            Err(TryRecvError::Empty) => {
                if let Some(snippet) = waiting.pop_front() {
                    let known = highlight(&snippet.language, &snippet.code);
                    let stretches = known.unwrap_or_default().into();
                    answered = Some(Arc::clone(&snippet));
                    tell(Message::Highlighted { snippet, stretches });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use super::*;

    fn snippet(code: &str) -> Arc<Snippet> {
        Arc::new(Snippet {
            language: "rust".to_owned(),
            code: code.to_owned(),
        })
    }

    /// The code of the answers to these lists, all of which are there when work begins.
    fn answered(lists: &[&[&str]]) -> Vec<String> {
        let (wishes, taken) = mpsc::channel();
        for list in lists {
            wishes
                .send(list.iter().map(|code| snippet(code)).collect())
                .unwrap();
        }
        let (out, answers) = mpsc::channel();
        let worker = thread::spawn(move || work(&taken, &move |message| drop(out.send(message))));
        let count = lists.last().map_or(0, |list| list.len());
        let codes = answers.iter().take(count).map(|message| match message {
            Message::Highlighted { snippet, stretches } => {
                assert!(!stretches.is_empty());
                snippet.code.clone()
            }
            _ => String::new(),
        });
        let codes = codes.collect();
        drop(wishes);
        worker.join().unwrap();
        assert!(answers.recv().is_err(), "nothing more was done");
        codes
    }

    #[test]
    fn the_first_wish_is_answered_first() {
        assert_eq!(answered(&[&["let a;", "let b;"]]), ["let a;", "let b;"]);
    }

    #[test]
    fn a_later_list_replaces_the_one_before() {
        let lists: &[&[&str]] = &[&["let a;", "let b;"], &["let c;"]];
        assert_eq!(answered(lists), ["let c;"]);
    }
}
