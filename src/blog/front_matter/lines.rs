//! The reading that always works: a head line by line, `key: value` and `- item`.
//!
//! It takes over where a language's own parser gives up, and serves the heads that never had a
//! language. Nested values are passed over; the words of a key's value are kept as written.

use serde_json::{Map, Value};

use super::split::is_known;

/// A line's key and what follows its colon or equals sign. A key begins the line and is a word;
/// without a space after the colon it has to be a known one.
pub fn key(line: &str) -> Option<(&str, &str)> {
    let quote = line.strip_prefix(['"', '\'']);
    let start = quote.unwrap_or(line);
    let end = start.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/')))?;
    let (key, rest) = start.split_at_checked(end)?;
    let rest = match quote {
        Some(_) => rest.strip_prefix(['"', '\''])?,
        None => rest,
    };
    let value = rest
        .trim_start_matches([' ', '\t'])
        .strip_prefix([':', '='])?;
    let apart = value.is_empty() || value.starts_with([' ', '\t']);
    let key_begins = key.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    (key_begins && (apart || is_known(key))).then(|| (key, value.trim()))
}

/// True for a line that carries on the value above it.
pub fn goes_on(line: &str) -> bool {
    line.starts_with([' ', '\t', '-', '#', ']', '}'])
}

/// True when nothing but blanks and comments is written there.
pub fn are_silent(text: &str) -> bool {
    let silent = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    text.lines().all(silent)
}

/// Reads a head line by line.
pub fn read(text: &str) -> Map<String, Value> {
    let mut values = Map::new();
    let mut last: Option<String> = None;
    for line in text.lines() {
        if let Some((key, value)) = key(line) {
            values.insert(key.to_owned(), inline(value));
            last = Some(key.to_owned());
            continue;
        }
        let Some(slot) = last.as_deref().and_then(|key| values.get_mut(key)) else {
            continue;
        };
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            add(slot, inline(item.trim()));
        } else if let (Value::String(words), true) = (slot, line.starts_with([' ', '\t'])) {
            append(words, line.trim());
        }
    }
    values
}

/// Reads `#+KEY: value` lines: `#+KEY[]: a b` is a list.
pub fn read_org(text: &str) -> Map<String, Value> {
    let pairs = text.lines().filter_map(|line| {
        let (key, value) = line.strip_prefix("#+")?.split_once(':')?;
        let value = value.trim();
        Some(match key.strip_suffix("[]") {
            Some(key) => (
                key.to_ascii_lowercase(),
                value.split_whitespace().map(Value::from).collect(),
            ),
            None => (key.to_ascii_lowercase(), Value::from(value)),
        })
    });
    pairs.collect()
}

/// What a key's own line says after the colon, as written: `None` when the key is not there.
/// The last one counts. Comments stay.
pub fn as_written<'t>(text: &'t str, wanted: &str) -> Option<&'t str> {
    let begins = |line: &&str| {
        let line = line.strip_prefix(['"', '\'']).unwrap_or(line);
        line.starts_with(wanted)
    };
    let mut pairs = text.lines().rev().filter(begins).filter_map(key);
    pairs.find_map(|(key, value)| (key == wanted).then_some(value))
}

/// A value without its comment: ` #` begins one, outside of quotes.
pub fn uncommented(value: &str) -> &str {
    if value.starts_with(['"', '\'']) {
        return value;
    }
    if value.starts_with('#') {
        return "";
    }
    match value.find(" #") {
        Some(at) => value.get(..at).unwrap_or(value).trim_end(),
        None => value,
    }
}

fn inline(value: &str) -> Value {
    let value = uncommented(value);
    if matches!(value, "" | "|" | ">" | ">-" | "|-" | "~" | "null") {
        return Value::Null;
    }
    match value
        .strip_prefix('[')
        .and_then(|list| list.strip_suffix(']'))
    {
        Some(list) => list
            .split(',')
            .map(|item| unquoted(item.trim()))
            .filter(|item| !item.is_empty())
            .map(Value::from)
            .collect(),
        None => Value::from(unquoted(value)),
    }
}

/// Double quotes go from each end, single ones only in a pair: `'tis`.
pub fn unquoted(value: &str) -> &str {
    if let Some(start) = value.strip_prefix('"') {
        return start.strip_suffix('"').unwrap_or(start);
    }
    let single = value
        .strip_prefix('\'')
        .and_then(|inner| inner.strip_suffix('\''));
    single.unwrap_or(value)
}

fn add(slot: &mut Value, item: Value) {
    if let Value::Array(items) = slot {
        items.push(item);
    } else if slot.is_null() {
        *slot = Value::Array(vec![item]);
    }
}

fn append(words: &mut String, more: &str) {
    if !words.is_empty() && !more.is_empty() {
        words.push(' ');
    }
    words.push_str(unquoted(more));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_key_is_a_word_at_the_beginning_of_a_line() {
        assert_eq!(key("title: A: b"), Some(("title", "A: b")));
        assert_eq!(key("title : A"), Some(("title", "A")));
        assert_eq!(key("title:\tA"), Some(("title", "A")));
        assert_eq!(key("title:\"A\""), Some(("title", "\"A\"")));
        assert_eq!(key("\"title\": \"A\""), Some(("title", "\"A\"")));
        assert_eq!(key("http://example.org"), None);
        assert_eq!(key("  title: A"), None);
        assert_eq!(key("Some prose: with a colon"), None);
    }

    #[test]
    fn quotes_and_comments_are_not_part_of_a_value() {
        let read = read("a: \"He said \"hi\"\"\nb: 'It's'\nc: 'tis\nd: C# is #1\ne: [x, 'y']\n");
        let wanted = json!({
            "a": "He said \"hi\"", "b": "It's", "c": "'tis", "d": "C# is", "e": ["x", "y"],
        });
        assert_eq!(Value::Object(read), wanted);
    }

    #[test]
    fn items_and_further_words_belong_to_the_key_above() {
        let read = read("title: A long\n  title\ntags:\n\t- a\n\t- b\n");
        assert_eq!(
            Value::Object(read),
            json!({"title": "A long title", "tags": ["a", "b"]})
        );
    }
}
