//! Files that are played as they are, known by their endings.

use super::address::Address;
use super::{Found, time};
use crate::document::MediaKind;

/// The video, sound or slides in the file at `address`.
pub fn find(address: &Address) -> Option<Found> {
    let kind = match ending(address)?.as_str() {
        "mp4" | "m4v" | "webm" | "ogv" | "mov" | "mkv" | "avi" | "mpg" | "mpeg" | "wmv" | "flv" => {
            MediaKind::Video
        }
        "mp3" | "m4a" | "ogg" | "oga" | "opus" | "wav" | "flac" | "aac" => MediaKind::Audio,
        "ppt" | "pptx" | "odp" => MediaKind::Slides,
        _ => return None,
    };
    let start = address.fragment("t").and_then(time::seconds);
    Some(Found::new(kind, "file", address.written()).starting(start))
}

/// The ending of the file that `address` names, in lower case.
pub fn ending(address: &Address) -> Option<String> {
    let name = address.path.rsplit('/').next()?;
    let (stem, ending) = name.rsplit_once('.')?;
    (!stem.is_empty()).then(|| ending.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use crate::document::MediaKind;
    use crate::document::media::recognise;

    #[test]
    fn a_file_is_what_its_ending_says() {
        for (address, kind) in [
            (
                "https://example.org/a/talk.MP4?download=1",
                Some(MediaKind::Video),
            ),
            ("/assets/talk.webm#t=12", Some(MediaKind::Video)),
            ("talk.mp3", Some(MediaKind::Audio)),
            ("../episode.opus", Some(MediaKind::Audio)),
            ("https://example.org/a.pptx", Some(MediaKind::Slides)),
            ("https://example.org/a.html", None),
            ("https://example.mov", None),
            ("https://example.mov/about", None),
            ("/.mp4", None),
        ] {
            assert_eq!(
                recognise(address, "").map(|media| media.kind),
                kind,
                "{address}"
            );
        }
    }

    #[test]
    fn a_fragment_says_where_a_file_begins() {
        let media = recognise("/a.mp4#t=1:30", "");
        assert_eq!(media.and_then(|media| media.start), Some(90));
    }
}
