//! Following links: within the post, to other posts, and out.

use std::fmt::Write as _;
use std::sync::Arc;

use super::article::Place;
use super::history::Stop;
use super::message::Effect;
use super::overlay::{Overlay, Tone};
use super::reader::Landing;
use super::{App, Focus};
use crate::browser::{Address, Passage};
use crate::document::{Link, Target};

impl App {
    /// Where the focused link leads, in words for a person.
    pub fn destination(&self) -> Option<String> {
        let link = self.reader.article()?.focused()?;
        Some(match &link.target {
            Target::Post { path, .. } => match self.list.post(path) {
                Some(post) => post.title.clone(),
                None => path.to_string(),
            },
            Target::Anchor(id) => format!("#{id}"),
            Target::Web(address)
            | Target::Mail(address)
            | Target::File(address)
            | Target::Other(address) => address.clone(),
        })
    }

    /// Goes where the focused link leads.
    pub(super) fn follow(&mut self) -> Vec<Effect> {
        let Some(link) = self.focused() else {
            self.say(Tone::Done, "no link is chosen: Tab chooses one".to_owned());
            return Vec::new();
        };
        match link.target {
            Target::Post { path, anchor } => {
                let landing = anchor.map_or(Landing::TOP, Landing::Anchor);
                self.follow_to_post(&path, landing);
                Vec::new()
            }
            Target::Anchor(id) => {
                self.follow_to_anchor(&id);
                Vec::new()
            }
            Target::Web(address) | Target::Mail(address) | Target::Other(address) => {
                self.leave(&address)
            }
            Target::File(path) => self.leave_for_file(&path),
        }
    }

    /// Opens the focused link, else the post's page, outside.
    pub(super) fn browse(&mut self) -> Vec<Effect> {
        if let Some(Target::File(path)) = self.focused().map(|link| link.target) {
            return self.leave_for_file(&path);
        }
        if let Some(address) = self.address() {
            return self.leave(&address);
        }
        let text = "the blog does not say where this post is on the web";
        self.say(Tone::Wrong, text.to_owned());
        Vec::new()
    }

    /// Copies the address of the focused link, else of the post; a post without an address has
    /// its file's path.
    pub(super) fn copy(&mut self) -> Vec<Effect> {
        let path = || Some(self.reader.post()?.path.to_string());
        let Some(address) = self.address().or_else(path) else {
            return Vec::new();
        };
        self.say(Tone::Done, format!("copied {address}"));
        vec![Effect::Copy(address)]
    }

    /// Opens what was asked about.
    pub(super) fn accept(&mut self) -> Vec<Effect> {
        match self.overlay.take() {
            Some(Overlay::Question(address)) => vec![Effect::Open(address)],
            other => {
                self.overlay = other;
                Vec::new()
            }
        }
    }

    pub(super) fn go_back(&mut self) {
        let from = self.stop();
        match self.history.back(from) {
            Some(stop) => self.return_to(&stop),
            None => self.say(Tone::Done, "nothing to go back to".to_owned()),
        }
    }

    pub(super) fn go_forward(&mut self) {
        let from = self.stop();
        match self.history.forward(from) {
            Some(stop) => self.return_to(&stop),
            None => self.say(Tone::Done, "nothing to go forward to".to_owned()),
        }
    }

    fn focused(&self) -> Option<Link> {
        self.reader.article()?.focused().cloned()
    }

    /// The address of the focused link, else of the post.
    fn address(&self) -> Option<String> {
        let article = self.reader.article()?;
        let Some((id, link)) = article.focus().zip(article.focused()) else {
            return article.url().map(str::to_owned);
        };
        match &link.target {
            Target::Post { .. } | Target::Anchor(_) => article.page_of(id).map(str::to_owned),
            Target::Web(address)
            | Target::Mail(address)
            | Target::File(address)
            | Target::Other(address) => Some(address.clone()),
        }
    }

    fn follow_to_post(&mut self, path: &str, landing: Landing) {
        let Some(post) = self.list.post(path).map(Arc::clone) else {
            self.say(Tone::Wrong, format!("{path} is not among the posts"));
            return;
        };
        if let Some(stop) = self.stop() {
            self.history.leave(stop);
        }
        self.list.choose(path);
        self.focus = Focus::Reader;
        self.show(post, landing);
    }

    fn follow_to_anchor(&mut self, id: &str) {
        let (from, place) = (self.stop(), self.anchor(id));
        match (from, place, self.article_mut()) {
            (Some(from), Some(place), Some(article)) => {
                article.jump(place);
                self.history.leave(from);
            }
            _ => self.say(Tone::Wrong, format!("this post has no place called #{id}")),
        }
    }

    fn anchor(&self, id: &str) -> Option<Place> {
        self.reader.article()?.anchor(id)
    }

    fn return_to(&mut self, stop: &Stop) {
        if let Some(post) = self.list.post(&stop.path).map(Arc::clone) {
            self.list.choose(&stop.path);
            self.show(post, Landing::Place(stop.place));
        }
    }

    fn leave(&mut self, address: &str) -> Vec<Effect> {
        match Address::checked(address) {
            Err(refused) => {
                self.say(Tone::Wrong, refused.to_string());
                Vec::new()
            }
            Ok(address) => match address.passage() {
                Passage::Free => {
                    self.say(Tone::Done, format!("opening {address}"));
                    vec![Effect::Open(address)]
                }
                Passage::Asks => {
                    self.overlay = Some(Overlay::Question(address));
                    Vec::new()
                }
            },
        }
    }

    fn leave_for_file(&mut self, path: &str) -> Vec<Effect> {
        if let Some(folder) = &self.folder {
            return self.leave(&file_address(folder, path));
        }
        self.say(Tone::Wrong, format!("{path} is not on this disk"));
        Vec::new()
    }
}

/// The `file:` address of a path (RFC 8089); what an address cannot hold is percent-encoded.
fn file_address(folder: &str, path: &str) -> String {
    let mut address = String::from("file://");
    for byte in format!("{folder}/{path}").bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_address_holds_no_space_and_no_other_scheme() {
        assert_eq!(
            file_address("/home/a b", "talks/50% ü.pdf"),
            "file:///home/a%20b/talks/50%25%20%C3%BC.pdf"
        );
    }
}
