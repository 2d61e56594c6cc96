//! The outline of the post.

use super::{Entry, Goal, Section};
use crate::app::article::Article;

/// One section of all headings, as deep as they stand.
pub(in crate::app) fn sections(article: &Article) -> Vec<Section> {
    let outline = article.outline();
    let top = outline.iter().map(|entry| entry.level).min();
    let entries = outline.iter().map(|entry| Entry {
        depth: entry.level - top.unwrap_or(entry.level),
        ..Entry::new(entry.text.clone(), Goal::Place(article.at(entry.at)))
    });
    vec![Section {
        heading: String::new(),
        entries: entries.collect(),
    }]
}

/// What the entry of the section that one is in is about.
pub(in crate::app) fn current(article: &Article) -> Option<Goal> {
    let section = article.section()?;
    Some(Goal::Place(article.at(section.at)))
}
