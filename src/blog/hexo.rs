//! Hexo's conventions: posts in `source/_posts`, drafts in `source/_drafts`.

use serde_json::Value;

use super::date;
use super::files::{EntryKind, Files, Step, join, stem_and_ending};
use super::format;
use super::front_matter::Head;
use super::generator::{Entry, Found, Generator, Sheet, Visibility, Wanted};
use super::permalink::{date_part, expand};
use super::problem::Problem;
use super::site::{Site, read_settings, text, zone};
use super::slug;
use crate::document::{Dialect, Template};

const SETTINGS: &str = "_config.yml";

/// A site that Hexo builds.
#[derive(Debug)]
pub struct Hexo {
    site: Site,
    source: String,
    permalink: String,
    default_category: String,
    /// Whether names begin with a date that is no part of the title.
    names: Names,
}

/// What `new_post_name` makes file names of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Names {
    /// `title.md`
    Title,
    /// `2020-01-31-title.md`
    DateAndTitle,
}

/// True for a checkout that Hexo builds: Jekyll's settings have the same name, but no posts
/// below `source`, unless they say so.
pub fn is_at_home(files: &Files) -> bool {
    let settings = files.optional(SETTINGS).unwrap_or_default();
    let says = |key: &str| settings.lines().any(|line| line.starts_with(key));
    files.has_folder("source/_posts")
        && (says("new_post_name:")
            || says("source_dir:")
            || says("public_dir:")
            || !says("source:"))
        && files.has_file(SETTINGS)
}

impl Hexo {
    /// Reads the site's settings.
    pub fn new(files: &Files, problems: &mut Vec<Problem>) -> Hexo {
        let all = read_settings(files, SETTINGS, problems);
        let named = text(&all, "new_post_name").unwrap_or_default();
        let mut site = Site {
            title: text(&all, "title").unwrap_or_default(),
            ..Site::default()
        };
        site.set_whole_url(&text(&all, "url").unwrap_or_default());
        if let Some(zone) = text(&all, "timezone").and_then(|name| zone(&name)) {
            site.zone = zone;
        }
        let or = |key: &str, default: &str| text(&all, key).unwrap_or_else(|| default.to_owned());
        Hexo {
            source: or("source_dir", "source"),
            permalink: or("permalink", ":year/:month/:day/:title/"),
            default_category: or("default_category", "uncategorized"),
            names: if named.starts_with(":year") {
                Names::DateAndTitle
            } else {
                Names::Title
            },
            site: Site {
                settings: all,
                ..site
            },
        }
    }

    /// The path of a post below its folder, and whether it is a draft.
    fn below<'p>(&self, path: &'p str) -> Option<(&'p str, Visibility)> {
        let below = path.strip_prefix(self.source.as_str())?.strip_prefix('/')?;
        let draft = || {
            below
                .strip_prefix("_drafts/")
                .map(|below| (below, Visibility::Hidden))
        };
        let post = below
            .strip_prefix("_posts/")
            .map(|below| (below, Visibility::Published));
        post.or_else(draft)
    }

    fn address(&self, stem: &str, entry: &Entry, head: &Head<'_>) -> String {
        let name = stem.rsplit('/').next().unwrap_or(stem);
        let own = head.text("slug");
        let title = match self.names {
            Names::DateAndTitle => date::without_day(name),
            Names::Title => stem,
        };
        let categories = || {
            let slugs = entry
                .post
                .categories
                .iter()
                .map(|category| slug::spaced(category));
            slugs.collect::<Vec<_>>().join("/")
        };
        let template = head
            .text("permalink")
            .unwrap_or_else(|| self.permalink.clone());
        let path = expand(&template, |part| match part {
            "title" => Some(own.clone().unwrap_or_else(|| title.to_owned())),
            "name" => Some(date::without_day(name).to_owned()),
            "post_title" => Some(slug::spaced(&entry.post.title)),
            "id" => head.text("id"),
            "category" if entry.post.categories.is_empty() => Some(self.default_category.clone()),
            "category" => Some(categories()),
            part => date_part(part, entry.post.date.as_ref()?),
        });
        let path = super::address::encode(path.trim_start_matches('/'));
        format!("/{}", path.strip_suffix("index.html").unwrap_or(&path))
    }
}

impl Generator for Hexo {
    fn site(&self) -> &Site {
        &self.site
    }

    fn language(&self) -> (Dialect, Template) {
        // Hexo's tags are Nunjucks', whose forms are Liquid's.
        (Dialect::CommonMark, Template::Liquid)
    }

    fn find(&self, files: &Files, wanted: Wanted) -> Found {
        let mut found = Found::default();
        let folders = match wanted {
            Wanted::Published => &["_posts"][..],
            Wanted::Everything => &["_posts", "_drafts"],
        };
        for folder in folders {
            found
                .paths
                .extend(files.walk(&join(&self.source, folder), &mut |path, entry| {
                    let hidden = entry.name.starts_with('.') || entry.name.ends_with('~');
                    let is_post = entry.kind == EntryKind::Folder || format::is_markdown(path);
                    if is_post && !hidden {
                        Step::Take
                    } else {
                        Step::Skip
                    }
                }));
        }
        found
    }

    fn entry(&self, sheet: &Sheet<'_>) -> Option<Entry> {
        let (below, visibility) = self.below(sheet.path)?;
        let (stem, _) = stem_and_ending(below);
        let name = stem.rsplit('/').next().unwrap_or(stem);
        let date = sheet
            .date(&["date", "updated"], &self.site)
            .or(|| date::midnight(date::starts(name)?.0, &self.site.zone))
            .or(|| sheet.modified(&self.site));
        let later =
            date.is_future() && self.site.settings.get("future") == Some(&Value::Bool(false));
        let withdrawn = sheet.head.truth("published") == Some(false);
        let mut entry = sheet.entry(&slug::title(date::without_day(name)), date);
        entry.visibility = if later || withdrawn {
            Visibility::Hidden
        } else {
            visibility
        };
        entry.post.address = self.address(stem, &entry, sheet.head);
        Some(entry)
    }

    fn static_folders(&self) -> Vec<String> {
        vec![self.source.clone()]
    }

    fn data_folder(&self) -> Option<String> {
        Some(join(&self.source, "_data"))
    }
}
