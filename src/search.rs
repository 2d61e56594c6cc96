//! Finding posts: what a person types, and which posts that means.
//!
//! Knows posts and no terminal. [`filter`](filter()) is for the list: over what the list knows of
//! posts, as one types. [`find`](find()) is for one text.

mod filter;
mod find;
mod query;

pub use filter::{Hit, filter};
pub use find::find;
pub use query::{Field, Query, Term};
