//! Talks, videos, sounds and slides: of the post, or of the whole blog.
//!
//! No two entries of a post read the same: where their words do, what they are called at their
//! provider tells them apart.

use std::collections::HashMap;
use std::sync::Arc;

use super::links::aside;
use super::{Entry, Goal, Mark, Section, line_of};
use crate::app::article::Article;
use crate::app::list::PostList;
use crate::app::survey::Survey;
use crate::blog::Post;
use crate::document::{Link, LinkId};

/// Those of the open post, in the order of its text.
pub(in crate::app) fn of_post(article: &Article, list: &PostList) -> Vec<Section> {
    let links = (0..).map(LinkId).zip(&article.document().links);
    let links = links.map(|(id, link)| (link, Goal::Link(id)));
    vec![Section {
        heading: String::new(),
        entries: entries(links, list),
    }]
}

/// Those of the blog: a section a post, the latest first.
pub(in crate::app) fn of_blog(survey: &Survey, list: &PostList) -> Vec<Section> {
    let posts = survey.media().filter_map(|(path, links)| {
        let goal = |link: &Arc<Link>| Goal::LinkOf {
            path: Arc::clone(path),
            link: Arc::clone(link),
        };
        let links = links.iter().map(|link| (&**link, goal(link)));
        Some((list.post(path)?, entries(links, list)))
    });
    let mut posts: Vec<(&Arc<Post>, Vec<Entry>)> = posts.collect();
    posts.sort_by(|(a, _), (b, _)| b.date.cmp(&a.date));
    let section = |(post, entries): (&Arc<Post>, Vec<Entry>)| Section {
        heading: line_of(post),
        entries,
    };
    posts.into_iter().map(section).collect()
}

/// What it is about, unless its name says so, and who shows it.
fn whereabouts(link: &Link, list: &PostList) -> String {
    let shown_by = aside(link, list);
    if link.context.is_empty() || link.name().contains(&link.context) {
        shown_by
    } else if shown_by.is_empty() {
        link.context.clone()
    } else {
        format!("{} · {shown_by}", link.context)
    }
}

fn entries<'a>(links: impl Iterator<Item = (&'a Link, Goal)>, list: &PostList) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut ids: Vec<&str> = Vec::new();
    let mut named: HashMap<String, u32> = HashMap::new();
    let mut seen = Vec::new();
    for (link, goal) in links {
        let Some(media) = &link.media else { continue };
        // A video that is shown and linked to is one video.
        if seen.contains(&media) {
            continue;
        }
        seen.push(media);
        let label = link.name();
        *named.entry(label.to_lowercase()).or_default() += 1;
        ids.push(&media.id);
        entries.push(Entry {
            mark: Some(Mark::of(link)),
            aside: whereabouts(link, list),
            ..Entry::new(label, goal)
        });
    }
    for (entry, id) in entries.iter_mut().zip(ids) {
        let alike = named.get(&entry.label.to_lowercase());
        if alike.is_some_and(|&count| count > 1) {
            entry.label = format!("{} ({id})", entry.label);
        }
    }
    entries
}

#[cfg(test)]
mod tests;
