//! What a value goes through behind `|`: Liquid's filters and Jekyll's.

mod list;
mod number;
mod text;
mod web;

use std::cell::Cell;

use serde_json::Value;

pub use web::Site;

/// What a filter made of a value.
pub enum Filtered {
    To(Value),
    /// The beginning of what it would be: see [`limits::template`](crate::limits::template).
    Cut(Value),
    /// Nobody knows the filter: the value as it was.
    Not(Value),
}

/// Puts `value` through the filter `name`.
pub fn apply(name: &str, value: Value, arguments: &[Value], site: &Site) -> Filtered {
    let call = Call {
        name,
        arguments,
        is_cut: Cell::new(false),
    };
    let made = [text::apply, number::apply, list::apply]
        .into_iter()
        .find_map(|group| group(&call, &value))
        .or_else(|| web::apply(&call, &value, site));
    match made {
        Some(made) if call.is_cut.get() => Filtered::Cut(made),
        Some(made) => Filtered::To(made),
        None => Filtered::Not(value),
    }
}

/// A filter and what is behind its colon.
pub struct Call<'a> {
    pub name: &'a str,
    pub arguments: &'a [Value],
    /// Something was left out of what it makes.
    is_cut: Cell<bool>,
}

impl Call<'_> {
    /// The first `most` of some items; notes when there are more.
    fn first<T>(&self, most: usize, mut items: impl Iterator<Item = T>) -> Vec<T> {
        let first = items.by_ref().take(most).collect();
        if items.next().is_some() {
            self.is_cut.set(true);
        }
        first
    }

    /// The argument at `place` as text; empty when there is none.
    fn text(&self, place: usize) -> String {
        self.arguments
            .get(place)
            .map(super::value::text)
            .unwrap_or_default()
    }

    /// The argument at `place` as a number.
    fn number(&self, place: usize) -> Option<f64> {
        self.arguments.get(place).map(super::value::number)
    }

    /// The argument at `place` as a place or count; negative ones count from the end.
    fn whole(&self, place: usize) -> Option<i64> {
        self.number(place).map(|number| number as i64)
    }
}

/// Where a slice of `length` items begins and ends, for `slice: start, count`.
fn slice_range(length: usize, start: i64, count: i64) -> (usize, usize) {
    let start = if start < 0 {
        length.saturating_sub(usize::try_from(start.unsigned_abs()).unwrap_or(usize::MAX))
    } else {
        usize::try_from(start).unwrap_or(usize::MAX).min(length)
    };
    let count = usize::try_from(count.max(0)).unwrap_or(usize::MAX);
    (start, start.saturating_add(count).min(length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::template::liquid::expression::evaluate;
    use crate::document::template::liquid::scope::{Known, Scope};
    use serde_json::json;

    fn result(expression: &str) -> String {
        let mut scope = Scope::new(&crate::document::NoBlog);
        let books = json!([
            {"title": "B", "by": "y", "year": 2},
            {"title": "A", "by": "x", "year": 1},
            {"title": "C", "by": "y", "year": 3},
        ]);
        scope.assign("books", Known::Value(books));
        scope.assign("tags", Known::Value(json!(["b", "a", "b"])));
        let site = Site {
            url: "https://example.org".to_owned(),
            base: "/blog".to_owned(),
        };
        match evaluate(expression, &mut scope, &site) {
            Known::Value(value) => crate::document::template::liquid::value::text(&value),
            Known::Unknown => "unknown".to_owned(),
        }
    }

    #[test]
    fn filters_do_as_in_liquid() {
        for (expression, expected) in [
            ("'a' | append: 'b' | prepend: 'c'", "cab"),
            ("'a b a' | replace: 'a', 'c'", "c b c"),
            ("'a b a' | replace_first: 'a', 'c'", "c b a"),
            ("'a b a' | remove: 'a'", " b "),
            ("'a,b' | split: ',' | join: ' and '", "a and b"),
            ("'a,b' | split: ',' | last", "b"),
            ("'abc' | size", "3"),
            ("'abc' | upcase | downcase | capitalize", "Abc"),
            ("'  a ' | strip", "a"),
            ("'Hello, World!' | slugify", "hello-world"),
            ("nil | default: 'x'", "x"),
            ("'' | default: 'x'", "x"),
            ("'y' | default: 'x'", "y"),
            ("'<a>b</a>' | strip_html", "b"),
            ("'<&>' | escape", "&lt;&amp;&gt;"),
            ("'a b&c' | url_encode", "a+b%26c"),
            ("'a b' | uri_escape", "a%20b"),
            ("'hello world' | truncate: 8", "hello..."),
            ("'one two three' | truncatewords: 2", "one two..."),
            ("'abcdef' | slice: 1, 2", "bc"),
            ("'abcdef' | slice: -2, 2", "ef"),
            ("'a\n b' | normalize_whitespace", "a b"),
            ("'one two' | number_of_words", "2"),
            ("4 | plus: 2 | times: 2 | minus: 1 | divided_by: 2", "5"),
            ("7 | modulo: 4", "3"),
            ("1.5 | ceil", "2"),
            ("7.0 | divided_by: 2.0", "3.5"),
            ("3.14159 | round: 2", "3.14"),
            ("tags | uniq | sort | join: ','", "a,b"),
            ("tags | reverse | first", "b"),
            ("tags | array_to_sentence_string", "b, a, and b"),
            ("books | where: 'by', 'y' | map: 'title' | join: ','", "B,C"),
            ("books | where: 'year', 1 | map: 'title' | first", "A"),
            ("books | sort: 'title' | map: 'title' | join: ''", "ABC"),
            ("books | group_by: 'by' | map: 'name' | join: ','", "y,x"),
            ("books | group_by: 'by' | map: 'size' | join: ','", "2,1"),
            ("'2019-03-04' | date: '%d.%m.%Y'", "04.03.2019"),
            ("'2019-03-04' | date_to_string", "04 Mar 2019"),
            ("'/a/' | relative_url", "/blog/a/"),
            ("'/a/' | absolute_url", "https://example.org/blog/a/"),
            ("'https://x.org/a' | absolute_url", "https://x.org/a"),
            ("'a *b*' | markdownify", "<p>a <em>b</em></p>"),
            ("'kept' | no_such_filter: 1", "kept"),
            ("site.posts | size", "unknown"),
            ("5 | divided_by: 0", "0"),
        ] {
            assert_eq!(result(expression), expected, "{expression}");
        }
    }
}
