//! Zola's conventions.
//!
//! Pages lie in `content/`; a folder with an `index.md` is one page with its pictures, and
//! `_index.md` is a section's own page. A date may stand before the name, and goes from the
//! address.

use jiff::tz::TimeZone;
use serde_json::Value;

use super::bundle;
use super::date;
use super::files::{EntryKind, Files, Step, file_name, join, parent, stem_and_ending};
use super::front_matter::{self, Extent, Head};
use super::generator::{Entry, Found, Generator, Sheet, Visibility, Wanted};
use super::problem::Problem;
use super::site::{BaseStands, Site, get, read_settings, text};
use super::slug;
use crate::document::{Dialect, Template};

const CONTENT: &str = "content";
const SETTINGS: [&str; 2] = ["zola.toml", "config.toml"];

/// A site that Zola builds.
#[derive(Debug)]
pub struct Zola {
    site: Site,
    /// The languages that have a prefix.
    languages: Vec<String>,
    slugs: Slugs,
}

/// How names become parts of addresses: `slugify.paths`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slugs {
    /// In ASCII.
    On,
    /// Without what no file name may have.
    Safe,
    /// As they are.
    Off,
}

/// A page's path, taken apart.
struct Place<'p> {
    folder: &'p str,
    name: &'p str,
    language: Option<&'p str>,
}

/// True for a checkout that Zola builds.
pub fn is_at_home(files: &Files) -> bool {
    let speaks = |name: &str| {
        let settings = files.optional(name).unwrap_or_default();
        settings
            .lines()
            .any(|line| line.trim_start().starts_with("base_url"))
    };
    files.has_folder(CONTENT) && SETTINGS.into_iter().any(speaks)
}

impl Zola {
    /// Reads the site's settings.
    pub fn new(files: &Files, problems: &mut Vec<Problem>) -> Zola {
        let name = SETTINGS.into_iter().find(|name| files.has_file(name));
        let all = name.map_or(Value::Null, |name| read_settings(files, name, problems));
        let languages = get(&all, "languages").and_then(Value::as_object);
        let languages = languages
            .into_iter()
            .flatten()
            .map(|(name, _)| name.clone())
            .collect();
        let paths = get(&all, "slugify").and_then(|own| text(own, "paths"));
        let mut site = Site {
            title: text(&all, "title").unwrap_or_default(),
            zone: TimeZone::UTC,
            base_stands: BaseStands::BeforeAddresses,
            ..Site::default()
        };
        site.set_whole_url(&text(&all, "base_url").unwrap_or_default());
        site.settings = all;
        let slugs = match paths.as_deref() {
            Some("safe") => Slugs::Safe,
            Some("off") => Slugs::Off,
            _ => Slugs::On,
        };
        Zola {
            site,
            languages,
            slugs,
        }
    }

    fn place<'p>(&self, path: &'p str) -> Option<Place<'p>> {
        let below = path.strip_prefix(CONTENT)?.strip_prefix('/')?;
        let (stem, _) = stem_and_ending(file_name(below));
        let (name, language) = match stem.rsplit_once('.') {
            Some((name, code)) if self.languages.iter().any(|known| known == code) => {
                (name, Some(code))
            }
            _ => (stem, None),
        };
        let folder = parent(below);
        Some(match name {
            "index" => Place {
                folder: parent(folder),
                name: file_name(folder),
                language,
            },
            "_index" => Place {
                folder,
                name: "",
                language,
            },
            name => Place {
                folder,
                name,
                language,
            },
        })
    }

    fn address(&self, place: &Place<'_>, head: &Head<'_>) -> String {
        let own = head
            .text("path")
            .map(|path| path.trim_matches('/').to_owned());
        let path = own.unwrap_or_else(|| {
            let name = head
                .text("slug")
                .unwrap_or_else(|| date::without_day(place.name).to_owned());
            let parts = place.folder.split('/').chain([name.as_str()]);
            let parts = parts
                .filter(|part| !part.is_empty())
                .map(|part| self.slug(part));
            parts.collect::<Vec<_>>().join("/")
        });
        let language = place
            .language
            .map(|code| format!("/{code}"))
            .unwrap_or_default();
        let end = if path.is_empty() { "" } else { "/" };
        format!("{language}/{path}{end}")
    }

    fn slug(&self, part: &str) -> String {
        match self.slugs {
            Slugs::On => slug::ascii(part),
            Slugs::Safe => {
                let bad = |c: char| "<>:\"/\\|?*#()[] \n\t\r".contains(c);
                part.replace(bad, "_").trim_matches(['_', '.']).to_owned()
            }
            Slugs::Off => part.to_owned(),
        }
    }
}

impl Generator for Zola {
    fn site(&self) -> &Site {
        &self.site
    }

    fn language(&self) -> (Dialect, Template) {
        (Dialect::CommonMark, Template::Zola)
    }

    /// A shortcode is a file of its own, of the site or of one of its themes.
    fn defines_tag(&self, files: &Files, name: &str) -> bool {
        let themes = files.entries("themes").into_iter();
        let themes = themes.map(|theme| format!("themes/{}/", theme.name));
        let mut homes = std::iter::once(String::new()).chain(themes);
        homes.any(|home| {
            let file = |ending| format!("{home}templates/shortcodes/{name}.{ending}");
            files.has_file(&file("html")) || files.has_file(&file("md"))
        })
    }

    fn find(&self, files: &Files, _wanted: Wanted) -> Found {
        let walked = files.walk(CONTENT, &mut |_, entry| match entry.kind {
            _ if entry.name.starts_with('.') => Step::Skip,
            EntryKind::Folder => Step::Take,
            EntryKind::File if entry.name.starts_with("_index.") => Step::Skip,
            EntryKind::File if stem_and_ending(&entry.name).1 == "md" => Step::Take,
            EntryKind::File => Step::Skip,
        });
        let mut paths = bundle::without_resources(&walked);
        let in_section = |path: &String| {
            self.place(path)
                .is_some_and(|place| !place.folder.is_empty())
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
        let place = self.place(sheet.path)?;
        let date = sheet.date(&["date", "updated"], &self.site).or(|| {
            let (day, _) = date::starts(place.name)?;
            date::midnight(day, &self.site.zone)
        });
        let mut entry = sheet.entry(&slug::title(date::without_day(place.name)), date);
        if sheet.head.truth("draft") == Some(true) {
            entry.visibility = Visibility::Hidden;
        }
        if sheet.head.truth("render") != Some(false) {
            entry.post.address = self.address(&place, sheet.head);
        }
        Some(entry)
    }

    fn address_of(&self, files: &Files, path: &str) -> Option<String> {
        let place = self.place(path)?;
        let text = files.read_start(path).ok()?.text;
        let front = front_matter::read(&text, Extent::Listing);
        Some(self.address(&place, &front.head))
    }

    fn static_folders(&self) -> Vec<String> {
        vec!["static".to_owned(), CONTENT.to_owned()]
    }

    fn sources(&self, path: &str) -> Vec<String> {
        let stem = join(CONTENT, path);
        let ends = ["", ".md", "/index.md"];
        ends.iter().map(|end| format!("{stem}{end}")).collect()
    }

    fn internal(&self, address: &str) -> Option<String> {
        address.strip_prefix("@/").map(|path| join(CONTENT, path))
    }
}
