//! What a search over the blog has found: a section a post, with the line that says it best.

use std::sync::Arc;

use super::{Entry, Goal, Section, line_of};
use crate::app::list::PostList;
use crate::app::search::Search;

/// The sections, the best first.
pub(in crate::app) fn sections(search: &Search, list: &PostList) -> Vec<Section> {
    let sections = search.hits().iter().filter_map(|hit| {
        Some(Section {
            heading: line_of(list.post(&hit.path)?),
            entries: vec![Entry {
                found: hit.passage.found.clone(),
                ..Entry::new(
                    hit.passage.text.clone(),
                    Goal::Mention {
                        path: Arc::clone(&hit.path),
                        offset: hit.passage.at,
                    },
                )
            }],
        })
    });
    sections.collect()
}
