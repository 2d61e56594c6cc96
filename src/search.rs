//! Finding posts: what a person types, and which posts that means.
//!
//! Knows posts and no terminal. [`filter`](filter()) is for the list: over what the list knows of
//! posts, as one types. [`find`](find()) is for one text. [`FullText`] is for all that the posts of a
//! blog say.

mod filter;
mod find;
mod full_text;
mod index;
mod letters;
mod passage;
mod query;
mod wanted;
mod words;

pub use filter::{Facts, NoFacts, filter, found};
pub use find::find;
pub use full_text::{FullText, Keep};
pub use index::Match;
pub use letters::Letters;
pub use passage::Passage;
pub use query::{Fact, Field, Form, Query, Term};
pub use wanted::{Place, Wanted};
pub use words::Words;
