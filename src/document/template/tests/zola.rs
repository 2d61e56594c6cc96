use crate::document::Template;

fn text(body: &str) -> String {
    super::text(Template::Zola, body)
}

#[test]
fn shortcodes_are_what_they_show() {
    assert_eq!(
        text("{{ youtube(id=\"abc\", autoplay=true) }}"),
        "<iframe src=\"https://www.youtube.com/embed/abc\"></iframe>"
    );
    assert_eq!(
        text("{{ image(src=\"a.png\", alt=\"b\", caption=\"c\") }}"),
        "<figure><img src=\"a.png\" alt=\"b\"><figcaption>c</figcaption></figure>"
    );
    assert_eq!(
        text("{% warning() %}\nMind *this*.\n{% end %}"),
        "<div class=\"warning\">\n\nMind *this*.\n\n</div>"
    );
    assert_eq!(
        text("{{ katex(body=\"\\frac{a}{b}\") }}"),
        "$$\\frac{a}{b}$$"
    );
}

#[test]
fn other_braces_are_text() {
    for body in [
        "{{ page.title }}",
        "{% if a %}b{% endif %}",
        "a {{ b",
        "{ {",
        "`{{ a() }}`",
    ] {
        assert_eq!(text(body), body);
    }
}

#[test]
fn escaped_shortcodes_are_shown() {
    assert_eq!(text("{{/* a(b=1) */}}"), "{{ a(b=1) }}");
    assert_eq!(text("{%/* a() */%}b{%/* end */%}"), "{% a() %}b{% end %}");
}

#[test]
fn unknown_shortcodes_never_lose_text() {
    assert_eq!(
        text("a {{ nobody(b=\"c d\") }} e"),
        "a <small>nobody b=c d</small> e"
    );
    assert_eq!(text("{% nobody(b=1) %}words{% end %} more"), "words more");
    assert_eq!(
        text("{% unclosed() %}words"),
        "<small>unclosed</small>words"
    );
}
