//! TOML heads and settings.

use serde_json::{Map, Number, Value};

use super::{Fault, lines};

/// True for a head between `---` that is TOML all the same.
pub fn resembles(text: &str) -> bool {
    let speaks = |line: &&str| !line.trim().is_empty() && !line.starts_with('#');
    text.lines().find(speaks).is_some_and(|line| {
        let word = |text: &str| {
            let text = text.trim();
            let allowed = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"');
            !text.is_empty() && text.chars().all(allowed)
        };
        let table = line
            .trim()
            .strip_prefix('[')
            .and_then(|table| table.strip_suffix(']'));
        line.split_once('=').is_some_and(|(key, _)| word(key))
            || table.is_some_and(|table| word(table.trim_matches(['[', ']'])))
    })
}

/// Reads a head that begins on `line` of its file.
pub fn read(text: &str, line: u32) -> (Map<String, Value>, Option<Fault>) {
    match text.parse::<toml::Table>() {
        Ok(table) => (object(table), None),
        Err(error) => {
            let found = error.span().map(|span| super::line_of(text, span.start));
            let fault = Fault {
                line: found.map(|found| line + found - 1).or(Some(line)),
                sentence: format!("the head is not TOML: {}", error.message()),
            };
            (lines::read(text), Some(fault))
        }
    }
}

/// Parses a TOML text of settings.
///
/// # Errors
/// What the parser says, when it is not TOML.
pub fn parse(text: &str) -> Result<Value, toml::de::Error> {
    text.parse::<toml::Table>()
        .map(|table| Value::Object(object(table)))
}

fn object(table: toml::Table) -> Map<String, Value> {
    table
        .into_iter()
        .map(|(key, item)| (key, value(item)))
        .collect()
}

/// Dates become their text. The parser caps how deep values nest, so this ends.
fn value(item: toml::Value) -> Value {
    match item {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Number::from_f64(number).map_or(Value::Null, Value::Number),
        toml::Value::Boolean(truth) => Value::Bool(truth),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => items.into_iter().map(value).collect(),
        toml::Value::Table(table) => Value::Object(object(table)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn dates_are_texts_and_tables_are_maps() {
        let (values, fault) = read("date = 2021-02-03T04:05:06Z\n[extra]\nn = 1.5\n", 2);
        assert_eq!(
            Value::Object(values),
            json!({"date": "2021-02-03T04:05:06Z", "extra": {"n": 1.5}})
        );
        assert_eq!(fault, None);
    }

    #[test]
    fn a_fault_names_the_line_and_the_rest_is_still_read() {
        let (values, fault) = read("title = \"A\"\ntags = [\"x\"]\nwrong = = 1\n", 2);
        assert_eq!(values.get("title"), Some(&json!("A")));
        assert_eq!(fault.and_then(|fault| fault.line), Some(4));
    }

    #[test]
    fn nesting_is_capped_by_the_parser() {
        let deep = format!("a = {}{}", "[".repeat(60_000), "]".repeat(60_000));
        assert!(parse(&deep).is_err());
    }
}
