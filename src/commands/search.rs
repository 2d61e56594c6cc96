//! `byline search`: the posts that say something, the best first, each with the line that says it.

use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use anstyle::Style;
use serde::Serialize;

use super::json;
use super::list::Known;
use crate::blog::Blog;
use crate::document::clean_line;
use crate::search::{FullText, Match, Passage, Query};

/// How much is written, and how.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// At most this many posts.
    pub limit: usize,
    /// How.
    pub form: Form,
}

/// How posts are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For a person.
    Plain,
    /// For a person at a terminal: what was found is bold.
    Bold,
    /// An array.
    Json,
}

/// A post of the machine-readable list.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    path: &'a str,
    title: &'a str,
    score: f64,
    snippet: &'a str,
}

/// Reads what is not in the index yet, and writes the posts that `query` means. False when there are
/// none.
///
/// # Errors
/// What `out` fails with, and when there is no memory for an index.
pub fn run(
    blog: &Blog,
    search: &mut FullText,
    query: &Query,
    options: Options,
    known: &Known,
    out: &mut dyn Write,
) -> io::Result<bool> {
    let found = loop {
        while !search.is_complete() {
            search.go_on().map_err(io::Error::other)?;
        }
        let found = search.search(query, options.limit, known.facts());
        let found = found.map_err(io::Error::other)?;
        // It is not when an index that was kept turned out to be damaged.
        if search.is_complete() {
            break found;
        }
    };
    let paths: Vec<Arc<str>> = found.iter().map(|it| Arc::clone(&it.path)).collect();
    let passages = search.passages(query, &paths);
    let found: Vec<(Match, Passage)> = found.into_iter().zip(passages).collect();
    let is_some = !found.is_empty();
    match options.form {
        Form::Json => write_json(blog, &found, out)?,
        Form::Plain => write_lines(blog, &found, Style::new(), out)?,
        Form::Bold => write_lines(blog, &found, Style::new().bold(), out)?,
    }
    Ok(is_some)
}

fn write_lines(
    blog: &Blog,
    found: &[(Match, Passage)],
    look: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (found, passage) in found {
        let Some(post) = blog.post(&found.path) else {
            continue;
        };
        let (title, path) = (clean_line(&post.title), clean_line(&post.path));
        writeln!(out, "{:<10}  {title}  {path}", post.day())?;
        write!(out, "    ")?;
        let mut at = 0;
        for Range { start, end } in passage.found.iter().cloned() {
            let part = |range: Range<usize>| passage.text.get(range).unwrap_or_default();
            write!(out, "{}{look}{}{look:#}", part(at..start), part(start..end))?;
            at = end;
        }
        writeln!(out, "{}", passage.text.get(at..).unwrap_or_default())?;
    }
    Ok(())
}

fn write_json(blog: &Blog, found: &[(Match, Passage)], out: &mut dyn Write) -> io::Result<()> {
    let entries: Vec<Entry> = found
        .iter()
        .map(|(found, passage)| Entry {
            path: &found.path,
            title: blog.post(&found.path).map_or("", |post| &post.title),
            score: (found.score * 1e3).round() / 1e3,
            snippet: &passage.text,
        })
        .collect();
    writeln!(out, "{}", json::on_lines(&entries)?)
}
