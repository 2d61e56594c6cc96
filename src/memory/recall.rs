//! What is remembered of a blog, wherever it has gone.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::identity::{Identity, SAMPLE};
use super::{BlogId, Known, Recollection, Remembered, Spot, begin};

/// As many signs are kept of a blog. Those of earlier sessions stay behind the latest ones: who
/// opens a part of a blog sees other signs than who opens the whole.
const KEPT: usize = 128;

/// A blog as it is remembered.
struct Entry {
    id: i64,
    place: String,
    title: String,
    signs: Vec<u64>,
    last: Option<Arc<str>>,
    order: Option<String>,
}

pub fn recall(connection: &mut Connection, blog: &Identity) -> rusqlite::Result<Recollection> {
    let whole = begin(connection)?;
    let known = match at(&whole, &blog.place)? {
        Some(entry) => Some(entry),
        None => moved(&whole, blog)?,
    };
    let recollection = match known {
        Some(entry) => {
            renew(&whole, &entry, blog)?;
            recollection(&whole, entry)?
        }
        None => Recollection {
            blog: BlogId(add(&whole, blog)?),
            order: None,
            last: None,
            posts: HashMap::new(),
        },
    };
    whole.commit()?;
    Ok(recollection)
}

/// What is remembered of the blog that was at a place when it was opened last.
pub fn recall_at(
    connection: &mut Connection,
    place: &str,
) -> rusqlite::Result<Option<Recollection>> {
    let whole = connection.transaction()?;
    let known = at(&whole, place)?;
    known.map(|entry| recollection(&whole, entry)).transpose()
}

pub fn blogs(connection: &Connection) -> rusqlite::Result<Vec<Known>> {
    let mut statement = connection
        .prepare("SELECT title, place, opened FROM blog ORDER BY opened DESC, id DESC")?;
    let rows = statement.query_map([], |row| {
        let place: String = row.get(1)?;
        Ok(Known {
            title: row.get(0)?,
            folder: (place != SAMPLE).then(|| PathBuf::from(place)),
            opened: Timestamp::from_millisecond(row.get(2)?).unwrap_or_default(),
        })
    })?;
    rows.collect()
}

fn recollection(whole: &Transaction, entry: Entry) -> rusqlite::Result<Recollection> {
    Ok(Recollection {
        blog: BlogId(entry.id),
        posts: posts(whole, entry.id)?,
        order: entry.order,
        last: entry.last,
    })
}

/// The blog that was at a place when it was opened last.
fn at(whole: &Transaction, place: &str) -> rusqlite::Result<Option<Entry>> {
    let query = "SELECT id, place, title, signs, last, list_order FROM blog WHERE place = ?1";
    whole.query_row(query, [place], entry).optional()
}

/// The remembered blog that this one is, if it was moved: of several, the one opened last. One
/// whose folder is still there, or cannot be looked for, was not moved.
fn moved(whole: &Transaction, blog: &Identity) -> rusqlite::Result<Option<Entry>> {
    let mut statement = whole.prepare(
        "SELECT id, place, title, signs, last, list_order FROM blog
         WHERE place <> ?1 ORDER BY opened DESC, id DESC",
    )?;
    if blog.place == SAMPLE {
        return Ok(None);
    }
    for known in statement.query_map([SAMPLE], entry)? {
        let known = known?;
        let is_gone = || matches!(Path::new(&known.place).try_exists(), Ok(false));
        if blog.is(&known.title, &known.signs) && is_gone() {
            return Ok(Some(known));
        }
    }
    Ok(None)
}

fn entry(row: &Row) -> rusqlite::Result<Entry> {
    Ok(Entry {
        id: row.get(0)?,
        place: row.get(1)?,
        title: row.get(2)?,
        signs: from_bytes(&row.get::<_, Vec<u8>>(3)?),
        last: row.get(4)?,
        order: row.get(5)?,
    })
}

/// Remembers where a blog is now, and what it is known by.
fn renew(whole: &Transaction, entry: &Entry, blog: &Identity) -> rusqlite::Result<()> {
    let mut signs = blog.signs.clone();
    signs.extend(entry.signs.iter().filter(|sign| !blog.signs.contains(sign)));
    signs.truncate(KEPT);
    whole.execute(
        "UPDATE blog SET place = ?2, title = ?3, signs = ?4, opened = ?5 WHERE id = ?1",
        params![entry.id, blog.place, blog.title, to_bytes(&signs), now()],
    )?;
    Ok(())
}

fn add(whole: &Transaction, blog: &Identity) -> rusqlite::Result<i64> {
    whole.execute(
        "INSERT INTO blog (place, title, signs, opened) VALUES (?1, ?2, ?3, ?4)",
        params![blog.place, blog.title, to_bytes(&blog.signs), now()],
    )?;
    Ok(whole.last_insert_rowid())
}

fn posts(whole: &Transaction, blog: i64) -> rusqlite::Result<HashMap<Arc<str>, Remembered>> {
    let mut statement = whole.prepare(
        "SELECT path, read, starred, place_block, place_offset, place_words
         FROM post WHERE blog = ?1",
    )?;
    let rows = statement.query_map([blog], |row| {
        let remembered = Remembered {
            read: row.get::<_, Option<bool>>(1)?.unwrap_or_default(),
            starred: row.get::<_, Option<bool>>(2)?.unwrap_or_default(),
            place: spot(row)?,
        };
        Ok((row.get(0)?, remembered))
    })?;
    rows.collect()
}

fn spot(row: &Row) -> rusqlite::Result<Option<Spot>> {
    let fields = (row.get(3)?, row.get(4)?, row.get(5)?);
    let (Some(block), Some(offset), Some(words)) = fields else {
        return Ok(None);
    };
    Ok(Some(Spot {
        block,
        offset,
        words,
    }))
}

/// Milliseconds since 1970, UTC.
fn now() -> i64 {
    Timestamp::now().as_millisecond()
}

fn to_bytes(signs: &[u64]) -> Vec<u8> {
    signs.iter().flat_map(|sign| sign.to_le_bytes()).collect()
}

fn from_bytes(bytes: &[u8]) -> Vec<u64> {
    let (signs, _) = bytes.as_chunks();
    signs.iter().copied().map(u64::from_le_bytes).collect()
}
