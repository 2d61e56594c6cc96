//! Where addresses lead, and what templates are told.

use super::*;
use crate::document::{Addresses, Target, Values};

fn site() -> (tempfile::TempDir, Blog) {
    blog(&[
        (
            "_config.yml",
            "title: Site\nurl: https://www.x.org\nbaseurl: /blog/\npermalink: pretty\nauthor: {name: A}\n",
        ),
        (
            "_posts/2020-01-31-here.md",
            "---\ntitle: Here\nkey: {deep: [1, 2]}\n---\n",
        ),
        (
            "_posts/2020-02-01-other.md",
            "---\nredirect_from: [/old/, /older.html]\n---\n",
        ),
        ("travel/_posts/2020-02-02-café.md", "---\n---\n"),
        ("about.md", "---\n---\n"),
        ("assets/a b.png", "png"),
        ("_includes/note.html", "Note {{ include.x }}"),
        ("_data/menu.yml", "- {title: Home}\n"),
        ("_data/deep/list.json", "{\"a\": 1}"),
    ])
}

fn lead(address: &str) -> Target {
    let (_folder, blog) = site();
    let post = blog.post("_posts/2020-01-31-here.md").unwrap();
    blog.addresses(post).lead(address)
}

fn post(path: &str, anchor: Option<&str>) -> Target {
    Target::Post {
        path: path.into(),
        anchor: anchor.map(str::to_owned),
    }
}

#[test]
fn a_post_is_known_in_every_spelling_of_its_address() {
    let other = post("_posts/2020-02-01-other.md", None);
    for address in [
        "/2020/02/01/other/",
        "/2020/02/01/other",
        "/2020/02/01/other.html",
        "/2020/02/01/other/index.html",
        "/2020/02/01/other/?page=2",
        "/blog/2020/02/01/other/",
        "https://www.x.org/blog/2020/02/01/other/",
        "http://x.org/blog/2020/02/01/other",
        "//x.org/blog/2020/02/01/other",
        "../../../02/01/other/",
        "2020-02-01-other.md",
        "./2020-02-01-other",
        "/_posts/2020-02-01-other.md",
        "/old",
        "/older",
    ] {
        assert_eq!(lead(address), other, "{address}");
    }
    let cafe = "travel/_posts/2020-02-02-café.md";
    assert_eq!(
        lead("/travel/2020/02/02/caf%C3%A9/#so%20far"),
        post(cafe, Some("so far"))
    );
    assert_eq!(lead("/travel/2020/02/02/café/"), post(cafe, None));
    assert_eq!(
        lead("../travel/_posts/2020-02-02-café.md#x"),
        post(cafe, Some("x"))
    );
}

#[test]
fn what_leads_to_no_post_is_known_for_what_it_is() {
    for (address, target) in [
        ("#part", Target::Anchor("part".into())),
        ("#%C3%A9", Target::Anchor("é".into())),
        ("/2020/01/31/here/#part", Target::Anchor("part".into())),
        ("https://y.org/a", Target::Web("https://y.org/a".into())),
        ("//y.org/a", Target::Web("https://y.org/a".into())),
        ("HTTPS://y.org", Target::Web("HTTPS://y.org".into())),
        ("www.y.org", Target::Web("https://www.y.org".into())),
        (
            "/about/",
            Target::Web("https://www.x.org/blog/about/".into()),
        ),
        (
            "/blog/about/",
            Target::Web("https://www.x.org/blog/about/".into()),
        ),
        ("/none", Target::Web("https://www.x.org/blog/none".into())),
        ("/assets/a%20b.png", Target::File("assets/a b.png".into())),
        ("../assets/a b.png", Target::File("assets/a b.png".into())),
        ("mailto:a@b.org", Target::Mail("mailto:a@b.org".into())),
        (
            "javascript:alert(1)",
            Target::Other("javascript:alert(1)".into()),
        ),
        (
            "file:///etc/passwd",
            Target::Other("file:///etc/passwd".into()),
        ),
        ("", Target::Other(String::new())),
    ] {
        assert_eq!(lead(address), target, "{address}");
    }
}

#[test]
fn nothing_outside_the_blog_is_a_file_of_it() {
    for address in [
        "../../../../../../etc/passwd",
        "/../../etc/passwd",
        "/etc/passwd",
        "%2e%2e/%2e%2e/etc/passwd",
    ] {
        assert!(!matches!(lead(address), Target::File(_)), "{address}");
    }
}

#[test]
fn a_post_that_is_named_from_the_root_is_a_post() {
    let (_folder, blog) = blog(&[
        ("eleventy.config.js", ""),
        ("posts/one.md", "---\ntitle: One\n---\n"),
        ("notes/two.md", "---\ntitle: Two\n---\n"),
    ]);
    let context = blog.addresses(blog.post("posts/one.md").unwrap());
    let two = post("notes/two.md", Some("x"));
    assert_eq!(context.lead("notes/two.md#x"), two);
}

#[test]
fn without_a_site_nothing_is_made_up() {
    let (_folder, blog) = blog(&[
        ("a/one.md", "# One\n"),
        ("two.md", "# Two\n"),
        ("x.zip", ""),
    ]);
    let one = blog.post("a/one.md").unwrap();
    let context = blog.addresses(one);
    assert_eq!(context.lead("../two.md#x"), post("two.md", Some("x")));
    assert_eq!(context.lead("../two"), post("two.md", None));
    assert_eq!(context.lead("/two/"), post("two.md", None));
    assert_eq!(context.lead("../x.zip"), Target::File("x.zip".into()));
    assert_eq!(context.lead("/about/"), Target::Other("/about/".into()));
}

#[test]
fn templates_are_told_what_they_ask() {
    let (_folder, blog) = site();
    let here = blog.post("_posts/2020-01-31-here.md").unwrap();
    let context = blog.addresses(here);
    let url = |name| context.post_url(name);
    assert_eq!(
        url("2020-02-01-other").as_deref(),
        Some("/blog/2020/02/01/other/")
    );
    assert_eq!(
        url("travel/2020-02-02-café").as_deref(),
        Some("/blog/travel/2020/02/02/caf%C3%A9/")
    );
    assert_eq!(url("2020-02-01-none"), None);
    assert_eq!(
        context.link("_posts/2020-02-01-other.md#x").as_deref(),
        Some("/blog/2020/02/01/other/#x")
    );
    assert_eq!(context.link("about.md").as_deref(), Some("/blog/about/"));
    assert_eq!(context.link("none.md"), None);
    assert_eq!(
        context.include("note.html").as_deref(),
        Some("Note {{ include.x }}")
    );
    assert_eq!(context.include("../_config.yml"), None);
    for (path, value) in [
        ("site.title", serde_json::json!("Site")),
        ("site.baseurl", serde_json::json!("/blog")),
        ("site.author.name", serde_json::json!("A")),
        ("site.data.menu.first.title", serde_json::json!("Home")),
        ("site.data.deep.list.a", serde_json::json!(1)),
        ("page.title", serde_json::json!("Here")),
        ("page.url", serde_json::json!("/2020/01/31/here/")),
        ("page.key.deep.1", serde_json::json!(2)),
    ] {
        assert_eq!(context.value(path), Some(value), "{path}");
    }
    assert_eq!(context.value("site.none.deep"), None);
    assert_eq!(context.value(""), None);
}
