//! Filters of addresses, dates and Markdown.

use std::fmt::Write as _;

use serde_json::Value;

use super::Call;
use crate::document::template::liquid::{date, value};
use crate::document::template::markup;

/// Where the site is.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Its own address, without a slash at the end.
    pub url: String,
    /// The folder it lies in, with a slash in front only; empty for the root.
    pub base: String,
}

impl Site {
    fn relative(&self, path: &str) -> String {
        if is_elsewhere(path) {
            return path.to_owned();
        }
        format!("{}/{}", self.base, path.trim_start_matches('/'))
    }
}

fn is_elsewhere(path: &str) -> bool {
    path.contains("://") || path.starts_with("//")
}

pub fn apply(call: &Call, input: &Value, site: &Site) -> Option<Value> {
    let text = value::text(input);
    let made = match call.name {
        "relative_url" => site.relative(&text),
        "absolute_url" if is_elsewhere(&text) => text,
        "absolute_url" => format!("{}{}", site.url, site.relative(&text)),
        "strip_index" => text
            .strip_suffix("index.html")
            .map_or(text.clone(), str::to_owned),
        "markdownify" => markup::html(&text),
        "url_encode" | "cgi_escape" => encode(&text, Space::Plus),
        "uri_escape" => encode(&text, Space::Percent),
        "url_decode" => decode(&text),
        "date" => date_or_text(text, &call.text(0)),
        "date_to_string" => date_or_text(text, "%d %b %Y"),
        "date_to_long_string" => date_or_text(text, "%d %B %Y"),
        "date_to_xmlschema" => date_or_text(text, "%Y-%m-%dT%H:%M:%S%:z"),
        "date_to_rfc822" => date_or_text(text, "%a, %d %b %Y %H:%M:%S %z"),
        _ => return None,
    };
    Some(Value::String(made))
}

fn date_or_text(text: String, format: &str) -> String {
    if format.is_empty() {
        return text;
    }
    date::format(&text, format).unwrap_or(text)
}

/// How a blank is written in an address.
#[derive(Clone, Copy, PartialEq)]
enum Space {
    Plus,
    Percent,
}

fn encode(text: &str, space: Space) -> String {
    let mut output = String::with_capacity(text.len());
    for byte in text.bytes() {
        let stays = byte.is_ascii_alphanumeric()
            || matches!(byte, b'-' | b'_' | b'.' | b'~')
            || space == Space::Percent && b"!#$&'()*+,/:;=?@[]".contains(&byte);
        if stays {
            output.push(char::from(byte));
        } else if byte == b' ' && space == Space::Plus {
            output.push('+');
        } else {
            // Writing to a text cannot fail.
            let _ = write!(output, "%{byte:02X}");
        }
    }
    output
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        let code = (byte == b'%')
            .then(|| after.get(..2))
            .flatten()
            .and_then(|code| std::str::from_utf8(code).ok())
            .and_then(|code| u8::from_str_radix(code, 16).ok());
        match (byte, code) {
            (_, Some(code)) => {
                bytes.push(code);
                rest = after.get(2..).unwrap_or_default();
            }
            (b'+', None) => bytes.push(b' '),
            (byte, None) => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
