//! The sites that show videos, and the shapes of their addresses.

use super::address::Address;
use super::{Found, time};
use crate::document::MediaKind;

/// The video at `address`, where its site is known.
pub fn find(address: &Address) -> Option<Found> {
    let segments = address.segments();
    match address.host.as_str() {
        "youtu.be" => youtube_id(segments.first()?).map(|id| youtube(address, id)),
        "youtube.com" | "m.youtube.com" | "music.youtube.com" | "gaming.youtube.com" => {
            youtube_page(address, &segments)
        }
        "youtube-nocookie.com" => youtube_page(address, &segments),
        "vimeo.com" | "player.vimeo.com" => vimeo(address, &segments),
        "media.ccc.de" | "app.media.ccc.de" => ccc(&segments),
        "infoq.com" => infoq(&segments),
        "twitch.tv" | "m.twitch.tv" | "clips.twitch.tv" | "player.twitch.tv" => {
            twitch(address, &segments)
        }
        "ted.com" | "embed.ted.com" | "embed-ssl.ted.com" => ted(address, &segments),
        "dailymotion.com" | "geo.dailymotion.com" | "dai.ly" => dailymotion(address, &segments),
        "bilibili.com" | "m.bilibili.com" | "player.bilibili.com" => bilibili(address, &segments),
        _ => peertube(address, &segments),
    }
}

/// A video on a site of which nothing is known, when the link says nothing but that it is one.
pub fn by_words(address: &Address, words: &str) -> Option<Found> {
    let words = words
        .trim()
        .trim_end_matches(['.', ':', '!'])
        .to_lowercase();
    let says_video = matches!(
        words.as_str(),
        "video" | "the video" | "watch the video" | "talk video" | "video recording" | "recording"
    );
    let known_host = matches!(
        address.host.as_str(),
        "youtube.com" | "vimeo.com" | "twitch.tv"
    );
    let whole = says_video && !known_host && !address.is_here();
    whole.then(|| Found::new(MediaKind::Video, "web", address.written()))
}

fn youtube_page(address: &Address, segments: &[&str]) -> Option<Found> {
    match *segments {
        [] | ["watch" | "watch_popup"] => watched(address),
        ["playlist"] => playlist(address),
        ["embed" | "v"] | ["embed", "videoseries"] => embedded_playlist(address),
        ["embed", "live_stream"] => None,
        ["embed" | "v" | "e", id, ..] => {
            let id = youtube_id(id)?;
            let found = youtube(address, id);
            let page = youtube_watch(id, found.media.start);
            Some(found.opened_at(page))
        }
        ["shorts" | "live" | "watch", id, ..] => youtube_id(id).map(|id| youtube(address, id)),
        _ => None,
    }
}

fn watched(address: &Address) -> Option<Found> {
    let id = address.query("v").or_else(|| address.fragment("v"))?;
    youtube_id(id).map(|id| youtube(address, id))
}

fn playlist(address: &Address) -> Option<Found> {
    let list = youtube_id(address.query("list")?)?;
    Some(Found::new(MediaKind::Video, "youtube", list))
}

fn embedded_playlist(address: &Address) -> Option<Found> {
    let found = playlist(address)?;
    let page = format!("https://www.youtube.com/playlist?list={}", found.media.id);
    Some(found.opened_at(page))
}

fn youtube(address: &Address, id: &str) -> Found {
    Found::new(MediaKind::Video, "youtube", id).starting(start(address))
}

fn youtube_watch(id: &str, start: Option<u32>) -> String {
    let page = format!("https://www.youtube.com/watch?v={id}");
    match start {
        Some(start) => format!("{page}&t={}", time::in_address(start)),
        None => page,
    }
}

/// The id that `text` begins with; a stray backslash or bracket after it is not a part of it.
fn youtube_id(text: &str) -> Option<&str> {
    leading(text, |sign| {
        sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_')
    })
}

fn vimeo(address: &Address, segments: &[&str]) -> Option<Found> {
    let mut hash = address.query("h");
    let id = match *segments {
        ["channels" | "ondemand", _, id, ..]
        | ["groups", _, "videos", id, ..]
        | ["album" | "showcase", _, "video", id, ..]
        | ["video", id, ..] => id,
        [id, ref rest @ ..] => {
            hash = rest.first().copied();
            id
        }
        [] => return None,
    };
    let id = digits(id)?;
    let found = Found::new(MediaKind::Video, "vimeo", id).starting(start(address));
    if address.host != "player.vimeo.com" {
        return Some(found);
    }
    let mut page = format!("https://vimeo.com/{id}");
    if let Some(hash) = hash.and_then(youtube_id) {
        page = format!("{page}/{hash}");
    }
    if let Some(start) = found.media.start {
        page = format!("{page}#t={}", time::in_address(start));
    }
    Some(found.opened_at(page))
}

fn ccc(segments: &[&str]) -> Option<Found> {
    let ["v", slug, rest @ ..] = segments else {
        return None;
    };
    let found = Found::new(MediaKind::Video, "ccc", *slug);
    Some(match rest {
        ["oembed", ..] => found.opened_at(format!("https://media.ccc.de/v/{slug}")),
        _ => found,
    })
}

fn infoq(segments: &[&str]) -> Option<Found> {
    match *segments {
        ["presentations", slug, ..] | [_, "presentations", slug, ..] => {
            Some(Found::new(MediaKind::Video, "infoq", slug))
        }
        _ => None,
    }
}

fn twitch(address: &Address, segments: &[&str]) -> Option<Found> {
    let video = |id| Found::new(MediaKind::Video, "twitch", id).starting(start(address));
    match (address.host.as_str(), segments) {
        ("player.twitch.tv", _) => {
            let id = digits(address.query("video")?.trim_start_matches('v'))?;
            let mut page = format!("https://www.twitch.tv/videos/{id}");
            let found = video(id);
            if let Some(start) = found.media.start {
                page = format!("{page}?t={}", time::in_address(start));
            }
            Some(found.opened_at(page))
        }
        ("clips.twitch.tv", ["embed"]) => {
            let slug = youtube_id(address.query("clip")?)?;
            Some(video(slug).opened_at(format!("https://clips.twitch.tv/{slug}")))
        }
        ("clips.twitch.tv", [slug]) | (_, [_, "clip", slug]) => Some(video(*slug)),
        (_, ["videos", id] | [_, "v" | "video", id]) => digits(id).map(video),
        _ => None,
    }
}

fn ted(address: &Address, segments: &[&str]) -> Option<Found> {
    let (["talks", "lang", _, slug, ..] | ["talks", slug, ..]) = *segments else {
        return None;
    };
    let slug = slug.strip_suffix(".html").unwrap_or(slug);
    let found = Found::new(MediaKind::Video, "ted", slug).starting(start(address));
    Some(if address.host == "ted.com" {
        found
    } else {
        found.opened_at(format!("https://www.ted.com/talks/{slug}"))
    })
}

fn dailymotion(address: &Address, segments: &[&str]) -> Option<Found> {
    let alphanumeric = |text| leading(text, |sign: char| sign.is_ascii_alphanumeric());
    let (id, embedded) = match (address.host.as_str(), segments) {
        ("geo.dailymotion.com", _) => (address.query("video")?, true),
        ("dai.ly", [id]) | (_, ["video", id]) => (*id, false),
        (_, ["embed", "video", id]) => (*id, true),
        _ => return None,
    };
    // A page may carry its title behind the id: `x2abc_some-title`.
    let id = alphanumeric(id)?;
    let found = Found::new(MediaKind::Video, "dailymotion", id).starting(start(address));
    if !embedded {
        return Some(found);
    }
    let mut page = format!("https://www.dailymotion.com/video/{id}");
    if let Some(start) = found.media.start {
        page = format!("{page}?start={start}");
    }
    Some(found.opened_at(page))
}

fn bilibili(address: &Address, segments: &[&str]) -> Option<Found> {
    match *segments {
        ["video", id, ..] => Some(Found::new(MediaKind::Video, "bilibili", id)),
        ["player.html", ..] => {
            let id = youtube_id(address.query("bvid")?)?;
            let page = format!("https://www.bilibili.com/video/{id}");
            Some(Found::new(MediaKind::Video, "bilibili", id).opened_at(page))
        }
        _ => None,
    }
}

/// Any host may run `PeerTube`: its paths are known by the form of their ids, a UUID or the 22
/// characters that shorten one.
fn peertube(address: &Address, segments: &[&str]) -> Option<Found> {
    let (id, embedded) = match *segments {
        ["w", id]
        | ["w", "p", id]
        | ["videos", "watch", id]
        | ["videos", "watch", "playlist", id] => (id, false),
        ["videos", "embed", id] => (id, true),
        _ => return None,
    };
    let uuid = id.len() == 36
        && id
            .bytes()
            .all(|sign| sign.is_ascii_hexdigit() || sign == b'-');
    let short = id.len() == 22 && id.bytes().all(|sign| sign.is_ascii_alphanumeric());
    if !uuid && !short {
        return None;
    }
    let found = Found::new(MediaKind::Video, "peertube", id).starting(start(address));
    if !embedded {
        return Some(found);
    }
    let mut page = format!("https://{}/w/{id}", address.host);
    if let Some(start) = found.media.start {
        page = format!("{page}?start={}", time::in_address(start));
    }
    Some(found.opened_at(page))
}

fn start(address: &Address) -> Option<u32> {
    ["t", "start", "time_continue"]
        .into_iter()
        .find_map(|key| address.query(key))
        .or_else(|| address.fragment("t"))
        .and_then(time::seconds)
}

fn digits(text: &str) -> Option<&str> {
    leading(text, |sign| sign.is_ascii_digit())
}

fn leading(text: &str, wanted: impl Fn(char) -> bool) -> Option<&str> {
    let end = text.find(|sign| !wanted(sign)).unwrap_or(text.len());
    text.get(..end).filter(|id| !id.is_empty())
}

#[cfg(test)]
mod tests {
    use crate::document::media::{recognise, watch_address};

    /// The provider, id and start of each address.
    fn seen(address: &str) -> Option<(&'static str, String, Option<u32>)> {
        recognise(address, "").map(|media| (media.provider, media.id, media.start))
    }

    #[test]
    fn youtube_videos_are_known_in_every_shape() {
        for (address, id, start) in [
            (
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
                "dQw4w9WgXcQ",
                None,
            ),
            (
                "http://m.youtube.com/watch?feature=x&v=dQw4w9WgXcQ",
                "dQw4w9WgXcQ",
                None,
            ),
            (
                "https://www.youtube.com/watch?v=a-b_c&t=2h25m9s",
                "a-b_c",
                Some(8709),
            ),
            (
                "https://www.youtube.com/watch?v=abc&amp;t=43s",
                "abc",
                Some(43),
            ),
            (
                "https://www.youtube.com/watch?v=abc#t=1m30s",
                "abc",
                Some(90),
            ),
            ("https://www.youtube.com/watch?v=abc\\", "abc", None),
            ("https://youtu.be/abc?t=90", "abc", Some(90)),
            ("https://youtu.be/abc?si=xyz", "abc", None),
            ("//www.youtube.com/embed/abc?start=12", "abc", Some(12)),
            ("www.youtube.com/embed/abc", "abc", None),
            (
                "https://www.youtube-nocookie.com/embed/abc?rel=0",
                "abc",
                None,
            ),
            ("https://www.youtube.com/v/abc", "abc", None),
            ("https://youtube.com/shorts/abc", "abc", None),
            ("https://www.youtube.com/live/abc?t=5", "abc", Some(5)),
            ("https://www.youtube.com/playlist?list=PL12", "PL12", None),
            (
                "https://www.youtube.com/embed/videoseries?list=PL12",
                "PL12",
                None,
            ),
        ] {
            let expected = Some(("youtube", id.to_owned(), start));
            assert_eq!(seen(address), expected, "{address}");
        }
    }

    #[test]
    fn the_pages_of_people_and_searches_are_no_videos() {
        for address in [
            "https://www.youtube.com",
            "https://www.youtube.com/",
            "https://www.youtube.com/channel/UCrJhliKNQ8g0qoE_zvL8eVg",
            "https://www.youtube.com/user/someone",
            "https://www.youtube.com/c/someone",
            "https://www.youtube.com/@someone",
            "https://www.youtube.com/@someone/videos",
            "https://www.youtube.com/results?search_query=x",
            "https://youtu.be/",
            "https://vimeo.com/someone",
            "https://vimeo.com/",
            "https://www.twitch.tv/someone",
            "https://www.ted.com/talks",
            "https://www.infoq.com/articles/x",
            "https://example.org/w/rust",
            "https://example.org/watch?v=abc",
            "https://notyoutube.com/watch?v=abc",
        ] {
            assert_eq!(seen(address), None, "{address}");
        }
        assert_eq!(recognise("https://www.youtube.com/@someone", "Video"), None);
    }

    #[test]
    fn the_other_sites_are_known() {
        for (address, provider, id, start) in [
            ("https://vimeo.com/55247463", "vimeo", "55247463", None),
            (
                "https://vimeo.com/55247463#t=1m2s",
                "vimeo",
                "55247463",
                Some(62),
            ),
            (
                "https://vimeo.com/55247463/0a1b2c",
                "vimeo",
                "55247463",
                None,
            ),
            ("https://vimeo.com/channels/staff/12", "vimeo", "12", None),
            ("//player.vimeo.com/video/12?h=ab", "vimeo", "12", None),
            (
                "https://media.ccc.de/v/37c3-1-x#t=30",
                "ccc",
                "37c3-1-x",
                None,
            ),
            (
                "https://www.infoq.com/presentations/Simple-Made-Easy/",
                "infoq",
                "Simple-Made-Easy",
                None,
            ),
            (
                "https://www.twitch.tv/videos/12?t=1h0m1s",
                "twitch",
                "12",
                Some(3601),
            ),
            (
                "https://clips.twitch.tv/SomeClip",
                "twitch",
                "SomeClip",
                None,
            ),
            (
                "https://www.ted.com/talks/a_b?language=de",
                "ted",
                "a_b",
                None,
            ),
            ("https://dai.ly/x1", "dailymotion", "x1", None),
            (
                "https://www.dailymotion.com/video/x1_title",
                "dailymotion",
                "x1",
                None,
            ),
            (
                "https://tube.example/w/9dRFC6Ya11NCVeYKn8ZhiD?start=1m",
                "peertube",
                "9dRFC6Ya11NCVeYKn8ZhiD",
                Some(60),
            ),
            (
                "https://www.bilibili.com/video/BV1xx",
                "bilibili",
                "BV1xx",
                None,
            ),
        ] {
            let expected = Some((provider, id.to_owned(), start));
            assert_eq!(seen(address), expected, "{address}");
        }
    }

    #[test]
    fn a_player_opens_as_the_page_around_it_at_the_same_time() {
        for (player, page) in [
            (
                "//www.youtube.com/embed/abc?start=90",
                "https://www.youtube.com/watch?v=abc&t=90s",
            ),
            (
                "https://www.youtube-nocookie.com/embed/abc",
                "https://www.youtube.com/watch?v=abc",
            ),
            (
                "https://www.youtube.com/embed?list=PL1",
                "https://www.youtube.com/playlist?list=PL1",
            ),
            (
                "https://player.vimeo.com/video/12?h=ab#t=9s",
                "https://vimeo.com/12/ab#t=9s",
            ),
            (
                "https://media.ccc.de/v/x/oembed",
                "https://media.ccc.de/v/x",
            ),
            (
                "https://player.twitch.tv/?video=v12&t=9s",
                "https://www.twitch.tv/videos/12?t=9s",
            ),
            (
                "https://clips.twitch.tv/embed?clip=A",
                "https://clips.twitch.tv/A",
            ),
            (
                "https://embed.ted.com/talks/a_b.html",
                "https://www.ted.com/talks/a_b",
            ),
            (
                "https://www.dailymotion.com/embed/video/x1?start=3",
                "https://www.dailymotion.com/video/x1?start=3",
            ),
            (
                "https://tube.example/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d?start=1m",
                "https://tube.example/w/9c9de5e8-0a1e-484a-b099-e80766180a6d?start=60s",
            ),
        ] {
            assert_eq!(watch_address(player), page);
        }
    }

    #[test]
    fn a_page_opens_as_it_is_written() {
        for page in [
            "https://youtu.be/abc?t=90",
            "/talks/a.mp4",
            "mailto:a@example.org",
            "https://example.org",
        ] {
            assert_eq!(watch_address(page), page);
        }
        assert_eq!(watch_address("//example.org/a"), "https://example.org/a");
    }

    #[test]
    fn words_make_a_video_only_where_the_address_is_silent() {
        assert_eq!(
            recognise("https://pyvideo.example/talk", "Video").map(|media| media.provider),
            Some("web")
        );
        assert_eq!(recognise("https://example.org", "a video of cats"), None);
        assert_eq!(recognise("#video", "Video"), None);
    }
}
