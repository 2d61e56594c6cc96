//! What the page says of reStructuredText, as Pelican's posts have it.

mod support;

use std::sync::Arc;

use byline::document::{Document, Format, NoBlog, Source};
use byline::page::{Options, Page};
use support::text::{text_on_page, words};

fn read(body: &str) -> Arc<Document> {
    let source = Source {
        body: body.to_owned(),
        format: Format::Restructured,
        ..Source::default()
    };
    Arc::new(Document::read(&source, &NoBlog))
}

/// The rows of the page that are not empty.
fn page(body: &str) -> Vec<String> {
    let document = read(body);
    let mut page = Page::new(document, Options::default());
    let mut rows = Vec::new();
    for block in 0..page.len() {
        let laid = page.lay_out(block);
        rows.extend((0..laid.height()).map(|row| laid.row_text(row).trim().to_owned()));
    }
    rows.retain(|row| !row.trim_matches(['▎', '─', ' ']).is_empty());
    rows
}

/// Where its links lead, as written.
fn addresses(body: &str) -> Vec<String> {
    let links = read(body).links.clone();
    links.into_iter().map(|link| link.address).collect()
}

const HEAD: &str = "Title\n#####\n\n:date: 2020-01-01\n:tags: a,\n  b\n\n";

#[test]
fn options_end_with_the_lines_beneath_their_directive() {
    let deep = ".. code-block:: python\n   :linenos:\n\n       def f(self):\n           return 1\n";
    assert_eq!(page(deep), ["python", "def f(self):", "return 1"]);
    let fields = ".. code-block:: rst\n\n   :date: 2017-01-01\n   :tags: a, b\n\n   Words.\n";
    assert_eq!(
        page(fields),
        ["rst", ":date: 2017-01-01", ":tags: a, b", "Words."]
    );
    let unknown = ".. note::\n   :class: x\n   :strange: y\n\n   Words.\n";
    assert_eq!(
        page(unknown),
        ["▎ Note", "▎ strange:", "▎     y", "▎ Words."]
    );
}

#[test]
fn the_head_ends_with_its_fields() {
    let quoted = format!("{HEAD}    A leading quotation.\n");
    assert_eq!(page(&quoted), ["Title", "▎ A leading quotation."]);
    let later = format!("{HEAD}Words.\n\n:note: This *is* text.\n:other: So\n  is this.\n");
    assert_eq!(
        page(&later),
        [
            "Title",
            "Words.",
            "note:",
            "This is text.",
            "other:",
            "So is this."
        ]
    );
}

#[test]
fn an_empty_comment_holds_nothing() {
    assert_eq!(page("..\n\n   Quoted words.\n"), ["▎ Quoted words."]);
    assert_eq!(
        page("..\n   A comment.\n\n   And more.\n\nSeen.\n"),
        ["Seen."]
    );
    assert_eq!(
        page(".. a comment::of one\n   who goes on\n\nSeen.\n"),
        ["Seen."]
    );
}

#[test]
fn a_note_may_begin_beneath_its_number() {
    let said = page("See [1]_.\n\n.. [1]\n   The *note*.\n\n   More.\n");
    assert_eq!(said, ["See¹.", "¹ The note.", "More."]);
}

#[test]
fn notes_without_numbers_are_numbered() {
    let text = "A [#]_ and b [#x]_ and c [#]_ and d [2]_ and e [*]_ and f [#]_ and g [9]_.\n\n\
                .. [#] One.\n.. [2] Two.\n.. [#x] Three.\n.. [#] Four.\n.. [*] Five.\n";
    assert_eq!(
        page(text),
        [
            "A¹ and b³ and c⁴ and d² and e⁵ and f [#]_ and g [9]_.",
            "¹ One.",
            "² Two.",
            "³ Three.",
            "⁴ Four.",
            "⁵ Five."
        ]
    );
    let cited = page("See [Ref2]_ and [None]_.\n\n.. [Ref2] A book.\n");
    assert_eq!(cited, ["See [Ref2] and [None]_.", "[Ref2]", "A book."]);
}

#[test]
fn substitutions_are_put_in_their_places() {
    let text = "With |py| |c| 2020 |logo| |none| |a|.\n\n.. |py| replace:: the *Python*\n   language\n\
                .. |c| unicode:: 0xA9 U+2014 .. a sign\n.. |logo| image:: a.png\n   :alt: A snake\n\
                .. |a| replace:: |a|\n";
    let said = page(text).join(" ");
    assert!(
        said.starts_with("With the Python language ©— 2020"),
        "{said}"
    );
    assert!(said.contains("A snake"), "{said}");
    assert!(said.contains("|none| |a|."), "{said}");
    let named = page("|a-name|\n\n.. |a-name| image:: a.png\n").join(" ");
    assert!(named.contains("a-name"), "{named}");
    assert_eq!(
        page(".. |x| strange:: y\n\nSeen.\n"),
        [".. |x| strange:: y", "Seen."]
    );
}

#[test]
fn quotations_may_be_directives() {
    assert_eq!(
        page(".. highlights::\n\n   Said.\n\n.. highlight:: python\n"),
        ["▎ Said."]
    );
    assert_eq!(
        page(".. epigraph:: Said.\n\n   -- Somebody\n"),
        ["▎ Said.", "▎ -- Somebody"]
    );
}

#[test]
fn an_unknown_directive_shows_as_it_is_written() {
    let text = ".. youtube:: abc\n   :caption: Words *of*\n     two lines\n\n   Held *words*.\n";
    assert_eq!(
        page(text),
        [
            ".. youtube:: abc",
            ":caption: Words *of*",
            "two lines",
            "Held words."
        ]
    );
}

#[test]
fn words_are_kept_however_deep_they_lie() {
    for depth in [3, 9, 40, 200] {
        let lines = (0..depth).map(|at| format!("{}.. note:: w{at}\n\n", "   ".repeat(at)));
        let words = page(&lines.collect::<String>()).join("\n");
        for at in 0..depth {
            assert!(
                words.contains(&format!("w{at}")),
                "{at} of {depth}: {words}"
            );
        }
        let quotes = (0..depth).map(|at| format!("{}q{at}\n\n", " ".repeat(at)));
        let words = page(&quotes.collect::<String>()).join("\n");
        for at in 0..depth {
            assert!(
                words.contains(&format!("q{at}")),
                "{at} of {depth}: {words}"
            );
        }
    }
}

#[test]
fn three_dots_are_words() {
    assert_eq!(
        page("...\n\n!!!\n\nWords.\n\n----\n\nMore.\n")[..3],
        ["...", "!!!", "Words."]
    );
    assert_eq!(page("Words.\n\n----\n\nMore.\n"), ["Words.", "More."]);
}

#[test]
fn the_argument_of_a_notice_and_its_body_are_paragraphs() {
    let code = ".. warning:: Mind the gap.\n\n   .. code-block:: python\n\n      x = 1\n";
    let said = page(code);
    assert_eq!(said[..2], ["▎ Warning", "▎ Mind the gap."]);
    assert!(said.len() == 4 && said[3].ends_with("x = 1"), "{said:?}");
    let parts = page(".. note:: First\n   goes on.\n\n   Second.\n\n   .. tip:: Third.\n");
    assert_eq!(
        parts,
        [
            "▎ Note",
            "▎ First goes on.",
            "▎ Second.",
            "▎ ▎ Tip",
            "▎ ▎ Third."
        ]
    );
    let titled = page(".. admonition:: By *the* way\n   :class: x\n\n   Words.\n");
    assert_eq!(titled, ["▎ By the way", "▎ Words."]);
}

#[test]
fn a_short_line_makes_a_title_as_well() {
    let text = "A rather long section title\n~~~~~~~~~~\n\nBody *words*.\n\nMore.\n";
    assert_eq!(
        page(text),
        ["A rather long section title", "Body words.", "More."]
    );
    assert_eq!(page("Words\n~~~\n\nMore.\n"), ["Words ~~~", "More."]);
    assert_eq!(page("So\n==\n\n=====\n Yes\n=====\n"), ["So", "Yes"]);
}

#[test]
fn what_is_markdown_alone_is_words() {
    let text = "&lt;b&gt; ~~a~~ <b>c</b> # d\n```\n[e](f) ![g](h) $$i$$ www\n\n1) j\n\n\
                | k\n| l *m*\n|   n\n\n>quoted\n~~~\n\n    `` `\n";
    let said = page(text);
    assert_eq!(
        said[..2],
        [
            "&lt;b&gt; ~~a~~ <b>c</b> # d ``` [e](f) ![g](h) $$i$$ www",
            "1. j"
        ]
    );
    assert_eq!(said[2..5], ["k", "l m", "n"]);
    assert_eq!(said[5..], [">quoted ~~~", "▎ `` `"]);
}

#[test]
fn a_session_with_python_is_code() {
    let said = page("So:\n\n>>> a = 1\n>>> print(a)\n1\n\nEnd.\n");
    assert_eq!(
        said,
        ["So:", "python", ">>> a = 1", ">>> print(a)", "1", "End."]
    );
}

#[test]
fn links_find_their_targets() {
    let text = "`that`__ and `those <https://b.example/x y>`__ and `there <other_>`_ and multi_ and \
                this__ and `Own`_ again and alias_ and `A title`_ and x_ and `no`_.\n\n\
                .. __: https://a.example/\n.. _multi:\n   https://m.example/\n   a\n\
                .. _other: https://o.example/\n\n__ https://c.example/\n\n\
                .. _alias: other_\n\n`Own <own.html>`_.\n\nA title\n=======\n\n.. _x:\n\nWords.\n";
    assert_eq!(
        addresses(text),
        [
            "https://a.example/",
            "https://b.example/xy",
            "https://o.example/",
            "https://m.example/a",
            "https://c.example/",
            "own.html",
            "https://o.example/",
            "#a-title",
            "#x",
            "own.html",
        ]
    );
    let said = page(text);
    assert_eq!(
        said[..2].join(" "),
        "that and those and there and multi and this and Own again and alias and A title and x and no."
    );
    let ends = page("None_ no`__ `` a_b ``c\n");
    assert_eq!(ends, ["None_ no`__ `` a_b ``c"]);
}

#[test]
fn a_picture_leads_where_it_says() {
    let text = ".. image:: a.png\n   :alt: A\n   :target: https://a.example/\n\n\
                .. figure:: b.png\n   :target: b_\n   :alt: B\n\n   A *caption*\n   of two lines.\n\n   A legend.\n\n\
                .. _b: https://b.example/\n";
    assert_eq!(
        addresses(text),
        ["https://a.example/", "https://b.example/"]
    );
    let said = page(text).join("\n");
    assert!(said.contains("A caption of two lines."), "{said}");
    assert!(said.contains("A legend."), "{said}");
}

/// Texts that are hard to read, and the words that docutils shows of them, in any order. Of those
/// that it calls wrong, the words that their author meant to be read.
const HARD: &[(&str, &str)] = &[
    (
        "*open **bold `tick |bar ``code [1]_ _x_ a_ b__\n",
        "open bold tick bar code x a b",
    ),
    ("`a\n\nb` c_\n\n:d:`e\n", "a b c d e"),
    ("- a\n b\n  c\n   d\n\n- e\n\n    f\n", "a b c d e f"),
    ("1. a\n3. b\n\n#. c\n(d) e\n\nIV. f\n", "a b c d e f"),
    ("a\n  b\n c\n   d\n\n  e\n", "a b c d e"),
    ("a::\n\nb\n\nc::\n\n> d\n> e\nf\n", "a b c d e f"),
    ("a::\n b\n\n  c ::\n\n     d\n", "a b c d"),
    ("..\n\n   a\n\n..\n   gone\n\nb\n..\n\nc\n", "a b c"),
    (
        ".. note::\n   :class: x\n   a\n\n   :field: c\n\n.. note::\n\n   :class: d\n",
        "a field c class d",
    ),
    (
        ".. code::\n\n   :linenos:\n   a\n\n.. code:: py\n   :linenos:\n\n      b\n   c\n",
        "linenos a b c",
    ),
    (
        ".. [1]\n   a\n.. [#] b\n   c\n\n   d\n.. [#e]\n\n   f\n\n[1]_ [#]_ [#e]_\n",
        "a b c d f",
    ),
    (
        ".. |a| replace:: b |c|\n.. |c| replace:: *d* e\n\n|a|, |A| and |f|.\n",
        "b d e b d e and f",
    ),
    (
        ".. _a: http://a.example/\n.. _b:\n   http://b.example/\n\nc a_ b_ `d <a_>`_ `e <http://e.example>`_ `f`__\n\n.. __: g\n",
        "c a b d e f",
    ),
    (
        "====\na\n====\n\nb\n~~~~~~~~\n\nA long title of words\n----\n\nc\n==\n\n...\n\n!!\n",
        "a b a long title of words c",
    ),
    ("====\na\n----\n\nb\n", "a b"),
    ("| a\n|   b\n  c\n|\n| d\ne\n", "a b c d e"),
    (">>> a\nb\n\nc >>> d\n>>> e\n", "a b c d e"),
    (
        "+---+---+\n| a | b |\n+===+===+\n| c     |\n+-------+\nd\n",
        "a b c d",
    ),
    (
        "=== ===\na   b\n=== ===\nc   d\n\ne   f\n=== ===\n\ng\n",
        "a b c d e f g",
    ),
    ("=== ===\na   b\n\nc\n", "a b c"),
    (
        "a\n:bb: c\n\n:d: e\n:f:\n  g\n\n  h\n:i j: k\n\nl:m: n\n",
        "a bb c d e f g h i j k l m n",
    ),
    (
        ".. topic:: a\n\n   b\n\n.. sidebar:: c\n   :subtitle: d\n\n   e\n\n.. rubric:: f\n",
        "a b c d e f",
    ),
    (
        ".. epigraph::\n\n   a\n\n   -- b\n\n.. highlights:: c\n\n.. pull-quote:: d\n   e\n\n   f\n",
        "a b c d e f",
    ),
    (
        ".. figure:: x.png\n   :alt: a\n   :width: 3\n\n   b\n   *c*\n\n   d\n\n   - e\n",
        "a b c d e",
    ),
    (
        ".. class:: x\n\na\n\n.. container:: y\n\n   b\n\n.. compound::\n\n   c\n\n.. list-table:: d\n\n   * - e\n     - f\n",
        "a b c d e f",
    ),
    ("-a b\n\n-c\n--d=e  f\n/g  h\n", "a b c d e f g h"),
    (
        "&lt; ~~a~~ <b> ```c``` [d](e) # f\n# g\n> h\n\n    i\n\n***\n",
        "lt a b c d e f g h i",
    ),
    ("\ta\n\n-\tb\n\tc\n\nd\te\n", "a b c d e"),
    (
        "é *f* 「*g*」 漢*字* '*' (*h*) \\*i\\* \\\\j k\\\n",
        "e f g 漢 字 h i j k",
    ),
    (
        "a\\_ b\\\\\\* ``c\\`` `d\\` e` \\|f| \\.. note:: g\n",
        "a b c d e f note g",
    ),
    ("- - a\n\n  - - b\n  c\n- * + d\n", "a b c d"),
    (
        ".. note:: .. tip:: a\n\n   .. warning::\n\n      b\n\n      .. code:: c\n\n         .. d\n",
        "a b d",
    ),
];

#[test]
fn no_word_is_lost_or_made_up() {
    for (text, seen) in HARD {
        for text in [
            (*text).to_owned(),
            text.replace('\n', "\r\n"),
            format!("Before.\n\n{text}\n\nAfter.\n"),
        ] {
            let got = words(&text_on_page(&read(&text), 80));
            let around = if text.starts_with("Before") {
                " before after"
            } else {
                ""
            };
            let seen = words(&format!("{seen}{around}"));
            let lost = missing(&seen, &got);
            assert!(lost.is_empty(), "{text:?} lost {lost:?}: {got:?}");
            let written = words(&text.repeat(4));
            let added = missing(&got, &written);
            assert!(added.is_empty(), "{added:?} is new in {text:?}");
        }
    }
}

/// The words that `of` lacks, as often as it lacks them.
fn missing(words: &[String], of: &[String]) -> Vec<String> {
    let mut rest = of.to_vec();
    let mut missing = Vec::new();
    for word in words {
        match rest.iter().position(|it| it == word) {
            Some(at) => drop(rest.swap_remove(at)),
            None => missing.push(word.clone()),
        }
    }
    missing
}

#[test]
fn nothing_that_is_never_ended_takes_for_ever() {
    for piece in [
        "`",
        "``",
        "`a <",
        ":a:`",
        ":a:`b ",
        "*a ",
        "**",
        "|a ",
        "[",
        "[a",
        "a-",
        "a.b",
        ":",
        "_`",
        "\\",
        "\\*a",
        "a_ ",
        "[#]_ ",
        "`a`_ ",
        "<",
        "::",
        "..",
        ".. a::\n ",
        "a::\n\n",
        "==\n",
        "= =\n",
        "== ==\na\n\n",
        "- ",
        "- a\n\n",
        "a\n b\n",
        ":a: b\n",
        ":a:\n\n",
        "| a\n",
        ".. |a| replace:: |a| |a|\n",
        ".. [#] a\n",
        ".. _a: b_\n",
        "__ a\n",
        ">>> a\n",
        "+-+-+\n",
        "1. a\n",
        "\n",
        "\t",
        " a\n",
    ] {
        read(&piece.repeat(100_000 / piece.len()));
        read(&format!("a\n\n{}\n", piece.repeat(20)).repeat(400));
    }
    let nested = (0..1000).map(|depth| " ".repeat(depth) + ".. note::\n");
    read(&nested.collect::<String>());
    let names = "|a|\n\n.. |a| replace:: |b| |b| |b| |b|\n.. |b| replace:: |c| |c| |c| |c|\n";
    read(&format!(
        "{names}.. |c| replace:: {}\n\n{}",
        "|a| ".repeat(200),
        "|a| ".repeat(5000)
    ));
}
