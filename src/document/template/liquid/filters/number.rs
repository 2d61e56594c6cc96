//! Filters of numbers.

use serde_json::Value;

use super::Call;
use crate::document::template::liquid::value::{number, of_number};

pub fn apply(call: &Call, input: &Value) -> Option<Value> {
    if let Value::Array(_) | Value::Object(_) = input {
        return None;
    }
    let left = number(input);
    let right = call.number(0);
    let made = match call.name {
        "plus" => left + right?,
        "minus" => left - right?,
        "times" => left * right?,
        "divided_by" => divide(left, right?, call.arguments.first()?),
        "modulo" => left.rem_euclid(right.filter(|right| *right != 0.0)?),
        "abs" => left.abs(),
        "ceil" => left.ceil(),
        "floor" | "to_integer" => left.floor(),
        "round" => {
            let scale = 10f64.powf(right.unwrap_or(0.0).clamp(0.0, 12.0));
            (left * scale).round() / scale
        }
        "at_least" => left.max(right?),
        "at_most" => left.min(right?),
        _ => return None,
    };
    Some(of_number(made))
}

/// Whole numbers divide to a whole number, rounded down.
fn divide(left: f64, right: f64, written: &Value) -> f64 {
    if right == 0.0 {
        return 0.0;
    }
    if written.is_i64() || written.is_u64() {
        (left / right).floor()
    } else {
        left / right
    }
}
