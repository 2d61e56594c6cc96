//! Searching all that the posts of a blog say: what a reader sees of them, after templates and
//! Markdown.
//!
//! Posts are read once and their words go into an [`Index`]; what is asked before that is done is
//! answered from the posts that have been read, and again when more have.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;

use super::filter::{self, Facts};
use super::index::FORMAT;
use super::index::{self, Entry, Index, Match};
use super::passage::Passage;
use super::query::Query;
use super::wanted::Wanted;
use crate::blog::{Blog, Post};
use crate::document::{Block, Document};
use crate::folders;
use crate::parallel::in_shares;

/// Posts that go into the index together: so many are read before a question is looked at again.
const BATCH: usize = 32;
/// Of so many that the index finds the best are chosen.
const CANDIDATES: usize = 400;
/// What a title adds to a score when all that is wanted stands in it. The index weighs words by how
/// rare they are, which makes a common word in a title weigh next to nothing.
const IN_TITLE: f64 = 0.5;
/// Texts that are kept for the passages of the next question, which is often the same and a letter.
const KEPT: usize = 256;

/// The search over a blog.
#[derive(Debug)]
pub struct FullText {
    blog: Arc<Blog>,
    index: Index,
    /// Where the index is kept, if it is.
    file: Option<PathBuf>,
    /// Posts that are not in the index yet, the next one last.
    missing: Vec<usize>,
    /// The texts that were used last, the latest last.
    texts: VecDeque<(Arc<str>, Arc<Text>)>,
}

/// Whether an index outlives the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keep {
    /// In a file of this folder.
    In(PathBuf),
    /// It does not.
    Nowhere,
}

impl Keep {
    /// In the user's cache folder (XDG: `~/.cache/byline`, also on macOS), or in the folder that
    /// `BYLINE_STATE` names; nowhere without a home.
    pub fn of_user() -> Keep {
        let folder = folders::cache();
        folder.map_or(Keep::Nowhere, |folder| Keep::In(folder.join("search")))
    }
}

/// What a post says, and where its title block ends.
#[derive(Debug)]
struct Text {
    text: String,
    body: usize,
}

impl FullText {
    /// Over the posts of `blog`, with the index that was kept of them, if there is one.
    ///
    /// # Errors
    /// When there is no memory for an index.
    pub fn open(blog: Arc<Blog>, keep: &Keep) -> rusqlite::Result<FullText> {
        let file = file_of(&blog, keep);
        let kept = file.as_deref().and_then(Index::kept);
        let file = kept.is_some().then_some(file).flatten();
        let mut search = FullText {
            index: kept.map_or_else(Index::in_memory, Ok)?,
            file,
            missing: Vec::new(),
            texts: VecDeque::new(),
            blog,
        };
        if let Err(error) = search.renew() {
            search.begin_again(&error)?;
        }
        Ok(search)
    }

    /// How many posts are in the index, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        let all = self.blog.posts().len();
        (all - self.missing.len(), all)
    }

    /// True when every post is in the index.
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }

    /// Reads the next posts and takes them into the index.
    ///
    /// # Errors
    /// When there is no memory for them.
    pub fn go_on(&mut self) -> rusqlite::Result<()> {
        let left = self.missing.len().saturating_sub(BATCH);
        let batch = self.missing.split_off(left);
        let read = read(&self.blog, &batch);
        let entries = read.iter().map(Read::entry).collect::<Vec<_>>();
        if let Err(error) = self.index.add(&entries) {
            self.begin_again(&error)?;
        }
        Ok(())
    }

    /// The posts that `query` means, at most `limit` of those that are in the index, the best first;
    /// of equals the latest. `facts` is asked what posts do not say of themselves.
    ///
    /// A kept index that does not answer is given up: nothing is found then, and no post is in the
    /// index.
    ///
    /// # Errors
    /// When an index in memory does not answer, or there is no memory for one.
    pub fn search(
        &mut self,
        query: &Query,
        limit: usize,
        facts: &dyn Facts,
    ) -> rusqlite::Result<Vec<Match>> {
        let wanted = Wanted::of(query);
        let has_fields = query.terms.iter().any(|term| term.field.is_some());
        // Fields sift what the words find.
        let enough = if has_fields {
            usize::MAX
        } else {
            limit.max(CANDIDATES)
        };
        let found = match self.index.find(&wanted, enough) {
            Err(error) if self.file.is_some() => {
                self.begin_again(&error)?;
                Vec::new()
            }
            found => found?,
        };
        let found = found.into_iter().filter_map(|Match { path, score }| {
            let post = self.blog.post(&path)?;
            let score = score * (1.0 + IN_TITLE * wanted.share_in(&post.title));
            (!has_fields || filter::fits(query, post, facts)).then_some((score, post))
        });
        let mut found: Vec<(f64, &Post)> = found.collect();
        found.sort_by(|(score, post), (other, other_post)| {
            let best = grade(*other).cmp(&grade(*score));
            best.then_with(|| other_post.date.cmp(&post.date))
        });
        let found = found.into_iter().take(limit);
        let found = found.map(|(score, post)| Match {
            path: Arc::clone(&post.path),
            score,
        });
        Ok(found.collect())
    }

    /// The passages of posts that say best what `query` means.
    pub fn passages(&mut self, query: &Query, paths: &[Arc<str>]) -> Vec<Passage> {
        let wanted = Wanted::of(query);
        let unknown = |path: &&Arc<str>| !self.texts.iter().any(|(known, _)| known == *path);
        let unknown: Vec<Arc<str>> = paths.iter().filter(unknown).cloned().collect();
        let texts = in_parallel(&unknown, |path| {
            let post = self.blog.post(path)?;
            Some(Text::of(&self.blog.document(post).ok()?))
        });
        for (path, text) in unknown.into_iter().zip(texts) {
            if let Some(text) = text {
                self.texts.push_back((path, Arc::new(text)));
            }
        }
        let passages = paths.iter().map(|path| {
            self.text(path)
                .map(|it| Passage::of(&it.text, it.body, &wanted))
        });
        let passages = passages.map(Option::unwrap_or_default).collect();
        let surplus = self.texts.len().saturating_sub(KEPT.max(paths.len()));
        self.texts.drain(..surplus);
        passages
    }

    fn text(&self, path: &str) -> Option<&Text> {
        let found = self.texts.iter().rev().find(|(known, _)| &**known == path);
        found.map(|(_, text)| &**text)
    }

    /// Finds out which posts are missing.
    fn renew(&mut self) -> rusqlite::Result<()> {
        let posts = self.blog.posts();
        let stamps = posts
            .iter()
            .map(|post| (&*post.path, self.blog.stamp(post)));
        let is_gone = |path: &str| !self.blog.has_file(path);
        let is_there = self
            .index
            .renew(self.blog.stamp_of_all(), stamps, is_gone)?;
        let missing = is_there.iter().enumerate().filter(|(_, there)| !**there);
        // The newest posts come first in a blog, and are read first.
        self.missing = missing.map(|(index, _)| index).rev().collect();
        Ok(())
    }

    /// Gives up the index that was kept and begins one in memory. What another byline holds, or a
    /// full disk, does not make the file a bad one.
    fn begin_again(&mut self, error: &rusqlite::Error) -> rusqlite::Result<()> {
        self.index = Index::in_memory()?;
        if let Some(file) = self.file.take().filter(|_| index::is_damage(error)) {
            index::remove(&file);
        }
        self.renew()
    }
}

/// A score as it counts: one in some thousand more is no more.
fn grade(score: f64) -> u32 {
    // Of positive numbers the bits stand in the order of what they mean.
    (score.max(0.0) as f32).to_bits() >> 13
}

/// The file of the index of `blog`.
fn file_of(blog: &Blog, keep: &Keep) -> Option<PathBuf> {
    let Keep::In(folder) = keep else { return None };
    let place = std::fs::canonicalize(blog.folder()?).ok()?;
    let name = crate::blog::hash(place.as_os_str().as_encoded_bytes());
    Some(folder.join(format!("{name:016x}-{FORMAT}.sqlite")))
}

/// A post that has been read for the index.
struct Read<'b> {
    post: &'b Post,
    stamp: i64,
    headings: String,
    text: String,
}

impl Read<'_> {
    fn entry(&self) -> Entry<'_> {
        Entry {
            path: &self.post.path,
            stamp: self.stamp,
            title: &self.post.title,
            headings: &self.headings,
            text: &self.text,
        }
    }
}

/// Reads posts. One that cannot be read is held with its title, so that it is not read again and
/// again.
fn read<'b>(blog: &'b Blog, posts: &[usize]) -> Vec<Read<'b>> {
    let posts: Vec<&Post> = posts
        .iter()
        .filter_map(|&it| Some(&**blog.posts().get(it)?))
        .collect();
    in_parallel(&posts, |&post| {
        // Before the file is read: what changes meanwhile is read again the next time.
        let stamp = blog.stamp(post);
        let document = blog.document(post).unwrap_or_default();
        let outline = document.outline();
        let headings = outline.iter().map(|entry| entry.text.as_str());
        let names = post
            .tags
            .iter()
            .chain(&post.categories)
            .chain(&post.authors);
        let headings: Vec<&str> = headings.chain(names.map(String::as_str)).collect();
        Read {
            post,
            stamp,
            headings: headings.join("\n"),
            text: document.text,
        }
    })
}

impl Text {
    fn of(document: &Document) -> Text {
        let body = match document.blocks.first() {
            Some(Block::Title(_)) => document.start_of(1) as usize,
            _ => 0,
        };
        Text {
            body,
            text: document.text.clone(),
        }
    }
}

/// `work` on each of `items`, several at once.
fn in_parallel<I: Sync, O: Send>(items: &[I], work: impl Fn(&I) -> O + Sync) -> Vec<O> {
    let done = in_shares(items, 2, |share| {
        share.iter().map(&work).collect::<Vec<O>>()
    });
    done.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests;
