//! Jekyll's rules, one by one.

use super::*;

const HEAD: &str = "---\ntitle: T\n---\nBody\n";

#[test]
fn posts_lie_in_any_folder_of_posts_and_nowhere_else() {
    let (_folder, blog) = blog(&[
        ("_posts/2020-01-04-a.md", HEAD),
        ("_posts/deep/2020-01-03-b.md", "no head"),
        ("photos/_posts/2020-1-2-c.html", HEAD),
        ("_posts/20-01-01-d.textile", HEAD),
        ("_posts/2020-01-05.md", HEAD),
        ("_posts/(TODO)2020-01-05-x.md", HEAD),
        ("_posts/2020-01-05-x.md~", HEAD),
        ("_posts/2020-01-05-photo.jpg", ""),
        (".hidden/_posts/2020-01-05-x.md", HEAD),
        ("_site/_posts/2020-01-05-x.md", HEAD),
        ("vendor/bundle/_posts/2020-01-05-x.md", HEAD),
        ("node_modules/_posts/2020-01-05-x.md", HEAD),
        ("_drafts/e.md", HEAD),
        ("about.md", HEAD),
    ]);
    assert_eq!(
        paths(&blog),
        [
            "_posts/2020-01-04-a.md",
            "_posts/deep/2020-01-03-b.md",
            "photos/_posts/2020-1-2-c.html",
            "_posts/20-01-01-d.textile",
        ]
    );
    let misnamed: Vec<&str> = blog
        .problems()
        .iter()
        .map(|problem| &*problem.path)
        .collect();
    assert_eq!(
        misnamed,
        ["_posts/(TODO)2020-01-05-x.md", "_posts/2020-01-05.md"]
    );
}

#[test]
fn what_is_not_published_is_read_on_request() {
    let folder = folder(&[
        ("_posts/2020-01-01-shown.md", HEAD),
        ("_posts/2020-01-01-drafty.md", "---\ndraft: true\n---\n"),
        (
            "_posts/2020-01-01-withdrawn.md",
            "---\npublished: no\n---\n",
        ),
        ("_posts/2020-01-01-null.md", "---\npublished:\n---\n"),
        ("_posts/2999-01-01-later.md", HEAD),
        ("_drafts/idea.md", HEAD),
        ("blog/_drafts/other.md", HEAD),
    ]);
    let published = Blog::open(folder.path(), Options::default()).unwrap();
    assert_eq!(
        paths(&published),
        ["_posts/2020-01-01-shown.md", "_posts/2020-01-01-drafty.md"]
    );
    let all = Blog::open(folder.path(), everything()).unwrap();
    assert_eq!(all.posts().len(), 7);
    let drafts = all.posts().iter().filter(|post| post.draft).count();
    assert_eq!(drafts, 5);
    let idea = all.post("_drafts/idea.md").unwrap();
    assert!(idea.date.is_some(), "a draft is dated by its file");
}

#[test]
fn the_future_can_be_asked_for_by_the_site() {
    let (_folder, blog) = blog(&[
        ("_config.yml", "future: true\n"),
        ("_posts/2999-01-01-later.md", HEAD),
    ]);
    assert_eq!(blog.posts().len(), 1);
}

#[test]
fn exclude_and_include_are_obeyed() {
    let (_folder, blog) = blog(&[
        (
            "_config.yml",
            "exclude: [old, '*.tmp.md']\ninclude: [_kept]\n",
        ),
        ("_posts/2020-01-01-a.md", HEAD),
        ("_posts/2020-01-01-b.tmp.md", HEAD),
        ("old/_posts/2020-01-01-c.md", HEAD),
        ("_kept/_posts/2020-01-01-d.md", HEAD),
    ]);
    assert_eq!(
        paths(&blog),
        ["_posts/2020-01-01-a.md", "_kept/_posts/2020-01-01-d.md"]
    );
}

#[test]
fn collections_that_are_published_are_read_where_a_head_says_so() {
    let (_folder, blog) = blog(&[
        (
            "_config.yml",
            "collections_dir: all\ncollections:\n  notes: {output: true, permalink: '/n/:name/'}\n  data: {}\n",
        ),
        ("all/_posts/2020-01-01-a.md", HEAD),
        ("all/_notes/One Note.md", HEAD),
        ("all/_notes/headless.md", "Body"),
        ("all/_data/x.md", HEAD),
        ("_notes/elsewhere.md", HEAD),
    ]);
    assert_eq!(
        paths(&blog),
        ["all/_posts/2020-01-01-a.md", "all/_notes/One Note.md"]
    );
    let note = blog.post("all/_notes/One Note.md").unwrap();
    assert_eq!((note.address.as_str(), &note.date), ("/n/one-note/", &None));
}

#[test]
fn addresses_follow_the_site_its_defaults_and_the_head() {
    let site = |config: &str| {
        let (_folder, blog) = blog(&[
            ("_config.yml", config),
            (
                "photos/_posts/2017-05-22-Naïve Café.md",
                "---\ncategory: B b\n---\n",
            ),
            (
                "_posts/2017-05-22-own.md",
                "---\npermalink: /:year/x/../:title\n---\n",
            ),
            (
                "_posts/2017-05-22-pretty.md",
                "---\npermalink: pretty\n---\n",
            ),
        ]);
        let address = |path: &str| blog.post(path).unwrap().address.clone();
        assert_eq!(address("_posts/2017-05-22-own.md"), "/2017/x/own");
        assert_eq!(address("_posts/2017-05-22-pretty.md"), "/pretty");
        address("photos/_posts/2017-05-22-Naïve Café.md")
    };
    for (config, wanted) in [
        ("", "/photos/b%20b/2017/05/22/Na%C3%AFve-Caf%C3%A9.html"),
        (
            "permalink: pretty",
            "/photos/b%20b/2017/05/22/Na%C3%AFve-Caf%C3%A9/",
        ),
        (
            "permalink: ordinal",
            "/photos/b%20b/2017/142/Na%C3%AFve-Caf%C3%A9.html",
        ),
        ("permalink: none", "/photos/b%20b/Na%C3%AFve-Caf%C3%A9.html"),
        (
            "permalink: weekdate",
            "/photos/b%20b/2017/W21/Mon/Na%C3%AFve-Caf%C3%A9.html",
        ),
        (
            "permalink: /:slugified_categories/:slug",
            "/photos/b-b/na%C3%AFve-caf%C3%A9",
        ),
        ("permalink: /:i_day/:short_year/:unknown", "/22/17/:unknown"),
        (
            "collections: {posts: {permalink: '/p/:title'}}",
            "/p/Na%C3%AFve-Caf%C3%A9",
        ),
        (
            "defaults:\n- {scope: {path: photos}, values: {permalink: '/d/:slug/'}}",
            "/d/na%C3%AFve-caf%C3%A9/",
        ),
    ] {
        assert_eq!(site(config), wanted, "{config}");
    }
}

#[test]
fn the_zone_of_the_site_can_change_the_day() {
    let (_folder, blog) = blog(&[
        ("_config.yml", "timezone: Asia/Tokyo\npermalink: pretty\n"),
        (
            "_posts/2014-01-01-a.md",
            "---\ndate: 2014-08-09 23:30:00\n---\n",
        ),
        ("_posts/2014-01-01-b.md", "---\ndate: TBD\n---\n"),
    ]);
    let post = |path: &str| blog.post(path).unwrap();
    assert_eq!(post("_posts/2014-01-01-a.md").address, "/2014/08/10/a/");
    let bad = post("_posts/2014-01-01-b.md");
    assert_eq!(bad.address, "/2014/01/01/b/");
    let problem = bad.problem.as_deref().unwrap();
    assert!(
        problem.starts_with("line 2: `date: TBD` is no date"),
        "{problem}"
    );
}

#[test]
fn defaults_fill_what_a_head_leaves_open() {
    let (_folder, blog) = blog(&[
        (
            "_config.yml",
            "defaults:\n- scope: {path: '', type: posts}\n  values: {author: A, categories: [x], tags: [d]}\n",
        ),
        ("_posts/2020-01-01-a.md", "---\ncategories: y\n---\n"),
        ("_posts/2020-01-01-b.md", "---\ntags: own\nauthor: B\n---\n"),
    ]);
    let a = blog.post("_posts/2020-01-01-a.md").unwrap();
    assert_eq!(
        (&a.authors, &a.categories, &a.tags),
        (
            &vec!["A".into()],
            &vec!["x".into(), "y".into()],
            &vec!["d".into()]
        )
    );
    let b = blog.post("_posts/2020-01-01-b.md").unwrap();
    assert_eq!(
        (&b.authors, &b.tags),
        (&vec!["B".into()], &vec!["own".into()])
    );
}

#[test]
fn two_posts_with_one_address_are_a_problem() {
    let (_folder, blog) = blog(&[
        ("_config.yml", "permalink: /:title/\n"),
        ("_posts/2020-01-01-a.md", "---\ntitle: A\n---\nOne."),
        ("_posts/2020-01-02-a.md", "---\ntitle: A\n---\nTwo."),
    ]);
    // Each is there all the same, and is itself.
    let bodies = blog
        .posts()
        .iter()
        .map(|post| blog.read(post).unwrap().body);
    assert_eq!(bodies.collect::<Vec<_>>(), ["Two.", "One."]);
    let problems: Vec<String> = blog.problems().iter().map(|p| p.sentence.clone()).collect();
    assert_eq!(
        problems,
        ["its address /a/ is also that of _posts/2020-01-02-a.md"]
    );
}

#[test]
fn a_post_or_a_folder_of_a_site_belongs_to_it() {
    let folder = folder(&[
        (
            "_config.yml",
            "title: Site\nurl: https://x.org\npermalink: pretty\n",
        ),
        ("_posts/notes/2020-01-01-a.md", HEAD),
        ("_posts/2020-01-02-b.md", HEAD),
        ("notes.md", "# Alone\n"),
    ]);
    let one = Blog::open(
        &folder.path().join("_posts/notes/2020-01-01-a.md"),
        Options::default(),
    );
    let one = one.unwrap();
    assert_eq!(one.posts().len(), 2, "the whole blog comes with it");
    let named = one.named().unwrap();
    assert_eq!(&*named.path, "_posts/notes/2020-01-01-a.md");
    assert_eq!((one.asked_for().len(), &*one.asked_for()[0]), (1, named));
    let url = one.url(named);
    assert_eq!(url.as_deref(), Some("https://x.org/2020/01/01/a/"));
    let part = Blog::open(&folder.path().join("_posts/notes"), Options::default()).unwrap();
    assert_eq!(
        (paths(&part), part.title()),
        (vec!["_posts/notes/2020-01-01-a.md"], "Site")
    );
    let alone = Blog::open(&folder.path().join("notes.md"), Options::default()).unwrap();
    let page = alone.named().unwrap();
    assert_eq!((&*page.title, alone.title()), ("Alone", "Site"));
}

#[test]
fn a_document_of_a_collection_that_is_opened_alone_belongs_to_its_site() {
    let folder = folder(&[
        (
            "_config.yml",
            "url: https://x.org\ncollections: {wiki: {output: true}}\n",
        ),
        ("_wiki/a.md", "---\ntitle: A\n---\n"),
        ("_posts/2020-01-01-b.md", "---\ntitle: B\n---\n"),
        ("_includes/c.md", "Part of a page.\n"),
    ]);
    let alone = Blog::open(&folder.path().join("_wiki/a.md"), Options::default()).unwrap();
    assert_eq!(alone.kind(), Kind::Jekyll);
    assert_eq!(alone.named().unwrap().address, "/wiki/a.html");
    let part = Blog::open(&folder.path().join("_includes/c.md"), Options::default()).unwrap();
    assert_eq!(part.kind(), Kind::Folder);
}

#[test]
fn a_list_of_the_head_that_the_body_shows_is_not_shown_again() {
    let head = "---\ntitle: Books\nbooks:\n- {title: Alchemy, description: Vibes.}\n\
                - {title: Steppenwolf, description: Radios.}\n---\n";
    let each = "{% for book in page.books %}\n## {{ book.title }}\n\n{{ book.description }}\n\
                {% endfor %}\n\nThat's it.\n";
    let some = "{% for book in page.books limit: 1 %}{{ book.title }}{% endfor %}\n";
    let asked = "{% if page.books %}Read: {{ page.books.size }}.{% endif %}\n";
    let own = "Alchemy and Steppenwolf.\n";
    let included = "{% include books.html %}\n";
    let bodies = [each, some, asked, own, included];
    let files = bodies.map(|body| format!("{head}{body}"));
    let names = [1, 2, 3, 4, 5].map(|day| format!("_posts/2020-01-0{day}-books.md"));
    let mut all: Vec<(&str, &str)> = names
        .iter()
        .map(String::as_str)
        .zip(files.iter().map(String::as_str))
        .collect();
    all.push(("_includes/books.html", each));
    let folder = folder(&all);
    let blog = Blog::open(folder.path(), Options::default()).unwrap();
    let times = names.map(|name| {
        let document = blog.document(blog.post(&name).unwrap()).unwrap();
        document.text.matches("Radios.").count()
    });
    assert_eq!(times, [1, 1, 1, 1, 1], "each says it once");
}

#[test]
fn a_site_without_a_url_has_the_name_that_github_pages_shows_it_under() {
    let post = ("_posts/2020-01-01-a.md", "Words.\n");
    let url = |files: &[(&str, &str)]| {
        let folder = folder(&[files, &[post]].concat());
        let blog = Blog::open(folder.path(), Options::default()).unwrap();
        blog.url(&blog.posts()[0])
    };
    let name = ("CNAME", "tom.example.org\n");
    let here = Some("https://tom.example.org/2020/01/01/a.html".to_owned());
    assert_eq!(url(&[name]), here);
    assert_eq!(url(&[name, ("_config.yml", "url: ''\n")]), here);
    let there = Some("https://x.org/2020/01/01/a.html".to_owned());
    assert_eq!(url(&[name, ("_config.yml", "url: https://x.org\n")]), there);
    assert_eq!(url(&[("CNAME", "two words.org\n")]), None);
}
