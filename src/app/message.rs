//! What comes in to the session, and what it asks of the world.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::Command;
use super::layout::Size;
use super::marks::Marks;
use crate::blog::Post;
use crate::browser::{Address, Medium};
use crate::document::{Document, Link, LinkId, OutlineEntry, Target};
use crate::highlight::Stretch;
use crate::memory::{Remembered, What};
use crate::picture::{self, Bitmap, Failures, Picture, Pictures, Raster, WebPicture};
use crate::search::Passage;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Message {
    /// A key that means something.
    Command(Command),
    /// The mouse.
    Pointer(Pointer),
    /// The screen has another size.
    Resized(Size),
    /// The blog is found.
    Found {
        /// Its title.
        title: String,
        /// Its folder, when it is on a disk: files of it that are linked to open from there.
        folder: Option<String>,
        /// What stands before the address of a post on the web, when that is known.
        site: Option<String>,
        /// The path of the post that is to be read first, when one was named.
        named: Option<Arc<str>>,
    },
    /// The blogs that can be gone to.
    Shelf(Vec<Shelved>),
    /// What is remembered of the blog; comes before its posts, or not at all.
    Recalled(Recollection),
    /// Something cannot be remembered, for this reason; reading goes on.
    NotRemembered(String),
    /// The posts of the blog as far as they have been read, in any order; more may follow.
    Posts(Vec<Arc<Post>>),
    /// Those were all of them.
    Complete,
    /// The blog was read again: these are all its posts now.
    Replaced(Vec<Arc<Post>>),
    /// The blog could not be read again, for this reason; what is here stays.
    NotReplaced(String),
    /// The answer to a [`Request`], in a sentence where it failed.
    Read {
        /// What was asked.
        request: Request,
        /// What it was.
        answer: Result<Reading, String>,
    },
    /// All the pictures of a post that was [read](Message::Read) with its first ones.
    Pictured {
        /// What was asked.
        request: Request,
        /// Those that can be shown.
        pictures: Arc<Pictures>,
    },
    /// What the words of a piece of code are.
    Highlighted {
        /// The code.
        snippet: Arc<Snippet>,
        /// Its words; none where its language is not known.
        stretches: Arc<[Stretch]>,
    },
    /// The pixels of a picture, or why there are none.
    Rendered {
        /// What was asked for.
        rendition: Arc<Rendition>,
        /// What it is.
        outcome: Result<Arc<Bitmap>, String>,
    },
    /// A picture on the web is here, or why it is not, in clean words that follow its name.
    Fetched {
        /// Its address.
        address: Arc<str>,
        /// What it is.
        outcome: Result<Picture, String>,
    },
    /// Pictures come to the screen in another way from now on.
    Raster(Raster),
    /// What an [`Effect::Survey`] found, a batch at a time.
    Surveyed {
        /// Findings of an older generation than was asked for last are out of date.
        generation: u32,
        /// Posts that have been read.
        found: Vec<Found>,
    },
    /// What an [`Effect::Search`] found so far.
    Searched {
        /// The number of the question.
        number: u32,
        /// What was found.
        answer: SearchAnswer,
    },
    /// An address was handed to the system, or could not be.
    Opened {
        /// The address.
        address: Address,
        /// Why not, in words that go before the address.
        outcome: Result<(), String>,
    },
    /// The terminal was another program's, or was to be, and is the reader's again: why that failed,
    /// if it did.
    Returned(Result<(), String>),
    /// The notice of this number has been seen for long enough.
    Faded(u32),
}

/// Something that is to be done outside. What can take time comes back as a [`Message`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Read these posts, the first one first; forget what was asked for before and is not begun.
    Read(Vec<Request>),
    /// Tell what the words of this code are, the first one first; forget what was asked for
    /// before and is not begun.
    Highlight(Vec<Arc<Snippet>>),
    /// Decode these pictures, the first one first; forget what was asked for before and is not
    /// begun.
    Render(Vec<Arc<Rendition>>),
    /// Fetch the pictures at these addresses from the web, the first one first; forget what was
    /// asked for before and is not begun.
    Fetch(Vec<Arc<str>>),
    /// Read these posts, in this order, and tell what their links say of the blog.
    Survey {
        /// Goes into the answers.
        generation: u32,
        /// The posts' paths.
        posts: Vec<Arc<str>>,
    },
    /// Look for words in every post; forget what was looked for before.
    Search {
        /// Goes into the answers.
        number: u32,
        /// What was typed: see [`search::Query`](crate::search::Query).
        words: Arc<str>,
        /// What is known of posts, as far as the words ask for that.
        marks: Arc<Marks>,
    },
    /// Remember this of the blog for the next session.
    Remember(What),
    /// Go to the blog in this folder; to the sample blog without one.
    Visit(Option<String>),
    /// Open an address outside.
    Open {
        /// The address.
        address: Address,
        /// What it leads to.
        medium: Medium,
    },
    /// Open a post's file in the editor, near these words.
    Edit {
        /// The post's path.
        path: Arc<str>,
        /// The first words that are seen of it.
        words: String,
    },
    /// Put a text on the clipboard.
    Copy(String),
    /// Paint every cell again: something else has written on the screen.
    Repaint,
    /// Give the terminal back and stop until woken.
    Suspend,
    /// End.
    Quit,
}

/// A blog that can be gone to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelved {
    /// Its title.
    pub title: String,
    /// Its folder; nothing for the sample blog.
    pub place: Option<String>,
}

/// What is remembered of a blog from earlier sessions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recollection {
    /// The name of the order that its list was in.
    pub order: Option<String>,
    /// The post that was shown last, by its path.
    pub last: Option<Arc<str>>,
    /// What is remembered of its posts, by their paths.
    pub posts: HashMap<Arc<str>, Remembered>,
}

/// A post that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its path.
    pub path: Arc<str>,
    /// Answers of an older generation than the session's are out of date.
    pub generation: u32,
}

/// A piece of code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// What its language is called; empty when it is not.
    pub language: String,
    /// The code.
    pub code: String,
}

/// A picture at the size that it is shown at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendition {
    /// The picture.
    pub picture: Picture,
    /// The part of it that is shown; nothing for all of it.
    pub part: Option<picture::Part>,
    /// The size, in pixels.
    pub size: picture::Size,
}

impl Rendition {
    /// Of all of a picture.
    pub fn whole(picture: Picture, size: picture::Size) -> Rendition {
        Rendition {
            picture,
            part: None,
            size,
        }
    }
}

/// The links of a post that say something of the blog: those to other posts, and those to talks,
/// videos, sounds and slides.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The post's path.
    pub path: Arc<str>,
    /// The links, in the order of its text.
    pub links: Vec<Link>,
}

impl Found {
    /// In a document.
    pub fn new(path: Arc<str>, document: Document) -> Found {
        let says_something = |link: &Link| {
            let is_post = matches!(link.target, Target::Post { .. });
            is_post || link.media.is_some()
        };
        let links = document.links.into_iter().filter(says_something);
        Found {
            path,
            links: links.collect(),
        }
    }
}

/// What was found of words in the posts of the blog.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchAnswer {
    /// The posts, the best first.
    pub hits: Vec<SearchHit>,
    /// How many posts have been read.
    pub read: usize,
    /// How many there are.
    pub all: usize,
}

/// A post that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchHit {
    /// Its path.
    pub path: Arc<str>,
    /// What of it says best what was looked for.
    pub passage: Passage,
}

/// A post as read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What it says.
    pub document: Arc<Document>,
    /// The outline of that.
    pub outline: Arc<[OutlineEntry]>,
    /// Its address on the web, where that is known.
    pub url: Option<String>,
    /// The addresses on the web of the posts that it links to, where they are known.
    pub pages: BTreeMap<LinkId, String>,
    /// The pictures in it that can be shown, as far as they are known.
    pub pictures: Arc<Pictures>,
    /// Whether more of them follow: see [`Message::Pictured`].
    pub awaits_pictures: bool,
    /// Its pictures that are on the web, whether they have been fetched or not, in reading order.
    pub web: Arc<[WebPicture]>,
    /// Why some of those could not be fetched.
    pub failures: Arc<Failures>,
}

impl Reading {
    /// Of a document, with the outline that it has; `url_of` knows where the post of a path is
    /// on the web.
    pub fn new(document: Document, path: &str, url_of: impl Fn(&str) -> Option<String>) -> Reading {
        let links = (0..).map(LinkId).zip(&document.links);
        let pages = links.filter_map(|(id, link)| match &link.target {
            Target::Post { path, anchor } => {
                let url = url_of(path)?;
                Some((id, with_anchor(url, anchor.as_deref())))
            }
            Target::Anchor(anchor) => Some((id, with_anchor(url_of(path)?, Some(anchor)))),
            Target::Alike(_)
            | Target::Web(_)
            | Target::Mail(_)
            | Target::File(_)
            | Target::Other(_) => None,
        });
        Reading {
            pages: pages.collect(),
            outline: document.outline().into(),
            pictures: Arc::default(),
            awaits_pictures: false,
            web: Arc::default(),
            failures: Arc::default(),
            url: url_of(path),
            document: Arc::new(document),
        }
    }
}

impl Reading {
    /// With these pictures, and perhaps more that follow.
    #[must_use]
    pub fn with_pictures(self, pictures: Pictures, awaits_pictures: bool) -> Reading {
        Reading {
            pictures: Arc::new(pictures),
            awaits_pictures,
            ..self
        }
    }

    /// With these pictures on the web.
    #[must_use]
    pub fn with_web(self, web: Vec<WebPicture>) -> Reading {
        Reading {
            web: web.into(),
            ..self
        }
    }

    /// True when `newer` says the same and what it knows of pictures already is known here too.
    pub(super) fn goes_on_as(&self, newer: &Reading) -> bool {
        let is_known = |(at, picture)| self.pictures.get(at) == Some(picture);
        let as_far = Reading {
            pictures: Arc::clone(&self.pictures),
            awaits_pictures: self.awaits_pictures,
            ..newer.clone()
        };
        newer.awaits_pictures && newer.pictures.iter().all(is_known) && *self == as_far
    }
}

fn with_anchor(url: String, anchor: Option<&str>) -> String {
    match anchor {
        Some(anchor) => format!("{url}#{anchor}"),
        None => url,
    }
}

/// What the mouse did, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// What it did.
    pub kind: PointerKind,
    /// Column of the screen, from 0.
    pub column: u16,
    /// Row of the screen, from 0.
    pub row: u16,
}

/// What a mouse can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointerKind {
    /// The main button went down.
    Press,
    /// The wheel turned towards the beginning.
    WheelUp,
    /// The wheel turned towards the end.
    WheelDown,
}
