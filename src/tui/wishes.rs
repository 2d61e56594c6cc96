//! Work that is wished for, done off the drawing thread.
//!
//! One list of wishes at a time, the most wanted first; a later list replaces what is left of the
//! one before. One is in hand at a time.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::thread;

/// Where wishes are left. The thread ends when this goes.
#[derive(Debug)]
pub struct Wishes<T>(Sender<Vec<Arc<T>>>);

impl<T: PartialEq + Send + Sync + 'static> Wishes<T> {
    /// Sets a thread to `work` on one wish after the other.
    ///
    /// # Errors
    ///
    /// When the system has no threads left.
    pub fn open(mut work: impl FnMut(Arc<T>) + Send + 'static) -> std::io::Result<Wishes<T>> {
        let (wishes, lists) = mpsc::channel();
        thread::Builder::new().spawn(move || serve(&lists, &mut work))?;
        Ok(Wishes(wishes))
    }

    /// Wants these and, of those not begun, no others.
    pub fn wish(&self, wanted: Vec<Arc<T>>) {
        // Without its thread nothing comes of it.
        drop(self.0.send(wanted));
    }
}

fn serve<T: PartialEq>(lists: &Receiver<Vec<Arc<T>>>, work: &mut impl FnMut(Arc<T>)) {
    let mut waiting: VecDeque<Arc<T>> = VecDeque::new();
    let mut answered: Option<Arc<T>> = None;
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
                waiting.retain(|wish| Some(wish) != answered.as_ref());
            }
            Err(TryRecvError::Disconnected) => return,
            Err(TryRecvError::Empty) => {
                if let Some(wish) = waiting.pop_front() {
                    answered = Some(Arc::clone(&wish));
                    work(wish);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use super::*;

    /// What is done of these lists, all of which are there when work begins.
    fn done(lists: &[&[&str]]) -> Vec<String> {
        let (wishes, taken) = mpsc::channel();
        for list in lists {
            let list = list.iter().map(|wish| Arc::new((*wish).to_owned()));
            wishes.send(list.collect()).unwrap();
        }
        let mut done = Vec::new();
        let count = lists.last().map_or(0, |list| list.len());
        let mut wishes = Some(wishes);
        serve(&taken, &mut |wish: Arc<String>| {
            done.push(wish.to_string());
            // Nobody wishes any more; what is left all the same would be done still.
            wishes.take_if(|_| done.len() == count);
        });
        done
    }

    #[test]
    fn the_first_wish_is_answered_first() {
        assert_eq!(done(&[&["a", "b"]]), ["a", "b"]);
    }

    #[test]
    fn a_later_list_replaces_the_one_before() {
        assert_eq!(done(&[&["a", "b"], &["c"]]), ["c"]);
    }

    #[test]
    fn what_was_answered_while_a_list_was_made_is_not_done_again() {
        let (wishes, lists) = mpsc::channel();
        wishes.send(vec![Arc::new("a")]).unwrap();
        let mut done = Vec::new();
        let mut wishes = Some(wishes);
        serve(&lists, &mut |wish: Arc<&str>| {
            done.push(*wish);
            let list = vec![Arc::new("a"), Arc::new("b")];
            match (*wish, &wishes) {
                ("a", Some(wishes)) => wishes.send(list).unwrap(),
                _ => wishes = None,
            }
        });
        assert_eq!(done, ["a", "b"]);
    }
}
