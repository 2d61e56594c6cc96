//! What is wrong with a blog's files, said so that it can be mended.

use std::sync::Arc;

use super::front_matter::Fault;

/// What is said of a file that byline has a defect with.
pub const STUMBLED: &str = "byline stumbles over what is in it";

/// Something that is wrong with a file of the blog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file relative to the blog's folder.
    pub path: Arc<str>,
    /// The line, from 1, where it is known.
    pub line: Option<u32>,
    /// What is wrong, as a sentence without a capital and a full stop.
    pub sentence: String,
}

impl Problem {
    /// A problem of a file's head.
    pub fn of_head(path: &Arc<str>, fault: Fault) -> Problem {
        Problem {
            path: Arc::clone(path),
            line: fault.line,
            sentence: fault.sentence,
        }
    }
}
