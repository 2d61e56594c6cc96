//! `byline check`: what is wrong with a blog, a line a problem or as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::json;
use crate::blog::Problem;
use crate::document::clean_line;

/// A problem of the machine-readable list.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    path: &'a str,
    line: Option<u32>,
    problem: &'a str,
}

/// How problems are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `path:line: problem`, as compilers do, so that editors find the place.
    Lines,
    /// An array.
    Json,
}

/// Writes problems.
///
/// # Errors
/// What `out` fails with.
pub fn run(problems: &[Problem], form: Form, out: &mut dyn Write) -> io::Result<()> {
    match form {
        Form::Lines => problems.iter().try_for_each(|problem| {
            write!(out, "{}:", clean_line(&problem.path))?;
            if let Some(line) = problem.line {
                write!(out, "{line}:")?;
            }
            writeln!(out, " {}", clean_line(&problem.sentence))
        }),
        Form::Json => {
            let entries: Vec<Entry> = problems
                .iter()
                .map(|problem| Entry {
                    path: &problem.path,
                    line: problem.line,
                    problem: &problem.sentence,
                })
                .collect();
            writeln!(out, "{}", json::on_lines(&entries)?)
        }
    }
}

/// How many problems there are, for a person; nothing when there are none.
pub fn summary(problems: &[Problem], posts: usize) -> Option<String> {
    let mut files: Vec<&str> = problems.iter().map(|problem| &*problem.path).collect();
    files.dedup();
    let plural = |count: usize, name: &str| match count {
        1 => format!("1 {name}"),
        _ => format!("{count} {name}s"),
    };
    let found = plural(problems.len(), "problem");
    let (files, posts) = (plural(files.len(), "file"), plural(posts, "post"));
    (!problems.is_empty()).then(|| format!("{found} in {files}; {posts} checked"))
}
