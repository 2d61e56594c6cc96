//! The names of tags that people know, whatever the language and whoever wrote the plugin.

use super::arguments::Arguments;
use super::construct::{self, Construct, Picture};

/// What the tag `name` becomes; `body` is what it surrounds, when it has an end. `None` when
/// nobody knows it.
pub fn known(name: &str, arguments: &Arguments, body: Option<&str>) -> Option<Construct> {
    let lower = name.to_ascii_lowercase();
    let name = lower.as_str();
    let alone = body.is_none_or(|body| body.trim().is_empty());
    let embed = if alone { embed(name, arguments) } else { None };
    embed
        .or_else(|| picture(name, arguments, body))
        .or_else(|| code(name, arguments, body))
        .or_else(|| around(name, arguments, body))
        .or_else(|| (alone && silent(name)).then_some(Construct::Nothing))
}

/// What is shown in a frame: videos, sounds, posts of other sites.
pub fn embed(name: &str, arguments: &Arguments) -> Option<Construct> {
    let title = arguments.named(&["title", "caption", "label"]);
    let id = arguments.get(
        &["id", "video_id", "videoid", "video", "src", "url", "code"],
        0,
    );
    let provider = match name {
        "video" | "embed" | "responsive_embed" => arguments.named(&["provider", "type"]),
        _ => None,
    };
    let provider = provider.map(str::to_ascii_lowercase);
    let name = provider.as_deref().unwrap_or(name);
    if name.contains("youtube") || name == "yt" {
        let start = arguments.named(&["start", "t", "time"]);
        return Some(construct::youtube(id?, start, title));
    }
    if name.contains("vimeo") {
        return Some(construct::vimeo(id?, title));
    }
    match name {
        "video" | "embed" | "iframe" | "responsive_embed" | "embed_video" | "oembed" => {
            let id = id?;
            if construct::is_address(id) || id.contains('/') || id.contains('.') {
                Some(construct::player(id, title))
            } else {
                Some(construct::youtube(id, None, title))
            }
        }
        "audio" | "soundcloud" | "spotify" | "speakerdeck" | "slideshare" | "codepen"
        | "jsfiddle" | "bilibili" | "peertube" | "asciinema" => {
            let id = id?;
            if construct::is_address(id) || id.contains('.') {
                Some(construct::player(id, title))
            } else {
                Some(construct::small(&format!("{name} {id}")))
            }
        }
        "gist" => Some(gist(arguments)),
        "tweet" | "twitter" | "x" | "twitter_simple" | "x_simple" => post_on_x(arguments),
        "instagram" | "instagram_simple" => Some(construct::link(
            &format!("https://www.instagram.com/p/{}/", id?),
            "Instagram",
        )),
        _ => None,
    }
}

fn gist(arguments: &Arguments) -> Construct {
    let path: Vec<&str> = match arguments.named(&["id", "src", "url"]) {
        Some(id) => vec![id],
        None => arguments
            .positionals()
            .filter(|part| !part.contains('.') || construct::is_address(part))
            .collect(),
    };
    let path = path.join("/");
    let address = if construct::is_address(&path) {
        path
    } else {
        format!("https://gist.github.com/{path}")
    };
    construct::link(&address, "Gist")
}

fn post_on_x(arguments: &Arguments) -> Option<Construct> {
    let id = arguments.get(&["id", "url", "src"], 0)?;
    let address = match arguments.named(&["user"]) {
        Some(user) => format!("https://x.com/{user}/status/{id}"),
        None if construct::is_address(id) => id.to_owned(),
        None => match arguments.positional(1) {
            Some(status) => format!("https://x.com/{id}/status/{status}"),
            None => format!("https://x.com/i/status/{id}"),
        },
    };
    Some(construct::link(&address, "Tweet"))
}

/// Pictures and figures.
pub fn picture(name: &str, arguments: &Arguments, body: Option<&str>) -> Option<Construct> {
    let is_picture = matches!(
        name,
        "img" | "image" | "figure" | "picture" | "fig" | "photo" | "asset_img" | "lightbox"
    ) || name.contains("image")
        || name.contains("figure");
    if !is_picture {
        return None;
    }
    let source = arguments
        .named(&[
            "src",
            "image_path",
            "image",
            "img",
            "url",
            "file",
            "filename",
            "path",
            "name",
            "source",
        ])
        .or_else(|| arguments.positionals().find(|value| looks_like_file(value)))?;
    let is_bare = |value: &&str| !looks_like_file(value) && !is_size_or_side(value);
    let last = arguments.positionals().filter(is_bare).last();
    let caption = arguments
        .named(&["caption", "description", "attr"])
        .or(last.filter(|words| words.contains(' ')));
    let captions: Vec<&str> = caption.into_iter().chain(body).collect();
    let caption = captions.join("\n\n");
    Some(construct::figure(&Picture {
        source,
        alt: arguments.named(&["alt"]),
        title: arguments.named(&["title"]),
        caption: Some(caption.as_str()).filter(|caption| !caption.trim().is_empty()),
        link: arguments.named(&["link", "href"]),
    }))
}

fn looks_like_file(value: &str) -> bool {
    !value.contains(' ') && (value.contains('/') || value.contains('.'))
}

/// Octopress puts classes and sizes among a picture's arguments: `left 300 200`.
fn is_size_or_side(value: &str) -> bool {
    value.bytes().all(|sign| sign.is_ascii_digit()) || matches!(value, "left" | "right" | "center")
}

/// Text set as written.
fn code(name: &str, arguments: &Arguments, body: Option<&str>) -> Option<Construct> {
    let text = body.or(arguments.named(&["body", "content"]))?;
    let title = arguments.named(&["title", "file", "filename", "name"]);
    match name {
        // Hugo's `high` and `hl` are common short names for its `highlight`.
        "highlight" | "high" | "prism" | "code" | "code-block" | "codeblock" | "code_block"
        | "sourcecode" => {
            let named = arguments.named(&["lang", "language", "type"]);
            let first = arguments.positional(0).unwrap_or_default();
            let (language, title) = match named {
                Some(language) => (language, title.or(arguments.positional(0))),
                // Octopress gives a title first: `{% codeblock A title lang:ruby %}`.
                None if first.contains(['.', ' ']) => ("", title.or(Some(first))),
                None => (first, title),
            };
            Some(construct::code(language, title, text))
        }
        "code-toggle" => Some(construct::code("yaml", title, text)),
        "mermaid" | "plantuml" | "graphviz" | "dot" => Some(construct::code(name, None, text)),
        // What stands behind the dash is the language: `code-rust`.
        _ if body.is_some_and(|it| !it.contains("```"))
            && let Some(language) = name.strip_prefix("code-").filter(|it| is_language(it)) =>
        {
            let title = title.or(arguments.positional(0));
            Some(construct::code(language, title, text))
        }
        "math" | "mathjax" | "katex" | "latex" | "equation" => {
            let text = text.trim().trim_matches('$').trim();
            Some(Construct::Inline(format!("$${text}$$")))
        }
        _ => None,
    }
}

/// True for what can be a language, and not for a part of a page that holds several codes.
fn is_language(name: &str) -> bool {
    let parts = [
        "block",
        "container",
        "example",
        "group",
        "tab",
        "tabs",
        "wrapper",
    ];
    !name.is_empty() && !name.contains(['-', '_']) && !parts.contains(&name)
}

/// What stands around Markdown: notices, details, quotes.
fn around(name: &str, arguments: &Arguments, body: Option<&str>) -> Option<Construct> {
    let body = body?;
    let title = arguments.named(&["title", "summary", "header"]);
    match name {
        "details" | "collapse" | "expand" | "spoiler" | "accordion" | "fold" | "hidden" => {
            let summary = title.or(arguments.positional(0)).unwrap_or("Details");
            Some(construct::details(summary, body.to_owned()))
        }
        "blockquote" | "quote" | "pullquote" | "epigraph" => {
            let author = arguments.named(&["author", "by"]);
            let source = arguments.named(&["source", "cite", "link"]);
            let words = arguments.positionals().collect::<Vec<_>>().join(" ");
            let words = Some(words).filter(|words| !words.is_empty());
            Some(construct::quote(author.or(words.as_deref()), source, body))
        }
        "center" | "div" | "section" | "column" | "columns" | "tabs" | "tab" | "rawhtml" => None,
        _ => {
            let kind = match name {
                "admonition" | "callout" | "alert" | "notice" | "hint" | "message" | "box" => {
                    let first = arguments.get(&["type", "kind", "class", "style"], 0);
                    first.unwrap_or("note")
                }
                _ => name,
            };
            let kind = notice_kind(kind)?;
            // What is written behind a notice's own name is its title.
            let words = arguments
                .positionals()
                .find(|word| notice_kind(word).is_none());
            Some(construct::notice(kind, title.or(words), body.to_owned()))
        }
    }
}

/// The five kinds of notice by the names that themes give them.
fn notice_kind(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "note" | "info" | "notice" | "primary" | "default" | "question" | "abstract" => "note",
        "tip" | "hint" | "success" | "check" | "aside" => "tip",
        "important" | "attention" => "important",
        "warning" | "warn" | "alert" => "warning",
        "caution" | "danger" | "error" | "bug" | "failure" => "caution",
        _ => return None,
    })
}

/// What belongs to the site around a post and says nothing in it.
pub fn silent(name: &str) -> bool {
    const WHOLE: [&str; 22] = [
        "ad",
        "ads",
        "adsense",
        "toc",
        "nav",
        "head",
        "header",
        "footer",
        "sidebar",
        "seo",
        "feed_meta",
        "analytics",
        "script",
        "scripts",
        "mathjax",
        "katex",
        "more",
        "clear",
        "clearfix",
        "related_posts",
        "subscribe",
        "newsletter",
    ];
    const PARTS: [&str; 9] = [
        "comment",
        "disqus",
        "giscus",
        "utteranc",
        "share",
        "sharing",
        "adsense",
        "google-ad",
        "analytics",
    ];
    WHOLE.contains(&name) || PARTS.iter().any(|part| name.contains(part))
}
