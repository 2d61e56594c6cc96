//! What several tests need: the posts at hand.

#![allow(dead_code, reason = "each test uses a part")]

pub mod text;

use std::fs;
use std::path::{Path, PathBuf};

use byline::document::Dialect;
use pulldown_cmark::Options;

/// The posts of the sample blog, as `(path, text)`.
pub fn sample_posts() -> Vec<(String, String)> {
    markdown_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-posts"))
}

/// The Markdown posts of the blogs that may lie beside the repository; nothing where they do not.
pub fn corpus_posts() -> Option<Vec<(String, String)>> {
    let shared = shared()?;
    Some(markdown_below(&shared.join("corpus/blogs")))
}

/// Their posts in reStructuredText.
pub fn restructured_posts() -> Option<Vec<(String, String)>> {
    let shared = shared()?;
    Some(posts_below(&shared.join("corpus/blogs"), &["rst"]))
}

/// The folder of other people's blogs to test with, if it is there.
pub fn shared() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("BYLINE_SHARED").map_or(beside, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: {} is not here", folder.display());
    None
}

fn markdown_below(folder: &Path) -> Vec<(String, String)> {
    posts_below(folder, &["md", "markdown", "mkd"])
}

fn posts_below(folder: &Path, endings: &[&str]) -> Vec<(String, String)> {
    let mut posts = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let is_post = path
                .extension()
                .is_some_and(|ending| endings.iter().any(|known| ending == *known));
            if path.is_dir() {
                folders.push(path);
            } else if is_post && let Ok(bytes) = fs::read(&path) {
                posts.push((
                    path.display().to_string(),
                    String::from_utf8_lossy(&bytes).into_owned(),
                ));
            }
        }
    }
    posts.sort();
    posts
}

/// A post without its head.
pub fn body_of(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}');
    for fence in ["---", "+++"] {
        if let Some(rest) = text.strip_prefix(fence)
            && let Some(end) = rest.find(&format!("\n{fence}"))
        {
            let after = &rest[end + 4..];
            return after
                .split_once('\n')
                .map_or(String::new(), |(_, body)| body.to_owned());
        }
    }
    text.to_owned()
}

/// The extensions that byline uses for a dialect.
pub fn options(dialect: Dialect, body: &str) -> Options {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    if dialect != Dialect::CommonMark {
        options |= Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_DEFINITION_LIST;
    }
    if body.contains("$$") || body.contains("\\begin{") || body.contains("\\frac") {
        options |= Options::ENABLE_MATH;
    }
    options
}

/// A body without a place for a table of contents, whose words come from elsewhere, and without
/// kramdown's comments.
pub fn without_contents(body: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut in_comment = false;
    for line in body.lines() {
        let bare = line.trim();
        if bare.starts_with("{::comment}") || in_comment {
            in_comment = !bare.contains("{:/");
        } else if bare.starts_with("{:") && bare.contains("toc") {
            kept.pop_if(|item| item.trim_start().starts_with(['*', '-', '1']));
        } else {
            kept.push(line);
        }
    }
    kept.join("\n") + "\n"
}

/// A text without what is a mark for kramdown and text for `CommonMark`: attribute lists, the
/// meanings of abbreviations, and, in HTML that kramdown reads as Markdown or as HTML, the
/// addresses of links, tags and entities.
pub fn without_kramdown_marks(text: &str) -> String {
    let is_meaning = |line: &&str| line.trim_start().starts_with("*[") && line.contains("]:");
    let kept: Vec<&str> = text.lines().filter(|line| !is_meaning(line)).collect();
    let text = without(&kept.join("\n"), "{:", '}');
    let text = without(&text, "](", ')');
    let text = without(&text, "<", '>');
    text.replace("&mdash;", "")
}

/// A text without what stands between a beginning and the next end, near as it must be.
fn without(text: &str, begin: &str, end: char) -> String {
    const FAR: usize = 400;
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(begin) {
        let (before, marked) = rest.split_at(at);
        kept.push_str(before);
        if let Some(at) = marked.find(end).filter(|&at| at < FAR) {
            kept.push(' ');
            rest = &marked[at + end.len_utf8()..];
        } else {
            kept.push_str(begin);
            rest = &marked[begin.len()..];
        }
    }
    kept + rest
}

/// A body with a blank line after each line that is only `<hr>`, `<br>` or `<img …>`.
pub fn parted_after_void_elements(body: &str) -> String {
    let mut parted = String::new();
    let mut is_code = false;
    for line in body.lines() {
        let bare = line.trim();
        is_code ^= bare.starts_with("```") || bare.starts_with("~~~");
        parted.push_str(line);
        parted.push('\n');
        let is_void = ["<hr", "<br", "<img"]
            .iter()
            .any(|tag| bare.to_ascii_lowercase().starts_with(tag));
        if !is_code
            && is_void
            && bare.find('>') == Some(bare.len() - 1)
            && !line.starts_with("    ")
        {
            parted.push('\n');
        }
    }
    parted
}

/// A body with `style=""` for `style={{…}}` outside of code: that is JSX and no word of the post.
pub fn without_jsx_styles(body: &str) -> String {
    let mut kept = String::new();
    let mut is_code = false;
    for line in body.split_inclusive('\n') {
        let bare = line.trim();
        is_code ^= bare.starts_with("```") || bare.starts_with("~~~");
        let mut rest = line;
        while let Some((before, style)) = rest.split_once(" style={{").filter(|_| !is_code) {
            kept.push_str(before);
            kept.push_str(" style=\"\"");
            rest = style.split_once("}}").map_or(style, |(_, after)| after);
        }
        kept.push_str(rest);
    }
    kept
}
