//! What holds for every document on every page, tried on documents that nobody would write.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use super::typography::Typography;
use super::{CRAMPED, Headings, LongLines, Options, Page, Showing, width};
use crate::document::{
    Align, Block, Callout, CalloutKind, Code, Definition, Details, Document, Figure, Heading,
    Image, Inline, Item, Link, LinkId, List, Media, MediaKind, NoBlog, Note, NoteMark, Run, Source,
    Span, Style, Table, Target, Task,
};
use crate::picture::{CellSize, Origin, Picture, Size};

/// What words are made of: scripts, joints, marks that are seen and marks that are not.
const WORDS: &[&str] = &[
    "a",
    "word",
    "another",
    "incomprehensibility",
    "--flag",
    "well-known",
    "C++",
    "漢字",
    "，",
    "「",
    "コーヒー",
    "ｶﾞ",
    "あﾞ",
    "한국어",
    "é",
    "e\u{301}",
    "👩‍👩‍👧",
    "🇨🇭",
    "☠\u{fe0f}",
    "क्षि",
    "العربية",
    "Sil\u{ad}ben",
    "zero\u{200b}width",
    "a\u{a0}b",
    "\u{301}",
    "https://a.example/b/c-d?e=f&g",
    "…",
    "—",
    "–",
    "(",
    ")",
    "!",
    ".gitignore",
    "/",
    "\u{2060}",
    "“a”",
];

/// A block that is yet to be written into a document.
#[derive(Clone, Debug)]
enum Plan {
    Paragraph(Vec<Words>),
    Heading(u8, Vec<Words>),
    Code(Vec<Words>),
    Rule,
    Math(Vec<Words>),
    Figure(Vec<Words>, Vec<Words>),
    Table(usize, Vec<Vec<Words>>),
    List(Option<u64>, bool, Vec<Vec<Plan>>),
    Quote(Vec<Plan>),
    Callout(Vec<Words>, Vec<Plan>),
    Details(Vec<Words>, Vec<Plan>),
    Definitions(Vec<Words>, Vec<Plan>),
    Note(u32, Vec<Plan>),
}

/// Words in one style; the number decides what the style is, and what follows.
#[derive(Clone, Debug)]
struct Words(Vec<&'static str>, u8);

fn words() -> impl Strategy<Value = Vec<Words>> {
    let word = prop::sample::select(WORDS);
    let run = (prop::collection::vec(word, 1..6), any::<u8>());
    prop::collection::vec(run.prop_map(|(words, kind)| Words(words, kind)), 0..4)
}

fn plan() -> impl Strategy<Value = Plan> {
    let rows = prop::collection::vec(words(), 0..9);
    let leaf = prop_oneof![
        4 => words().prop_map(Plan::Paragraph),
        1 => (0..9_u8, words()).prop_map(|(level, words)| Plan::Heading(level, words)),
        1 => words().prop_map(Plan::Code),
        1 => Just(Plan::Rule),
        1 => words().prop_map(Plan::Math),
        1 => (words(), words()).prop_map(|(alt, caption)| Plan::Figure(alt, caption)),
        2 => (0..4_usize, rows).prop_map(|(columns, rows)| Plan::Table(columns, rows)),
    ];
    leaf.prop_recursive(6, 40, 4, |inner| {
        let blocks = || prop::collection::vec(inner.clone(), 0..3);
        let items = prop::collection::vec(prop::collection::vec(inner.clone(), 0..3), 0..4);
        let start = prop::option::of(prop_oneof![0..12_u64, Just(u64::MAX)]);
        prop_oneof![
            3 => (start, any::<bool>(), items).prop_map(|(start, tight, items)| Plan::List(start, tight, items)),
            2 => blocks().prop_map(Plan::Quote),
            1 => (words(), blocks()).prop_map(|(title, blocks)| Plan::Callout(title, blocks)),
            1 => (words(), blocks()).prop_map(|(summary, blocks)| Plan::Details(summary, blocks)),
            1 => (words(), blocks()).prop_map(|(term, blocks)| Plan::Definitions(term, blocks)),
            1 => (any::<u32>(), blocks()).prop_map(|(number, blocks)| Plan::Note(number, blocks)),
        ]
    })
}

fn document() -> impl Strategy<Value = Document> {
    prop::collection::vec(plan(), 1..4).prop_map(|plans| {
        let mut document = Document::default();
        let blocks = plans
            .into_iter()
            .map(|plan| write(plan, &mut document))
            .collect();
        document.blocks = blocks;
        document
    })
}

fn write(plan: Plan, to: &mut Document) -> Block {
    let block = match plan {
        Plan::Paragraph(words) => Block::Paragraph(inlines(words, to)),
        Plan::Heading(level, words) => Block::Heading(Heading {
            level,
            id: String::new(),
            content: inlines(words, to),
        }),
        Plan::Code(words) => Block::Code(Code {
            language: ["", "rust", "漢字"][words.len() % 3].to_owned(),
            title: String::new(),
            text: text(&words, "\n\t", to),
        }),
        Plan::Rule => Block::Rule,
        Plan::Math(words) => Block::Math(text(&words, "\n", to)),
        Plan::Figure(alt, caption) => Block::Figure(Figure {
            image: Image {
                address: "a/b.png".to_owned(),
                alt: text(&alt, " ", to),
                link: None,
            },
            caption: inlines(caption, to),
        }),
        Plan::Table(columns, cells) => table(columns, cells, to),
        Plan::List(start, tight, items) => Block::List(List {
            start,
            tight,
            items: items
                .into_iter()
                .map(|blocks| Item {
                    task: [None, Some(Task::Open), Some(Task::Done)][blocks.len() % 3],
                    blocks: write_all(blocks, to),
                })
                .collect(),
        }),
        Plan::Quote(blocks) => Block::Quote(write_all(blocks, to)),
        Plan::Callout(title, blocks) => Block::Callout(Callout {
            kind: CalloutKind::Important,
            title: inlines(title, to),
            blocks: write_all(blocks, to),
        }),
        Plan::Details(summary, blocks) => Block::Details(Details {
            summary: inlines(summary, to),
            blocks: write_all(blocks, to),
        }),
        Plan::Definitions(term, blocks) => Block::Definitions(vec![Definition {
            terms: vec![inlines(term, to)],
            meanings: vec![write_all(blocks, to)],
        }]),
        Plan::Note(number, blocks) => Block::Note(Note {
            number,
            id: String::new(),
            blocks: write_all(blocks, to),
        }),
    };
    to.text.push('\n');
    block
}

fn write_all(plans: Vec<Plan>, to: &mut Document) -> Vec<Block> {
    plans.into_iter().map(|plan| write(plan, to)).collect()
}

fn table(columns: usize, cells: Vec<Vec<Words>>, to: &mut Document) -> Block {
    let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
    let mut cells = cells.into_iter();
    while columns > 0
        && let Some(first) = cells.next()
    {
        let mut row = vec![inlines(first, to)];
        while row.len() < columns {
            to.text.push('\n');
            row.push(inlines(cells.next().unwrap_or_default(), to));
        }
        to.text.push('\n');
        rows.push(row);
    }
    let has_head = rows.len() % 2 == 1;
    let head = if has_head { rows.remove(0) } else { Vec::new() };
    let aligns = [Align::Left, Align::Center, Align::Right];
    Block::Table(Table {
        columns: aligns.into_iter().cycle().take(columns).collect(),
        head,
        rows,
    })
}

fn text(words: &[Words], between: &str, to: &mut Document) -> Span {
    let start = to.text.len() as u32;
    let lines = words.iter().map(|Words(words, _)| words.join(" "));
    to.text.push_str(&lines.collect::<Vec<_>>().join(between));
    Span {
        start,
        end: to.text.len() as u32,
    }
}

fn inlines(words: Vec<Words>, to: &mut Document) -> Vec<Inline> {
    let mut inlines = Vec::new();
    for words in words {
        let kind = words.1;
        let link = kind.is_multiple_of(4).then(|| link(kind, to));
        let span = text(&[words], "", to);
        let style = Style::from_bits_truncate(u16::from(kind));
        inlines.push(Inline::Text(Run { span, style, link }));
        match kind % 7 {
            0 => inlines.push(Inline::Break),
            1 => inlines.push(Inline::NoteMark(NoteMark {
                number: u32::from(kind),
                link: link.unwrap_or(LinkId(0)),
            })),
            // Otherwise the next word touches this one.
            2 | 3 => {}
            _ => to.text.push(' '),
        }
        if kind % 7 >= 4
            && let Some(Inline::Text(run)) = inlines.last_mut()
        {
            run.span.end += 1;
        }
    }
    inlines
}

fn link(kind: u8, to: &mut Document) -> LinkId {
    let media = kind.is_multiple_of(8).then(|| Media {
        kind: MediaKind::Video,
        provider: "file",
        id: String::new(),
        start: None,
    });
    to.links.push(Link {
        target: Target::Web("https://a.example".to_owned()),
        address: String::new(),
        title: String::new(),
        text: String::new(),
        context: String::new(),
        at: to.text.len() as u32,
        media,
    });
    LinkId(to.links.len() as u32 - 1)
}

/// The blocks of a document, laid out, with their numbers.
fn pages(document: &Document, options: Options) -> Page {
    let sizes = [(640, 480), (20, 9_000), (9_000, 20), (48, 48)];
    let images = document.images().into_iter().zip(sizes.iter().cycle());
    let pictures = images.map(|(image, &(width, height))| {
        let picture = Picture {
            origin: Origin::File("a/b.png".into()),
            size: Size { width, height },
            version: 0,
        };
        (image.alt.start, picture)
    });
    let page = Page::new(Arc::new(document.clone()), options);
    let mut page = page.with_pictures(Arc::new(pictures.collect()));
    let third = document.images().into_iter().step_by(3);
    let why: Arc<str> = "the server answers nothing for longer than anyone waits".into();
    let failures = third.map(|image| (image.alt.start, Arc::clone(&why)));
    page.set_pictures(Arc::clone(&page.pictures), Arc::new(failures.collect()));
    for block in 0..page.len() {
        page.lay_out(block);
    }
    page
}

fn is_seen(char: char) -> bool {
    !char.is_whitespace() && !super::flow::is_silent(char)
}

fn options() -> impl Strategy<Value = Options> {
    let width = prop_oneof![1..=12_u16, 1..=120_u16];
    let long_lines = prop_oneof![
        3 => Just(LongLines::Wrap),
        1 => (0..40_u32).prop_map(|from| LongLines::Cut { from }),
    ];
    let headings = prop_oneof![Just(Headings::ByWeight), Just(Headings::ByShape)];
    let flags = (any::<bool>(), headings, showing());
    (width, long_lines, typography(), flags).prop_map(
        |(width, long_lines, typography, (ascii, headings, pictures))| Options {
            width,
            ascii,
            long_lines,
            typography,
            headings,
            pictures,
        },
    )
}

fn showing() -> impl Strategy<Value = Showing> {
    let places = |rows| Showing::Places {
        cell: CellSize::USUAL,
        rows,
    };
    prop_oneof![Just(Showing::Words), (0..30_u16).prop_map(places)]
}

fn typography() -> impl Strategy<Value = Typography> {
    (any::<bool>(), any::<bool>()).prop_map(|(hyphenate, justify)| Typography {
        hyphenate,
        justify,
        ..Typography::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_row_is_wider_than_the_page_and_every_piece_has_its_width(document in document(), options in options()) {
        let page = pages(&document, options);
        for laid in (0..page.len()).filter_map(|block| page.block(block)) {
            for row in 0..laid.height() {
                let mut cells = 0;
                for piece in laid.row(row) {
                    prop_assert_eq!(u32::from(piece.width), width::text(piece.text), "{:?}", piece);
                    prop_assert!(!piece.text.contains(char::is_control), "{:?}", piece);
                    prop_assert!(!piece.text.is_empty());
                    cells += u32::from(piece.width);
                }
                prop_assert!(cells <= u32::from(options.width), "{cells} cells: {:?}", laid.row_text(row));
            }
        }
    }

    #[test]
    fn the_places_of_pictures_are_on_the_page_and_hold_no_words(document in document(), options in options()) {
        let page = pages(&document, options);
        for laid in (0..page.len()).filter_map(|block| page.block(block)) {
            for placed in laid.places() {
                let cells = placed.cells;
                prop_assert!(placed.column + cells.columns <= options.width);
                let end = placed.row as usize + usize::from(cells.rows);
                prop_assert!(end <= laid.height());
                for row in placed.row as usize..end {
                    let before: u16 = laid.row(row).map(|piece| piece.width).sum();
                    prop_assert!(before <= placed.column, "{:?}", laid.row_text(row));
                    prop_assert!(laid.row(row).all(|piece| piece.at.is_none()));
                }
            }
        }
    }

    #[test]
    fn every_word_is_on_the_page_once_at_its_place(document in document(), width in 2..=120_u16, typography in typography()) {
        let page = pages(&document, Options { width, typography, ..Options::default() });
        let mut shown: BTreeMap<usize, char> = BTreeMap::new();
        for laid in (0..page.len()).filter_map(|block| page.block(block)) {
            for piece in (0..laid.height()).flat_map(|row| laid.row(row)) {
                let Some(at) = piece.at else { continue };
                for (offset, char) in piece.text.char_indices().filter(|&(_, char)| is_seen(char)) {
                    let before = shown.insert(at as usize + offset, char);
                    prop_assert_eq!(before, None, "{:?} is shown twice", piece);
                }
            }
        }
        let written: BTreeMap<usize, char> = document.text.char_indices().filter(|&(_, char)| is_seen(char)).collect();
        prop_assert_eq!(shown, written);
    }

    #[test]
    fn text_from_right_to_left_keeps_its_letters_and_its_room(words in "[ a-z0-9()אבגדהוشسي,.*]{0,200}", width in 1..=60_u16) {
        let source = Source { body: words, ..Source::default() };
        let document = Document::read(&source, &NoBlog);
        let typography = Typography { reorder: true, ..Typography::default() };
        let page = pages(&document, Options { width, typography, ..Options::default() });
        let mut shown: Vec<char> = Vec::new();
        for laid in (0..page.len()).filter_map(|block| page.block(block)) {
            for row in 0..laid.height() {
                prop_assert!(width::text(&laid.row_text(row)) <= u32::from(width));
                let pieces = laid.row(row).filter(|piece| piece.at.is_some());
                shown.extend(pieces.flat_map(|piece| piece.text.chars()).filter(|&it| is_seen(it)));
            }
        }
        let sorted = |mut letters: Vec<char>| {
            // What opens is turned about where it closes.
            for letter in &mut letters {
                *letter = if *letter == ')' { '(' } else { *letter };
            }
            letters.sort_unstable();
            letters
        };
        let written = document.text.chars().filter(|&it| is_seen(it)).collect();
        prop_assert_eq!(sorted(shown), sorted(written));
    }

    #[test]
    fn words_stand_in_their_order(document in document(), options in options()) {
        let page = pages(&document, options);
        for (block, laid) in (0..page.len()).filter_map(|block| Some((block, page.block(block)?))) {
            // The cells of a table stand side by side.
            if format!("{:?}", document.blocks[block]).contains("Table") {
                continue;
            }
            let places = (0..laid.height()).flat_map(|row| laid.row(row)).filter_map(|piece| piece.at);
            prop_assert!(places.is_sorted());
        }
    }

    #[test]
    fn a_place_is_found_again_at_any_width(document in document(), options in options(), other in options()) {
        let (page, other) = (pages(&document, options), pages(&document, other));
        for block in 0..page.len() {
            let (Some(laid), Some(other)) = (page.block(block), other.block(block)) else { continue };
            for row in 0..laid.height() {
                let shows_words = laid.row(row).any(|piece| piece.at.is_some());
                if let Some(offset) = laid.offset_of(row).filter(|_| shows_words) {
                    prop_assert_eq!(laid.row_of(offset), row);
                    // What begins the row there is at or before this place, never after it.
                    let found = other.row_of(offset);
                    let first = other.row(found).filter_map(|piece| piece.at).min();
                    prop_assert!(first.is_none_or(|first| first <= offset) || found == 0 || other.offset_of(0) > Some(offset));
                }
            }
        }
    }

    #[test]
    fn on_a_page_of_one_column_only_wide_characters_have_a_stand_in(document in document()) {
        let page = pages(&document, Options { width: 1, ..Options::default() });
        for laid in (0..page.len()).filter_map(|block| page.block(block)) {
            for piece in (0..laid.height()).flat_map(|row| laid.row(row)) {
                let Some(at) = piece.at else { continue };
                let written = document.text.get(at as usize..).unwrap_or_default();
                let is_wide = written.chars().next().is_some_and(|char| width::text(char.encode_utf8(&mut [0; 4])) > 1);
                prop_assert!(written.starts_with(piece.text) || (piece.text == CRAMPED && is_wide));
            }
        }
    }
}
