//! Filters of lists.

use std::cmp::Ordering;

use serde_json::{Map, Value};

use super::{Call, slice_range};
use crate::document::template::liquid::condition::equals;
use crate::document::template::liquid::value::{self, items, member, order, text};
use crate::limits;

pub fn apply(call: &Call, input: &Value) -> Option<Value> {
    if call.name == "jsonify" || call.name == "inspect" {
        return Some(Value::String(input.to_string()));
    }
    let list = match input {
        Value::Null | Value::Array(_) | Value::Object(_) => items(input.clone()),
        _ => return None,
    };
    Some(match call.name {
        "size" => Value::from(list.len()),
        "first" => list.into_iter().next().unwrap_or(Value::Null),
        "last" => list.into_iter().next_back().unwrap_or(Value::Null),
        "join" => {
            let between = call.arguments.first().map_or_else(|| " ".to_owned(), text);
            let most = limits::template::TEXT / (between.len() + 1);
            Value::String(call.first(most, list.iter().map(text)).join(&between))
        }
        "array_to_sentence_string" => Value::String(sentence(&list, call)),
        "reverse" => list.into_iter().rev().collect(),
        "sort" | "sort_natural" => sorted(list, call),
        "uniq" => unique(list),
        "compact" => list.into_iter().filter(|item| !item.is_null()).collect(),
        "concat" => {
            let more = call
                .arguments
                .first()
                .cloned()
                .map(items)
                .unwrap_or_default();
            let items = list.into_iter().chain(more);
            call.first(limits::template::ITEMS, items).into()
        }
        "push" => {
            let more = call.arguments.first().cloned();
            let items = list.into_iter().chain(more);
            call.first(limits::template::ITEMS, items).into()
        }
        "map" => {
            let key = call.text(0);
            list.iter().map(|item| property(item, &key)).collect()
        }
        "where" => {
            let (key, words) = (call.text(0), call.text(1));
            let wanted = call.arguments.get(1).map(|value| (value, words.as_str()));
            let list = list.into_iter();
            list.filter(|item| is_wanted(&property(item, &key), wanted))
                .collect()
        }
        "group_by" => grouped(list, &call.text(0)),
        "slice" | "offset" | "limit" => {
            let (start, end) = match call.name {
                "slice" => slice_range(list.len(), call.whole(0)?, call.whole(1).unwrap_or(1)),
                "offset" => slice_range(list.len(), call.whole(0)?, i64::MAX),
                _ => slice_range(list.len(), 0, call.whole(0)?),
            };
            list.get(start..end)?.iter().cloned().collect()
        }
        "default" if value::is_blank(input) => call.arguments.first()?.clone(),
        "default" => input.clone(),
        _ => return None,
    })
}

fn property(item: &Value, key: &str) -> Value {
    key.split('.')
        .try_fold(item.clone(), |item, key| {
            member(&item, key).map(std::borrow::Cow::into_owned)
        })
        .unwrap_or(Value::Null)
}

/// True for a property that is the wanted one, which is given as a value and as text; for any that
/// is true where none is wanted.
fn is_wanted(found: &Value, wanted: Option<(&Value, &str)>) -> bool {
    match (wanted, found) {
        (None, found) => value::is_true(found),
        (Some(wanted), Value::Array(list)) => list.iter().any(|one| is_same(one, wanted)),
        (Some(wanted), found) => is_same(found, wanted),
    }
}

/// Jekyll's `where` compares as text: a version written as a number is found all the same.
fn is_same(left: &Value, (right, words): (&Value, &str)) -> bool {
    equals(left, right) || (!left.is_null() && text(left) == words)
}

fn sorted(mut list: Vec<Value>, call: &Call) -> Value {
    let key = call.text(0);
    let of = |item: &Value| {
        if key.is_empty() {
            item.clone()
        } else {
            property(item, &key)
        }
    };
    let natural = call.name == "sort_natural";
    list.sort_by(|left, right| {
        let (left, right) = (of(left), of(right));
        match (left.is_null(), right.is_null()) {
            (false, true) => Ordering::Less,
            (true, false) => Ordering::Greater,
            _ if natural => text(&left).to_lowercase().cmp(&text(&right).to_lowercase()),
            // A total order whatever is mixed: numbers by size, the rest as text.
            _ => match (&left, &right) {
                (Value::Number(_), Value::Number(_)) => {
                    order(&left, &right).unwrap_or(Ordering::Equal)
                }
                (Value::Number(_), _) => Ordering::Less,
                (_, Value::Number(_)) => Ordering::Greater,
                _ => text(&left).cmp(&text(&right)),
            },
        }
    });
    list.into_iter().collect()
}

fn unique(list: Vec<Value>) -> Value {
    let mut seen = std::collections::HashSet::new();
    list.into_iter()
        .filter(|item| seen.insert(item.to_string()))
        .collect()
}

fn grouped(list: Vec<Value>, key: &str) -> Value {
    let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for item in list {
        let name = text(&property(&item, key));
        let place = *places.entry(name.clone()).or_insert_with(|| {
            groups.push((name, Vec::new()));
            groups.len() - 1
        });
        if let Some((_, items)) = groups.get_mut(place) {
            items.push(item);
        }
    }
    groups
        .into_iter()
        .map(|(name, items)| {
            let mut group = Map::new();
            group.insert("name".to_owned(), Value::String(name));
            group.insert("size".to_owned(), Value::from(items.len()));
            group.insert("items".to_owned(), Value::Array(items));
            Value::Object(group)
        })
        .collect()
}

fn sentence(list: &[Value], call: &Call) -> String {
    let word = call
        .arguments
        .first()
        .map_or_else(|| "and".to_owned(), text);
    let words: Vec<String> = list.iter().map(text).collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} {word} {two}"),
        [first @ .., end] => format!("{}, {word} {end}", first.join(", ")),
    }
}
