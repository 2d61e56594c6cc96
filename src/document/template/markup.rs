//! Pieces of Markdown and HTML that constructs are written in.

use pulldown_cmark::{Options, Parser, html};

/// `text` as the content of an element or of a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut output = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => output.push_str("&amp;"),
            '<' => output.push_str("&lt;"),
            '>' => output.push_str("&gt;"),
            '"' => output.push_str("&quot;"),
            '\'' => output.push_str("&#39;"),
            _ => output.push(sign),
        }
    }
    output
}

/// `text` as an attribute's value on one line; what is escaped already stays so.
pub fn attribute(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The HTML of `markdown`, without the blank lines that would end a block of HTML around it.
pub fn html(markdown: &str) -> String {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_SMART_PUNCTUATION;
    let mut output = String::new();
    html::push_html(&mut output, Parser::new_ext(markdown, options));
    let output = output.trim_end();
    if output.contains("\n\n") {
        // Only code keeps blank lines, and there the reference is read back as one.
        output.replace("\n\n", "\n&#10;")
    } else {
        output.to_owned()
    }
}

/// The HTML of `markdown` that stands within a line: its paragraph's marks taken off.
pub fn inline_html(markdown: &str) -> String {
    let html = html(markdown);
    let inner = html
        .strip_prefix("<p>")
        .and_then(|html| html.strip_suffix("</p>"))
        .filter(|inner| !inner.contains("<p>"));
    inner.unwrap_or(&html).replace('\n', " ")
}

/// A code block in HTML.
pub fn pre(info: &str, text: &str) -> String {
    let language = info.split_whitespace().next().unwrap_or_default();
    let class = if language.is_empty() {
        String::new()
    } else {
        format!(" class=\"language-{}\"", attribute(language))
    };
    format!("<pre><code{class}>{}</code></pre>", escape(text))
}

/// A fence that no line of `text` can close.
pub fn fence_for(text: &str) -> String {
    let longest = text
        .lines()
        .map(|line| {
            let line = line.trim_start_matches([' ', '\t', '>']);
            line.len() - line.trim_start_matches('`').len()
        })
        .max()
        .unwrap_or(0);
    "`".repeat(longest.max(2) + 1)
}

/// `text` with up to `indent` columns of white space taken off each line.
pub fn dedent(text: &str, indent: usize) -> String {
    if indent == 0 {
        return text.to_owned();
    }
    let lines: Vec<&str> = text.split('\n').map(|line| cut(line, indent)).collect();
    lines.join("\n")
}

fn cut(line: &str, indent: usize) -> &str {
    let mut columns = 0;
    for (at, sign) in line.char_indices() {
        let width = match sign {
            ' ' => 1,
            '\t' => 4 - columns % 4,
            _ => return line.get(at..).unwrap_or_default(),
        };
        if columns + width > indent {
            return line.get(at..).unwrap_or_default();
        }
        columns += width;
    }
    ""
}

/// The HTML of an included file on lines that Markdown takes for one block: no blank lines and no
/// indentation, outside of `<pre>`.
pub fn squeeze(html: &str) -> String {
    let mut output = String::with_capacity(html.len());
    let mut in_pre = false;
    for line in html.lines() {
        let text = if in_pre { line } else { line.trim() };
        if !text.trim().is_empty() || in_pre {
            if !output.is_empty() {
                output.push('\n');
            }
            output.push_str(text);
        }
        let opened = text.rfind("<pre");
        let closed = text.rfind("</pre");
        in_pre = match (opened, closed) {
            (Some(opened), Some(closed)) => opened > closed,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => in_pre,
        };
    }
    output
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_is_longer_than_any_inside() {
        assert_eq!(fence_for("a"), "```");
        assert_eq!(fence_for("```\na\n```"), "````");
        assert_eq!(fence_for("  > ````` "), "``````");
    }

    #[test]
    fn dedenting_takes_no_more_than_asked() {
        assert_eq!(dedent("  a\n    b\nc\n\td", 2), "a\n  b\nc\n\td");
        assert_eq!(dedent("\ta", 4), "a");
    }

    #[test]
    fn markdown_in_a_line_loses_its_paragraph_only() {
        assert_eq!(inline_html("a *b*"), "a <em>b</em>");
        assert_eq!(inline_html("a\n\nb"), "<p>a</p> <p>b</p>");
    }

    #[test]
    fn squeezed_html_is_one_block() {
        let html = "<ul>\n\n      <li>a</li>\n  </ul>\n<pre>\n\n  b</pre>";
        assert_eq!(squeeze(html), "<ul>\n<li>a</li>\n</ul>\n<pre>\n\n  b</pre>");
    }
}
