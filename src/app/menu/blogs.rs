//! The blogs that can be gone to.

use super::{Entry, Goal, Section};
use crate::app::message::Shelved;

/// One section of all of them, as they stand on the shelf.
pub(in crate::app) fn sections(shelf: &[Shelved]) -> Vec<Section> {
    let entries = shelf.iter().map(|blog| Entry {
        aside: blog.place.clone().unwrap_or_default(),
        ..Entry::new(blog.title.clone(), Goal::Visit(blog.place.clone()))
    });
    vec![Section {
        heading: String::new(),
        entries: entries.collect(),
    }]
}
