//! The command line: what is asked for, and where the answer goes.
//!
//! Without a command byline is the reader, as long as it has a terminal to write to; else it
//! writes what `show` or `list` would. Errors are one sentence on standard error.

mod output;
mod source;

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::app::Settings;
use crate::blog::{Blog, Post};
use crate::browser::Opener;
use crate::commands::{links, list, show};
use crate::document::{Document, Link, Target};
use crate::theme::{Depth, Palette, Theme};
use crate::tui::{self, Ending};
use crate::{blog, page};

use output::Output;
use source::Source;

/// A terminal reader for blogs.
#[derive(Debug, Parser)]
#[command(version, about, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(flatten)]
    read: Read,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write one post, set for the terminal, to standard output
    Show(Show),
    /// Write a line a post: date, title, address
    List(List),
    /// Write every link of a post or of the blog: kind, address, what it is
    Links(Links),
}

#[derive(Debug, Args)]
struct Read {
    /// A site's checkout, a folder of posts, one post, or - for standard input
    ///
    /// Without it the current folder if it holds posts, else the built-in sample blog.
    path: Option<PathBuf>,
    /// Also drafts
    #[arg(long)]
    drafts: bool,
    #[command(flatten)]
    looks: Looks,
}

#[derive(Debug, Args)]
struct Show {
    /// One post, or - for standard input
    path: PathBuf,
    /// At most this many columns [default: the terminal's, at most 80]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    width: Option<u16>,
    /// Whether to use colours and weights
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: When,
    /// What becomes of the addresses of links
    #[arg(long, value_name = "HOW", default_value = "auto")]
    links: HowLinks,
    #[command(flatten)]
    looks: Looks,
}

#[derive(Debug, Args)]
struct List {
    /// A site's checkout or a folder of posts
    path: Option<PathBuf>,
    /// As JSON
    #[arg(long)]
    json: bool,
    /// Also drafts
    #[arg(long)]
    drafts: bool,
    /// Only posts with this tag
    #[arg(long, value_name = "TAG")]
    tag: Option<String>,
    /// In which order
    #[arg(long, value_name = "ORDER", default_value = "newest")]
    sort: Sort,
}

#[derive(Debug, Args)]
struct Links {
    /// A post, a site's checkout or a folder of posts
    path: Option<PathBuf>,
    /// Only talks, videos and sounds
    #[arg(long)]
    videos: bool,
    /// As JSON
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, Args)]
struct Looks {
    /// Colours for a dark or a light ground
    #[arg(long, value_name = "THEME", default_value = "auto")]
    theme: Ground,
    /// Only ASCII for bullets, bars and rules [default: as the locale has it]
    #[arg(long)]
    ascii: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum When {
    /// When standard output is a terminal that has them
    Auto,
    /// Also into a file or a pipe
    Always,
    /// Never
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum HowLinks {
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
enum Sort {
    /// The latest first
    Newest,
    /// The earliest first
    Oldest,
    /// By title
    Title,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Ground {
    /// As the environment tells (COLORFGBG), else dark
    Auto,
    /// Dark
    Dark,
    /// Light
    Light,
}

/// Does what the command line asks for; says how that went as an exit code: 1 for an error, 2 for
/// one in the command line itself.
pub fn main() -> ExitCode {
    match dispatch(Cli::parse()) {
        Ok(Ending::Quit) => ExitCode::SUCCESS,
        Ok(Ending::Signal(signal)) => {
            // Ends the process the way the signal would have; what called us can tell.
            let _ = signal_hook::low_level::emulate_default_handler(signal);
            ExitCode::FAILURE
        }
        // Whoever reads has seen enough.
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "byline: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(cli: Cli) -> anyhow::Result<Ending> {
    let output = Output::of_this_process();
    match cli.command {
        None => return read(&cli.read, output),
        Some(Command::Show(arguments)) => show(&arguments, output)?,
        Some(Command::List(arguments)) => list(&arguments)?,
        Some(Command::Links(arguments)) => links(&arguments)?,
    }
    Ok(Ending::Quit)
}

fn read(arguments: &Read, output: Output) -> anyhow::Result<Ending> {
    let options = blog::Options {
        drafts: arguments.drafts,
        ..blog::Options::default()
    };
    let source = Source::of(arguments.path.as_deref())?;
    if !output.is_terminal() {
        write_plainly(&source.open(options)?, arguments.looks, output)?;
        return Ok(Ending::Quit);
    }
    let looks = arguments.looks;
    tui::run(tui::Start {
        load: Box::new(move || source.open(options)),
        settings: Settings {
            ascii: looks.ascii(),
            ..Settings::default()
        },
        theme: looks.theme(Depth::from_env()),
        opener: Opener::from_env(),
    })
}

/// What the reader would show, where there is no terminal to show it on.
fn write_plainly(blog: &Blog, looks: Looks, output: Output) -> anyhow::Result<()> {
    let plain = Show {
        path: PathBuf::new(),
        width: None,
        color: When::Auto,
        links: HowLinks::Auto,
        looks,
    };
    match blog.posts() {
        [post] => show_post(blog, post, &plain, output),
        _ => to_standard_output(|out| list::run(blog, list::Options::default(), out)),
    }
}

fn show(arguments: &Show, output: Output) -> anyhow::Result<()> {
    let source = Source::of(Some(&arguments.path))?;
    let blog = source.open(blog::Options {
        drafts: true,
        ..blog::Options::default()
    })?;
    match blog.posts() {
        [post] => show_post(&blog, post, arguments, output),
        [] => bail!("there is no post in {}", arguments.path.display()),
        posts => bail!(
            "{} holds {} posts; name one of them, or list them with `byline list`",
            arguments.path.display(),
            posts.len()
        ),
    }
}

fn show_post(blog: &Blog, post: &Post, how: &Show, output: Output) -> anyhow::Result<()> {
    let source = blog.read(post)?;
    let document = Document::read(&source, &blog.addresses(post));
    let options = show::Options {
        page: page::Options {
            width: how.width.unwrap_or_else(|| output.width()),
            ascii: how.looks.ascii(),
            ..page::Options::default()
        },
        theme: output.depth(how.color).map(|depth| how.looks.theme(depth)),
        links: match (how.links, output.is_terminal()) {
            (HowLinks::Osc8, _) | (HowLinks::Auto, true) => show::Links::Hyperlinks,
            (HowLinks::Reference, _) | (HowLinks::Auto, false) => show::Links::Listed,
            (HowLinks::None, _) => show::Links::Hidden,
        },
    };
    let urls = |link: &Link| match &link.target {
        Target::Post { path, anchor } => {
            let url = blog.url(blog.post(path)?)?;
            Some(
                anchor
                    .as_ref()
                    .map_or(url.clone(), |anchor| format!("{url}#{anchor}")),
            )
        }
        target => target.address().map(str::to_owned),
    };
    to_standard_output(|out| show::run(document, options, &urls, out))
}

fn list(arguments: &List) -> anyhow::Result<()> {
    let options = blog::Options {
        drafts: arguments.drafts,
        ..blog::Options::default()
    };
    let blog = Source::of(arguments.path.as_deref())?.open(options)?;
    let options = list::Options {
        tag: arguments.tag.as_deref(),
        order: match arguments.sort {
            Sort::Newest => list::Order::Newest,
            Sort::Oldest => list::Order::Oldest,
            Sort::Title => list::Order::Title,
        },
        json: arguments.json,
    };
    to_standard_output(|out| list::run(&blog, options, out))
}

fn links(arguments: &Links) -> anyhow::Result<()> {
    let blog = Source::of(arguments.path.as_deref())?.open(blog::Options::default())?;
    let mut failures = Vec::new();
    let readings = blog
        .posts()
        .iter()
        .filter_map(|post| match blog.read(post) {
            Ok(source) => Some(links::Reading {
                path: &post.path,
                document: Document::read(&source, &blog.addresses(post)),
            }),
            Err(error) => {
                failures.push(error);
                None
            }
        });
    let options = links::Options {
        videos: arguments.videos,
        json: arguments.json,
    };
    to_standard_output(|out| links::run(readings, options, out))?;
    match failures.into_iter().next() {
        Some(first) => Err(first.into()),
        None => Ok(()),
    }
}

fn to_standard_output(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    write(&mut out)?;
    out.flush()?;
    Ok(())
}

impl Looks {
    fn theme(self, depth: Depth) -> Theme {
        let palette = match self.theme {
            Ground::Auto => Palette::from_env(),
            Ground::Dark => Palette::DARK,
            Ground::Light => Palette::LIGHT,
        };
        Theme::new(palette, depth)
    }

    fn ascii(self) -> bool {
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
