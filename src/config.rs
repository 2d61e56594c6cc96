//! The configuration: one TOML file, every setting of which has a default.
//!
//! It is `config.toml` in `byline` in the user's configuration folder (XDG: `~/.config/byline`,
//! also on macOS), or the file that `BYLINE_CONFIG` names. Something in it that is not understood
//! is an error that names file and line: a setting with a slip in it that is silently passed over
//! helps nobody. [`DEFAULTS`] is what it would say if it changed nothing.

mod keys;
mod open;

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use etcetera::BaseStrategy;
use serde::Deserialize;

use crate::app::{Images, Settings};
use crate::blog::MainImages;
use crate::limits;

pub use keys::Rebinding;
pub use open::Open;

/// The defaults as a file, with what each setting means.
pub const DEFAULTS: &str = include_str!("config/defaults.toml");

/// What a user has settled.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the file"
)]
pub struct Config {
    /// Folders of blogs that can be gone to; `~/` is the home.
    pub blogs: Vec<PathBuf>,
    /// The text is at most this many cells wide.
    pub measure: u16,
    /// The ground that colours are chosen for.
    pub theme: Ground,
    /// Only ASCII for what byline adds itself.
    pub ascii: bool,
    /// Words are parted between syllables where that fills a line.
    pub hyphenate: bool,
    /// Both edges of the text are even.
    pub justify: bool,
    /// Who puts text from right to left in the order it is seen in.
    pub bidi: Bidi,
    /// Which pictures are shown, and when those on the web are fetched.
    pub images: Images,
    /// The picture that a post's head names stands above its text.
    pub main_image: bool,
    /// What addresses are opened with.
    pub open: Open,
    /// What has other keys, as it is written: whether it can be is for who knows the keys.
    #[serde(deserialize_with = "keys::table")]
    pub keys: Vec<Rebinding>,
}

/// The file of a configuration, for who finds out later that something in it cannot be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    path: PathBuf,
    text: String,
}

/// The ground that colours are chosen for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ground {
    /// As the terminal answers when it is asked, else as COLORFGBG tells, else dark
    #[default]
    Auto,
    /// Dark
    Dark,
    /// Light
    Light,
}

/// Whether byline puts text from right to left in the order it is seen in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bidi {
    /// On a terminal that does not do it itself
    #[default]
    Auto,
    /// Always
    On,
    /// Never
    Off,
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file system said no.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A pipe, a device, a folder: reading one can wait for ever.
    #[error("cannot read {}: it is not a file", path.display())]
    NotAFile {
        /// What was to be read.
        path: PathBuf,
    },
    /// Larger than any configuration.
    #[error("cannot read {}: it has more than 1 MB, which no configuration needs", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// Something in it is not understood.
    #[error("{}, line {line}: {problem}; `byline config` shows what can be settled", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        problem: String,
    },
}

impl Default for Config {
    fn default() -> Config {
        Config {
            blogs: Vec::new(),
            measure: 80,
            theme: Ground::Auto,
            ascii: false,
            hyphenate: false,
            justify: false,
            bidi: Bidi::Auto,
            images: Images::Ask,
            main_image: false,
            open: Open::default(),
            keys: Vec::new(),
        }
    }
}

impl Config {
    /// What becomes of the pictures that heads name for their posts.
    pub fn main_images(&self) -> MainImages {
        if self.main_image {
            MainImages::Shown
        } else {
            MainImages::Hidden
        }
    }

    /// The user's, and the file that it is in.
    ///
    /// # Errors
    ///
    /// When there is a file and it cannot be read or understood.
    pub fn of_user() -> Result<(Config, File), Error> {
        let named = std::env::var_os("BYLINE_CONFIG").filter(|path| !path.is_empty());
        match named {
            Some(path) => Config::at(Path::new(&path), Absent::Fails),
            None => match folder() {
                Some(folder) => Config::at(&folder.join("config.toml"), Absent::Defaults),
                None => Ok(<(Config, File)>::default()),
            },
        }
    }

    fn at(path: &Path, absent: Absent) -> Result<(Config, File), Error> {
        match text(path) {
            Ok(text) => {
                let file = File::new(path.to_owned(), text);
                Ok((Config::read(&file)?, file))
            }
            Err(Error::Unreadable { source, .. })
                if source.kind() == io::ErrorKind::NotFound && absent == Absent::Defaults =>
            {
                Ok(<(Config, File)>::default())
            }
            Err(error) => Err(error),
        }
    }

    /// What a file settles.
    ///
    /// # Errors
    ///
    /// When something in it is not understood.
    pub fn read(file: &File) -> Result<Config, Error> {
        let mut config: Config = toml::from_str(&file.text).map_err(|error| {
            let start = error.span().map(|span| span.start);
            let problem = error.message().trim().replace('\n', ", ");
            file.wrong(start.unwrap_or_default(), problem)
        })?;
        for blog in &mut config.blogs {
            if let (Ok(rest), Ok(home)) = (blog.strip_prefix("~"), etcetera::home_dir()) {
                *blog = home.join(rest);
            }
        }
        let measures = Settings::MEASURES;
        if !measures.contains(&config.measure) {
            let problem = format!(
                "`measure` is {} and has to be from {} to {}",
                config.measure,
                measures.start(),
                measures.end()
            );
            let at = file.text.find("measure").unwrap_or_default();
            return Err(file.wrong(at, problem));
        }
        Ok(config)
    }
}

/// The text of a file, which may be a link to one. What is no file is not even opened.
fn text(path: &Path) -> Result<String, Error> {
    let unreadable = |source| Error::Unreadable {
        path: path.to_owned(),
        source,
    };
    if !std::fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(Error::NotAFile {
            path: path.to_owned(),
        });
    }
    let mut text = String::new();
    std::fs::File::open(path)
        .and_then(|file| {
            file.take(limits::file::CONFIGURATION + 1)
                .read_to_string(&mut text)
        })
        .map_err(unreadable)?;
    if text.len() as u64 > limits::file::CONFIGURATION {
        return Err(Error::TooLarge {
            path: path.to_owned(),
        });
    }
    Ok(text)
}

impl File {
    /// A file at `path` that says `text`.
    pub fn new(path: PathBuf, text: String) -> File {
        File { path, text }
    }

    /// Says what is wrong with what stands at this byte.
    pub fn wrong(&self, at: usize, problem: String) -> Error {
        let before = self.text.get(..at).unwrap_or_default();
        Error::Wrong {
            path: self.path.clone(),
            line: before.matches('\n').count() + 1,
            problem,
        }
    }
}

/// What a file that is not there means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Absent {
    /// Nothing is settled.
    Defaults,
    /// A file that was named has to be there.
    Fails,
}

/// Where byline's configuration is kept; nothing without a home.
fn folder() -> Option<PathBuf> {
    let strategy = etcetera::base_strategy::Xdg::new().ok()?;
    Some(strategy.config_dir().join("byline"))
}

#[cfg(test)]
mod tests;
