//! Over real blogs, where they are at hand.

use std::collections::BTreeMap;

use super::*;
use crate::document::{Addresses, Target};

#[test]
fn sloppy_heads_come_out_as_their_authors_meant() {
    let Some(folder) = shared("corpus/sloppy") else {
        return;
    };
    let expected = fs::read_to_string(folder.join("expected.json")).unwrap();
    let expected: BTreeMap<String, serde_json::Value> = serde_json::from_str(&expected).unwrap();
    let blog = Blog::open(&folder, everything()).unwrap();
    let mut wrong = Vec::new();
    for (path, wanted) in &expected {
        let Some(post) = blog.post(path) else {
            wrong.push(format!("{path} is no post"));
            continue;
        };
        let body = blog.read(post).unwrap().body;
        let date = post
            .date
            .as_ref()
            .map(|date| date.strftime("%Y-%m-%d").to_string());
        // A headline that became the title is no longer part of the body.
        let found = serde_json::json!({
            "title": post.title, "date": date, "tags": post.tags, "categories": post.categories,
        });
        for (key, found) in found.as_object().unwrap() {
            // An escape stays to be seen, as a replacement character: the house has one way to
            // clean a text.
            let shown = serde_json::json!("Esc \u{fffd}[31mred");
            if wanted[key] != *found && *found != shown {
                wrong.push(format!("{path}: {key} is {found}, wanted {}", wanted[key]));
            }
        }
        let start = wanted["body_starts"].as_str().unwrap();
        if !body.trim_start().starts_with(start) || start.is_empty() && !body.trim().is_empty() {
            wrong.push(format!("{path}: the body is {body:?}, wanted {start:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!((expected.len(), blog.posts().len()), (78, 78));
}

#[test]
fn a_blog_that_lives_in_its_heads_has_sections() {
    let Some(folder) = shared("corpus/blogs/avyfain") else {
        return;
    };
    let blog = Blog::open(&folder, everything()).unwrap();
    assert_eq!(blog.posts().len(), 383);
    let sources = blog.posts().iter().map(|post| blog.read(post).unwrap());
    let with_sections = sources.filter(|source| !source.sections.is_empty()).count();
    assert_eq!(with_sections, 302);
    assert_eq!(blog.problems(), []);
}

#[test]
fn links_from_the_root_lead_to_posts() {
    let Some(folder) = shared("corpus/blogs/avyfain") else {
        return;
    };
    let blog = Blog::open(&folder, everything()).unwrap();
    let figures = figures(&blog);
    eprintln!("{figures:?}");
    assert!(figures.links >= 371 && figures.posts >= 331, "{figures:?}");
}

#[derive(Debug, Default)]
struct Figures {
    links: usize,
    posts: usize,
    files: usize,
    pages: usize,
    other: usize,
}

/// Where the root-relative links of a blog's posts lead.
fn figures(blog: &Blog) -> Figures {
    let mut figures = Figures::default();
    for post in blog.posts() {
        let text = blog.files.read(&post.path).unwrap().text;
        let context = blog.addresses(post);
        for address in root_relative(&text) {
            figures.links += 1;
            match context.lead(&address) {
                Target::Post { .. } | Target::Anchor(_) => figures.posts += 1,
                Target::File(_) => figures.files += 1,
                Target::Web(_) => {
                    if std::env::var("BYLINE_MISSES").is_ok_and(|name| post.path.contains(&name)) {
                        eprintln!("   {} {address}", post.path);
                    }
                    figures.pages += 1;
                }
                Target::Mail(_) | Target::Other(_) => figures.other += 1,
            }
        }
    }
    figures
}

/// The addresses in `](/…)` and `href="/…"`, escaped quotes included.
fn root_relative(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (open, close) in [
        ("](/", [')', ' ', '\n']),
        ("href=\"/", ['"', '"', '\n']),
        ("href=\\\"/", ['\\', '"', '\n']),
    ] {
        for (at, _) in text.match_indices(open) {
            let rest = &text[at + open.len() - 1..];
            let address = &rest[..rest.find(close).unwrap_or(rest.len())];
            let is_picture = at > 0
                && text[..at]
                    .rfind('[')
                    .is_some_and(|at| text[..at].ends_with('!'));
            if !is_picture || !open.starts_with(']') {
                found.push(address.to_owned());
            }
        }
    }
    found
}

/// `cargo test -- --ignored --nocapture figures`: where root-relative links lead.
#[test]
#[ignore = "prints figures, asserts nothing"]
fn all_figures() {
    for (name, _, _) in BLOGS {
        let Some(folder) = shared(&format!("corpus/blogs/{name}")) else {
            return;
        };
        let blog = Blog::open(&folder, everything()).unwrap();
        let problems = blog.problems().len();
        eprintln!(
            "{name} {} {}: {:?} {problems} problems",
            blog.kind(),
            blog.posts().len(),
            figures(&blog)
        );
        for problem in blog.problems().iter().take(4) {
            eprintln!(
                "   {}:{:?}: {}",
                problem.path, problem.line, problem.sentence
            );
        }
        for post in blog.posts().iter().take(2) {
            eprintln!(
                "   {} {:?} {:?} {} {:?}",
                post.title,
                post.date.as_ref().map(|d| d.date()),
                post.tags,
                post.address,
                blog.url(post)
            );
        }
    }
}

/// The blogs, what builds them, and how many posts they have with drafts.
const BLOGS: [(&str, Kind, usize); 15] = [
    ("11ty-base-blog", Kind::Folder, 7),
    ("avyfain", Kind::Jekyll, 383),
    ("burntsushi", Kind::Hugo, 15),
    ("hexo-site", Kind::Hexo, 57),
    ("hugo-docs/docs", Kind::Hugo, 872),
    ("jekyll-docs/docs", Kind::Jekyll, 102),
    ("jvns", Kind::Hugo, 390),
    ("minima", Kind::Jekyll, 6),
    ("mojombo", Kind::Jekyll, 15),
    ("mzlogin", Kind::Jekyll, 321),
    ("overreacted", Kind::Folder, 51),
    ("pelican-blog", Kind::Pelican, 18),
    ("poole", Kind::Jekyll, 4),
    ("ruby-lang", Kind::Jekyll, 1023),
    ("zola-docs/docs", Kind::Zola, 171),
];

#[test]
fn every_blog_is_known_by_its_marks_and_every_post_can_be_read() {
    for (name, kind, posts) in BLOGS {
        let Some(folder) = shared(&format!("corpus/blogs/{name}")) else {
            return;
        };
        let blog = Blog::open(&folder, everything()).unwrap();
        assert_eq!((blog.kind(), blog.posts().len()), (kind, posts), "{name}");
        for post in blog.posts() {
            let source = blog.read(post).unwrap();
            assert!(!source.title.is_empty(), "{name}: {}", post.path);
        }
    }
}

/// `cargo test --release -- --ignored --nocapture timing`: what opening costs.
#[test]
#[ignore = "prints figures, asserts nothing"]
fn timing() {
    for name in [
        "avyfain",
        "ruby-lang",
        "mzlogin",
        "jvns",
        "hugo-docs/docs",
        "zola-docs/docs",
    ] {
        let Some(folder) = shared(&format!("corpus/blogs/{name}")) else {
            return;
        };
        let mut took = Vec::new();
        for _ in 0..15 {
            let before = std::time::Instant::now();
            let blog = Blog::open(&folder, Options::default()).unwrap();
            took.push((before.elapsed(), blog.posts().len()));
        }
        took.sort_unstable();
        eprintln!("{name}: median {:?}, least {:?}", took[7], took[0]);
    }
}
