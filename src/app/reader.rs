//! Which post the reader shows, and how one gets there.

use std::sync::Arc;

use super::article::{Article, Place};
use super::message::Effect;
use super::overlay::Tone;
use super::{App, history::Stop};
use crate::blog::Post;
use crate::memory::Spot;

/// What the reader shows.
#[derive(Debug, Default)]
pub enum Reader {
    /// Nothing: there is no post, or none that the list is narrowed to.
    #[default]
    Empty,
    /// A post that is being read from the disk.
    Waiting {
        /// The post.
        post: Arc<Post>,
        /// Where in it to begin.
        landing: Landing,
    },
    /// A post.
    Open(Box<Article>),
    /// A post that cannot be read.
    Failed {
        /// The post.
        post: Arc<Post>,
        /// Why not, in a sentence.
        why: String,
    },
}

/// Where in a post to begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Landing {
    /// At a place.
    Place(Place),
    /// Where one was, as far as it is still there.
    Spot(Spot),
    /// At an anchor.
    Anchor(String),
    /// At an offset in its text, in bytes.
    Offset(u32),
    /// At an offset, with everything marked that was searched for.
    Hit {
        /// In bytes of the text.
        offset: u32,
        /// What was searched for.
        words: Arc<str>,
    },
}

impl Landing {
    /// At the beginning.
    pub const TOP: Landing = Landing::Place(Place {
        block: 0,
        offset: 0,
    });
}

impl Reader {
    /// The post, whether it is here or not.
    pub fn post(&self) -> Option<&Arc<Post>> {
        match self {
            Reader::Empty => None,
            Reader::Waiting { post, .. } | Reader::Failed { post, .. } => Some(post),
            Reader::Open(article) => Some(article.post()),
        }
    }

    /// The same post, as the list knows it now.
    pub(super) fn rename(&mut self, to: Arc<Post>) {
        match self {
            Reader::Empty => {}
            Reader::Waiting { post, .. } | Reader::Failed { post, .. } => *post = to,
            Reader::Open(article) => article.rename(to),
        }
    }

    /// The post, when it is here.
    pub fn article(&self) -> Option<&Article> {
        match self {
            Reader::Open(article) => Some(article),
            Reader::Empty | Reader::Waiting { .. } | Reader::Failed { .. } => None,
        }
    }
}

impl App {
    /// Shows the post that is chosen in the list, where it was left; nothing beside a filter that
    /// leaves none.
    pub(super) fn preview(&mut self) {
        let Some(post) = self.list.chosen().map(Arc::clone) else {
            if self.list.is_narrowed() {
                self.reader = Reader::Empty;
            }
            return;
        };
        let shown = self.reader.post();
        if shown.is_some_and(|shown| shown.path == post.path) {
            return;
        }
        let spot = self.list.marks().spot(&post.path).cloned();
        self.show(post, spot.map_or(Landing::TOP, Landing::Spot));
    }

    /// Shows a post; one that has been read lately at once.
    pub(super) fn show(&mut self, post: Arc<Post>, landing: Landing) {
        let path = Arc::clone(&post.path);
        self.begin_lines();
        self.held.clear();
        self.reader = Reader::Waiting { post, landing };
        self.receive(&path);
    }

    /// Shows what came of reading `path`, when that is what the reader waits for.
    pub(super) fn receive(&mut self, path: &str) {
        let options = self.options();
        if self.reader.post().is_none_or(|post| &*post.path != path) {
            return;
        }
        let Some(answer) = self.library.get(path).cloned() else {
            return;
        };
        let answer = answer.map(|reading| self.fetches.complete(reading));
        self.reader = match (std::mem::take(&mut self.reader), answer) {
            (Reader::Empty, _) => Reader::Empty,
            (Reader::Open(mut article), Ok(reading)) => {
                article.renew(reading);
                Reader::Open(article)
            }
            (Reader::Waiting { post, landing }, Ok(reading)) => {
                let mut article = Article::new(post, reading, options, Place::default());
                let place = match &landing {
                    Landing::Place(place) => Some(*place),
                    Landing::Spot(spot) => {
                        let offset = spot.offset_in(&article.document().text);
                        Some(article.at(offset))
                    }
                    Landing::Anchor(id) => article.anchor(id),
                    Landing::Offset(offset) | Landing::Hit { offset, .. } => {
                        Some(article.at(*offset))
                    }
                };
                article.fit(options, usize::from(self.layout.column.height));
                article.jump(place.unwrap_or_default());
                if let Landing::Hit { offset, words } = &landing {
                    article.mark(words, *offset);
                }
                Reader::Open(Box::new(article))
            }
            (Reader::Failed { post, .. }, Ok(reading)) => {
                let article = Article::new(post, reading, options, Place::default());
                Reader::Open(Box::new(article))
            }
            // What is here stays to be read, whatever has become of its file.
            (Reader::Open(article), Err(why)) => {
                self.say(Tone::Wrong, why);
                Reader::Open(article)
            }
            (shown, Err(why)) => match shown.post().map(Arc::clone) {
                Some(post) => Reader::Failed { post, why },
                None => Reader::Empty,
            },
        };
    }

    /// Where the reader is.
    pub(super) fn stop(&self) -> Option<Stop> {
        let article = self.reader.article()?;
        Some(Stop {
            path: Arc::clone(&article.post().path),
            place: article.place(),
        })
    }

    /// Asks for the post that is shown, the chosen one and those next to it.
    pub(super) fn ask(&mut self) -> Option<Effect> {
        // A post that is gone from the blog stays as it is.
        let shown = self.reader.post();
        let shown = shown.filter(|post| self.list.post(&post.path).is_some());
        let wanted = shown
            .into_iter()
            .chain(self.list.chosen())
            .chain(self.list.neighbours())
            .map(|post| Arc::clone(&post.path));
        self.library.ask(wanted).map(Effect::Read)
    }
}
