//! The commands that print and end.

pub mod list;
