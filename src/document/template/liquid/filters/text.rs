//! Filters of text.

use serde_json::Value;

use super::{Call, slice_range};
use crate::document::template::liquid::value::{self, is_blank};
use crate::document::template::markup;
use crate::limits;

pub fn apply(call: &Call, input: &Value) -> Option<Value> {
    if let Value::Array(_) | Value::Object(_) = input {
        return None;
    }
    let text = value::text(input);
    let made = match call.name {
        "append" => text + &call.text(0),
        "prepend" => call.text(0) + &text,
        "replace" => replace(&text, &call.text(1), call),
        "replace_first" => text.replacen(&call.text(0), &call.text(1), 1),
        "remove" => replace(&text, "", call),
        "remove_first" => text.replacen(&call.text(0), "", 1),
        "upcase" => text.to_uppercase(),
        "downcase" => text.to_lowercase(),
        "capitalize" => capitalize(&text),
        "strip" => text.trim().to_owned(),
        "lstrip" => text.trim_start().to_owned(),
        "rstrip" => text.trim_end().to_owned(),
        "strip_newlines" => text.replace(['\n', '\r'], ""),
        "newline_to_br" => text.replace('\n', "<br>\n"),
        "normalize_whitespace" => text.split_whitespace().collect::<Vec<_>>().join(" "),
        "strip_html" => strip_html(&text),
        "escape" | "xml_escape" | "h" => markup::escape(&text),
        "escape_once" => markup::escape(&unescape(&text)),
        "truncate" => truncate(&text, call),
        "truncatewords" => truncate_words(&text, call),
        "slugify" => slugify(&text),
        "smartify" | "safe" | "raw" | "string" | "to_s" | "trim" => text,
        "slice" => slice(&text, call),
        "default" if is_blank(input) => return Some(call.arguments.first()?.clone()),
        // A filter of lists leaves a single value as it is.
        "default" | "first" | "last" | "join" | "array_to_sentence_string" => {
            return Some(input.clone());
        }
        "size" => return Some(Value::from(text.chars().count())),
        "number_of_words" => return Some(Value::from(text.split_whitespace().count())),
        "split" => return Some(split(&text, call)),
        _ => return None,
    };
    Some(Value::String(limited(made, call)))
}

fn limited(mut text: String, call: &Call) -> String {
    if text.len() > limits::template::TEXT {
        call.is_cut.set(true);
        let end = (0..=limits::template::TEXT)
            .rev()
            .find(|&at| text.is_char_boundary(at));
        text.truncate(end.unwrap_or(0));
    }
    text
}

fn replace(text: &str, new: &str, call: &Call) -> String {
    let old = &call.text(0);
    let grows = || text.matches(old).count().saturating_mul(new.len()) > limits::template::TEXT;
    if old.is_empty() {
        return text.to_owned();
    }
    if grows() {
        call.is_cut.set(true);
        return text.to_owned();
    }
    text.replace(old, new)
}

fn capitalize(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map_or(String::new(), |first| {
        first
            .to_uppercase()
            .chain(signs.flat_map(char::to_lowercase))
            .collect()
    })
}

fn split(text: &str, call: &Call) -> Value {
    let at = call.text(0);
    if at.is_empty() {
        let signs = call.first(limits::template::ITEMS, text.chars());
        return signs
            .iter()
            .map(|sign| Value::from(sign.to_string()))
            .collect();
    }
    let mut parts = call.first(limits::template::ITEMS, text.split(at.as_str()));
    // As Ruby does: what is empty at the end is dropped.
    while parts.last().is_some_and(|part| part.is_empty()) {
        parts.pop();
    }
    parts.into_iter().map(Value::from).collect()
}

fn strip_html(text: &str) -> String {
    let mut output = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<')
        && let Some((_, after)) = tag.split_once('>')
    {
        output.push_str(before);
        rest = after;
    }
    output.push_str(rest);
    output
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

fn truncate(text: &str, call: &Call) -> String {
    let limit = usize::try_from(call.whole(0).unwrap_or(50)).unwrap_or(0);
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let ending = ending(call);
    let kept = limit.saturating_sub(ending.chars().count());
    text.chars().take(kept).collect::<String>() + &ending
}

fn truncate_words(text: &str, call: &Call) -> String {
    let limit = usize::try_from(call.whole(0).unwrap_or(15))
        .unwrap_or(0)
        .max(1);
    let words: Vec<&str> = text.split_whitespace().take(limit + 1).collect();
    match words.get(..limit) {
        Some(kept) if words.len() > limit => kept.join(" ") + &ending(call),
        _ => text.to_owned(),
    }
}

fn ending(call: &Call) -> String {
    if call.arguments.len() > 1 {
        call.text(1)
    } else {
        "...".to_owned()
    }
}

fn slice(text: &str, call: &Call) -> String {
    let length = text.chars().count();
    let (start, end) = slice_range(
        length,
        call.whole(0).unwrap_or(0),
        call.whole(1).unwrap_or(1),
    );
    text.chars()
        .skip(start)
        .take(end - start.min(end))
        .collect()
}

/// Jekyll's default mode: runs of what is no letter, mark or digit become one hyphen.
fn slugify(text: &str) -> String {
    let mut slug = String::new();
    for sign in text.chars().flat_map(char::to_lowercase) {
        if sign.is_alphanumeric() {
            slug.push(sign);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_matches('-').to_owned()
}
