//! `_config.yml`.

use jiff::tz::TimeZone;
use serde_json::Value;

use super::address::Style;
use super::defaults::Scope;
use crate::blog::files::Files;
use crate::blog::front_matter::{scalar, truth};
use crate::blog::problem::Problem;
use crate::blog::site::{Site, folder, read_settings, text, zone};
use crate::document::Dialect;

/// The names that Jekyll's settings go by.
pub const NAMES: [&str; 3] = ["_config.yml", "_config.yaml", "_config.toml"];

/// What Jekyll leaves out unless it is told otherwise.
const EXCLUDED: [&str; 10] = [
    ".sass-cache",
    ".jekyll-cache",
    "gemfiles",
    "Gemfile",
    "Gemfile.lock",
    "node_modules",
    "vendor/bundle/",
    "vendor/cache/",
    "vendor/gems/",
    "vendor/ruby/",
];

/// The settings that posts depend on.
#[derive(Debug)]
pub struct Settings {
    /// The folder in which the site's files lie; empty for the checkout's own.
    pub source: String,
    /// The folder in which the collections lie; empty for the source.
    pub collections_dir: String,
    /// The folder of includes, where it has another name than `_includes`.
    pub includes_dir: Option<String>,
    /// The folder of data, where it has another name than `_data`.
    pub data_dir: Option<String>,
    /// How addresses are made.
    pub style: Style,
    /// The collections whose documents are published.
    pub collections: Vec<Collection>,
    /// Values for heads.
    pub defaults: Vec<Scope>,
    /// Show posts whose date is still to come.
    pub future: bool,
    /// The Markdown of its posts.
    pub dialect: Dialect,
    exclude: Vec<String>,
    include: Vec<String>,
}

/// A collection whose documents are published.
#[derive(Debug)]
pub struct Collection {
    /// Its name, without `_`.
    pub name: String,
    /// The template of its addresses, where it has one of its own.
    pub permalink: Option<String>,
}

/// Reads the settings.
pub fn read(files: &Files, problems: &mut Vec<Problem>) -> (Site, Settings) {
    let name = NAMES.iter().find(|name| files.has_file(name));
    let all = name.map_or(Value::Null, |name| read_settings(files, name, problems));
    let name = *name.unwrap_or(&NAMES[0]);
    let trimmed = |key| text(&all, key).map(|path| path.trim_matches(['/', '.']).to_owned());
    let mut found = |key, below: &str| {
        let named = text(&all, key)?;
        let whole = if below.is_empty() {
            named.clone()
        } else {
            format!("{below}/{named}")
        };
        folder(files, name, (key, &named), &whole, problems)
    };
    let source = found("source", "").unwrap_or_default();
    let collections_dir = found("collections_dir", &source);
    let collections_dir = collections_dir.map_or_else(String::new, |whole| {
        let below = whole.strip_prefix(source.as_str()).unwrap_or(&whole);
        below.trim_start_matches('/').to_owned()
    });
    let collections = collections(&all);
    let style = text(&all, "permalink").map_or(Style::Date, |style| Style::of_site(&style));
    let zone = text(&all, "timezone").and_then(|named| {
        let zone = zone(&named);
        if zone.is_none() {
            problems.push(Problem {
                path: name.into(),
                line: None,
                sentence: format!("the time zone `{named}` is not known; dates are taken as UTC"),
            });
        }
        zone
    });
    let settings = Settings {
        source,
        collections_dir,
        includes_dir: trimmed("includes_dir"),
        data_dir: trimmed("data_dir"),
        style,
        collections,
        defaults: Scope::list(&all),
        future: all.get("future").and_then(truth).unwrap_or_default(),
        dialect: match text(&all, "markdown").as_deref() {
            Some("CommonMark" | "CommonMarkGhPages" | "commonmark") => Dialect::CommonMark,
            _ => Dialect::Kramdown,
        },
        exclude: texts(&all, "exclude"),
        include: texts(&all, "include"),
    };
    let base = text(&all, "baseurl").unwrap_or_default();
    let base = base.trim_matches('/');
    let site = Site {
        title: text(&all, "title")
            .or_else(|| text(&all, "name"))
            .unwrap_or_default(),
        url: text(&all, "url")
            .filter(|url| !url.is_empty())
            .or_else(|| domain(files))
            .unwrap_or_default()
            .trim_end_matches('/')
            .to_owned(),
        base: if base.is_empty() {
            String::new()
        } else {
            format!("/{base}")
        },
        zone: zone.unwrap_or(TimeZone::UTC),
        settings: all,
        ..Site::default()
    };
    (site, settings)
}

/// The address of a site that GitHub Pages shows under a name of its own, which stands in a file.
fn domain(files: &Files) -> Option<String> {
    let name = files.optional("CNAME")?;
    let name = name.trim();
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    (name.contains('.') && name.bytes().all(is_host)).then(|| format!("https://{name}"))
}

impl Settings {
    /// The collection of a name, if its documents are published.
    pub fn collection(&self, name: &str) -> Option<&Collection> {
        self.collections
            .iter()
            .find(|collection| collection.name == name)
    }

    /// True when `include` names the path.
    pub fn includes(&self, path: &str) -> bool {
        self.include.iter().any(|pattern| covers(pattern, path))
    }

    /// True when the path is left out.
    pub fn excludes(&self, path: &str) -> bool {
        let own = self.exclude.iter().map(String::as_str);
        EXCLUDED
            .into_iter()
            .chain(own)
            .any(|pattern| covers(pattern, path))
    }
}

/// Jekyll's `glob_include?`: a pattern with wildcards, or the beginning of the path.
fn covers(pattern: &str, path: &str) -> bool {
    let pattern = pattern.trim_start_matches("./").trim_start_matches('/');
    !pattern.is_empty()
        && (path.starts_with(pattern)
            || pattern.strip_suffix('/') == Some(path)
            || matches(pattern.as_bytes(), path.as_bytes()))
}

/// `File.fnmatch` without flags: `*` also matches `/`, `?` one byte. Linear but for the last `*`.
pub fn matches(pattern: &[u8], text: &[u8]) -> bool {
    let (mut at, mut seen) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while let Some(byte) = text.get(seen) {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at + 1, seen));
                at += 1;
            }
            Some(wanted) if *wanted == b'?' || wanted == byte => {
                at += 1;
                seen += 1;
            }
            _ => match star {
                Some((after, from)) => {
                    star = Some((after, from + 1));
                    at = after;
                    seen = from + 1;
                }
                None => return false,
            },
        }
    }
    pattern
        .get(at..)
        .is_some_and(|rest| rest.iter().all(|byte| *byte == b'*'))
}

fn texts(settings: &Value, key: &str) -> Vec<String> {
    match settings.get(key) {
        Some(Value::Array(items)) => items.iter().filter_map(scalar).collect(),
        Some(value) => scalar(value).into_iter().collect(),
        None => Vec::new(),
    }
}

/// `collections: {docs: {output: true}}`; a mere list of names publishes nothing.
fn collections(settings: &Value) -> Vec<Collection> {
    let map = settings.get("collections").and_then(Value::as_object);
    let published = map.into_iter().flatten().filter(|(name, options)| {
        name.as_str() == "posts" || options.get("output").and_then(truth) == Some(true)
    });
    published
        .map(|(name, options)| Collection {
            name: name.clone(),
            permalink: text(options, "permalink"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_cover_beginnings_and_wildcards() {
        assert!(covers("README", "README.md"));
        assert!(covers("lib/", "lib"));
        assert!(covers("/docs", "docs/a.md"));
        assert!(covers("*.tmp", "a/b.tmp"));
        assert!(covers("a/?/c", "a/b/c"));
        assert!(!covers("docs", "my/docs"));
        assert!(!covers("*.tmp", "a.md"));
        assert!(!covers("", "a.md"));
    }

    #[test]
    fn many_stars_cost_no_time() {
        let pattern = "*a".repeat(200);
        assert!(!matches(pattern.as_bytes(), "a".repeat(199).as_bytes()));
        assert!(matches(pattern.as_bytes(), "ba".repeat(4000).as_bytes()));
    }
}
