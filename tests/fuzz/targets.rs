//! What is fuzzed, and what each has to hold.

use std::cell::RefCell;
use std::sync::Arc;

use byline::blog::{Blog, Kind, Post};
use byline::check::check;
use byline::commands::{links, list};
use byline::config::{Config, DEFAULTS, File};
use byline::document::{
    Addresses, Dialect, Document, Format, NoBlog, Source, Target as Lead, Template, Terms, Values,
    expand,
};
use byline::page::Options;
use byline::search::{self, Keep, NoFacts, Passage, Query, Wanted};
use pulldown_cmark::{Event, Parser};

use super::findings;
use super::mutate::{Dice, floor};
use super::promises::{self, is_below, is_clean_line, is_obeyed, of_document, of_page};
use super::run::{Length, Target};
use super::seeds;
use super::site::{SECRET, Site};
use super::support;
use super::support::text::{text_on_page, words as words_of};

fn target(
    name: &'static str,
    seeds: Vec<String>,
    pieces: &[&[&'static str]],
    check: impl Fn(&str, &mut Dice) + 'static,
) -> Target {
    let found = findings::FINDINGS.iter().filter(|(of, _)| *of == name);
    let found: Vec<String> = found.map(|(_, text)| (*text).to_owned()).collect();
    Target {
        name,
        seeds: seeds.into_iter().chain(found.clone()).collect(),
        found,
        pieces: pieces.concat(),
        check: Box::new(check),
    }
}

/// Posts with heads in every notation, in a site of every generator.
pub fn heads(length: Length) -> Target {
    let mut all = seeds::texts(seeds::HEADS);
    all.extend(seeds::posts(length));
    let sites = Site::all();
    target("heads", all, &[seeds::HEAD_PIECES], move |text, dice| {
        of_blog(&Blog::of_text("2020-01-01-a.md", text.to_owned()));
        let site = dice.pick(&sites);
        site.write(site.post(), text);
        of_blog(&site.open());
    })
}

/// The settings of a site.
pub fn settings(length: Length) -> Target {
    let sites: Vec<Site> = Site::all();
    let all = seeds::settings(length);
    target(
        "settings",
        all,
        &[seeds::SETTING_PIECES],
        move |text, dice| {
            let site = dice.pick(&sites);
            if let Some(settings) = site.settings() {
                site.write(settings, text);
                of_blog(&site.open());
            }
        },
    )
}

/// Holds a blog, and every post of it, to what they promise.
fn of_blog(blog: &Blog) {
    for post in blog.posts() {
        of_post(blog, post);
    }
    for problem in check(blog) {
        let lines = blog.post(&problem.path).map(|post| blog.text(post));
        let lines = lines.and_then(Result::ok).map(|text| lines_in(&text));
        if let (Some(line), Some(lines)) = (problem.line, lines) {
            assert!(
                (1..=lines).contains(&(line as usize)),
                "{problem:?} of {lines} lines"
            );
        }
    }
    let mut json = Vec::new();
    let options = list::Options {
        json: true,
        ..list::Options::default()
    };
    let known = list::Known::default();
    list::run(blog, options, &known, &mut json).expect("a vector takes everything");
    let listed: Vec<serde_json::Value> = serde_json::from_slice(&json).expect("it is JSON");
    assert_eq!(listed.len(), blog.posts().len());
    let mut plain = Vec::new();
    let plainly = list::Options::default();
    list::run(blog, plainly, &known, &mut plain).expect("a vector takes everything");
    let plain = String::from_utf8(plain).expect("it is text");
    assert_eq!(plain.lines().count(), blog.posts().len(), "{plain:?}");
    plain
        .lines()
        .for_each(|line| is_clean_line("a line of the list", line));
}

fn of_post(blog: &Blog, post: &Post) {
    is_clean_line("a title", &post.title);
    let _ = (post.day(), post.day_in_name(), blog.url(post));
    let Ok(source) = blog.read(post) else { return };
    let text = blog.text(post).expect("it was read a moment ago");
    let lines = lines_in(&text);
    assert!(
        source.first_line as usize <= lines + 1,
        "line {} of {lines}",
        source.first_line
    );
    assert!(
        !text.contains(SECRET),
        "the file of {} is outside",
        post.path
    );
    let document = Document::read(&source, &blog.addresses(post));
    of_document(&document);
    assert!(!document.text.contains(SECRET), "{:?}", document.text);
    let reading = links::Reading {
        path: &post.path,
        document,
    };
    let mut plain = Vec::new();
    let plainly = links::Options::default();
    links::run([reading].into_iter(), plainly, &mut plain).expect("a vector takes everything");
    let plain = String::from_utf8(plain).expect("it is text");
    plain
        .lines()
        .for_each(|line| is_clean_line("a line of the links", line));
}

/// As editors count: the last line counts when it is empty as well.
fn lines_in(text: &str) -> usize {
    text.matches('\n').count() + text.matches('\r').count() + 1
}

/// Bodies with templates in them, within a site.
pub fn templates(length: Length) -> Target {
    let mut all = seeds::texts(seeds::TEMPLATES);
    all.extend(
        seeds::bodies(length)
            .into_iter()
            .filter(|body| body.contains("{%") || body.contains("{{")),
    );
    let kinds = [Kind::Jekyll, Kind::Hugo, Kind::Zola];
    let sites = Site::all()
        .into_iter()
        .filter(|site| kinds.contains(&site.kind));
    let sites: Vec<(Site, Blog)> = sites
        .map(|site| {
            let blog = site.open();
            (site, blog)
        })
        .collect();
    target(
        "templates",
        all,
        &[seeds::TEMPLATE_PIECES],
        move |text, dice| {
            let (site, blog) = dice.pick(&sites);
            let languages = [Template::Liquid, Template::Hugo, Template::Zola];
            let source = Source {
                body: text.to_owned(),
                template: *dice.pick(&languages),
                format: *dice.pick(&[Format::Markdown, Format::Html, Format::Restructured]),
                dialect: *dice.pick(DIALECTS),
                ..Source::default()
            };
            let post = blog.post(site.post()).expect("the site has it");
            let context = blog.addresses(post);
            let expanded = expand(&source, &context);
            let lines = lines_in(text) as u32;
            let mut at = 0;
            let mut line = 0;
            for part in expanded.text.split_inclusive('\n').take(2000) {
                let here = expanded.line(at);
                assert!((1..=lines).contains(&here), "line {here} of {lines}");
                assert!(
                    here >= line || source.template == Template::Liquid,
                    "{here} after {line}"
                );
                line = here;
                at += part.len();
            }
            for problem in &expanded.problems {
                assert!(
                    (1..=lines).contains(&problem.line),
                    "{problem:?} of {lines}"
                );
            }
            assert!(!expanded.text.contains(SECRET), "{}", expanded.text);
            if !text.contains("{{") && !text.contains("{%") {
                assert_eq!(expanded.text, text);
            }
            if expanded.text.len() < 1 << 20 {
                of_document(&Document::read(&source, &context));
            }
        },
    )
}

const DIALECTS: &[Dialect] = &[Dialect::CommonMark, Dialect::Kramdown, Dialect::Goldmark];

fn source(body: &str, format: Format, dice: &mut Dice) -> Source {
    Source {
        body: body.to_owned(),
        format,
        dialect: *dice.pick(DIALECTS),
        terms: *dice.pick(&[Terms::Plain, Terms::Anchored]),
        language: (*dice.pick(&["", "en", "de", "ar", "xx"])).to_owned(),
        title: body.lines().next().unwrap_or_default().to_owned(),
        ..Source::default()
    }
}

/// Markdown of every dialect, and plain text.
pub fn markdown(length: Length) -> Target {
    let mut all = seeds::texts(seeds::MARKDOWN);
    all.extend(seeds::bodies(length));
    let pieces = [seeds::MARKDOWN_PIECES];
    target("markdown", all, &pieces, |text, dice| {
        let formats = [
            Format::Markdown,
            Format::Markdown,
            Format::Markdown,
            Format::Plain,
        ];
        let format = *dice.pick(&formats);
        let document = Arc::new(Document::read(&source(text, format, dice), &NoBlog));
        of_document(&document);
        of_page(&document, promises::options(dice));
    })
}

/// reStructuredText. Without what is not seen, or is seen as something else, its words are those of
/// the page in their order.
pub fn rst(length: Length) -> Target {
    let mut all = seeds::texts(seeds::RST);
    all.extend(seeds::restructured(length));
    let pieces = [seeds::RST_PIECES];
    target("rst", all, &pieces, |text, dice| {
        let source = source(text, Format::Restructured, dice);
        let document = Arc::new(Document::read(&source, &NoBlog));
        of_document(&document);
        of_page(&document, promises::options(dice));
        let plain = all_is_seen(text);
        let source = Source {
            body: plain.clone(),
            format: Format::Restructured,
            ..Source::default()
        };
        let document = Arc::new(Document::read(&source, &NoBlog));
        // It has no short names of emoji; a field's name stands between colons.
        let words = |text: &str| words_of(&text.replace(':', " "));
        let (wanted, got) = (words(&plain), words(&text_on_page(&document, 80)));
        assert_eq!(got, wanted, "{plain:?}");
    })
}

/// A reStructuredText of which every word is seen: without explicit markup, escapes, addresses,
/// roles, numbers of lists, and the fields that a head has.
fn all_is_seen(text: &str) -> String {
    let mut kept = String::new();
    for char in text.chars() {
        let before = kept.chars().next_back();
        let is_seen = match char {
            '.' | '\\' | '<' | '#' | '\r' => false,
            '_' => before != Some('_'),
            '`' => before != Some(':'),
            ':' => before != Some('`'),
            '\n' | '\t' => true,
            char => {
                !char.is_numeric() && !is_obeyed(char) && !matches!(char, '\u{fff9}'..='\u{fffb}')
            }
        };
        if is_seen {
            kept.push(char);
        }
    }
    let lines = kept.split_inclusive('\n');
    let lines = lines.filter(|line| !line.trim_start().starts_with(':'));
    lines.collect()
}

/// HTML, alone and within Markdown.
pub fn html(length: Length) -> Target {
    let mut all = seeds::texts(seeds::HTML);
    all.extend(
        seeds::bodies(length)
            .into_iter()
            .filter(|body| body.contains('<')),
    );
    let pieces = [
        seeds::HTML_PIECES,
        seeds::HTML_PIECES,
        seeds::MARKDOWN_PIECES,
    ];
    target("html", all, &pieces, |text, dice| {
        let format = *dice.pick(&[Format::Html, Format::Html, Format::Markdown]);
        let document = Arc::new(Document::read(&source(text, format, dice), &NoBlog));
        of_document(&document);
        of_page(&document, promises::options(dice));
    })
}

/// No word is lost: against the HTML that pulldown-cmark makes of plain Markdown. What is HTML, a
/// formula or an extension of ours is left out of the inputs, since it says its words otherwise.
pub fn words(length: Length) -> Target {
    let mut all = seeds::texts(seeds::MARKDOWN);
    all.extend(seeds::bodies(length));
    target("words", all, &[seeds::MARKDOWN_PIECES], |text, _| {
        let plain = |char: &char| {
            !matches!(char, '<' | '{' | '}' | '$' | '&' | ':' | '\r' | '\\')
                && !is_obeyed(*char)
                && !matches!(char, '\u{fff9}'..='\u{fffb}')
                || *char == '\n'
        };
        let body: String = text.chars().filter(plain).collect();
        let body: String = body
            .split_inclusive('\n')
            .filter(|line| is_ordinary(line))
            .collect();
        let source = Source {
            body: body.clone(),
            ..Source::default()
        };
        let document = Arc::new(Document::read(&source, &NoBlog));
        let options = support::options(Dialect::CommonMark, &body);
        let events = Parser::new_ext(&body, options)
            .filter(|event| !matches!(event, Event::FootnoteReference(_)));
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, events);
        let html = html.replace("<sup class=\"footnote-definition-label\">", "<sup hidden>");
        let mut wanted = words_of(&support::text::visible_text(&html));
        let mut got = words_of(&text_on_page(&document, 80));
        wanted.sort();
        got.sort();
        let (lost, added) = (missing(&wanted, &got), missing(&got, &wanted));
        assert!(lost.is_empty(), "lost {lost:?} of {body:?}");
        assert!(added.is_empty(), "made up {added:?} in {body:?}");
    })
}

/// The words of a sorted list that another lacks, as often as it lacks them.
fn missing<'w>(words: &'w [String], of: &[String]) -> Vec<&'w String> {
    let mut rest = of.iter().peekable();
    let is_missing = |word: &&String| {
        while rest.next_if(|it| it < word).is_some() {}
        rest.next_if_eq(word).is_none()
    };
    words.iter().filter(is_missing).collect()
}

/// A line without what is an extension of ours.
fn is_ordinary(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '>', '\t']);
    !["!!!", "???", "import", "export", "+++", "%%%"]
        .iter()
        .any(|mark| line.starts_with(mark))
}

/// A document at many widths: every row fits, and every width has the same words.
pub fn layout(length: Length) -> Target {
    let mut all = seeds::texts(seeds::MARKDOWN);
    all.extend(seeds::bodies(length));
    let pieces = [seeds::MARKDOWN_PIECES, seeds::HTML_PIECES];
    target("layout", all, &pieces, |text, dice| {
        let document = Arc::new(Document::read(
            &source(text, Format::Markdown, dice),
            &NoBlog,
        ));
        let wide = words_of(&text_on_page(&document, 300));
        for _ in 0..3 {
            let options = promises::options(dice);
            of_page(&document, options);
            // One cell has no room for the characters that take two.
            let set = words_of(&text_on_page(&document, options.width.max(2)));
            assert_eq!(set, wide, "at {}", options.width);
        }
        let narrow = Options {
            width: 1,
            ..promises::options(dice)
        };
        of_page(&document, narrow);
    })
}

/// Addresses and names, a line each, within a site of every generator.
pub fn links(_: Length) -> Target {
    let sites = Site::all().into_iter();
    let sites: Vec<(Site, Blog)> = sites
        .map(|site| {
            let blog = site.open();
            (site, blog)
        })
        .collect();
    target(
        "links",
        seeds::texts(seeds::LINKS),
        &[seeds::LINK_PIECES],
        move |text, dice| {
            let (_, blog) = dice.pick(&sites);
            let post = dice.below(blog.posts().len());
            let context = blog.addresses(&blog.posts()[post]);
            for line in text.split('\n') {
                match context.lead(line) {
                    Lead::Post { path, .. } => {
                        assert!(blog.post(&path).is_some(), "{line:?} leads to {path}");
                    }
                    Lead::File(path) => {
                        is_below(&path);
                        assert!(blog.has_file(&path), "{line:?} leads to {path}");
                        assert!(!path.contains("out."), "{line:?} leads out through {path}");
                    }
                    Lead::Web(address) => {
                        let scheme = address
                            .split(':')
                            .next()
                            .unwrap_or_default()
                            .to_ascii_lowercase();
                        assert!(
                            ["http", "https"].contains(&scheme.as_str()),
                            "{line:?} leads to {address:?}"
                        );
                    }
                    Lead::Mail(address) => {
                        assert!(
                            address.to_ascii_lowercase().starts_with("mailto:"),
                            "{address:?}"
                        );
                    }
                    Lead::Anchor(_) | Lead::Alike(_) | Lead::Other(_) => {}
                }
                for found in [
                    context.include(line),
                    context.link(line),
                    context.post_url(line),
                ] {
                    assert!(
                        !found.is_some_and(|found| found.contains(SECRET)),
                        "{line:?} leads out"
                    );
                }
                let _ = context.value(line);
            }
        },
    )
}

/// What is looked for on the first line, and below it where.
pub fn queries(length: Length) -> Target {
    let mut all = seeds::texts(seeds::QUERIES);
    all.extend(
        seeds::bodies(length)
            .iter()
            .map(|body| format!("the post\n{body}")),
    );
    let blog = Arc::new(Blog::sample());
    let letters = search::Letters::of(blog.posts());
    let everything: Vec<u32> = (0..blog.posts().len() as u32).collect();
    let mut full = search::FullText::open(Arc::clone(&blog), &Keep::Nowhere).expect("memory");
    while !full.is_complete() {
        full.go_on().expect("memory");
    }
    let full = RefCell::new(full);
    target("queries", all, &[seeds::QUERY_PIECES], move |text, dice| {
        let (typed, text) = text.split_once('\n').unwrap_or((text, ""));
        let query = Query::parse(typed);
        assert!(
            query.terms.iter().all(|term| !term.text.trim().is_empty()),
            "{query:?}"
        );
        let hits = search::filter(&query, (blog.posts(), &letters), &everything, &NoFacts);
        assert!(hits.iter().all(|hit| everything.contains(hit)));
        // As one types, fewer posts are left.
        let before = floor(typed, dice.below(typed.len() + 1));
        let before = Query::parse(&typed[..before]);
        if query.narrows(&before) {
            let all = search::filter(&before, (blog.posts(), &letters), &everything, &NoFacts);
            assert!(
                hits.iter().all(|hit| all.contains(hit)),
                "{query:?} after {before:?}"
            );
        }
        for range in search::found(&query, text) {
            assert!(
                text.get(range.clone()).is_some_and(|it| !it.is_empty()),
                "{range:?}"
            );
        }
        let mut end = 0;
        for range in search::find(text, typed) {
            assert!(
                range.start >= end && text.get(range.clone()).is_some(),
                "{range:?}"
            );
            end = range.end;
        }
        let wanted = Wanted::of(&query);
        let mut end = 0;
        for place in wanted.places(text) {
            assert!(place.range.start >= end, "{place:?} before {end}");
            assert!(
                text.get(place.range.clone())
                    .is_some_and(|it| !it.is_empty()),
                "{place:?}"
            );
            end = place.range.end;
        }
        let body = floor(text, dice.below(text.len() + 1));
        let passage = Passage::of(text, body, &wanted);
        assert!(passage.at as usize <= text.len() && !passage.text.contains('\n'));
        assert!(
            passage.text.len()
                < 600
                    + text
                        .split(char::is_whitespace)
                        .map(str::len)
                        .max()
                        .unwrap_or(0)
        );
        let mut end = 0;
        for range in passage.found {
            assert!(
                range.start >= end && passage.text.get(range.clone()).is_some(),
                "{range:?}"
            );
            end = range.end;
        }
        if dice.once_in(8) {
            let mut full = full.borrow_mut();
            let matches = full.search(&query, 20, &NoFacts).expect("it is in memory");
            let paths: Vec<Arc<str>> = matches.into_iter().map(|it| it.path).collect();
            assert!(paths.iter().all(|path| blog.post(path).is_some()));
            assert_eq!(full.passages(&query, &paths).len(), paths.len());
        }
    })
}

/// The configuration.
pub fn configuration(_: Length) -> Target {
    let own = DEFAULTS
        .replace("# web", "web")
        .replace("# video", "video")
        .replace("# audio", "audio");
    let all = vec![DEFAULTS.to_owned(), own];
    target(
        "configuration",
        all,
        &[seeds::CONFIGURATION_PIECES],
        |text, _| match Config::read(&File::new("a.toml".into(), text.to_owned())) {
            Ok(config) => assert!((20..=200).contains(&config.measure)),
            Err(error) => {
                let said = error.to_string();
                let line = said
                    .strip_prefix("a.toml, line ")
                    .and_then(|rest| rest.split(':').next());
                let line: usize = line
                    .and_then(|line| line.parse().ok())
                    .expect("it names the line");
                assert!(
                    (1..=text.matches('\n').count() + 1).contains(&line),
                    "{said}"
                );
                assert_eq!(said.lines().count(), 1, "{said:?}");
            }
        },
    )
}
