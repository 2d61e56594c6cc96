//! What is remembered of a session: where one is, what was read, what has a star.

use std::sync::Arc;

use super::article::Article;
use super::list::Order;
use super::message::{Effect, Recollection};
use super::overlay::Tone;
use super::{App, Focus, Progress, Reader};
use crate::blog::Post;
use crate::memory::{Spot, What};

impl App {
    /// Takes in what is remembered of the blog, before its posts come.
    pub(super) fn recall(&mut self, recollection: Recollection) {
        let Recollection { order, last, posts } = recollection;
        let order = order.and_then(|key| Order::keyed(&key));
        self.list.recall(posts, order);
        self.last = last;
    }

    /// What has to be remembered now: where one is, and that the end of the post was seen.
    pub(super) fn remember(&mut self) -> Vec<Effect> {
        // The first post that comes is not yet the one that is wanted.
        if self.progress != Progress::Complete {
            return Vec::new();
        }
        let mut news = Vec::new();
        let shown = self.reader.post().map(|post| Arc::clone(&post.path));
        if shown.is_some() && shown != self.last {
            self.last.clone_from(&shown);
            news.extend(shown.map(What::Last));
        }
        let marks = self.list.marks_mut();
        if let Reader::Open(article) = &mut self.reader {
            let (path, place) = (Arc::clone(&article.post().path), article.place());
            let spot = Spot::new(place.block as u32, place.offset, &article.document().text);
            if marks.set_spot(&path, &spot) {
                news.push(What::Place(Arc::clone(&path), spot));
            }
            let is_read = self.focus == Focus::Reader && article.sees_end_first();
            if is_read && marks.set_read(&path, true) {
                news.push(What::Read(path, true));
            }
        }
        news.into_iter().map(Effect::Remember).collect()
    }

    pub(super) fn toggle_read(&mut self) -> Vec<Effect> {
        let Some(path) = self.in_hand().map(|post| Arc::clone(&post.path)) else {
            return Vec::new();
        };
        let read = !self.list.marks().is_read(&path);
        self.list.marks_mut().set_read(&path, read);
        let text = if read {
            "marked as read"
        } else {
            "marked as unread"
        };
        self.say(Tone::Done, text.to_owned());
        vec![Effect::Remember(What::Read(path, read))]
    }

    pub(super) fn toggle_star(&mut self) -> Vec<Effect> {
        let Some(path) = self.in_hand().map(|post| Arc::clone(&post.path)) else {
            return Vec::new();
        };
        let starred = !self.list.marks().is_starred(&path);
        self.list.marks_mut().set_starred(&path, starred);
        let text = if starred {
            "starred"
        } else {
            "no star any more"
        };
        self.say(Tone::Done, text.to_owned());
        vec![Effect::Remember(What::Starred(path, starred))]
    }

    pub(super) fn next_order(&mut self) -> Vec<Effect> {
        self.list.next_order();
        let name = self.list.order().key().to_owned();
        vec![Effect::Remember(What::Order(name))]
    }

    /// The post that keys are about: the chosen one, or the one that is read.
    fn in_hand(&self) -> Option<&Arc<Post>> {
        match self.focus {
            Focus::List => self.list.chosen(),
            Focus::Reader => self.reader.post(),
        }
    }
}

impl Article {
    /// True once, when the last row is seen for the first time since the post was opened.
    fn sees_end_first(&mut self) -> bool {
        let sees = self.percent() == 100;
        sees && !std::mem::replace(&mut self.end_was_seen, true)
    }
}
