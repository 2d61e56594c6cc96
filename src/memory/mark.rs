//! One thing to be remembered.

use std::sync::Arc;

use rusqlite::{Connection, Transaction, params};

use super::{Spot, begin};

/// A blog in the memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BlogId(pub(super) i64);

/// Something to be remembered of a blog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The blog.
    pub blog: BlogId,
    /// What it is.
    pub what: What,
}

/// What can be remembered. A post is named by its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Whether a post was read.
    Read(Arc<str>, bool),
    /// Whether a post has a star.
    Starred(Arc<str>, bool),
    /// Where one is in a post.
    Place(Arc<str>, Spot),
    /// The post that is read.
    Last(Arc<str>),
    /// The name of the order the list is in.
    Order(String),
}

/// Which field a mark is about: a later one of the same field takes its place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// A post was read.
    Read(Arc<str>),
    /// A post has a star.
    Starred(Arc<str>),
    /// Where one is in a post.
    Place(Arc<str>),
    /// The post that is read.
    Last,
    /// The list's order.
    Order,
}

impl Mark {
    /// The field that it sets.
    pub(super) fn field(&self) -> (BlogId, Field) {
        let field = match &self.what {
            What::Read(path, _) => Field::Read(Arc::clone(path)),
            What::Starred(path, _) => Field::Starred(Arc::clone(path)),
            What::Place(path, _) => Field::Place(Arc::clone(path)),
            What::Last(_) => Field::Last,
            What::Order(_) => Field::Order,
        };
        (self.blog, field)
    }

    /// Sets its field and no other.
    fn write(&self, whole: &Transaction) -> rusqlite::Result<usize> {
        let blog = self.blog.0;
        match &self.what {
            What::Read(path, read) => whole.execute(
                "INSERT INTO post (blog, path, read) VALUES (?1, ?2, ?3)
                 ON CONFLICT (blog, path) DO UPDATE SET read = excluded.read",
                params![blog, path, read],
            ),
            What::Starred(path, starred) => whole.execute(
                "INSERT INTO post (blog, path, starred) VALUES (?1, ?2, ?3)
                 ON CONFLICT (blog, path) DO UPDATE SET starred = excluded.starred",
                params![blog, path, starred],
            ),
            What::Place(path, spot) => whole.execute(
                "INSERT INTO post (blog, path, place_block, place_offset, place_words)
                 VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (blog, path) DO UPDATE SET place_block = excluded.place_block,
                     place_offset = excluded.place_offset, place_words = excluded.place_words",
                params![blog, path, spot.block, spot.offset, spot.words],
            ),
            What::Last(path) => whole.execute(
                "UPDATE blog SET last = ?2 WHERE id = ?1",
                params![blog, path],
            ),
            What::Order(name) => whole.execute(
                "UPDATE blog SET list_order = ?2 WHERE id = ?1",
                params![blog, name],
            ),
        }
    }
}

/// Writes marks, all or none.
pub fn write(connection: &mut Connection, marks: &[Mark]) -> rusqlite::Result<()> {
    let whole = begin(connection)?;
    for mark in marks {
        mark.write(&whole)?;
    }
    whole.commit()
}
