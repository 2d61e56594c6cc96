//! Zola's shortcodes: `{{ name(a="b") }}`, `{% name() %}…{% end %}`, and the escaped
//! `{{/* name() */}}` that shows one. Other braces are text: Zola runs nothing else in a post.

use super::arguments::Arguments;
use super::code::Regions;
use super::construct::Construct;
use super::output::Output;
use super::shortcode::{self, Runner};
use super::token::{Cutter, Kind, Place, Tag, Token, inside_end};
use super::{Problem, ProblemKind, Values};
use crate::document::Format;

/// Runs the shortcodes of `body`.
pub fn expand(body: &str, format: Format, values: &dyn Values) -> (Output, Vec<Problem>) {
    shortcode::run(tokens(body, format), own, format, values)
}

const OPENINGS: [&str; 2] = ["{{", "{%"];

fn tokens(body: &str, format: Format) -> Vec<Token<'_>> {
    let regions = Regions::find(body, format);
    let mut cutter = Cutter::new(body);
    let mut at = 0;
    while let Some(found) = body.get(at..).and_then(|rest| rest.find('{')) {
        let start = at + found;
        at = start + 1;
        let rest = body.get(start + 1..).unwrap_or_default();
        let close = match rest.bytes().next() {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            _ => continue,
        };
        at = start + 2;
        let inside = rest.get(1..).unwrap_or_default();
        if let Some(escaped) = inside.strip_prefix("/*") {
            let next = inside_end(escaped, close, &OPENINGS).and_then(|end| {
                let length = escaped.get(..end)?.strip_suffix("*/")?.len();
                Some((length, start + 4 + end + close.len()))
            });
            if let Some((length, end)) = next {
                let text = start + 4;
                cutter.text(start + 2);
                cutter.push(Kind::Silent, text, Place::Code);
                cutter.text(text + length);
                cutter.push(Kind::Silent, text + length + 2, Place::Code);
                cutter.text(end);
                at = end;
            }
            continue;
        }
        let place = regions.place(start);
        let Some(length) = inside_end(inside, close, &OPENINGS) else {
            continue;
        };
        let inside = inside.get(..length).unwrap_or_default();
        let end = start + 2 + length + close.len();
        if let Some(kind) = kind(inside, close).filter(|_| place != Place::Code) {
            cutter.text(start);
            cutter.push(kind, end, place);
            at = end;
        }
    }
    cutter.text(body.len());
    cutter.tokens
}

fn kind<'a>(inside: &'a str, close: &str) -> Option<Kind<'a>> {
    let inside = inside.trim_matches(['-', ' ', '\t', '\n', '\r']);
    if close == "%}" && inside == "end" {
        return Some(Kind::Close(""));
    }
    let (name, arguments) = inside.split_once('(')?;
    let arguments = arguments.strip_suffix(')')?;
    let name = name.trim();
    let is_name = name
        .bytes()
        .all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, b'_' | b':' | b'-'));
    if name.is_empty() || !is_name {
        return None;
    }
    let tag = Tag { name, arguments };
    Some(match close {
        "%}" => Kind::Open(tag),
        _ => Kind::Single(tag),
    })
}

/// The shortcodes that ask the blog.
fn own(runner: &mut Runner, tag: &Tag, arguments: &Arguments, line: u32) -> Option<Construct> {
    match tag.name {
        "get_url" | "url" | "ref" => {
            let path = arguments.get(&["path"], 0)?;
            let address = runner.values.link(path).unwrap_or_else(|| {
                runner.tell(ProblemKind::MissingTarget, path, line);
                path.to_owned()
            });
            Some(Construct::Inline(address))
        }
        _ => None,
    }
}
