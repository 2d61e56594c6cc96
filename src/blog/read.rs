//! From files to posts, and from a post to its text.

use std::collections::HashSet;
use std::sync::Arc;
use std::thread;

use super::files::{Files, START_LIMIT, file_name, stem_and_ending};
use super::folder::Folder;
use super::front_matter::{self, Extent, Head};
use super::generator::{Entry, Found, Generator, Sheet, Visibility, Wanted, with_defaults};
use super::post::Post;
use super::problem::Problem;
use super::routes::Routes;
use super::title::headline;
use super::{Blog, Error, Kind, Options, date, format, sections, slug};
use crate::document::{Format, Source, Template, Topic};

/// The longest address that a post may have, in characters: more than any server or browser takes.
const LONGEST_ADDRESS: usize = 2048;

/// What a head can settle an address with, in whichever generator.
const ADDRESS_KEYS: [&str; 4] = ["permalink", "url", "slug", "path"];

/// Below this many files a second thread costs more than it saves.
const FEW: usize = 64;

/// Which files of a blog are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// All.
    Whole,
    /// Those below a folder, named from the blog's own.
    Below(String),
    /// One, which is a post whatever its name says.
    File(String),
}

/// Reads every file that may be a post.
pub fn all(files: Files, options: Options, part: &Part) -> Blog {
    let mut problems = Vec::new();
    let kind = options.kind.unwrap_or_else(|| Kind::of(&files));
    let generator = kind.generator(&files, &mut problems);
    let wanted = if options.drafts {
        Wanted::Everything
    } else {
        Wanted::Published
    };
    let mut found = match part {
        // A file in a folder that is no site stands alone.
        Part::File(_) if kind == Kind::Folder => Found::default(),
        Part::File(_) | Part::Whole | Part::Below(_) => generator.find(&files, wanted),
    };
    if let Part::File(path) = part
        && !found.paths.contains(path)
    {
        found.paths.push(path.clone());
    }
    if let Part::Below(folder) = part {
        let below = |path: &str| {
            path.strip_prefix(folder.as_str())
                .is_some_and(|rest| rest.starts_with('/'))
        };
        found.paths.retain(|path| below(path));
        found.problems.retain(|problem| below(&problem.path));
    }
    problems.append(&mut found.problems);

    let shelf = Shelf {
        files: &files,
        generator: generator.as_ref(),
        part,
    };
    let read = shelf.entries(&found.paths);
    let mut posts = Vec::with_capacity(read.len());
    let mut aliases = Vec::new();
    for mut entry in read {
        let hidden = entry.visibility == Visibility::Hidden;
        let is_named = matches!(part, Part::File(path) if **path == *entry.post.path);
        if hidden && wanted == Wanted::Published && !is_named {
            continue;
        }
        entry.post.draft = hidden;
        entry.post.problem = entry.problems.first().map(one_line);
        let path = &entry.post.path;
        aliases.extend(
            entry
                .aliases
                .into_iter()
                .map(|alias| (Arc::clone(path), alias)),
        );
        problems.append(&mut entry.problems);
        posts.push(Arc::new(entry.post));
    }
    posts.sort_unstable_by(|one, other| one.newest_first(other));
    let routes = Routes::new(&posts, &aliases, &mut problems);
    problems.sort_by(|one, other| (&one.path, one.line).cmp(&(&other.path, other.line)));
    Blog {
        title: super::title::plain(&generator.site().title),
        kind,
        files,
        generator,
        posts,
        routes,
        problems,
        shapes: std::sync::OnceLock::new(),
        named: match part {
            Part::File(path) => Some(path.clone()),
            Part::Whole | Part::Below(_) => None,
        },
    }
}

/// Reads a post, ready to be understood.
pub fn source(files: &Files, generator: &dyn Generator, post: &Post) -> Result<Source, Error> {
    let text = files.read(&post.path)?.text;
    let front = front_matter::read(&text, Extent::Whole);
    let pictures = generator.site().text("image_path");
    let sections = sections::sections(&front.head.values, pictures.as_deref());
    let attachments = sections::attachments(&front.head.values, pictures.as_deref());
    let format = format::of(&post.path).unwrap_or(Format::Plain);
    let body = front.body;
    let head = with_defaults(front.head, generator.defaults(&post.path));
    let (dialect, template) = generator.language();

    let headline = (format == Format::Markdown)
        .then(|| headline(body))
        .flatten();
    let (title, body) = match (head.title(), headline) {
        (Some(title), _) => (title, body),
        (None, Some(headline)) => (headline.text.to_owned(), headline.rest.unwrap_or(body)),
        (None, None) => (post.title.clone(), body),
    };
    let first_line = line_of(&text, body);
    let description = ["description", "summary", "excerpt", "spoiler", "lead"];
    Ok(Source {
        first_line,
        body: generator.body(&post.path, body).into_owned(),
        format,
        dialect,
        terms: generator.terms(),
        template: match format {
            Format::Markdown | Format::Html => template,
            Format::Restructured | Format::Plain => Template::None,
        },
        language: language(&head, generator),
        title,
        meta: meta(post),
        topics: topics(post),
        description: description
            .iter()
            .find_map(|key| head.text(key))
            .unwrap_or_default(),
        sections,
        attachments,
    })
}

/// The language that a head names, else the one that the site does.
fn language(head: &Head<'_>, generator: &dyn Generator) -> String {
    let own = ["lang", "language", "locale"];
    let site = [
        "lang",
        "language",
        "languageCode",
        "locale",
        "default_language",
    ];
    let of_site = || site.iter().find_map(|key| generator.site().text(key));
    let own = own.iter().find_map(|key| head.text(key));
    own.or_else(of_site).unwrap_or_default()
}

/// The line of `text`, from 1, that `end`, the end of it, begins on.
fn line_of(text: &str, end: &str) -> u32 {
    let before = text.len().saturating_sub(end.len());
    let before = text.get(..before).unwrap_or_default();
    before.matches('\n').count() as u32 + 1
}

/// What is needed to read one file after the other.
#[derive(Clone, Copy)]
struct Shelf<'a> {
    files: &'a Files,
    generator: &'a dyn Generator,
    part: &'a Part,
}

impl Shelf<'_> {
    /// Reads the heads of files, on as many threads as there are processors.
    fn entries(self, paths: &[String]) -> Vec<Entry> {
        let threads = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let read = |paths: &[String]| {
            let entries = paths.iter().filter_map(|path| self.entry(path));
            entries.collect::<Vec<_>>()
        };
        if paths.len() < FEW || threads == 1 {
            return read(paths);
        }
        thread::scope(|scope| {
            let chunks = paths.chunks(paths.len().div_ceil(threads));
            let workers: Vec<_> = chunks
                .map(|chunk| (chunk, scope.spawn(move || read(chunk))))
                .collect();
            let joined = workers.into_iter().map(|(chunk, worker)| {
                // A reader that panicked leaves its files to be listed as unreadable.
                let broken = |path: &String| unreadable(path, "it broke the reader".to_owned());
                worker
                    .join()
                    .unwrap_or_else(|_| chunk.iter().map(broken).collect())
            });
            joined.flatten().collect()
        })
    }

    fn entry(self, path: &str) -> Option<Entry> {
        let file = match self.files.read_start(path) {
            Ok(file) => file,
            Err(error) => return Some(unreadable(path, reason(&error))),
        };
        let path: Arc<str> = path.into();
        let bytes = match file.text.len() as u64 {
            // It goes on.
            bytes @ START_LIMIT.. => self.files.state(&path).map_or(bytes, |(_, _, bytes)| bytes),
            bytes => bytes,
        };
        let front = front_matter::read(&file.text, Extent::Listing);
        let mut head = with_defaults(front.head, self.generator.defaults(&path));
        let of = |head: &Head| {
            let sheet = Sheet {
                path: &path,
                head,
                body: front.body,
                files: self.files,
            };
            let entry = self.generator.entry(&sheet);
            entry.or_else(|| match self.part {
                // A page that was asked for by its name is read like a post.
                Part::File(_) => Folder::default().entry(&sheet),
                Part::Whole | Part::Below(_) => None,
            })
        };
        let mut entry = of(&head)?;
        let length = entry.post.address.chars().count();
        if length > LONGEST_ADDRESS {
            let key = ADDRESS_KEYS.iter().find(|key| head.get(key).is_some());
            let line = key.and_then(|key| head.line(key));
            for key in ADDRESS_KEYS {
                head.values.shift_remove(key);
            }
            entry = of(&head)?;
            // What is left is the site's own doing.
            if entry.post.address.chars().count() > LONGEST_ADDRESS {
                entry.post.address.clear();
            }
            entry.problems.push(Problem {
                path: Arc::clone(&path),
                line,
                sentence: format!(
                    "its address has {length} characters, and more than {LONGEST_ADDRESS} lead \
                     nowhere; its permalink counts as none"
                ),
            });
        }
        entry.post.bytes = bytes;
        if let Some(fault) = front.fault {
            entry.problems.insert(0, Problem::of_head(&path, fault));
        }
        if let Some(line) = file.foreign {
            entry.problems.push(Problem {
                path,
                line: Some(line),
                sentence: "it is not UTF-8; save it as UTF-8".to_owned(),
            });
        }
        Some(entry)
    }
}

fn unreadable(path: &str, sentence: String) -> Entry {
    let path: Arc<str> = path.into();
    let (stem, _) = stem_and_ending(file_name(&path));
    let day = date::in_path(&path);
    Entry {
        post: Post {
            title: super::title::clean(&slug::title(date::without_day(stem))),
            date: day.and_then(|day| date::midnight(day, &jiff::tz::TimeZone::UTC)),
            path: Arc::clone(&path),
            ..Post::default()
        },
        aliases: Vec::new(),
        visibility: Visibility::Published,
        problems: vec![Problem {
            path,
            line: None,
            sentence,
        }],
    }
}

/// Why a file cannot be read, without its name, which stands beside it in a list.
fn reason(error: &Error) -> String {
    match error {
        Error::Unreadable { source, .. } => format!("it cannot be read: {source}"),
        Error::NotAFile { .. } => "it is not a file".to_owned(),
        Error::TooLarge { bytes, .. } => format!(
            "it is {} MB, and a post may have {} MB; split it",
            bytes >> 20,
            super::files::FILE_LIMIT >> 20
        ),
        // Said of whole folders.
        Error::NoPost { .. } | Error::OnlyDrafts { .. } => error.to_string(),
    }
}

fn one_line(problem: &Problem) -> String {
    match problem.line {
        Some(line) => format!("line {line}: {}", problem.sentence),
        None => problem.sentence.clone(),
    }
}

/// What leads to posts that are alike: series, categories and tags, each name once.
fn topics(post: &Post) -> Vec<Topic> {
    let of = |field: &'static str, names: &'_ [String]| {
        let topics = names.iter().map(move |name| Topic {
            name: name.clone(),
            filter: format!("{field}:\"{name}\""),
        });
        topics.collect::<Vec<_>>()
    };
    let mut topics = of("series", &post.series);
    topics.extend(of("category", &post.categories));
    topics.extend(of("tag", &post.tags));
    let mut seen = HashSet::new();
    topics.retain(|topic| !topic.name.is_empty() && seen.insert(topic.name.to_lowercase()));
    topics
}

/// What stands beneath a title: date and authors.
fn meta(post: &Post) -> Vec<String> {
    let date = post.date.as_ref().map(date::phrase);
    let phrases = [date.unwrap_or_default(), post.authors.join(", ")];
    phrases
        .into_iter()
        .filter(|phrase| !phrase.is_empty())
        .collect()
}
