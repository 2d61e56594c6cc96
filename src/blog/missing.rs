//! What an address within the site leads to when it leads nowhere.
//!
//! A checkout does not say every address that its site has: generators and plugins add pages. So
//! only what is sure to be missing counts: a post where posts have their addresses, a source that
//! is named as a file, a picture or another file that sites serve as it is.

use std::collections::HashMap;
use std::sync::Arc;

use super::Blog;
use super::address::{decode, resolve, scheme, without_tail};
use super::context::Context;
use super::files::{file_name, join, normal, stem_and_ending};
use super::format;
use super::post::Post;
use crate::document::{Addresses, Target};

/// Something that an address names and the blog does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// A post.
    Post,
    /// A picture, a sound, any file that is served as it is.
    File,
}

/// Endings of files that are served as they are and that no generator makes.
const SERVED: [&str; 28] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp", "ico", "pdf", "ps", "mp3", "m4a",
    "ogg", "opus", "wav", "flac", "mp4", "webm", "mov", "zip", "gz", "tgz", "epub", "ipynb", "key",
    "pptx", "txt",
];
/// Fewer posts in a folder of the site do not make it a folder of posts.
const FOLDER_OF_POSTS: usize = 3;

/// The shapes that the addresses of posts have, and how many posts have each:
/// `/2017/05/22/pdx/` has `/#/#/#/*`.
#[derive(Debug, Default)]
pub struct Shapes(HashMap<String, usize>);

impl Shapes {
    /// Those of `posts`.
    pub fn of(posts: &[Arc<Post>]) -> Shapes {
        let mut shapes: HashMap<String, usize> = HashMap::new();
        for post in posts.iter().filter(|post| !post.address.is_empty()) {
            *shapes.entry(shape(&post.address)).or_default() += 1;
        }
        Shapes(shapes)
    }

    /// True where a page could be nothing but a post: its address has a date where posts have
    /// one, or it stands in a folder of posts.
    fn is_of_post(&self, address: &str) -> bool {
        let shape = shape(address);
        let count = self.0.get(&shape).copied().unwrap_or_default();
        let dated = shape.contains('#');
        let deep = shape != "/*";
        count > 0 && dated || count >= FOLDER_OF_POSTS && deep
    }
}

fn shape(address: &str) -> String {
    let path = without_tail(address).trim_end_matches('/');
    let path = path.strip_suffix("/index.html").unwrap_or(path);
    let (folder, _) = path.rsplit_once('/').unwrap_or_default();
    let mut shape = String::new();
    for part in folder.split('/').filter(|part| !part.is_empty()) {
        let is_number = part.bytes().all(|byte| byte.is_ascii_digit());
        shape.push('/');
        shape.push_str(if is_number { "#" } else { part });
    }
    shape + "/*"
}

impl Context<'_> {
    /// What is missing where `address` leads; nothing when it is there, leaves the site, or may
    /// be a page that the checkout does not show.
    pub fn missing(&self, address: &str) -> Option<Missing> {
        let address = self.within_site(address.trim())?;
        let path = decode(without_tail(address));
        if path.is_empty() || path.contains(['{', '<', '\u{fffd}']) {
            return None;
        }
        match self.lead(address) {
            Target::Post { .. }
            | Target::Anchor(_)
            | Target::Alike(_)
            | Target::File(_)
            | Target::Mail(_) => {
                return None;
            }
            Target::Web(_) | Target::Other(_) => {}
        }
        let ending = stem_and_ending(file_name(&path)).1.to_ascii_lowercase();
        if SERVED.contains(&ending.as_str()) {
            return self.file(&path).is_none().then_some(Missing::File);
        }
        if format::is_markdown(&path) {
            return Some(Missing::Post);
        }
        let from_root = resolve(&self.post.address, address);
        let own = self.blog.generator.site().own(&from_root);
        let is_post = self.blog.shapes().is_of_post(&own) && !self.has_page(&own);
        is_post.then_some(Missing::Post)
    }

    /// The part of an address that the site itself answers: all of a relative one, the path of one
    /// with the site's own host.
    fn within_site<'a>(&self, address: &'a str) -> Option<&'a str> {
        let is_local = scheme(address).is_none()
            && !address.starts_with("//")
            && !address.starts_with("www.")
            && !address.starts_with('#');
        if is_local {
            return Some(address);
        }
        self.blog.generator.site().path_of(address)
    }

    /// True when the checkout holds the source of a page at an address.
    fn has_page(&self, address: &str) -> bool {
        let path = decode(without_tail(address));
        let path = path.trim_matches('/');
        let path = path.strip_suffix(".html").unwrap_or(path);
        let mut folders = self.blog.generator.static_folders();
        folders.push("content".to_owned());
        let ends = [
            "",
            ".md",
            ".markdown",
            ".html",
            "/index.md",
            "/_index.md",
            "/index.html",
        ];
        let files = &self.blog.files;
        folders.iter().any(|folder| {
            let Some(base) = normal(&join(folder, path)) else {
                return false;
            };
            ends.iter()
                .any(|end| files.has_file(&format!("{base}{end}")))
        })
    }
}

impl Blog {
    fn shapes(&self) -> &Shapes {
        self.shapes.get_or_init(|| Shapes::of(&self.posts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_keeps_folders_and_forgets_numbers() {
        assert_eq!(shape("/2017/05/22/pdx/"), "/#/#/#/*");
        assert_eq!(shape("/travel/2017/05/22/pdx.html?x#y"), "/travel/#/#/#/*");
        assert_eq!(shape("/blog/a-post/index.html"), "/blog/*");
        assert_eq!(shape("/about/"), "/*");
        assert_eq!(shape("/"), "/*");
    }

    #[test]
    fn pages_beside_the_root_are_never_taken_for_posts() {
        let shapes = Shapes([("/*".to_owned(), 99), ("/notes/*".to_owned(), 2)].into());
        assert!(!shapes.is_of_post("/about/"));
        assert!(!shapes.is_of_post("/notes/archive/"));
        let shapes = Shapes([("/notes/*".to_owned(), 3), ("/#/*".to_owned(), 1)].into());
        assert!(shapes.is_of_post("/notes/gone/"));
        assert!(shapes.is_of_post("/2018/gone.html"));
        assert!(!shapes.is_of_post("/2018/01/gone.html"));
    }
}
