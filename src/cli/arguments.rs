//! What can be asked for. The texts here are the ones of `--help`.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::output::{self, Output};
use crate::app::Images;
use crate::blog::{self, Kind};
use crate::config::{Bidi, Config, Ground};
use crate::page::Typography;
use crate::picture::{CellSize, Raster};
use crate::theme::{Depth, Palette, Theme};
use crate::tui::{self, Colours, Pictures};

/// A terminal reader for blogs.
#[derive(Debug, Parser)]
#[command(version, about, args_conflicts_with_subcommands = true)]
pub struct Cli {
    #[command(flatten)]
    pub read: Read,
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write one post, set for the terminal, to standard output
    Show(Show),
    /// Write a line a post: date, title, address
    List(List),
    /// Write every link of a post or of the blog: kind, address, what it is
    Links(Links),
    /// Write the posts that say something, the best first, each with the line that says it
    Search(Search),
    /// Write what is wrong with the blog: heads, dates, links to what does not exist
    Check(Check),
    /// Write the configuration with its defaults and what they mean
    Config,
    /// Write what makes a shell complete byline's commands and options
    Completions(Completions),
    /// Write the manual page
    Man,
}

#[derive(Debug, Args)]
pub struct Read {
    /// A site's checkout, a folder of posts, one post, or - for standard input
    ///
    /// Without it the current folder if it holds posts, else the built-in sample blog.
    pub path: Option<PathBuf>,
    /// Remember nothing: neither what is read nor the words of the blog nor pictures of the web
    #[arg(long)]
    pub no_memory: bool,
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    pub looks: Looks,
}

#[derive(Debug, Args)]
pub struct Show {
    /// One post, or - for standard input
    pub path: PathBuf,
    /// At most this many columns [default: the terminal's, at most 80]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub width: Option<u16>,
    /// Whether to use colours and weights
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: When,
    /// What becomes of the addresses of links
    #[arg(long, value_name = "HOW", default_value = "auto")]
    pub links: HowLinks,
    #[command(flatten)]
    pub looks: Looks,
}

#[derive(Debug, Args)]
pub struct List {
    /// A site's checkout or a folder of posts [default: the current folder]
    pub path: Option<PathBuf>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub which: Which,
    /// Only posts with this tag
    #[arg(long, value_name = "TAG")]
    pub tag: Option<String>,
    /// Only posts that these words mean, the best first: as after `/` in the reader
    #[arg(long, value_name = "WORDS")]
    pub filter: Option<String>,
    /// In which order
    #[arg(long, value_name = "ORDER", default_value = "newest")]
    pub sort: Sort,
}

#[derive(Debug, Args)]
pub struct Links {
    /// A post, a site's checkout or a folder of posts [default: the current folder]
    pub path: Option<PathBuf>,
    #[command(flatten)]
    pub which: Which,
    /// Only talks, videos and sounds
    #[arg(long)]
    pub videos: bool,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Search {
    /// What to look for: words or their beginnings, "phrases", -without, tag: category: author: year:
    pub words: String,
    /// A site's checkout or a folder of posts [default: the current folder]
    pub path: Option<PathBuf>,
    #[command(flatten)]
    pub which: Which,
    /// At most this many posts
    #[arg(long, value_name = "N", default_value = "20")]
    pub limit: usize,
    /// As JSON
    #[arg(long)]
    pub json: bool,
    /// Keep no index of the blog's words for the next search
    #[arg(long)]
    pub no_memory: bool,
}

#[derive(Debug, Args)]
pub struct Check {
    /// A site's checkout, a folder of posts, or a post [default: the current folder]
    pub path: Option<PathBuf>,
    /// What builds the site [default: as its files tell]
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    pub kind: Option<Kind>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// Which posts are meant.
#[derive(Clone, Copy, Debug, Args)]
pub struct Which {
    /// Also what the site does not show: drafts and posts of the future
    #[arg(long)]
    pub drafts: bool,
    /// What builds the site [default: as its files tell]
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    pub kind: Option<Kind>,
}

#[derive(Clone, Copy, Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub struct Looks {
    /// Colours for a dark or a light ground [default: as configured, else auto]
    #[arg(long, value_name = "THEME")]
    pub theme: Option<Ground>,
    /// Only ASCII for bullets, bars and rules [default: as the locale has it]
    #[arg(long)]
    pub ascii: bool,
    /// Part words between syllables where that fills a line
    #[arg(long)]
    pub hyphenate: bool,
    /// Make both edges of the text even
    #[arg(long)]
    pub justify: bool,
    /// Put Hebrew and Arabic in the order they are seen in [default: as configured, else auto]
    #[arg(long, value_name = "WHEN")]
    pub bidi: Option<Bidi>,
    /// Show no pictures, only what they show in words
    #[arg(long)]
    pub no_images: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// When standard output is a terminal that has them
    Auto,
    /// Also into a file or a pipe
    Always,
    /// Never
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum HowLinks {
    /// Hyperlinks on a terminal, else a list at the end
    Auto,
    /// Hyperlinks
    Osc8,
    /// A list at the end
    Reference,
    /// Nothing
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    /// The latest first
    Newest,
    /// The earliest first
    Oldest,
    /// By title
    Title,
    /// The longest file first
    Longest,
    /// What has not been read first
    Unread,
}

/// The names of generators; others are a usage error.
fn kinds() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::ALL.map(Kind::name))
        .map(|name| name.parse().unwrap_or_default())
}

impl Which {
    /// What the blog is asked for.
    pub fn options(self) -> blog::Options {
        blog::Options {
            drafts: self.drafts,
            kind: self.kind,
            ..blog::Options::default()
        }
    }
}

impl Looks {
    /// These, and where they are silent those that are configured.
    pub fn or(self, config: &Config) -> Looks {
        Looks {
            theme: self.theme.or(Some(config.theme)),
            ascii: self.ascii || config.ascii,
            hyphenate: self.hyphenate || config.hyphenate,
            justify: self.justify || config.justify,
            bidi: self.bidi.or(Some(config.bidi)),
            no_images: self.no_images || config.images == Images::Never,
        }
    }

    /// The colours for the reader, which can ask its terminal.
    pub fn colours(self) -> Colours {
        match self.theme.unwrap_or_default() {
            Ground::Auto => Colours::Asked(Palette::from_env()),
            Ground::Dark => Colours::Settled(Palette::DARK),
            Ground::Light => Colours::Settled(Palette::LIGHT),
        }
    }

    /// The looks at that many colours.
    pub fn theme(self, depth: Depth) -> Theme {
        let (Colours::Asked(palette) | Colours::Settled(palette)) = self.colours();
        Theme::new(palette, depth)
    }

    /// What is to be done for the looks of running text.
    pub fn typography(self, output: Output) -> Typography {
        let reorder = match self.bidi.unwrap_or_default() {
            Bidi::On => true,
            Bidi::Off => false,
            Bidi::Auto => {
                output.is_terminal() && !output::terminal_reorders(&|name| std::env::var(name).ok())
            }
        };
        Typography {
            hyphenate: self.hyphenate,
            justify: self.justify,
            reorder,
        }
    }

    /// What becomes of pictures on a terminal of that many colours.
    pub fn pictures(self, depth: Depth) -> Pictures {
        if self.no_images || depth == Depth::None {
            Pictures::Words
        } else {
            Pictures::Shown
        }
    }

    /// How pictures come to the screen in half blocks; nothing where they cannot. They need more
    /// colours than the 16 that somebody chose for words.
    pub fn half_blocks(self, depth: Depth) -> Option<Raster> {
        let has_colours = matches!(depth, Depth::Indexed | Depth::True);
        let are_shown = self.pictures(depth) == Pictures::Shown && has_colours && !self.ascii();
        are_shown.then(|| Raster::half_blocks(tui::cell_size().unwrap_or(CellSize::USUAL)))
    }

    /// True when only ASCII is wanted, or all there is.
    pub fn ascii(self) -> bool {
        self.ascii || output::locale_is_ascii(|name| std::env::var(name).ok())
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_path_alone_is_read_and_a_dash_is_a_path() {
        for path in [".", "-", "a b.md"] {
            let cli = Cli::try_parse_from(["byline", path]);
            let read = cli.map(|cli| (cli.command.is_none(), cli.read.path));
            assert_eq!(read.ok(), Some((true, Some(PathBuf::from(path)))));
        }
    }

    #[test]
    fn a_width_of_nothing_is_a_usage_error() {
        let cli = Cli::try_parse_from(["byline", "show", "--width", "0", "a.md"]);
        assert_eq!(cli.err().map(|error| error.exit_code()), Some(2));
    }
}
