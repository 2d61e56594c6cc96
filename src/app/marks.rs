//! What is known of posts beside what they say of themselves: what was read, what is starred, where
//! one was, what there is to be seen and heard.

use std::collections::HashMap;
use std::sync::Arc;

use super::message::Found;
use crate::blog::Post;
use crate::document::MediaKind;
use crate::memory::{Remembered, Spot};
use crate::search::{Fact, Facts, NoFacts};

/// What is known of posts, by their paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    posts: HashMap<Arc<str>, Remembered>,
    media: HashMap<Arc<str>, Vec<MediaKind>>,
}

impl Marks {
    /// Adds the marks of earlier sessions to those of this one.
    pub fn recall(&mut self, posts: HashMap<Arc<str>, Remembered>) {
        for (path, earlier) in posts {
            let mark = self.posts.entry(path).or_default();
            mark.read |= earlier.read;
            mark.starred |= earlier.starred;
            mark.place = mark.place.take().or(earlier.place);
        }
    }

    /// True when its end has been seen.
    pub fn is_read(&self, path: &str) -> bool {
        self.posts.get(path).is_some_and(|mark| mark.read)
    }

    /// True when it has a star.
    pub fn is_starred(&self, path: &str) -> bool {
        self.posts.get(path).is_some_and(|mark| mark.starred)
    }

    /// Where one was in it; nothing at the beginning.
    pub(super) fn spot(&self, path: &str) -> Option<&Spot> {
        self.posts.get(path)?.place.as_ref()
    }

    /// Notes whether it was read; false when that was known.
    pub(super) fn set_read(&mut self, path: &Arc<str>, read: bool) -> bool {
        let mark = self.post(path);
        std::mem::replace(&mut mark.read, read) != read
    }

    /// Notes whether it has a star; false when that was known.
    pub(super) fn set_starred(&mut self, path: &Arc<str>, starred: bool) -> bool {
        let mark = self.post(path);
        std::mem::replace(&mut mark.starred, starred) != starred
    }

    /// Notes where one is in it; false when that was known, as the beginning is of every post.
    pub(super) fn set_spot(&mut self, path: &Arc<str>, spot: &Spot) -> bool {
        let known = self.spot(path);
        let known = known.map_or((0, 0), |spot| (spot.block, spot.offset));
        let news = known != (spot.block, spot.offset);
        if news {
            self.post(path).place = Some(spot.clone());
        }
        news
    }

    /// Notes what there is to be seen and heard in posts.
    pub fn note_media(&mut self, found: &[Found]) {
        for Found { path, links } in found {
            let media = links
                .iter()
                .filter_map(|link| Some(link.media.as_ref()?.kind));
            let kinds: Vec<MediaKind> = media.collect();
            if kinds.is_empty() {
                self.media.remove(path);
            } else {
                self.media.insert(Arc::clone(path), kinds);
            }
        }
    }

    fn post(&mut self, path: &Arc<str>) -> &mut Remembered {
        self.posts.entry(Arc::clone(path)).or_default()
    }

    fn shows(&self, post: &Post, kind: MediaKind) -> bool {
        let kinds = self.media.get(&post.path);
        kinds.is_some_and(|kinds| kinds.contains(&kind))
    }
}

impl Facts for Marks {
    fn holds(&self, post: &Post, fact: Fact) -> bool {
        match fact {
            Fact::Draft => NoFacts.holds(post, fact),
            Fact::Read => self.is_read(&post.path),
            Fact::Unread => !self.is_read(&post.path),
            Fact::Starred => self.is_starred(&post.path),
            Fact::Video => self.shows(post, MediaKind::Video),
            Fact::Audio => self.shows(post, MediaKind::Audio),
            Fact::Slides => self.shows(post, MediaKind::Slides),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_noted_before_is_recalled_beside_what_was_noted_since() {
        let mut marks = Marks::default();
        let path: Arc<str> = "a.md".into();
        marks.set_starred(&path, true);
        let earlier = Remembered {
            read: true,
            place: Some(Spot::new(3, 4, "some words")),
            ..Remembered::default()
        };
        marks.recall([(Arc::clone(&path), earlier.clone())].into());
        assert!(marks.is_starred("a.md") && marks.is_read("a.md"));
        assert_eq!(marks.spot("a.md"), earlier.place.as_ref());
    }
}
