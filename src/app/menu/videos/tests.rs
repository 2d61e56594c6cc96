use std::collections::HashSet;
use std::path::PathBuf;

use super::*;
use crate::blog::{Blog, Options};
use crate::document::{Document, MediaKind, NoBlog, Source};

fn named(markdown: &str) -> Vec<String> {
    let source = Source {
        body: markdown.to_owned(),
        ..Source::default()
    };
    names(&Document::read(&source, &NoBlog))
}

fn names(document: &Document) -> Vec<String> {
    let links = (0..).map(LinkId).zip(&document.links);
    let links = links.map(|(id, link)| (link, Goal::Link(id)));
    let entries = entries(links, &PostList::default());
    entries.into_iter().map(|entry| entry.label).collect()
}

#[test]
fn a_video_that_is_shown_and_linked_to_is_one() {
    let twice = "[A talk](https://youtu.be/abc)\n\n\
                 <iframe src=\"https://www.youtube.com/embed/abc\"></iframe>\n\n\
                 [later](https://youtu.be/abc?t=90)\n";
    assert_eq!(named(twice), ["A talk", "later"]);
}

#[test]
fn those_that_read_the_same_are_told_apart_by_their_ids() {
    let same = "# Talks\n\n[Video](https://youtu.be/abc) [Video](https://youtu.be/def)\n";
    assert_eq!(named(same), ["Talks › Video (abc)", "Talks › Video (def)"]);
}

#[test]
fn no_two_videos_of_a_post_of_real_blogs_read_the_same() {
    let shared = std::env::var_os("BYLINE_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")),
        PathBuf::from,
    );
    let Ok(blogs) = std::fs::read_dir(shared.join("corpus/blogs")) else {
        eprintln!("skipped: no blogs beside the checkout");
        return;
    };
    let (mut listed, mut by_id, mut bare) = (0, 0, Vec::new());
    for folder in blogs.flatten() {
        let options = Options {
            drafts: true,
            ..Options::default()
        };
        let Ok(blog) = Blog::open(&folder.path(), options) else {
            continue;
        };
        for post in blog.posts() {
            let Ok(source) = blog.read(post) else {
                continue;
            };
            let document = Document::read(&source, &blog.addresses(post));
            if !document.has_media() {
                continue;
            }
            let names = names(&document);
            let different: HashSet<&String> = names.iter().collect();
            assert_eq!(different.len(), names.len(), "{}: {names:?}", post.path);
            let media = document.links.iter().filter_map(|link| link.media.as_ref());
            let videos = media.filter(|media| media.kind == MediaKind::Video);
            let ids: Vec<_> = videos.map(|media| format!("({})", media.id)).collect();
            listed += names.len();
            by_id += names
                .iter()
                .filter(|name| ids.iter().any(|id| name.ends_with(id)))
                .count();
            let says_little = |name: &&String| {
                matches!(
                    name.to_lowercase().as_str(),
                    "video" | "here" | "watch" | "link"
                )
            };
            bare.extend(
                names
                    .iter()
                    .filter(says_little)
                    .map(|name| format!("{}: {name}", post.path)),
            );
        }
    }
    eprintln!("{listed} listed, {by_id} told apart by their ids, bare: {bare:?}");
    assert!(listed > 150);
}
