//! Over real blogs, where they are at hand.

use std::collections::{BTreeMap, BTreeSet};

use super::files::Step;
use super::*;
use crate::document::{Addresses, Document, Format, Target};

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
    assert!(figures.posts >= 317, "{figures:?}");
}

/// How many root-relative links lead where.
#[derive(Debug, Default)]
struct Figures {
    links: usize,
    /// To posts, or places in the post itself.
    posts: usize,
    /// To files of the checkout.
    files: usize,
    /// To pages of the site whose source is in the checkout.
    pages: usize,
    /// To anything else on the site, which may be a page made by a theme or a plugin.
    missing: usize,
}

/// Where the root-relative links of a blog's posts lead: those that a reader would see, and those
/// in the descriptions and captions of heads.
fn figures(blog: &Blog) -> Figures {
    let pages = pages(blog);
    let mut figures = Figures::default();
    for post in blog.posts() {
        let source = blog.read(post).unwrap();
        let context = blog.addresses(post);
        let document = Document::read(&source, &context);
        let mut addresses: Vec<String> = document
            .links
            .iter()
            .map(|link| link.address.clone())
            .collect();
        addresses.extend(in_words(&source.description));
        for address in addresses {
            if !address.starts_with('/') || address.starts_with("//") {
                continue;
            }
            figures.links += 1;
            match context.lead(&address) {
                Target::Post { .. } | Target::Anchor(_) | Target::Alike(_) => figures.posts += 1,
                Target::File(_) => figures.files += 1,
                Target::Web(_) | Target::Other(_) | Target::Mail(_) => {
                    let own = blog.generator.site().own(&address).into_owned();
                    if pages.contains(&address::comparable(&own)) {
                        figures.pages += 1;
                    } else {
                        figures.missing += 1;
                        if std::env::var_os("BYLINE_MISSES").is_some() {
                            eprintln!("   {} {address}", post.path);
                        }
                    }
                }
            }
        }
    }
    figures
}

/// The addresses of the files that are pages and no posts.
fn pages(blog: &Blog) -> BTreeSet<String> {
    let files = blog.files.walk("", &mut |_, entry| {
        if entry.name.starts_with('.') {
            Step::Skip
        } else {
            Step::Take
        }
    });
    let pages = files.iter().filter(|path| blog.post(path).is_none());
    pages
        .filter(|path| matches!(format::of(path), Some(Format::Markdown | Format::Html)))
        .filter_map(|path| blog.generator.address_of(&blog.files, path))
        .map(|address| address::comparable(&address))
        .collect()
}

/// The addresses in `href="/…"`.
fn in_words(text: &str) -> Vec<String> {
    let parts = text.split("href=\"").skip(1);
    parts
        .filter_map(|part| Some(part.split_once('"')?.0.to_owned()))
        .collect()
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
                post.date.as_ref().map(jiff::Zoned::date),
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

/// `BYLINE_BIG=folder cargo test --release -- --ignored --nocapture big`: what a large blog costs.
#[test]
#[ignore = "prints figures, asserts nothing"]
fn a_big_blog() {
    let Some(folder) = std::env::var_os("BYLINE_BIG") else {
        eprintln!("skipped: BYLINE_BIG names no folder");
        return;
    };
    let resident = || {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let line = status
            .lines()
            .find(|line| line.starts_with("VmRSS:"))
            .unwrap_or_default();
        line.split_whitespace()
            .nth(1)
            .and_then(|kilobytes| kilobytes.parse::<usize>().ok())
    };
    for _ in 0..3 {
        let first = resident().unwrap_or_default();
        let before = std::time::Instant::now();
        let blog = Blog::open(Path::new(&folder), Options::default()).unwrap();
        let took = before.elapsed();
        let grown = resident().unwrap_or_default().saturating_sub(first);
        eprintln!("{} posts in {took:?}, {grown} KB more", blog.posts().len());
        std::mem::forget(blog);
    }
}
