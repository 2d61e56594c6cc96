//! What a link is called where it stands alone, away from its sentence.

use crate::document::{Link, images};

/// Words that say nothing of what a link leads to, only of what kind it is or that it is one.
const BARE: &[&str] = &[
    "a",
    "audio",
    "available",
    "avif",
    "click",
    "clip",
    "deck",
    "embedded",
    "episode",
    "for",
    "full",
    "gif",
    "here",
    "in",
    "it",
    "jpeg",
    "jpg",
    "keynote",
    "link",
    "listen",
    "mp3",
    "mp4",
    "my",
    "now",
    "of",
    "on",
    "online",
    "part",
    "pdf",
    "play",
    "player",
    "png",
    "podcast",
    "post",
    "presentation",
    "read",
    "recorded",
    "recording",
    "see",
    "session",
    "slide",
    "slides",
    "slideshow",
    "source",
    "svg",
    "talk",
    "that",
    "the",
    "this",
    "to",
    "video",
    "videos",
    "vimeo",
    "watch",
    "webp",
    "youtube",
];

impl Link {
    /// What it is, in words that tell it from other links: its own, and before those that say
    /// nothing ("Video", "here") its title, else what it is about.
    ///
    /// ```text
    /// Grok the GIL › Video
    /// ```
    pub fn name(&self) -> String {
        let words = self.words().unwrap_or(&self.address);
        if !is_bare(words, self) {
            return words.to_owned();
        }
        let title = Some(&self.title).filter(|title| !is_bare(title, self));
        match title.unwrap_or(&self.context) {
            subject if subject.is_empty() || subject == words => words.to_owned(),
            subject => format!("{subject} › {words}"),
        }
    }

    /// Its own words; of a picture that has none, the name of its file.
    pub fn words(&self) -> Option<&str> {
        let own = Some(self.text.as_str()).filter(|words| !words.is_empty());
        own.or_else(|| images::file_name(&self.address))
    }
}

/// True for words that say nothing, and for those that byline made of an address.
fn is_bare(words: &str, link: &Link) -> bool {
    let is_address = words == link.address || words.contains("://") || words.starts_with("www.");
    let made_of_id = || {
        let media = link.media.as_ref();
        media.is_some_and(|media| !media.id.is_empty() && words.ends_with(&media.id))
    };
    let says_nothing = |word: &str| {
        let word = word.to_lowercase();
        word.chars().all(|sign| sign.is_ascii_digit()) || BARE.contains(&word.as_str())
    };
    is_address
        || made_of_id()
        || words
            .split(|sign: char| !sign.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .all(says_nothing)
}

#[cfg(test)]
mod tests {
    use crate::document::{Link, Target, recognise};

    fn link(text: &str, title: &str, context: &str) -> Link {
        let address = "https://www.youtube.com/watch?v=abcdef".to_owned();
        Link {
            media: recognise(&address, text),
            target: Target::Web(address.clone()),
            address,
            title: title.to_owned(),
            text: text.to_owned(),
            context: context.to_owned(),
            at: 0,
        }
    }

    #[test]
    fn a_picture_without_words_is_called_after_its_file() {
        let picture = |address: &str| Link {
            address: address.to_owned(),
            media: None,
            ..link("", "", "Photos")
        };
        assert_eq!(
            picture("https://cdn.org/a/2.jpeg?w=3").name(),
            "Photos › 2.jpeg"
        );
        assert_eq!(picture("/img/a-lamp.PNG").name(), "a-lamp.PNG");
        assert_eq!(
            picture("https://cdn.org/a").name(),
            "Photos › https://cdn.org/a"
        );
    }

    #[test]
    fn words_that_say_something_stand_alone() {
        assert_eq!(link("Grok the GIL", "", "Talks").name(), "Grok the GIL");
        assert_eq!(link("Видео", "", "Talks").name(), "Видео");
    }

    #[test]
    fn bare_words_are_told_by_the_title_or_by_what_they_are_about() {
        for bare in [
            "Video",
            "video",
            "Watch the video here.",
            "[1]",
            "Part 2",
            "▶",
        ] {
            let name = link(bare, "", "Grok the GIL").name();
            assert_eq!(name, format!("Grok the GIL › {bare}"));
        }
        assert_eq!(
            link("here", "Slides in Spanish", "x").name(),
            "Slides in Spanish › here"
        );
        assert_eq!(link("Video", "", "").name(), "Video");
    }

    #[test]
    fn an_address_or_the_name_of_an_embed_is_told_too() {
        assert_eq!(
            link("YouTube: abcdef", "", "A walk").name(),
            "A walk › YouTube: abcdef"
        );
        assert_eq!(
            link("https://youtu.be/abcdef", "", "A walk").name(),
            "A walk › https://youtu.be/abcdef"
        );
        assert_eq!(
            link("", "", "A walk").name(),
            "A walk › https://www.youtube.com/watch?v=abcdef"
        );
    }
}
