//! What the text of a post can ask its blog: where an address leads, and what a template's
//! names and tags stand for.

use std::sync::OnceLock;

use serde_json::{Map, Value};

use super::Blog;
use super::address::{decode, fragment, resolve, scheme, without_tail};
use super::files::{file_name, join, normal, parent, stem_and_ending};
use super::format;
use super::front_matter::{self, Extent};
use super::generator::with_defaults;
use super::post::Post;
use super::site::{get, read_settings};
use crate::document::{Addresses, Format, Target, Values};

/// A post and the blog around it.
#[derive(Debug)]
pub struct Context<'a> {
    blog: &'a Blog,
    post: &'a Post,
    /// The post's head, read when a template first asks.
    head: OnceLock<Map<String, Value>>,
}

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

impl Values for Context<'_> {
    /// The address of the post that Jekyll's `post_url` names: `2017-05-22-pdx`, perhaps with
    /// folders before it.
    fn post_url(&self, name: &str) -> Option<String> {
        let name = name
            .trim()
            .trim_matches(['"', '\''])
            .trim_start_matches('/');
        let (folder, file) = (parent(name), file_name(name));
        let posts = self.blog.posts();
        let mut found = self
            .blog
            .routes
            .named(file, posts)
            .filter_map(|index| posts.get(index));
        let post = found.find(|post| {
            // Jekyll names the folders below `_posts`, older posts those above it as well.
            let own = parent(&post.path);
            folder.is_empty()
                || own.ends_with(folder)
                || own.replace("_posts/", "").ends_with(folder)
        })?;
        self.public(&post.address)
    }

    /// The address of the file that Jekyll's `link`, Hugo's `ref` or Zola's `@/` names.
    fn link(&self, path: &str) -> Option<String> {
        let path = path.trim().trim_matches(['"', '\'']);
        let (path, tail) = path.split_at_checked(without_tail(path).len())?;
        if path.is_empty() {
            return Some(tail.to_owned());
        }
        let found = self
            .file(path)
            .and_then(|found| match self.blog.post(&found) {
                Some(post) => Some(post.address.clone()),
                None => self.blog.generator.address_of(&self.blog.files, &found),
            })?;
        Some(format!("{}{tail}", self.public(&found)?))
    }

    /// The text of a file in `_includes`.
    fn include(&self, name: &str) -> Option<String> {
        let name = normal(name.trim())?;
        let folders = self.blog.generator.include_folders();
        folders
            .iter()
            .find_map(|folder| self.blog.files.optional(&join(folder, &name)))
    }

    /// The value that a template's name stands for: `site.author.name`, `page.title`,
    /// `site.data.menu`.
    fn value(&self, path: &str) -> Option<Value> {
        let mut steps = path.split('.').filter(|step| !step.is_empty());
        match steps.next()? {
            "site" => {
                let mut rest = steps.clone();
                if rest.next() == Some("data") {
                    return self.data(rest.collect());
                }
                let own = self.site_value(steps.clone());
                own.or_else(|| walk(&self.blog.generator.site().settings, steps))
            }
            "page" => self.page_value(steps.clone()).or_else(|| {
                let key = steps.next()?;
                let value = get_in(self.head(), key)?;
                walk(value, steps)
            }),
            _ => None,
        }
    }
}

impl<'a> Context<'a> {
    pub(super) fn new(blog: &'a Blog, post: &'a Post) -> Context<'a> {
        Context {
            blog,
            post,
            head: OnceLock::new(),
        }
    }

    fn site_value<'s>(&self, mut steps: impl Iterator<Item = &'s str>) -> Option<Value> {
        let site = self.blog.generator.site();
        let (key, None) = (steps.next()?, steps.next()) else {
            return None;
        };
        let text = match key {
            "title" => self.blog.title(),
            "url" => &site.url,
            "baseurl" => &site.base,
            _ => return None,
        };
        Some(Value::from(text))
    }

    fn page_value<'s>(&self, mut steps: impl Iterator<Item = &'s str>) -> Option<Value> {
        let (key, None) = (steps.next()?, steps.next()) else {
            return None;
        };
        let list = |words: &[String]| words.iter().cloned().collect::<Value>();
        Some(match key {
            "title" => Value::from(self.post.title.as_str()),
            "url" | "permalink" => Value::from(self.post.address.as_str()),
            "path" => Value::from(&*self.post.path),
            "tags" => list(&self.post.tags),
            "categories" => list(&self.post.categories),
            "date" => {
                let date = self.post.date.as_ref()?;
                Value::from(date.strftime("%Y-%m-%d %H:%M:%S %z").to_string())
            }
            _ => return None,
        })
    }

    /// A value in `_data`: the file that the first steps name, and the rest within it.
    fn data(&self, steps: Vec<&str>) -> Option<Value> {
        let files = &self.blog.files;
        let folder = self.blog.generator.data_folder()?;
        for depth in 1..=steps.len().min(4) {
            let (file, rest) = steps.split_at_checked(depth)?;
            let name = normal(&file.join("/"))?;
            for ending in ["yml", "yaml", "json", "toml"] {
                let path = format!("{folder}/{name}.{ending}");
                if files.has_file(&path) {
                    let value = read_settings(files, &path, &mut Vec::new());
                    return walk(&value, rest.iter().copied());
                }
            }
        }
        None
    }

    fn head(&self) -> &Map<String, Value> {
        self.head.get_or_init(|| {
            let text = self
                .blog
                .files
                .optional(&self.post.path)
                .unwrap_or_default();
            let front = front_matter::read(&text, Extent::Whole);
            let defaults = self.blog.generator.defaults(&self.post.path);
            with_defaults(front.head, defaults).values
        })
    }

    /// An address as the site's pages have it, after the site's base.
    fn public(&self, address: &str) -> Option<String> {
        let starts = address.starts_with('/');
        starts.then(|| format!("{}{address}", self.blog.generator.site().base))
    }

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
        if let Some(file) = self.blog.generator.internal(address) {
            let post = self.blog.routes.at_path(without_tail(&file));
            return post
                .and_then(|index| self.post_target(index, address))
                .unwrap_or_else(|| Target::Other(address.to_owned()));
        }
        let from_root = resolve(&self.post.address, address);
        let post = if path.starts_with('/') {
            self.post_at(address)
        } else {
            self.post_file(path, address)
                .or_else(|| self.post_at(&from_root))
        };
        post.or_else(|| self.plain_file(path)).unwrap_or_else(|| {
            let site = self.blog.generator.site();
            let known = path.starts_with('/') || !self.post.address.is_empty();
            let whole = known.then(|| site.link(site.without_base(&from_root)));
            whole
                .flatten()
                .map_or_else(|| Target::Other(address.to_owned()), Target::Web)
        })
    }

    /// The post at an address from the root, with the site's base or without.
    fn post_at(&self, address: &str) -> Option<Target> {
        let without = self.blog.generator.site().without_base(address);
        let routes = &self.blog.routes;
        let index = routes
            .at_address(without)
            .or_else(|| routes.at_address(address))
            .or_else(|| {
                let path = normal(&decode(without_tail(address)))?;
                self.blog
                    .generator
                    .sources(&path)
                    .iter()
                    .find_map(|path| routes.at_path(path))
            })?;
        self.post_target(index, address)
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
        self.post_target(indices.next()?, address)
    }

    /// The target of a link to a post; a place in this post where it leads there.
    fn post_target(&self, index: usize, address: &str) -> Option<Target> {
        let post = self.blog.posts().get(index)?;
        Some(match fragment(address) {
            Some(anchor) if post.path == self.post.path => Target::Anchor(anchor),
            anchor => Target::Post {
                path: post.path.clone(),
                anchor,
            },
        })
    }

    /// A file of the checkout that is no post: a picture, a sound, some code. The source of a
    /// page is none where the page itself is on the web.
    fn plain_file(&self, path: &str) -> Option<Target> {
        let path = decode(path);
        let is_page = matches!(format::of(&path), Some(Format::Html | Format::Markdown))
            || stem_and_ending(file_name(&path)).1.is_empty();
        if is_page && !self.blog.generator.site().url.is_empty() && path.starts_with('/') {
            return None;
        }
        self.file(&path).map(Target::File)
    }

    /// The path of a file that exists, named from the root or relative to this post's file or
    /// address.
    fn file(&self, path: &str) -> Option<String> {
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
        places.find(|place| {
            self.blog.routes.at_path(place).is_some() || self.blog.files.has_file(place)
        })
    }
}

fn get_in<'v>(map: &'v Map<String, Value>, key: &str) -> Option<&'v Value> {
    map.get(key).or_else(|| {
        let mut pairs = map.iter();
        pairs.find_map(|(found, value)| found.eq_ignore_ascii_case(key).then_some(value))
    })
}

fn walk<'s>(value: &Value, mut steps: impl Iterator<Item = &'s str>) -> Option<Value> {
    let found = steps.try_fold(value, |value, step| match value {
        Value::Array(items) => match step {
            "first" => items.first(),
            "last" => items.last(),
            index => items.get(index.parse::<usize>().ok()?),
        },
        value => get(value, step),
    })?;
    Some(found.clone())
}
