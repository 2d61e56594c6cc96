//! Where the addresses that are written in a post lead.
//!
//! An address that leads to a post is known by the site's own host and base, by the post's
//! address in every spelling, by its aliases, or by its file. What leads to no post is a file of
//! the checkout where there is one, else a page on the web where the site's own address is known.

use super::address::{decode, fragment, resolve, scheme, without_tail};
use super::context::Context;
use super::files::{file_name, join, normal, parent, stem_and_ending};
use super::format;
use super::kind::Kind;
use crate::document::{Addresses, Format, Target};

impl Addresses for Context<'_> {
    fn lead(&self, address: &str) -> Target {
        let address = address.trim();
        if let Some(rest) = address.strip_prefix("//") {
            return self.whole(&format!("https://{rest}"));
        }
        match scheme(address).map(str::to_ascii_lowercase).as_deref() {
            Some("http" | "https") => self.whole(address),
            Some("mailto") => Target::Mail(address.to_owned()),
            Some(_) => Target::Other(address.to_owned()),
            None if address.starts_with("www.") => Target::Web(format!("https://{address}")),
            None => self.on_site(address),
        }
    }
}

impl Context<'_> {
    fn whole(&self, address: &str) -> Target {
        let path = self.blog.generator.site().path_of(address);
        path.and_then(|path| self.post_at(path))
            .unwrap_or_else(|| Target::Web(address.to_owned()))
    }

    fn on_site(&self, address: &str) -> Target {
        let path = without_tail(address);
        if path.is_empty() {
            return match address.strip_prefix('#') {
                Some(anchor) => Target::Anchor(decode(anchor)),
                None => Target::Other(address.to_owned()),
            };
        }
        if let Some(file) = self.blog.generator.internal(path) {
            return self.internal(&file, address);
        }
        let from_root = resolve(&self.post.address, address);
        let post = if path.starts_with('/') {
            self.post_at(address)
        } else {
            self.post_file(path, address)
                .or_else(|| self.post_at(&from_root))
        };
        post.or_else(|| self.existing(path, address))
            .unwrap_or_else(|| {
                let site = self.blog.generator.site();
                let known = path.starts_with('/') || !self.post.address.is_empty();
                let whole = known.then(|| site.link(&site.own(&from_root)));
                whole
                    .flatten()
                    .map_or_else(|| Target::Other(address.to_owned()), Target::Web)
            })
    }

    /// The target of a file that is named from the checkout's root.
    fn internal(&self, file: &str, address: &str) -> Target {
        if let Some(index) = self.blog.routes.at_path(file) {
            return self.post_target(index, address);
        }
        let page = self.address_of(file);
        let whole = page.and_then(|page| self.blog.generator.site().link(&page));
        let anchor = fragment(address)
            .map(|anchor| format!("#{anchor}"))
            .unwrap_or_default();
        whole.map_or_else(
            || Target::Other(address.to_owned()),
            |whole| Target::Web(whole + &anchor),
        )
    }

    /// The post at an address from the root, with the site's base or without.
    fn post_at(&self, address: &str) -> Option<Target> {
        let own = self.blog.generator.site().own(address);
        let routes = &self.blog.routes;
        let found = routes
            .at_address(&own)
            .or_else(|| routes.at_address(address))
            // Hugo, for one, writes addresses in lower case whatever a link says.
            .or_else(|| routes.at_address(&own.to_lowercase()));
        let found = found.or_else(|| {
            let path = normal(&decode(without_tail(address)))?;
            let sources = self.blog.generator.sources(&path);
            sources.iter().find_map(|path| routes.at_path(path))
        });
        let found = found.or_else(|| self.only_one_named(address));
        found.map(|index| self.post_target(index, address))
    }

    /// In a folder that no generator builds nothing says what addresses posts have; a name that
    /// one post alone has is good enough.
    fn only_one_named(&self, address: &str) -> Option<usize> {
        if self.blog.kind != Kind::Folder {
            return None;
        }
        let path = decode(without_tail(address));
        let (stem, _) = stem_and_ending(file_name(path.trim_end_matches('/')));
        let mut named = self.blog.routes.named(stem, self.blog.posts());
        let first = named.next()?;
        named.next().is_none().then_some(first)
    }

    /// The post in a file that is named relative to this one.
    fn post_file(&self, path: &str, address: &str) -> Option<Target> {
        let path = normal(&join(parent(&self.post.path), &decode(path)))?;
        let ends = [
            "",
            ".md",
            ".markdown",
            "/index.md",
            "/_index.md",
            "/README.md",
        ];
        let mut indices = ends
            .iter()
            .filter_map(|end| self.blog.routes.at_path(&format!("{path}{end}")));
        indices.next().map(|index| self.post_target(index, address))
    }

    /// The target of a link to a post; a place in this post where it leads there.
    fn post_target(&self, index: usize, address: &str) -> Target {
        let path = self.blog.posts().get(index).map(|post| &post.path);
        match (path, fragment(address)) {
            (Some(path), Some(anchor)) if *path == self.post.path => Target::Anchor(anchor),
            (Some(path), anchor) => Target::Post {
                path: path.clone(),
                anchor,
            },
            (None, _) => Target::Other(address.to_owned()),
        }
    }

    /// A file of the checkout that no post has at that address: a picture, a sound, some code, or a
    /// post that is named from the root. The source of a page is none where the page itself is on
    /// the web.
    fn existing(&self, path: &str, address: &str) -> Option<Target> {
        let path = decode(path);
        let is_page = matches!(format::of(&path), Some(Format::Html | Format::Markdown))
            || stem_and_ending(file_name(&path)).1.is_empty();
        if is_page && !self.blog.generator.site().url.is_empty() && path.starts_with('/') {
            return None;
        }
        let file = self.file(&path)?;
        let post = self.blog.routes.at_path(&file);
        Some(post.map_or(Target::File(file), |post| self.post_target(post, address)))
    }

    /// The path of a file that exists, named from the root or relative to this post's file or
    /// address.
    pub(super) fn file(&self, path: &str) -> Option<String> {
        let generator = &self.blog.generator;
        let beside = (!path.starts_with('/')).then(|| join(parent(&self.post.path), path));
        let root = generator.site().without_base(path);
        let relative = (!path.starts_with('/')).then(|| resolve(&self.post.address, path));
        let roots = generator.static_folders();
        let below = [Some(root.to_owned()), relative].into_iter().flatten();
        let below = below.flat_map(|path| {
            roots
                .iter()
                .map(move |root| join(root, path.trim_start_matches('/')))
        });
        let mut places = beside
            .into_iter()
            .chain(below)
            .filter_map(|place| normal(&place));
        places.find(|place| self.is_there(place))
    }

    /// The source that a path from the root of the site, or the mere name of a file, means.
    pub(super) fn source(&self, path: &str) -> Option<String> {
        let from_root = normal(&decode(path))?;
        let sources = self.blog.generator.sources(&from_root);
        let found = sources.into_iter().find(|source| self.is_there(source));
        found.or_else(|| {
            let (stem, _) = stem_and_ending(file_name(&from_root));
            let posts = self.blog.posts();
            let named = self.blog.routes.named(stem, posts).next();
            named
                .and_then(|index| posts.get(index))
                .map(|post| post.path.to_string())
        })
    }

    /// The address of a file that is a post or a page.
    pub(super) fn address_of(&self, file: &str) -> Option<String> {
        match self.blog.post(file) {
            Some(post) => Some(post.address.clone()),
            None => self.blog.generator.address_of(&self.blog.files, file),
        }
    }

    fn is_there(&self, path: &str) -> bool {
        self.blog.routes.at_path(path).is_some() || self.blog.files.has_file(path)
    }
}
