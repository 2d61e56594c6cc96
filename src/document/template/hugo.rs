//! Hugo's shortcodes: `{{< name a k="v" >}}…{{< /name >}}`, `{{% name %}}`, and the escaped
//! `{{</* name */>}}` that shows one.

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

/// The two pairs of brackets and how each is escaped.
const BRACKETS: [Brackets; 2] = [
    Brackets {
        open: "{{<",
        close: ">}}",
        escaped_close: "*/>}}",
    },
    Brackets {
        open: "{{%",
        close: "%}}",
        escaped_close: "*/%}}",
    },
];

struct Brackets {
    open: &'static str,
    close: &'static str,
    escaped_close: &'static str,
}

fn tokens(body: &str, format: Format) -> Vec<Token<'_>> {
    let regions = Regions::find(body, format);
    let mut cutter = Cutter::new(body);
    let mut at = 0;
    while let Some(found) = body.get(at..).and_then(|rest| rest.find("{{")) {
        let start = at + found;
        at = start + 2;
        let rest = body.get(start..).unwrap_or_default();
        let Some(brackets) = BRACKETS.iter().find(|pair| rest.starts_with(pair.open)) else {
            continue;
        };
        let inside = rest.get(brackets.open.len()..).unwrap_or_default();
        if let Some(escaped) = inside.strip_prefix("/*") {
            if let Some(length) = inside_end(escaped, brackets.escaped_close, &["{{"]) {
                at = unescape(&mut cutter, brackets, start, length);
            }
            continue;
        }
        let place = regions.place(start);
        if place == Place::Code {
            continue;
        }
        let Some(length) = inside_end(inside, brackets.close, &["{{"]) else {
            continue;
        };
        let inside = inside.get(..length).unwrap_or_default();
        cutter.text(start);
        at = start + brackets.open.len() + length + brackets.close.len();
        cutter.push(kind(inside), at, place);
    }
    cutter.text(body.len());
    cutter.tokens
}

/// Leaves out the two comment signs of an escaped shortcode that begins at `start`.
fn unescape(cutter: &mut Cutter, brackets: &Brackets, start: usize, length: usize) -> usize {
    let inside = start + brackets.open.len() + 2;
    cutter.text(start + brackets.open.len());
    cutter.push(Kind::Silent, inside, Place::Code);
    cutter.text(inside + length);
    cutter.push(Kind::Silent, inside + length + 2, Place::Code);
    let end = inside + length + brackets.escaped_close.len();
    cutter.text(end);
    end
}

fn kind(inside: &str) -> Kind<'_> {
    let inside = inside.trim();
    if let Some(name) = inside.strip_prefix('/') {
        return Kind::Close(name.trim());
    }
    match inside.strip_suffix('/') {
        Some(inside) => Kind::Single(Tag::of(inside)),
        None => Kind::Open(Tag::of(inside)),
    }
}

/// The shortcodes that ask the blog.
fn own(runner: &mut Runner, tag: &Tag, arguments: &Arguments, line: u32) -> Option<Construct> {
    match tag.name {
        "ref" | "relref" => {
            let path = arguments.get(&["path"], 0)?;
            let address = runner.values.link(path).unwrap_or_else(|| {
                runner.tell(ProblemKind::MissingTarget, path, line);
                path.to_owned()
            });
            Some(Construct::Inline(address))
        }
        "param" => {
            let name = arguments.get(&["name"], 0)?;
            let value = runner
                .values
                .value(&format!("page.{name}"))
                .or_else(|| runner.values.value(&format!("site.params.{name}")))?;
            Some(Construct::Inline(match value {
                serde_json::Value::String(text) => text,
                other => other.to_string(),
            }))
        }
        _ => None,
    }
}
