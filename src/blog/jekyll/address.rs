//! The addresses that Jekyll gives.

use std::sync::Arc;

use jiff::Zoned;

use super::{Jekyll, Origin};
use crate::blog::address::encode;
use crate::blog::files::{file_name, parent, stem_and_ending};
use crate::blog::format;
use crate::blog::front_matter::{Head, scalar, unique};
use crate::blog::generator::Sheet;
use crate::blog::permalink::{date_part, expand, tidy};
use crate::blog::slug::{Keep, slugify};
use crate::document::Format;

/// The site's `permalink`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Style {
    /// The default, `/:categories/:year/:month/:day/:title:output_ext`.
    Date,
    /// Folders instead of files.
    Pretty,
    /// The day of the year.
    Ordinal,
    /// The week of the year.
    WeekDate,
    /// No date.
    None,
    /// A template.
    Template(Arc<str>),
}

impl Style {
    /// The style that the settings name.
    pub fn of_site(text: &str) -> Style {
        match text.trim_start_matches(':') {
            "date" => Style::Date,
            "pretty" => Style::Pretty,
            "ordinal" => Style::Ordinal,
            "weekdate" => Style::WeekDate,
            "none" => Style::None,
            _ => Style::Template(text.into()),
        }
    }

    /// The template for posts.
    fn posts(&self) -> &str {
        match self {
            Style::Date => "/:categories/:year/:month/:day/:title:output_ext",
            Style::Pretty => "/:categories/:year/:month/:day/:title/",
            Style::Ordinal => "/:categories/:year/:y_day/:title:output_ext",
            Style::WeekDate => "/:categories/:year/W:week/:short_day/:title:output_ext",
            Style::None => "/:categories/:title:output_ext",
            Style::Template(template) => template,
        }
    }

    /// How the addresses of pages and documents end.
    fn suffix(&self) -> &'static str {
        match self {
            Style::Date | Style::Ordinal | Style::None => ":output_ext",
            Style::Pretty => "/",
            Style::Template(template) if template.ends_with('/') => "/",
            Style::Template(template) if template.ends_with(":output_ext") => ":output_ext",
            // Jekyll forgets `weekdate` here.
            Style::WeekDate | Style::Template(_) => "",
        }
    }
}

impl Jekyll {
    /// The address of a post or a document.
    pub(super) fn address(
        &self,
        origin: Origin<'_>,
        slug: &str,
        sheet: &Sheet<'_>,
        date: Option<&Zoned>,
    ) -> String {
        let label = match origin {
            Origin::Post { .. } | Origin::Draft { .. } => "posts",
            Origin::Document { collection, .. } => collection,
        };
        let own = self
            .settings
            .collection(label)
            .and_then(|found| found.permalink.as_deref());
        let template = sheet
            .head
            .text("permalink")
            .unwrap_or_else(|| match (own, origin) {
                (Some(own), _) => own.to_owned(),
                (None, Origin::Document { .. }) => {
                    format!("/:collection/:path{}", self.settings.style.suffix())
                }
                (None, Origin::Post { .. } | Origin::Draft { .. }) => {
                    self.settings.style.posts().to_owned()
                }
            });
        let names = Names {
            origin,
            label,
            slug,
            sheet,
            date,
        };
        tidy(&expand(&template, |name| Some(encode(&names.value(name)?))))
    }

    /// The address of a page, `path` below the source.
    pub(super) fn page_address(&self, path: &str, head: &Head<'_>) -> String {
        let (stem, _) = stem_and_ending(file_name(path));
        let template = head.text("permalink").unwrap_or_else(|| {
            let suffix = self.settings.style.suffix();
            let html = output_ending(path) == ".html";
            match (stem, suffix) {
                ("index", _) if html => "/:path/".to_owned(),
                (_, "/") if !html => "/:path/:basename:output_ext".to_owned(),
                // Jekyll's pages have an ending wherever the style has no folders.
                (_, "/") => "/:path/:basename/".to_owned(),
                _ => "/:path/:basename:output_ext".to_owned(),
            }
        });
        tidy(&expand(&template, |name| {
            Some(encode(match name {
                "path" => parent(path),
                "basename" | "name" | "title" => stem,
                "output_ext" => output_ending(path),
                _ => return None,
            }))
        }))
    }
}

/// What the names in a document's template stand for.
struct Names<'a> {
    origin: Origin<'a>,
    label: &'a str,
    slug: &'a str,
    sheet: &'a Sheet<'a>,
    date: Option<&'a Zoned>,
}

impl Names<'_> {
    fn value(&self, name: &str) -> Option<String> {
        let path = self.sheet.path;
        let slug = || {
            let own = self.sheet.head.get("slug").and_then(scalar);
            own.unwrap_or_else(|| self.slug.to_owned())
        };
        Some(match name {
            "title" => slugify(&slug(), Keep::Pretty),
            "slug" => lowered(&slug()),
            "name" => lowered(stem_and_ending(file_name(path)).0),
            "categories" => {
                let lower = self
                    .categories()
                    .iter()
                    .map(|name| name.to_lowercase())
                    .collect();
                unique(lower).join("/")
            }
            "slugified_categories" => {
                let slugs = self.categories().iter().map(|name| lowered(name)).collect();
                unique(slugs).join("/")
            }
            "collection" => self.label.to_owned(),
            "path" => self.path(),
            "output_ext" => output_ending(path).to_owned(),
            name => date_part(name, self.date?)?,
        })
    }

    fn categories(&self) -> Vec<String> {
        let above = match self.origin {
            Origin::Post { above, .. } | Origin::Draft { above, .. } => above,
            Origin::Document { .. } => "",
        };
        Jekyll::address_categories(above, self.sheet.head)
    }

    /// Where the document lies in its collection, without its ending.
    fn path(&self) -> String {
        let (above, below) = match self.origin {
            Origin::Post { above, below } | Origin::Draft { above, below } => (above, below),
            Origin::Document { below, .. } => ("", below),
        };
        let (stem, _) = stem_and_ending(file_name(below));
        format!("{above}/{}/{}", parent(below), stem.trim_end_matches('.'))
    }
}

fn lowered(text: &str) -> String {
    slugify(text, Keep::Words).to_lowercase()
}

/// The ending of what Jekyll makes of a file.
fn output_ending(path: &str) -> &str {
    match format::of(path) {
        Some(Format::Markdown | Format::Html) => ".html",
        Some(Format::Restructured | Format::Plain) | None => {
            let (stem, ending) = stem_and_ending(path);
            if ending.is_empty() {
                ""
            } else {
                path.get(stem.len()..).unwrap_or_default()
            }
        }
    }
}
