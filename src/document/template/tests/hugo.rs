use super::{ProblemKind, problems};
use crate::document::Template;

fn text(body: &str) -> String {
    super::text(Template::Hugo, body)
}

#[test]
fn embeds_are_players_and_links() {
    assert_eq!(
        text("{{< youtube abc >}}"),
        "<iframe src=\"https://www.youtube.com/embed/abc\"></iframe>"
    );
    assert_eq!(
        text("{{< youtube id=\"abc\" start=\"30\" title=\"A talk\" >}}"),
        "<iframe src=\"https://www.youtube.com/embed/abc?start=30\" title=\"A talk\"></iframe>"
    );
    assert_eq!(
        text("{{% vimeo 12 %}}"),
        "<iframe src=\"https://player.vimeo.com/video/12\"></iframe>"
    );
    assert_eq!(
        text("{{< gist someone 0a1b >}}"),
        "<p><a href=\"https://gist.github.com/someone/0a1b\">Gist</a></p>"
    );
    assert_eq!(
        text("{{< x user=\"a\" id=\"1\" >}}"),
        "<p><a href=\"https://x.com/a/status/1\">Tweet</a></p>"
    );
}

#[test]
fn figures_and_code_are_figures_and_code() {
    assert_eq!(
        text("{{< figure src=\"/a.png\" title=\"T\" caption=\"c\" link=\"/b\" alt=\"d\" >}}"),
        "<figure><a href=\"/b\"><img src=\"/a.png\" alt=\"d\"></a><figcaption><strong>T</strong> c\
         </figcaption></figure>"
    );
    assert_eq!(
        text("a\n{{< highlight go \"linenos=table\" >}}\nfunc a() {}\n{{< /highlight >}}\nb"),
        "a\n```go\nfunc a() {}\n```\nb"
    );
}

#[test]
fn references_and_parameters_ask_the_blog() {
    assert_eq!(text("[a]({{< ref \"there.md\" >}})"), "[a](/there/)");
    assert_eq!(text("[a]({{% relref \"gone.md\" %}})"), "[a](gone.md)");
    assert_eq!(
        text("v{{< param version >}} {{< param \"title\" >}}"),
        "v1.2 A title"
    );
    assert_eq!(
        problems(Template::Hugo, "{{< ref \"gone.md\" >}}"),
        [(ProblemKind::MissingTarget, "gone.md".to_owned(), 1)]
    );
}

#[test]
fn notices_and_details_hold_markdown() {
    assert_eq!(
        text("{{< notice warning >}}\nMind *this*.\n{{< /notice >}}"),
        "<div class=\"warning\">\n\nMind *this*.\n\n</div>"
    );
    assert_eq!(
        text("{{% details \"More\" %}}\na\n{{% /details %}}"),
        "<details><summary>More</summary>\n\na\n\n</details>"
    );
}

#[test]
fn escaped_shortcodes_are_shown() {
    assert_eq!(
        text("`{{</* a b */>}}` {{%/* c */%}}"),
        "`{{< a b >}}` {{% c %}}"
    );
    assert_eq!(
        text("```\n{{</* a */>}}x{{</* /a */>}}\n```"),
        "```\n{{< a >}}x{{< /a >}}\n```"
    );
}

#[test]
fn unknown_shortcodes_never_lose_text() {
    assert_eq!(text("a {{< nobody >}} b"), "a <small>nobody</small> b");
    assert_eq!(
        text("a {{< new-in 0.1 />}} b"),
        "a <small>new-in 0.1</small> b"
    );
    assert_eq!(text("{{< nobody >}}*words*{{< /nobody >}}"), "*words*");
    assert_eq!(text("{{< unclosed"), "{{< unclosed");
    assert_eq!(text("{{ .Title }} {{- a }}"), "{{ .Title }} {{- a }}");
    assert_eq!(text("```\n{{< a >}}\n```"), "```\n{{< a >}}\n```");
    assert_eq!(
        problems(Template::Hugo, "a\n\n{{< nobody >}}"),
        [(ProblemKind::UnknownTag, "nobody".to_owned(), 3)]
    );
}

#[test]
fn code_with_a_language_in_its_name_is_code_and_a_part_of_a_page_is_not() {
    assert_eq!(
        text("{{< code-rust >}}\nlet a;\n{{< /code-rust >}}"),
        "```rust\nlet a;\n```"
    );
    for name in [
        "code-tabs",
        "code-tabs-wrapper",
        "code-group",
        "code-example",
    ] {
        let made = text(&format!(
            "{{{{< {name} >}}}}\nSome **bold** words\n{{{{< /{name} >}}}}"
        ));
        assert!(!made.contains("```"), "{name}: {made}");
    }
    let fenced = text("{{< code-any >}}\n```go\nx\n```\n{{< /code-any >}}");
    assert_eq!(fenced.matches("```").count(), 2, "{fenced}");
}
