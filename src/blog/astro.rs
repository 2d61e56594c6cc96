//! Astro's conventions: collections in `src/content`, pages in `src/pages`.
//!
//! A collection's addresses are made by a program; `/<collection>/<name>/` is what its own
//! starters and most sites have.

use std::borrow::Cow;

use super::date;
use super::files::{EntryKind, Files, Step, file_name, parent, stem_and_ending};
use super::format;
use super::generator::{Entry, Found, Generator, Sheet, Visibility, Wanted};
use super::site::Site;
use super::slug;
use crate::document::{Dialect, Template};

const SETTINGS: [&str; 4] = [
    "astro.config.mjs",
    "astro.config.js",
    "astro.config.ts",
    "astro.config.cjs",
];
const FOLDERS: [&str; 3] = ["src/content", "src/pages", "src/data"];

/// A site that Astro builds.
#[derive(Debug, Default)]
pub struct Astro {
    site: Site,
}

/// True for a checkout that Astro builds.
pub fn is_at_home(files: &Files) -> bool {
    SETTINGS.iter().any(|name| files.has_file(name))
}

impl Astro {
    /// Takes the site's address from its settings, where it stands there as a plain text.
    pub fn new(files: &Files) -> Astro {
        let mut site = Site::default();
        let settings = SETTINGS
            .iter()
            .find_map(|name| files.optional(name))
            .unwrap_or_default();
        if let Some(url) = settings.lines().find_map(|line| {
            let value = line.trim().strip_prefix("site:")?.trim();
            Some(
                value
                    .trim_end_matches(',')
                    .trim_matches(['"', '\'', '`'])
                    .to_owned(),
            )
        }) {
            site.set_whole_url(&url);
        }
        Astro { site }
    }

    fn address(path: &str, own: Option<String>) -> Option<String> {
        let below = FOLDERS
            .iter()
            .find_map(|folder| path.strip_prefix(folder))?;
        let (stem, _) = stem_and_ending(file_name(below));
        let name = match (own, stem) {
            (Some(own), _) => own,
            (None, "index") => String::new(),
            (None, stem) => stem.to_owned(),
        };
        let path = format!("{}/{name}", parent(below));
        Some(format!("/{}/", path.trim_matches('/')).replace("//", "/"))
    }
}

impl Generator for Astro {
    fn site(&self) -> &Site {
        &self.site
    }

    fn language(&self) -> (Dialect, Template) {
        (Dialect::CommonMark, Template::None)
    }

    fn find(&self, files: &Files, _wanted: Wanted) -> Found {
        let mut found = Found::default();
        for folder in FOLDERS {
            found.paths.extend(files.walk(folder, &mut |path, entry| {
                let is_post = entry.kind == EntryKind::Folder || format::is_markdown(path);
                // Astro passes over names that begin with `_`.
                if is_post && !entry.name.starts_with(['.', '_']) {
                    Step::Take
                } else {
                    Step::Skip
                }
            }));
        }
        found
    }

    fn entry(&self, sheet: &Sheet<'_>) -> Option<Entry> {
        let keys = [
            "pubDate",
            "publishDate",
            "publishedDate",
            "date",
            "pubDatetime",
            "published",
        ];
        let date = sheet
            .date(&keys, &self.site)
            .or(|| date::midnight(date::in_path(sheet.path)?, &self.site.zone));
        let mut entry = sheet.entry(&slug::title(super::folder::slug_of(sheet.path)), date);
        if sheet.head.truth("draft") == Some(true) {
            entry.visibility = Visibility::Hidden;
        }
        entry.post.address =
            Astro::address(sheet.path, sheet.head.text("slug")).unwrap_or_default();
        Some(entry)
    }

    fn body<'b>(&self, path: &str, body: &'b str) -> Cow<'b, str> {
        if stem_and_ending(path).1 == "mdx" {
            Cow::Owned(without_program(body))
        } else {
            Cow::Borrowed(body)
        }
    }

    fn static_folders(&self) -> Vec<String> {
        vec!["public".to_owned(), "src".to_owned()]
    }
}

/// MDX without its `import` and `export` lines, outside of code. The components stay: they are
/// HTML whose tags nobody knows, and their words are kept.
fn without_program(body: &str) -> String {
    let mut kept = String::with_capacity(body.len());
    let mut in_code = false;
    for line in body.split_inclusive('\n') {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        let program = line.starts_with("import ") && line.contains(['"', '\''])
            || line.starts_with("export const ")
            || line.starts_with("export default ");
        if in_code || !program {
            kept.push_str(line);
        }
    }
    kept
}
