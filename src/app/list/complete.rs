//! What would complete a filter that is being typed: the name of a field, or a value that posts have.

use std::collections::HashMap;
use std::sync::Arc;

use crate::app::prompt::Prompt;
use crate::blog::Post;
use crate::search::{Fact, Field};

/// The letters that would complete the last word of `filter`: of the values that begin with it the
/// one that most posts have. Nothing unless the cursor is behind it.
pub(super) fn completion(filter: &Prompt, posts: &[Arc<Post>]) -> Option<String> {
    if !filter.behind().is_empty() {
        return None;
    }
    let word = filter.text().rsplit(char::is_whitespace).next()?;
    let word = word.strip_prefix('-').unwrap_or(word);
    if let Some((name, begun)) = word.split_once(':') {
        let mut fields = Field::ALL.into_iter();
        let (_, field) = fields.find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        return value(field, begun, posts);
    }
    let mut names = Field::ALL.into_iter().map(|(name, _)| name);
    let begun = word.to_ascii_lowercase();
    let name = names.find(|name| !begun.is_empty() && name.starts_with(&begun))?;
    // One letter is a word more often than it is the beginning of a field.
    let rest = name.get(word.len()..).filter(|_| word.len() > 1)?;
    Some(format!("{rest}:"))
}

fn value(field: Field, begun: &str, posts: &[Arc<Post>]) -> Option<String> {
    if let Field::Is | Field::Has = field {
        let facts = Fact::ALL.into_iter().filter(|(of, _, _)| *of == field);
        let mut names = facts.map(|(_, name, _)| name);
        return names.find_map(|name| rest(name, begun)).map(str::to_owned);
    }
    let mut counts: HashMap<&str, u32> = HashMap::new();
    let mut years: HashMap<i16, u32> = HashMap::new();
    for post in posts {
        let names: &[String] = match field {
            Field::Tag => &post.tags,
            Field::Category => &post.categories,
            Field::Author => &post.authors,
            Field::Series => &post.series,
            Field::Year => {
                if let Some(date) = &post.date {
                    *years.entry(date.year()).or_default() += 1;
                }
                &[]
            }
            Field::Is | Field::Has => &[],
        };
        for name in names.iter().filter(|name| rest(name, begun).is_some()) {
            *counts.entry(name).or_default() += 1;
        }
    }
    let years = years
        .into_iter()
        .map(|(year, count)| (year.to_string(), count));
    // A value of more than one word would need quotes before it.
    let names = counts
        .into_iter()
        .filter(|(name, _)| !name.contains(char::is_whitespace))
        .map(|(name, count)| (name.to_owned(), count));
    let all = names
        .chain(years)
        .filter(|(name, _)| rest(name, begun).is_some());
    // Of as many posts the first of the alphabet, so that it is always the same.
    let best =
        all.max_by(|(one, count), (other, of_other)| count.cmp(of_other).then(other.cmp(one)));
    rest(&best?.0, begun).map(str::to_owned)
}

/// What `name` has behind `begun`, in any case; nothing when it does not begin like that, or is that.
fn rest<'n>(name: &'n str, begun: &str) -> Option<&'n str> {
    let (head, tail) = name.split_at_checked(begun.len())?;
    let is_alike = head.eq_ignore_ascii_case(begun)
        || !head.is_ascii() && head.to_lowercase() == begun.to_lowercase();
    (is_alike && !tail.is_empty()).then_some(tail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture::post;

    fn completed(filter: &str) -> Option<String> {
        let with = |date: &str, tags: &[&str]| {
            Arc::new(Post {
                tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
                ..Post::clone(&post(date, "a"))
            })
        };
        let posts = [
            with("2017-01-01", &["Python", "two words"]),
            with("2018-01-01", &["pytest", "Python"]),
            with("2018-02-01", &["zebra"]),
        ];
        completion(&Prompt::of(filter), &posts)
    }

    #[test]
    fn fields_and_their_values_are_completed() {
        for (filter, wanted) in [
            ("ta", Some("g:")),
            ("rust -ca", Some("tegory:")),
            ("tag:py", Some("thon")),
            ("tag:pyte", Some("st")),
            ("tag:Python", None),
            ("tag:two", None),
            ("year:20", Some("18")),
            ("is:st", Some("arred")),
            ("has:", Some("video")),
            ("t", None),
            ("rust ", None),
            ("xy", None),
        ] {
            assert_eq!(completed(filter).as_deref(), wanted, "{filter}");
        }
    }
}
