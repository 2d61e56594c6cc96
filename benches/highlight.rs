//! How fast code is highlighted: megabytes a second for each language, and what the colours add
//! to the setting of a page.
//!
//! `cargo bench --bench highlight`. The grammar of a language is made ready once, before the
//! clock starts.

use std::sync::Arc;

use byline::document::{Dialect, Document, NoBlog, Source};
use byline::highlight::{Stretch, highlight};
use byline::page::{Options, Page};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// A line of each language, and how it is repeated.
const LANGUAGES: [(&str, &str); 8] = [
    (
        "rust",
        "fn area(shape: &Shape) -> f64 { shape.width * 2.5 } // the area\n",
    ),
    (
        "python",
        "def area(shape, unit=\"cm\"): return f\"{shape.width * 2.5} {unit}\"  # it\n",
    ),
    (
        "javascript",
        "const area = (shape) => { return `${shape.width * 2.5} cm`; } // it\n",
    ),
    (
        "typescript",
        "export const area = (shape: Shape): number => shape.width * 2.5;\n",
    ),
    (
        "bash",
        "for shape in *.txt; do echo \"$shape\" | sed -e s/a/b/ >> areas; done\n",
    ),
    (
        "json",
        "{\"shape\": {\"width\": 2.5, \"name\": \"square\", \"hidden\": false}}\n",
    ),
    ("console", "$ area --unit cm square.txt\n6.25 cm\n"),
    ("diff", "-let area = 1;\n+let area = 2;\n unchanged\n"),
];

const NAMES: [&str; LANGUAGES.len()] = {
    let mut names = [""; LANGUAGES.len()];
    let mut index = 0;
    while index < names.len() {
        names[index] = LANGUAGES[index].0;
        index += 1;
    }
    names
};

/// Sixteen kilobytes of code: a long listing.
fn code(language: &str) -> String {
    let line = LANGUAGES.iter().find(|(name, _)| *name == language);
    let line = line.map_or("", |(_, line)| line);
    line.repeat((16 << 10) / line.len().max(1))
}

#[divan::bench(args = NAMES)]
fn words(bencher: Bencher, language: &str) {
    let code = code(language);
    black_box(highlight(language, &code));
    bencher
        .counter(BytesCount::of_str(&code))
        .bench(|| highlight(black_box(language), black_box(&code)));
}

#[divan::bench(args = [false, true])]
fn layout(bencher: Bencher, coloured: bool) {
    let body = format!("```rust\n{}```\n", code("rust"));
    let source = Source {
        body: body.clone(),
        dialect: Dialect::Kramdown,
        ..Source::default()
    };
    let document = Arc::new(Document::read(&source, &NoBlog));
    let known: Vec<(u32, Arc<[Stretch]>)> = document
        .code_in(0)
        .into_iter()
        .filter(|_| coloured)
        .filter_map(|code| {
            let known = highlight(&code.language, document.words(code.text))?;
            Some((code.text.start, known.into()))
        })
        .collect();
    bencher.counter(BytesCount::of_str(&body)).bench(|| {
        let mut page = Page::new(Arc::clone(&document), Options::default());
        for (at, known) in &known {
            page.highlight(*at, Arc::clone(known));
        }
        page.lay_out(0).height()
    });
}
