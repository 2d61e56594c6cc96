//! What is remembered between sessions: what was read, what is starred, where one was.
//!
//! ```text
//! Blog ──identity──▶ Identity ──recall──▶ Recollection
//!                                              │ BlogId
//!                        Keeper ──Mark──▶ note ▼
//!                          └─ a thread ─▶ memory.sqlite
//! ```
//!
//! Everything is in one `SQLite` file in the user's state folder ([`folders::state`](crate::folders::state)). [`Memory`] is
//! that file; a [`Mark`] is one thing to be remembered and touches nothing else, so that sessions
//! beside each other lose nothing. A [`Keeper`] writes marks off the drawing thread, a moment
//! after they are made.
//!
//! A blog is known by its folder. One that was moved is known by its posts ([`Identity`]).
//!
//! Reading goes on whatever happens here: a damaged file is set aside (`file`), and a file that
//! cannot be used is a sentence.

mod file;
mod identity;
mod keeper;
mod mark;
mod recall;
mod schema;
mod spot;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::{Connection, ErrorCode, TransactionBehavior};

pub use identity::Identity;
pub use keeper::Keeper;
pub use mark::{BlogId, Mark, What};
pub use spot::Spot;
pub(crate) use spot::{LENGTHS, floor, nearest};

/// The file of what is remembered.
#[derive(Debug)]
pub struct Memory {
    file: PathBuf,
    connection: Connection,
}

/// What is remembered of a blog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recollection {
    /// What its marks are made with.
    pub blog: BlogId,
    /// The name of the order its list was in.
    pub order: Option<String>,
    /// The post that was read last, by its path.
    pub last: Option<Arc<str>>,
    /// What is remembered of its posts, by their paths.
    pub posts: HashMap<Arc<str>, Remembered>,
}

/// What is remembered of a post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remembered {
    /// It was read.
    pub read: bool,
    /// It has a star.
    pub starred: bool,
    /// What was at the top when it was left.
    pub place: Option<Spot>,
}

/// A blog that was opened before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its title when it was opened last.
    pub title: String,
    /// Its folder, which may be gone; nothing for the sample blog.
    pub folder: Option<PathBuf>,
    /// When it was opened last, to the millisecond.
    pub opened: Timestamp,
}

/// Why nothing can be remembered, or recalled.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder cannot be made, or nothing can be put into it.
    #[error(
        "cannot remember anything in {}: {source}; \
         make it writable, or name another folder in BYLINE_STATE",
        folder.display()
    )]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The file is of a byline that came after this one. It is left as it is.
    #[error(
        "cannot use {}: it is of a newer byline; \
         read with that one, or name another folder in BYLINE_STATE",
        file.display()
    )]
    Newer {
        /// The file.
        file: PathBuf,
    },
    /// The file is damaged and stands in the way.
    #[error("cannot set {} aside, which is damaged: {source}; move it away", file.display())]
    Aside {
        /// The file.
        file: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The file cannot be read or written.
    #[error("cannot use {}: {source}; {}", file.display(), mend(source))]
    File {
        /// The file.
        file: PathBuf,
        /// Why not.
        source: rusqlite::Error,
    },
}

impl Memory {
    /// Opens the memory in `folder`, and begins one where there is none. A folder that has to be
    /// made is closed to others.
    ///
    /// A damaged file is set aside under a name with the day and a number, and a new one is begun;
    /// the sentence that comes back says so. Nothing is ever deleted.
    ///
    /// # Errors
    ///
    /// When the folder cannot be made or written to, when the file is of a newer byline, which is
    /// not touched, or when others hold it for more than five seconds.
    pub fn open(folder: &Path) -> Result<(Memory, Option<String>), Error> {
        file::open(folder)
    }

    /// What is remembered of a blog. From now on it is one that was opened.
    ///
    /// A blog whose folder is unknown is one that was moved when its signs agree with those of a
    /// remembered one whose folder is gone ([`Identity`] says when they do): then that one's marks
    /// are its own, and its folder is the new one.
    ///
    /// # Errors
    ///
    /// When the file cannot be read and written.
    pub fn recall(&mut self, blog: &Identity) -> Result<Recollection, Error> {
        recall::recall(&mut self.connection, blog).map_err(|source| self.failed(source))
    }

    /// What is remembered of the blog in a folder, while its posts are still read: nothing of one
    /// that was not opened there before, as it may have been moved.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub fn recall_at(&mut self, folder: &Path) -> Result<Option<Recollection>, Error> {
        let Some(place) = identity::place_of(folder) else {
            return Ok(None);
        };
        let recalled = recall::recall_at(&mut self.connection, &place);
        recalled.map_err(|source| self.failed(source))
    }

    /// Writes marks, all or none of them. Later ones of the same field count.
    ///
    /// # Errors
    ///
    /// When the file cannot be written, or others hold it for more than five seconds.
    pub fn note(&mut self, marks: &[Mark]) -> Result<(), Error> {
        let written = mark::write(&mut self.connection, marks);
        written.map_err(|source| self.failed(source))
    }

    /// The blogs that were opened, the latest first.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub fn blogs(&self) -> Result<Vec<Known>, Error> {
        recall::blogs(&self.connection).map_err(|source| self.failed(source))
    }

    fn failed(&self, source: rusqlite::Error) -> Error {
        Error::File {
            file: self.file.clone(),
            source,
        }
    }
}

/// Begins what is to be done as a whole. It asks for the right to write at once: a reader that
/// wants it later is turned away when another has written in between.
fn begin(connection: &mut Connection) -> rusqlite::Result<rusqlite::Transaction<'_>> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate)
}

/// What helps.
fn mend(error: &rusqlite::Error) -> &'static str {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => "make room on its disk",
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "end the program that holds it"
        }
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            "start byline again, which sets a damaged file aside"
        }
        _ => "make it and its folder writable, or name another folder in BYLINE_STATE",
    }
}

#[cfg(test)]
mod tests;
