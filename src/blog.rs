//! Where posts come from, what their heads say, which address each has on its site.
//!
//! ```text
//! folder ──kind──▶ generator ──find──▶ files ──front_matter──▶ head ──entry──▶ Post
//!                                        │                                      │
//!                                        └──read──▶ Source        routes ◀──────┘
//! ```
//!
//! [`Files`] reads, and reads nothing outside the blog's folder. [`Kind`] tells which generator
//! builds the checkout; each generator has one file for its conventions and answers the same few
//! questions (`generator`). Heads of every notation end as one map (`front_matter`), dates of
//! every form as one type (`date`). A [`Context`] answers what the text of one post asks.
//!
//! Opening never fails because of a post: one that cannot be read is listed with its problem.

mod address;
mod astro;
mod bundle;
mod context;
mod date;
mod eleventy;
mod files;
mod folder;
mod format;
mod front_matter;
mod generator;
mod hexo;
mod hugo;
mod jekyll;
mod kind;
mod links;
mod main_image;
mod missing;
mod open;
mod pelican;
mod permalink;
mod pictures;
mod post;
mod problem;
mod read;
mod routes;
mod sections;
mod site;
mod slug;
mod stamp;
mod title;
mod zola;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::document::{Document, Format, NoBlog, Source};
use crate::limits;

pub use context::Context;
pub use kind::Kind;
pub use missing::Missing;
pub use post::Post;
pub use problem::{Problem, STUMBLED};
pub use stamp::hash;

use files::Files;
use generator::Generator;
use missing::Shapes;
use routes::Routes;

/// A blog's source: its settings and its posts.
#[derive(Debug)]
pub struct Blog {
    title: String,
    kind: Kind,
    files: Arc<Files>,
    generator: Arc<dyn Generator>,
    posts: Vec<Arc<Post>>,
    routes: Routes,
    problems: Vec<Problem>,
    shapes: OnceLock<Shapes>,
    /// The file that was named to open the blog, if one was.
    named: Option<String>,
    main_images: MainImages,
}

/// Which posts of a blog are wanted, and what builds it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Also what the site does not show: drafts, posts dated in the future, expired and
    /// withdrawn ones.
    pub drafts: bool,
    /// The generator, when it is known better than by its marks.
    pub kind: Option<Kind>,
    /// What becomes of the pictures that heads name for their posts.
    pub main_images: MainImages,
}

/// What becomes of the picture that a post's head names for the post itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MainImages {
    /// It is for the site.
    #[default]
    Hidden,
    /// It stands above the text.
    Shown,
}

/// Who looks on while a blog of many posts is read.
pub trait Observer {
    /// The path of the post that is to be read before the others, of the blog in `folder`.
    fn first(&self, folder: Option<&Path>) -> Option<Arc<str>>;

    /// The blog as far as it has been read. What leads to a post that is still to come leads
    /// nowhere yet.
    fn so_far(&self, blog: Blog);
}

/// Nobody.
impl Observer for () {
    fn first(&self, _folder: Option<&Path>) -> Option<Arc<str>> {
        None
    }

    fn so_far(&self, _blog: Blog) {}
}

/// Why a blog or a post cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file system said no.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// What was to be read.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A pipe, a socket, a device, a folder.
    #[error("cannot read {}: it is not a file", path.display())]
    NotAFile {
        /// What was to be read.
        path: PathBuf,
    },
    /// Larger than any post.
    #[error(
        "cannot read {}: it is {} MB, and a post may have {} MB; split it",
        path.display(), bytes >> 20, limits::file::BYTES >> 20
    )]
    TooLarge {
        /// What was to be read.
        path: PathBuf,
        /// Its size.
        bytes: u64,
    },
    /// Nothing to read.
    #[error(
        "there is no post in {}; name a site's checkout, a folder of posts or a post",
        path.display()
    )]
    NoPost {
        /// Where posts were looked for.
        path: PathBuf,
    },
    /// Nothing to read without asking for more.
    #[error("there are only drafts in {}; add --drafts to read them", path.display())]
    OnlyDrafts {
        /// Where posts were looked for.
        path: PathBuf,
    },
}

impl Blog {
    /// Finds the blog at `path`: a site's checkout, a folder of posts, or one post. A folder or
    /// a post within a checkout belongs to its site: it has its dates and addresses, and with a
    /// post comes the whole blog, for its links.
    ///
    /// # Errors
    /// When `path` does not exist or cannot be entered. A post that cannot be read is no error.
    pub fn open(path: &Path, options: Options) -> Result<Blog, Error> {
        open::open(path, options, &())
    }

    /// The same, with somebody who looks on while many posts are read.
    ///
    /// # Errors
    /// The same as [`Blog::open`].
    pub fn open_before(
        observer: &dyn Observer,
        path: &Path,
        options: Options,
    ) -> Result<Blog, Error> {
        open::open(path, options, observer)
    }

    /// The sample blog that travels in the program.
    pub fn sample() -> Blog {
        read::all(Files::sample(), Options::default(), &read::Part::Whole, &())
    }

    /// A blog of one post that came from nowhere, such as standard input. Its bytes are decoded as
    /// those of a file are.
    pub fn of_text(name: &str, text: impl Into<Vec<u8>>) -> Blog {
        let options = Options {
            drafts: true,
            kind: Some(Kind::Folder),
            ..Options::default()
        };
        let part = read::Part::File(name.to_owned());
        read::all(Files::of_text(name, text.into()), options, &part, &())
    }

    /// True for a folder that holds posts: what is read when no path is given.
    pub fn is_in(folder: &Path) -> bool {
        open::is_blog(folder)
    }

    /// The site's title, else the folder's name.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The generator that builds it.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The folder on disk, unless the blog came from nowhere.
    pub fn folder(&self) -> Option<&Path> {
        self.files.root()
    }

    /// The posts, newest first; those without a date come last.
    pub fn posts(&self) -> &[Arc<Post>] {
        &self.posts
    }

    /// The post whose file is `path`.
    pub fn post(&self, path: &str) -> Option<&Post> {
        let index = self.routes.at_path(path)?;
        self.posts.get(index).map(|post| &**post)
    }

    /// The post whose file was named to open the blog.
    pub fn named(&self) -> Option<&Post> {
        self.post(self.named.as_deref()?)
    }

    /// The posts that were asked for: the one that was named, else all.
    pub fn asked_for(&self) -> &[Arc<Post>] {
        let named = self.named.as_deref();
        let named = named.and_then(|path| self.posts.get(self.routes.at_path(path)?));
        named.map_or(&self.posts, std::slice::from_ref)
    }

    /// What is wrong with its files, by path.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The whole address of `post` on the web, when the site's own is known.
    pub fn url(&self, post: &Post) -> Option<String> {
        self.generator.site().link(&post.address)
    }

    /// What stands before the address of a post in its whole one, when the site's own is known.
    pub fn site(&self) -> Option<String> {
        self.generator.site().link("/").map(|mut root| {
            root.pop();
            root
        })
    }

    /// Reads a post's file again, ready for [`Document::read`](crate::document::Document).
    ///
    /// # Errors
    /// When the file is gone, has become something else or too large, or the file system says no.
    pub fn read(&self, post: &Post) -> Result<Source, Error> {
        read::source(&self.files, self.generator.as_ref(), post, self.main_images)
    }

    /// What a post says. One that byline stumbles over is read as plain text: nothing it says is
    /// lost.
    ///
    /// # Errors
    /// The same as [`Blog::read`].
    pub fn document(&self, post: &Post) -> Result<Document, Error> {
        Ok(self.document_of(post, &self.read(post)?))
    }

    /// What a source of a post says; plain text, too, if need be.
    pub fn document_of(&self, post: &Post, source: &Source) -> Document {
        let read = || Document::read(source, &self.addresses(post));
        catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
            let plain = Source {
                format: Format::Plain,
                ..source.clone()
            };
            Document::read(&plain, &NoBlog)
        })
    }

    /// The file of a post on disk, unless it came from nowhere.
    pub fn file(&self, post: &Post) -> Option<PathBuf> {
        Some(self.folder()?.join(&*post.path))
    }

    /// True when there is such a file in the blog's folder.
    pub fn has_file(&self, path: &str) -> bool {
        self.files.has_file(path)
    }

    /// Another number when a post has changed: its file, by its time and length, so that asking
    /// costs no reading; or its title and names, which other files can give it, too.
    pub fn stamp(&self, post: &Post) -> i64 {
        stamp::of_post(&self.files, post)
    }

    /// Another number when what all posts share has changed: settings, includes, shortcodes, data,
    /// and byline itself.
    pub fn stamp_of_all(&self) -> i64 {
        stamp::of_all(&self.files)
    }

    /// The text of a post's file, head and all.
    ///
    /// # Errors
    /// The same as [`Blog::read`].
    pub fn text(&self, post: &Post) -> Result<String, Error> {
        Ok(self.files.read(&post.path)?.text)
    }

    /// True when the checkout itself defines the tag or shortcode called `name`.
    pub fn defines_tag(&self, name: &str) -> bool {
        self.generator.defines_tag(&self.files, name)
    }

    /// What the text of `post` can ask: where its addresses lead, what its templates mean.
    pub fn addresses<'a>(&'a self, post: &'a Post) -> Context<'a> {
        Context::new(self, post)
    }
}

impl Default for Blog {
    /// No posts.
    fn default() -> Blog {
        Blog {
            title: String::new(),
            kind: Kind::Folder,
            files: Arc::new(Files::of_text("", Vec::new())),
            generator: Arc::new(folder::Folder::default()),
            posts: Vec::new(),
            routes: Routes::default(),
            problems: Vec::new(),
            shapes: OnceLock::new(),
            named: None,
            main_images: MainImages::Hidden,
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
