//! The tags, categories, years and series of the posts that the list shows, each with how many of
//! them there are. Choosing one narrows the list by it; several combine.

use std::collections::HashMap;

use super::{Amount, Entry, Goal, Section};
use crate::app::list::PostList;
use crate::blog::Post;

/// A section a taxonomy: the most frequent first, years in their own order.
pub(in crate::app) fn sections(list: &PostList) -> Vec<Section> {
    let section = |heading: &str, entries| Section {
        heading: heading.to_owned(),
        entries,
    };
    let years = |post: &Post| {
        let year = post.date.as_ref().map(|date| date.year().to_string());
        year.into_iter().collect::<Vec<_>>()
    };
    vec![
        section("Tags", by_count(list, "tag", |post| post.tags.clone())),
        section(
            "Categories",
            by_count(list, "category", |post| post.categories.clone()),
        ),
        section(
            "Series",
            by_count(list, "series", |post| post.series.clone()),
        ),
        section(
            "Authors",
            by_count(list, "author", |post| post.authors.clone()),
        ),
        section("Years", by_name(list, years)),
    ]
}

fn by_count(list: &PostList, field: &str, of: impl Fn(&Post) -> Vec<String>) -> Vec<Entry> {
    let mut counts = counts(list, of);
    counts.sort_by(|(one, count), (other, of_other)| of_other.cmp(count).then(one.cmp(other)));
    entries(&counts, |name| format!("{field}:\"{name}\""))
}

fn by_name(list: &PostList, of: impl Fn(&Post) -> Vec<String>) -> Vec<Entry> {
    let mut counts = counts(list, of);
    counts.sort_by(|(one, _), (other, _)| other.cmp(one));
    entries(&counts, |name| format!("year:{name}"))
}

/// How many posts have each name; names that differ in case are one, as most write it.
fn counts(list: &PostList, of: impl Fn(&Post) -> Vec<String>) -> Vec<(String, u32)> {
    let mut spellings: HashMap<String, HashMap<String, u32>> = HashMap::new();
    for post in list.shown() {
        for name in of(post) {
            let spelling = spellings.entry(name.to_lowercase()).or_default();
            *spelling.entry(name).or_default() += 1;
        }
    }
    let counts = spellings.into_values().filter_map(|spellings| {
        let count = spellings.values().sum();
        let usual = |(name, count): &(String, u32)| (*count, std::cmp::Reverse(name.clone()));
        let (name, _) = spellings.into_iter().max_by_key(usual)?;
        Some((name, count))
    });
    counts.collect()
}

fn entries(counts: &[(String, u32)], part: impl Fn(&str) -> String) -> Vec<Entry> {
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let entries = counts.iter().map(|(name, count)| Entry {
        amount: Some(Amount {
            count: *count,
            most,
        }),
        ..Entry::new(name.clone(), Goal::Narrow(part(name)))
    });
    entries.collect()
}
