//! The sites that play sound.

use super::Found;
use super::address::Address;
use crate::document::MediaKind;

/// The sound at `address`, where its site is known.
pub fn find(address: &Address) -> Option<Found> {
    let segments = address.segments();
    match address.host.as_str() {
        "soundcloud.com" | "m.soundcloud.com" => match *segments {
            [user, "sets", set] => Some(sound("soundcloud", format!("{user}/sets/{set}"))),
            [_, "sets" | "tracks" | "albums" | "reposts" | "likes"] => None,
            [user, track] => Some(sound("soundcloud", format!("{user}/{track}"))),
            _ => None,
        },
        "w.soundcloud.com" => {
            let address = address
                .query("url")?
                .replace("%3A", ":")
                .replace("%2F", "/");
            Some(sound("soundcloud", address.clone()).opened_at(address))
        }
        "bandcamp.com" => match *segments {
            ["EmbeddedPlayer", id, ..] => Some(sound("bandcamp", id.to_owned())),
            _ => None,
        },
        "open.spotify.com" => spotify(&segments),
        host => match *segments {
            ["track" | "album", slug] if host.ends_with(".bandcamp.com") => {
                Some(sound("bandcamp", slug.to_owned()))
            }
            _ => None,
        },
    }
}

fn spotify(segments: &[&str]) -> Option<Found> {
    match *segments {
        ["embed", kind, id] => {
            let page = format!("https://open.spotify.com/{kind}/{id}");
            Some(sound("spotify", id.to_owned()).opened_at(page))
        }
        ["track" | "episode" | "album" | "playlist" | "show", id] => {
            Some(sound("spotify", id.to_owned()))
        }
        _ => None,
    }
}

fn sound(provider: &'static str, id: String) -> Found {
    Found::new(MediaKind::Audio, provider, id)
}

#[cfg(test)]
mod tests {
    use crate::document::MediaKind;
    use crate::document::media::{recognise, watch_address};

    #[test]
    fn tracks_are_sounds_and_profiles_are_not() {
        for (address, provider) in [
            ("https://soundcloud.com/someone/a-talk", Some("soundcloud")),
            ("https://soundcloud.com/someone", None),
            ("https://someone.bandcamp.com/album/x", Some("bandcamp")),
            ("https://someone.bandcamp.com/", None),
            ("https://open.spotify.com/episode/abc", Some("spotify")),
        ] {
            let media = recognise(address, "");
            assert_eq!(
                media.as_ref().map(|media| media.provider),
                provider,
                "{address}"
            );
            assert!(media.is_none_or(|media| media.kind == MediaKind::Audio));
        }
    }

    #[test]
    fn an_embedded_track_opens_on_its_page() {
        let player = "https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b&color=x";
        assert_eq!(watch_address(player), "https://soundcloud.com/a/b");
    }
}
