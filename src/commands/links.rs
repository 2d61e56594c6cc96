//! `byline links`: every link of a post or of the blog, what kind it is and what it is about.

use std::io::{self, Write};

use serde::Serialize;

use super::json;
use crate::document::{Document, Link, Media, MediaKind, Target, clean_line};

/// A post and what it says.
pub struct Reading<'a> {
    /// The path of the post within the blog.
    pub path: &'a str,
    /// The post, read.
    pub document: Document,
}

/// Which links are wanted, and how.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Only talks, videos, sounds and slides.
    pub videos: bool,
    /// As JSON.
    pub json: bool,
}

/// A line of the machine-readable list.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    post: &'a str,
    text: &'a str,
    context: &'a str,
    kind: &'static str,
    address: &'a str,
    target: Option<&'a str>,
    media: Option<MediaEntry<'a>>,
}

#[derive(Debug, Serialize)]
struct MediaEntry<'a> {
    provider: &'a str,
    id: &'a str,
    start: Option<u32>,
}

/// Writes the links of posts.
///
/// # Errors
/// What `out` fails with.
pub fn run<'a>(
    readings: impl Iterator<Item = Reading<'a>>,
    options: Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    if options.json {
        return write_json(readings, options, out);
    }
    for reading in readings {
        let mut is_first = true;
        for link in wanted(&reading.document, options) {
            if std::mem::take(&mut is_first) {
                writeln!(out, "{}", clean_line(reading.path))?;
            }
            writeln!(
                out,
                "  {:<6}  {}  {}",
                kind(link),
                clean_line(address(link)),
                describe(link)
            )?;
        }
    }
    Ok(())
}

/// An array, written a post at a time: a blog can hold a hundred thousand links.
fn write_json<'a>(
    readings: impl Iterator<Item = Reading<'a>>,
    options: Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut separator = "[\n";
    for reading in readings {
        for link in wanted(&reading.document, options) {
            let entry = json::on_one_line(&entry(reading.path, link))?;
            write!(out, "{separator}{entry}")?;
            separator = ",\n";
        }
    }
    writeln!(out, "{}", if separator == "[\n" { "[]" } else { "\n]" })
}

fn wanted(document: &Document, options: Options) -> impl Iterator<Item = &Link> {
    let is_video = |link: &&Link| {
        link.media.as_ref().is_some_and(|media| match media.kind {
            MediaKind::Video | MediaKind::Audio => true,
            MediaKind::Slides => false,
        })
    };
    document
        .links
        .iter()
        // Those that byline makes itself are not the author's.
        .filter(|link| !matches!(link.target, Target::Alike(_)))
        .filter(move |link| !options.videos || is_video(link))
}

fn entry<'a>(post: &'a str, link: &'a Link) -> Entry<'a> {
    let media = link.media.as_ref().map(
        |Media {
             provider,
             id,
             start,
             ..
         }| MediaEntry {
            provider,
            id,
            start: *start,
        },
    );
    Entry {
        post,
        text: &link.text,
        context: &link.context,
        kind: kind(link),
        address: address(link),
        target: match &link.target {
            Target::Post { path, .. } => Some(path),
            Target::Anchor(_)
            | Target::Alike(_)
            | Target::Web(_)
            | Target::Mail(_)
            | Target::File(_)
            | Target::Other(_) => None,
        },
        media,
    }
}

/// The kind of a link's target.
fn kind(link: &Link) -> &'static str {
    match link.target {
        Target::Post { .. } => "post",
        Target::Anchor(_) => "anchor",
        Target::Alike(_) => "alike",
        Target::Web(_) => "web",
        Target::Mail(_) => "mail",
        Target::File(_) => "file",
        Target::Other(_) => "other",
    }
}

/// Where it leads: the whole address where there is one, else what the author wrote.
fn address(link: &Link) -> &str {
    link.target.address().unwrap_or(&link.address)
}

/// What it is: its words, behind what they are about.
pub(super) fn describe(link: &Link) -> String {
    let words = [link.context.as_str(), link.words().unwrap_or_default()];
    let words = words.into_iter().filter(|words| !words.is_empty());
    let words: Vec<_> = words.map(clean_line).collect();
    words.join(" › ")
}
