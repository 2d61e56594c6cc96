//! The other generators, one small site each.

use super::*;
use crate::document::{Addresses, Dialect, Target, Template, Values};

fn listed(blog: &Blog) -> Vec<(String, String)> {
    let posts = blog.posts().iter();
    posts
        .map(|post| (post.path.to_string(), post.address.clone()))
        .collect()
}

fn pairs<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
    pairs
        .map(|(path, address)| (path.to_owned(), address.to_owned()))
        .to_vec()
}

#[test]
fn hugo() {
    let (_folder, blog) = blog(&[
        (
            "config/_default/hugo.yaml",
            "baseURL: https://x.org/blog/\ntitle: H\n",
        ),
        (
            "config/_default/permalinks.toml",
            "notes = '/:year/:slug/'\n",
        ),
        ("config/_default/languages.toml", "[en]\n[fr]\n"),
        ("content/posts/_index.md", "---\ntitle: Posts\n---\n"),
        (
            "content/posts/Big One/index.md",
            "+++\ntitle = 'B'\ndate = 2020-01-05\n+++\n[x]({{< ref \"small\" >}})",
        ),
        ("content/posts/Big One/aside.md", "resource"),
        (
            "content/posts/small.md",
            "{\"title\": \"S\", \"date\": \"2020-01-04\", \"aliases\": [\"tiny\", \"/old/\"]}\n",
        ),
        ("content/posts/petit.fr.md", "---\ndate: 2020-01-03\n---\n"),
        (
            "content/notes/n.org",
            "#+TITLE: A Note\n#+DATE: 2020-01-02\n\nBody",
        ),
        ("content/posts/draft.md", "---\ndraft: true\n---\n"),
        (
            "content/posts/later.md",
            "---\npublishDate: 2999-01-01\n---\n",
        ),
        (
            "content/posts/gone.md",
            "---\nexpiryDate: 2001-01-01\n---\n",
        ),
        ("content/about.md", "---\n---\n"),
        ("static/pic.png", ""),
    ]);
    assert_eq!(blog.kind(), Kind::Hugo);
    assert_eq!(
        listed(&blog),
        pairs([
            ("content/posts/Big One/index.md", "/blog/posts/big-one/"),
            ("content/posts/small.md", "/blog/posts/small/"),
            ("content/posts/petit.fr.md", "/blog/fr/posts/petit/"),
            ("content/notes/n.org", "/blog/2020/a-note/"),
        ])
    );
    let big = &blog.posts()[0];
    assert_eq!(
        blog.url(big).as_deref(),
        Some("https://x.org/blog/posts/big-one/")
    );
    let context = blog.addresses(big);
    let small = |anchor: Option<&str>| Target::Post {
        path: "content/posts/small.md".into(),
        anchor: anchor.map(str::to_owned),
    };
    for address in [
        "/posts/small/",
        "/blog/posts/small",
        "../small/",
        "../small.md",
        "/posts/tiny",
        "/old/",
    ] {
        assert_eq!(context.lead(address), small(None), "{address}");
    }
    assert_eq!(
        context.lead("/pic.png"),
        Target::File("static/pic.png".into())
    );
    assert_eq!(
        context.lead("/about/"),
        Target::Web("https://x.org/blog/about/".into())
    );
    for name in [
        "small",
        "small.md",
        "posts/small.md",
        "/posts/small",
        "../small.md",
    ] {
        assert_eq!(
            context.link(name).as_deref(),
            Some("/blog/posts/small/"),
            "{name}"
        );
    }
    assert_eq!(
        context.link("/about.md#x").as_deref(),
        Some("/blog/about/#x")
    );
    assert_eq!(context.link("nowhere.md"), None);
    let source = blog.read(big).unwrap();
    assert_eq!(
        (source.dialect, source.template),
        (Dialect::Goldmark, Template::Hugo)
    );
}

#[test]
fn the_site_of_a_project_lies_in_a_folder_of_its_own() {
    let (_folder, blog) = blog(&[
        ("README.md", "# Project"),
        ("docs/_config.yml", "title: Docs\n"),
        ("docs/_posts/2020-01-01-a.md", ""),
    ]);
    assert_eq!(
        (blog.title(), paths(&blog)),
        ("Docs", vec!["_posts/2020-01-01-a.md"])
    );
}

#[test]
fn hugo_hands_values_down_from_section_to_page() {
    let (_folder, blog) = blog(&[
        ("hugo.toml", "title = 'H'"),
        (
            "content/parts/_index.md",
            "---\ncascade: {build: {list: never, render: never}}\n---\n",
        ),
        ("content/parts/deep/part.md", "included elsewhere"),
        ("content/posts/a.md", "---\n---\n"),
    ]);
    assert_eq!(paths(&blog), ["content/posts/a.md"]);
}

#[test]
fn zola() {
    let (_folder, blog) = blog(&[
        (
            "config.toml",
            "base_url = \"https://x.org\"\ntitle = \"Z\"\n[languages.fr]\n",
        ),
        ("content/_index.md", "+++\n+++\n"),
        ("content/blog/_index.md", "+++\n+++\n"),
        (
            "content/blog/2020-01-03_Über uns.md",
            "+++\ntitle = \"A\"\n[taxonomies]\ntags = [\"t\"]\n+++\n",
        ),
        (
            "content/blog/bundle/index.md",
            "+++\ndate = 2020-01-02\nslug = \"Own Slug\"\n+++\n",
        ),
        ("content/blog/bundle/aside.md", "resource"),
        (
            "content/blog/p.fr.md",
            "+++\ndate = 2020-01-01\npath = \"else/where\"\naliases = [\"old\"]\n+++\n",
        ),
        ("content/blog/d.md", "+++\ndraft = true\n+++\n"),
    ]);
    assert_eq!(blog.kind(), Kind::Zola);
    assert_eq!(
        listed(&blog),
        pairs([
            ("content/blog/2020-01-03_Über uns.md", "/blog/uber-uns/"),
            ("content/blog/bundle/index.md", "/blog/own-slug/"),
            ("content/blog/p.fr.md", "/fr/else/where/"),
        ])
    );
    assert_eq!(blog.posts()[0].tags, ["t"]);
    let context = blog.addresses(&blog.posts()[0]);
    let bundle = |anchor: Option<&str>| Target::Post {
        path: "content/blog/bundle/index.md".into(),
        anchor: anchor.map(str::to_owned),
    };
    assert_eq!(context.lead("@/blog/bundle/index.md#a"), bundle(Some("a")));
    assert_eq!(
        context.lead("@/blog/_index.md"),
        Target::Web("https://x.org/blog/".into())
    );
    assert_eq!(
        context.lead("@/blog/none.md"),
        Target::Other("@/blog/none.md".into())
    );
    assert_eq!(
        context.lead("@/../../etc/passwd"),
        Target::Other("@/../../etc/passwd".into())
    );
}

#[test]
fn hexo() {
    let (_folder, blog) = blog(&[
        (
            "_config.yml",
            "url: https://x.org\npermalink: news/:year/:category/:title/\nnew_post_name: :year-:month-:day-:title.md\n",
        ),
        (
            "source/_posts/2020-01-02-a-b.md",
            "title: A\ncategories: [[x, Y z]]\n---\nBody",
        ),
        ("source/_posts/c.md", "---\ndate: 2020-01-01\n---\n"),
        ("source/_drafts/d.md", "---\n---\n"),
    ]);
    assert_eq!(blog.kind(), Kind::Hexo);
    assert_eq!(
        listed(&blog),
        pairs([
            ("source/_posts/2020-01-02-a-b.md", "/news/2020/x/Y-z/a-b/"),
            ("source/_posts/c.md", "/news/2020/uncategorized/c/"),
        ])
    );
}

#[test]
fn eleventy() {
    let (_folder, blog) = blog(&[
        ("eleventy.config.js", ""),
        ("content/blog/2020-01-02-a.md", "---\ntags: one tag\n---\n"),
        (
            "content/blog/b/b.md",
            "---\ndate: 2020-01-01\npermalink: /own/\n---\n",
        ),
        ("content/about.md", "---\n---\n"),
        ("_includes/x.md", ""),
    ]);
    assert_eq!(blog.kind(), Kind::Eleventy);
    assert_eq!(
        listed(&blog),
        pairs([
            ("content/blog/2020-01-02-a.md", "/blog/a/"),
            ("content/blog/b/b.md", "/own/")
        ])
    );
    assert_eq!(blog.posts()[0].tags, ["one tag"]);
}

#[test]
fn astro() {
    let (_folder, blog) = blog(&[
        (
            "astro.config.mjs",
            "export default {\n  site: 'https://x.org',\n}\n",
        ),
        (
            "src/content/blog/a.mdx",
            "---\npubDate: Jan 2 2020\n---\nimport X from 'x';\n\n```js\nimport y from 'y';\n```\n<X/> text",
        ),
        (
            "src/content/blog/b/index.md",
            "---\npubDate: 2020-01-01\n---\n",
        ),
    ]);
    assert_eq!(blog.kind(), Kind::Astro);
    assert_eq!(
        listed(&blog),
        pairs([
            ("src/content/blog/a.mdx", "/blog/a/"),
            ("src/content/blog/b/index.md", "/blog/b/")
        ])
    );
    let body = blog.read(&blog.posts()[0]).unwrap().body;
    assert_eq!(body, "\n```js\nimport y from 'y';\n```\n<X/> text");
}

#[test]
fn pelican() {
    let (_folder, blog) = blog(&[
        (
            "pelicanconf.py",
            "SITENAME = 'P'\nARTICLE_URL = '{date:%Y}/{category}/{slug}/'\n",
        ),
        ("publishconf.py", "SITEURL = 'https://x.org'\n"),
        (
            "content/news/a.md",
            "Title: A Title\nDate: 2020-01-02 18:50\nTags: x, y\n\nBody",
        ),
        (
            "content/news/b.rst",
            "B Title\n#######\n\n:date: 2020-01-01\n:slug: bee\n\nBody",
        ),
        ("content/news/c.md", "Title: C\nStatus: draft\n\nBody"),
        ("content/pages/p.md", "Title: P\n\nBody"),
    ]);
    assert_eq!(blog.kind(), Kind::Pelican);
    assert_eq!(
        listed(&blog),
        pairs([
            ("content/news/a.md", "/2020/news/a-title/"),
            ("content/news/b.rst", "/2020/news/bee/"),
        ])
    );
    assert_eq!(blog.posts()[0].tags, ["x", "y"]);
    assert_eq!(
        blog.url(&blog.posts()[0]).as_deref(),
        Some("https://x.org/2020/news/a-title/")
    );
}

#[test]
fn folder() {
    let (_folder, blog) = blog(&[
        ("2020-01-03-a.md", "# *From* a boat\n\nBody"),
        ("travel/2020/01/02/b.md", "Body"),
        (
            "notes/c/index.md",
            "---\ntitle: C\ndate: 2020-01-01\ntags: [own]\n---\nBody",
        ),
        (".obsidian/x.md", ""),
        ("d.txt", ""),
    ]);
    assert_eq!(blog.kind(), Kind::Folder);
    let known: Vec<_> = blog
        .posts()
        .iter()
        .map(|post| (post.title.as_str(), &post.tags))
        .collect();
    assert_eq!(
        known,
        [
            ("From a boat", &vec![]),
            ("B", &vec![]),
            ("C", &vec!["own".to_owned()])
        ]
    );
    let source = blog.read(&blog.posts()[0]).unwrap();
    assert_eq!(
        (source.title.as_str(), source.body.as_str()),
        ("*From* a boat", "\nBody")
    );
    assert_eq!(source.meta, ["3 January 2020"]);
}
