//! The addresses that Hugo gives.

use jiff::Zoned;
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::settings::{DateSource, Style};
use super::{Hugo, Place, Role};
use crate::blog::address::{decode, encode_but};
use crate::blog::date;
use crate::blog::files::{file_name, parent};
use crate::blog::front_matter::{scalar, truth};
use crate::blog::generator::Sheet;
use crate::blog::permalink::expand;

impl Hugo {
    /// The address of a page, with the site's base; empty when the page is never built.
    pub(super) fn address(
        &self,
        place: Place<'_>,
        sheet: &Sheet<'_>,
        date: Option<&Zoned>,
    ) -> String {
        let build = sheet.head.get("_build").or_else(|| sheet.head.get("build"));
        let render = build.and_then(|build| build.get("render"));
        let never = render
            .is_some_and(|render| truth(render) == Some(false) || render.as_str() == Some("never"));
        if never {
            return String::new();
        }
        let prefix = place
            .language
            .map(|language| format!("/{language}"))
            .unwrap_or_default();
        let path = if let Some(url) = sheet.head.text("url") {
            let is_file = file_name(&url).contains('.');
            let end = if is_file || url.ends_with('/') {
                ""
            } else {
                "/"
            };
            format!("{prefix}/{}{end}", url.trim_start_matches('/'))
        } else {
            let path = self.path(place, sheet, date);
            format!("{prefix}{}", self.sanitized(&path))
        };
        let path = squeezed(&format!("{}/{path}", self.site.base));
        // What Go's `URL.String` keeps of a path that is already fit for one.
        encode_but(&path, |byte| {
            byte.is_ascii_graphic() && !b"\"<>\\^`{|}[]".contains(&byte)
        })
    }

    /// The path before it is made fit for an address.
    fn path(&self, place: Place<'_>, sheet: &Sheet<'_>, date: Option<&Zoned>) -> String {
        let slug = sheet.head.text("slug");
        let section = place.folder.split('/').next().unwrap_or_default();
        let template = match place.role {
            Role::Page => {
                self.settings
                    .permalinks
                    .get(if section.is_empty() { "/" } else { section })
            }
            Role::Section => None,
        };
        let path = if let Some(template) = template {
            expand(template, |name| self.value(name, place, sheet, date))
        } else {
            let name = slug.as_deref().unwrap_or(place.name);
            format!("/{}/{name}", place.folder)
        };
        let path = squeezed(&path);
        let bare = path.trim_end_matches('/');
        match () {
            () if bare.is_empty() => "/".to_owned(),
            () if self.settings.style.contains(Style::UGLY) => format!("{bare}.html"),
            () => format!("{bare}/"),
        }
    }

    /// What the names in a template stand for.
    fn value(
        &self,
        name: &str,
        place: Place<'_>,
        sheet: &Sheet<'_>,
        date: Option<&Zoned>,
    ) -> Option<String> {
        let head = sheet.head;
        let title = || head.get("title").and_then(scalar).unwrap_or_default();
        // A date that names the file leaves the rest of the name as the slug.
        let named = || {
            let by_name = self.settings.dates.first() == Some(&DateSource::FileName);
            let (_, length) = date::starts(place.name).filter(|_| by_name)?;
            let rest = place
                .name
                .get(length..)?
                .trim_start_matches(['-', '_', ' ', '.']);
            (!rest.is_empty()).then(|| rest.to_owned())
        };
        let slug = || head.text("slug").or_else(named);
        let words = match name {
            "section" => place
                .folder
                .split('/')
                .next()
                .unwrap_or_default()
                .to_owned(),
            "sections" => self.sections(place.folder),
            "title" => title(),
            "slug" => slug().unwrap_or_else(title),
            "filename" | "contentbasename" => place.name.to_owned(),
            "slugorfilename" | "slugorcontentbasename" => {
                slug().unwrap_or_else(|| place.name.to_owned())
            }
            name => return date_part(name, self.address_date(place, sheet, date)?),
        };
        Some(self.as_value(&words))
    }

    /// A date that Hugo itself can read; others are the year 1 to it.
    fn address_date(
        &self,
        place: Place<'_>,
        sheet: &Sheet<'_>,
        date: Option<&Zoned>,
    ) -> Option<Date> {
        if self.settings.dates.first() == Some(&DateSource::FileName)
            && let Some((day, _)) = date::starts(place.name)
        {
            return Some(day);
        }

        let keys = [
            "date",
            "publishdate",
            "pubdate",
            "published",
            "lastmod",
            "modified",
        ];
        let written = keys.iter().find_map(|key| sheet.head.written(key));
        match (date, written) {
            (Some(date), Some(written)) if is_hugos(&written.text) => {
                Some(as_written(&written.text).unwrap_or(date.date()))
            }
            (Some(date), None) => Some(date.date()),
            _ => Date::new(1, 1, 1).ok(),
        }
    }

    /// The folder of the nearest section that a path lies in: one with a page of its own, or the
    /// first folder.
    fn sections(&self, folder: &str) -> String {
        let mut found = folder;
        while !self.branches.contains_key(found) && found.contains('/') {
            found = parent(found);
        }
        found.to_owned()
    }

    /// Words in a template go through Go's URL once more, which takes `+` for a space.
    fn as_value(&self, words: &str) -> String {
        let fit = self.sanitized(words);
        let fit = decode(fit.trim_end_matches('#')).replace('+', " ");
        self.sanitized(&fit)
    }

    /// Hugo's `MakePathSanitized`: spaces become one dash, what no path may have goes.
    fn sanitized(&self, text: &str) -> String {
        let bare: String = if self.settings.style.contains(Style::DROP_ACCENTS) {
            text.nfd()
                .filter(|c| !is_combining_mark(*c))
                .nfc()
                .collect()
        } else {
            text.to_owned()
        };
        let mut path = String::with_capacity(bare.len());
        let mut dash = false;
        for character in bare.chars() {
            if is_allowed(character) {
                if dash && character != '-' {
                    path.push('-');
                }
                dash = false;
                path.push(character);
            } else if character.is_whitespace() && !path.is_empty() && !path.ends_with('-') {
                dash = true;
            }
        }
        if self.settings.style.contains(Style::KEEP_CASE) {
            path
        } else {
            path.to_lowercase()
        }
    }
}

/// Go's `unicode.IsLetter`, `IsDigit`, `IsMark`, and what Hugo allows beside them.
fn is_allowed(character: char) -> bool {
    character.is_alphanumeric()
        || is_combining_mark(character)
        || matches!(
            character,
            '.' | '/' | '\\' | '_' | '#' | '+' | '~' | '-' | '@'
        )
}

fn squeezed(path: &str) -> String {
    let mut squeezed = String::with_capacity(path.len());
    for character in path.chars() {
        if character != '/' || !squeezed.ends_with('/') {
            squeezed.push(character);
        }
    }
    squeezed
}

fn date_part(name: &str, date: Date) -> Option<String> {
    Some(match name {
        "year" => date.year().to_string(),
        "month" => format!("{:02}", date.month()),
        "monthname" => date.strftime("%B").to_string(),
        "day" => format!("{:02}", date.day()),
        "weekday" => (date.weekday().to_sunday_zero_offset()).to_string(),
        "weekdayname" => date.strftime("%A").to_string(),
        "yearday" => date.day_of_year().to_string(),
        _ => return None,
    })
}

/// The day as it stands in the text: Hugo does not turn it to the site's zone.
fn as_written(text: &str) -> Option<Date> {
    date::starts(text).map(|(day, _)| day)
}

/// The forms of dates that Hugo's parser takes, as far as heads have them.
fn is_hugos(text: &str) -> bool {
    let Some(rest) = text.get(10..) else {
        return false;
    };
    let seconds = |time: &str| time.bytes().filter(|byte| *byte == b':').count() >= 2;
    let iso = text
        .get(..10)
        .is_some_and(|day| day.split('-').map(str::len).eq([4, 2, 2]));
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let named = text.get(..3).is_some_and(|day| days.contains(&day));
    named || iso && (rest.is_empty() || rest.starts_with(['T', 't', ' ']) && seconds(rest))
}
