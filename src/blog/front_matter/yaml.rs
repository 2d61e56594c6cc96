//! YAML heads and settings, into a map where the last of several equal keys counts.
//!
//! libyaml reads the world's heads better than any other parser, but it has to be protected:
//! deep brackets cost it quadratic time, and a few aliases can stand for gigabytes.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::{Extent, Fault, lines};
use crate::limits;

/// Reads a head that begins on `line` of its file.
pub fn read(text: &str, line: u32, extent: Extent) -> (Map<String, Value>, Option<Fault>) {
    let shorter = match extent {
        Extent::Listing => without_long_lists(text),
        Extent::Whole => Cow::Borrowed(text),
    };
    let shorter = (shorter.len() < text.len()).then_some(shorter);
    if let Some(Ok((Value::Object(values), None))) = shorter.as_deref().map(value) {
        return (values, None);
    }
    match value(text) {
        Ok((Value::Object(values), repeated)) => {
            let fault = repeated.map(|key| twice(text, line, &key));
            (values, fault)
        }
        Ok((Value::Null, _)) => (Map::new(), None),
        Ok(_) => {
            let sentence = "the head is no list of `key: value` lines".to_owned();
            (
                lines::read(text),
                Some(Fault {
                    line: Some(line),
                    sentence,
                }),
            )
        }
        Err(error) => {
            let found = error
                .location()
                .and_then(|found| u32::try_from(found.line()).ok());
            let said = error.to_string();
            // The line is said beside the sentence, and counted from the file's beginning.
            let said = said
                .split_once(" at line ")
                .map_or(said.as_str(), |(said, _)| said);
            let fault = Fault {
                line: found
                    .map(|found| line + found.saturating_sub(1))
                    .or(Some(line)),
                sentence: format!("the head is not YAML ({said}){}", advice(said)),
            };
            (lines::read(text), Some(fault))
        }
    }
}

/// What to do about what libyaml says, where that is known: a value that holds a colon, or begins
/// with a sign that means something in YAML, wants quotes.
fn advice(said: &str) -> &'static str {
    const WANTS_QUOTES: [&str; 7] = [
        "mapping values are not allowed",
        "found character that cannot start any token",
        "did not find expected key",
        "did not find expected alphabetic or numeric character",
        "did not find expected node content",
        "did not find expected ',' or",
        "unknown anchor",
    ];
    if WANTS_QUOTES.iter().any(|start| said.starts_with(start)) {
        "; quote the value"
    } else {
        ""
    }
}

/// Parses a YAML text of settings.
///
/// # Errors
/// What libyaml says, when it is not YAML or expands to more than a few megabytes.
pub fn parse(text: &str) -> Result<Value, serde_yaml::Error> {
    value(text).map(|(value, _)| value)
}

fn value(text: &str) -> Result<(Value, Option<String>), serde_yaml::Error> {
    // Counting is many times faster than following them, and nearly every head has few.
    let opening = text.bytes().filter(|byte| matches!(byte, b'[' | b'{'));
    if opening.count() > limits::head::BRACKETS && bracket_depth(text) > limits::head::BRACKETS {
        return Err(de::Error::custom("brackets nest too deep"));
    }
    let budget = Budget {
        left: Cell::new(limits::head::EXPANDED),
        repeated: RefCell::default(),
    };
    let value = Node(&budget).deserialize(serde_yaml::Deserializer::from_str(text))?;
    Ok((value, budget.repeated.into_inner()))
}

fn twice(text: &str, first: u32, key: &str) -> Fault {
    let is_key = |line: &str| lines::key(line.trim_start()).is_some_and(|(found, _)| found == key);
    let last = text
        .lines()
        .enumerate()
        .filter(|(_, line)| is_key(line))
        .last();
    Fault {
        line: last.map(|(index, _)| first + index as u32),
        sentence: format!("the key `{key}` is given more than once; the last one counts"),
    }
}

/// How deep `[` and `{` nest, at the most, whatever they stand in.
fn bracket_depth(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut deepest = 0;
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// A head without the indented lines below keys that a list of posts does not ask for: a photo
/// post's head is 200 lines of pictures, and its list needs five of them.
fn without_long_lists(text: &str) -> Cow<'_, str> {
    if text.len() < 1024 || text.contains(['&', '*']) && text.contains(": &") {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(1024);
    let mut keeps = true;
    for line in text.split_inclusive('\n') {
        if let Some((key, value)) = lines::key(line.trim_end_matches('\n')) {
            keeps = !value.is_empty() || super::split::is_known(key);
        }
        if keeps {
            kept.push_str(line);
        }
    }
    Cow::Owned(kept)
}

struct Budget {
    left: Cell<usize>,
    /// The first key that was found twice in one map.
    repeated: RefCell<Option<String>>,
}

impl Budget {
    fn take<E: de::Error>(&self, bytes: usize) -> Result<(), E> {
        let left = self.left.get().checked_sub(bytes + size_of::<Value>());
        self.left
            .set(left.ok_or_else(|| E::custom("its aliases stand for too much"))?);
        Ok(())
    }
}

#[derive(Clone, Copy)]
struct Node<'b>(&'b Budget);

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any YAML value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        self.0.take(0).map(|()| Value::Null)
    }

    /// An empty document is no value rather than null.
    fn visit_none<E: de::Error>(self) -> Result<Value, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        self.0.take(0).map(|()| Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        self.0.take(0).map(|()| Value::from(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        self.0.take(0).map(|()| Value::from(value))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        let number = Number::from_f64(value).map(Value::Number);
        let word = || Value::from(value.to_string());
        self.0.take(0).map(|()| number.unwrap_or_else(word))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        self.0.take(value.len()).map(|()| Value::from(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        self.0.take(0)?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Value, A::Error> {
        self.0.take(0)?;
        let mut map = Map::new();
        let mut merged = Map::new();
        while let Some(key) = pairs.next_key_seed(self)? {
            let value = pairs.next_value_seed(self)?;
            match (super::scalar(&key), value) {
                (Some(key), Value::Object(more)) if key == "<<" => merged.extend(more),
                (Some(key), value) => self.insert(&mut map, key, value),
                (None, _) => {}
            }
        }
        for (key, value) in merged {
            map.entry(key).or_insert(value);
        }
        Ok(Value::Object(map))
    }

    /// A value with a tag of its own, such as `!ruby/object`: the value counts.
    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Value, A::Error> {
        let (_, value) = data.variant::<de::IgnoredAny>()?;
        de::VariantAccess::newtype_variant_seed(value, self)
    }
}

impl Node<'_> {
    fn insert(self, map: &mut Map<String, Value>, key: String, value: Value) {
        let mut repeated = self.0.repeated.borrow_mut();
        if repeated.is_none() && map.contains_key(&key) {
            *repeated = Some(key.clone());
        }
        map.insert(key, value);
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use serde_json::json;

    use super::*;

    #[test]
    fn the_last_of_equal_keys_counts_at_every_depth() {
        let value = parse("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n").unwrap();
        assert_eq!(value, json!({"a": 3, "b": {"c": 2}}));
    }

    #[test]
    fn keys_of_every_kind_become_words_and_merges_are_merged() {
        let value = parse("2019: a\ntrue: b\nx: &x {k: 1, l: 2}\ny: {<<: *x, k: 3}\n").unwrap();
        assert_eq!(value["2019"], "a");
        assert_eq!(value["true"], "b");
        assert_eq!(value["y"], json!({"k": 3, "l": 2}));
    }

    #[test]
    fn a_text_of_comments_is_no_error() {
        assert_eq!(parse("").unwrap(), Value::Null);
        assert_eq!(parse("# a\n\n# b\n").unwrap(), Value::Null);
    }

    #[test]
    fn tags_do_not_hide_what_they_stand_on() {
        assert_eq!(
            parse("a: ! 'x'\nb: !ruby/sym y\n").unwrap(),
            json!({"a": "x", "b": "y"})
        );
    }

    #[test]
    fn aliases_cannot_stand_for_more_than_the_budget() {
        let row = vec!["*a"; 10_000].join(", ");
        let bomb = format!("a: &a \"{}\"\nb: [{row}]\n", "x".repeat(10_000));
        assert!(parse(&bomb).unwrap_err().to_string().contains("aliases"));
    }

    #[test]
    fn a_listing_passes_over_what_it_does_not_ask_for() {
        let photo = "  - url: a.jpg\n    caption: some words\n".repeat(100);
        let text = format!("title: A\nphotos:\n{photo}tags:\n  - x\n");
        let (listing, fault) = read(&text, 1, Extent::Listing);
        assert_eq!(Value::Object(listing), json!({"title": "A", "tags": ["x"]}));
        assert_eq!(fault, None);
        let (whole, _) = read(&text, 1, Extent::Whole);
        assert_eq!(whole["photos"].as_array().unwrap().len(), 100);
    }
}
