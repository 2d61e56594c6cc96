//! Liquid's tags in a body. As in Liquid, quotes do not hide a tag's end, `raw` shows what it
//! holds and `comment` hides it.

use crate::document::Format;
use crate::document::template::code::Regions;
use crate::document::template::token::{Cutter, Kind, Place, Tag, Token, inside_end};

/// Cuts `body` into text and tags.
pub fn tokens(body: &str, format: Format) -> Vec<Token<'_>> {
    let mut lexer = Lexer {
        body,
        regions: Regions::find(body, format),
        cutter: Cutter::new(body),
        absent: Vec::new(),
        at: 0,
    };
    lexer.run();
    lexer.cutter.tokens
}

struct Lexer<'a> {
    body: &'a str,
    regions: Regions,
    cutter: Cutter<'a>,
    /// Ends that are nowhere further on.
    absent: Vec<&'static str>,
    at: usize,
}

/// A tag as it stands in the body.
struct Found<'a> {
    inside: &'a str,
    end: usize,
    trims: Trims,
}

/// Which sides lose their white space: `{%-`, `-%}`.
#[derive(Clone, Copy)]
struct Trims {
    before: bool,
    after: bool,
}

impl<'a> Lexer<'a> {
    fn run(&mut self) {
        while let Some(found) = self.body.get(self.at..).and_then(|rest| rest.find('{')) {
            let start = self.at + found;
            self.at = start + 1;
            let rest = self.body.get(start..).unwrap_or_default();
            if rest.starts_with("{{") {
                if let Some(found) = self.found(start, "}}", &["{{", "{%", "\n\n"]) {
                    self.cut(start, found.trims.before);
                    let place = self.regions.place(start);
                    self.push(Kind::Value(found.inside), &found, place);
                }
            } else if rest.starts_with("{%")
                && let Some(found) = self.found(start, "%}", &["{%"])
            {
                self.tag(start, &found);
            }
        }
        self.cutter.text(self.body.len());
    }

    fn found(&self, start: usize, close: &str, stops: &[&str]) -> Option<Found<'a>> {
        let inside_start = start + 2;
        let rest = self.body.get(inside_start..)?;
        let length = inside_end(rest, close, stops)?;
        let inside = rest.get(..length)?;
        let before = inside.strip_prefix('-');
        let after = before.unwrap_or(inside).strip_suffix('-');
        Some(Found {
            inside: after.or(before).unwrap_or(inside).trim(),
            end: inside_start + length + close.len(),
            trims: Trims {
                before: before.is_some(),
                after: after.is_some(),
            },
        })
    }

    fn tag(&mut self, start: usize, found: &Found<'a>) {
        let tag = Tag::of(found.inside);
        let place = self.regions.place(start);
        match tag.name {
            "raw" => {
                if let Some(end) = self.end_tag(found.end, "endraw") {
                    self.cut(start, found.trims.before);
                    self.push(Kind::Silent, found, place);
                    self.cutter.text(end.start);
                    self.push(Kind::Silent, &end.found, place);
                }
            }
            // The name of an example in code: `comment` hides nothing there.
            "comment" if place == Place::Text => {
                if let Some(end) = self.end_tag(found.end, "endcomment") {
                    self.cut(start, found.trims.before);
                    self.push(Kind::Silent, &end.found, place);
                }
            }
            name if name.starts_with('#') || name.is_empty() => {
                self.cut(start, found.trims.before);
                self.push(Kind::Silent, found, place);
            }
            name => {
                self.cut(start, found.trims.before);
                let kind = match name {
                    "else" | "elsif" | "when" => Kind::Branch(tag),
                    _ => match name.strip_prefix("end") {
                        Some(opened) if !opened.is_empty() => Kind::Close(opened),
                        _ => Kind::Open(tag),
                    },
                };
                self.push(code_kind(kind, place), found, place);
            }
        }
    }

    /// The first tag called `name` from `at` on.
    fn end_tag(&mut self, at: usize, name: &'static str) -> Option<EndTag<'a>> {
        if self.absent.contains(&name) {
            return None;
        }
        let mut from = at;
        while let Some(found) = self.body.get(from..).and_then(|rest| rest.find(name)) {
            let at = from + found;
            from = at + name.len();
            let before = self.body.get(..at)?.trim_end();
            let start = before
                .strip_suffix("{%")
                .or_else(|| before.strip_suffix("{%-"))
                .map(str::len);
            if let Some(start) = start
                && let Some(found) = self.found(start, "%}", &["{%"])
                && found.inside == name
            {
                return Some(EndTag { start, found });
            }
        }
        self.absent.push(name);
        None
    }

    fn cut(&mut self, start: usize, trims: bool) {
        self.cutter.text(start);
        if trims
            && let Some(token) = self.cutter.tokens.last_mut()
            && let Kind::Text(text) = token.kind
        {
            token.kind = Kind::Text(text.trim_end());
        }
    }

    fn push(&mut self, kind: Kind<'a>, found: &Found, place: Place) {
        self.cutter.push(kind, found.end, place);
        self.at = found.end;
        if found.trims.after {
            let rest = self.body.get(found.end..).unwrap_or_default();
            let end = self.body.len() - rest.trim_start().len();
            self.cutter.skip(end);
            self.at = end;
        }
    }
}

struct EndTag<'a> {
    start: usize,
    found: Found<'a>,
}

/// In code a tag opens and closes nothing, so that an example cannot reach out of it.
fn code_kind(kind: Kind<'_>, place: Place) -> Kind<'_> {
    match (kind, place) {
        (Kind::Open(tag) | Kind::Branch(tag), Place::Code) => Kind::Single(tag),
        (Kind::Close(name), Place::Code) => Kind::Single(Tag {
            name,
            arguments: "",
        }),
        (kind, _) => kind,
    }
}
