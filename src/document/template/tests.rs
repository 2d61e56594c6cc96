//! What each language's tags become, as a post is read with them.

#![expect(clippy::unwrap_used, reason = "tests may panic")]

use std::borrow::Cow;
use std::time::Instant;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Expanded, Problem, ProblemKind, Values, expand};
use crate::document::{Format, Source, Template};
use crate::limits;

mod hugo;
mod liquid;
mod zola;

/// A blog with a few values, a post, a file and some includes.
struct Blog;

impl Values for Blog {
    fn value(&self, path: &str) -> Option<Value> {
        let data = json!({
            "page": {
                "title": "A title",
                "tags": ["x", "y"],
                "books": [
                    {"title": "One", "note": "A *fine* book"},
                    {"title": "Two", "note": "Another", "translator": "T"},
                ],
            },
            "site": {
                "url": "https://example.org",
                "baseurl": "/",
                "params": {"version": "1.2"},
                "data": {"releases": [
                    {"version": "2.7.1", "url": "https://example.org/2.7.1"},
                    {"version": "2.7.2", "url": "https://example.org/2.7.2"},
                ]},
            },
        });
        let pointer = format!("/{}", path.replace('.', "/"));
        data.pointer(&pointer).cloned()
    }

    fn post_url(&self, name: &str) -> Option<String> {
        (name == "2020-01-02-there").then(|| "/2020/01/02/there/".to_owned())
    }

    fn link(&self, path: &str) -> Option<String> {
        (path == "_posts/2020-01-02-there.md" || path == "there.md").then(|| "/there/".to_owned())
    }

    fn include(&self, name: &str) -> Option<String> {
        Some(match name {
            "hello.md" => "Hello, {{ include.name | default: 'you' }}!\n".to_owned(),
            "box.html" => "<div>\n\n        <b>{{ include.text }}</b>\n</div>\n".to_owned(),
            "self.html" => "x{% include self.html %}".to_owned(),
            _ => return None,
        })
    }
}

fn source(template: Template, body: &str) -> Source {
    Source {
        body: body.to_owned(),
        template,
        ..Source::default()
    }
}

/// The text of `body` after its template ran.
fn text(template: Template, body: &str) -> String {
    expand(&source(template, body), &Blog).text.into_owned()
}

/// What was wrong with `body`, as kinds and names.
fn problems(template: Template, body: &str) -> Vec<(ProblemKind, String, u32)> {
    let source = source(template, body);
    let expanded = expand(&source, &Blog);
    let problems = expanded.problems.into_iter();
    problems
        .map(|it: Problem| (it.kind, it.name, it.line))
        .collect()
}

const LANGUAGES: [Template; 3] = [Template::Liquid, Template::Hugo, Template::Zola];

#[test]
fn a_body_without_tags_is_borrowed() {
    for template in LANGUAGES {
        let source = source(template, "Words {in} braces.\n");
        let expanded = expand(&source, &Blog);
        assert!(matches!(expanded.text, Cow::Borrowed(_)));
        assert_eq!(expanded.line(18), 1);
    }
}

#[test]
fn a_body_without_a_template_keeps_its_braces() {
    assert_eq!(text(Template::None, "{{ a }} {% b %}"), "{{ a }} {% b %}");
}

#[test]
fn a_place_in_the_text_knows_its_line_in_the_body() {
    let body = "one\n{% comment %}\n\n{% endcomment %}\nfive\n{% highlight c %}\nseven\n\
                {% endhighlight %}\nnine {{ page.title }} nine\nten\n";
    let source = source(Template::Liquid, body);
    let expanded = expand(&source, &Blog);
    for (word, line) in [
        ("one", 1),
        ("five", 5),
        ("seven", 6),
        ("A title", 9),
        ("ten", 10),
    ] {
        let at = expanded.text.find(word).unwrap();
        assert_eq!(expanded.line(at), line, "{word} in {:?}", expanded.text);
    }
}

#[test]
fn html_posts_get_html() {
    let source = Source {
        body: "<p>a</p>\n{% highlight c %}\n1 < 2\n{% endhighlight %}\n".to_owned(),
        format: Format::Html,
        template: Template::Liquid,
        ..Source::default()
    };
    let Expanded { text, .. } = expand(&source, &Blog);
    assert_eq!(
        text,
        "<p>a</p>\n<pre><code class=\"language-c\">1 &lt; 2</code></pre>\n"
    );
}

#[test]
fn hostile_bodies_take_linear_time() {
    let begin = Instant::now();
    for template in LANGUAGES {
        for piece in [
            "{%",
            "{{",
            "{{<",
            "{{</*",
            "{{/*",
            "{%/*",
            "{% raw %}",
            "{% comment %}",
            "{% if a %}",
            "{% x %}",
            "{% else %}",
            "{% endif %}",
            "{% if %}{% x %}{% else %}",
            "{{< a >}}",
            "{{< /a >}}",
            "{{< a",
            "{% a() %}",
            "{% end %}",
            "{{ a() }}",
            "`{{`",
            "{% highlight a %}\n",
            "{% img a %}\n",
            "    {% note %}\n",
            "- {% endnote %}\n",
            "{% include hello.md %}",
            "{{ page.title | append: page.title }}",
            "{{- a -}} ",
        ] {
            let body = piece.repeat(60_000 / piece.len());
            expand(&source(template, &body), &Blog);
        }
    }
    assert!(begin.elapsed().as_secs() < 30, "{:?}", begin.elapsed());
}

#[test]
fn a_template_cannot_grow_without_end() {
    let nested = "{% for a in (1..1000) %}".repeat(5) + "words " + &"{% endfor %}".repeat(5);
    let doubled = "{% assign a = 'words' %}".to_owned()
        + &"{% assign a = a | append: a %}".repeat(200)
        + "{{ a }}";
    let replaced = "{% assign a = 'aaaaaaaa' %}".to_owned()
        + &"{% assign a = a | replace: 'a', a %}".repeat(50)
        + "{{ a }}";
    let captured = "{% capture a %}x{% endcapture %}".to_owned()
        + &"{% capture a %}{{ a }}{{ a }}{% endcapture %}".repeat(60)
        + "end";
    for body in [
        nested,
        doubled,
        replaced,
        captured,
        "{% include self.html %}".to_owned(),
    ] {
        let begin = Instant::now();
        let source = source(Template::Liquid, &body);
        assert!(expand(&source, &Blog).text.len() < 64 << 20);
        assert!(
            begin.elapsed().as_secs() < 20,
            "{body:.60} {:?}",
            begin.elapsed()
        );
    }
}

#[test]
fn loops_in_loops_end_whatever_they_hold() {
    let nest = |range: &str, depth: usize, inside: &str| {
        let open = format!("{{% for a in ({range}) %}}").repeat(depth);
        open + inside + &"{% endfor %}".repeat(depth)
    };
    for body in [
        nest("1..1000", 40, "{% break %}"),
        // Deeper than blocks are run, with and without words.
        nest("1..100", 60, "x"),
        nest("1..100", 60, ""),
        nest("1..1000", 4, ""),
        nest("1..100", 10, ""),
        nest("1..1000", 40, "{% continue %}"),
        nest("1..1000", 3, "{% if nothing %}{% endif %}"),
        nest("1..1000", 3, "{% capture a %}{% endcapture %}"),
        nest("1..1000", 3, "{% include hello.md %}"),
        nest("1..1000", 3, "{% include self.html %}"),
        nest("1..1000", 3, &nest("1..1000", 1, "").repeat(20)),
    ] {
        let begin = Instant::now();
        let source = source(Template::Liquid, &format!("{body} end"));
        assert!(expand(&source, &Blog).text.ends_with("end"));
        assert!(
            begin.elapsed().as_secs() < 10,
            "{body:.60} {:?}",
            begin.elapsed()
        );
    }
}

#[test]
fn a_template_that_is_ended_says_so_once_and_the_words_behind_it_stay() {
    let loops = "{% for a in (1..1000) %}{% for b in (1..1000) %}{% for c in (1..1000) %}x\
                 {% endfor %}{% endfor %}{% endfor %}";
    let writes = "{% for a in (1..1000) %}{% for b in (1..1000) %}some words, not many, \
                  {% endfor %}{% endfor %}";
    let doubled =
        "{% assign a = 'words' %}".to_owned() + &"{% assign a = a | append: a %}".repeat(20);
    let deep = "{% if true %}".repeat(60) + "deep" + &"{% endif %}".repeat(60);
    for (body, name) in [
        (loops, "for"),
        (writes, "for"),
        (&deep, "if"),
        ("{% include self.html %}", "include"),
        ("{% for a in (1..2000) %}x{% endfor %}", "for"),
        (&doubled, "assign"),
        // Of two the first is told of.
        (&(loops.to_owned() + writes), "for"),
    ] {
        let body = format!("before\n\n{body}\n\nbehind {{{{ page.title }}}}\n\n{body}\n\nthe end");
        let source = source(Template::Liquid, &body);
        let expanded = expand(&source, &Blog);
        let told = Problem {
            line: 3,
            kind: ProblemKind::TooMuch,
            name: name.to_owned(),
        };
        assert_eq!(expanded.problems, [told], "{body:.60}");
        assert_eq!(expanded.text.matches("and so on").count(), 1, "{body:.60}");
        let (_, behind) = expanded.text.split_once("and so on").unwrap();
        assert!(behind.contains("behind "), "{body:.60}");
        assert!(behind.ends_with("the end"), "{body:.60}");
    }
}

#[test]
fn what_filters_leave_out_is_told_of_and_nothing_else() {
    let digits = "{% assign a = '' %}{% for i in (1..999) %}{% assign a = a | append: '0123456789' \
                  %}{% endfor %}";
    let long = "{% assign b = a | split: '' | join: a %}";
    for (body, is_cut) in [
        (
            format!("{digits}{{{{ a | split: '' | join: ' ' | size }}}}"),
            false,
        ),
        (format!("{digits}{long}{{{{ b | size }}}}"), true),
        (
            format!("{digits}{{{{ a | replace: '0', a | size }}}}"),
            true,
        ),
        (
            "{% for i in (1..9999) %}{% if i == 3 %}{% break %}{% endif %}x{% endfor %}".to_owned(),
            false,
        ),
        (
            "{% for i in (1..9999) limit: 5 %}x{% endfor %}".to_owned(),
            false,
        ),
        ("{% for i in (1..1000) %}x{% endfor %}".to_owned(), false),
        ("{% for i in (1..1001) %}x{% endfor %}".to_owned(), true),
    ] {
        let told = problems(Template::Liquid, &body);
        let kinds: Vec<ProblemKind> = told.into_iter().map(|(kind, ..)| kind).collect();
        let expected = if is_cut {
            vec![ProblemKind::TooMuch]
        } else {
            Vec::new()
        };
        assert_eq!(kinds, expected, "{body}");
    }
}

#[test]
fn what_a_long_post_says_itself_is_not_what_its_template_makes() {
    let body = "word ".repeat(limits::template::MADE / 4)
        + "{% for i in (1..3) %}round {{ i }} {% endfor %}end";
    assert_eq!(problems(Template::Liquid, &body), []);
    assert!(text(Template::Liquid, &body).ends_with("round 1 round 2 round 3 end"));
}

#[test]
fn a_template_that_does_much_is_not_ended() {
    let body =
        "{% for a in (1..1000) %}{% for b in (1..20) %}{{ page.title }}{% endfor %}{% endfor %}";
    assert_eq!(problems(Template::Liquid, body), []);
    assert_eq!(text(Template::Liquid, body).len(), 20_000 * "A title".len());
}

/// Bodies made of the things that templates are made of.
fn bodies() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "word",
        " ",
        "\n",
        "\n\n",
        "- ",
        "> ",
        "    ",
        "`",
        "```\n",
        "<p>",
        "</p>",
        "](",
        ")",
        "{{",
        "}}",
        "{%",
        "%}",
        "{{<",
        ">}}",
        "{{%",
        "%}}",
        "/*",
        "*/",
        "-",
        "/",
        "é🎉",
        "{% if page.title %}",
        "{% else %}",
        "{% endif %}",
        "{% for a in page.tags %}",
        "{% endfor %}",
        "{% raw %}",
        "{% endraw %}",
        "{% highlight c %}",
        "{% endhighlight %}",
        "{% comment %}",
        "{% endcomment %}",
        "{% note %}",
        "{% endnote %}",
        "{{ page.title }}",
        "{% x y %}",
        "{{< note >}}",
        "{{< /note >}}",
        "{{< figure src=\"a\" caption=\"b\" >}}",
        "{% tip() %}",
        "{% end %}",
        "{{ youtube(id=\"a\") }}",
        "{% break %}",
        "{%- x -%}",
        "{% include hello.md %}",
        "{% capture a %}",
        "{% endcapture %}",
        "{% post_url a %}",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

/// The words of `text` that stand outside of anything that could be a tag.
fn outer_words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .filter(|word| {
            word.starts_with("word")
                && word
                    .bytes()
                    .all(|sign| sign.is_ascii_digit() || b"word".contains(&sign))
        })
        .map(str::to_owned)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn nothing_panics_and_every_place_has_a_line(body in bodies()) {
        for template in LANGUAGES {
            let source = source(template, &body);
            let expanded = expand(&source, &Blog);
            let lines = body.lines().count() as u32 + 1;
            for (at, _) in expanded.text.char_indices() {
                let line = expanded.line(at);
                prop_assert!((1..=lines).contains(&line), "{line} of {lines}");
            }
        }
    }

    #[test]
    fn no_word_outside_of_tags_is_lost(parts in prop::collection::vec(
        (0u16..1000, prop::sample::select(vec![
            "{% x %}", "{% x y %}", "{% endx %}", "{{ a }}", "{{ a | b: c }}", "{% if", "{{",
            "{% break %}", "{% note %}", "{% endnote %}", "{{< a b >}}", "{{< /a >}}", "{{% c %}}",
            "{{% /c %}}", "{{ f(a=1) }}", "{% f() %}", "{% end %}", "{% highlight c %}",
            "{% endhighlight %}", "{{< details >}}", "{{< /details >}}", "{% if layout.a %}",
            "{% endif %}", "{% for a in page.nothing", "{% include a %}", "`", "\n", "\n\n",
        ])), 0..20)) {
        let body: String = parts
            .iter()
            .flat_map(|(number, piece)| [format!(" word{number} "), format!("{piece} ")])
            .collect();
        for template in LANGUAGES {
            // What stands between `{%` and the next `%}` is a tag's inside, not a word.
            let expected = outer_words(&without_insides(&body));
            let found = outer_words(&text(template, &body));
            for word in &expected {
                prop_assert!(found.contains(word), "{template:?} lost {word} of {body:?}");
            }
        }
    }
}

/// `body` with everything between braces cut out, however the braces are closed.
fn without_insides(body: &str) -> String {
    let mut output = String::new();
    let mut rest = body;
    while let Some(found) = rest.find('{') {
        output.push_str(&rest[..found]);
        output.push(' ');
        let inside = &rest[found + 1..];
        rest = inside.find('}').map_or("", |end| &inside[end + 1..]);
    }
    output + rest
}

#[test]
fn what_a_template_has_many_of_takes_linear_time() {
    use std::fmt::Write as _;
    let many = |count: usize, each: &dyn Fn(usize) -> String| {
        (0..count).fold(String::new(), |mut all, index| {
            // Nobody fails to write to a string.
            let _ = write!(all, "{}", each(index));
            all
        })
    };
    let names = many(100_000, &|it| format!("{{% assign a{it} = 1 %}}"));
    let captures = many(50_000, &|it| {
        format!("{{% capture a{it} %}}b{{% endcapture %}}")
    });
    let silent = "a{%foo%}".repeat(100_000);
    let wanted = format!(
        "{{% assign a = \"{}\" %}}{{% assign l = \"{}\" | split: \"\" %}}{{{{ l | where: \"size\", a }}}}",
        "b".repeat(1_000_000),
        "c".repeat(100_000)
    );
    let branches = format!(
        "{{% for i in (1..1000) %}}{{% if nil %}}{}{{% endif %}}{{% endfor %}}",
        "{% elsif nil %}".repeat(100_000)
    );
    for body in [names, captures, silent, wanted, branches] {
        let begin = Instant::now();
        expand(&source(Template::Liquid, &body), &Blog);
        let took = begin.elapsed();
        assert!(took.as_secs() < 10, "{body:.40} {took:?}");
    }
}
