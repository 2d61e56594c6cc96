//! The command line: what is asked for, and where the answer goes.
//!
//! Without a command byline is the reader, as long as it has a terminal to write to; else it
//! writes what `show` or `list` would. Errors are one sentence on standard error.

mod arguments;
mod output;
mod source;

use std::collections::HashMap;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::bail;
use clap::{CommandFactory, Parser};

use crate::app::{Images, Order, Rendition, Settings, Welcome};
use crate::blog::{Blog, Post};
use crate::browser::Openers;
use crate::commands::{self, links, list, show};
use crate::config::{self, Config};
use crate::document::{Link, Target, clean, clean_line};
use crate::fetch::Store;
use crate::folders;
use crate::memory::{Identity, Memory, Remembered};
use crate::search::{FullText, Keep, Query};
use crate::theme::Depth;
use crate::tui::keys::Keymap;
use crate::tui::{self, Ending, Home};
use crate::{blog, page};

use arguments::{
    Check, Cli, Command, Completions, HowLinks, Links, List, Looks, Read, Search, Show, Sort, When,
};
use output::Output;
use source::Source;

/// Does what the command line asks for; says how that went as an exit code: 1 for an error, 2 for
/// one in the command line itself.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(answer) => return refuse(&answer),
    };
    match dispatch(cli) {
        Ok(Ending::Quit) => ExitCode::SUCCESS,
        Ok(Ending::Signal(signal)) => {
            // Ends the process the way the signal would have; what called us can tell.
            let _ = signal_hook::low_level::emulate_default_handler(signal);
            ExitCode::FAILURE
        }
        // Whoever reads has seen enough.
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&format!("byline: {}", sentence(&error)));
            ExitCode::FAILURE
        }
    }
}

/// What went wrong and why, each cause once: an error's own sentence may tell its cause already.
fn sentence(error: &anyhow::Error) -> String {
    let mut sentence = error.to_string();
    for cause in error.chain().skip(1) {
        let cause = cause.to_string();
        if !sentence.contains(&cause) {
            sentence.push_str(": ");
            sentence.push_str(&cause);
        }
    }
    sentence
}

/// Writes a sentence to standard error. It may hold what is not ours, the names of files and what
/// is in them.
fn tell(sentence: &str) {
    // Where nobody can hear it, nothing is to be done about that.
    let _ = writeln!(io::stderr(), "{}", clean_line(sentence));
}

/// What is said instead of doing something: the help, the version, or what is wrong with the
/// command line. A shell puts the names of files there, so it may hold what a terminal obeys; then
/// it is written without the colours that it has else.
fn refuse(answer: &clap::Error) -> ExitCode {
    let is_plain = std::env::args_os().all(|argument| {
        let argument = argument.to_string_lossy();
        clean(&argument) == argument
    });
    let _ = if is_plain || !answer.use_stderr() {
        answer.print()
    } else {
        let answer = answer.render().to_string();
        write!(io::stderr(), "{}", clean(&answer))
    };
    ExitCode::from(u8::try_from(answer.exit_code()).unwrap_or(2))
}

fn dispatch(cli: Cli) -> anyhow::Result<Ending> {
    let output = Output::of_this_process();
    match cli.command {
        None => return read(&cli.read, output),
        Some(Command::Show(arguments)) => show(&arguments, &configured()?.0, output)?,
        Some(Command::List(arguments)) => list(&arguments)?,
        Some(Command::Links(arguments)) => links(&arguments)?,
        Some(Command::Search(arguments)) => search(&arguments, output)?,
        Some(Command::Check(arguments)) => check(&arguments)?,
        Some(Command::Completions(Completions { shell })) => {
            // Written to memory first: a pipe that is closed is no reason to panic.
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "byline", &mut script);
            to_standard_output(|out| out.write_all(&script))?;
        }
        Some(Command::Man) => {
            to_standard_output(|out| clap_mangen::Man::new(Cli::command()).render(out))?;
        }
        Some(Command::Config) => {
            to_standard_output(|out| out.write_all(config::DEFAULTS.as_bytes()))?;
        }
    }
    Ok(Ending::Quit)
}

/// What the user has settled, and the keys as they are after that. A slip among the keys is told
/// whether any are going to be pressed or not.
fn configured() -> anyhow::Result<(Config, Keymap)> {
    let (config, file) = Config::of_user()?;
    let keymap = Keymap::rebound(&config.keys)
        .map_err(|slip| file.wrong(slip.at.start, slip.problem.to_string()))?;
    Ok((config, keymap))
}

fn read(arguments: &Read, output: Output) -> anyhow::Result<Ending> {
    let (config, keymap) = configured()?;
    let options = blog::Options {
        main_images: config.main_images(),
        ..arguments.which.options()
    };
    let source = Source::of(arguments.path.as_deref())?;
    let looks = arguments.looks.or(&config);
    if !output.is_terminal() {
        write_plainly(&source.open(options)?, looks, &config, output)?;
        return Ok(Ending::Quit);
    }
    let welcome = match (&arguments.path, &source) {
        (None, Source::Sample) => Welcome::Blogs,
        _ => Welcome::Posts,
    };
    let images = if looks.no_images {
        Images::Never
    } else {
        config.images
    };
    tui::run(tui::Start {
        load: Arc::new(move |observer| source.open_before(observer, options)),
        settings: Settings {
            measure: config.measure,
            ascii: looks.ascii(),
            typography: looks.typography(output),
            welcome,
            pictures: looks.half_blocks(Depth::from_env()),
            images,
            ..Settings::default()
        },
        keymap,
        colours: looks.colours(),
        depth: Depth::from_env(),
        pictures: looks.pictures(Depth::from_env()),
        fetched: match images {
            Images::Ask | Images::Always => Some(Store::new(pictures_folder(arguments.no_memory))),
            Images::Local | Images::Never => None,
        },
        keep: if arguments.no_memory {
            Keep::Nowhere
        } else {
            Keep::of_user()
        },
        home: Home {
            memory: folders::state().filter(|_| !arguments.no_memory),
            blogs: config.blogs,
        },
        places: Arc::new(move |folder| {
            let source = match folder {
                Some(folder) => Source::Path(folder.to_owned()),
                None => Source::Sample,
            };
            Arc::new(move |observer| source.open_before(observer, options))
        }),
        openers: Openers::of_process(config.open.web, config.open.video, config.open.audio),
    })
}

/// Where the pictures are kept that were fetched from the web; nowhere where nothing is.
fn pictures_folder(no_memory: bool) -> Option<PathBuf> {
    let folder = folders::cache().filter(|_| !no_memory);
    folder.map(|folder| folder.join("pictures"))
}

/// What the reader would show, where there is no terminal to show it on.
fn write_plainly(blog: &Blog, looks: Looks, config: &Config, output: Output) -> anyhow::Result<()> {
    let plain = Show {
        path: PathBuf::new(),
        width: None,
        color: When::Auto,
        links: HowLinks::Auto,
        looks,
    };
    match blog.asked_for() {
        [post] => show_post(blog, post, &plain, config, output),
        _ => to_standard_output(|out| {
            list::run(blog, list::Options::default(), &list::Known::default(), out)
        }),
    }
}

fn show(arguments: &Show, config: &Config, output: Output) -> anyhow::Result<()> {
    let source = Source::of(Some(&arguments.path))?;
    let blog = source.open(blog::Options {
        drafts: true,
        main_images: config.main_images(),
        ..blog::Options::default()
    })?;
    match blog.asked_for() {
        [post] => show_post(&blog, post, arguments, config, output),
        posts => bail!(
            "{} holds {} posts; name one of them, or list them with `byline list`",
            arguments.path.display(),
            posts.len()
        ),
    }
}

fn show_post(
    blog: &Blog,
    post: &Post,
    how: &Show,
    config: &Config,
    output: Output,
) -> anyhow::Result<()> {
    let looks = how.looks.or(config);
    let document = blog.document(post)?;
    let depth = output.depth(how.color);
    let theme = depth.map(|depth| looks.theme(depth));
    // In a file nobody sees them, and they are not words.
    let watched = depth.filter(|_| output.is_terminal());
    let raster = watched.and_then(|depth| looks.half_blocks(depth));
    let pictures = raster.map(|_| blog.pictures(post, &document));
    let pictures = Arc::new(pictures.unwrap_or_default());
    let options = show::Options {
        page: page::Options {
            width: how.width.unwrap_or_else(|| output.width(config.measure)),
            ascii: looks.ascii(),
            typography: looks.typography(output),
            headings: match theme {
                Some(_) => page::Headings::ByWeight,
                None => page::Headings::ByShape,
            },
            pictures: match raster {
                Some(raster) => page::Showing::Places {
                    cell: raster.cell,
                    rows: output.picture_rows(),
                },
                None => page::Showing::Words,
            },
            ..page::Options::default()
        },
        theme,
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
    let pixels = |placed: &page::Placed| {
        let picture = pictures.get(&placed.at)?.clone();
        let size = picture.size_in(placed.cells, raster?);
        tui::decode(blog, None, &Rendition::whole(picture, size)).ok()
    };
    let shown = show::Shown {
        pictures: Arc::clone(&pictures),
        pixels: Some(&pixels),
    };
    to_standard_output(|out| show::run(document, options, shown, &urls, out))
}

fn list(arguments: &List) -> anyhow::Result<()> {
    let blog = Source::of_own(arguments.path.as_deref())?.open(arguments.which.options())?;
    let options = list::Options {
        tag: arguments.tag.as_deref(),
        filter: arguments.filter.as_deref(),
        order: match arguments.sort {
            Sort::Newest => Order::Newest,
            Sort::Oldest => Order::Oldest,
            Sort::Title => Order::Title,
            Sort::Longest => Order::Longest,
            Sort::Unread => Order::Unread,
        },
        json: arguments.json,
    };
    let query = options.filter.map(Query::parse).unwrap_or_default();
    if let Some(slip) = query.slip() {
        bail!("the filter asks for what is not known: {slip}");
    }
    let known = list::Known::of(&blog, &query, options.order, || recollection(&blog));
    to_standard_output(|out| list::run(&blog, options, &known, out))
}

/// What is remembered of the posts of a blog; nothing where that cannot be found out.
fn recollection(blog: &Blog) -> HashMap<Arc<str>, Remembered> {
    let recall = || {
        let (mut memory, _) = Memory::open(&folders::state()?).ok()?;
        memory.recall(&Identity::of(blog)?).ok()
    };
    recall()
        .map(|recollection| recollection.posts)
        .unwrap_or_default()
}

fn links(arguments: &Links) -> anyhow::Result<()> {
    let blog = Source::of_own(arguments.path.as_deref())?.open(arguments.which.options())?;
    let mut failures = Vec::new();
    let readings = blog
        .asked_for()
        .iter()
        .filter_map(|post| match blog.document(post) {
            Ok(document) => Some(links::Reading {
                path: &post.path,
                document,
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

fn search(arguments: &Search, output: Output) -> anyhow::Result<()> {
    let blog = Source::of_own(arguments.path.as_deref())?.open(arguments.which.options())?;
    let blog = Arc::new(blog);
    let query = Query::parse(&arguments.words);
    let has_words = query
        .terms
        .iter()
        .any(|it| it.field.is_none() && !it.is_excluded);
    if !has_words {
        bail!("there are no words to look for in `{}`", arguments.words);
    }
    if let Some(slip) = query.slip() {
        bail!("`{}` asks for what is not known: {slip}", arguments.words);
    }
    let keep = if arguments.no_memory {
        Keep::Nowhere
    } else {
        Keep::of_user()
    };
    let mut full_text = FullText::open(Arc::clone(&blog), &keep)?;
    let options = commands::search::Options {
        limit: arguments.limit,
        form: match (arguments.json, output.depth(When::Auto)) {
            (true, _) => commands::search::Form::Json,
            (false, Some(_)) => commands::search::Form::Bold,
            (false, None) => commands::search::Form::Plain,
        },
    };
    let recall = || match &keep {
        Keep::In(_) => recollection(&blog),
        Keep::Nowhere => HashMap::new(),
    };
    let known = list::Known::of(&blog, &query, Order::Newest, recall);
    let mut is_found = false;
    to_standard_output(|out| {
        is_found = commands::search::run(&blog, &mut full_text, &query, options, &known, out)?;
        Ok(())
    })?;
    if !is_found {
        bail!("no post says `{}`", arguments.words);
    }
    Ok(())
}

/// Drafts are checked too: they are to be posts.
fn check(arguments: &Check) -> anyhow::Result<()> {
    let blog = Source::of_own(arguments.path.as_deref())?.open(blog::Options {
        drafts: true,
        kind: arguments.kind,
        ..blog::Options::default()
    })?;
    let problems = crate::check::check(&blog);
    let form = if arguments.json {
        commands::check::Form::Json
    } else {
        commands::check::Form::Lines
    };
    to_standard_output(|out| commands::check::run(&problems, form, out))?;
    match commands::check::summary(&problems, blog.asked_for().len()) {
        Some(summary) => bail!(summary),
        None => Ok(()),
    }
}

fn to_standard_output(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    write(&mut out)?;
    out.flush()?;
    Ok(())
}
