//! byline, a terminal reader for blogs.

pub mod ansi;
pub mod app;
pub mod blog;
pub mod browser;
pub mod cli;
pub mod commands;
pub mod document;
pub mod page;
pub mod theme;
pub mod tui;
