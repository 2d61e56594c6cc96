//! The way out: what may leave byline, and how.
//!
//! An [`Address`] is the only thing that can leave, and making one is the check: no control
//! character, no space. Whether it leaves at once or only after a question is its [`Passage`].
//! Nothing here ever sees a shell.

mod address;
mod clipboard;
mod editor;
mod opener;
mod program;

pub use address::{Address, Passage, Refused};
pub use clipboard::osc52;
pub use editor::{Editor, line_of};
pub use opener::{Failure, Medium, Opener, Openers};
pub use program::{Program, Streams};
