//! Bad files harm nobody.

use super::*;

#[test]
fn one_bad_post_never_stops_the_others() {
    let folder = folder(&[("_posts/2020-01-01-good.md", "---\ntitle: Good\n---\n")]);
    let posts = folder.path().join("_posts");
    let large = fs::File::create(posts.join("2020-01-02-large.md")).unwrap();
    large.set_len(1 << 30).unwrap();
    fs::write(
        posts.join("2020-01-03-latin.md"),
        b"---\ntitle: caf\xe9\n---\n",
    )
    .unwrap();
    fs::write(
        posts.join("2020-01-04-head.md"),
        "---\ntitle: a: b\n---\nBody",
    )
    .unwrap();
    fs::write(posts.join("2020-01-05-empty.md"), "").unwrap();
    fs::create_dir(posts.join("2020-01-06-folder.md")).unwrap();
    let blog = Blog::open(folder.path(), Options::default()).unwrap();
    let known: Vec<_> = blog
        .posts()
        .iter()
        .map(|post| {
            (
                post.title.as_str(),
                post.problem.as_deref().unwrap_or_default(),
            )
        })
        .collect();
    assert_eq!(known[0], ("Empty", ""));
    assert_eq!(known[1].0, "a: b");
    assert!(
        known[1].1.starts_with("line 2: the head is not YAML"),
        "{known:?}"
    );
    assert_eq!(
        known[2],
        ("café", "line 2: it is not UTF-8; save it as UTF-8")
    );
    assert_eq!(
        known[3],
        (
            "Large",
            "it is 1024 MB, and a post may have 32 MB; split it"
        )
    );
    assert_eq!(known[4], ("Good", ""));
    assert!(blog.read(&blog.posts()[3]).is_err());
}

#[cfg(unix)]
#[test]
fn what_would_be_a_post_and_cannot_be_read_is_told_of() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    let outer = folder(&[("blog/good.md", "# Good"), ("secret.md", "# Secret")]);
    let root = outer.path().join("blog");
    symlink("nowhere.md", root.join("dangling.md")).unwrap();
    symlink("../secret.md", root.join("out.md")).unwrap();
    symlink("someone@host:1234", root.join(".#good.md")).unwrap();
    symlink("nowhere", root.join("nothing")).unwrap();
    let pipe = root.join("pipe.md");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let foreign = root.join(OsStr::from_bytes(b"caf\xe9.md"));
    // Some file systems take no such name.
    let has_foreign = fs::write(&foreign, "# Foreign").is_ok();

    let blog = Blog::open(&root, Options::default()).unwrap();
    let told: Vec<_> = blog
        .problems()
        .iter()
        .map(|problem| (&*problem.path, problem.sentence.as_str()))
        .collect();
    assert_eq!(told.len(), 3 + usize::from(has_foreign), "{told:?}");
    let said = |path: &str| {
        let found = told.iter().find(|(known, _)| *known == path);
        found.map_or("", |(_, sentence)| *sentence)
    };
    assert!(said("dangling.md").contains("cannot be read"), "{told:?}");
    assert!(said("out.md").contains("outside the blog"), "{told:?}");
    assert_eq!(said("pipe.md"), "it is not a file");
    assert_eq!(blog.posts().len(), told.len() + 1);
    if has_foreign {
        let sentence = said("caf\u{fffd}.md");
        assert!(sentence.contains("its name is not UTF-8"), "{told:?}");
        let error = Blog::open(&foreign, Options::default()).unwrap_err();
        let error = error.to_string();
        assert!(
            error.contains("its name is not UTF-8; rename it"),
            "{error}"
        );
    }
}

#[test]
fn an_address_that_is_too_long_counts_as_none() {
    let long = "/x".repeat(1100);
    let post = format!("---\ntitle: A\npermalink: {long}/\n---\n");
    let (_folder, own) = blog(&[("_posts/2020-01-31-a.md", &post)]);
    assert_eq!(own.posts()[0].address, "/2020/01/31/a.html");
    let problem = &own.problems()[0];
    assert_eq!(problem.line, Some(3));
    assert!(problem.sentence.contains("2201 characters"), "{problem:?}");

    let site = format!("permalink: {}\n", "/:title".repeat(1100));
    let (_folder, of_site) = blog(&[("_config.yml", &site), ("_posts/2020-01-31-ab.md", "")]);
    assert_eq!(of_site.posts()[0].address, "");
    assert_eq!(of_site.problems().len(), 1);
    let (_folder, fitting) = blog(&[("_posts/2020-01-31-a.md", "---\npermalink: /x/\n---\n")]);
    assert_eq!(fitting.problems(), []);
}

#[test]
fn a_day_that_is_not_in_the_calendar_is_told_of() {
    let (_folder, blog) = blog(&[
        ("_posts/2020-01-31-a.md", "---\ndate: 2020-02-30\n---\n"),
        ("_posts/2019-02-29-b.md", "---\ntitle: B\n---\n"),
        ("_posts/2020-02-29-c.md", "---\ntitle: C\n---\n"),
    ]);
    // Jekyll counts on into March.
    let dates: Vec<_> = blog
        .posts()
        .iter()
        .map(|post| post.date.as_ref().unwrap().date().to_string())
        .collect();
    assert_eq!(dates, ["2020-03-01", "2020-02-29", "2019-03-01"]);
    let told: Vec<_> = blog
        .problems()
        .iter()
        .map(|problem| (&*problem.path, problem.line, problem.sentence.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (
                "_posts/2019-02-29-b.md",
                None,
                "the day in its name is no day of the calendar; it counts as 2019-03-01"
            ),
            (
                "_posts/2020-01-31-a.md",
                Some(2),
                "`date: 2020-02-30` is no day of the calendar; it counts as 2020-03-01"
            ),
        ]
    );
}

#[test]
fn settings_that_cannot_be_used_are_told_of() {
    let post = ("_posts/2020-01-31-a.md", "");
    for (settings, said) in [
        ("- a\n- b\n", "no map"),
        ("hello\n", "no map"),
        (
            "source: ../..\n",
            "`source: ../..` lies outside of the blog",
        ),
        ("source: /etc\n", "there is no folder `/etc` in the blog"),
        ("source: gone\n", "there is no folder `gone` in the blog"),
        (
            "collections_dir: ../x\n",
            "`collections_dir: ../x` lies outside",
        ),
    ] {
        let (_folder, blog) = blog(&[("_config.yml", settings), post]);
        let told = blog.problems();
        assert_eq!(told.len(), 1, "{settings:?} {told:?}");
        assert_eq!(&*told[0].path, "_config.yml");
        assert!(told[0].sentence.contains(said), "{told:?}");
        assert_eq!(blog.posts().len(), 1, "{settings:?}");
    }
    for settings in ["", "source: .\n", "source: ./\n", "title: A\n"] {
        let (_folder, blog) = blog(&[("_config.yml", settings), post]);
        assert_eq!(blog.problems(), [], "{settings:?}");
    }
    for (settings, said) in [
        ("contentDir = \"../secret\"\n", "lies outside of the blog"),
        (
            "contentDir = \"/etc\"\n",
            "there is no folder `/etc` in the blog",
        ),
    ] {
        let (_folder, blog) = blog(&[("hugo.toml", settings), ("content/posts/a.md", "# A")]);
        let told = blog.problems();
        assert_eq!(told.len(), 1, "{settings:?} {told:?}");
        assert!(told[0].sentence.contains(said), "{told:?}");
        assert_eq!((&*told[0].path, blog.posts().len()), ("hugo.toml", 1));
    }
    let (_folder, list) = blog(&[("hugo.json", "[]"), ("content/posts/a.md", "# A")]);
    assert!(list.problems()[0].sentence.contains("no map"));
}

#[test]
fn settings_that_are_no_text_or_too_large_are_told_of() {
    let folder = folder(&[("_posts/2020-01-31-a.md", "")]);
    let settings = folder.path().join("_config.yml");
    for (bytes, said) in [
        (&b"\xff\xfe\x00"[..], "it is not UTF-8"),
        (b"title: caf\xe9\n", "it is not UTF-8"),
        (b"title: a\0b\n", "the settings cannot be read"),
    ] {
        fs::write(&settings, bytes).unwrap();
        let blog = Blog::open(folder.path(), Options::default()).unwrap();
        let told = blog.problems();
        assert_eq!(told.len(), 1, "{bytes:?} {told:?}");
        assert!(told[0].sentence.contains(said), "{told:?}");
    }
    let large = fs::File::create(&settings).unwrap();
    large.set_len(1 << 30).unwrap();
    let blog = Blog::open(folder.path(), Options::default()).unwrap();
    let said = &blog.problems()[0].sentence;
    assert_eq!(said, "the settings cannot be read: they have 1024 MB");
    assert_eq!(blog.posts().len(), 1);
}

#[test]
fn a_post_that_vanishes_is_an_error_that_names_it() {
    let folder = folder(&[("a.md", "# A")]);
    let blog = Blog::open(folder.path(), Options::default()).unwrap();
    fs::remove_file(folder.path().join("a.md")).unwrap();
    let error = blog.read(&blog.posts()[0]).unwrap_err().to_string();
    assert!(error.contains("a.md"), "{error}");
}

#[test]
fn what_is_not_there_is_an_error() {
    let folder = folder(&[]);
    assert!(Blog::open(&folder.path().join("none"), Options::default()).is_err());
    let blog = Blog::open(folder.path(), Options::default()).unwrap();
    assert_eq!(blog.posts(), []);
}

#[test]
fn a_post_is_found_however_deep_it_lies() {
    let path = format!("_posts/{}2020-01-01-deep.md", "below/".repeat(200));
    let blog = Blog::open(
        folder(&[(&path, "---\ntitle: Deep\n---\n")]).path(),
        Options::default(),
    );
    let blog = blog.unwrap();
    let titles: Vec<&str> = blog
        .posts()
        .iter()
        .map(|post| post.title.as_str())
        .collect();
    assert_eq!(titles, ["Deep"]);
}

#[test]
fn a_folder_that_holds_posts_is_known() {
    assert!(Blog::is_in(
        folder(&[("_posts/2020-01-01-a.md", "")]).path()
    ));
    assert!(Blog::is_in(folder(&[("a.md", "")]).path()));
    // Another project's documentation is not what somebody wants to read there.
    assert!(!Blog::is_in(folder(&[("docs/deep/a.md", "")]).path()));
    assert!(!Blog::is_in(
        folder(&[("README.md", ""), ("src/main.rs", "")]).path()
    ));
    assert!(!Blog::is_in(Path::new("/nowhere")));
}

#[test]
fn one_text_is_a_blog() {
    let blog = Blog::of_text(
        "stdin.md",
        "---\ntitle: T\ndraft: true\n---\nBody".to_owned(),
    );
    assert_eq!(
        (blog.posts()[0].title.as_str(), blog.posts().len()),
        ("T", 1)
    );
    assert_eq!(blog.read(&blog.posts()[0]).unwrap().body, "Body");
}

#[test]
fn the_sample_blog_has_the_one_fault_that_it_shows() {
    let blog = Blog::sample();
    assert_eq!(blog.kind(), Kind::Jekyll);
    assert!(blog.posts().len() >= 12);
    let problems: Vec<_> = blog.problems().iter().map(|p| (&*p.path, p.line)).collect();
    assert_eq!(
        problems,
        [("_posts/2016-06-18-how-to-prune-a-blackcurrant.md", Some(2))]
    );
    let sections = blog
        .posts()
        .iter()
        .filter(|post| !blog.read(post).unwrap().sections.is_empty());
    assert!(sections.count() >= 2);
}

mod properties {
    use proptest::prelude::*;

    use super::super::front_matter::{self, Extent, Quoting, Written};
    use super::*;
    use crate::document::Addresses;

    /// Texts made of the pieces that heads are made of.
    fn sloppy() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "---",
            "+++",
            "...",
            "{",
            "}",
            "[",
            "]",
            ";;;",
            "#+",
            "—-",
            ":",
            ": ",
            "=",
            "- ",
            "\n",
            "\n\n",
            "\r\n",
            "\t",
            "  ",
            "\"",
            "'",
            "|",
            ">",
            "&a ",
            "*a",
            "!t ",
            "<<: ",
            "#",
            "title",
            "date",
            "tags",
            "2020-01-31",
            "日本",
            "é",
            "\u{feff}",
            "\u{0}",
            ",",
            "x",
            "1.10",
            "no",
        ]);
        prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn a_body_is_always_the_end_of_its_text(text in prop_oneof![sloppy(), any::<String>()]) {
            for extent in [Extent::Listing, Extent::Whole] {
                let read = front_matter::read(&text, extent);
                prop_assert!(text.ends_with(read.body));
                let lines = text.matches('\n').count() as u32 + 1;
                prop_assert!((1..=lines).contains(&read.body_line));
            }
        }

        #[test]
        fn every_text_is_a_blog_that_can_be_read(text in sloppy()) {
            let blog = Blog::of_text("a.md", text);
            let post = &blog.posts()[0];
            prop_assert!(!post.title.is_empty());
            prop_assert!(blog.read(post).is_ok());
        }

        #[test]
        fn no_date_is_too_strange(text in prop_oneof![
            any::<String>(),
            "[0-9]{1,4}[-/. ][0-9A-Za-z]{1,9}[-/. ,][0-9]{1,4}[ T]?[0-9:]{0,9} ?[-+0-9:A-Z]{0,9}",
        ]) {
            let written = Written { text: text.clone(), quoting: Quoting::Plain };
            let zone = jiff::tz::TimeZone::get("Pacific/Apia").unwrap();
            let _ = date::read(&written, &zone);
            let _ = date::in_path(&text);
            let _ = date::without_day(&text);
        }

        #[test]
        fn every_address_leads_somewhere(address in prop_oneof![
            any::<String>(),
            "(https?:|//|/|\\.\\./|\\./|@/|#|%2e|%|\\?|[a-zé .]){0,12}",
        ]) {
            let blog = Blog::of_text("a.md", "---\ntitle: T\n---\n".to_owned());
            let _ = blog.addresses(&blog.posts()[0]).lead(&address);
            let decoded = address::decode(&address);
            prop_assert_eq!(address::decode(&address::encode(&decoded)), decoded);
        }
    }
}

#[test]
fn what_a_post_asks_for_again_and_again_is_fetched_once() {
    let data = (0..5_000).map(|it| format!("k{it}: {{title: a{it}, list: [1, 2]}}\n"));
    let names = (0..1_000).map(|it| format!("{{{{ site.data.big.k{it}.title }}}} "));
    let files = [
        ("_config.yml", "title: x\n".to_owned()),
        ("_data/big.yml", data.collect()),
        ("_includes/big.html", "x".repeat(1_000_000)),
        (
            "_posts/2020-01-01-data.md",
            format!("---\n---\n{}", names.collect::<String>()),
        ),
        (
            "_posts/2020-01-02-include.md",
            format!("---\n---\n{}", "`{% include big.html %}`\n".repeat(10_000)),
        ),
        (
            "_posts/2020-01-03-link.md",
            format!(
                "---\n---\n{}",
                "`{% link _posts/2020-01-01-data.md %}`\n".repeat(100_000)
            ),
        ),
    ];
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (*path, text.as_str()))
        .collect();
    let folder = folder(&files);
    let blog = Blog::open(folder.path(), Options::default()).unwrap();
    for post in blog.posts() {
        let begin = std::time::Instant::now();
        let document = blog.document(post).unwrap();
        let took = begin.elapsed();
        assert!(took.as_secs() < 20, "{}: {took:?}", post.path);
        if post.path.contains("data") {
            assert!(document.text.contains("a998 a999"), "{}", document.text);
        }
    }
}

#[test]
fn a_head_of_many_tags_takes_linear_time() {
    let tags = (0..100_000).map(|it| format!("t{it},"));
    let text = format!("---\ntags: [{}t0]\n---\nx\n", tags.collect::<String>());
    let folder = folder(&[("_posts/2020-01-01-a.md", text.as_str())]);
    let begin = std::time::Instant::now();
    let blog = Blog::open(folder.path(), Options::default()).unwrap();
    // As many as a head has room for.
    assert!(blog.posts()[0].tags.len() > 30_000);
    assert!(begin.elapsed().as_secs() < 10, "{:?}", begin.elapsed());
}

#[test]
fn a_long_address_is_not_copied_for_every_word_that_names_it() {
    let text = format!(
        "{}\n\n.. _a: http://x/{}\n",
        "a_ ".repeat(100_000),
        "b".repeat(50_000)
    );
    let folder = folder(&[("a.rst", text.as_str())]);
    let blog = Blog::open(&folder.path().join("a.rst"), Options::default()).unwrap();
    let document = blog.document(&blog.asked_for()[0]).unwrap();
    let bytes: usize = document.links.iter().map(|link| link.address.len()).sum();
    assert!((1..16 << 20).contains(&bytes), "{bytes}");
    assert_eq!(
        document.text.matches('a').count(),
        100_000 + 1,
        "no word is lost"
    );
}
