//! The fields that the heads of all generators share, each tolerant of how people write it.

use std::collections::HashSet;

use serde_json::Value;

use super::{Head, Notation, lines};
use crate::limits;

/// A scalar as it is written in a head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its words.
    pub text: String,
    /// Whether it stands in quotes; YAML gives unquoted dates a meaning of their own.
    pub quoting: Quoting,
}

/// Whether a scalar stands in quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quoting {
    /// It does.
    Quoted,
    /// It does not.
    Plain,
}

impl Head<'_> {
    /// A key's value. Case counts only where two keys differ in nothing else.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.values.get(key).or_else(|| {
            let mut pairs = self.values.iter();
            pairs.find_map(|(found, value)| found.eq_ignore_ascii_case(key).then_some(value))
        })
    }

    /// The value at a path such as `taxonomies.tags`.
    pub fn at(&self, path: &str) -> Option<&Value> {
        let (first, rest) = path.split_once('.').unwrap_or((path, ""));
        let found = self.get(first)?;
        let mut steps = rest.split('.').filter(|step| !step.is_empty());
        steps.try_fold(found, |value, step| value.get(step))
    }

    /// A scalar's words, trimmed; nothing when there are none.
    pub fn text(&self, key: &str) -> Option<String> {
        let text = scalar(self.at(key)?)?;
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A scalar as written, quotes aside.
    pub fn written(&self, key: &str) -> Option<Written> {
        let value = self.get(key)?;
        let source = self.source(key);
        let quoted = value.is_string() && source.is_some_and(|text| text.starts_with(['"', '\'']));
        let text = match (value, source) {
            (Value::String(text), _) => text.trim().to_owned(),
            (Value::Number(_) | Value::Bool(_), Some(source)) => {
                lines::uncommented(source).to_owned()
            }
            (value, _) => scalar(value)?,
        };
        let quoting = if quoted {
            Quoting::Quoted
        } else {
            Quoting::Plain
        };
        (!text.is_empty()).then_some(Written { text, quoting })
    }

    /// The title as written: also `1.10`, `[so]` and `{{ so }}`, which YAML takes for other things.
    pub fn title(&self) -> Option<String> {
        match self.get("title")? {
            Value::Array(_) | Value::Object(_) => {
                let source = lines::uncommented(self.source("title")?);
                (!source.is_empty()).then(|| source.to_owned())
            }
            _ => self.written("title").map(|written| written.text),
        }
    }

    /// `tag`, one as it is, or `tags`; Zola keeps them under `taxonomies`.
    pub fn tags(&self) -> Vec<String> {
        if let Some(tag) = self.get("tag").filter(|tag| !tag.is_null()) {
            return list(tag, &|words| vec![words.to_owned()]);
        }
        match self.get("tags").or_else(|| self.at("taxonomies.tags")) {
            Some(Value::Null) => self.hashtags("tags"),
            Some(tags) => list(tags, &parted),
            None => Vec::new(),
        }
    }

    /// `series`, of which one has spaces in it as a title has.
    pub fn series(&self) -> Vec<String> {
        let series = self.get("series").or_else(|| self.at("taxonomies.series"));
        let whole = |words: &str| vec![words.to_owned()];
        let series = series.filter(|value| !value.is_null() && value.as_bool().is_none());
        series.map(|value| list(value, &whole)).unwrap_or_default()
    }

    /// `categories`, then `category`, one as it is.
    pub fn categories(&self) -> Vec<String> {
        let several = self
            .get("categories")
            .or_else(|| self.at("taxonomies.categories"));
        let mut found = several
            .map(|value| list(value, &parted))
            .unwrap_or_default();
        if let Some(one) = self.get("category") {
            found.extend(list(one, &|words| vec![words.to_owned()]));
        }
        unique(found)
    }

    /// `author`, `authors`: names, lists of names, maps with a name.
    pub fn authors(&self) -> Vec<String> {
        let found = ["authors", "author"].iter().find_map(|key| {
            let names = names(
                self.get(key)
                    .or_else(|| self.at(&format!("taxonomies.{key}")))?,
            );
            (!names.is_empty()).then_some(names)
        });
        unique(found.unwrap_or_default())
    }

    /// A yes or no, in any of YAML 1.1's words.
    pub fn truth(&self, key: &str) -> Option<bool> {
        truth(self.get(key)?)
    }

    /// The addresses that once led here.
    pub fn aliases(&self) -> Vec<String> {
        let keys = ["redirect_from", "aliases", "alias"];
        let values = keys.iter().filter_map(|key| self.get(key));
        values
            .flat_map(|value| list(value, &|words| vec![words.to_owned()]))
            .collect()
    }

    /// The line on which a key stands, from 1.
    pub fn line(&self, key: &str) -> Option<u32> {
        let mut lines = self.text.lines().enumerate();
        lines.find_map(|(index, line)| {
            let (found, _) = lines::key(line)?;
            found
                .eq_ignore_ascii_case(key)
                .then_some(self.line + index as u32)
        })
    }

    /// `tags: #a #b` is a comment to YAML and two tags to its author.
    fn hashtags(&self, key: &str) -> Vec<String> {
        let words = self.source(key).unwrap_or_default().split_whitespace();
        let tags = words.filter_map(|word| word.strip_prefix('#'));
        tags.filter(|tag| !tag.is_empty())
            .map(str::to_owned)
            .collect()
    }

    fn source(&self, key: &str) -> Option<&str> {
        match self.notation {
            Notation::Yaml | Notation::Lines => lines::as_written(self.text, key),
            Notation::None
            | Notation::Toml
            | Notation::Json
            | Notation::JavaScript
            | Notation::Org => None,
        }
    }
}

/// The words of a text, a number or a truth.
pub fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A yes or no, in any of YAML 1.1's words.
pub fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::String(word) => match word.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "y" => Some(true),
            "false" | "no" | "off" | "n" => Some(false),
            _ => None,
        },
        Value::Null | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A text parted at its commas, if it has any, else at its spaces; `["a", "b"]` is a list.
pub fn parted(words: &str) -> Vec<String> {
    let words = words.trim();
    let inner = words
        .strip_prefix('[')
        .and_then(|words| words.strip_suffix(']'));
    let words = inner.unwrap_or(words);
    let clean = |word: &str| {
        lines::unquoted(word.trim())
            .trim_start_matches('#')
            .to_owned()
    };
    let parts: Vec<String> = if words.contains([',', '，', '、', ';']) {
        words.split([',', '，', '、', ';']).map(clean).collect()
    } else {
        words.split_whitespace().map(clean).collect()
    };
    unique(parts.into_iter().filter(|part| !part.is_empty()).collect())
}

/// The scalars of a list and of the lists in it; a text is parted by `split`.
pub fn list(value: &Value, split: &dyn Fn(&str) -> Vec<String>) -> Vec<String> {
    let mut found = Vec::new();
    match value {
        Value::String(words) => found = split(words.trim()),
        value => flatten(value, 0, &mut found),
    }
    found.retain(|word| !word.is_empty());
    unique(found)
}

fn flatten(value: &Value, depth: usize, found: &mut Vec<String>) {
    match value {
        Value::Array(items) if depth < limits::head::LISTS => {
            for item in items {
                flatten(item, depth + 1, found);
            }
        }
        Value::Null | Value::Array(_) | Value::Object(_) => {}
        value if depth == 0 && !value.is_string() => {}
        value => found.extend(scalar(value).map(|word| word.trim().to_owned())),
    }
}

fn names(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().filter_map(name).collect(),
        value => name(value).into_iter().collect(),
    }
}

fn name(value: &Value) -> Option<String> {
    let name = match value {
        Value::Object(map) => scalar(map.get("name").or_else(|| map.get("title"))?)?,
        value => scalar(value)?,
    };
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// The first of each.
pub fn unique(words: Vec<String>) -> Vec<String> {
    let mut known = HashSet::new();
    let firsts: Vec<bool> = words
        .iter()
        .map(|word| known.insert(word.as_str()))
        .collect();
    let words = words.into_iter().zip(firsts);
    words
        .filter_map(|(word, is_first)| is_first.then_some(word))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Extent, read};
    use super::*;

    fn head(text: &str) -> Head<'_> {
        read(text, Extent::Whole).head
    }

    #[test]
    fn titles_are_shown_as_written() {
        for (written, title) in [
            ("2019", "2019"),
            ("1.10", "1.10"),
            ("No", "No"),
            ("true", "true"),
            ("2019-01-01", "2019-01-01"),
            ("[Worklog - 1]", "[Worklog - 1]"),
            ("{{ site.title }}", "{{ site.title }}"),
            ("! 'Bang: x'", "Bang: x"),
            ("@x", "@x"),
            ("1.10 # a comment", "1.10"),
        ] {
            let text = format!("---\ntitle: {written}\n---\n");
            assert_eq!(head(&text).title().as_deref(), Some(title), "{written}");
        }
        assert_eq!(head("---\ntitle: ''\n---\n").title(), None);
        assert_eq!(head("---\ntitle:\n---\n").title(), None);
    }

    #[test]
    fn tags_are_found_however_they_are_written() {
        for (written, tags) in [
            ("tags: a b", &["a", "b"][..]),
            ("tags: a, b c", &["a", "b c"]),
            ("tags: '[\"a\", \"b\"]'", &["a", "b"]),
            ("tags: [a, ~, [b, 42], true]", &["a", "b", "42", "true"]),
            ("tags: #a #b", &["a", "b"]),
            ("tag: a b", &["a b"]),
            ("Tags: [a]", &["a"]),
            ("tags: {a: b}", &[]),
            ("tags: 42", &[]),
        ] {
            let text = format!("---\n{written}\n---\n");
            assert_eq!(head(&text).tags(), tags, "{written}");
        }
    }

    #[test]
    fn yes_and_no_have_the_words_of_yaml_1_1() {
        let head = head("---\na: no\nb: On\nc: false\nd: maybe\n---\n");
        let truths = ["a", "b", "c", "d", "e"].map(|key| head.truth(key));
        assert_eq!(truths, [Some(false), Some(true), Some(false), None, None]);
    }

    #[test]
    fn a_date_knows_whether_it_was_quoted() {
        let text = "---\ndate: 2019-03-04 23:06:07\nupdated: '2019-03-04 23:06:07'\n---\n";
        let quoting = |key| head(text).written(key).map(|written| written.quoting);
        assert_eq!(quoting("date"), Some(Quoting::Plain));
        assert_eq!(quoting("updated"), Some(Quoting::Quoted));
    }
}
