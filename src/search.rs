//! Finding posts: what a person types, and which posts that means.
//!
//! Knows posts and no terminal. [`filter`](filter()) is for the list: over what the list knows of
//! posts, as one types.

mod filter;
mod query;

pub use filter::{Hit, filter};
pub use query::{Field, Query, Term};
