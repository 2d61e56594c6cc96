//! Following links: within the post, to other posts, and out.

use std::fmt::Write as _;
use std::sync::Arc;

use super::article::{Article, Place};
use super::history::Stop;
use super::menu::{Goal, Topic};
use super::message::Effect;
use super::overlay::{Overlay, Tone};
use super::reader::Landing;
use super::{App, Focus};
use crate::browser::{Address, Medium, Passage};
use crate::document::{Link, MediaKind, Target};
use crate::picture::Origin;

/// What Enter, `o` and `y` are about: the chosen entry of a menu, else the focused link, else the
/// post.
#[derive(Clone, Copy)]
enum Subject<'a> {
    /// A link, and where it leads on the web when it leads to a post.
    Link {
        link: &'a Link,
        page: Option<&'a str>,
    },
    /// A place in the open post.
    Place(Place),
    /// An offset in the text of some post, in bytes.
    Mention { path: &'a Arc<str>, offset: u32 },
    /// A part of a filter for the list.
    Filter(&'a str),
    /// A blog, by its folder.
    Blog(Option<&'a str>),
    /// The open post.
    Post,
}

impl App {
    /// Where the chosen entry of a menu or the focused link leads, in words for a person, where
    /// an entry does not say that itself.
    pub fn destination(&self) -> Option<String> {
        let title = |path: &str| match self.list.post(path) {
            Some(post) => post.title.clone(),
            None => path.to_owned(),
        };
        let link = match self.subject() {
            Subject::Link { link, .. } => link,
            Subject::Mention { .. }
            | Subject::Place(_)
            | Subject::Filter(_)
            | Subject::Blog(_)
            | Subject::Post => {
                return None;
            }
        };
        Some(match &link.target {
            Target::Post { path, .. } => title(path),
            Target::Anchor(id) => format!("#{id}"),
            Target::Alike(part) => part.clone(),
            Target::Web(address)
            | Target::Mail(address)
            | Target::File(address)
            | Target::Other(address) => address.clone(),
        })
    }

    /// True when that is a post of the blog.
    pub fn leads_inside(&self) -> bool {
        match self.subject() {
            Subject::Link { link, .. } => matches!(link.target, Target::Post { .. }),
            Subject::Mention { .. }
            | Subject::Place(_)
            | Subject::Filter(_)
            | Subject::Blog(_)
            | Subject::Post => false,
        }
    }

    /// Goes where the chosen entry or the focused link leads. A menu stays open while what it
    /// lists opens outside.
    pub(super) fn follow(&mut self) -> Vec<Effect> {
        if let Some(at) = self.focused_picture()
            && self.view(at)
        {
            return Vec::new();
        }
        match self.subject() {
            Subject::Link { link, .. } => {
                let (target, medium) = (link.target.clone(), medium(link));
                self.follow_target(target, medium)
            }
            Subject::Place(place) => {
                self.go_to_place(place);
                Vec::new()
            }
            Subject::Mention { path, offset } => {
                let path = Arc::clone(path);
                self.follow_to_post(&path, self.landing(offset));
                Vec::new()
            }
            Subject::Blog(place) => {
                let place = place.map(str::to_owned);
                self.overlay = None;
                vec![Effect::Visit(place)]
            }
            Subject::Filter(part) => {
                let part = part.to_owned();
                self.narrow(&part);
                Vec::new()
            }
            Subject::Post => {
                let text = "no link is chosen: Tab chooses one, f names them";
                self.say(Tone::Done, text.to_owned());
                Vec::new()
            }
        }
    }

    /// The picture that the chosen entry or the focused link is about.
    fn focused_picture(&self) -> Option<u32> {
        let article = self.reader.article()?;
        let link = match self.chosen_goal() {
            Some(Goal::Link(id)) => *id,
            Some(_) => return None,
            None => article.focus()?,
        };
        article.picture_of(link)
    }

    fn follow_target(&mut self, target: Target, medium: Medium) -> Vec<Effect> {
        match target {
            Target::Post { path, anchor } => {
                let landing = anchor.map_or(Landing::TOP, Landing::Anchor);
                self.follow_to_post(&path, landing);
                Vec::new()
            }
            Target::Anchor(id) => {
                self.follow_to_anchor(&id);
                Vec::new()
            }
            Target::Alike(part) => {
                self.narrow(&part);
                Vec::new()
            }
            Target::Web(address) | Target::Mail(address) | Target::Other(address) => {
                self.leave(&address, medium)
            }
            Target::File(path) => self.leave_for_file(&path, medium),
        }
    }

    /// Goes to where the chosen entry of a menu stands in its post.
    pub(super) fn locate(&mut self) {
        let Some(goal) = self.chosen_goal().cloned() else {
            return;
        };
        match goal {
            Goal::Place(place) => self.go_to_place(place),
            Goal::Narrow(part) => self.narrow(&part),
            // It has no place in a post.
            Goal::Visit(_) => {}
            Goal::Mention { path, offset } => self.follow_to_post(&path, self.landing(offset)),
            Goal::LinkOf { path, link } => self.follow_to_post(&path, Landing::Offset(link.at)),
            Goal::Link(id) => {
                self.overlay = None;
                self.focus = Focus::Reader;
                let from = self.stop();
                if let Some(article) = self.article_mut() {
                    article.focus_on(id);
                }
                if from != self.stop()
                    && let Some(from) = from
                {
                    self.history.leave(from);
                }
            }
        }
    }

    /// Opens the chosen entry or the focused link, else the post's page, outside.
    pub(super) fn browse(&mut self) -> Vec<Effect> {
        if let Some(viewed) = self.viewed() {
            return match &viewed.rendition.picture.origin {
                Origin::File(path) => self.leave_for_file(path, Medium::Web),
                Origin::Web(address) => self.leave(address, Medium::Web),
            };
        }
        if let Subject::Link { link, .. } = self.subject()
            && let Target::File(path) = &link.target
        {
            let path = path.clone();
            return self.leave_for_file(&path, Medium::Web);
        }
        if let Some(address) = self.address() {
            return self.leave(&address, Medium::Web);
        }
        let text = "the blog does not say where this post is on the web";
        self.say(Tone::Wrong, text.to_owned());
        Vec::new()
    }

    /// Copies what was offered, else the address of the chosen entry or the focused link, else of
    /// the post; a post without an address has its file's path, a blog its folder.
    pub(super) fn copy(&mut self, offered: Option<String>) -> Vec<Effect> {
        let instead = || match self.subject() {
            Subject::Place(_) | Subject::Post => Some(&*self.reader.post()?.path),
            Subject::Mention { path, .. } => Some(&**path),
            Subject::Link { link, .. } => match &link.target {
                Target::Post { path, .. } => Some(&**path),
                Target::Anchor(_) => Some(&*self.reader.post()?.path),
                Target::Alike(part) => Some(part.as_str()),
                Target::Web(_) | Target::Mail(_) | Target::File(_) | Target::Other(_) => None,
            },
            Subject::Filter(part) => Some(part),
            Subject::Blog(folder) => folder,
        };
        let instead = || instead().map(str::to_owned);
        let Some(address) = offered.or_else(|| self.address()).or_else(instead) else {
            return Vec::new();
        };
        self.say(Tone::Done, format!("copied {address}"));
        vec![Effect::Copy(address)]
    }

    /// Opens what was asked about.
    pub(super) fn accept(&mut self) -> Vec<Effect> {
        match self.overlay.take() {
            Some(Overlay::Question(address)) => vec![Effect::Open {
                address,
                medium: Medium::Web,
            }],
            other => {
                self.overlay = other;
                Vec::new()
            }
        }
    }

    pub(super) fn go_back(&mut self) {
        let from = self.stop();
        let is_here = |stop: &Stop| self.list.post(&stop.path).is_some();
        match self.history.back(from, is_here) {
            Some(stop) => self.return_to(&stop),
            None => self.say(Tone::Done, "nothing to go back to".to_owned()),
        }
    }

    pub(super) fn go_forward(&mut self) {
        let from = self.stop();
        let is_here = |stop: &Stop| self.list.post(&stop.path).is_some();
        match self.history.forward(from, is_here) {
            Some(stop) => self.return_to(&stop),
            None => self.say(Tone::Done, "nothing to go forward to".to_owned()),
        }
    }

    fn chosen_goal(&self) -> Option<&Goal> {
        match &self.overlay {
            Some(Overlay::Menu(menu)) => menu.chosen().map(|entry| &entry.goal),
            Some(
                Overlay::Help(_) | Overlay::Hints(_) | Overlay::Picture(_) | Overlay::Question(_),
            )
            | None => None,
        }
    }

    /// How to come to an offset that the open menu names.
    fn landing(&self, offset: u32) -> Landing {
        match &self.overlay {
            Some(Overlay::Menu(menu)) if menu.topic() == Topic::Search => Landing::Hit {
                offset,
                words: Arc::clone(self.search.words()),
            },
            _ => Landing::Offset(offset),
        }
    }

    fn subject(&self) -> Subject<'_> {
        let article = self.reader.article();
        let link_of_post = |id| {
            let article = article?;
            Some(Subject::Link {
                link: article.document().link(id)?,
                page: article.page_of(id),
            })
        };
        let subject = match self.chosen_goal() {
            Some(Goal::Link(id)) => link_of_post(*id),
            Some(Goal::Place(place)) => Some(Subject::Place(*place)),
            Some(Goal::Mention { path, offset }) => Some(Subject::Mention {
                path,
                offset: *offset,
            }),
            Some(Goal::Visit(place)) => Some(Subject::Blog(place.as_deref())),
            Some(Goal::Narrow(part)) => Some(Subject::Filter(part)),
            Some(Goal::LinkOf { link, .. }) => Some(Subject::Link { link, page: None }),
            None => article.and_then(Article::focus).and_then(link_of_post),
        };
        subject.unwrap_or(Subject::Post)
    }

    /// The address on the web of what `o` and `y` are about.
    fn address(&self) -> Option<String> {
        match self.subject() {
            Subject::Link { link, page } => match &link.target {
                Target::Post { path, .. } => {
                    let page = page.map(str::to_owned);
                    page.or_else(|| self.url_of(path))
                }
                Target::Anchor(_) => page.map(str::to_owned),
                Target::Alike(_) => None,
                Target::Web(address)
                | Target::Mail(address)
                | Target::File(address)
                | Target::Other(address) => Some(address.clone()),
            },
            Subject::Mention { path, .. } => self.url_of(path),
            Subject::Filter(_) | Subject::Blog(_) => None,
            Subject::Place(_) | Subject::Post => self.reader.article()?.url().map(str::to_owned),
        }
    }

    /// Where the post whose file is `path` is on the web, as far as that is known.
    fn url_of(&self, path: &str) -> Option<String> {
        let (site, post) = (self.site.as_ref()?, self.list.post(path)?);
        let has_one = post.address.starts_with('/');
        has_one.then(|| format!("{site}{}", post.address))
    }

    fn go_to_place(&mut self, place: Place) {
        self.overlay = None;
        self.focus = Focus::Reader;
        let from = self.stop();
        if let Some(article) = self.article_mut() {
            article.jump(place);
        }
        if let Some(from) = from {
            self.history.leave(from);
        }
    }

    /// Narrows the list by one more part, and goes there.
    fn narrow(&mut self, part: &str) {
        self.overlay = None;
        self.focus = Focus::List;
        self.list.narrow(part);
        self.preview();
    }

    fn follow_to_post(&mut self, path: &str, landing: Landing) {
        let Some(post) = self.list.post(path).map(Arc::clone) else {
            self.say(Tone::Wrong, format!("{path} is not among the posts"));
            return;
        };
        if let Some(stop) = self.stop() {
            self.history.leave(stop);
        }
        self.overlay = None;
        self.list.choose(path);
        self.focus = Focus::Reader;
        self.show(post, landing);
    }

    fn follow_to_anchor(&mut self, id: &str) {
        match self.anchor(id) {
            Some(place) => self.go_to_place(place),
            None => self.say(Tone::Wrong, format!("this post has no place called #{id}")),
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

    fn leave(&mut self, address: &str, medium: Medium) -> Vec<Effect> {
        match Address::checked(address) {
            Err(refused) => {
                self.say(Tone::Wrong, refused.to_string());
                Vec::new()
            }
            Ok(address) => match address.passage() {
                Passage::Free => {
                    self.say(Tone::Done, format!("opening {address}"));
                    vec![Effect::Open { address, medium }]
                }
                Passage::Asks => {
                    self.overlay = Some(Overlay::Question(address));
                    Vec::new()
                }
            },
        }
    }

    fn leave_for_file(&mut self, path: &str, medium: Medium) -> Vec<Effect> {
        if let Some(folder) = &self.folder {
            return self.leave(&file_address(folder, path), medium);
        }
        self.say(Tone::Wrong, format!("{path} is not on this disk"));
        Vec::new()
    }
}

/// What decides the program that shows what a link leads to.
fn medium(link: &Link) -> Medium {
    match link.media.as_ref().map(|media| media.kind) {
        Some(MediaKind::Video) => Medium::Video,
        Some(MediaKind::Audio) => Medium::Audio,
        Some(MediaKind::Slides) | None => Medium::Web,
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
