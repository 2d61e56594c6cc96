//! Which generator builds a checkout, told by its marks.

use std::fmt;
use std::str::FromStr;

use super::files::Files;
use super::folder::Folder;
use super::generator::Generator;
use super::hugo::{self, Hugo};
use super::jekyll::{self, Jekyll};
use super::problem::Problem;

/// A generator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Jekyll.
    Jekyll,
    /// Hugo.
    Hugo,
    /// None: a folder of Markdown.
    #[default]
    Folder,
}

impl Kind {
    /// Every kind, in the order in which marks are looked for.
    pub const ALL: [Kind; 3] = [Kind::Hugo, Kind::Jekyll, Kind::Folder];

    /// Its name, as it is written on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Jekyll => "jekyll",
            Kind::Hugo => "hugo",
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
            Kind::Jekyll => path
                .split('/')
                .any(|folder| matches!(folder, "_posts" | "_drafts")),
            Kind::Hugo => path.starts_with("content/"),
            Kind::Folder => false,
        }
    }

    /// The generator with the settings that it finds in the checkout.
    pub(super) fn generator(
        self,
        files: &Files,
        problems: &mut Vec<Problem>,
    ) -> Box<dyn Generator> {
        match self {
            Kind::Jekyll => Box::new(Jekyll::new(files, problems)),
            Kind::Hugo => Box::new(Hugo::new(files, problems)),
            Kind::Folder => Box::new(Folder::default()),
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
