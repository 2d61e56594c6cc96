//! The index of a blog's words: FTS5 of `SQLite`, in a file that is kept or in memory.
//!
//! It holds which words each post has, and where, but not its text. What it holds of a post is out of
//! date when the post's stamp is another; what it holds of all is, when the stamp of what they share
//! (settings, includes) is. It can be made again at any time, so a file that is damaged or of another
//! byline is thrown away.
//!
//! Of the ways that were measured (see `benches/README.md`) this is the one that answers at once in a
//! blog of any size, and `SQLite` is here already for what is remembered.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::{Connection, Statement, Transaction, TransactionBehavior, params};

use super::wanted::Wanted;
use super::words::Words;
use crate::folders;

/// The layout of the tables, and how words are folded; counts up when either changes. A part of the
/// name of a file that is kept.
pub const FORMAT: u32 = 1;
/// What a word weighs in a title, in a heading or a tag, in the text.
const WEIGHTS: [f64; 3] = [8.0, 3.0, 1.0];
/// How long another byline that writes the same index is waited for.
const PATIENCE: Duration = Duration::from_secs(2);

/// The index of a blog's words.
#[derive(Debug)]
pub struct Index {
    database: Connection,
}

/// What is found of a post.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The post's path.
    pub path: &'a str,
    /// What of its file decides what it says.
    pub stamp: i64,
    /// Its title.
    pub title: &'a str,
    /// Its headings and tags.
    pub headings: &'a str,
    /// All that it says.
    pub text: &'a str,
}

/// A post that fits what was asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The post's path.
    pub path: Arc<str>,
    /// How well it fits: more is better.
    pub score: f64,
}

impl Index {
    /// An index that is kept in `file`; nothing when that cannot be used.
    pub fn kept(file: &Path) -> Option<Index> {
        folders::create(file.parent()?).ok()?;
        match Index::open(file) {
            Ok(index) => Some(index),
            Err(error) if is_damage(&error) => {
                remove(file);
                Index::open(file).ok()
            }
            Err(_) => None,
        }
    }

    /// An index in memory.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn in_memory() -> rusqlite::Result<Index> {
        Index::new(Connection::open_in_memory()?)
    }

    fn open(file: &Path) -> rusqlite::Result<Index> {
        // It holds the words of drafts, too. Where it cannot be made, opening it says so.
        let _ = folders::ensure_file(file);
        let database = Connection::open(file)?;
        database.busy_timeout(PATIENCE)?;
        database.pragma_update(None, "journal_mode", "wal")?;
        database.pragma_update(None, "synchronous", "off")?;
        Index::new(database)
    }

    fn new(database: Connection) -> rusqlite::Result<Index> {
        database.execute_batch(
            "CREATE TABLE IF NOT EXISTS blog (stamp INTEGER NOT NULL);
             CREATE TABLE IF NOT EXISTS posts (
                 id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, stamp INTEGER NOT NULL);
             CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
                 title, headings, body,
                 content='', contentless_delete=1, tokenize='ascii');",
        )?;
        Ok(Index { database })
    }

    /// Forgets everything unless it was made with the same `stamp` of what all posts share, those of
    /// `posts` that have another stamp now, and others that are gone; returns which of `posts` are in
    /// it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn renew<'p>(
        &mut self,
        stamp: i64,
        posts: impl Iterator<Item = (&'p str, i64)>,
        is_gone: impl Fn(&str) -> bool,
    ) -> rusqlite::Result<Vec<bool>> {
        let change = begin(&mut self.database)?;
        let before = change.query_row("SELECT stamp FROM blog", [], |row| row.get::<_, i64>(0));
        if before.ok() != Some(stamp) {
            change.execute_batch("DELETE FROM blog; DELETE FROM posts; DELETE FROM words;")?;
            change.execute("INSERT INTO blog VALUES (?1)", [stamp])?;
        }
        let mut known = held(&change)?;
        let mut forget = Forget::prepare(&change)?;
        let mut is_there = Vec::new();
        for (path, stamp) in posts {
            let held = known.remove(path);
            let is_same = held.is_some_and(|(_, held)| held == stamp);
            if let Some((id, _)) = held.filter(|_| !is_same) {
                forget.post(id)?;
            }
            is_there.push(is_same);
        }
        // Drafts, or posts of other folders of the same blog, can be there and not be asked for.
        for (_, (id, _)) in known.into_iter().filter(|(path, _)| is_gone(path)) {
            forget.post(id)?;
        }
        drop(forget);
        change.commit()?;
        Ok(is_there)
    }

    /// Adds posts, in place of what it held of them.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn add(&mut self, entries: &[Entry]) -> rusqlite::Result<()> {
        let change = begin(&mut self.database)?;
        let mut forget = Forget::prepare(&change)?;
        let mut known = change.prepare("SELECT id FROM posts WHERE path = ?1")?;
        let mut post = change.prepare("INSERT INTO posts (path, stamp) VALUES (?1, ?2)")?;
        let mut words = change
            .prepare("INSERT INTO words (rowid, title, headings, body) VALUES (?1, ?2, ?3, ?4)")?;
        for entry in entries {
            if let Ok(id) = known.query_row([entry.path], |row| row.get(0)) {
                forget.post(id)?;
            }
            post.execute(params![entry.path, entry.stamp])?;
            let folded = |text| Words::of(text).folded().to_owned();
            words.execute(params![
                change.last_insert_rowid(),
                folded(entry.title),
                folded(entry.headings),
                folded(entry.text)
            ])?;
        }
        drop((forget, known, post, words));
        change.commit()
    }

    /// The posts that hold what is wanted, at most `limit`, the best first.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn find(&self, wanted: &Wanted, limit: usize) -> rusqlite::Result<Vec<Match>> {
        let Some(expression) = wanted.expression() else {
            return Ok(Vec::new());
        };
        let mut rows = self.database.prepare(
            "SELECT posts.path, -bm25(words, ?3, ?4, ?5) AS score
             FROM words JOIN posts ON posts.id = words.rowid
             WHERE words MATCH ?1 ORDER BY score DESC LIMIT ?2",
        )?;
        let [title, headings, body] = WEIGHTS;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = rows.query_map(params![expression, limit, title, headings, body], |row| {
            Ok(Match {
                path: row.get::<_, String>(0)?.into(),
                score: row.get(1)?,
            })
        })?;
        rows.collect()
    }
}

/// Begins a change. It asks for the right to write at once: who reads first and writes then is
/// turned away, and not kept waiting, when another has written in between.
fn begin(database: &mut Connection) -> rusqlite::Result<Transaction<'_>> {
    database.transaction_with_behavior(TransactionBehavior::Immediate)
}

/// The posts that are in it: for each path its id and stamp.
fn held(database: &Connection) -> rusqlite::Result<HashMap<String, (i64, i64)>> {
    let mut rows = database.prepare("SELECT path, id, stamp FROM posts")?;
    let rows = rows.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
    rows.collect()
}

/// True when an index is not one, or not one any more.
pub fn is_damage(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
    matches!(
        error.sqlite_error_code(),
        Some(DatabaseCorrupt | NotADatabase)
    )
}

/// Takes posts out.
struct Forget<'c> {
    post: Statement<'c>,
    words: Statement<'c>,
}

impl<'c> Forget<'c> {
    fn prepare(change: &'c Connection) -> rusqlite::Result<Forget<'c>> {
        Ok(Forget {
            post: change.prepare("DELETE FROM posts WHERE id = ?1")?,
            words: change.prepare("DELETE FROM words WHERE rowid = ?1")?,
        })
    }

    fn post(&mut self, id: i64) -> rusqlite::Result<()> {
        self.post.execute([id])?;
        self.words.execute([id])?;
        Ok(())
    }
}

/// Removes an index with what `SQLite` keeps beside it.
pub fn remove(file: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        // What is not there needs no removing.
        let _ = std::fs::remove_file(PathBuf::from(name));
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use super::*;
    use crate::search::Query;

    fn entry<'a>(path: &'a str, title: &'a str, text: &'a str) -> Entry<'a> {
        Entry {
            path,
            stamp: 1,
            title,
            headings: "",
            text,
        }
    }

    fn index() -> Index {
        let mut index = Index::in_memory().unwrap();
        let entries = [
            entry("a", "The garden", "The garden in winter. Rust on the gate."),
            entry(
                "b",
                "On rust",
                "What the borrow checker says of gardens, gardens, gardens.",
            ),
            entry("c", "缓存设计", "关于缓存设计的数据。"),
        ];
        index.add(&entries).unwrap();
        index
    }

    fn found(index: &Index, query: &str) -> Vec<String> {
        let wanted = Wanted::of(&Query::parse(query));
        let found = index.find(&wanted, 10).unwrap().into_iter();
        found.map(|it| it.path.to_string()).collect()
    }

    #[test]
    fn words_phrases_beginnings_and_what_is_not_wanted() {
        let index = index();
        assert_eq!(found(&index, "garden"), ["a", "b"], "a title weighs more");
        assert_eq!(found(&index, "RUST"), ["b", "a"]);
        assert_eq!(found(&index, "\"garden\""), ["a"]);
        assert_eq!(found(&index, "\"checker borrow\""), [""; 0]);
        assert_eq!(found(&index, "\"borrow checker\""), ["b"]);
        assert_eq!(
            found(&index, "rust -garden"),
            ["b"],
            "gardens are another word"
        );
        assert_eq!(found(&index, "rust -winter"), ["b"]);
        assert_eq!(found(&index, "设计 数据"), ["c"]);
        assert_eq!(found(&index, "计设"), [""; 0]);
        assert_eq!(found(&index, "-winter"), [""; 0]);
    }

    #[test]
    fn what_has_changed_or_is_gone_is_forgotten() {
        let mut index = index();
        let known = index.renew(7, [("a", 1)].into_iter(), |_| true).unwrap();
        assert_eq!(known, [false], "what all share is new");
        assert!(found(&index, "garden").is_empty());
        index
            .add(&[entry("a", "", "garden"), entry("b", "", "garden")])
            .unwrap();
        let posts = [("a", 1), ("b", 2), ("n", 1)];
        assert_eq!(
            index.renew(7, posts.into_iter(), |_| true).unwrap(),
            [true, false, false]
        );
        assert_eq!(found(&index, "garden"), ["a"]);
        index.add(&[entry("a", "", "other words")]).unwrap();
        assert!(found(&index, "garden").is_empty(), "a post is held once");
        let none = std::iter::empty();
        index.renew(7, none.clone(), |_| false).unwrap();
        assert_eq!(
            found(&index, "other"),
            ["a"],
            "it was not asked for and is there"
        );
        index.renew(7, none, |_| true).unwrap();
        assert!(found(&index, "other").is_empty());
    }

    #[test]
    fn a_file_is_kept_and_one_that_is_damaged_is_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("deep/index.sqlite");
        let mut index = Index::kept(&file).unwrap();
        index.renew(1, std::iter::empty(), |_| true).unwrap();
        index.add(&[entry("a", "", "garden")]).unwrap();
        drop(index);
        let mut index = Index::kept(&file).unwrap();
        assert_eq!(
            index.renew(1, [("a", 1)].into_iter(), |_| true).unwrap(),
            [true]
        );
        assert_eq!(found(&index, "garden"), ["a"]);
        drop(index);
        remove(&file);
        std::fs::write(&file, "this is no database ".repeat(500)).unwrap();
        let mut index = Index::kept(&file).unwrap();
        assert_eq!(
            index.renew(1, [("a", 1)].into_iter(), |_| true).unwrap(),
            [false]
        );
    }
}
