//! What all generators have in common: they find posts in a checkout and give them addresses.
//!
//! Each generator is one type with its settings and one file for its conventions; what it yields
//! has one shape.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use jiff::{Timestamp, Zoned};
use serde_json::{Map, Value};

use super::date;
use super::files::{Files, join};
use super::front_matter::{Fault, Head, list};
use super::post::Post;
use super::problem::Problem;
use super::site::Site;
use super::title::{clean, headline, plain, plain_headline};
use crate::document::{Dialect, Template, Terms};

/// The conventions of a generator, with a site's settings.
pub trait Generator: fmt::Debug + Send + Sync {
    /// What the site says of itself.
    fn site(&self) -> &Site;

    /// The Markdown and the templates that its posts are written with.
    fn language(&self) -> (Dialect, Template);

    /// What becomes of the terms of definition lists.
    fn terms(&self) -> Terms {
        Terms::Plain
    }

    /// Which files may be posts, by their names alone.
    fn find(&self, files: &Files, wanted: Wanted) -> Found;

    /// What a file is; nothing when its head says that it is no post.
    fn entry(&self, sheet: &Sheet<'_>) -> Option<Entry>;

    /// The values that a file's head has without saying so.
    fn defaults(&self, _path: &str) -> Map<String, Value> {
        Map::new()
    }

    /// A body without what its generator takes out before Markdown.
    fn body<'b>(&self, _path: &str, body: &'b str) -> Cow<'b, str> {
        Cow::Borrowed(body)
    }

    /// The address of a file that is no post, when the generator gives it one.
    fn address_of(&self, _files: &Files, _path: &str) -> Option<String> {
        None
    }

    /// The folders, from the checkout's root, whose files are published as they are: where a
    /// root-relative address may lead.
    fn static_folders(&self) -> Vec<String> {
        vec![String::new()]
    }

    /// The files, from the blog's folder, that a path from the site's root may mean when it
    /// names a source and no page: `/_posts/2020-01-31-title.md`.
    fn sources(&self, path: &str) -> Vec<String> {
        let folders = self.static_folders();
        folders.iter().map(|folder| join(folder, path)).collect()
    }

    /// The file that an address means which only this generator knows, such as Zola's `@/a.md`.
    fn internal(&self, _address: &str) -> Option<String> {
        None
    }

    /// The folders of the files that templates include.
    fn include_folders(&self) -> Vec<String> {
        Vec::new()
    }

    /// True when the checkout itself defines the tag or shortcode called `name`.
    fn defines_tag(&self, _files: &Files, _name: &str) -> bool {
        false
    }

    /// The folder of data files.
    fn data_folder(&self) -> Option<String> {
        None
    }
}

/// Which posts are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Those that the site publishes today.
    Published,
    /// Also drafts, posts dated in the future, expired and withdrawn ones.
    Everything,
}

/// The files that may be posts.
#[derive(Debug, Default)]
pub struct Found {
    /// Their paths from the blog's folder.
    pub paths: Vec<String>,
    /// Files that look like posts and are none.
    pub problems: Vec<Problem>,
}

/// A file as its generator sees it.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// Its path from the blog's folder.
    pub path: &'a Arc<str>,
    /// Its head, defaults included.
    pub head: &'a Head<'a>,
    /// Its body, perhaps only the beginning of it.
    pub body: &'a str,
    /// Where it lies.
    pub files: &'a Files,
}

/// A file that is a post.
#[derive(Debug)]
pub struct Entry {
    /// What the list knows of it.
    pub post: Post,
    /// Other addresses that lead to it.
    pub aliases: Vec<String>,
    /// Whether the site shows it.
    pub visibility: Visibility,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// Whether a site shows a post today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// It does.
    Published,
    /// It is a draft, dated in the future, expired or withdrawn.
    Hidden,
}

impl Sheet<'_> {
    /// The post that the head describes, with its own address still to come. `slug` names it
    /// where there is no title; `date` is what the generator found out.
    pub fn entry(&self, slug: &str, date: Dated) -> Entry {
        let title = self
            .head
            .title()
            .map(|title| plain(&title))
            .filter(|title| !title.is_empty());
        let title = title.or_else(|| {
            let words = plain_headline(headline(self.body)?.text);
            (!words.is_empty()).then_some(words)
        });
        let words = |words: Vec<String>| words.iter().map(|word| clean(word)).collect();
        let problems = date.fault.map(|fault| Problem::of_head(self.path, fault));
        Entry {
            post: Post {
                path: Arc::clone(self.path),
                title: title.unwrap_or_else(|| clean(slug)),
                date: date.date,
                tags: words(self.head.tags()),
                categories: words(self.head.categories()),
                authors: words(self.head.authors()),
                series: words(self.head.series()),
                address: String::new(),
                draft: false,
                bytes: 0,
                problem: None,
            },
            aliases: self.head.aliases(),
            visibility: Visibility::Published,
            problems: problems.into_iter().collect(),
        }
    }

    /// The date that the first of `keys` gives that is there and is one. What comes before it
    /// and is no date is said.
    pub fn date(&self, keys: &[&'static str], site: &Site) -> Dated {
        let mut fault = None;
        for &key in keys {
            let Some(written) = self.head.written(key) else {
                if key == "date" && self.head.get(key).is_some_and(Value::is_null) {
                    let sentence = "`date:` is empty; write it as 2020-01-31".to_owned();
                    fault = Some(Fault {
                        line: self.head.line(key),
                        sentence,
                    });
                }
                continue;
            };
            if let Some(date) = date::read(&written, &site.zone) {
                if fault.is_none() && date::is_lacking(&written) {
                    let written = format!("`{key}: {}`", clean(&written.text));
                    fault = Some(Fault {
                        line: self.head.line(key),
                        sentence: date::sentence_of_lacking(&written, date.date()),
                    });
                }
                return Dated {
                    date: Some(date),
                    fault,
                };
            }
            // `published: false` is no date and no mistake.
            if self.head.truth(key).is_none() && fault.is_none() {
                fault = Some(Fault {
                    line: self.head.line(key),
                    sentence: date::sentence(key, &clean(&written.text)),
                });
            }
        }
        Dated { date: None, fault }
    }

    /// When the file was last changed, in the site's zone.
    pub fn modified(&self, site: &Site) -> Option<Zoned> {
        let modified = self.files.modified(self.path)?;
        Some(date::moment(modified, &site.zone))
    }
}

/// A date as it was found.
#[derive(Debug, Default)]
pub struct Dated {
    /// The date.
    pub date: Option<Zoned>,
    /// What was there and was no date.
    pub fault: Option<Fault>,
}

impl Dated {
    /// Another date where there is none yet.
    pub fn or(self, other: impl FnOnce() -> Option<Zoned>) -> Dated {
        Dated {
            date: self.date.or_else(other),
            fault: self.fault,
        }
    }

    /// True when the date is still to come.
    pub fn is_future(&self) -> bool {
        self.date
            .as_ref()
            .is_some_and(|date| date.timestamp() > Timestamp::now())
    }
}

/// A head with the values of `defaults` where it says nothing. Categories add up.
pub fn with_defaults(mut head: Head<'_>, defaults: Map<String, Value>) -> Head<'_> {
    for (key, value) in defaults {
        if key == "categories" {
            let mut all = list(&value, &split);
            if let Some(own) = head.values.get("categories") {
                all.extend(list(own, &split));
            }
            head.values.insert(key, all.into_iter().collect());
        } else {
            head.values.entry(key).or_insert(value);
        }
    }
    head
}

fn split(words: &str) -> Vec<String> {
    words.split_whitespace().map(str::to_owned).collect()
}
