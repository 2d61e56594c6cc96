//! Where posts come from, what their heads say, which address each has on its site.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::document::{Addresses, Site, Source, Target, Values};

/// A blog's source: its settings and its posts.
#[derive(Debug, Default)]
pub struct Blog {
    title: String,
    posts: Vec<Post>,
}

/// What is known of a post without reading its body again.
#[derive(Clone, Debug, PartialEq)]
pub struct Post {
    /// Its file relative to the blog's folder, with `/`: the name by which a post is known.
    pub path: Arc<str>,
    /// Its title: the head's, else its first headline's, else its slug's.
    pub title: String,
    /// When it was published, in the site's zone.
    pub date: Option<jiff::Zoned>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its categories.
    pub categories: Vec<String>,
    /// Its authors.
    pub authors: Vec<String>,
    /// Its address on the site, from the root; empty when the site gives it none.
    pub address: String,
    /// It is not published yet.
    pub draft: bool,
    /// What is wrong with it: a sentence that names the mend.
    pub problem: Option<String>,
}

/// Which posts of a blog are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Also drafts.
    pub drafts: bool,
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
}

impl Blog {
    /// Finds the blog at `path`: a site's checkout, a folder of posts, or one post.
    pub fn open(_path: &Path, _options: Options) -> Result<Blog, Error> {
        Ok(Blog::default())
    }

    /// The sample blog that travels in the program.
    pub fn sample() -> Blog {
        Blog::default()
    }

    /// A blog of one post that came from nowhere, such as standard input.
    pub fn of_text(_name: &str, _text: String) -> Blog {
        Blog::default()
    }

    /// The site's title, else the folder's name.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The posts, newest first.
    pub fn posts(&self) -> &[Post] {
        &self.posts
    }

    /// The post whose file is `path`.
    pub fn post(&self, path: &str) -> Option<&Post> {
        self.posts.iter().find(|post| &*post.path == path)
    }

    /// The whole address of `post` on the web, when the site's own is known.
    pub fn url(&self, _post: &Post) -> Option<String> {
        None
    }

    /// Reads a post's file again, ready for [`Document::read`](crate::document::Document::read).
    pub fn read(&self, _post: &Post) -> Result<Source, Error> {
        Ok(Source::default())
    }

    /// Answers where the addresses written in `post` lead.
    pub fn addresses<'a>(&'a self, post: &'a Post) -> impl Site + 'a {
        From {
            _blog: self,
            _post: post,
        }
    }
}

struct From<'a> {
    _blog: &'a Blog,
    _post: &'a Post,
}

impl Values for From<'_> {}

impl Addresses for From<'_> {
    fn lead(&self, address: &str) -> Target {
        Target::Web(address.to_owned())
    }
}
