//! How fast posts are set: megabytes of Markdown a second, and what is allocated on the way.
//!
//! `cargo bench --bench layout`. The measure is pulldown-cmark writing HTML of the same text;
//! reading and layout together are meant to stay within three times that.

use std::fmt::Write as _;

use byline::document::{Dialect, Document, NoBlog, Source};
use byline::page::{Options, Page};
use divan::counter::BytesCount;
use divan::{AllocProfiler, Bencher, black_box};

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// What a post can be full of.
#[derive(Clone, Copy, Debug)]
enum Kind {
    /// English prose with emphasis and links.
    Prose,
    /// Nested lists of short items.
    Lists,
    /// Tables of ten columns' width that have to wrap.
    Tables,
    /// Chinese prose.
    Chinese,
    /// Blocks of code with long lines and tabs.
    Code,
    /// All of it in turn.
    Everything,
}

const KINDS: [Kind; 6] = [
    Kind::Prose,
    Kind::Lists,
    Kind::Tables,
    Kind::Chinese,
    Kind::Code,
    Kind::Everything,
];

/// About a megabyte of Markdown.
fn markdown(kind: Kind) -> String {
    const BYTES: usize = 1 << 20;
    let mut text = String::with_capacity(BYTES + 4096);
    let mut section = 0;
    while text.len() < BYTES {
        section += 1;
        match kind {
            Kind::Prose => add_prose(&mut text, section),
            Kind::Lists => add_list(&mut text, section),
            Kind::Tables => add_table(&mut text, section),
            Kind::Chinese => add_chinese(&mut text),
            Kind::Code => add_code(&mut text, section),
            Kind::Everything => {
                let _ = writeln!(text, "## Section {section}\n");
                for _ in 0..4 {
                    add_prose(&mut text, section);
                }
                add_list(&mut text, section);
                add_table(&mut text, section);
                add_chinese(&mut text);
                add_code(&mut text, section);
            }
        }
    }
    text
}

fn add_prose(text: &mut String, section: usize) {
    let _ = writeln!(
        text,
        "The {section}th time that one reads a sentence – *this* one, say – it is **faster** than \
         the first, which is why a [terminal](https://example.org/{section}) can be a good place \
         to read: it doesn't move, it “quotes” well, and `code` stands in it as it was written. \
         Nothing else is needed for a long afternoon with the archive of a blog that one likes.\n"
    );
}

fn add_list(text: &mut String, section: usize) {
    let _ = writeln!(
        text,
        "* **Talk {section}** by somebody whom one should have heard\n    \
         * It begins slowly, then says what it has to say in three sentences, all of them good\n    \
         * [Slides](https://example.org/slides/{section})\n    \
         * [Video](https://www.youtube.com/watch?v=abcdefghijk)\n"
    );
}

fn add_table(text: &mut String, section: usize) {
    text.push_str("\n| Name | What it is for | Cost |\n|:--|---|--:|\n");
    for row in 0..8 {
        let _ = writeln!(
            text,
            "| thing {section}.{row} | It holds *two* other things together, and is missed only \
             when somebody has taken it away | {row}0.00 |"
        );
    }
    text.push('\n');
}

fn add_chinese(text: &mut String) {
    text.push_str(
        "终端里的文字和纸上的文字一样，需要合适的行长、清楚的段落，以及不会跑到行首的标点。\
         如果这些都做到了，读者就会忘记自己面前是一个终端，只记得文章写了什么。\n\n",
    );
}

fn add_code(text: &mut String, section: usize) {
    let _ = writeln!(
        text,
        "```rust\nfn section_{section}(rows: &[Row]) -> impl Iterator<Item = &Row> {{\n\
         \trows.iter().filter(|row| row.is_shown() && row.width() > {section}).take_while(|row| !row.is_last()).skip(1)\n}}\n```\n"
    );
}

fn source(body: &str) -> Source {
    Source {
        body: body.to_owned(),
        dialect: Dialect::Kramdown,
        ..Source::default()
    }
}

fn options(width: u16) -> Options {
    Options {
        width,
        ..Options::default()
    }
}

fn lay_out(document: &Document, width: u16) -> usize {
    (0..document.blocks.len())
        .map(|block| Page::set(document, block, options(width)).height())
        .sum()
}

#[divan::bench(args = KINDS)]
fn layout(bencher: Bencher, kind: Kind) {
    let body = markdown(kind);
    let document = Document::read(&source(&body), &NoBlog);
    bencher
        .counter(BytesCount::of_str(&body))
        .bench(|| lay_out(black_box(&document), 80));
}

#[divan::bench(args = KINDS)]
fn read_and_layout(bencher: Bencher, kind: Kind) {
    let body = markdown(kind);
    let source = source(&body);
    bencher.counter(BytesCount::of_str(&body)).bench(|| {
        let document = Document::read(black_box(&source), &NoBlog);
        lay_out(&document, 80)
    });
}

#[divan::bench(args = KINDS)]
fn html_of_pulldown_cmark(bencher: Bencher, kind: Kind) {
    use pulldown_cmark::{Options, Parser, html};
    let body = markdown(kind);
    let extensions = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    bencher.counter(BytesCount::of_str(&body)).bench(|| {
        let mut written = String::with_capacity(body.len());
        html::push_html(&mut written, Parser::new_ext(black_box(&body), extensions));
        written
    });
}
