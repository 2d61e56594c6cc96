//! What a tag becomes in the text: Markdown or HTML that says on a page what the tag says on the
//! site.

use super::markup::{attribute, escape, inline_html};

/// What a tag makes.
#[derive(Clone, Debug, PartialEq)]
pub enum Construct {
    /// Nothing to see.
    Nothing,
    /// Something within a line.
    Inline(String),
    /// HTML that is a block on a line of its own, and may also stand within a line.
    Html(String),
    /// Text set as written; `info` is what stands behind a fence.
    Code { info: String, text: String },
    /// Markdown within a block of HTML.
    Around {
        open: String,
        body: String,
        close: String,
    },
    /// Somebody else's words, in Markdown.
    Quote { body: String },
}

/// A player for the address `source`.
pub fn player(source: &str, title: Option<&str>) -> Construct {
    let title = title.map_or(String::new(), |title| {
        format!(" title=\"{}\"", attribute(title))
    });
    Construct::Html(format!(
        "<iframe src=\"{}\"{title}></iframe>",
        attribute(source)
    ))
}

/// The player of a `YouTube` video, given by its id or by any address of it.
pub fn youtube(id: &str, start: Option<&str>, title: Option<&str>) -> Construct {
    if is_address(id) {
        return player(id, title);
    }
    let start = start.map_or(String::new(), |start| format!("?start={start}"));
    player(&format!("https://www.youtube.com/embed/{id}{start}"), title)
}

/// The player of a Vimeo video, given by its id or by any address of it.
pub fn vimeo(id: &str, title: Option<&str>) -> Construct {
    if is_address(id) {
        return player(id, title);
    }
    player(&format!("https://player.vimeo.com/video/{id}"), title)
}

/// A link on a line of its own, for what the site shows in a frame.
pub fn link(address: &str, words: &str) -> Construct {
    Construct::Html(format!(
        "<p><a href=\"{}\">{}</a></p>",
        attribute(address),
        escape(words)
    ))
}

/// A picture with what is said of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture<'a> {
    pub source: &'a str,
    pub alt: Option<&'a str>,
    /// A short line in Markdown.
    pub title: Option<&'a str>,
    /// Markdown.
    pub caption: Option<&'a str>,
    pub link: Option<&'a str>,
}

/// A figure, or the bare picture where nothing is said of it.
pub fn figure(picture: &Picture) -> Construct {
    let alt = picture.alt.map(attribute).unwrap_or_default();
    let image = format!("<img src=\"{}\" alt=\"{alt}\">", attribute(picture.source));
    let image = match picture.link {
        Some(link) => format!("<a href=\"{}\">{image}</a>", attribute(link)),
        None => image,
    };
    let title = picture
        .title
        .map(|title| format!("<strong>{}</strong>", inline_html(title)));
    let caption = picture.caption.map(inline_html);
    let words: Vec<String> = title.into_iter().chain(caption).collect();
    if words.is_empty() {
        return Construct::Html(image);
    }
    Construct::Html(format!(
        "<figure>{image}<figcaption>{}</figcaption></figure>",
        words.join(" ")
    ))
}

/// A code block. `options` may name its language, a title and more, in any plugin's way.
pub fn code(language: &str, title: Option<&str>, text: &str) -> Construct {
    let language = language.trim_matches(['"', '\'', '`']);
    let title = title.map_or(String::new(), |title| {
        format!(" title=\"{}\"", title.replace(['"', '`', '\n'], ""))
    });
    Construct::Code {
        info: format!("{language}{title}").trim_start().to_owned(),
        text: outer_newlines_off(text).to_owned(),
    }
}

/// `text` without the blank lines at its ends; the indentation of its first line stays.
fn outer_newlines_off(text: &str) -> &str {
    let end = text.trim_end().len();
    let text = text.get(..end).unwrap_or_default();
    let blank = text.len() - text.trim_start().len();
    let start = text
        .get(..blank)
        .and_then(|blank| blank.rfind('\n'))
        .map_or(0, |found| found + 1);
    text.get(start..).unwrap_or_default()
}

/// A notice box of the class `kind`, with a title in Markdown.
pub fn notice(kind: &str, title: Option<&str>, body: String) -> Construct {
    let title = title.map_or(String::new(), |title| {
        format!("<p class=\"title\">{}</p>", inline_html(title))
    });
    Construct::Around {
        open: format!("<div class=\"{}\">{title}", attribute(kind)),
        body,
        close: "</div>".to_owned(),
    }
}

/// A summary and what it hides.
pub fn details(summary: &str, body: String) -> Construct {
    Construct::Around {
        open: format!("<details><summary>{}</summary>", inline_html(summary)),
        body,
        close: "</details>".to_owned(),
    }
}

/// Somebody's words, and who and where they are from.
pub fn quote(author: Option<&str>, source: Option<&str>, body: &str) -> Construct {
    let mut body = body.trim().to_owned();
    let from: Vec<&str> = author.into_iter().chain(source).collect();
    if !from.is_empty() {
        body = format!("{body}\n\n— {}", from.join(", "));
    }
    Construct::Quote { body }
}

/// The words of a tag that nobody knows, small.
pub fn small(words: &str) -> Construct {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.replace(['"', '\'', '`'], "");
    // Markdown in them is not meant, and braces would be a template again.
    let mut escaped = String::new();
    for sign in escape(&words).chars() {
        if matches!(sign, '*' | '_' | '[' | ']' | '\\' | '~' | '|' | '$' | ':') {
            escaped.push('\\');
        }
        escaped.push(sign);
    }
    Construct::Inline(format!("<small>{}</small>", escaped.trim()))
}

pub fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://") || text.starts_with("//")
}
