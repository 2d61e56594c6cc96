//! What the text of a post can ask its blog: what a template's names and tags stand for, and
//! (in `links`) where an address leads.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::OnceLock;

use serde_json::{Map, Value};

use super::Blog;
use super::address::without_tail;
use super::files::{file_name, join, normal, parent};
use super::front_matter::{self, Extent};
use super::generator::with_defaults;
use super::post::Post;
use super::site::{get, read_data};
use crate::document::Values;

/// A post and the blog around it.
#[derive(Debug)]
pub struct Context<'a> {
    pub(super) blog: &'a Blog,
    pub(super) post: &'a Post,
    /// The post's head, read when a template first asks.
    head: OnceLock<Map<String, Value>>,
    /// The files of `_data` that a template has asked for.
    data: RefCell<HashMap<String, Value>>,
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
            let own = parent(&post.path)
                .split('/')
                .filter(|part| *part != "_posts");
            own.collect::<Vec<_>>().join("/").ends_with(folder)
        })?;
        let public = self.blog.generator.site().public(&post.address)?;
        Some(public.into_owned())
    }

    /// The address of the file that Jekyll's `link`, Hugo's `ref` or Zola's `@/` names.
    fn link(&self, path: &str) -> Option<String> {
        let path = path.trim().trim_matches(['"', '\'']);
        let (path, tail) = path.split_at_checked(without_tail(path).len())?;
        if path.is_empty() {
            return Some(tail.to_owned());
        }
        let found = self.file(path).or_else(|| self.source(path))?;
        let address = self.address_of(&found)?;
        let public = self.blog.generator.site().public(&address)?;
        Some(format!("{public}{tail}"))
    }

    /// The text of a file in `_includes`, without a head if it has one.
    fn include(&self, name: &str) -> Option<String> {
        let name = normal(name.trim())?;
        let folders = self.blog.generator.include_folders();
        let mut paths = folders.iter().map(|folder| join(folder, &name));
        let text = paths.find_map(|path| self.blog.files.optional(&path))?;
        Some(front_matter::read(&text, Extent::Listing).body.to_owned())
    }

    /// The value that a template's name stands for: `site.author.name`, `page.title`,
    /// `site.data.menu`.
    fn value(&self, path: &str) -> Option<Value> {
        let mut steps = path.split('.').filter(|step| !step.is_empty());
        match steps.next()? {
            "site" => {
                let mut rest = steps.clone();
                if rest.next() == Some("data") {
                    return self.data(&rest.collect::<Vec<_>>());
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
            data: RefCell::default(),
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
    fn data(&self, steps: &[&str]) -> Option<Value> {
        let files = &self.blog.files;
        let folder = self.blog.generator.data_folder()?;
        for depth in 1..=steps.len().min(4) {
            let (file, rest) = steps.split_at_checked(depth)?;
            let name = normal(&file.join("/"))?;
            for ending in ["yml", "yaml", "json", "toml"] {
                let path = format!("{folder}/{name}.{ending}");
                if files.has_file(&path) {
                    let mut known = self.data.borrow_mut();
                    let value = known
                        .entry(path)
                        .or_insert_with_key(|path| read_data(files, path, &mut Vec::new()));
                    return walk(value, rest.iter().copied());
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
