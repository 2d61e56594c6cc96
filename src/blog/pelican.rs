//! Pelican's conventions: `Key: value` heads, settings in Python, articles in Markdown and
//! reStructuredText.

use serde_json::{Map, Value};

use super::date;
use super::files::{EntryKind, Files, Step, file_name, parent, stem_and_ending};
use super::format;
use super::front_matter::parted;
use super::generator::{Entry, Found, Generator, Sheet, Visibility, Wanted};
use super::site::{Site, text, zone};
use super::slug;
use crate::document::{Dialect, Template};

const SETTINGS: [&str; 2] = ["publishconf.py", "pelicanconf.py"];

/// A site that Pelican builds.
#[derive(Debug)]
pub struct Pelican {
    site: Site,
    content: String,
    address: String,
}

/// True for a checkout that Pelican builds.
pub fn is_at_home(files: &Files) -> bool {
    files.has_file("pelicanconf.py")
}

impl Pelican {
    /// Reads the settings that are plain texts; those for publishing count before the others.
    pub fn new(files: &Files) -> Pelican {
        let mut all = Map::new();
        for name in SETTINGS {
            for (key, value) in assignments(&files.optional(name).unwrap_or_default()) {
                all.entry(key).or_insert(value);
            }
        }
        let settings = Value::Object(all);
        let content = text(&settings, "PATH").unwrap_or_else(|| "content".to_owned());
        let address = text(&settings, "ARTICLE_URL").unwrap_or_else(|| "{slug}.html".to_owned());
        let mut site = Site {
            title: text(&settings, "SITENAME").unwrap_or_default(),
            ..Site::default()
        };
        site.set_whole_url(&text(&settings, "SITEURL").unwrap_or_default());
        if let Some(zone) = text(&settings, "TIMEZONE").and_then(|name| zone(&name)) {
            site.zone = zone;
        }
        Pelican {
            site: Site { settings, ..site },
            content: content.trim_matches(['/', '.']).to_owned(),
            address,
        }
    }

    /// `{slug}`, `{category}`, `{date:%Y}` and the like.
    fn expanded(&self, slug: &str, entry: &Entry) -> String {
        let mut address = "/".to_owned();
        let mut rest = self.address.trim_start_matches('/');
        while let Some((before, after)) = rest.split_once('{') {
            address.push_str(before);
            let (name, tail) = after.split_once('}').unwrap_or((after, ""));
            let words = match name.split_once(':') {
                Some(("date", form)) => {
                    let date = entry.post.date.as_ref();
                    date.and_then(|date| jiff::fmt::strtime::format(form, date).ok())
                }
                _ => Some(match name {
                    "slug" => slug.to_owned(),
                    "category" => entry
                        .post
                        .categories
                        .first()
                        .map_or_else(|| "misc".to_owned(), |category| slug::ascii(category)),
                    "author" => entry
                        .post
                        .authors
                        .first()
                        .map(|name| slug::ascii(name))
                        .unwrap_or_default(),
                    "lang" => self
                        .site
                        .text("DEFAULT_LANG")
                        .unwrap_or_else(|| "en".to_owned()),
                    _ => String::new(),
                }),
            };
            address.push_str(&words.unwrap_or_default());
            rest = tail;
        }
        address.push_str(rest);
        address
    }
}

impl Generator for Pelican {
    fn site(&self) -> &Site {
        &self.site
    }

    fn language(&self) -> (Dialect, Template) {
        (Dialect::CommonMark, Template::None)
    }

    fn find(&self, files: &Files, _wanted: Wanted) -> Found {
        let paths = files.walk(&self.content, &mut |path, entry| {
            let passed_over = entry.name.starts_with('.') || entry.name == "pages";
            let (_, ending) = stem_and_ending(&entry.name);
            let is_post = entry.kind == EntryKind::Folder
                || format::is_markdown(path)
                || matches!(ending, "rst" | "html");
            if is_post && !passed_over {
                Step::Take
            } else {
                Step::Skip
            }
        });
        Found {
            paths,
            problems: Vec::new(),
        }
    }

    fn entry(&self, sheet: &Sheet<'_>) -> Option<Entry> {
        let mut head = sheet.head.clone();
        if sheet.path.ends_with(".rst") {
            head.values.extend(fields(sheet.body));
        }
        let sheet = Sheet {
            head: &head,
            ..*sheet
        };
        let (stem, _) = stem_and_ending(file_name(sheet.path));
        let date = sheet
            .date(&["date", "modified"], &self.site)
            .or(|| date::midnight(date::starts(stem)?.0, &self.site.zone))
            .or(|| sheet.modified(&self.site));
        let mut entry = sheet.entry(&slug::title(date::without_day(stem)), date);
        if entry.post.categories.is_empty() {
            let folder = file_name(parent(sheet.path));
            let own = folder != file_name(&self.content) && !folder.is_empty();
            entry.post.categories.extend(own.then(|| folder.to_owned()));
        }
        let status = head.text("status").map(|status| status.to_lowercase());
        if matches!(status.as_deref(), Some("draft" | "hidden" | "skip")) {
            entry.visibility = Visibility::Hidden;
        }
        let slug = head
            .text("slug")
            .unwrap_or_else(|| slug::ascii(&entry.post.title));
        entry.post.address = match head.text("save_as").or_else(|| head.text("url")) {
            Some(own) => format!("/{}", own.trim_start_matches('/')),
            None => self.expanded(&slug, &entry),
        };
        Some(entry)
    }

    fn static_folders(&self) -> Vec<String> {
        vec![self.content.clone()]
    }

    fn internal(&self, address: &str) -> Option<String> {
        let keys = ["{filename}", "|filename|", "{static}", "{attach}"];
        let path = keys.iter().find_map(|key| address.strip_prefix(key))?;
        path.strip_prefix('/')
            .map(|path| super::files::join(&self.content, path))
    }
}

/// The lines `KEY = "value"` of a Python file.
fn assignments(program: &str) -> impl Iterator<Item = (String, Value)> {
    program.lines().filter_map(|line| {
        let (key, value) = line.split_once('=')?;
        let key = key.trim_end();
        let is_key = key
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte == b'_');
        let value = value.trim();
        let quote = value
            .chars()
            .next()
            .filter(|quote| matches!(quote, '"' | '\''))?;
        let (value, _) = value.get(1..)?.split_once(quote)?;
        is_key.then(|| (key.to_owned(), Value::from(value)))
    })
}

/// The title and the `:key: value` fields at the beginning of a reStructuredText.
fn fields(body: &str) -> Map<String, Value> {
    let is_line = |line: &str| {
        let mut characters = line.chars();
        let first = characters.next().filter(char::is_ascii_punctuation);
        first.is_some_and(|first| line.len() > 2 && characters.all(|c| c == first))
    };
    let mut found = Map::new();
    let mut above = "";
    for line in body.lines().take(40) {
        if is_line(line) {
            if !above.is_empty() && !found.contains_key("title") {
                found.insert("title".to_owned(), Value::from(above));
            }
            above = "";
            continue;
        }
        let field = line
            .strip_prefix(':')
            .and_then(|field| field.split_once(": "));
        match field {
            Some((key, value)) if key == "tags" => {
                found.insert(key.to_owned(), parted(value).into_iter().collect());
            }
            Some((key, value)) => {
                found.insert(key.to_lowercase(), Value::from(value.trim()));
            }
            None if !line.trim().is_empty() && found.len() > 1 => break,
            None => above = line.trim(),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_restructured_text_has_its_head_in_fields() {
        let text = "Pelican 3.1\n###########\n\n:date: 2012-12-03\n:tags: a, b\n\nBody: x\n";
        let found = Value::Object(fields(text));
        assert_eq!(
            found,
            json!({"title": "Pelican 3.1", "date": "2012-12-03", "tags": ["a", "b"]})
        );
    }

    #[test]
    fn plain_texts_are_read_out_of_a_program() {
        let program = "SITENAME = 'A \"b\"'\nX = 1\nPATH=\"content\"  # here\nlower = 'x'\n";
        let found: Vec<(String, Value)> = assignments(program).collect();
        assert_eq!(
            found,
            [
                ("SITENAME".to_owned(), json!("A \"b\"")),
                ("PATH".to_owned(), json!("content"))
            ]
        );
    }
}
