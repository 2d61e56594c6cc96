//! `page.a == "b" and page.c contains d`: what `if` and its like decide by.

use std::cmp::Ordering;

use serde_json::Value;

use super::expression::operand;
use super::scope::{Known, Scope};
use super::value;

/// Whether `text` holds; `None` when that cannot be known.
///
/// As in Liquid, `and` and `or` bind alike and from the right.
pub fn holds(text: &str, scope: &mut Scope) -> Option<bool> {
    let words = words(text);
    let mut result: Option<Option<bool>> = None;
    let mut end = words.len();
    for at in (0..words.len()).rev() {
        let word = words.get(at).copied().unwrap_or_default();
        let first = at == 0;
        if !first && !matches!(word, "and" | "or") {
            continue;
        }
        let start = if first { 0 } else { at + 1 };
        let part = comparison(words.get(start..end).unwrap_or_default(), scope);
        // `result` belongs to the word that stands at `end`.
        result = Some(match (result, words.get(end).copied()) {
            (Some(right), Some("and")) => both(part, right),
            (Some(right), _) => either(part, right),
            (None, _) => part,
        });
        end = at;
    }
    result.flatten()
}

fn both(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

fn either(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

fn comparison(words: &[&str], scope: &mut Scope) -> Option<bool> {
    match *words {
        [word] => match operand(word, scope) {
            Known::Value(found) => Some(value::is_true(&found)),
            Known::Unknown => None,
        },
        [left, sign, right] => {
            let (Known::Value(found), Known::Value(other)) =
                (operand(left, scope), operand(right, scope))
            else {
                return None;
            };
            compare(&found, sign, &other, right)
        }
        _ => None,
    }
}

/// `right` as written tells `empty` and `blank` from an empty text.
fn compare(left: &Value, sign: &str, other: &Value, right: &str) -> Option<bool> {
    let equal = || match right {
        "empty" | "blank" => value::is_blank(left),
        _ => equals(left, other),
    };
    let order = value::order(left, other);
    Some(match sign {
        "==" | "=" => equal(),
        "!=" | "<>" => !equal(),
        "<" => order == Some(Ordering::Less),
        ">" => order == Some(Ordering::Greater),
        "<=" => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        ">=" => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
        "contains" => contains(left, other),
        _ => return None,
    })
}

/// Equal as Liquid sees it: `1` and `1.0` are.
pub fn equals(left: &Value, right: &Value) -> bool {
    left == right || value::order(left, right) == Some(Ordering::Equal)
}

fn contains(list: &Value, wanted: &Value) -> bool {
    match list {
        Value::String(text) => text.contains(&value::text(wanted)),
        Value::Array(items) => items.iter().any(|item| equals(item, wanted)),
        Value::Object(map) => wanted.as_str().is_some_and(|key| map.contains_key(key)),
        _ => false,
    }
}

/// The words of a condition: signs stand alone whether or not blanks part them.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '\'' => rest
                .get(1..)
                .and_then(|inside| inside.find(first))
                .map_or(rest.len(), |end| end + 2),
            '=' | '!' | '<' | '>' => rest
                .find(|sign: char| !matches!(sign, '=' | '!' | '<' | '>'))
                .unwrap_or(rest.len()),
            _ => rest
                .find(|sign: char| {
                    sign.is_whitespace() || matches!(sign, '=' | '!' | '<' | '>' | '\'')
                })
                .map_or(rest.len(), |end| end.max(first.len_utf8())),
        };
        let (word, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        words.push(word);
        rest = after.trim_start();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn scope() -> Scope<'static> {
        let mut scope = Scope::new(&crate::document::NoBlog);
        scope.assign("a", Known::Value(json!("x y")));
        scope.assign("n", Known::Value(json!(3)));
        scope.assign("list", Known::Value(json!(["p", "q"])));
        scope.assign("none", Known::Value(json!([])));
        scope.assign("far", Known::Unknown);
        scope
    }

    #[test]
    fn conditions_hold_as_in_liquid() {
        for (text, expected) in [
            ("a", Some(true)),
            ("nothing", Some(false)),
            ("a == \"x y\"", Some(true)),
            ("a=='x y'", Some(true)),
            ("a != 'x y'", Some(false)),
            ("n > 2", Some(true)),
            ("n>=3 and n<4", Some(true)),
            ("n == 3.0", Some(true)),
            ("list contains 'p'", Some(true)),
            ("a contains 'y'", Some(true)),
            ("none == empty", Some(true)),
            ("nothing == blank", Some(true)),
            ("nothing == nil", Some(true)),
            ("list.size == 2", Some(true)),
            ("list[0] == 'p' and list[-1] == 'q'", Some(true)),
            // From the right: true or (false and false).
            ("true or false and false", Some(true)),
            ("far", None),
            ("far and nothing", Some(false)),
            ("far or a", Some(true)),
            ("a b", None),
            ("", None),
        ] {
            assert_eq!(holds(text, &mut scope()), expected, "{text}");
        }
    }
}
