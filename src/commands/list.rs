//! `byline list`: a line a post, or all that is known of the posts as JSON.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use serde::Serialize;

use super::json;
use crate::app::{Found, Marks, Order};
use crate::blog::{Blog, Post};
use crate::document::clean_line;
use crate::memory::Remembered;
use crate::search::{self, Fact, Facts, Letters, Query};

/// Which posts are wanted, and how.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// Only those with this tag or category, in any case.
    pub tag: Option<&'a str>,
    /// Only those that this filter means, the best first.
    pub filter: Option<&'a str>,
    /// In which order.
    pub order: Order,
    /// As JSON.
    pub json: bool,
}

/// A post of the machine-readable list.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    path: &'a str,
    title: &'a str,
    date: Option<String>,
    tags: &'a [String],
    categories: &'a [String],
    address: &'a str,
    url: Option<String>,
    words: Option<usize>,
    draft: bool,
    problem: Option<&'a str>,
}

/// What is known of posts beside what they say of themselves, as far as it was asked for.
#[derive(Debug, Default)]
pub struct Known(Marks);

impl Known {
    /// What `query` and `order` ask for: what is remembered is asked of `recall`, and what there is to
    /// be seen and heard of every post.
    pub fn of(
        blog: &Blog,
        query: &Query,
        order: Order,
        recall: impl FnOnce() -> HashMap<Arc<str>, Remembered>,
    ) -> Known {
        let mut marks = Marks::default();
        let asks = |facts: &[Fact]| facts.iter().any(|&fact| query.asks(fact));
        let is_remembered = asks(&[Fact::Read, Fact::Unread, Fact::Starred]);
        if is_remembered || order == Order::Unread {
            marks.recall(recall());
        }
        if asks(&Fact::MEDIA) {
            let found = blog.asked_for().iter().map(|post| {
                let document = blog.document(post).unwrap_or_default();
                Found::new(Arc::clone(&post.path), document)
            });
            marks.note_media(&found.collect::<Vec<_>>());
        }
        Known(marks)
    }

    /// As a filter or a search asks it.
    pub fn facts(&self) -> &dyn Facts {
        &self.0
    }
}

/// Writes the posts of a blog.
///
/// # Errors
/// What `out` fails with.
pub fn run(blog: &Blog, options: Options, known: &Known, out: &mut dyn Write) -> io::Result<()> {
    let mut posts: Vec<&Post> = blog
        .asked_for()
        .iter()
        .map(|post| &**post)
        .filter(|post| is_wanted(post, options))
        .collect();
    options.order.sort(&mut posts, &known.0);
    if let Some(filter) = options.filter {
        let all: Vec<u32> = (0..posts.len() as u32).collect();
        let hits = search::filter(
            &Query::parse(filter),
            (&posts, &Letters::default()),
            &all,
            &known.0,
        );
        let found = hits.iter().filter_map(|&hit| posts.get(hit as usize));
        posts = found.copied().collect();
    }
    if options.json {
        return write_json(blog, &posts, out);
    }
    for post in posts {
        let date = post
            .date
            .as_ref()
            .map(|date| date.date().to_string())
            .unwrap_or_default();
        let line = format!(
            "{date:<10}  {}  {}",
            clean_line(&post.title),
            clean_line(&post.address)
        );
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn is_wanted(post: &Post, options: Options) -> bool {
    let Some(tag) = options.tag else { return true };
    let tag = tag.to_lowercase();
    post.tags
        .iter()
        .chain(&post.categories)
        .any(|own| own.to_lowercase() == tag)
}

/// An array, written a post at a time.
fn write_json(blog: &Blog, posts: &[&Post], out: &mut dyn Write) -> io::Result<()> {
    let mut separator = "[\n";
    for post in posts {
        let entry = Entry {
            path: &post.path,
            title: &post.title,
            date: post
                .date
                .as_ref()
                .map(|date| date.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()),
            tags: &post.tags,
            categories: &post.categories,
            address: &post.address,
            url: blog.url(post),
            words: words(blog, post),
            draft: post.draft,
            problem: post.problem.as_deref(),
        };
        write!(out, "{separator}{}", json::on_one_line(&entry)?)?;
        separator = ",\n";
    }
    writeln!(out, "{}", if posts.is_empty() { "[]" } else { "\n]" })
}

/// The words that a reader of the post reads, its title block left out; nothing for a post that
/// cannot be read.
fn words(blog: &Blog, post: &Post) -> Option<usize> {
    let mut source = blog.read(post).ok()?;
    source.title.clear();
    let document = blog.document_of(post, &source);
    Some(
        document
            .text
            .split_whitespace()
            .filter(|word| word.contains(char::is_alphanumeric))
            .count(),
    )
}
