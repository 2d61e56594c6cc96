//! From files to posts, and from a post to its text.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::ffi::OsStr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use super::files::{Files, file_name, stem_and_ending};
use super::folder::Folder;
use super::front_matter::{self, Extent, Head};
use super::generator::{Entry, Found, Generator, Sheet, Visibility, Wanted, with_defaults};
use super::post::Post;
use super::problem::{Problem, STUMBLED};
use super::routes::Routes;
use super::title::headline;
use super::{Blog, Error, Kind, MainImages, Observer, Options};
use super::{date, format, main_image, sections, slug};
use crate::document::{Format, Source, Template, Topic};
use crate::limits;
use crate::parallel::in_shares;

/// What a head can settle an address with, in whichever generator.
const ADDRESS_KEYS: [&str; 4] = ["permalink", "url", "slug", "path"];

/// Below this many files a second thread costs more than it saves.
const FEW: usize = 64;

/// As many files are read before a blog that has more than twice as many is shown.
const FIRST: usize = 512;
/// Each time that it is shown again, so many times as many have been read since: what is done anew
/// each time stays a part of the whole.
const GROWTH: usize = 4;

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

/// Reads every file that may be a post. Of many, those that are likely to be read first come
/// first, and `observer` is shown what is there already.
pub fn all(files: Files, options: Options, part: &Part, observer: &dyn Observer) -> Blog {
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
        kind,
        files: Arc::new(files),
        generator,
        wanted,
        main_images: options.main_images,
        part,
    };
    let mut gathered = Gathered {
        problems,
        ..Gathered::default()
    };
    let mut paths = found.paths;
    if paths.len() > FIRST + FIRST {
        let first = observer.first(shelf.files.root());
        let first = match part {
            Part::File(path) => Some(path.as_str().into()),
            Part::Whole | Part::Below(_) => first,
        };
        let day = |path: &String| (first.as_deref() != Some(path)).then(|| date::in_path(path));
        // Stable: those without a day stay in the order of their paths.
        paths.sort_by_cached_key(|path| day(path).map(Reverse));
    }
    let mut left = paths.as_slice();
    let mut stage = FIRST;
    while left.len() > stage + stage {
        let (now, later) = left.split_at(stage);
        gathered.add(&shelf, shelf.entries(now));
        if !gathered.posts.is_empty() {
            observer.so_far(gathered.clone().blog(&shelf));
        }
        left = later;
        stage *= GROWTH;
    }
    gathered.add(&shelf, shelf.entries(left));
    gathered.blog(&shelf)
}

/// What has been read of a blog.
#[derive(Clone, Debug, Default)]
struct Gathered {
    posts: Vec<Arc<Post>>,
    /// Other addresses of posts, by their paths.
    aliases: Vec<(Arc<str>, String)>,
    problems: Vec<Problem>,
}

impl Gathered {
    /// Takes in entries that are wanted.
    fn add(&mut self, from: &Shelf<'_>, entries: Vec<Entry>) {
        for mut entry in entries {
            let hidden = entry.visibility == Visibility::Hidden;
            let is_named = matches!(from.part, Part::File(path) if **path == *entry.post.path);
            if hidden && from.wanted == Wanted::Published && !is_named {
                continue;
            }
            entry.post.draft = hidden;
            entry.post.problem = entry.problems.first().map(one_line);
            let path = &entry.post.path;
            let aliases = entry.aliases.into_iter();
            self.aliases
                .extend(aliases.map(|alias| (Arc::clone(path), alias)));
            self.problems.append(&mut entry.problems);
            self.posts.push(Arc::new(entry.post));
        }
    }

    /// The blog that this makes.
    fn blog(mut self, of: &Shelf<'_>) -> Blog {
        self.posts
            .sort_unstable_by(|one, other| one.newest_first(other));
        // A post's address counts before an alias, and of aliases that of the first file.
        self.aliases.sort();
        let routes = Routes::new(&self.posts, &self.aliases, &mut self.problems);
        let line = |problem: &Problem| (Arc::clone(&problem.path), problem.line);
        self.problems.sort_by_key(line);
        let named = match of.part {
            Part::File(path) => Some(path.clone()),
            Part::Whole | Part::Below(_) => None,
        };
        let mut blog = Blog {
            title: super::title::plain(&of.generator.site().title),
            kind: of.kind,
            files: Arc::clone(&of.files),
            generator: Arc::clone(&of.generator),
            posts: self.posts,
            routes,
            problems: self.problems,
            shapes: std::sync::OnceLock::new(),
            main_images: of.main_images,
            named,
        };
        if blog.title.is_empty() {
            blog.title = title_of_its_own(&blog);
        }
        blog
    }
}

/// What a blog on a disk is called that says nothing of it: the name of its folder, of one post
/// that post's title.
fn title_of_its_own(blog: &Blog) -> String {
    let Some(root) = blog.folder() else {
        return String::new();
    };
    if let Some(post) = blog.named() {
        return post.title.clone();
    }
    let real = std::fs::canonicalize(root).ok();
    let name = real.as_deref().and_then(Path::file_name);
    name.and_then(OsStr::to_str).unwrap_or_default().to_owned()
}

/// Reads a post, ready to be understood.
pub fn source(
    files: &Files,
    generator: &dyn Generator,
    post: &Post,
    main_images: MainImages,
) -> Result<Source, Error> {
    let text = files.read(&post.path)?.text;
    let front = front_matter::read(&text, Extent::Whole);
    let pictures = generator.site().text("image_path");
    let sections = sections::sections(&front.head.values, pictures.as_deref());
    let attachments = sections::attachments(&front.head.values, pictures.as_deref());
    let main_image = match main_images {
        MainImages::Shown => main_image::main_image(&front.head.values, pictures.as_deref()),
        MainImages::Hidden => None,
    };
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
        main_image,
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
struct Shelf<'a> {
    kind: Kind,
    files: Arc<Files>,
    generator: Arc<dyn Generator>,
    wanted: Wanted,
    main_images: MainImages,
    part: &'a Part,
}

impl Shelf<'_> {
    /// Reads the heads of files.
    fn entries(&self, paths: &[String]) -> Vec<Entry> {
        let shares = in_shares(paths, FEW, |share| {
            let entries = share.iter().filter_map(|path| self.entry_or_problem(path));
            entries.collect::<Vec<_>>()
        });
        shares.into_iter().flatten().collect()
    }

    /// A file that byline stumbles over is listed as unreadable, and stops no other.
    fn entry_or_problem(&self, path: &str) -> Option<Entry> {
        let read = catch_unwind(AssertUnwindSafe(|| self.entry(path)));
        let broken = || unreadable(path, STUMBLED.to_owned());
        read.unwrap_or_else(|_| Some(broken()))
    }

    fn entry(&self, path: &str) -> Option<Entry> {
        let file = match self.files.read_start(path) {
            Ok(file) => file,
            Err(error) => return Some(unreadable(path, reason(&error))),
        };
        let path: Arc<str> = path.into();
        let bytes = match file.text.len() as u64 {
            // It goes on.
            bytes @ limits::file::START.. => {
                self.files.state(&path).map_or(bytes, |(_, _, bytes)| bytes)
            }
            bytes => bytes,
        };
        let front = front_matter::read(&file.text, Extent::Listing);
        let mut head = with_defaults(front.head, self.generator.defaults(&path));
        let of = |head: &Head| {
            let sheet = Sheet {
                path: &path,
                head,
                body: front.body,
                files: &self.files,
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
        let most = limits::head::ADDRESS;
        if length > most {
            let key = ADDRESS_KEYS.iter().find(|key| head.get(key).is_some());
            let line = key.and_then(|key| head.line(key));
            for key in ADDRESS_KEYS {
                head.values.shift_remove(key);
            }
            entry = of(&head)?;
            // What is left is the site's own doing.
            if entry.post.address.chars().count() > most {
                entry.post.address.clear();
            }
            entry.problems.push(Problem {
                path: Arc::clone(&path),
                line,
                sentence: format!(
                    "its address has {length} characters, and more than {most} lead \
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
            limits::file::BYTES >> 20
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
