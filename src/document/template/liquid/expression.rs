//! `page.tags | join: ", "`: a value and the filters it goes through.

use serde_json::Value;

use super::filters::{self, Filtered};
use super::scope::{Known, Scope};
use super::value;
use crate::limits;

/// A dotted name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path {
    pub root: String,
    pub steps: Vec<Step>,
}

/// One step along a [`Path`].
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    Key(String),
    Index(i64),
}

/// The value of `text`, filters and all.
pub fn evaluate(text: &str, scope: &mut Scope, site: &filters::Site) -> Known {
    let mut parts = split(text, '|').into_iter();
    let base = parts.next().unwrap_or_default();
    let mut known = operand(base, scope);
    for filter in parts {
        if scope.is_spent() {
            return Known::Unknown;
        }
        let (name, arguments) = filter.split_once(':').unwrap_or((filter, ""));
        let arguments: Vec<Value> = split(arguments, ',')
            .into_iter()
            .filter(|argument| !argument.is_empty())
            .map(|argument| match operand(argument, scope) {
                Known::Value(value) => value,
                Known::Unknown => Value::Null,
            })
            .collect();
        known = match known {
            Known::Value(value) => {
                scope.spend(value::size(&value));
                // What a plugin's filter would make of a text is most likely still that text.
                let made = filters::apply(name.trim(), value, &arguments, site);
                if let Filtered::Cut(_) = made {
                    scope.meet_limit();
                }
                let (Filtered::To(made) | Filtered::Cut(made) | Filtered::Not(made)) = made;
                Known::Value(made)
            }
            Known::Unknown if name.trim() == "default" => {
                Known::Value(arguments.into_iter().next().unwrap_or(Value::Null))
            }
            Known::Unknown => Known::Unknown,
        };
    }
    known
}

/// The value of a literal or a name.
pub fn operand(text: &str, scope: &mut Scope) -> Known {
    let text = text.trim();
    if let Some(value) = literal(text) {
        return Known::Value(value);
    }
    if let Some(range) = parenthesised(text) {
        return computed_range(range, scope);
    }
    match path(text, scope, 0) {
        Some(path) => scope.find(&path),
        None => Known::Value(Value::Null),
    }
}

fn parenthesised(text: &str) -> Option<&str> {
    text.strip_prefix('(')?.strip_suffix(')')
}

/// `(1..page.count)`
fn computed_range(text: &str, scope: &mut Scope) -> Known {
    let Some((from, to)) = text.split_once("..") else {
        return Known::Value(Value::Null);
    };
    let mut end = |text: &str| match literal(text.trim()) {
        Some(value) => Some(value::number(&value) as i64),
        None => match path(text.trim(), scope, 0).map(|path| scope.find(&path)) {
            Some(Known::Value(value)) => Some(value::number(&value) as i64),
            Some(Known::Unknown) | None => None,
        },
    };
    match (end(from), end(to)) {
        // One more than are walked over, which tells that there are more.
        (Some(from), Some(to)) => Known::Value(
            (from..=to)
                .take(limits::template::RANGE + 1)
                .map(Value::from)
                .collect(),
        ),
        _ => Known::Unknown,
    }
}

fn literal(text: &str) -> Option<Value> {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return Some(Value::from(inside.strip_suffix(quote).unwrap_or(inside)));
        }
    }
    match text {
        "true" => return Some(Value::Bool(true)),
        "false" => return Some(Value::Bool(false)),
        "" | "nil" | "null" => return Some(Value::Null),
        "empty" | "blank" => return Some(Value::from("")),
        _ => {}
    }
    if !text.starts_with(|sign: char| sign.is_ascii_digit() || sign == '-') {
        return None;
    }
    if let Ok(whole) = text.parse::<i64>() {
        return Some(Value::from(whole));
    }
    text.parse::<f64>().ok().map(Value::from)
}

/// Reads `a.b[0]["c"][d].e`.
fn path(text: &str, scope: &mut Scope, depth: usize) -> Option<Path> {
    let root_end = text.find(['.', '[']).unwrap_or(text.len());
    let (root, mut rest) = text.split_at_checked(root_end)?;
    let is_name = |name: &str| {
        !name.is_empty()
            && name
                .chars()
                .all(|sign| sign.is_alphanumeric() || matches!(sign, '_' | '-' | '?'))
    };
    if !is_name(root) || depth > limits::template::NAMES {
        return None;
    }
    let mut steps = Vec::new();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('.') {
            let end = after.find(['.', '[']).unwrap_or(after.len());
            let (key, after) = after.split_at_checked(end)?;
            if !is_name(key) {
                return None;
            }
            steps.push(Step::Key(key.to_owned()));
            rest = after;
        } else {
            let (inside, after) = bracket(rest.strip_prefix('[')?)?;
            steps.push(step(inside, scope, depth)?);
            rest = after;
        }
    }
    Some(Path {
        root: root.to_owned(),
        steps,
    })
}

/// What is in a bracket, and what follows it.
fn bracket(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0usize;
    for (at, sign) in text.char_indices() {
        match sign {
            '[' => depth += 1,
            ']' if depth == 0 => return Some((text.get(..at)?, text.get(at + 1..)?)),
            ']' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn step(inside: &str, scope: &mut Scope, depth: usize) -> Option<Step> {
    let inside = inside.trim();
    let value = match literal(inside) {
        Some(value) => value,
        None => match scope_value(inside, scope, depth)? {
            Known::Value(value) => value,
            Known::Unknown => return None,
        },
    };
    match value {
        Value::Number(number) => number.as_i64().map(Step::Index),
        Value::String(key) => Some(Step::Key(key)),
        _ => None,
    }
}

fn scope_value(text: &str, scope: &mut Scope, depth: usize) -> Option<Known> {
    let path = path(text, scope, depth + 1)?;
    Some(scope.find(&path))
}

/// Parts `text` at `sign`, but not within quotes or parentheses.
pub fn split(text: &str, sign: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut quote = None;
    let mut start = 0;
    for (at, found) in text.char_indices() {
        match quote {
            Some(open) if open == found => quote = None,
            None if matches!(found, '"' | '\'') => quote = Some(found),
            None if found == sign => {
                parts.push(text.get(start..at).unwrap_or_default().trim());
                start = at + found.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(text.get(start..).unwrap_or_default().trim());
    parts
}
