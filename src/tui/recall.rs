//! What is remembered of a blog, read beside it and off the drawing thread.

use std::path::Path;

use crate::app;
use crate::blog::Blog;
use crate::memory::{BlogId, Identity, Memory, Recollection};

/// What is remembered of a blog, and where more can be.
#[derive(Debug)]
pub struct Recalled {
    /// What the blog's marks are made with.
    pub blog: BlogId,
    /// What the session takes in.
    pub recollection: app::Recollection,
    /// Where marks are written.
    pub memory: Memory,
}

/// What is remembered of `blog` in `folder`, and a sentence where something is wrong. A text that
/// came from nowhere is not remembered.
pub fn recall(folder: &Path, blog: &Blog) -> (Option<Recalled>, Option<String>) {
    let Some(identity) = Identity::of(blog) else {
        return (None, None);
    };
    let opened = Memory::open(folder).and_then(|(mut memory, notice)| {
        let recollection = memory.recall(&identity)?;
        Ok((memory, recollection, notice))
    });
    match opened {
        Ok((memory, recollection, notice)) => {
            let Recollection {
                blog,
                order,
                last,
                posts,
            } = recollection;
            let recollection = app::Recollection { order, last, posts };
            let recalled = Recalled {
                blog,
                recollection,
                memory,
            };
            (Some(recalled), notice)
        }
        Err(error) => (None, Some(error.to_string())),
    }
}
