//! The templates of real blogs run, and leave neither braces nor gaps.

#![expect(clippy::unwrap_used, reason = "tests may panic")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::code::Regions;
use super::token::Place;
use super::{ProblemKind, Values, expand};
use crate::document::{Format, Source, Template};

/// Blogs by the template that their generator runs.
const BLOGS: [(&str, Template); 11] = [
    ("avyfain", Template::Liquid),
    ("jekyll-docs", Template::Liquid),
    ("minima", Template::Liquid),
    ("mojombo", Template::Liquid),
    ("mzlogin", Template::Liquid),
    ("poole", Template::Liquid),
    ("ruby-lang", Template::Liquid),
    ("burntsushi", Template::Hugo),
    ("jvns", Template::Hugo),
    ("hugo-docs", Template::Hugo),
    ("zola-docs", Template::Zola),
];

/// What a post's own head and the site's settings say.
struct Head {
    page: Value,
    site: Value,
}

impl Values for Head {
    fn value(&self, path: &str) -> Option<Value> {
        let (root, rest) = path.split_once('.').unwrap_or((path, ""));
        let from = match root {
            "page" => &self.page,
            "site" => &self.site,
            _ => return None,
        };
        from.pointer(&format!("/{}", rest.replace('.', "/")))
            .cloned()
    }

    fn post_url(&self, name: &str) -> Option<String> {
        Some(format!("/{name}/"))
    }

    fn link(&self, path: &str) -> Option<String> {
        Some(format!("/{path}"))
    }

    fn include(&self, _name: &str) -> Option<String> {
        None
    }
}

#[test]
fn no_braces_of_real_posts_are_left_outside_of_code() {
    let shared = std::env::var_os("BYLINE_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")),
        PathBuf::from,
    );
    let blogs = shared.join("corpus/blogs");
    if !blogs.is_dir() {
        eprintln!("skipped: no blogs beside the checkout");
        return;
    }
    let mut left = Vec::new();
    let mut unknown: BTreeMap<(ProblemKindName, String), usize> = BTreeMap::new();
    let (mut posts, mut bytes, mut time) = (0, 0, Duration::ZERO);
    for (name, template) in BLOGS {
        let folder = blogs.join(name);
        let site = site(&folder);
        for path in files(&folder) {
            let Ok(text) = std::fs::read_to_string(&path) else {
                continue;
            };
            let Some((head, source)) = post(&path, &text, template, &site) else {
                continue;
            };
            let begin = Instant::now();
            let expanded = expand(&source, &head);
            time += begin.elapsed();
            posts += 1;
            bytes += source.body.len();
            for problem in &expanded.problems {
                let key = (ProblemKindName(problem.kind), problem.name.clone());
                *unknown.entry(key).or_default() += 1;
            }
            let name = path.strip_prefix(&blogs).unwrap().display().to_string();
            left.extend(braces(&expanded.text, template).map(|line| format!("{name}: {line}")));
        }
    }
    eprintln!("{posts} posts, {bytes} bytes in {time:?}");
    for ((kind, name), count) in unknown {
        eprintln!("{count} {:?} {name}", kind.0);
    }
    assert!(posts > 1000, "only {posts} posts found");
    assert_eq!(left, Vec::<String>::new());
}

/// A kind of problem that sorts.
#[derive(PartialEq, Eq)]
struct ProblemKindName(ProblemKind);

impl Ord for ProblemKindName {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        format!("{:?}", self.0).cmp(&format!("{:?}", other.0))
    }
}

impl PartialOrd for ProblemKindName {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// The lines of `text` with the braces of a template outside of code.
fn braces(text: &str, template: Template) -> impl Iterator<Item = &str> {
    let regions = Regions::find(text, Format::Markdown);
    let openings: &[&str] = match template {
        Template::Hugo => &["{{<", "{{%"],
        _ => &["{{", "{%"],
    };
    let mut at = 0;
    text.split_inclusive('\n').filter(move |line| {
        let start = at;
        at += line.len();
        openings.iter().any(|opening| {
            line.match_indices(opening)
                .any(|(found, _)| regions.place(start + found) == Place::Text)
        })
    })
}

fn site(folder: &Path) -> Value {
    std::fs::read_to_string(folder.join("_config.yml"))
        .ok()
        .and_then(|text| serde_yaml::from_str(&text).ok())
        .unwrap_or(Value::Null)
}

fn post(path: &Path, text: &str, template: Template, site: &Value) -> Option<(Head, Source)> {
    let format = match path.extension()?.to_str()? {
        "md" | "markdown" => Format::Markdown,
        "html" => Format::Html,
        _ => return None,
    };
    let text = text.trim_start();
    let fence = if text.starts_with("+++") {
        "+++"
    } else {
        "---"
    };
    let rest = text.strip_prefix(fence)?;
    let (head, body) = rest.split_once(&format!("\n{fence}"))?;
    let source = Source {
        body: body.to_owned(),
        format,
        template,
        ..Source::default()
    };
    let page = serde_yaml::from_str(head).unwrap_or(Value::Null);
    let site = site.clone();
    Some((Head { page, site }, source))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut folders = vec![folder.to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files
}
