//! What a site says of itself, whichever generator builds it.

use std::borrow::Cow;

use jiff::tz::TimeZone;
use serde_json::Value;

use super::Error;
use super::files::{Files, normal};
use super::front_matter::{parse_toml, parse_yaml, scalar};
use super::problem::Problem;

/// A site's settings.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its title; empty when it has none.
    pub title: String,
    /// Its own address, scheme and host without a trailing `/`; empty when it is not known.
    pub url: String,
    /// The path that comes before every address on the web, such as `/blog`; usually empty.
    pub base: String,
    /// Whether the generator's own addresses have the base.
    pub base_stands: BaseStands,
    /// The zone of dates that name none.
    pub zone: TimeZone,
    /// All settings, for templates that ask.
    pub settings: Value,
}

/// Where a site's base stands: in the addresses that its generator gives, or only before them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BaseStands {
    /// Jekyll's `page.url` is without it.
    #[default]
    BeforeAddresses,
    /// Hugo's `.RelPermalink` has it.
    InAddresses,
}

impl Default for Site {
    fn default() -> Site {
        Site {
            title: String::new(),
            url: String::new(),
            base: String::new(),
            base_stands: BaseStands::default(),
            zone: TimeZone::UTC,
            settings: Value::Null,
        }
    }
}

impl Site {
    /// The whole address of one of the generator's own, when the site's is known.
    pub fn link(&self, address: &str) -> Option<String> {
        let public = self.public(address)?;
        (!self.url.is_empty()).then(|| format!("{}{public}", self.url))
    }

    /// One of the generator's own addresses as pages of the site write it, from the root.
    pub fn public<'a>(&self, address: &'a str) -> Option<Cow<'a, str>> {
        let starts = address.starts_with('/');
        starts.then(|| match self.base_stands {
            BaseStands::BeforeAddresses if !self.base.is_empty() => {
                Cow::Owned(format!("{}{address}", self.base))
            }
            BaseStands::BeforeAddresses | BaseStands::InAddresses => Cow::Borrowed(address),
        })
    }

    /// A root-relative address as the generator gives them, whether it has the base or not.
    pub fn own<'a>(&self, address: &'a str) -> Cow<'a, str> {
        let bare = self.without_base(address);
        match self.base_stands {
            BaseStands::InAddresses if bare == address && !self.base.is_empty() => {
                Cow::Owned(format!("{}{address}", self.base))
            }
            BaseStands::InAddresses => Cow::Borrowed(address),
            BaseStands::BeforeAddresses => Cow::Borrowed(bare),
        }
    }

    /// A path on the site out of a whole address, when its host is the site's own; the base is
    /// taken off.
    pub fn path_of<'a>(&self, whole: &'a str) -> Option<&'a str> {
        let path = host_and_path(whole)?.strip_prefix(host_and_path(&self.url)?)?;
        path.is_empty()
            .then_some("/")
            .or(path.starts_with(['/', '?', '#']).then_some(path))
    }

    /// A root-relative address without the site's base.
    pub fn without_base<'a>(&self, address: &'a str) -> &'a str {
        let rest = address.strip_prefix(self.base.as_str()).unwrap_or(address);
        if rest.starts_with('/') { rest } else { address }
    }

    /// Splits an address into the site's own and its base: `https://x.org/blog/`.
    pub fn set_whole_url(&mut self, whole: &str) {
        let whole = whole.trim().trim_end_matches('/');
        let host = whole.find("://").map_or(0, |at| at + 3);
        let path = whole.get(host..).and_then(|rest| rest.find('/'));
        let (url, base) = whole.split_at(path.map_or(whole.len(), |at| host + at));
        url.clone_into(&mut self.url);
        base.clone_into(&mut self.base);
    }

    /// A text among the settings.
    pub fn text(&self, key: &str) -> Option<String> {
        text(&self.settings, key)
    }
}

fn host_and_path(whole: &str) -> Option<&str> {
    let rest = whole
        .strip_prefix("https:")
        .or_else(|| whole.strip_prefix("http:"));
    let rest = rest.unwrap_or(whole).strip_prefix("//")?;
    Some(rest.strip_prefix("www.").unwrap_or(rest)).filter(|rest| !rest.is_empty())
}

/// A text within settings, trimmed; nothing when it is empty. Keys are compared without regard
/// to case, because Hugo does.
pub fn text(settings: &Value, key: &str) -> Option<String> {
    let text = scalar(get(settings, key)?)?;
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A value within settings, whatever the case of its key.
pub fn get<'v>(settings: &'v Value, key: &str) -> Option<&'v Value> {
    let map = settings.as_object()?;
    map.get(key).or_else(|| {
        let mut pairs = map.iter();
        pairs.find_map(|(found, value)| found.eq_ignore_ascii_case(key).then_some(value))
    })
}

/// Reads a file of settings by the ending of its name. What cannot be read, or is no map, is a
/// problem, and the site is read without it.
pub fn read_settings(files: &Files, path: &str, problems: &mut Vec<Problem>) -> Value {
    match read_data(files, path, problems) {
        settings @ (Value::Null | Value::Object(_)) => settings,
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            problems.push(Problem {
                path: path.into(),
                line: None,
                sentence: "the settings are no map of names and values; nothing of them counts"
                    .to_owned(),
            });
            Value::Null
        }
    }
}

/// Reads a file of whatever values by the ending of its name; nothing when it is not there or
/// cannot be read, which is a problem.
pub fn read_data(files: &Files, path: &str, problems: &mut Vec<Problem>) -> Value {
    if !files.has_file(path) {
        return Value::Null;
    }
    let mut tell = |line, sentence| {
        problems.push(Problem {
            path: path.into(),
            line,
            sentence,
        });
    };
    let file = match files.read(path) {
        Ok(file) => file,
        Err(error) => {
            let reason = match error {
                Error::Unreadable { source, .. } => source.to_string(),
                Error::NotAFile { .. } => "it is not a file".to_owned(),
                Error::TooLarge { bytes, .. } => format!("they have {} MB", bytes >> 20),
                // Said of whole folders.
                Error::NoPost { .. } | Error::OnlyDrafts { .. } => error.to_string(),
            };
            tell(None, format!("the settings cannot be read: {reason}"));
            return Value::Null;
        }
    };
    let text = file.text;
    let read = match path.rsplit('.').next() {
        Some("toml") => parse_toml(&text).map_err(|error| error.message().to_owned()),
        Some("json") => serde_json::from_str(&text).map_err(|error| error.to_string()),
        _ => parse_yaml(&text).map_err(|error| error.to_string()),
    };
    match (&read, file.foreign) {
        (Err(error), _) => tell(None, format!("the settings cannot be read: {error}")),
        (Ok(_), Some(line)) => tell(Some(line), "it is not UTF-8; save it as UTF-8".to_owned()),
        (Ok(_), None) => {}
    }
    read.unwrap_or_default()
}

/// A folder that the settings at `path` name under a key, `whole` from the blog's own. One that is
/// not there, or not in the blog, is a problem and counts as not named.
pub fn folder(
    files: &Files,
    path: &str,
    (key, named): (&str, &str),
    whole: &str,
    problems: &mut Vec<Problem>,
) -> Option<String> {
    let fault = match normal(whole) {
        Some(folder) if files.has_folder(&folder) => return Some(folder),
        Some(_) => format!("there is no folder `{named}` in the blog"),
        None => format!("`{key}: {named}` lies outside of the blog"),
    };
    problems.push(Problem {
        path: path.into(),
        line: None,
        sentence: format!("{fault}; `{key}` counts as not set"),
    });
    None
}

/// The zone of a name such as `Europe/London`; nothing when it is not known.
pub fn zone(name: &str) -> Option<TimeZone> {
    TimeZone::get(name.trim()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(whole: &str) -> Site {
        let mut site = Site::default();
        site.set_whole_url(whole);
        site
    }

    #[test]
    fn a_whole_address_is_host_and_base() {
        let site = site("https://x.org/blog/");
        assert_eq!(
            (site.url.as_str(), site.base.as_str()),
            ("https://x.org", "/blog")
        );
        assert_eq!(site.link("/a/").as_deref(), Some("https://x.org/blog/a/"));
    }

    #[test]
    fn the_base_stands_where_the_generator_puts_it() {
        let mut site = site("https://x.org/blog");
        assert_eq!(site.own("/blog/a"), "/a");
        assert_eq!(site.public("/a").as_deref(), Some("/blog/a"));
        site.base_stands = BaseStands::InAddresses;
        assert_eq!(site.own("/blog/a"), "/blog/a");
        assert_eq!(site.own("/a"), "/blog/a");
        assert_eq!(
            site.link("/blog/a").as_deref(),
            Some("https://x.org/blog/a")
        );
    }

    #[test]
    fn its_own_host_is_known_in_every_spelling() {
        let site = site("https://www.x.org");
        assert_eq!(site.path_of("http://x.org/a"), Some("/a"));
        assert_eq!(site.path_of("//www.x.org"), Some("/"));
        assert_eq!(site.path_of("https://x.organic/a"), None);
        assert_eq!(Site::default().path_of("https://x.org/a"), None);
    }

    #[test]
    fn the_base_is_taken_off_whole_parts_only() {
        let site = site("https://x.org/blog");
        assert_eq!(site.without_base("/blog/a"), "/a");
        assert_eq!(site.without_base("/blogging"), "/blogging");
    }
}
