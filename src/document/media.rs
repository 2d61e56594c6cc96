//! Talks, videos, sounds and slides, known by their addresses.
//!
//! The rule: the address decides, the words help. What a site is known to serve at a shape of
//! path is that thing, and a plain file is what its ending says. Only where the address is silent
//! do words that say nothing but "slides" or "video" count. Home pages, channels and profiles are
//! none of these, whoever hosts them.
//!
//! [`recognise`] says what an address leads to, [`watch_address`] where a person opens it: an
//! embedded player becomes the page around it, with the time to start at.

mod address;
mod audio;
mod file;
mod slides;
mod time;
mod video;

use super::{Media, MediaKind};
use address::Address;

/// The talk, video, sound or slides at `address`, for a link that says `words`.
///
/// The address may lack its scheme, as those of frames often do. Words matter only for addresses
/// that no site's rule covers.
///
/// ```
/// use byline::document::{MediaKind, recognise};
///
/// let media = recognise("https://youtu.be/dQw4w9WgXcQ?t=1m30s", "").unwrap();
/// assert_eq!((media.kind, media.start), (MediaKind::Video, Some(90)));
/// assert_eq!(recognise("https://www.youtube.com/@someone", "my channel"), None);
/// ```
pub fn recognise(address: &str, words: &str) -> Option<Media> {
    let address = Address::parse(address)?;
    found(&address)
        .or_else(|| slides::by_words(&address, words))
        .or_else(|| video::by_words(&address, words))
        .map(|found| found.media)
}

/// Where a person opens what is at `address`: the page around an embedded player, the whole
/// address where the scheme is missing, else `address` itself.
pub fn watch_address(address: &str) -> String {
    let Some(parsed) = Address::parse(address) else {
        return address.to_owned();
    };
    found(&parsed)
        .and_then(|found| found.page)
        .or_else(|| parsed.with_scheme())
        .unwrap_or_else(|| address.to_owned())
}

impl Media {
    /// The name of its provider as people write it, such as `YouTube`; empty where the media has
    /// no provider but its file.
    pub fn provider_name(&self) -> &'static str {
        match self.provider {
            "youtube" => "YouTube",
            "vimeo" => "Vimeo",
            "peertube" => "PeerTube",
            "ccc" => "media.ccc.de",
            "infoq" => "InfoQ",
            "twitch" => "Twitch",
            "ted" => "TED",
            "dailymotion" => "Dailymotion",
            "bilibili" => "Bilibili",
            "soundcloud" => "SoundCloud",
            "bandcamp" => "Bandcamp",
            "spotify" => "Spotify",
            "speakerdeck" => "Speaker Deck",
            "slideshare" => "SlideShare",
            "google" => "Google Slides",
            "slides" => "Slides.com",
            _ => "",
        }
    }
}

/// What an address was found to be.
struct Found {
    media: Media,
    /// The page to open, where it is not the address itself.
    page: Option<String>,
}

impl Found {
    fn new(kind: MediaKind, provider: &'static str, id: impl Into<String>) -> Found {
        Found {
            media: Media {
                kind,
                provider,
                id: id.into(),
                start: None,
            },
            page: None,
        }
    }

    fn starting(mut self, start: Option<u32>) -> Found {
        self.media.start = start;
        self
    }

    fn opened_at(mut self, page: String) -> Found {
        self.page = Some(page);
        self
    }
}

fn found(address: &Address) -> Option<Found> {
    if address.host.is_empty() {
        return file::find(address);
    }
    video::find(address)
        .or_else(|| audio::find(address))
        .or_else(|| slides::find(address))
        .or_else(|| file::find(address))
}

#[cfg(test)]
mod corpus;
