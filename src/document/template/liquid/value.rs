//! Liquid's view of JSON values: what is true, what is empty, how a value is written.

use std::cmp::Ordering;

use serde_json::Value;

use crate::limits;

/// `value` as Liquid writes it into the text.
pub fn text(value: &Value) -> String {
    let mut output = String::new();
    write(value, &mut output, 0);
    output
}

fn write(value: &Value, output: &mut String, depth: usize) {
    match value {
        Value::Bool(value) => output.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => output.push_str(&number.to_string()),
        Value::String(text) => output.push_str(text),
        Value::Array(items) if depth < limits::template::LISTS => {
            for item in items {
                write(item, output, depth + 1);
            }
        }
        Value::Null | Value::Array(_) => {}
        Value::Object(_) => output.push_str(&value.to_string()),
    }
}

/// About how many bytes `value` takes, two levels deep.
pub fn size(value: &Value) -> usize {
    let flat = |value: &Value| match value {
        Value::String(text) => text.len(),
        Value::Array(items) => items.len() * 64,
        Value::Object(map) => map.len() * 128,
        Value::Null | Value::Bool(_) | Value::Number(_) => 8,
    };
    match value {
        Value::Array(items) => items.iter().map(|item| 32 + flat(item)).sum(),
        value => flat(value),
    }
}

/// Everything is true but `nil` and `false`.
pub fn is_true(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false))
}

/// `empty` and, with white space alone, `blank`.
pub fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        Value::Bool(true) | Value::Number(_) => false,
    }
}

/// The items that a `for` walks over: a list's, a map's pairs, else the value itself.
pub fn items(value: Value) -> Vec<Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(items) => items,
        Value::Object(map) => map
            .into_iter()
            .map(|(key, value)| Value::Array(vec![Value::String(key), value]))
            .collect(),
        value => vec![value],
    }
}

/// `value` as a number; text that begins with digits counts.
pub fn number(value: &Value) -> f64 {
    match value {
        Value::Number(number) => number.as_f64().unwrap_or(0.0),
        Value::String(text) => {
            let text = text.trim();
            let end = text
                .find(|sign: char| !(sign.is_ascii_digit() || matches!(sign, '-' | '+' | '.')))
                .unwrap_or(text.len());
            text.get(..end)
                .and_then(|text| text.parse().ok())
                .unwrap_or(0.0)
        }
        _ => 0.0,
    }
}

/// `number` as a value: whole where it is whole.
pub fn of_number(number: f64) -> Value {
    // Beyond 2^53 a float is no exact whole number any more.
    if number.fract() == 0.0 && number.abs() < 9e15 {
        Value::from(number as i64)
    } else {
        serde_json::Number::from_f64(number).map_or(Value::Null, Value::Number)
    }
}

/// The order of two values of one kind.
pub fn order(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.as_f64()?.partial_cmp(&right.as_f64()?),
        (Value::String(left), Value::String(right)) => Some(left.cmp(right)),
        _ => None,
    }
}

/// The value behind `key` of a map, or a list's or text's `size`, `first`, `last`.
pub fn member<'v>(value: &'v Value, key: &str) -> Option<std::borrow::Cow<'v, Value>> {
    use std::borrow::Cow;
    match value {
        Value::Object(map) => match map.get(key) {
            Some(value) => Some(Cow::Borrowed(value)),
            None if key == "size" => Some(Cow::Owned(Value::from(map.len()))),
            None => None,
        },
        Value::Array(items) => match key {
            "size" => Some(Cow::Owned(Value::from(items.len()))),
            "first" => items.first().map(Cow::Borrowed),
            "last" => items.last().map(Cow::Borrowed),
            _ => None,
        },
        Value::String(text) if key == "size" => Some(Cow::Owned(Value::from(text.chars().count()))),
        _ => None,
    }
}
