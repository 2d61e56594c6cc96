//! What the posts of the blog say of each other, and the talks and videos in them.
//!
//! Knowing that means to read every post, so it is asked for when it is first wanted and comes in
//! batches; what has come is used at once.

use std::collections::HashMap;
use std::sync::Arc;

use super::message::{Effect, Found};
use crate::document::{Link, Target};

/// What is known of the links of the blog.
#[derive(Debug, Default)]
pub struct Survey {
    state: State,
    generation: u32,
    read: usize,
    media: Vec<(Arc<str>, Vec<Arc<Link>>)>,
    mentions: HashMap<Arc<str>, Vec<Mention>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// Nobody has wanted it yet.
    #[default]
    Unasked,
    /// It comes, from this many posts.
    Coming(usize),
}

/// A place in a post that links to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The path of the post that links.
    pub path: Arc<str>,
    /// Where in its text, in bytes.
    pub offset: u32,
}

impl Survey {
    /// Asks for it, unless that is done.
    pub(super) fn ask(&mut self, posts: impl ExactSizeIterator<Item = Arc<str>>) -> Option<Effect> {
        if self.state != State::Unasked || posts.len() == 0 {
            return None;
        }
        self.state = State::Coming(posts.len());
        Some(Effect::Survey {
            generation: self.generation,
            posts: posts.collect(),
        })
    }

    /// Takes in what was found, unless it is out of date.
    pub(super) fn take(&mut self, generation: u32, found: Vec<Found>) {
        if generation != self.generation {
            return;
        }
        for Found { path, links } in found {
            self.read += 1;
            for link in &links {
                if let Target::Post { path: to, .. } = &link.target {
                    self.mention(to, &path, link.at);
                }
            }
            let media: Vec<_> = links
                .into_iter()
                .filter(|link| link.media.is_some())
                .map(Arc::new)
                .collect();
            if !media.is_empty() {
                self.media.push((path, media));
            }
        }
    }

    /// Forgets everything, also what is still on its way. What was wanted has to be asked for
    /// again.
    pub(super) fn forget(&mut self) {
        *self = Survey {
            generation: self.generation.wrapping_add(1),
            ..Survey::default()
        };
    }

    /// How many posts have been read, of how many; nothing when none or all have.
    pub fn progress(&self) -> Option<(usize, usize)> {
        match self.state {
            State::Coming(all) if self.read < all => Some((self.read, all)),
            State::Coming(_) | State::Unasked => None,
        }
    }

    /// The posts that hold talks, videos, sounds or slides, with the links to them.
    pub(super) fn media(&self) -> impl Iterator<Item = (&Arc<str>, &[Arc<Link>])> {
        self.media
            .iter()
            .map(|(path, links)| (path, links.as_slice()))
    }

    /// Where other posts link to `path`: the first place of each.
    pub(super) fn mentions(&self, path: &str) -> &[Mention] {
        self.mentions.get(path).map_or(&[], Vec::as_slice)
    }

    fn mention(&mut self, to: &Arc<str>, from: &Arc<str>, offset: u32) {
        if to == from {
            return;
        }
        let mentions = self.mentions.entry(Arc::clone(to)).or_default();
        // The mentions of a post come one after the other.
        if mentions.last().is_none_or(|last| last.path != *from) {
            mentions.push(Mention {
                path: Arc::clone(from),
                offset,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(to: &str, at: u32) -> Link {
        Link {
            target: Target::Post {
                path: to.into(),
                anchor: None,
            },
            address: to.to_owned(),
            title: String::new(),
            text: to.to_owned(),
            context: String::new(),
            at,
            media: None,
        }
    }

    fn found(path: &str, links: Vec<Link>) -> Found {
        Found {
            path: path.into(),
            links,
        }
    }

    fn asked(paths: &[&str]) -> Survey {
        let mut survey = Survey::default();
        let posts: Vec<Arc<str>> = paths.iter().map(|&path| path.into()).collect();
        assert!(survey.ask(posts.clone().into_iter()).is_some());
        assert!(survey.ask(posts.into_iter()).is_none(), "it is asked once");
        survey
    }

    #[test]
    fn a_post_is_named_once_for_each_that_links_to_it() {
        let mut survey = asked(&["a", "b", "c"]);
        survey.take(0, vec![found("a", vec![link("c", 5), link("c", 9)])]);
        assert_eq!(survey.progress(), Some((1, 3)));
        survey.take(
            0,
            vec![
                found("b", vec![link("a", 1), link("c", 2)]),
                found("c", vec![link("c", 3)]),
            ],
        );
        assert_eq!(survey.progress(), None);
        let places = |path| {
            let mentions = survey.mentions(path).iter();
            let places = mentions.map(|mention| (&*mention.path, mention.offset));
            places.collect::<Vec<_>>()
        };
        assert_eq!(places("c"), [("a", 5), ("b", 2)]);
        assert_eq!(places("a"), [("b", 1)]);
        assert!(places("b").is_empty());
    }

    #[test]
    fn what_was_found_before_forgetting_is_dropped() {
        let mut survey = asked(&["a"]);
        survey.forget();
        survey.take(0, vec![found("a", vec![link("c", 5)])]);
        assert!(survey.mentions("c").is_empty());
        assert!(survey.ask(["a".into()].into_iter()).is_some());
    }
}
