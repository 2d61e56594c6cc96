//! What prints and ends: one file a command.

pub mod check;
mod json;
pub mod links;
pub mod list;
pub mod search;
pub mod show;
