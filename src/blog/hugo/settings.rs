//! `hugo.toml`, `config.yaml`, `config/_default/`: Hugo's settings in all their forms.

use std::collections::BTreeMap;

use bitflags::bitflags;
use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use crate::blog::files::{Files, join, stem_and_ending};
use crate::blog::front_matter::{scalar, truth};
use crate::blog::problem::Problem;
use crate::blog::site::{BaseStands, Site, folder, get, read_data, read_settings, text, zone};
use crate::document::Terms;

const STEMS: [&str; 2] = ["hugo", "config"];
const ENDINGS: [&str; 4] = ["toml", "yaml", "yml", "json"];
const FOLDER: &str = "config/_default";

/// The settings that posts depend on.
#[derive(Debug)]
pub struct Settings {
    /// The folder of the content.
    pub content: String,
    /// The folders of the files that are published as they are.
    pub statics: Vec<String>,
    /// Templates of addresses, by section.
    pub permalinks: BTreeMap<String, String>,
    /// The language that has no prefix.
    pub language: String,
    /// The other languages of the site.
    pub languages: Vec<String>,
    /// Where a date comes from, in order.
    pub dates: Vec<DateSource>,
    /// How paths become addresses.
    pub style: Style,
    /// What is shown although it is not published.
    pub shown: Shown,
    /// What becomes of the terms of definition lists.
    pub terms: Terms,
}

bitflags! {
    /// How paths become addresses, where that is not Hugo's own way.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Style: u8 {
        /// `/post.html` instead of `/post/`.
        const UGLY = 1;
        /// Capitals stay.
        const KEEP_CASE = 1 << 1;
        /// Accents go.
        const DROP_ACCENTS = 1 << 2;
    }

    /// What a site shows although it is not published.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Shown: u8 {
        /// Drafts.
        const DRAFTS = 1;
        /// Posts dated in the future.
        const FUTURE = 1 << 1;
        /// Posts that have expired.
        const EXPIRED = 1 << 2;
    }
}

/// Where a date comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateSource {
    /// Keys of the head.
    Keys(Vec<&'static str>),
    /// The name of the file, which then gives the slug too.
    FileName,
    /// The file's modification.
    Modified,
}

/// True for a checkout that Hugo builds.
pub fn is_at_home(files: &Files) -> bool {
    let has = |stem: &str| {
        ENDINGS
            .iter()
            .any(|ending| files.has_file(&format!("{stem}.{ending}")))
    };
    let is_zola = || {
        let text = files.optional("config.toml").unwrap_or_default();
        text.lines()
            .any(|line| line.trim_start().starts_with("base_url"))
    };
    has("hugo")
        || files.has_folder(FOLDER)
        || has("config") && files.has_folder("content") && !is_zola()
}

/// Reads the settings.
pub fn read(files: &Files, problems: &mut Vec<Problem>) -> (Site, Settings) {
    let all = all(files, problems);
    let truth = |key: &str| get(&all, key).and_then(truth).unwrap_or_default();
    let language = text(&all, "defaultContentLanguage").unwrap_or_else(|| "en".to_owned());
    let languages = get(&all, "languages").and_then(Value::as_object);
    let content = content(&all, &language)
        .and_then(|(key, named)| folder(files, &main_file(files), (key, &named), &named, problems));
    let statics = get(&all, "staticDir").map_or_else(
        || vec!["static".to_owned()],
        |value| match value {
            Value::Array(items) => items.iter().filter_map(scalar).collect(),
            value => scalar(value).into_iter().collect(),
        },
    );
    let settings = Settings {
        content: content.unwrap_or_else(|| "content".to_owned()),
        statics,
        permalinks: permalinks(&all),
        languages: languages
            .into_iter()
            .flatten()
            .map(|(name, _)| name.to_lowercase())
            .collect(),
        dates: dates(&all),
        style: [
            ("uglyURLs", Style::UGLY),
            ("disablePathToLower", Style::KEEP_CASE),
            ("removePathAccents", Style::DROP_ACCENTS),
        ]
        .into_iter()
        .filter_map(|(key, style)| truth(key).then_some(style))
        .collect(),
        shown: [
            ("buildDrafts", Shown::DRAFTS),
            ("buildFuture", Shown::FUTURE),
            ("buildExpired", Shown::EXPIRED),
        ]
        .into_iter()
        .filter_map(|(key, shown)| truth(key).then_some(shown))
        .collect(),
        terms: terms(&all),
        language,
    };
    let mut site = Site {
        title: text(&all, "title").unwrap_or_default(),
        zone: text(&all, "timeZone")
            .and_then(|name| zone(&name))
            .unwrap_or(TimeZone::UTC),
        base_stands: BaseStands::InAddresses,
        ..Site::default()
    };
    site.set_whole_url(&text(&all, "baseURL").unwrap_or_default());
    site.settings = all;
    (site, settings)
}

fn terms(all: &Value) -> Terms {
    let path = ["markup", "goldmark", "parser", "autoDefinitionTermID"];
    let setting = path
        .iter()
        .try_fold(all, |settings, key| get(settings, key));
    match setting.and_then(truth) {
        Some(true) => Terms::Anchored,
        Some(false) | None => Terms::Plain,
    }
}

impl Settings {
    /// True for the code of one of the site's languages.
    pub fn is_language(&self, code: &str) -> bool {
        code == self.language || self.languages.iter().any(|language| language == code)
    }
}

/// One map of all settings: the main file's, and each further file of the folder under its name.
fn all(files: &Files, problems: &mut Vec<Problem>) -> Value {
    let mut all = Map::new();
    for stem in STEMS {
        for ending in ENDINGS {
            let read = read_settings(files, &format!("{stem}.{ending}"), problems);
            if let Value::Object(map) = read {
                all.extend(map);
            }
        }
    }
    for entry in files.entries(FOLDER) {
        let (stem, ending) = stem_and_ending(&entry.name);
        if !ENDINGS.contains(&ending) {
            continue;
        }
        let path = join(FOLDER, &entry.name);
        let read = if STEMS.contains(&stem) {
            read_settings(files, &path, problems)
        } else {
            read_data(files, &path, problems)
        };
        match read {
            Value::Object(map) if STEMS.contains(&stem) => all.extend(map),
            Value::Null => {}
            value => {
                all.insert(stem.to_owned(), value);
            }
        }
    }
    Value::Object(all)
}

/// The folder of the content: of the site, of its first language, or where it is mounted from.
/// With the name of the setting that says so; nothing where it is the usual one.
fn content(all: &Value, language: &str) -> Option<(&'static str, String)> {
    let of_language = || text(get(get(all, "languages")?, language)?, "contentDir");
    let mounted = || {
        let mounts = get(get(all, "module")?, "mounts")?.as_array()?;
        mounts.iter().find_map(|mount| {
            let target = text(mount, "target")?;
            let own = text(mount, "lang").is_none_or(|lang| lang == language);
            (target == "content" && own).then(|| text(mount, "source"))?
        })
    };
    let named = text(all, "contentDir").or_else(of_language);
    let named = named.map(|folder| ("contentDir", folder));
    named.or_else(|| Some(("source", mounted()?)))
}

/// The file that most settings stand in.
fn main_file(files: &Files) -> String {
    let mut paths = STEMS
        .iter()
        .flat_map(|stem| ENDINGS.iter().map(move |ending| format!("{stem}.{ending}")));
    paths
        .find(|path| files.has_file(path))
        .unwrap_or_else(|| FOLDER.to_owned())
}

/// `permalinks.posts`, since 0.115 also `permalinks.page.posts`.
fn permalinks(all: &Value) -> BTreeMap<String, String> {
    let own = get(all, "permalinks").and_then(Value::as_object);
    let mut found = BTreeMap::new();
    for (section, template) in own.into_iter().flatten() {
        match template {
            Value::String(template) => {
                found.insert(section.clone(), template.clone());
            }
            Value::Object(pages) if section == "page" => {
                let pages = pages.iter();
                found.extend(
                    pages.filter_map(|(name, template)| Some((name.clone(), scalar(template)?))),
                );
            }
            _ => {}
        }
    }
    found
}

fn dates(all: &Value) -> Vec<DateSource> {
    const DEFAULT: [&str; 8] = [
        "date",
        "publishdate",
        "pubdate",
        "published",
        "lastmod",
        "modified",
        "updated",
        "created",
    ];
    let list = get(all, "frontmatter")
        .and_then(|own| get(own, "date"))
        .and_then(Value::as_array);
    let Some(list) = list else {
        return vec![DateSource::Keys(DEFAULT.to_vec())];
    };
    let mut dates = Vec::new();
    for source in list.iter().filter_map(Value::as_str) {
        match source.to_ascii_lowercase().as_str() {
            ":filename" => dates.push(DateSource::FileName),
            ":filemodtime" => dates.push(DateSource::Modified),
            ":git" => {}
            ":default" => dates.push(DateSource::Keys(DEFAULT.to_vec())),
            key => {
                let known = DEFAULT.into_iter().find(|known| *known == key);
                dates.extend(known.map(|key| DateSource::Keys(vec![key])));
            }
        }
    }
    dates
}
