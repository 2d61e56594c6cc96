//! A folder of Markdown that no generator builds: every file is a post.

use super::date;
use super::files::{EntryKind, Files, Step, file_name, parent, stem_and_ending};
use super::format;
use super::generator::{Entry, Found, Generator, Sheet, Visibility, Wanted};
use super::site::Site;
use super::slug;
use crate::document::{Dialect, Template};

/// The keys that may hold a date, in the order in which they count.
pub const DATE_KEYS: [&str; 8] = [
    "date",
    "publishDate",
    "pubDate",
    "pubdate",
    "published",
    "created",
    "updated",
    "lastmod",
];

/// A plain folder, or one text.
#[derive(Debug, Default)]
pub struct Folder {
    site: Site,
}

impl Generator for Folder {
    fn site(&self) -> &Site {
        &self.site
    }

    fn language(&self) -> (Dialect, Template) {
        (Dialect::CommonMark, Template::None)
    }

    fn find(&self, files: &Files, _wanted: Wanted) -> Found {
        let paths = files.walk("", &mut |path, entry| match entry.kind {
            EntryKind::Folder if is_passed_over(&entry.name) => Step::Skip,
            EntryKind::Folder => Step::Take,
            EntryKind::File if entry.name.starts_with('.') => Step::Skip,
            EntryKind::File if format::is_markdown(path) => Step::Take,
            EntryKind::File => Step::Skip,
        });
        Found {
            paths,
            problems: Vec::new(),
        }
    }

    fn entry(&self, sheet: &Sheet<'_>) -> Option<Entry> {
        let date = sheet
            .date(&DATE_KEYS, &self.site)
            .or(|| date::midnight(date::in_path(sheet.path)?, &self.site.zone))
            .or(|| sheet.modified(&self.site));
        let mut entry = sheet.entry(&slug::title(slug_of(sheet.path)), date);
        if entry.post.tags.is_empty() {
            entry.post.tags.extend(folder_tag(sheet.path));
        }
        if sheet.head.truth("draft") == Some(true) {
            entry.visibility = Visibility::Hidden;
        }
        Some(entry)
    }
}

/// The name of a file without its date and ending; that of its folder for `index` and `README`.
pub fn slug_of(path: &str) -> &str {
    let (stem, _) = stem_and_ending(file_name(path));
    let folder = file_name(parent(path));
    let name = match stem {
        "index" | "_index" | "README" | "readme" if !folder.is_empty() => folder,
        stem => stem,
    };
    date::without_day(name)
}

/// The name of the folder that a file lies in, unless it is a date or says nothing.
fn folder_tag(path: &str) -> Option<String> {
    let (stem, _) = stem_and_ending(file_name(path));
    let folder = match stem {
        "index" | "_index" | "README" | "readme" => parent(parent(path)),
        _ => parent(path),
    };
    let name = file_name(folder);
    let says = name.chars().any(char::is_alphabetic)
        && ![
            "posts", "_posts", "content", "src", "docs", "blog", "public",
        ]
        .contains(&name);
    says.then(|| name.to_owned())
}

fn is_passed_over(name: &str) -> bool {
    name.starts_with('.') || matches!(name, "node_modules" | "target" | "_site" | "vendor")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_is_named_after_its_file_or_its_folder() {
        assert_eq!(slug_of("notes/2020-01-31-from-a-boat.md"), "from-a-boat");
        assert_eq!(slug_of("from-a-boat/index.md"), "from-a-boat");
        assert_eq!(slug_of("README.md"), "README");
        assert_eq!(slug_of("2020-01-31.md"), "2020-01-31");
    }

    #[test]
    fn the_folder_is_the_tag() {
        assert_eq!(folder_tag("travel/boat.md").as_deref(), Some("travel"));
        assert_eq!(
            folder_tag("travel/boat/index.md").as_deref(),
            Some("travel")
        );
        assert_eq!(folder_tag("2020/01/boat.md"), None);
        assert_eq!(folder_tag("boat.md"), None);
    }
}
