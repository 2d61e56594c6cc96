#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use std::fs;

use super::*;
use crate::blog::Options;

/// What is wrong with a checkout of these files, as `path:line: problem`.
fn checked(files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let options = Options {
        drafts: true,
        ..Options::default()
    };
    let blog = Blog::open(folder.path(), options).unwrap();
    let line = |problem: &Problem| match problem.line {
        Some(line) => format!("{}:{line}: {}", problem.path, problem.sentence),
        None => format!("{}: {}", problem.path, problem.sentence),
    };
    check(&blog).iter().map(line).collect()
}

const CONFIG: (&str, &str) = ("_config.yml", "url: https://x.org\n");
const OTHER: (&str, &str) = (
    "_posts/2020-01-01-other.md",
    "---\ntitle: Other\n---\n\n## A place\n",
);

fn jekyll(body: &str) -> Vec<String> {
    let post = format!("---\ntitle: One\n---\n\n{body}");
    checked(&[CONFIG, OTHER, ("_posts/2020-02-02-one.md", &post)])
}

#[test]
fn a_blog_in_order_has_nothing_wrong() {
    let body = "[a](/2020/01/01/other.html#a-place) [b]({% post_url 2020-01-01-other %}) \
                [c](https://x.org/2020/01/01/other.html) [d](/about/) [e](/feed.xml) [f](#top) \
                [g](https://y.org/2020/01/01/gone.html) [h](/tags/rust.html) [i](mailto:a@b.c)\n";
    assert_eq!(jekyll(body), [] as [&str; 0]);
    assert!(checked(&[OTHER]).is_empty());
}

#[test]
fn links_to_posts_that_do_not_exist_are_told_with_their_lines() {
    let body = "[a](/2020/01/01/gone.html)\n\nand [b](https://x.org/2019/12/31/gone/)\n\
                and [a again](/2020/01/01/gone.html)\n[c](../gone.md)\n";
    assert_eq!(
        jekyll(body),
        [
            "_posts/2020-02-02-one.md:5: there is no post at /2020/01/01/gone.html",
            "_posts/2020-02-02-one.md:7: there is no post at https://x.org/2019/12/31/gone/",
            "_posts/2020-02-02-one.md:8: there is no post at /2020/01/01/gone.html",
            "_posts/2020-02-02-one.md:9: there is no post at ../gone.md",
        ]
    );
}

#[test]
fn places_that_a_post_does_not_have_are_told() {
    let body = "[a](/2020/01/01/other.html#gone)\n[b](#nowhere)\n[c](#Here)\n\n## Here\n";
    assert_eq!(
        jekyll(body),
        [
            "_posts/2020-02-02-one.md:5: _posts/2020-01-01-other.md has no place called #gone",
            "_posts/2020-02-02-one.md:6: _posts/2020-02-02-one.md has no place called #nowhere",
        ]
    );
}

#[test]
fn a_layout_may_make_places_that_the_text_does_not_show() {
    let photos = "---\nphotos:\n- {url: a.jpg, caption: A}\n---\n";
    let post = "---\ntitle: One\n---\n[a](/2020/01/01/photos.html#20.jpg)\n";
    let files = [
        CONFIG,
        ("a.jpg", ""),
        ("_posts/2020-01-01-photos.md", photos),
        ("_posts/2020-02-02-one.md", post),
    ];
    assert_eq!(checked(&files), [] as [&str; 0]);
}

#[test]
fn pictures_and_files_that_are_missing_are_told() {
    let body = "![a]({{ site.baseurl }}/img/a.png)\n\n[![b](b.jpg)](https://y.org)\n\n\
                <img src=\"/img/there.png\"> [paper](/talks/paper.pdf)\n";
    let post = format!("---\ntitle: One\n---\n\n{body}");
    let files = [
        CONFIG,
        ("img/there.png", ""),
        ("_posts/2020-02-02-one.md", &post),
    ];
    assert_eq!(
        checked(&files),
        [
            "_posts/2020-02-02-one.md:5: there is no file at /img/a.png",
            "_posts/2020-02-02-one.md:7: there is no file at b.jpg",
            "_posts/2020-02-02-one.md:9: there is no file at /talks/paper.pdf",
        ]
    );
}

#[test]
fn tags_that_name_nothing_are_told_once() {
    let body = "[a]({% post_url 2019-01-01-gone %})\n{% nobody x %}\n{% include gone.html %}\n\n\
                {% link _posts/2018-01-01-gone.md %}\n{% if x %}\n";
    assert_eq!(
        jekyll(body),
        [
            "_posts/2020-02-02-one.md:5: there is no post or page called 2019-01-01-gone",
            "_posts/2020-02-02-one.md:6: no tag is called `nobody`; its text is shown as it is",
            "_posts/2020-02-02-one.md:7: there is no file gone.html to include",
            "_posts/2020-02-02-one.md:9: there is no post or page called _posts/2018-01-01-gone.md",
            "_posts/2020-02-02-one.md:10: `if` begins and never ends; add its end",
        ]
    );
}

#[test]
fn a_tag_that_a_plugin_makes_is_known() {
    let plugin = "Liquid::Template.register_tag('nobody', Nobody)\n";
    let post = "---\ntitle: One\n---\n{% nobody x %}\n";
    let files = [
        CONFIG,
        ("_plugins/nobody.rb", plugin),
        ("_posts/2020-02-02-one.md", post),
    ];
    assert_eq!(checked(&files), [] as [&str; 0]);
}

#[test]
fn heads_dates_names_and_addresses_are_told() {
    let files = [
        CONFIG,
        ("_posts/2020-01-01-a.md", "---\ntitle: [x\n---\n"),
        (
            "_posts/2020-01-02-b.md",
            "---\ntitle: B\ndate: 2020-01-05\n---\n",
        ),
        ("_posts/2020-01-03-c.md", "---\ntitle: C\ndate: soon\n---\n"),
        (
            "_posts/2020-01-04-d.md",
            "---\ntitle: D\npermalink: /2020/01/03/c.html\n---\n",
        ),
        ("_posts/no-date.md", "---\ntitle: E\n---\n"),
    ];
    let found = checked(&files);
    let told = |start: &str| found.iter().any(|line| line.starts_with(start));
    assert!(
        told("_posts/2020-01-01-a.md:3: the head is not YAML"),
        "{found:?}"
    );
    assert!(
        told("_posts/2020-01-02-b.md:3: the head says 2020-01-05, the name of the file 2020-01-02"),
        "{found:?}"
    );
    assert!(
        told("_posts/2020-01-03-c.md:3: `date: soon` is no date"),
        "{found:?}"
    );
    let twice = |line: &String| line.contains("its address /2020/01/03/c.html is also that of");
    assert!(found.iter().any(twice), "{found:?}");
    assert!(
        told("_posts/no-date.md: it lies among the posts"),
        "{found:?}"
    );
    assert_eq!(found.len(), 5, "{found:?}");
}

#[test]
fn a_published_post_must_not_lead_to_a_draft() {
    let files = [
        CONFIG,
        (
            "_drafts/soon.md",
            "---\ntitle: Soon\ndate: 2020-05-05\n---\n[one](/2020/02/02/one.html)\n",
        ),
        (
            "_posts/2020-02-02-one.md",
            "---\ntitle: One\n---\n[soon](/2020/05/05/soon.html)\n",
        ),
    ];
    assert_eq!(
        checked(&files),
        [
            "_posts/2020-02-02-one.md:4: /2020/05/05/soon.html leads to _drafts/soon.md, \
             which the site does not show"
        ]
    );
}

#[test]
fn terms_are_places_where_hugo_makes_them_so() {
    let parser = "[markup.goldmark.parser]\nautoDefinitionTermID = true\n";
    let terms = "---\ntitle: Terms\n---\n\n## Terms\n\n`One`\n: First.\n\nTerms\n: Second.\n";
    let links =
        "---\ntitle: Links\n---\n\n[a](/terms/#one) [b](/terms/#terms-1) [c](/terms/#two)\n";
    let problems = |config| {
        checked(&[
            ("hugo.toml", config),
            ("content/terms.md", terms),
            ("content/links.md", links),
        ])
    };
    let missing =
        |place| format!("content/links.md:5: content/terms.md has no place called #{place}");
    assert_eq!(problems(parser), [missing("two")]);
    assert_eq!(problems(""), ["one", "terms-1", "two"].map(missing));
}

#[test]
fn a_place_is_found_as_the_reader_finds_it() {
    let problems = checked(&[
        ("hugo.toml", ""),
        ("content/a.md", "## One two {#one_two}\n"),
        ("content/b.md", "[a](/a/#One-Two) [b](/a/#one-three)\n"),
    ]);
    let missing = "content/b.md:1: content/a.md has no place called #one-three";
    assert_eq!(problems, [missing]);
}

#[test]
fn hugo_and_zola_name_their_files() {
    let hugo = [
        ("hugo.toml", "baseURL = 'https://x.org'\n"),
        (
            "content/posts/a.md",
            "---\ntitle: A\n---\n\n[b]({{< ref \"gone.md\" >}}) {{< mine >}}\n{{< nobody >}}\n",
        ),
        ("layouts/shortcodes/mine.html", ""),
    ];
    assert_eq!(
        checked(&hugo),
        [
            "content/posts/a.md:5: there is no post or page called gone.md",
            "content/posts/a.md:6: no tag is called `nobody`; its text is shown as it is",
        ]
    );
    let zola = [
        ("config.toml", "base_url = 'https://x.org'\n[markdown]\n"),
        ("content/_index.md", "+++\n+++\n"),
        (
            "content/blog/a.md",
            "+++\ntitle = 'A'\n+++\n\n[b](@/blog/gone.md)\n",
        ),
    ];
    assert_eq!(
        checked(&zola),
        ["content/blog/a.md:5: there is no post at @/blog/gone.md"]
    );
}

#[test]
fn many_links_to_nothing_take_linear_time() {
    let names = (0..40_000).map(|it| format!("[a](#b{it})\n"));
    let mut anchors = "---\ntitle: x\n---\n".to_owned();
    anchors.extend(names);
    let begin = std::time::Instant::now();
    let problems = checked(&[CONFIG, ("_posts/2020-01-01-x.md", &anchors)]);
    assert_eq!(problems.len(), 40_000);
    assert!(
        problems[0].starts_with("_posts/2020-01-01-x.md:4: "),
        "{}",
        problems[0]
    );
    assert!(begin.elapsed().as_secs() < 20, "{:?}", begin.elapsed());
}

#[test]
fn a_post_that_many_links_lead_to_is_read_once() {
    let words = "Words of a post.\n\n".repeat(50_000);
    let links =
        "---\ntitle: x\n---\n".to_owned() + &"[a](/2020/01/01/other.html#b)\n".repeat(1_000);
    let other = format!("---\ntitle: Other\n---\n{words}");
    let begin = std::time::Instant::now();
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("_config.yml", CONFIG.1),
        ("_posts/2020-01-01-other.md", &other),
        ("_posts/2020-01-02-x.md", &links),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let blog = Blog::open(
        &folder.path().join("_posts/2020-01-02-x.md"),
        Options::default(),
    );
    let problems = check(&blog.unwrap());
    assert_eq!(problems.len(), 1_000);
    assert!(begin.elapsed().as_secs() < 20, "{:?}", begin.elapsed());
}
