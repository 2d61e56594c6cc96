//! What a file is written in, by the ending of its name.

use super::files::{file_name, stem_and_ending};
use crate::document::Format;

/// The format of a text file; nothing for pictures, sounds and archives.
pub fn of(path: &str) -> Option<Format> {
    const MARKDOWN: [&str; 9] = [
        "md", "markdown", "mkdown", "mkdn", "mkd", "mdown", "mdwn", "mdx", "mdtext",
    ];
    const HTML: [&str; 3] = ["html", "htm", "xhtml"];
    const MEDIA: [&str; 36] = [
        "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "bmp", "tif", "tiff", "heic",
        "psd", "pdf", "ps", "zip", "gz", "bz2", "xz", "tar", "7z", "rar", "mp3", "ogg", "oga",
        "wav", "flac", "m4a", "mp4", "webm", "mov", "avi", "mkv", "ogv", "woff", "ttf",
    ];
    let (_, ending) = stem_and_ending(file_name(path));
    let is_in = |endings: &[&str]| {
        endings
            .iter()
            .any(|known| known.eq_ignore_ascii_case(ending))
    };
    if is_in(&MARKDOWN) {
        Some(Format::Markdown)
    } else if is_in(&HTML) {
        Some(Format::Html)
    } else if is_in(&["rst", "rest"]) {
        Some(Format::Restructured)
    } else if is_in(&MEDIA) {
        None
    } else {
        Some(Format::Plain)
    }
}

/// True for a Markdown file.
pub fn is_markdown(path: &str) -> bool {
    of(path) == Some(Format::Markdown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_tells_what_a_file_is_written_in() {
        assert_eq!(of("a/b.MD"), Some(Format::Markdown));
        assert_eq!(of("a.htm"), Some(Format::Html));
        assert_eq!(of("a.rst"), Some(Format::Restructured));
        assert_eq!(of("a.textile"), Some(Format::Plain));
        assert_eq!(of("LICENSE"), Some(Format::Plain));
        assert_eq!(of("a.JPG"), None);
    }
}
