//! Posts, documents and sessions for tests.

use std::sync::Arc;

use super::Snippet;
use super::{App, Context, Effect, Found, HelpLine, Message, Reading, Rendition, Settings, Size};
use crate::blog::Post;
use crate::document::{Addresses, Document, Source, Target};
use crate::memory::What;
use crate::picture::{self, Bitmap, CellSize, Origin, Picture, Pictures, Raster, WebPicture};

/// A post of that date (`2019-01-01`, or empty for none) and title; its path is `title.md`.
pub fn post(date: &str, title: &str) -> Arc<Post> {
    let date = date
        .parse::<jiff::civil::Date>()
        .ok()
        .and_then(|date| date.to_zoned(jiff::tz::TimeZone::UTC).ok());
    Arc::new(Post {
        path: format!("{title}.md").into(),
        title: title.to_owned(),
        date,
        address: format!("/{title}/"),
        ..Post::default()
    })
}

/// Reads Markdown as a post of a blog at `https://blog.example` in which `x.md` leads to a post.
pub fn reading(path: &str, title: &str, markdown: &str) -> Reading {
    let source = Source {
        body: markdown.to_owned(),
        title: title.to_owned(),
        ..Source::default()
    };
    let url_of = |path: &str| {
        let name = path.strip_suffix(".md")?;
        Some(format!("https://blog.example/{name}/"))
    };
    Reading::new(Document::read(&source, &Relative), path, url_of)
}

/// The pictures whose names say how large they are.
fn pictures(document: &Document) -> Pictures {
    let images = document.images().into_iter();
    let pictures = images.filter_map(|image| {
        let is_of_blog = !image.address.starts_with("http");
        let name = image.address.rsplit('/').next().filter(|_| is_of_blog)?;
        let name = name.strip_suffix(".png")?;
        let (width, height) = name.split_once('x')?;
        let size = picture::Size {
            width: width.parse().ok()?,
            height: height.parse().ok()?,
        };
        let picture = Picture {
            origin: Origin::File(image.address.as_str().into()),
            size,
            version: 0,
        };
        Some((image.alt.start, picture))
    });
    pictures.collect()
}

/// The pictures that are on the web.
fn web_pictures(document: &Document) -> Vec<WebPicture> {
    let images = document.images().into_iter();
    let images = images.filter(|image| image.address.starts_with("http"));
    let pictures = images.map(|image| WebPicture {
        at: image.alt.start,
        address: image.address.as_str().into(),
    });
    pictures.collect()
}

struct Relative;

impl crate::document::Values for Relative {}

impl Addresses for Relative {
    fn lead(&self, address: &str) -> Target {
        let (path, anchor) = match address.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor.to_owned())),
            None => (address, None),
        };
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
        match (path, anchor, scheme, ending) {
            ("", Some(anchor), _, _) => Target::Anchor(anchor),
            (_, _, "http" | "https", _) => Target::Web(address.to_owned()),
            (_, _, "mailto", _) => Target::Mail(address.to_owned()),
            (path, anchor, "", "md") => Target::Post {
                path: path.into(),
                anchor,
            },
            (path, _, "", "pdf" | "png") => Target::File(path.to_owned()),
            _ => Target::Other(address.to_owned()),
        }
    }
}

/// Something to scroll, with a section for who reads.
fn help() -> Vec<HelpLine> {
    let keys = |key: char| HelpLine::Keys(key.to_string(), "something");
    let heading = HelpLine::Heading {
        text: "In a post",
        context: Some(Context::Reader),
    };
    let before = ('a'..='s').map(keys);
    before
        .chain([heading])
        .chain(('A'..='T').map(keys))
        .collect()
}

/// A session over a small blog, whose reads are answered at once.
pub struct Session {
    /// The session.
    pub app: App,
    posts: Vec<(Arc<Post>, String)>,
    /// What is to be remembered.
    pub remembered: Vec<What>,
    /// Code whose words are asked for.
    pub snippets: Vec<Arc<Snippet>>,
    /// Pictures whose pixels are asked for.
    pub renditions: Vec<Arc<Rendition>>,
}

impl Session {
    /// Opens a blog of `(date, title, markdown)` on a screen of that size.
    pub fn open(size: (u16, u16), posts: &[(&str, &str, &str)]) -> Session {
        let settings = Settings {
            help: help(),
            ..Settings::default()
        };
        Session::open_with(settings, size, posts)
    }

    /// The same for a terminal that has no more than ASCII.
    pub fn open_ascii(size: (u16, u16), posts: &[(&str, &str, &str)]) -> Session {
        let settings = Settings {
            ascii: true,
            ..Settings::default()
        };
        Session::open_with(settings, size, posts)
    }

    /// The same where pictures are shown in half blocks; those called `640x480.png` are known and
    /// have that size.
    pub fn open_with_pictures(size: (u16, u16), posts: &[(&str, &str, &str)]) -> Session {
        let settings = Settings {
            pictures: Some(Raster::half_blocks(CellSize::USUAL)),
            help: help(),
            ..Settings::default()
        };
        Session::open_with(settings, size, posts)
    }

    /// The same with other settings.
    pub fn open_with(
        settings: Settings,
        size: (u16, u16),
        posts: &[(&str, &str, &str)],
    ) -> Session {
        Session::open_after(Vec::new(), settings, size, posts)
    }

    /// The same after these messages.
    pub fn open_after(
        messages: Vec<Message>,
        settings: Settings,
        size: (u16, u16),
        posts: &[(&str, &str, &str)],
    ) -> Session {
        let size = Size {
            width: size.0,
            height: size.1,
        };
        let posts: Vec<_> = posts
            .iter()
            .map(|(date, title, markdown)| {
                let post = Post {
                    bytes: markdown.len() as u64,
                    ..Post::clone(&post(date, title))
                };
                (Arc::new(post), (*markdown).to_owned())
            })
            .collect();
        let mut session = Session {
            app: App::new(settings, size),
            posts,
            remembered: Vec::new(),
            snippets: Vec::new(),
            renditions: Vec::new(),
        };
        for message in messages {
            session.send(message);
        }
        session.send(Message::Found {
            title: "A blog".to_owned(),
            folder: Some("/blog".to_owned()),
            site: Some("https://blog.example".to_owned()),
            named: None,
        });
        let posts = session.posts.iter().map(|(post, _)| Arc::clone(post));
        session.send(Message::Posts(posts.collect()));
        session.send(Message::Complete);
        session
    }

    /// Sends a message, answers what is read, and returns the other effects.
    pub fn send(&mut self, message: Message) -> Vec<Effect> {
        let mut others = Vec::new();
        let mut effects = self.app.update(message);
        while !effects.is_empty() {
            let mut next = Vec::new();
            for effect in effects {
                let requests = match effect {
                    Effect::Read(requests) => requests,
                    Effect::Remember(what) => {
                        self.remembered.push(what);
                        continue;
                    }
                    Effect::Highlight(snippets) => {
                        self.snippets = snippets;
                        continue;
                    }
                    Effect::Render(renditions) => {
                        self.renditions = renditions;
                        continue;
                    }
                    other => {
                        others.push(other);
                        continue;
                    }
                };
                for request in requests {
                    let answer = self.answer(&request.path);
                    next.extend(self.app.update(Message::Read { request, answer }));
                }
            }
            effects = next;
        }
        others
    }

    /// Answers what the words of the code are that was asked for.
    pub fn highlight(&mut self) {
        for snippet in std::mem::take(&mut self.snippets) {
            let known = crate::highlight::highlight(&snippet.language, &snippet.code);
            let stretches = known.unwrap_or_default().into();
            self.send(Message::Highlighted { snippet, stretches });
        }
    }

    /// Answers with the pixels that were asked for: rows that are black and white by turns. The
    /// ones of pictures in `broken` cannot be shown.
    pub fn render(&mut self) {
        for rendition in std::mem::take(&mut self.renditions) {
            let size = rendition.size;
            let pixel = |index: u64| {
                let row = index / u64::from(size.width.max(1));
                if row.is_multiple_of(2) {
                    [255, 255, 255, 255]
                } else {
                    [0, 0, 0, 255]
                }
            };
            let outcome = if rendition.picture.origin.as_str().contains("broken") {
                Err("cannot be shown: it is damaged".to_owned())
            } else {
                let pixels = (0..size.pixels()).map(pixel);
                Ok(Arc::new(Bitmap::new(size, pixels.collect())))
            };
            self.send(Message::Rendered { rendition, outcome });
        }
    }

    /// What reading these posts finds of the blog.
    pub fn found(&self, paths: &[Arc<str>]) -> Vec<Found> {
        let found = paths.iter().filter_map(|path| {
            let reading = self.answer(path).ok()?;
            Some(Found::new(
                Arc::clone(path),
                Document::clone(&reading.document),
            ))
        });
        found.collect()
    }

    fn answer(&self, path: &str) -> Result<Reading, String> {
        let found = self.posts.iter().find(|(post, _)| &*post.path == path);
        match found {
            Some((_, markdown)) if markdown == "!" => Err("cannot read it".to_owned()),
            Some((post, markdown)) => {
                let reading = reading(path, &post.title, markdown);
                let known = pictures(&reading.document);
                let web = web_pictures(&reading.document);
                Ok(reading.with_pictures(known, false).with_web(web))
            }
            None => Err("no such post".to_owned()),
        }
    }
}
