//! byline, a terminal reader for blogs.

pub mod blog;
pub mod commands;
pub mod document;
pub mod page;
