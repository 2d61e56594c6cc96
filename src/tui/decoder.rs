//! Decoding pictures, off the drawing thread.
//!
//! One list of wishes at a time, the most wanted first; a later list replaces what is left of the
//! one before. One picture is decoded at a time, which bounds the memory that takes.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::thread;

use crate::app::{Message, Outcome, Rendition};
use crate::blog::{Blog, Error};
use crate::picture;

/// Where wishes are left. The thread ends when this goes.
#[derive(Debug)]
pub struct Decoder(Sender<Vec<Arc<Rendition>>>);

impl Decoder {
    /// Sets a thread to work; its answers go to `tell`.
    ///
    /// # Errors
    ///
    /// When the system has no threads left.
    pub fn open<F>(blog: Arc<Blog>, tell: F) -> std::io::Result<Decoder>
    where
        F: Fn(Message) + Send + 'static,
    {
        let (wishes, lists) = mpsc::channel();
        thread::Builder::new().spawn(move || work(&blog, &lists, &tell))?;
        Ok(Decoder(wishes))
    }

    /// Wants these and, of those not begun, no others.
    pub fn wish(&self, renditions: Vec<Arc<Rendition>>) {
        // Without its thread pictures stay empty.
        drop(self.0.send(renditions));
    }
}

fn work(blog: &Blog, lists: &Receiver<Vec<Arc<Rendition>>>, tell: &impl Fn(Message)) {
    let mut waiting: VecDeque<Arc<Rendition>> = VecDeque::new();
    let mut answered: Option<Arc<Rendition>> = None;
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
                waiting.retain(|rendition| Some(rendition) != answered.as_ref());
            }
            Err(TryRecvError::Disconnected) => return,
            Err(TryRecvError::Empty) => {
                if let Some(rendition) = waiting.pop_front() {
                    let outcome = decode(blog, &rendition);
                    answered = Some(Arc::clone(&rendition));
                    tell(Message::Rendered { rendition, outcome });
                }
            }
        }
    }
}

/// The pixels of a picture.
///
/// # Errors
///
/// Why there are none, in words that follow its name.
pub fn decode(blog: &Blog, rendition: &Rendition) -> Outcome {
    let bytes = blog.picture_bytes(&rendition.picture.file);
    let bytes = bytes.map_err(|error| match error {
        Error::Unreadable { source, .. } => format!("cannot be read: {source}"),
        Error::NotAFile { .. } => "is no file".to_owned(),
        Error::NoPost { .. } | Error::OnlyDrafts { .. } => "is not there".to_owned(),
        Error::TooLarge { .. } => "is too large a file".to_owned(),
    })?;
    let decode = || picture::decode(&bytes, rendition.size);
    // A decoder that stumbles over what is in a file takes no more than that picture with it.
    match catch_unwind(AssertUnwindSafe(decode)) {
        Ok(Ok(bitmap)) => Ok(Arc::new(bitmap)),
        Ok(Err(why)) => Err(format!("cannot be shown: {why}")),
        Err(_) => Err("cannot be shown: byline stumbles over what is in it".to_owned()),
    }
}
