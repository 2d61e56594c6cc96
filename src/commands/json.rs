//! JSON on standard output.
//!
//! The format lets characters stand in a string that a terminal obeys or that turn the direction of
//! what follows, and posts hold them. Here they are written as `\u` escapes, which whoever reads the
//! JSON gets back as they were. All of it is written here.

use std::fmt::Write as _;
use std::io;

use serde::Serialize;

use crate::document::is_unsafe;

/// `value` on one line.
///
/// # Errors
/// When it has no form in JSON.
pub fn on_one_line(value: &impl Serialize) -> io::Result<String> {
    Ok(escaped(serde_json::to_string(value)?))
}

/// `value` with a line for each thing in it.
///
/// # Errors
/// When it has no form in JSON.
pub fn on_lines(value: &impl Serialize) -> io::Result<String> {
    Ok(escaped(serde_json::to_string_pretty(value)?))
}

/// What is unsafe can only stand in the strings of `json`: all else of it is ASCII.
fn escaped(json: String) -> String {
    if !json.chars().any(is_escaped) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for char in json.chars() {
        if !is_escaped(char) {
            escaped.push(char);
            continue;
        }
        for unit in char.encode_utf16(&mut [0; 2]) {
            // A `String` takes all that is written.
            let _ = write!(escaped, "\\u{unit:04x}");
        }
    }
    escaped
}

/// The marks of direction are harmless in a post's text, which is laid out; here they are not.
fn is_escaped(char: char) -> bool {
    is_unsafe(char) || matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}')
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_escaped_and_means_the_same() {
        let text = "a\u{1b}[31m\u{7f}\u{85}\u{9b}2J\u{202e}b\u{2066}\u{2069}\u{2028}\u{2029}\u{200f}é漢🎉\n";
        for written in [on_one_line(&[text]), on_lines(&[text])] {
            let written = written.unwrap();
            assert!(!written.chars().any(is_escaped), "{written:?}");
            assert!(written.contains("\\u009b2J\\u202eb"), "{written}");
            assert!(written.contains("é漢🎉"), "{written}");
            let read: Vec<String> = serde_json::from_str(&written).unwrap();
            assert_eq!(read, [text]);
        }
    }
}
