use super::{ProblemKind, problems};
use crate::document::Template;

fn text(body: &str) -> String {
    super::text(Template::Liquid, body)
}

#[test]
fn values_are_written_and_unknown_ones_are_not() {
    assert_eq!(text("{{ page.title }}."), "A title.");
    assert_eq!(text("a{{ page.nothing }}b{{ nothing }}c"), "abc");
    assert_eq!(text("{{ page.tags | join: ', ' }}"), "x, y");
    assert_eq!(
        text("{{ page.tags.first }}{{ page.tags[1] }}{{ page.tags.size }}"),
        "xy2"
    );
    assert_eq!(text("[a]({{ site.baseurl }}/a)"), "[a](/a)");
    assert_eq!(
        text("{{ site.url }}{{ '/a' | relative_url }}"),
        "https://example.org/a"
    );
    assert_eq!(text("{{ 'a' | absolute_url }}"), "https://example.org/a");
}

#[test]
fn links_to_posts_and_files_become_addresses() {
    assert_eq!(
        text("[t]({% post_url 2020-01-02-there %})"),
        "[t](/2020/01/02/there/)"
    );
    assert_eq!(
        text("[t]({% link _posts/2020-01-02-there.md %}#a)"),
        "[t](/there/#a)"
    );
    assert_eq!(
        text("[t]({{ site.baseurl }}{% link nowhere.md %})"),
        "[t](/nowhere.md)"
    );
    assert_eq!(
        problems(Template::Liquid, "\n[t]({% post_url 2020-01-01-gone %})"),
        [(ProblemKind::MissingTarget, "2020-01-01-gone".to_owned(), 2)]
    );
}

#[test]
fn highlight_becomes_a_fence_that_nothing_inside_closes() {
    assert_eq!(
        text("a\n\n{% highlight ruby linenos %}\n\n  def a\n  end\n\n{% endhighlight %}\n\nb"),
        "a\n\n```ruby\n  def a\n  end\n```\n\nb"
    );
    assert_eq!(
        text("{% highlight md %}\n```\na\n```\n{% endhighlight %}"),
        "````md\n```\na\n```\n````"
    );
}

#[test]
fn highlight_keeps_the_indentation_of_its_list() {
    assert_eq!(
        text("1. a\n\n   {% highlight c %}\n   b;\n     c;\n   {% endhighlight %}\n\n2. d"),
        "1. a\n\n   ```c\n   b;\n     c;\n   ```\n\n2. d"
    );
    assert_eq!(
        text("- {% highlight c %}\nb;\n{% endhighlight %}\n- d"),
        "- ```c\n  b;\n  ```\n- d"
    );
    // Four columns outside of a list are no list.
    assert_eq!(
        text("a\n\n    {% highlight c %}\n    b;\n    {% endhighlight %}\n\nd"),
        "a\n\n```c\nb;\n```\n\nd"
    );
    assert_eq!(
        text("> {% highlight c %}\nb\n{% endhighlight %}"),
        "> ```c\n> b\n> ```"
    );
    assert_eq!(
        text("Do this: {% highlight c %}b{% endhighlight %} and then"),
        "Do this: \n```c\nb\n```\nand then"
    );
}

#[test]
fn raw_shows_what_it_holds_and_comment_hides_it() {
    assert_eq!(
        text("{% raw %}{{ a }} {% b %}{% endraw %}"),
        "{{ a }} {% b %}"
    );
    assert_eq!(
        text("```\n{% raw %}{{ a }}{% endraw %}\n```"),
        "```\n{{ a }}\n```"
    );
    assert_eq!(text("a {% comment %} b {% endcomment %} c"), "a  c");
    assert_eq!(text("a {%# b %} c"), "a  c");
}

#[test]
fn in_code_an_example_stays_and_a_value_is_one() {
    assert_eq!(
        text("`{{ page.nothing }}` {{ page.title }}"),
        "`{{ page.nothing }}` A title"
    );
    assert_eq!(
        text("```\n{% if a %}{{ b }}\n```\n"),
        "```\n{% if a %}{{ b }}\n```\n"
    );
    assert_eq!(text("```\n{{ page.title }}\n```"), "```\nA title\n```");
    assert_eq!(
        text("{% highlight liquid %}\n{% for a in b %}{{ a }}{% endfor %}\n{% endhighlight %}"),
        "```liquid\n{% for a in b %}{{ a }}{% endfor %}\n```"
    );
    assert_eq!(
        text("a\n\n    {{ page.nothing }}\n"),
        "a\n\n    {{ page.nothing }}\n"
    );
}

#[test]
fn conditions_choose_and_what_cannot_be_decided_shows() {
    assert_eq!(text("{% if page.title %}a{% else %}b{% endif %}"), "a");
    assert_eq!(text("{% if page.nothing %}a{% else %}b{% endif %}"), "b");
    assert_eq!(text("{% unless page.nothing %}a{% endunless %}"), "a");
    assert_eq!(
        text("{% if page.no %}a{% elsif page.tags contains 'x' %}b{% else %}c{% endif %}"),
        "b"
    );
    assert_eq!(text("{% if layout.wide %}a{% endif %}"), "a");
    assert_eq!(text("{% unless layout.wide %}a{% endunless %}"), "a");
    assert_eq!(
        text("{% case page.title %}{% when 'B', 'A title' %}a{% else %}b{% endcase %}"),
        "a"
    );
}

#[test]
fn loops_walk_and_an_unknown_list_leaves_its_words() {
    assert_eq!(text("{% for t in page.tags %}{{ t }},{% endfor %}"), "x,y,");
    assert_eq!(
        text("{% for t in page.tags reversed limit:1 %}{{ t }}{% endfor %}"),
        "x"
    );
    assert_eq!(
        text(
            "{% for i in (1..9) %}{% if i == 3 %}{% break %}{% endif %}{{ forloop.index }}{% endfor %}"
        ),
        "12"
    );
    assert_eq!(text("{% for t in page.no %}a{% else %}b{% endfor %}"), "b");
    assert_eq!(
        text("{% for p in site.posts %}See {{ p.title }}.{% endfor %}"),
        "See ."
    );
    assert_eq!(
        text("{% for p in site.posts %}<li>{{ p.title }}</li>{% endfor %}"),
        ""
    );
}

#[test]
fn assignments_reach_into_the_site_s_data() {
    assert_eq!(
        text(
            "{% assign r = site.data.releases | where: 'version', '2.7.2' | first %}* <{{ r.url }}>"
        ),
        "* <https://example.org/2.7.2>"
    );
    assert_eq!(
        text("{% capture a %}b{{ page.title }}{% endcapture %}[{{ a }}]"),
        "[bA title]"
    );
}

#[test]
fn lines_of_tags_alone_do_not_tear_html_apart() {
    let body = "{% for book in page.books %}\n  <div>\n      {% if book.translator %}\n      \
                <p>{{ book.translator }}</p>\n      {% endif %}\n      <p>{{ book.note | markdownify \
                }}</p>\n  </div>\n{% endfor %}\n";
    assert_eq!(
        text(body),
        "\n  <div>\n      <p><p>A <em>fine</em> book</p></p>\n  </div>\n  <div>\n      \
         <p>T</p>\n      <p><p>Another</p></p>\n  </div>\n"
    );
}

#[test]
fn text_within_html_is_not_torn_apart_either() {
    assert_eq!(
        text(
            "<ul>\n      {% if page.title %}\n      words\n      {% endif %}\n      {% if page.title %}\n      - more\n      {% endif %}\n</ul>\n"
        ),
        "<ul>\n      words\n      - more\n</ul>\n"
    );
    assert_eq!(
        text("<em>a</em> b\n{% comment %}c{% endcomment %}\nd"),
        "<em>a</em> b\n\nd"
    );
}

#[test]
fn a_tag_s_line_parts_paragraphs_as_on_the_site() {
    assert_eq!(text("a\n{% assign x = 1 %}\nb"), "a\n\nb");
}

#[test]
fn white_space_is_controlled() {
    assert_eq!(text("a  {{- page.title -}}  b"), "aA titleb");
    assert_eq!(text("a\n{%- assign x = 1 -%}\nb"), "ab");
}

#[test]
fn includes_of_videos_and_pictures_are_videos_and_pictures() {
    for body in [
        "{% include youtube.html id=\"abc\" %}",
        "{% include video id=\"abc\" provider=\"youtube\" %}",
        "{% include embed/youtube-player.html video_id='abc' %}",
        "{% youtube abc %}",
        "{% youtube \"https://www.youtube.com/embed/abc\" %}",
    ] {
        assert_eq!(
            text(body),
            "<iframe src=\"https://www.youtube.com/embed/abc\"></iframe>",
            "{body}"
        );
    }
    assert_eq!(
        text("{% include figure.html src=\"/a.png\" caption=\"A *fine* [b](/c)\" alt='d' %}"),
        "<figure><img src=\"/a.png\" alt=\"d\"><figcaption>A <em>fine</em> <a href=\"/c\">b</a>\
         </figcaption></figure>"
    );
    assert_eq!(
        text("a {% img left /a.png 30 20 %} b"),
        "a <img src=\"/a.png\" alt=\"\"> b"
    );
}

#[test]
fn what_belongs_around_a_post_is_not_shown() {
    for body in [
        "{% include disqus_comments.html %}",
        "{% include share-bar.html %}",
        "{% include ads.html %}",
    ] {
        assert_eq!(text(body), "", "{body}");
        assert_eq!(problems(Template::Liquid, body), [], "{body}");
    }
}

#[test]
fn other_includes_run_with_their_parameters() {
    assert_eq!(text("{% include hello.md name=\"A\" %}"), "Hello, A!");
    assert_eq!(
        text("{% include hello.md name=page.title %}"),
        "Hello, A title!"
    );
    assert_eq!(text("{% include hello.md %}"), "Hello, you!");
    assert_eq!(
        text("a\n\n{% include box.html text='b' %}\nc"),
        "a\n\n<div>\n<b>b</b>\n</div>\n\nc"
    );
    assert_eq!(
        problems(Template::Liquid, "{% include gone.html %}"),
        [(ProblemKind::MissingInclude, "gone.html".to_owned(), 1)]
    );
}

#[test]
fn a_block_is_parted_from_the_text_behind_it() {
    assert_eq!(
        text("a\n{% youtube b %}\nc"),
        "a\n<iframe src=\"https://www.youtube.com/embed/b\"></iframe>\n\nc"
    );
    assert_eq!(
        text("- a\n\n  {% youtube b %}\n\n- c"),
        "- a\n\n  <iframe src=\"https://www.youtube.com/embed/b\"></iframe>\n\n- c"
    );
}

#[test]
fn notices_and_quotes_of_plugins_hold_markdown() {
    assert_eq!(
        text("{% note %}\nMind **this**.\n{% endnote %}\nb"),
        "<div class=\"note\">\n\nMind **this**.\n\n</div>\n\nb"
    );
    assert_eq!(
        text("{% blockquote A. Author, A Book %}\nWords.\n{% endblockquote %}"),
        "> Words.\n> \n> — A. Author A Book"
    );
    assert_eq!(
        text("{% codeblock lang:js a.js %}\nlet a = {{ b }};\n{% endcodeblock %}"),
        "```js title=\"a.js\"\nlet a = {{ b }};\n```"
    );
}

#[test]
fn unknown_tags_never_lose_text() {
    assert_eq!(text("a {% nobody %} b"), "a  b");
    assert_eq!(
        text("a {% nobody knows \"this one\" %} b"),
        "a <small>nobody knows this one</small> b"
    );
    assert_eq!(text("{% nobody %}words{% endnobody %}"), "words");
    assert_eq!(text("{% if page.title %}words"), "words");
    assert_eq!(text("words{% endif %} more"), "words more");
    assert_eq!(text("{% highlight c %}words"), "words");
    assert_eq!(text("a {% b"), "a {% b");
    assert_eq!(text("a {{ b\n\nc }} d"), "a {{ b\n\nc }} d");
    assert_eq!(text("![a]({% asset_path b.png %})"), "![a](b.png)");
    assert_eq!(
        problems(
            Template::Liquid,
            "a\n{% nobody %}\n{% if a %}\n{% endfor %}"
        ),
        [
            (ProblemKind::UnknownTag, "nobody".to_owned(), 2),
            (ProblemKind::UnclosedTag, "if".to_owned(), 3),
            (ProblemKind::StrayEnd, "for".to_owned(), 4),
        ]
    );
}

#[test]
fn a_post_can_ask_not_to_be_run() {
    struct Still;
    impl crate::document::Values for Still {
        fn value(&self, path: &str) -> Option<serde_json::Value> {
            (path == "page.render_with_liquid").then_some(serde_json::Value::Bool(false))
        }
        fn post_url(&self, _: &str) -> Option<String> {
            None
        }
        fn link(&self, _: &str) -> Option<String> {
            None
        }
        fn include(&self, _: &str) -> Option<String> {
            None
        }
    }
    let source = super::source(Template::Liquid, "{{ page.title }}");
    assert_eq!(super::expand(&source, &Still).text, "{{ page.title }}");
}

#[test]
fn a_block_without_its_end_ends_at_its_last_branch() {
    assert_eq!(
        text("{% if nil %}no{% else %}yes {% if true %}and {% else %}or{% endif %}more"),
        "yes and more"
    );
}
