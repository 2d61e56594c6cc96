//! byline, a terminal reader for blogs.

pub mod blog;
pub mod document;
pub mod page;
