//! The thread that writes marks, so that nobody waits for a disk.
//!
//! A mark waits a moment for others, so that scrolling does not write at every key; a later mark of
//! the same field takes the place of the one that waits. What cannot be written goes on waiting.

use std::collections::HashMap;
use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::mark::Field;
use super::{BlogId, Mark, Memory};

/// How long a mark waits for others. A kill loses no more than this and the time of a write.
const GATHER: Duration = Duration::from_millis(100);
/// How long it is until marks that could not be written are tried again, if none come.
const AGAIN: Duration = Duration::from_secs(2);
/// How long the end of a session waits for the last write.
const CLOSE: Duration = Duration::from_secs(2);

/// Keeps marks.
#[derive(Debug)]
pub struct Keeper {
    marks: Sender<Mark>,
    /// Nothing comes through it; it closes when the thread ends.
    end: Receiver<()>,
}

impl Keeper {
    /// Starts the thread. When marks cannot be written, `tell` is called with a sentence, once: the
    /// reader can go on, and so does the trying.
    ///
    /// # Errors
    ///
    /// When the system has no thread left.
    pub fn start<F>(memory: Memory, tell: F) -> io::Result<Keeper>
    where
        F: Fn(String) + Send + 'static,
    {
        let (marks, coming) = mpsc::channel();
        let (ending, end) = mpsc::channel();
        let thread = thread::Builder::new().name("memory".to_owned());
        thread.spawn(move || {
            let mut desk = Desk {
                memory,
                waiting: Waiting::default(),
                tell: Some(tell),
            };
            desk.work(&coming);
            // The file is closed before the end is told.
            drop(desk);
            drop::<Sender<()>>(ending);
        })?;
        Ok(Keeper { marks, end })
    }

    /// Hands a mark over; it is written within 200 milliseconds unless something is wrong. Never
    /// waits.
    pub fn keep(&self, mark: Mark) {
        // The thread lives as long as this does.
        drop(self.marks.send(mark));
    }

    /// Writes what is left, and waits for it for at most two seconds.
    pub fn close(self) {
        drop(self.marks);
        // Either the thread has ended, or it is not waited for any longer.
        let _ = self.end.recv_timeout(CLOSE);
    }
}

/// What the thread works with.
struct Desk<F> {
    memory: Memory,
    waiting: Waiting,
    /// Whom to tell that something is wrong, until that was done.
    tell: Option<F>,
}

/// Whether more marks may come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Session {
    Open,
    Closed,
}

impl<F: Fn(String)> Desk<F> {
    fn work(&mut self, coming: &Receiver<Mark>) {
        loop {
            let first = if self.waiting.is_empty() {
                coming.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                coming.recv_timeout(AGAIN)
            };
            let session = match first {
                Ok(mark) => {
                    self.waiting.add(mark);
                    self.gather(coming)
                }
                Err(RecvTimeoutError::Timeout) => Session::Open,
                Err(RecvTimeoutError::Disconnected) => Session::Closed,
            };
            self.write();
            if session == Session::Closed {
                return;
            }
        }
    }

    /// Takes what comes within a moment.
    fn gather(&mut self, coming: &Receiver<Mark>) -> Session {
        let end = Instant::now() + GATHER;
        loop {
            match coming.recv_timeout(end.saturating_duration_since(Instant::now())) {
                // A flood does not keep what waits from being written.
                Ok(mark) if Instant::now() >= end => {
                    self.waiting.add(mark);
                    return Session::Open;
                }
                Ok(mark) => self.waiting.add(mark),
                Err(RecvTimeoutError::Timeout) => return Session::Open,
                Err(RecvTimeoutError::Disconnected) => return Session::Closed,
            }
        }
    }

    fn write(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        match self.memory.note(&self.waiting.marks) {
            Ok(()) => self.waiting = Waiting::default(),
            Err(error) => {
                if let Some(tell) = self.tell.take() {
                    tell(format!("{error}; what is marked waits until then"));
                }
            }
        }
    }
}

/// Marks that are not written yet, one a field.
#[derive(Debug, Default)]
struct Waiting {
    marks: Vec<Mark>,
    positions: HashMap<(BlogId, Field), usize>,
}

impl Waiting {
    fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    fn add(&mut self, mark: Mark) {
        let next = self.marks.len();
        let position = *self.positions.entry(mark.field()).or_insert(next);
        match self.marks.get_mut(position) {
            Some(earlier) => *earlier = mark,
            None => self.marks.push(mark),
        }
    }
}

#[cfg(test)]
mod tests;
