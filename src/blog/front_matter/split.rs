//! Where a head begins and ends.
//!
//! Jekyll's rule is `\A---\s*\n … ^(---|\.\.\.)\s*$`; the other forms are those of the other
//! generators and of people whose editor changed their dashes.

use serde_json::{Map, Value};

use super::{Extent, Fault, Notation, js, line_of, lines, toml, yaml};
use crate::limits;

/// A stretch of text that may be a head.
#[derive(Debug)]
pub struct Block<'t> {
    pub notation: Notation,
    pub text: &'t str,
    /// The line on which `text` begins, from 1.
    pub line: u32,
    pub body: &'t str,
    trust: Trust,
}

/// How much it takes to believe that a block is a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trust {
    /// Its marks are those of a head and of nothing else.
    Certain,
    /// Its marks are those of a head: any key will do, and even none.
    Fenced,
    /// Its marks may as well be something else: a known key is asked for.
    Loose,
}

/// Keys that heads have and that prose does not begin lines with.
const KNOWN: [&str; 40] = [
    "title",
    "date",
    "tags",
    "tag",
    "categories",
    "category",
    "layout",
    "permalink",
    "slug",
    "author",
    "authors",
    "draft",
    "published",
    "description",
    "url",
    "aliases",
    "redirect_from",
    "type",
    "weight",
    "lang",
    "image",
    "lastmod",
    "updated",
    "modified",
    "comments",
    "summary",
    "excerpt",
    "keywords",
    "status",
    "series",
    "id",
    "name",
    "template",
    "pubdate",
    "publishdate",
    "created",
    "subtitle",
    "taxonomies",
    "extra",
    "params",
];

/// True for the keys that generators give a meaning to.
pub fn is_known(key: &str) -> bool {
    KNOWN.iter().any(|known| known.eq_ignore_ascii_case(key))
}

/// Finds the block at the beginning of a text that may be its head.
pub fn find(text: &str) -> Option<Block<'_>> {
    let start = text.len() - text.trim_start_matches([' ', '\t', '\n']).len();
    let start = text
        .get(..start)?
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    let rest = text.get(start..)?;
    let (first, after) = line(rest);
    let first = first.trim_end();
    let at = |suffix: &str| line_of(text, text.len() - suffix.len());
    let fenced = |notation, trust, closes: fn(&str) -> bool| {
        let (text, body) = until(after, closes)?;
        Some(Block {
            notation,
            text,
            line: at(after),
            body,
            trust,
        })
    };
    match first {
        "---" => fenced(Notation::Yaml, Trust::Fenced, |line| {
            line == "---" || line == "..."
        })
        .or_else(|| unclosed(after, at(after))),
        "---json" => fenced(Notation::Json, Trust::Fenced, |line| line == "---"),
        "---js" | "---javascript" => {
            fenced(Notation::JavaScript, Trust::Certain, |line| line == "---")
        }
        "---toml" => fenced(Notation::Toml, Trust::Fenced, |line| line == "---"),
        "---yaml" | "---yml" => fenced(Notation::Yaml, Trust::Fenced, |line| line == "---"),
        "+++" => fenced(Notation::Toml, Trust::Fenced, |line| line == "+++"),
        first if is_dashes(first) => fenced(Notation::Yaml, Trust::Loose, is_dashes),
        first if first.starts_with("#+") => org(rest, at(rest)),
        first if first.starts_with('{') => json(rest, at(rest)),
        first if first.starts_with('"') => {
            let (text, body) = until(rest, |line| line == ";;;")?;
            let trust = Trust::Loose;
            Some(Block {
                notation: Notation::Json,
                text,
                line: at(rest),
                body,
                trust,
            })
        }
        first if lines::key(first).is_some_and(|(key, _)| is_known(key)) => bare(rest, at(rest)),
        _ => None,
    }
}

impl Block<'_> {
    /// What the block says, and what is wrong with it.
    pub fn parse(&self, extent: Extent) -> (Map<String, Value>, Option<Fault>) {
        if self.text.len() > limits::head::BYTES {
            let sentence = format!(
                "the head is {} KB long; only titles, dates and tags are taken from more than {} KB",
                self.text.len() >> 10,
                limits::head::BYTES >> 10
            );
            let fault = Fault {
                line: None,
                sentence,
            };
            return (lines::read(beginning(self.text)), Some(fault));
        }
        match self.notation {
            Notation::Yaml if toml::resembles(self.text) => toml::read(self.text, self.line),
            Notation::Yaml => yaml::read(self.text, self.line, extent),
            Notation::Toml => toml::read(self.text, self.line),
            Notation::Json => self.parse_json(),
            Notation::JavaScript => js::read(self.text, self.line),
            Notation::Org => (lines::read_org(self.text), None),
            Notation::Lines | Notation::None => (lines::read(self.text), None),
        }
    }

    /// Whether what was found in the block makes it a head.
    pub fn is_head(&self, values: &Map<String, Value>) -> bool {
        let known = values.keys().any(|key| is_known(key));
        let silent = || lines::are_silent(self.text);
        match self.trust {
            Trust::Certain => true,
            Trust::Fenced if self.text.starts_with('\n') => known || silent(),
            Trust::Fenced => !values.is_empty() || silent(),
            Trust::Loose => known,
        }
    }

    fn parse_json(&self) -> (Map<String, Value>, Option<Fault>) {
        let text = self.text.trim();
        // Hexo leaves the braces out.
        let braced = if text.starts_with('{') {
            text.to_owned()
        } else {
            format!("{{{text}}}")
        };
        match serde_json::from_str(&braced) {
            Ok(values) => (values, None),
            Err(error) => {
                let fault = Fault {
                    line: u32::try_from(error.line())
                        .ok()
                        .map(|line| self.line + line - 1),
                    sentence: format!("the head is not JSON: {error}"),
                };
                (lines::read(self.text), Some(fault))
            }
        }
    }
}

/// As much of a text as a head may have.
fn beginning(text: &str) -> &str {
    let limit = limits::head::BYTES.min(text.len());
    let end = (0..=limit).rev().find(|&end| text.is_char_boundary(end));
    end.and_then(|end| text.get(..end)).unwrap_or_default()
}

/// The first line without its end, and what follows it.
fn line(text: &str) -> (&str, &str) {
    text.split_once('\n').unwrap_or((text, ""))
}

/// A text parted at the first line that closes it.
fn until(text: &str, closes: fn(&str) -> bool) -> Option<(&str, &str)> {
    let mut rest = text;
    while !rest.is_empty() {
        let (first, after) = line(rest);
        if closes(first.trim_end()) {
            return Some((text.get(..text.len() - rest.len())?, after));
        }
        rest = after;
    }
    None
}

/// Dashes as editors leave them: `----`, or `---` turned into `—-`.
fn is_dashes(line: &str) -> bool {
    let long = line.starts_with(['—', '–']) || line.len() > 3;
    long && line.chars().all(|dash| matches!(dash, '-' | '–' | '—'))
}

/// A head whose closing line was forgotten ends at the first blank line that no key follows.
fn unclosed(text: &str, line_number: u32) -> Option<Block<'_>> {
    let mut rest = text;
    while !rest.is_empty() {
        let (first, after) = line(rest);
        if first.trim().is_empty() {
            if lines::key(line(after.trim_start_matches('\n')).0).is_none() {
                break;
            }
        } else if lines::key(first).is_none() && !lines::goes_on(first) {
            return None;
        }
        rest = after;
    }
    Some(Block {
        notation: Notation::Yaml,
        text: text.get(..text.len() - rest.len())?,
        line: line_number,
        body: rest.trim_start_matches('\n'),
        trust: Trust::Loose,
    })
}

/// Lines of `key: value` with nothing before them: Hexo's, which a `---` ends, or Pelican's,
/// which a blank line ends.
fn bare(text: &str, line_number: u32) -> Option<Block<'_>> {
    let mut rest = text;
    loop {
        let (first, after) = line(rest);
        let read = text.get(..text.len() - rest.len())?;
        let block = |notation, body| Block {
            notation,
            text: read,
            line: line_number,
            body,
            trust: Trust::Loose,
        };
        match first.trim_end() {
            "---" => return Some(block(Notation::Yaml, after)),
            "" if is_titled(read) => {
                return Some(block(Notation::Lines, after.trim_start_matches('\n')));
            }
            line if lines::key(line).is_some() || lines::goes_on(line) => rest = after,
            _ => return None,
        }
    }
}

/// Pelican asks for a title; prose that begins with `Author: …` is left alone.
fn is_titled(text: &str) -> bool {
    text.lines()
        .filter_map(lines::key)
        .any(|(key, _)| key.eq_ignore_ascii_case("title"))
}

fn org(text: &str, line_number: u32) -> Option<Block<'_>> {
    let mut rest = text;
    while rest.starts_with("#+") {
        rest = line(rest).1;
    }
    Some(Block {
        notation: Notation::Org,
        text: text.get(..text.len() - rest.len())?,
        line: line_number,
        body: rest.trim_start_matches('\n'),
        trust: Trust::Loose,
    })
}

/// An object at the beginning of the text, as far as it goes. `{%` and `{{` are templates.
fn json(text: &str, line_number: u32) -> Option<Block<'_>> {
    if text.starts_with("{%") || text.starts_with("{{") {
        return None;
    }
    let mut objects =
        serde_json::Deserializer::from_str(beginning(text)).into_iter::<Map<String, Value>>();
    objects.next()?.ok()?;
    let (text, body) = text.split_at_checked(objects.byte_offset())?;
    let body = body.trim_start_matches([' ', '\t']);
    let body = body.strip_prefix(";;;").unwrap_or(body);
    Some(Block {
        notation: Notation::Json,
        text,
        line: line_number,
        body: body.trim_start_matches('\n'),
        trust: Trust::Loose,
    })
}
