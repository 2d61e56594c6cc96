//! Blogs of any size: copies of the posts at hand under new dates and titles.
//!
//! The posts at hand are those of other people's blogs in the folder `corpus/blogs` of the one that
//! `BYLINE_SHARED` names (`../shared` beside the repository where it names none), else the sample
//! posts.

#![allow(dead_code, reason = "each bench uses a part")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The title of the post that stands first in the list of every blog that is made.
pub const NEWEST: &str = "The newest of them all";
/// The first day of a blog.
const FIRST: Date = date(2000, 1, 1);
/// Days until its last, after which posts share days: sites hide what is dated in the future.
const DAYS: usize = 9_000;
/// Posts that follow each other are taken from far apart, so that a small blog has some of all.
const STRIDE: usize = 1_009;
/// What a head says that holds for one post only, or hides it.
const OWN: [&str; 11] = [
    "title",
    "date",
    "permalink",
    "slug",
    "url",
    "aliases",
    "redirect_from",
    "published",
    "draft",
    "publishDate",
    "expiryDate",
];

/// The posts at hand, as `(file name, text)`: those that begin with a head in YAML.
pub fn posts_at_hand() -> Vec<(String, String)> {
    let folder = folder_at_hand();
    let mut paths = Vec::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    let posts = paths.into_iter().filter_map(|path| {
        let text = fs::read_to_string(&path).ok()?;
        let name = path.file_stem()?.to_str()?.to_owned();
        text.starts_with("---\n").then_some((name, text))
    });
    let posts: Vec<_> = posts.collect();
    assert!(!posts.is_empty(), "there is no post to be copied");
    posts
}

/// The folder of other people's blogs, else of the sample posts.
pub fn folder_at_hand() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = std::env::var_os("BYLINE_SHARED");
    let shared = shared.map_or_else(|| here.join("../shared"), PathBuf::from);
    let blogs = shared.join("corpus/blogs");
    if blogs.is_dir() {
        blogs
    } else {
        here.join("sample-posts")
    }
}

/// Writes a blog of `count` posts, as Jekyll has them, into a folder that need not be there.
pub fn write(folder: &Path, count: usize) {
    let posts = posts_at_hand();
    fs::create_dir_all(folder).unwrap();
    let settings = "title: A blog of many posts\nurl: https://blog.example\n";
    fs::write(folder.join("_config.yml"), settings).unwrap();
    for number in 0..count {
        let day = FIRST + i64::from((number % DAYS) as u32).days();
        let (name, text) = &posts[number * STRIDE % posts.len()];
        let name = name.trim_start_matches(|it: char| it.is_ascii_digit() || it == '-');
        let year = folder.join("_posts").join(day.year().to_string());
        fs::create_dir_all(&year).unwrap();
        let file = year.join(format!("{day}-{name}-{number}.md"));
        let is_newest = number + 1 == count.min(DAYS);
        fs::write(file, copy(text, number, is_newest.then_some(day))).unwrap();
    }
}

/// A post under another title; the newest one of a blog is that by its hour, too.
fn copy(text: &str, number: usize, newest: Option<Date>) -> String {
    let (head, body) = text[4..].split_once("\n---").unwrap_or(("", text));
    let mut title = "Untitled".to_owned();
    let mut kept = String::new();
    let mut keeps = true;
    for line in head.lines() {
        if let Some((key, value)) = line.split_once(':')
            && !line.starts_with([' ', '-', '#'])
        {
            keeps = !OWN.contains(&key);
            if key == "title" {
                value
                    .trim()
                    .trim_matches(['"', '\''])
                    .clone_into(&mut title);
            }
        }
        if keeps {
            let _ = writeln!(kept, "{line}");
        }
    }
    let title = title.replace(['"', '\\'], "'");
    let own = newest.map_or_else(
        || format!("title: \"{title} {number}\""),
        |day| format!("title: {NEWEST}\ndate: {day} 23:59"),
    );
    format!("---\n{own}\n{kept}---{body}")
}

/// Writes a post of about so many bytes: paragraphs, lists, tables and code in turn.
pub fn write_post(file: &Path, bytes: usize) {
    let mut text = format!("# {NEWEST}\n\n");
    let mut section = 0;
    while text.len() < bytes {
        section += 1;
        add_section(&mut text, section);
    }
    fs::write(file, text).unwrap();
}

fn add_section(text: &mut String, section: usize) {
    let _ = writeln!(text, "## Section {section}\n");
    for _ in 0..3 {
        let _ = writeln!(
            text,
            "The {section}th time that one reads a sentence, *this* one, say, it is **faster** than \
             the first, which is why a [terminal](https://example.org/{section}) can be a good \
             place to read: it does not move, it quotes well, and `code` stands in it as it was \
             written. Nothing else is needed for a long afternoon with the archive of a blog.\n"
        );
    }
    let _ = writeln!(
        text,
        "- **Talk {section}** by somebody whom one should have heard\n    \
         - It begins slowly, then says what it has to say in three sentences, all of them good\n    \
         - [Slides](https://example.org/slides/{section})\n\n\
         > A quotation of a line or two, which a reader sets apart from the rest.\n\n\
         | Name | What it is for | Cost |\n|:--|---|--:|\n\
         | thing {section} | It holds *two* other things together | 10.00 |\n\
         | other {section} | It is missed only when somebody has taken it away | 20.00 |\n\n\
         ```rust\nfn section_{section}(rows: &[Row]) -> usize {{\n    \
         rows.iter().filter(|row| row.is_shown()).count()\n}}\n```\n"
    );
}
