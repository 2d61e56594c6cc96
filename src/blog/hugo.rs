//! Hugo's conventions, as Hugo 0.111 has them and the later ones where they only add.
//!
//! Posts lie in `content/`, below a section. A folder with an `index.md` is one post with its
//! pictures; `_index.md` is the page of a section and no post. Heads are YAML, TOML, JSON or org.

mod address;
mod section;
mod settings;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::address::resolve;
use super::bundle;
use super::date;
use super::files::{EntryKind, Files, Step, file_name, join, parent, stem_and_ending};
use super::front_matter::{self, Extent};
use super::generator::{Dated, Entry, Found, Generator, Sheet, Visibility, Wanted};
use super::problem::Problem;
use super::site::Site;
use super::slug;
use crate::document::{Dialect, Template, Terms};
use settings::{DateSource, Settings, Shown};

pub use settings::is_at_home;

/// The endings of the files that Hugo makes pages of.
const ENDINGS: [&str; 12] = [
    "md", "markdown", "mdown", "html", "htm", "org", "adoc", "asciidoc", "asc", "rst", "pandoc",
    "pdc",
];

/// A site that Hugo builds.
#[derive(Debug)]
pub struct Hugo {
    site: Site,
    settings: Settings,
    /// The folders, below the content, that have a page of their own, which are the sections
    /// that `:sections` names, and the values that each hands down with `cascade`.
    branches: BTreeMap<String, Map<String, Value>>,
}

/// A content file's path, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place<'p> {
    /// Its folders below the content, without those of its bundle.
    folder: &'p str,
    /// Its name, or its bundle's, without language and ending.
    name: &'p str,
    /// Its language, where it is not the site's own.
    language: Option<&'p str>,
    /// Whether it is a section's page.
    role: Role,
}

/// What a content file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// A post, alone or in a bundle.
    Page,
    /// `_index`: a section's own page.
    Section,
}

impl Hugo {
    /// Reads the site's settings and learns its sections.
    pub fn new(files: &Files, problems: &mut Vec<Problem>) -> Hugo {
        let (site, settings) = settings::read(files, problems);
        let mut branches = BTreeMap::new();
        let content = settings.content.clone();
        let pages = files.walk(&content, &mut |_, entry| match entry.kind {
            _ if entry.name.starts_with('.') => Step::Skip,
            EntryKind::File if !entry.name.starts_with("_index.") => Step::Skip,
            EntryKind::File | EntryKind::Folder => Step::Take,
        });
        for page in pages {
            let below = page
                .strip_prefix(&content)
                .unwrap_or(&page)
                .trim_start_matches('/');
            branches.insert(parent(below).to_owned(), section::cascade(files, &page));
        }
        Hugo {
            site,
            settings,
            branches,
        }
    }

    fn below<'p>(&self, path: &'p str) -> Option<&'p str> {
        path.strip_prefix(self.settings.content.as_str())?
            .strip_prefix('/')
    }

    /// Takes the path of a content file apart.
    fn place<'p>(&self, below: &'p str) -> Place<'p> {
        let (stem, _) = stem_and_ending(file_name(below));
        let (name, language) = match stem.rsplit_once('.') {
            Some((name, language)) if self.settings.is_language(language) => (name, Some(language)),
            _ => (stem, None),
        };
        let language = language.filter(|language| *language != self.settings.language);
        let folder = parent(below);
        match name {
            "index" => Place {
                folder: parent(folder),
                name: file_name(folder),
                language,
                role: Role::Page,
            },
            "_index" => Place {
                folder,
                name: "",
                language,
                role: Role::Section,
            },
            name => Place {
                folder,
                name,
                language,
                role: Role::Page,
            },
        }
    }

    /// The values that the sections above a page hand down, the nearest first.
    fn cascaded(&self, below: &str) -> Map<String, Value> {
        let mut values = Map::new();
        let mut folder = parent(below);
        loop {
            for (key, value) in self.branches.get(folder).into_iter().flatten() {
                values.entry(key).or_insert_with(|| value.clone());
            }
            if folder.is_empty() {
                return values;
            }
            folder = parent(folder);
        }
    }

    /// The first date that the site's own order of sources gives.
    fn date(&self, sheet: &Sheet<'_>, place: Place<'_>) -> Dated {
        let mut found = Dated::default();
        for source in &self.settings.dates {
            let next = match source {
                DateSource::Keys(keys) => sheet.date(keys, &self.site),
                DateSource::FileName => Dated {
                    date: date::starts(place.name)
                        .and_then(|(day, _)| date::midnight(day, &self.site.zone)),
                    fault: None,
                },
                DateSource::Modified => Dated {
                    date: sheet.modified(&self.site),
                    fault: None,
                },
            };
            found = Dated {
                date: next.date,
                fault: found.fault.or(next.fault),
            };
            if found.date.is_some() {
                break;
            }
        }
        found
    }

    fn visibility(&self, sheet: &Sheet<'_>, date: &Dated) -> Visibility {
        let moment = |keys: &[&'static str]| {
            let date = sheet.date(keys, &self.site).date;
            date.map(|date| date.timestamp())
        };
        let now = Timestamp::now();
        let draft = sheet.head.truth("draft") == Some(true);
        let published = moment(&["publishDate", "pubdate", "published"]);
        let later = date.is_future() || published.is_some_and(|published| published > now);
        let expired = moment(&["expiryDate", "unpublishdate"]).is_some_and(|end| end < now);
        let mut wants = Shown::empty();
        wants.set(Shown::DRAFTS, draft);
        wants.set(Shown::FUTURE, later);
        wants.set(Shown::EXPIRED, expired);
        if self.settings.shown.contains(wants) {
            Visibility::Published
        } else {
            Visibility::Hidden
        }
    }
}

impl Generator for Hugo {
    fn site(&self) -> &Site {
        &self.site
    }

    fn language(&self) -> (Dialect, Template) {
        (Dialect::Goldmark, Template::Hugo)
    }

    fn terms(&self) -> Terms {
        self.settings.terms
    }

    /// A shortcode is a file of its own, of the site or of one of its themes.
    fn defines_tag(&self, files: &Files, name: &str) -> bool {
        let themes = files.entries("themes").into_iter();
        let themes = themes.map(|theme| format!("themes/{}/", theme.name));
        let mut homes = std::iter::once(String::new()).chain(themes);
        homes.any(|home| files.has_file(&format!("{home}layouts/shortcodes/{name}.html")))
    }

    fn find(&self, files: &Files, _wanted: Wanted) -> Found {
        let walked = files.walk(&self.settings.content, &mut |_, entry| match entry.kind {
            _ if entry.name.starts_with('.') => Step::Skip,
            EntryKind::Folder if entry.name == "node_modules" => Step::Skip,
            EntryKind::Folder => Step::Take,
            EntryKind::File if is_content(&entry.name) => Step::Take,
            EntryKind::File => Step::Skip,
        });
        let mut paths = bundle::without_resources(&walked);
        paths.retain(|path| {
            self.below(path)
                .is_some_and(|below| self.place(below).role == Role::Page)
        });
        // Single pages at the top (`about.md`) are posts only where nothing else is.
        let in_section = |path: &String| {
            self.below(path)
                .is_some_and(|below| !self.place(below).folder.is_empty())
        };
        if paths.iter().any(in_section) {
            paths.retain(in_section);
        }
        Found {
            paths,
            problems: Vec::new(),
        }
    }

    fn entry(&self, sheet: &Sheet<'_>) -> Option<Entry> {
        let below = self.below(sheet.path)?;
        let place = self.place(below);
        if section::is_headless(sheet.head) {
            return None;
        }
        let date = self.date(sheet, place);
        let visibility = self.visibility(sheet, &date);
        let mut entry = sheet.entry(&slug::title(date::without_day(place.name)), date);
        entry.visibility = visibility;
        entry.post.address = self.address(place, sheet, entry.post.date.as_ref());
        let from = format!("/{below}");
        for alias in &mut entry.aliases {
            *alias = self.site.own(&resolve(&from, alias)).into_owned();
        }
        Some(entry)
    }

    fn address_of(&self, files: &Files, path: &str) -> Option<String> {
        let text = files.read_start(path).ok()?.text;
        let front = front_matter::read(&text, Extent::Listing);
        let place = self.place(self.below(path)?);
        let path = path.into();
        let sheet = Sheet {
            path: &path,
            head: &front.head,
            body: front.body,
            files,
        };
        let date = self.date(&sheet, place);
        Some(self.address(place, &sheet, date.date.as_ref()))
    }

    fn static_folders(&self) -> Vec<String> {
        let mut folders = self.settings.statics.clone();
        folders.push(self.settings.content.clone());
        folders.push("assets".to_owned());
        folders
    }

    fn sources(&self, path: &str) -> Vec<String> {
        let stem = join(&self.settings.content, path);
        let ends = ["", ".md", "/index.md", "/_index.md", ".markdown", ".html"];
        ends.iter().map(|end| format!("{stem}{end}")).collect()
    }

    /// Where shortcodes such as `include` look.
    fn include_folders(&self) -> Vec<String> {
        vec![self.settings.content.clone()]
    }

    fn defaults(&self, path: &str) -> Map<String, Value> {
        self.below(path)
            .map(|below| self.cascaded(below))
            .unwrap_or_default()
    }

    fn data_folder(&self) -> Option<String> {
        Some("data".to_owned())
    }
}

fn is_content(name: &str) -> bool {
    let (_, ending) = stem_and_ending(name);
    ENDINGS
        .iter()
        .any(|known| known.eq_ignore_ascii_case(ending))
}
