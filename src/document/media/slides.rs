//! The slides of talks: the sites that hold them, and links that say so.

use super::address::Address;
use super::{Found, file};
use crate::document::MediaKind;

/// The slides at `address`, where its site is known.
pub fn find(address: &Address) -> Option<Found> {
    let segments = address.segments();
    let (provider, id) = match (address.host.as_str(), segments.as_slice()) {
        ("speakerdeck.com", [_, id]) => ("speakerdeck", *id),
        (
            "slideshare.net",
            ["slideshow", "embed_code", "key", id, ..] | ["slideshow", _, id] | [_, id, ..],
        ) => ("slideshare", *id),
        ("docs.google.com", ["presentation", "d", "e", id, ..] | ["presentation", "d", id, ..]) => {
            ("google", *id)
        }
        ("slides.com", [_, id, ..]) => ("slides", *id),
        _ => return None,
    };
    Some(Found::new(MediaKind::Slides, provider, id))
}

/// Slides that the link's words tell: a link that says nothing else, or a PDF that is said to
/// hold them.
pub fn by_words(address: &Address, words: &str) -> Option<Found> {
    if address.is_here() {
        return None;
    }
    let words = words.to_lowercase();
    let ending = file::ending(address);
    let is_file = matches!(ending.as_deref(), Some("pdf" | "key"));
    let said = if is_file {
        words
            .split(|sign: char| !sign.is_alphanumeric())
            .any(|word| {
                matches!(
                    word,
                    "slide" | "slides" | "deck" | "presentation" | "keynote"
                )
            })
    } else {
        matches!(
            words.trim().trim_matches(['(', ')', '[', ']', '.', ':']),
            "slides" | "the slides" | "slide deck" | "deck" | "presentation" | "slideshow"
        )
    };
    let provider = if is_file { "file" } else { "web" };
    said.then(|| Found::new(MediaKind::Slides, provider, address.written()))
}

#[cfg(test)]
mod tests {
    use crate::document::MediaKind;
    use crate::document::media::recognise;

    fn provider(address: &str, words: &str) -> Option<&'static str> {
        recognise(address, words)
            .filter(|media| media.kind == MediaKind::Slides)
            .map(|media| media.provider)
    }

    #[test]
    fn the_homes_of_slides_are_known() {
        for (address, expected) in [
            (
                "https://speakerdeck.com/someone/a-talk",
                Some("speakerdeck"),
            ),
            ("https://speakerdeck.com/player/0a1b", Some("speakerdeck")),
            ("https://speakerdeck.com/someone", None),
            (
                "https://www.slideshare.net/someone/a-talk",
                Some("slideshare"),
            ),
            (
                "https://www.slideshare.net/slideshow/embed_code/key/a1",
                Some("slideshare"),
            ),
            (
                "https://docs.google.com/presentation/d/1a2b/edit#slide=id.p",
                Some("google"),
            ),
            (
                "https://docs.google.com/presentation/d/e/2PACX/embed",
                Some("google"),
            ),
            ("https://docs.google.com/document/d/1a2b", None),
            ("https://slides.com/someone/a-talk#/3", Some("slides")),
        ] {
            assert_eq!(provider(address, ""), expected, "{address}");
        }
    }

    #[test]
    fn words_that_say_nothing_else_make_slides() {
        assert_eq!(provider("https://example.org/talk", "Slides"), Some("web"));
        assert_eq!(
            provider("https://example.org/talk", "(slides)"),
            Some("web")
        );
        assert_eq!(
            provider("https://example.org/talk", "Presentation"),
            Some("web")
        );
        assert_eq!(
            provider("https://example.org/a.pdf", "slides of my talk"),
            Some("file")
        );
        assert_eq!(provider("https://example.org/a.pdf", "the paper"), None);
        assert_eq!(
            provider("https://example.org/talk", "how to make slides"),
            None
        );
        assert_eq!(provider("#slides", "slides"), None);
    }

    #[test]
    fn a_video_that_is_called_presentation_stays_a_video() {
        let media = recognise("https://youtu.be/abc", "Presentation");
        assert_eq!(media.map(|media| media.kind), Some(MediaKind::Video));
    }
}
