//! Eleventy's conventions, as far as they do not live in its settings, which are a program.

use super::date;
use super::files::{EntryKind, Files, Step, file_name, join, parent, stem_and_ending};
use super::format;
use super::generator::{Dated, Entry, Found, Generator, Sheet, Visibility, Wanted};
use super::site::Site;
use super::slug;
use crate::document::{Dialect, Template};

const SETTINGS: [&str; 6] = [
    ".eleventy.js",
    "eleventy.config.js",
    "eleventy.config.mjs",
    "eleventy.config.cjs",
    "eleventy.config.ts",
    ".eleventy.cjs",
];

/// A site that Eleventy builds.
#[derive(Debug, Default)]
pub struct Eleventy {
    site: Site,
    /// The folder that addresses begin below; empty for the checkout's own.
    input: String,
}

/// True for a checkout that Eleventy builds.
pub fn is_at_home(files: &Files) -> bool {
    SETTINGS.iter().any(|name| files.has_file(name))
}

impl Eleventy {
    /// Finds the folder of the content: `content`, `src`, or the checkout itself.
    pub fn new(files: &Files) -> Eleventy {
        let input = ["content", "src"]
            .into_iter()
            .find(|folder| files.has_folder(folder));
        Eleventy {
            site: Site::default(),
            input: input.unwrap_or_default().to_owned(),
        }
    }

    fn address(&self, path: &str, permalink: Option<String>) -> String {
        // A permalink with a template in it is a program's affair.
        if let Some(own) = permalink.filter(|own| !own.contains(['{', '<'])) {
            let own = format!("/{}", own.trim_start_matches('/'));
            return own.strip_suffix("index.html").unwrap_or(&own).to_owned();
        }
        let below = path
            .strip_prefix(self.input.as_str())
            .unwrap_or(path)
            .trim_start_matches('/');
        let (stem, _) = stem_and_ending(file_name(below));
        let folder = parent(below);
        let name = date::without_day(stem);
        let name = if name == "index" || name == file_name(folder) {
            ""
        } else {
            name
        };
        let path = join(folder, name);
        let path = path.trim_matches('/');
        if path.is_empty() {
            "/".to_owned()
        } else {
            super::address::encode(&format!("/{path}/"))
        }
    }
}

impl Generator for Eleventy {
    fn site(&self) -> &Site {
        &self.site
    }

    fn language(&self) -> (Dialect, Template) {
        (Dialect::CommonMark, Template::Liquid)
    }

    fn find(&self, files: &Files, _wanted: Wanted) -> Found {
        let mut paths = files.walk(&self.input, &mut |path, entry| {
            let passed_over = entry.name.starts_with(['.', '_'])
                || matches!(entry.name.as_str(), "node_modules" | "public" | "README.md");
            let is_post = entry.kind == EntryKind::Folder || format::is_markdown(path);
            if is_post && !passed_over {
                Step::Take
            } else {
                Step::Skip
            }
        });
        let in_folder = |path: &String| {
            let below = path.strip_prefix(self.input.as_str()).unwrap_or(path);
            below.trim_start_matches('/').contains('/')
        };
        if paths.iter().any(in_folder) {
            paths.retain(in_folder);
        }
        Found {
            paths,
            problems: Vec::new(),
        }
    }

    fn entry(&self, sheet: &Sheet<'_>) -> Option<Entry> {
        let words = sheet.head.text("date");
        // `Last Modified`, `git Created` are words of Eleventy's own.
        let named = words.is_some_and(|words| {
            words.eq_ignore_ascii_case("last modified")
                || words.to_lowercase().contains("git ")
                || words.eq_ignore_ascii_case("created")
        });
        let date = if named {
            Dated::default()
        } else {
            sheet.date(&["date"], &self.site)
        };
        let date = date
            .or(|| {
                if named {
                    None
                } else {
                    date::midnight(date::in_path(sheet.path)?, &self.site.zone)
                }
            })
            .or(|| sheet.modified(&self.site));
        let mut entry = sheet.entry(&slug::title(super::folder::slug_of(sheet.path)), date);
        // A text is one tag; some of them say only what kind of page it is.
        if let Some(tag) = sheet.head.text("tags") {
            entry.post.tags = vec![super::title::clean(&tag)];
        }
        entry
            .post
            .tags
            .retain(|tag| !matches!(tag.as_str(), "post" | "posts"));
        if sheet.head.truth("draft") == Some(true) {
            entry.visibility = Visibility::Hidden;
        }
        if sheet.head.truth("permalink") != Some(false) {
            entry.post.address = self.address(sheet.path, sheet.head.text("permalink"));
        }
        Some(entry)
    }

    fn static_folders(&self) -> Vec<String> {
        vec![self.input.clone(), "public".to_owned(), String::new()]
    }

    fn include_folders(&self) -> Vec<String> {
        vec![join(&self.input, "_includes"), "_includes".to_owned()]
    }
}
