//! Interpreted text: what a role makes of its words.

use super::mark::plain;
use super::write::{OURS, linked, styled, words};
use crate::document::builder::{Builder, Format, Opener};
use crate::document::element::Script;
use crate::document::{Style, markdown};

/// Adds words in a role, docutils' own or Sphinx'; in another they are words.
pub(super) fn add_role(role: &str, text: &str, to: &mut Builder) {
    let shown = plain(text);
    match role {
        "code" | "literal" | "samp" | "command" | "file" | "program" | "option" | "envvar" => {
            to.code(if role == "code" || role == "literal" {
                text
            } else {
                &shown
            });
        }
        "kbd" => to.verbatim_words(&shown, Style::KEY),
        "math" => markdown::inline_math(text, to),
        "emphasis" | "title-reference" | "title" | "t" | "dfn" => {
            styled(&Opener::Emphasis, Style::EMPHASIS, to, |to| {
                words(&shown, to);
            });
        }
        "strong" => styled(&Opener::Strong, Style::STRONG, to, |to| words(&shown, to)),
        "sup" | "superscript" => raised(&Opener::Superscript, Script::Super, &shown, to),
        "sub" | "subscript" => raised(&Opener::Subscript, Script::Sub, &shown, to),
        "pep" | "PEP" | "pep-reference" => numbered("PEP", &shown, to),
        "rfc" | "RFC" | "rfc-reference" => numbered("RFC", &shown, to),
        "ref" | "doc" | "any" | "term" | "numref" | "download" => words(titled(&shown), to),
        _ if is_of_program(role) => to.code(titled(&shown)),
        _ => words(&shown, to),
    }
}

/// True for the roles that name a part of a program.
fn is_of_program(role: &str) -> bool {
    let name = role.strip_prefix("py:").unwrap_or(role);
    matches!(
        name,
        "func" | "class" | "meth" | "mod" | "attr" | "data" | "exc" | "obj" | "const"
    )
}

/// The words of `words <what they refer to>`.
fn titled(text: &str) -> &str {
    let parts = text
        .strip_suffix('>')
        .and_then(|text| text.split_once(" <"));
    parts.map_or(text, |(words, _)| words)
}

fn raised(opener: &Opener, script: Script, text: &str, to: &mut Builder) {
    let mut format = Format::new(opener.clone(), OURS, Style::empty());
    format.script = Some(script);
    to.start_format(format);
    words(text, to);
    to.end_format(opener, OURS);
}

/// A paper of a series by its number.
fn numbered(series: &str, text: &str, to: &mut Builder) {
    let number: Option<u32> = text.split('#').next().and_then(|it| it.trim().parse().ok());
    let address = number.map(|number| match series {
        "PEP" => format!("https://peps.python.org/pep-{number:04}/"),
        _ => format!("https://datatracker.ietf.org/doc/html/rfc{number}"),
    });
    linked(address.as_deref(), to, |to| {
        words(&format!("{series} {text}"), to);
    });
}
