//! What a section's page says of the pages below it.

use serde_json::{Map, Value};

use crate::blog::files::Files;
use crate::blog::front_matter::{self, Extent, Head};

/// What a section's page hands down to all pages below it.
pub fn cascade(files: &Files, page: &str) -> Map<String, Value> {
    let text = files
        .read_start(page)
        .map(|file| file.text)
        .unwrap_or_default();
    let mut front = front_matter::read(&text, Extent::Whole);
    match front.head.values.remove("cascade") {
        Some(Value::Object(values)) if !has_target(&values) => values,
        Some(Value::Array(sets)) => {
            let sets = sets.into_iter().filter_map(|set| match set {
                Value::Object(values) if !has_target(&values) => Some(values),
                _ => None,
            });
            sets.flatten().collect()
        }
        _ => Map::new(),
    }
}

/// Values for some of the pages only; which, is beyond a reader.
fn has_target(values: &Map<String, Value>) -> bool {
    values.contains_key("target") || values.contains_key("_target")
}

/// A text that is neither listed nor built is there for other pages to include.
pub fn is_headless(head: &Head<'_>) -> bool {
    let build = head.get("build").or_else(|| head.get("_build"));
    let never = |key| build.and_then(|build| build.get(key)) == Some(&Value::from("never"));
    never("list") && never("render")
}
