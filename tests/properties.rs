//! Whatever is written, it is read and set: no panic, no row too wide, nothing a terminal obeys.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on says so"
)]

mod support;

use std::sync::Arc;

use byline::document::{Dialect, Document, Format, NoBlog, Source};
use byline::page::{Options, Page, Typography, width};
use proptest::prelude::*;

/// Pieces that Markdown, HTML and templates are made of, and words between them.
const PIECES: &[&str] = &[
    "word ",
    "two words",
    "漢字",
    "é",
    "👩‍👩‍👧",
    "\u{301}",
    "\u{ad}",
    "\u{200b}",
    "\u{a0}",
    "\t",
    " ",
    "\n",
    "\n\n",
    "    ",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```\n",
    "```rust\n",
    "~~~\n",
    "# ",
    "## ",
    "> ",
    "- ",
    "* ",
    "1. ",
    "7) ",
    "- [ ] ",
    "- [x] ",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](a.png)",
    "](https://a.example/b?c=d)",
    "[^1]",
    "[^1]: ",
    "| a | b |\n|---|--:|\n",
    "| ",
    ":",
    "---\n",
    "===\n",
    "***\n",
    "\\",
    "\\\n",
    "  \n",
    "&amp;",
    "&#27;",
    "&#x9b;",
    "&nbsp;",
    "<",
    ">",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href=\"x\">",
    "</a>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<ul><li>",
    "</li></ul>",
    "<table><tr><td>",
    "</td></tr></table>",
    "<blockquote>",
    "</blockquote>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<!--",
    "-->",
    "<br>",
    "<hr>\n",
    "<img src=a alt=b>",
    "<iframe src=//a.example>",
    "</iframe>",
    "<details><summary>",
    "</summary>",
    "</details>",
    "<dl><dt>",
    "<dd>",
    "</dl>",
    "<T>",
    "<figure>",
    "<figcaption>",
    "</figure>",
    "<sup>",
    "</sup>",
    "<q>",
    "</q>",
    "<video>",
    "</video>",
    "{: .note}\n",
    "{:toc}\n",
    "{: #id}\n",
    "$$",
    "$x^2$",
    ":tada:",
    "*[A]: b\n",
    "https://a.example/b",
    "a@b.example",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{7f}",
    "> [!NOTE]\n> ",
    "\r\n",
    "\r",
    "Term\n: meaning\n",
    "<div markdown=\"1\">\n",
    "^\n",
    "\u{feff}",
    "\u{0}",
    "ｶﾞ",
    "🇨🇭",
    "क्षि",
    "ﷺ",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

fn any_source() -> impl Strategy<Value = Source> {
    let dialect =
        prop::sample::select(&[Dialect::CommonMark, Dialect::Kramdown, Dialect::Goldmark][..]);
    let format = prop::sample::select(
        &[
            Format::Markdown,
            Format::Markdown,
            Format::Html,
            Format::Plain,
        ][..],
    );
    let text = prop_oneof![3 => soup(), 1 => any::<String>()];
    (text, dialect, format, soup()).prop_map(|(body, dialect, format, title)| Source {
        body,
        dialect,
        format,
        title,
        ..Source::default()
    })
}

/// What must never reach a terminal.
fn is_obeyed(char: char) -> bool {
    char.is_control() || matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn check(document: &Arc<Document>, width: u16) -> Result<(), TestCaseError> {
    let mut page = Page::new(
        Arc::clone(document),
        Options {
            width,
            ascii: false,
            ..Options::default()
        },
    );
    for block in 0..page.len() {
        let laid = page.lay_out(block);
        for row in 0..laid.height() {
            let cells: u32 = laid.row(row).map(|piece| u32::from(piece.width)).sum();
            prop_assert!(
                cells <= u32::from(width),
                "{cells} cells at {width}: {:?}",
                laid.row_text(row)
            );
            for piece in laid.row(row) {
                prop_assert_eq!(
                    u32::from(piece.width),
                    width::text(piece.text),
                    "{:?}",
                    piece.text
                );
                prop_assert!(!piece.text.contains(is_obeyed), "{:?}", piece.text);
            }
        }
        // A place leads to a row and the row back to the same or an earlier place.
        for row in 0..laid.height() {
            if let Some(offset) = laid.offset_of(row) {
                prop_assert!(laid.row_of(offset) < laid.height());
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn anything_can_be_read_and_set(source in any_source(), width in 1u16..=120) {
        let document = Arc::new(Document::read(&source, &NoBlog));
        check(&document, width)?;
        for link in &document.links {
            prop_assert!(!link.address.contains(is_obeyed) && !link.title.contains(is_obeyed));
        }
    }

    #[test]
    fn every_block_is_found_from_its_places(source in any_source()) {
        let document = Document::read(&source, &NoBlog);
        for block in 0..document.blocks.len() {
            prop_assert!(document.start_of(block) as usize <= document.text.len());
        }
        for offset in (0..document.text.len() as u32).step_by(7) {
            let block = document.block_at(offset);
            prop_assert!(document.start_of(block) <= offset);
        }
    }
}

/// Nesting that goes on for ever is read in time and stack that do not.
#[test]
fn deep_nesting_is_survived() {
    let deep = |piece: &str| piece.repeat(10_000);
    let mut lists = String::new();
    for depth in 0..2_000 {
        lists.push_str(&"  ".repeat(depth.min(400)));
        lists.push_str("- a\n");
    }
    let bodies = [
        deep("> "),
        deep("- "),
        deep("1. "),
        deep("["),
        deep("*a "),
        deep("<div>"),
        deep("<ul><li>"),
        deep("<b>"),
        deep("<table><tr><td>"),
        deep("<blockquote>\n\n"),
        deep("![a"),
        deep("`"),
        deep("<details>"),
        deep("(("),
        deep("<a href=x>"),
        deep("<dl><dd>"),
        deep("> - "),
        deep("[^1]"),
        deep("$$"),
        deep("<!--"),
        deep("</div>"),
        deep("<span>x"),
        lists,
    ];
    for body in bodies {
        for format in [Format::Markdown, Format::Html] {
            let source = Source {
                body: body.clone(),
                format,
                dialect: Dialect::Kramdown,
                ..Source::default()
            };
            let document = Arc::new(Document::read(&source, &NoBlog));
            check(&document, 30).expect("it is set");
        }
    }
}

#[test]
fn every_post_at_hand_fits_every_width() {
    let posts = support::sample_posts()
        .into_iter()
        .map(|post| (post, 1))
        .chain(
            support::corpus_posts()
                .unwrap_or_default()
                .into_iter()
                .map(|post| (post, 25)),
        );
    for ((name, text), step) in posts {
        let source = Source {
            body: support::body_of(&text),
            dialect: Dialect::Kramdown,
            ..Source::default()
        };
        let document = Arc::new(Document::read(&source, &NoBlog));
        for width in (1..=120).step_by(step) {
            check(&document, width).unwrap_or_else(|error| panic!("{name} at {width}: {error}"));
        }
    }
}

#[test]
fn what_a_post_has_many_of_takes_linear_time() {
    use std::fmt::Write as _;
    let mut notes = String::new();
    for number in 0..50_000 {
        let next = number + 1;
        // Nobody fails to write to a string.
        let _ = write!(notes, "x[^{number}]\n\n[^{number}]: y[^{next}]\n\n");
    }
    let pictures = "![](x)".repeat(200_000);
    // A paragraph of as many runs as words, on as many lines.
    let lines = "*a* b\n".repeat(200_000);
    let words = "*a* b ".repeat(100_000);
    let link = format!("## [{words}](x)\n");
    let led = format!("* **lead** [{words}](x)\n");
    let heading = format!("# {}\n", "[a](b) ".repeat(100_000));
    for body in [notes, pictures, lines, link, led, heading] {
        let begin = std::time::Instant::now();
        let beginning: String = body.chars().take(20).collect();
        let source = Source {
            body,
            ..Source::default()
        };
        let document = Document::read(&source, &NoBlog);
        assert!(!document.blocks.is_empty());
        let taken = begin.elapsed();
        assert!(taken.as_secs() < 15, "{beginning}: {taken:?}");
    }
}

#[test]
fn a_text_from_right_to_left_takes_linear_time() {
    let begin = std::time::Instant::now();
    let source = Source {
        body: "אבג  \n".repeat(50_000),
        ..Source::default()
    };
    let document = Arc::new(Document::read(&source, &NoBlog));
    let options = Options {
        width: 80,
        typography: Typography {
            reorder: true,
            ..Typography::default()
        },
        ..Options::default()
    };
    let rows: usize = (0..document.blocks.len())
        .map(|block| Page::set(&document, block, options).height())
        .sum();
    assert_eq!(rows, 50_000);
    assert!(begin.elapsed().as_secs() < 15, "{:?}", begin.elapsed());
}
