#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use std::path::Path;
use std::thread;

use super::*;
use crate::blog::Options;
use crate::search::NoFacts;

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn blog(folder: &Path) -> Arc<Blog> {
    Arc::new(Blog::open(folder, Options::default()).unwrap())
}

/// A blog of Jekyll's with a template, markup and two posts alike.
fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "_config.yml", "title: A\nowner: Wendeline\n");
    write(at, "_includes/note.html", "A note on marmots.");
    let post = |name: &str, text: &str| write(at, &format!("_posts/{name}.md"), text);
    post(
        "2019-01-01-alike",
        "---\ntitle: Alike\n---\nThe same words.\n",
    );
    post(
        "2020-01-01-alike-too",
        "---\ntitle: Alike\n---\nThe same words.\n",
    );
    post(
        "2018-01-01-markup",
        "---\ntitle: Markup\ntags: [heron]\n---\nBy {{ site.owner }}: **bo**ld [words](https://secret.example). {% include note.html %}\n\n<!-- hidden -->\n\n## On otters\n\nOtters swim.\n",
    );
    folder
}

fn complete(search: &mut FullText) {
    while !search.is_complete() {
        search.go_on().unwrap();
    }
}

fn open(folder: &Path, keep: &Keep) -> FullText {
    let mut search = FullText::open(blog(folder), keep).unwrap();
    complete(&mut search);
    search
}

fn found(search: &mut FullText, query: &str) -> Vec<String> {
    let found = search
        .search(&Query::parse(query), 10, &NoFacts)
        .unwrap()
        .into_iter();
    found
        .map(|it| it.path.trim_start_matches("_posts/").to_owned())
        .collect()
}

#[test]
fn what_a_reader_sees_is_searched_and_markup_is_not() {
    let site = site();
    let mut search = open(site.path(), &Keep::Nowhere);
    for seen in [
        "wendeline",
        "bold",
        "marmots",
        "otters",
        "heron",
        "\"bold words\"",
    ] {
        assert_eq!(found(&mut search, seen), ["2018-01-01-markup.md"], "{seen}");
    }
    for unseen in ["owner", "hidden", "secret", "include"] {
        assert!(found(&mut search, unseen).is_empty(), "{unseen}");
    }
}

#[test]
fn of_equals_the_latest_comes_first_and_fields_sift() {
    let site = site();
    let mut search = open(site.path(), &Keep::Nowhere);
    let both = ["2020-01-01-alike-too.md", "2019-01-01-alike.md"];
    assert_eq!(found(&mut search, "same words"), both);
    assert_eq!(
        found(&mut search, "same year:2019"),
        ["2019-01-01-alike.md"]
    );
    assert_eq!(
        found(&mut search, "same -year:2019"),
        ["2020-01-01-alike-too.md"]
    );
    assert!(found(&mut search, "same tag:heron").is_empty());
}

#[test]
fn what_another_byline_holds_is_waited_for_and_kept() {
    let (site, cache) = (site(), tempfile::tempdir().unwrap());
    let keep = Keep::In(cache.path().to_owned());
    drop(open(site.path(), &keep));
    let file = file_of(&blog(site.path()), &keep).unwrap();
    write(
        site.path(),
        "_posts/2021-01-01-new.md",
        "---\ntitle: New\n---\nwombat\n",
    );
    let other = rusqlite::Connection::open(&file).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let (begun, has_begun) = std::sync::mpsc::channel();
    let (folder, keep) = (site.path().to_owned(), keep);
    let second = thread::spawn(move || {
        begun.send(()).unwrap();
        let mut search = open(&folder, &keep);
        (found(&mut search, "wombat"), search.file.is_some())
    });
    has_begun.recv().unwrap();
    thread::sleep(std::time::Duration::from_millis(300));
    other.execute_batch("COMMIT").unwrap();
    let (found, is_kept) = second.join().unwrap();
    assert_eq!(found, ["2021-01-01-new.md"]);
    assert!(is_kept && file.exists());
}

#[test]
fn names_that_another_file_gives_a_post_are_read_again_with_it() {
    let (folder, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let at = folder.path();
    write(at, "hugo.toml", "title = 'A'\n");
    write(
        at,
        "content/posts/a.md",
        "---\ntitle: A\ndate: 2020-01-01\n---\nwords\n",
    );
    let cascade = |tag: &str| format!("---\ntitle: Posts\ncascade:\n  tags: [{tag}]\n---\n");
    let keep = Keep::In(cache.path().to_owned());
    write(at, "content/posts/_index.md", &cascade("herons"));
    assert_eq!(found(&mut open(at, &keep), "herons").len(), 1);
    write(at, "content/posts/_index.md", &cascade("otters"));
    let mut search = open(at, &keep);
    assert_eq!(
        (
            found(&mut search, "otters").len(),
            found(&mut search, "herons").len()
        ),
        (1, 0)
    );
}

#[test]
fn what_is_known_of_posts_besides_sifts_too() {
    struct Old;
    impl Facts for Old {
        fn holds(&self, post: &Post, fact: crate::search::Fact) -> bool {
            fact == crate::search::Fact::Read && post.path.contains("2019")
        }
    }
    let site = site();
    let mut search = open(site.path(), &Keep::Nowhere);
    let query = Query::parse("same is:read");
    let found = search.search(&query, 10, &Old).unwrap();
    assert_eq!(found.len(), 1);
    assert!(found[0].path.contains("2019"));
    assert!(search.search(&query, 10, &NoFacts).unwrap().is_empty());
}

#[test]
fn what_is_asked_early_is_answered_from_what_has_been_read() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..100 {
        write(
            folder.path(),
            &format!("{number}.md"),
            "# A post\n\nneedle\n",
        );
    }
    let mut search = FullText::open(blog(folder.path()), &Keep::Nowhere).unwrap();
    assert_eq!(search.progress(), (0, 100));
    assert!(
        search
            .search(&Query::parse("needle"), 1000, &NoFacts)
            .unwrap()
            .is_empty()
    );
    search.go_on().unwrap();
    let (read, all) = search.progress();
    assert!(read > 0 && read < all);
    assert_eq!(
        search
            .search(&Query::parse("needle"), 1000, &NoFacts)
            .unwrap()
            .len(),
        read
    );
    complete(&mut search);
    assert_eq!(
        search
            .search(&Query::parse("needle"), 1000, &NoFacts)
            .unwrap()
            .len(),
        all
    );
}

#[test]
fn a_kept_index_reads_only_what_has_changed() {
    let site = site();
    let state = tempfile::tempdir().unwrap();
    let keep = Keep::In(state.path().join("search"));
    open(site.path(), &keep);
    let again = FullText::open(blog(site.path()), &keep).unwrap();
    assert_eq!(again.progress(), (3, 3));
    drop(again);

    write(
        site.path(),
        "_posts/2019-01-01-alike.md",
        "---\ntitle: Other\n---\nA heron.\n",
    );
    std::fs::remove_file(site.path().join("_posts/2020-01-01-alike-too.md")).unwrap();
    let mut search = FullText::open(blog(site.path()), &keep).unwrap();
    assert_eq!(search.progress(), (1, 2));
    complete(&mut search);
    assert!(found(&mut search, "same").is_empty());
    assert_eq!(found(&mut search, "other heron"), ["2019-01-01-alike.md"]);
    drop(search);

    write(site.path(), "_includes/note.html", "A note on weasels.");
    let search = FullText::open(blog(site.path()), &keep).unwrap();
    assert_eq!(
        search.progress(),
        (0, 2),
        "an include can stand in any post"
    );
}

#[test]
fn an_index_that_is_damaged_is_made_again() {
    let site = site();
    let state = tempfile::tempdir().unwrap();
    let keep = Keep::In(state.path().to_owned());
    open(site.path(), &keep);
    for entry in std::fs::read_dir(state.path()).unwrap() {
        let path = entry.unwrap().path();
        let length = std::fs::metadata(&path).unwrap().len() as usize;
        std::fs::write(path, vec![0x5a; length]).unwrap();
    }
    let mut search = open(site.path(), &keep);
    assert_eq!(found(&mut search, "otters"), ["2018-01-01-markup.md"]);
}

#[test]
fn an_index_that_turns_out_to_be_damaged_is_made_again() {
    let site = site();
    let state = tempfile::tempdir().unwrap();
    let keep = Keep::In(state.path().to_owned());
    open(site.path(), &keep);
    for entry in std::fs::read_dir(state.path()).unwrap() {
        let path = entry.unwrap().path();
        let database = rusqlite::Connection::open(path).unwrap();
        let broken = database.execute_batch("UPDATE words_data SET block = x'5a5a' WHERE id > 10");
        broken.unwrap();
    }
    let mut search = FullText::open(blog(site.path()), &keep).unwrap();
    assert!(
        search.is_complete(),
        "what says which posts it holds is sound"
    );
    assert!(found(&mut search, "otters").is_empty());
    complete(&mut search);
    assert_eq!(found(&mut search, "otters"), ["2018-01-01-markup.md"]);
}

#[test]
fn passages_come_in_the_order_they_are_asked_for() {
    let site = site();
    let mut search = open(site.path(), &Keep::Nowhere);
    let query = Query::parse("words");
    let paths: Vec<Arc<str>> = search
        .search(&query, 10, &NoFacts)
        .unwrap()
        .into_iter()
        .map(|it| it.path)
        .collect();
    let passages = search.passages(&query, &paths);
    assert_eq!(passages.len(), 3);
    assert!(passages.iter().all(|passage| !passage.found.is_empty()));
    let gone = search.passages(&query, &["gone.md".into()]);
    assert_eq!(gone, [Passage::default()]);
}

/// Queries of a person who half remembers a post, and the post: in real blogs beside the checkout.
const REMEMBERED: [(&str, &str, &str); 24] = [
    (
        "avyfain",
        "GIL talk",
        "_posts/articles/2017/2017-06-15-pycon.md",
    ),
    (
        "avyfain",
        "\"detroit public library\" talk",
        "_posts/articles/2018/2018-06-01-pycon.md",
    ),
    (
        "avyfain",
        "pycon talks -keynotes",
        "_posts/articles/2017/2017-06-15-pycon.md",
    ),
    (
        "avyfain",
        "alaska conference",
        "_posts/articles/2019/2019-09-06-kdd.md",
    ),
    (
        "avyfain",
        "zurich",
        "_posts/photos/2020/2020-01-30-europa-v.md",
    ),
    (
        "avyfain",
        "rayuela CONOCIMIENTO",
        "_posts/articles/2020/2020-03-26-rayuela-es.md",
    ),
    (
        "avyfain",
        "\"making of a manager\" review",
        "_posts/articles/2020/2020-08-24-making-a-manager.md",
    ),
    (
        "jvns",
        "strace zine",
        "content/post/2015-04-14-strace-zine.markdown",
    ),
    (
        "jvns",
        "rbspy talk",
        "content/post/2018-03-05-rbspy-talk.markdown",
    ),
    (
        "jvns",
        "remote meetings",
        "content/post/2015-12-31-surviving-meetings-while-remote.markdown",
    ),
    (
        "jvns",
        "interv statistics -interview",
        "content/post/2015-07-04-bootstrap-confidence-intervals.markdown",
    ),
    (
        "overreacted",
        "let const",
        "public/on-let-vs-const/index.md",
    ),
    (
        "overreacted",
        "talk content",
        "public/preparing-for-tech-talk-part-3-content/index.md",
    ),
    ("overreacted", "memo", "public/before-you-memo/index.md"),
    (
        "burntsushi",
        "go generic",
        "content/post/type-parametric-functions-golang.md",
    ),
    ("mzlogin", "缓存设计", "_posts/2023-08-27-cache-design.md"),
    (
        "mzlogin",
        "证书费用",
        "_posts/2025-11-27-save-money-via-letsencrypt.md",
    ),
    (
        "mzlogin",
        "base64 原理",
        "_posts/2020-03-07-get-an-in-depth-understanding-of-base64.md",
    ),
    (
        "ruby-lang",
        "キーワード引数",
        "ja/news/_posts/2019-12-12-separation-of-positional-and-keyword-arguments-in-ruby-3-0.md",
    ),
    (
        "ruby-lang",
        "heartbleed affected",
        "en/news/_posts/2014-04-10-severe-openssl-vulnerability.md",
    ),
    (
        "hexo-site",
        "faster",
        "source/_posts/2019-12-24-how-we-make-hexo-30-percent-faster.md",
    ),
    (
        "hugo-docs",
        "relref shortcode",
        "docs/content/en/shortcodes/relref.md",
    ),
    (
        "zola-docs",
        "search",
        "docs/content/documentation/content/search.md",
    ),
    (
        "jekyll-docs",
        "\"security fixes\"",
        "docs/_posts/2018-09-19-security-fixes-for-3-6-3-7-3-8.markdown",
    ),
];

#[test]
fn people_find_what_they_look_for_among_the_first_three() {
    let Some(blogs) = crate::blog::tests::shared("corpus/blogs") else {
        return;
    };
    let mut missed = Vec::new();
    let mut open_one: Option<(&str, FullText)> = None;
    for (name, query, wanted) in REMEMBERED {
        if open_one.as_ref().is_none_or(|(open, _)| *open != name) {
            open_one = Some((name, open(&blogs.join(name), &Keep::Nowhere)));
        }
        let Some((_, search)) = &mut open_one else {
            continue;
        };
        let found = search.search(&Query::parse(query), 10, &NoFacts).unwrap();
        let place = found.iter().position(|it| wanted.ends_with(&*it.path));
        println!("{query}: {place:?}");
        if place.is_none_or(|place| place > 2) {
            let found: Vec<_> = found.iter().map(|it| (&it.path, it.score)).collect();
            missed.push(format!("{name}: {query}: {place:?} {found:#?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
