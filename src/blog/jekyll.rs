//! Jekyll's conventions, as Jekyll 4 has them.
//!
//! Posts lie in any `_posts`, drafts in any `_drafts`, documents of other collections in
//! `_<name>`; names, heads, `defaults` and the site's `permalink` make their addresses.

mod address;
mod defaults;
mod settings;

use jiff::Zoned;
use serde_json::{Map, Value};

use super::date;
use super::files::{EntryKind, Files, Step, file_name, join, stem_and_ending};
use super::format;
use super::front_matter::{self, Extent, Fault, Notation, unique};
use super::generator::{Dated, Entry, Found, Generator, Sheet, Visibility, Wanted};
use super::problem::Problem;
use super::site::Site;
use super::slug;
use crate::document::{Dialect, Template};
use settings::Settings;

/// The keys that may hold a date, in the order in which they count.
const DATE_KEYS: [&str; 4] = ["date", "published", "publishDate", "pubDate"];

/// A site that Jekyll builds.
#[derive(Debug)]
pub struct Jekyll {
    site: Site,
    settings: Settings,
}

/// Why a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin<'p> {
    /// `<above>/_posts/<below>`
    Post { above: &'p str, below: &'p str },
    /// `<above>/_drafts/<below>`
    Draft { above: &'p str, below: &'p str },
    /// `_<collection>/<below>`
    Document { collection: &'p str, below: &'p str },
}

/// A name such as `2020-1-2-title.md`, taken apart.
struct DatedName<'n> {
    year: &'n str,
    month: &'n str,
    day: &'n str,
    slug: &'n str,
}

impl Jekyll {
    /// Reads the site's settings.
    pub fn new(files: &Files, problems: &mut Vec<Problem>) -> Jekyll {
        let (site, settings) = settings::read(files, problems);
        Jekyll { site, settings }
    }

    /// The part of a path that Jekyll sees, below its `source`.
    fn seen<'p>(&self, path: &'p str) -> Option<&'p str> {
        let rest = path.strip_prefix(self.settings.source.as_str())?;
        match self.settings.source.as_str() {
            "" => Some(rest),
            _ => rest.strip_prefix('/'),
        }
    }

    fn origin<'p>(&self, path: &'p str) -> Option<Origin<'p>> {
        for (folder, is_draft) in [("_posts/", false), ("_drafts/", true)] {
            let at = if path.starts_with(folder) {
                Some(0)
            } else {
                let inner = format!("/{folder}");
                path.find(&inner).map(|at| at + 1)
            };
            if let Some(at) = at {
                let above = path.get(..at)?.trim_end_matches('/');
                let below = path.get(at + folder.len()..)?;
                return Some(if is_draft {
                    Origin::Draft { above, below }
                } else {
                    Origin::Post { above, below }
                });
            }
        }
        let below = path.strip_prefix(self.settings.collections_dir.as_str())?;
        let (collection, below) = below
            .trim_start_matches('/')
            .strip_prefix('_')?
            .split_once('/')?;
        self.settings.collection(collection)?;
        Some(Origin::Document { collection, below })
    }

    /// Whether Jekyll passes an entry over: `_x`, `.x`, `#x`, `~x`, `x~`, and what is excluded.
    fn passes_over(&self, path: &str, name: &str) -> bool {
        let special = name.starts_with(['.', '_', '#', '~']) || name.ends_with('~');
        let mine = matches!(name, "_posts" | "_drafts") || self.is_collection_folder(path);
        if self.settings.includes(path) {
            return false;
        }
        special && !mine || self.settings.excludes(path)
    }

    fn is_collection_folder(&self, path: &str) -> bool {
        let below = path.strip_prefix(self.settings.collections_dir.as_str());
        let name = below.and_then(|below| below.trim_start_matches('/').strip_prefix('_'));
        name.is_some_and(|name| self.settings.collection(name).is_some())
    }

    /// Folders above `_posts`, then the head's; Jekyll parts a text at its spaces only.
    fn address_categories(above: &str, head: &front_matter::Head<'_>) -> Vec<String> {
        let split = |words: &str| words.split_whitespace().map(str::to_owned).collect();
        let mut all: Vec<String> = folders(above);
        if let Some(several) = head.get("categories") {
            all.extend(front_matter::list(several, &split));
        }
        if let Some(one) = head.get("category") {
            all.extend(front_matter::list(one, &|words| vec![words.to_owned()]));
        }
        unique(all)
    }

    fn visibility(&self, sheet: &Sheet<'_>, origin: Origin<'_>, date: &Dated) -> Visibility {
        let published = sheet.head.get("published");
        let withdrawn = published.is_some_and(|published| {
            published.is_null() || front_matter::truth(published) == Some(false)
        });
        let draft = matches!(origin, Origin::Draft { .. });
        let later =
            matches!(origin, Origin::Post { .. }) && !self.settings.future && date.is_future();
        if withdrawn || draft || later {
            Visibility::Hidden
        } else {
            Visibility::Published
        }
    }
}

impl Generator for Jekyll {
    fn site(&self) -> &Site {
        &self.site
    }

    fn language(&self) -> (Dialect, Template) {
        (self.settings.dialect, Template::Liquid)
    }

    fn find(&self, files: &Files, wanted: Wanted) -> Found {
        let walked = files.walk(&self.settings.source, &mut |path, entry| {
            let seen = self.seen(path).unwrap_or_default();
            let drafts = entry.name == "_drafts" && wanted == Wanted::Published;
            if self.passes_over(seen, &entry.name) || drafts && entry.kind == EntryKind::Folder {
                Step::Skip
            } else {
                Step::Take
            }
        });
        let mut found = Found::default();
        for path in walked {
            let Some(origin) = self.seen(&path).and_then(|seen| self.origin(seen)) else {
                continue;
            };
            match origin {
                _ if format::of(&path).is_none() => {}
                Origin::Post { .. } if DatedName::read(file_name(&path)).is_none() => {
                    found.problems.extend(misnamed(&path));
                }
                Origin::Post { .. } | Origin::Draft { .. } | Origin::Document { .. } => {
                    found.paths.push(path);
                }
            }
        }
        found
    }

    fn entry(&self, sheet: &Sheet<'_>) -> Option<Entry> {
        let path = self.seen(sheet.path)?;
        let origin = self.origin(path)?;
        let name = file_name(path);
        let dated = DatedName::read(name);
        let date = sheet.date(&DATE_KEYS, &self.site).or(|| {
            let name = dated.as_ref()?;
            date::midnight(date::day(name.year, name.month, name.day)?, &self.site.zone)
        });
        let date = match (&dated, date.date.as_ref(), date.fault.as_ref()) {
            (Some(name), Some(found), None) if name.is_lacking(found) => Dated {
                fault: Some(Fault {
                    line: None,
                    sentence: date::sentence_of_lacking("the day in its name", found.date()),
                }),
                ..date
            },
            _ => date,
        };
        let date = match origin {
            Origin::Post { .. } | Origin::Draft { .. } => date.or(|| sheet.modified(&self.site)),
            Origin::Document { .. } if sheet.head.notation == Notation::None => return None,
            Origin::Document { .. } => date,
        };
        let visibility = self.visibility(sheet, origin, &date);
        let slug = dated.map_or(stem_and_ending(name).0, |name| name.slug);
        let slug = slug.trim_end_matches('.');

        let mut entry = sheet.entry(&slug::title(slug), date);
        if let Origin::Post { above, .. } | Origin::Draft { above, .. } = origin {
            let mut categories = folders(above);
            categories.append(&mut entry.post.categories);
            entry.post.categories = unique(categories);
        }
        entry.visibility = visibility;
        entry.post.address = self.address(origin, slug, sheet, entry.post.date.as_ref());
        Some(entry)
    }

    fn defaults(&self, path: &str) -> Map<String, Value> {
        let seen = self.seen(path).unwrap_or(path);
        let kind = match self.origin(seen) {
            Some(Origin::Post { .. } | Origin::Draft { .. }) => "posts",
            Some(Origin::Document { collection, .. }) => collection,
            None => "pages",
        };
        defaults::values(&self.settings.defaults, seen, kind)
    }

    fn address_of(&self, files: &Files, path: &str) -> Option<String> {
        let text = files.read_start(path).ok()?.text;
        let front = front_matter::read(&text, Extent::Listing);
        let seen = self.seen(path)?;
        if front.head.notation == Notation::None {
            return Some(format!("/{seen}"));
        }
        Some(self.page_address(seen, &front.head))
    }

    fn static_folders(&self) -> Vec<String> {
        vec![self.settings.source.clone()]
    }

    fn include_folders(&self) -> Vec<String> {
        let own = self.settings.includes_dir.as_deref().unwrap_or("_includes");
        vec![join(&self.settings.source, own)]
    }

    /// A plugin that registers a tag names it in quotes.
    fn defines_tag(&self, files: &Files, name: &str) -> bool {
        let folder = join(&self.settings.source, "_plugins");
        let plugins = files.walk(&folder, &mut |_, _| Step::Take);
        plugins.iter().any(|path| {
            let text = files.optional(path).unwrap_or_default();
            text.contains(&format!("'{name}'")) || text.contains(&format!("\"{name}\""))
        })
    }

    fn data_folder(&self) -> Option<String> {
        let own = self.settings.data_dir.as_deref().unwrap_or("_data");
        Some(join(&self.settings.source, own))
    }
}

impl<'n> DatedName<'n> {
    /// True when its day is not in the calendar and counts as another, that of `found`.
    fn is_lacking(&self, found: &Zoned) -> bool {
        date::day_of_calendar(self.year, self.month, self.day).is_none()
            && date::day(self.year, self.month, self.day) == Some(found.date())
    }

    /// Jekyll's `(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)(\.[^.]+)$`.
    fn read(name: &'n str) -> Option<DatedName<'n>> {
        let (stem, ending) = name.rsplit_once('.')?;
        let mut parts = stem.splitn(4, '-');
        let mut digits = |lengths: std::ops::RangeInclusive<usize>| {
            let part = parts.next()?;
            let all = part.bytes().all(|byte| byte.is_ascii_digit());
            (all && lengths.contains(&part.len())).then_some(part)
        };
        let (year, month, day) = (digits(2..=4)?, digits(1..=2)?, digits(1..=2)?);
        let slug = parts.next()?;
        (!ending.is_empty()).then_some(DatedName {
            year,
            month,
            day,
            slug,
        })
    }
}

fn folders(above: &str) -> Vec<String> {
    above
        .split('/')
        .filter(|folder| !folder.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A file in `_posts` whose name Jekyll does not take.
fn misnamed(path: &str) -> Option<Problem> {
    format::is_markdown(path).then(|| Problem {
        path: path.into(),
        line: None,
        sentence: "it lies among the posts, but Jekyll passes it over; name it like \
                   2020-01-31-title.md"
            .to_owned(),
    })
}

/// True for a checkout that Jekyll builds: it has its settings, or posts where Jekyll wants them
/// in folders that are no sites of their own.
pub fn is_at_home(files: &Files) -> bool {
    let has_settings = |folder: &str| {
        let mut names = settings::NAMES.iter();
        names.any(|name| files.has_file(&join(folder, name)))
    };
    let has_posts = |folder: &str| files.has_folder(&join(folder, "_posts"));
    has_settings("")
        || has_posts("")
        || files.entries("").iter().any(|entry| {
            let may_hold = entry.kind == EntryKind::Folder && !entry.name.starts_with('.');
            may_hold && has_posts(&entry.name) && !has_settings(&entry.name)
        })
}
