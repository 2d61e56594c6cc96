//! Which generator builds a checkout, told by its marks.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::astro::{self, Astro};
use super::eleventy::{self, Eleventy};
use super::files::Files;
use super::folder::Folder;
use super::generator::Generator;
use super::hexo::{self, Hexo};
use super::hugo::{self, Hugo};
use super::jekyll::{self, Jekyll};
use super::pelican::{self, Pelican};
use super::problem::Problem;
use super::zola::{self, Zola};

/// A generator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Jekyll.
    Jekyll,
    /// Hugo.
    Hugo,
    /// Zola.
    Zola,
    /// Hexo.
    Hexo,
    /// Eleventy.
    Eleventy,
    /// Astro.
    Astro,
    /// Pelican.
    Pelican,
    /// None: a folder of Markdown.
    #[default]
    Folder,
}

impl Kind {
    /// Every kind, in the order in which marks are looked for.
    pub const ALL: [Kind; 8] = [
        Kind::Zola,
        Kind::Hugo,
        Kind::Hexo,
        Kind::Eleventy,
        Kind::Astro,
        Kind::Pelican,
        Kind::Jekyll,
        Kind::Folder,
    ];

    /// Its name, as it is written on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Jekyll => "jekyll",
            Kind::Hugo => "hugo",
            Kind::Zola => "zola",
            Kind::Hexo => "hexo",
            Kind::Eleventy => "eleventy",
            Kind::Astro => "astro",
            Kind::Pelican => "pelican",
            Kind::Folder => "folder",
        }
    }

    /// The kind whose marks a checkout has.
    pub fn of(files: &Files) -> Kind {
        Kind::ALL
            .into_iter()
            .find(|kind| kind.is_at_home(files))
            .unwrap_or_default()
    }

    /// True when a checkout has the marks of this generator.
    fn is_at_home(self, files: &Files) -> bool {
        match self {
            Kind::Jekyll => jekyll::is_at_home(files),
            Kind::Hugo => hugo::is_at_home(files),
            Kind::Zola => zola::is_at_home(files),
            Kind::Hexo => hexo::is_at_home(files),
            Kind::Eleventy => eleventy::is_at_home(files),
            Kind::Astro => astro::is_at_home(files),
            Kind::Pelican => pelican::is_at_home(files),
            Kind::Folder => true,
        }
    }

    /// True unless it is a folder without marks.
    pub(super) fn has_marks(self, files: &Files) -> bool {
        self != Kind::Folder && self.is_at_home(files)
    }

    /// True when a path from a checkout's root lies where this generator keeps posts.
    pub(super) fn keeps_posts_at(self, path: &str) -> bool {
        match self {
            // A collection has a folder with an underscore, as has what pages are made with.
            Kind::Jekyll => path.split('/').any(|folder| {
                let is_other = matches!(
                    folder,
                    "_site" | "_includes" | "_layouts" | "_data" | "_sass" | "_plugins"
                );
                folder.starts_with('_') && !is_other
            }),
            Kind::Hugo | Kind::Zola | Kind::Pelican => path.starts_with("content/"),
            Kind::Hexo => path.starts_with("source/"),
            Kind::Astro => path.starts_with("src/"),
            // Where Eleventy keeps posts is a program's affair.
            Kind::Eleventy => true,
            Kind::Folder => false,
        }
    }

    /// The generator with the settings that it finds in the checkout.
    pub(super) fn generator(
        self,
        files: &Files,
        problems: &mut Vec<Problem>,
    ) -> Arc<dyn Generator> {
        match self {
            Kind::Jekyll => Arc::new(Jekyll::new(files, problems)),
            Kind::Hugo => Arc::new(Hugo::new(files, problems)),
            Kind::Zola => Arc::new(Zola::new(files, problems)),
            Kind::Hexo => Arc::new(Hexo::new(files, problems)),
            Kind::Eleventy => Arc::new(Eleventy::new(files)),
            Kind::Astro => Arc::new(Astro::new(files)),
            Kind::Pelican => Arc::new(Pelican::new(files)),
            Kind::Folder => Arc::new(Folder::default()),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(name: &str) -> Result<Kind, String> {
        let found = Kind::ALL
            .into_iter()
            .find(|kind| kind.name().eq_ignore_ascii_case(name));
        found.ok_or_else(|| {
            let names = Kind::ALL.map(Kind::name).join(", ");
            format!("there is no kind of blog called `{name}`; name one of {names}")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_known_by_its_name() {
        for kind in Kind::ALL {
            assert_eq!(kind.to_string().parse(), Ok(kind));
        }
        assert!(
            "gatsby"
                .parse::<Kind>()
                .is_err_and(|sentence| sentence.contains("jekyll"))
        );
    }
}
