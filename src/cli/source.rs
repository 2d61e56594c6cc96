//! Where posts are read from: what PATH names, or what stands for it.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use crate::blog::{self, Blog, Observer};
use crate::limits;

/// The file that standard input passes for.
const NAME: &str = "standard-input.md";

/// Where posts are read from.
#[derive(Debug)]
pub enum Source {
    /// A site's checkout, a folder of posts or one post.
    Path(PathBuf),
    /// One post as it came from standard input, in whatever encoding.
    Text(Vec<u8>),
    /// The sample blog that travels in the program.
    Sample,
}

impl Source {
    /// What PATH names: `-` is standard input; without it the current folder if it holds posts,
    /// else the sample blog.
    ///
    /// # Errors
    ///
    /// When there is nothing at PATH, or standard input cannot be read or is larger than a post may
    /// be.
    pub fn of(path: Option<&Path>) -> anyhow::Result<Source> {
        match path {
            None => Ok(match std::env::current_dir() {
                Ok(folder) if Blog::is_in(&folder) => Source::Path(folder),
                _ => Source::Sample,
            }),
            Some(path) if path.as_os_str() == "-" => {
                let mut bytes = Vec::new();
                let mut input = io::stdin().lock().take(limits::file::BYTES + 1);
                let read = input.read_to_end(&mut bytes);
                read.context("cannot read standard input")?;
                if bytes.len() as u64 > limits::file::BYTES {
                    bail!(
                        "cannot read standard input: it has more than {} MB, and a post may not; \
                         split it",
                        limits::file::BYTES >> 20
                    );
                }
                Ok(Source::Text(bytes))
            }
            Some(path) => {
                let found = std::fs::metadata(path);
                found.with_context(|| format!("cannot read {}", path.display()))?;
                Ok(Source::Path(path.to_owned()))
            }
        }
    }

    /// The same, but without PATH always the current folder: what is asked about one's own posts
    /// is not answered about the sample's.
    ///
    /// # Errors
    ///
    /// Those of [`Source::of`].
    pub fn of_own(path: Option<&Path>) -> anyhow::Result<Source> {
        if path.is_some() {
            return Source::of(path);
        }
        let folder = std::env::current_dir().context("cannot tell the current folder")?;
        Ok(Source::Path(folder))
    }

    /// Finds the posts, of which there is one at least.
    ///
    /// # Errors
    ///
    /// When the file system says no, or there is no post.
    pub fn open(&self, options: blog::Options) -> Result<Blog, blog::Error> {
        self.open_before(&(), options)
    }

    /// The same, with somebody who looks on.
    ///
    /// # Errors
    ///
    /// Those of [`Source::open`].
    pub fn open_before(
        &self,
        observer: &dyn Observer,
        options: blog::Options,
    ) -> Result<Blog, blog::Error> {
        match self {
            Source::Path(path) => open(observer, path, options),
            Source::Text(text) => Ok(Blog::of_text(NAME, text.clone())),
            Source::Sample => Ok(Blog::sample()),
        }
    }
}

fn open(observer: &dyn Observer, path: &Path, options: blog::Options) -> Result<Blog, blog::Error> {
    let blog = Blog::open_before(observer, path, options)?;
    if !blog.asked_for().is_empty() {
        return Ok(blog);
    }
    let with_drafts = blog::Options {
        drafts: true,
        ..options
    };
    let path = path.to_owned();
    if options.drafts || Blog::open(&path, with_drafts)?.asked_for().is_empty() {
        Err(blog::Error::NoPost { path })
    } else {
        Err(blog::Error::OnlyDrafts { path })
    }
}
