//! Content that lives in a head: lists of links, books and photos, and what a head names beside
//! them. A third of link and photo blogs keep everything there.

use serde_json::{Map, Value};

use super::front_matter::scalar;
use crate::document::{Entry, Section};

/// Lists of maps that set a page up and say nothing.
const SETTINGS: [&str; 46] = [
    "authors",
    "author",
    "contributors",
    "editors",
    "translator",
    "translators",
    "tags",
    "categories",
    "taxonomies",
    "menu",
    "menus",
    "nav",
    "navigation",
    "sidebar",
    "resources",
    "cascade",
    "outputs",
    "scripts",
    "styles",
    "stylesheets",
    "css",
    "js",
    "head",
    "meta",
    "defaults",
    "redirects",
    "redirect_from",
    "aliases",
    "alternates",
    "translations",
    "breadcrumbs",
    "breadcrumb",
    "toc",
    "build",
    "_build",
    "params",
    "layouts",
    "comments",
    "sitemap",
    "widgets",
    "versions",
    "filters",
    "header",
    "footer",
    "schema",
    "toc_sections",
];

/// Keys of videos, sounds and pictures; `true` where a list of words may hold several.
const ATTACHMENTS: [&str; 22] = [
    "video",
    "videos",
    "youtube",
    "youtube_id",
    "vimeo",
    "audio",
    "podcast",
    "enclosure",
    "slides",
    "main_image",
    "image",
    "images",
    "cover",
    "cover_image",
    "coverimage",
    "hero",
    "heroimage",
    "featured_image",
    "banner",
    "thumbnail",
    "photos",
    "photo",
];

const TITLE: [&str; 2] = ["title", "name"];
const URL: [&str; 3] = ["url", "link", "href"];
const AUTHOR: [&str; 2] = ["author", "authors"];
const SOURCE: [&str; 4] = ["source", "publication", "publisher", "date"];
const DESCRIPTION: [&str; 6] = [
    "description",
    "caption",
    "note",
    "text",
    "summary",
    "comment",
];
const IMAGE: [&str; 8] = [
    "preview_url",
    "image",
    "image_path",
    "src",
    "path",
    "thumbnail",
    "photo",
    "cover",
];

/// Every list in a head whose entries have a title, an address, a picture or words.
/// `pictures` is the site's own folder of pictures, which relative ones lie in.
pub fn sections(head: &Map<String, Value>, pictures: Option<&str>) -> Vec<Section> {
    let lists = head.iter().filter(|(key, _)| {
        !SETTINGS
            .iter()
            .any(|setting| setting.eq_ignore_ascii_case(key))
    });
    lists
        .filter_map(|(key, value)| {
            let items = value.as_array()?;
            let entries: Option<Vec<Entry>> = items
                .iter()
                .map(|item| entry(item.as_object()?, pictures))
                .collect();
            let entries: Vec<Entry> = entries?
                .into_iter()
                .filter(|entry| *entry != Entry::default())
                .collect();
            (!entries.is_empty()).then(|| Section {
                name: key.clone(),
                entries,
            })
        })
        .collect()
}

/// What a head names beside its lists, as `(key, address)`.
pub fn attachments(head: &Map<String, Value>, pictures: Option<&str>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (key, value) in head {
        if !ATTACHMENTS
            .iter()
            .any(|known| known.eq_ignore_ascii_case(key))
        {
            continue;
        }
        let addresses: Vec<String> = match value {
            Value::Array(items) => items.iter().filter_map(address).collect(),
            value => address(value).into_iter().collect(),
        };
        found.extend(
            addresses
                .into_iter()
                .map(|address| (key.clone(), placed(address, pictures))),
        );
    }
    found
}

/// An address, or the one that a map holds: `image: {path: x.png}`.
fn address(value: &Value) -> Option<String> {
    let text = match value {
        Value::Object(map) => {
            let keys = [
                "url", "src", "path", "id", "relative", "file", "image", "href", "link",
            ];
            // `relative: false` is a setting.
            let values = keys.iter().filter_map(|key| map.get(*key));
            values.filter(|it| !it.is_boolean()).find_map(scalar)?
        }
        Value::String(text) => text.clone(),
        // A video's number on its site; `true` is a setting.
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) => return None,
    };
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn entry(map: &Map<String, Value>, pictures: Option<&str>) -> Option<Entry> {
    let url = first(map, &URL);
    let image = first(map, &IMAGE);
    let author = match (first(map, &["author_first"]), first(map, &AUTHOR)) {
        (first, last) if first.is_empty() => last,
        (first, last) => format!("{first} {last}").trim_end().to_owned(),
    };
    let url_is_picture = is_picture(&url);
    let entry = Entry {
        title: first(map, &TITLE),
        image: match () {
            () if !image.is_empty() => placed(image, pictures),
            () if url_is_picture => placed(url.clone(), pictures),
            () => String::new(),
        },
        url: if url_is_picture {
            placed(url, pictures)
        } else {
            url
        },
        author,
        source: first(map, &SOURCE),
        description: first(map, &DESCRIPTION),
    };
    // A map with none of the keys belongs to a list of something else.
    let known = TITLE
        .iter()
        .chain(&URL)
        .chain(&IMAGE)
        .chain(&DESCRIPTION)
        .chain(&SOURCE);
    known
        .chain(&AUTHOR)
        .any(|key| value(map, key).is_some())
        .then_some(entry)
}

/// The words of the first key that has some.
fn first(map: &Map<String, Value>, keys: &[&str]) -> String {
    let words = |value: &Value| match value {
        Value::Array(items) => {
            let words: Vec<String> = items.iter().filter_map(scalar).collect();
            (!words.is_empty()).then(|| words.join(", "))
        }
        Value::Object(map) => scalar(map.get("name").or_else(|| map.get("url"))?),
        value => scalar(value),
    };
    let mut found = keys.iter().filter_map(|key| words(value(map, key)?));
    found
        .find(|words| !words.trim().is_empty())
        .map(|words| words.trim().to_owned())
        .unwrap_or_default()
}

fn value<'m>(map: &'m Map<String, Value>, key: &str) -> Option<&'m Value> {
    map.get(key).or_else(|| {
        let mut pairs = map.iter();
        pairs.find_map(|(found, value)| found.eq_ignore_ascii_case(key).then_some(value))
    })
}

fn is_picture(address: &str) -> bool {
    const ENDINGS: [&str; 7] = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"];
    let address = address.to_ascii_lowercase();
    ENDINGS.iter().any(|ending| address.ends_with(ending))
}

/// A picture in the site's folder of pictures, unless its address says where it is.
pub fn placed(address: String, pictures: Option<&str>) -> String {
    match pictures {
        Some(folder)
            if is_picture(&address) && !address.starts_with('/') && !address.contains("://") =>
        {
            format!("{}/{address}", folder.trim_end_matches('/'))
        }
        _ => address,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;
    use crate::blog::front_matter::parse_yaml;

    fn head(text: &str) -> Map<String, Value> {
        parse_yaml(text).unwrap().as_object().unwrap().clone()
    }

    #[test]
    fn a_list_of_links_is_a_section() {
        let head = head(
            "articles:
- {title: A, url: 'https://x.org', author_first: Ada, author: L, Source: S, note: N}
- {title: B}
",
        );
        let sections = sections(&head, None);
        assert_eq!(sections.len(), 1);
        assert_eq!(sections[0].name, "articles");
        let first = &sections[0].entries[0];
        assert_eq!(
            [
                &first.title,
                &first.url,
                &first.author,
                &first.source,
                &first.description
            ],
            ["A", "https://x.org", "Ada L", "S", "N"]
        );
    }

    #[test]
    fn a_list_of_photos_lies_in_the_sites_folder_of_pictures() {
        let head = head("photos:\n- {url: a/1.jpg, preview_url: a/p/1.jpg}\n- {url: /b.png}\n");
        let sections = sections(&head, Some("https://cdn.x.org/"));
        let images: Vec<&str> = sections[0]
            .entries
            .iter()
            .map(|e| e.image.as_str())
            .collect();
        assert_eq!(images, ["https://cdn.x.org/a/p/1.jpg", "/b.png"]);
        assert_eq!(sections[0].entries[0].url, "https://cdn.x.org/a/1.jpg");
    }

    #[test]
    fn settings_and_lists_of_words_are_no_sections() {
        let head = head(
            "authors:\n- {name: A, url: u}\ntags: [a, b]\ncascade:\n- {title: x}\nrows:\n- {width: 3}\n",
        );
        assert_eq!(sections(&head, None), []);
    }

    #[test]
    fn a_head_can_name_videos_and_pictures() {
        let head = head(
            "youtube: abc\nvideo: {id: 42, provider: vimeo}\nimage: {path: x.png}\nphotos: [a.jpg, b.jpg]\ncover: false\nhero: {image: c.png, relative: false}\n",
        );
        let found = attachments(&head, None);
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|(k, a)| (k.as_str(), a.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("youtube", "abc"),
                ("video", "42"),
                ("image", "x.png"),
                ("photos", "a.jpg"),
                ("photos", "b.jpg"),
                ("hero", "c.png")
            ]
        );
    }
}
