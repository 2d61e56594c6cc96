//! The picture that a post's head names for the post itself: themes show it above the text.

use serde_json::{Map, Value};

use super::front_matter::scalar;
use super::sections::placed;
use crate::document::MainImage;

/// Keys of the picture; the first that a head has counts. Jekyll's `main_image` and `image`, Hugo's
/// `cover` and `featured_image`, Ghost's `feature_image`, Astro's `heroImage`, and what else themes
/// ask for.
const KEYS: [&str; 18] = [
    "main_image",
    "image",
    "cover",
    "cover_image",
    "coverimage",
    "banner",
    "banner_image",
    "photo",
    "feature",
    "feature_image",
    "featureimage",
    "featured_image",
    "featuredimage",
    "hero",
    "hero_image",
    "heroimage",
    "lead_image",
    "header_image",
];

/// Maps that heads keep such keys in: Zola's, Hugo's.
const ROOMS: [&str; 2] = ["extra", "params"];
/// That of Jekyll's Minimal Mistakes, in which everything is about the picture.
const HEADER: &str = "header";

/// Keys of the address in a map.
const ADDRESS: [&str; 7] = ["path", "src", "url", "image", "file", "href", "link"];

/// What the words about a picture are called: in a map alone, beside it behind its key.
const ALT: [&str; 2] = ["alt", "description"];
const CAPTION: [&str; 2] = ["caption", "title"];
const CREDIT: [&str; 3] = ["credit", "credits", "attribution"];

/// The picture that a head names. `pictures` is the site's own folder of pictures, which relative
/// ones lie in.
pub fn main_image(head: &Map<String, Value>, pictures: Option<&str>) -> Option<MainImage> {
    let room = |name| value(head, name).and_then(Value::as_object);
    let header = room(HEADER);
    let rooms = ROOMS.into_iter().filter_map(room).chain(header);
    let (map, key, found) = std::iter::once(head).chain(rooms).find_map(|map| {
        let keys = KEYS
            .iter()
            .filter_map(|key| Some((map, *key, value(map, key)?)));
        keys.into_iter()
            .find(|(_, _, found)| address(found).is_some())
    })?;
    let own = match found {
        Value::Object(own) => Some(own),
        _ => header.filter(|header| std::ptr::eq(*header, map)),
    };
    let about = |names: &[&str]| {
        let inside = own.and_then(|map| words(map, names));
        // `main_image_caption`, `coverAlt`; whatever the key is, `image_alt`.
        let beside = [key, "image"].into_iter().find_map(|key| {
            let key = key.trim_end_matches("_image").trim_end_matches("image");
            let key = if key.is_empty() { "image" } else { key };
            let forms = names.iter().flat_map(|name| {
                [
                    format!("{key}_{name}"),
                    format!("{key}{name}"),
                    format!("{key}_image_{name}"),
                    format!("{key}image{name}"),
                ]
            });
            let forms: Vec<String> = forms.collect();
            let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
            words(map, &forms)
        });
        inside.or(beside).unwrap_or_default()
    };
    let caption = [about(&CAPTION), about(&CREDIT)];
    let caption = caption.iter().map(String::as_str);
    let caption: Vec<&str> = caption.filter(|words| !words.is_empty()).collect();
    Some(MainImage {
        address: placed(address(found)?, pictures),
        alt: about(&ALT),
        caption: caption.join(" · "),
    })
}

/// The address of a picture: a text that is one, or what a map says it is.
fn address(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| is_address(text)),
        Value::Object(map) => ADDRESS.iter().find_map(|key| match self::value(map, key)? {
            Value::String(text) => Some(text.trim().to_owned()).filter(|text| is_address(text)),
            _ => None,
        }),
        Value::Array(items) => items.iter().find_map(|item| match item {
            Value::String(_) | Value::Object(_) => address(item),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => None,
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// `feature: true` is a setting, and a colour or a word is no file.
fn is_address(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace) && text.contains(['.', '/'])
}

/// The first of those that are words.
fn words(map: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    let mut found = keys.iter().filter_map(|key| match value(map, key)? {
        text @ Value::String(_) => scalar(text),
        _ => None,
    });
    let words = found.find(|words| !words.trim().is_empty())?;
    Some(words.trim().to_owned())
}

fn value<'m>(map: &'m Map<String, Value>, key: &str) -> Option<&'m Value> {
    let mut pairs = map.iter();
    pairs.find_map(|(found, value)| found.eq_ignore_ascii_case(key).then_some(value))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use super::*;
    use crate::blog::front_matter::parse_yaml;

    fn of(head: &str) -> Option<[String; 3]> {
        let head = parse_yaml(head).unwrap();
        let image = main_image(head.as_object().unwrap(), None)?;
        Some([image.address, image.alt, image.caption])
    }

    fn assert_is(head: &str, parts: [&str; 3]) {
        assert_eq!(of(head), Some(parts.map(str::to_owned)), "{head}");
    }

    #[test]
    fn themes_call_it_by_many_names() {
        for key in [
            "main_image",
            "image",
            "coverImage",
            "banner",
            "photo",
            "feature",
            "heroImage",
        ] {
            assert_is(&format!("{key}: a/b.jpg"), ["a/b.jpg", "", ""]);
        }
        assert_is("extra: {image: a.png}", ["a.png", "", ""]);
        assert_is(
            "header: {image: /a.png, image_description: A b, caption: C}",
            ["/a.png", "A b", "C"],
        );
        assert_eq!(of("thumbnail: a.png"), None, "it is for lists");
    }

    #[test]
    fn words_about_it_stand_beside_it_or_in_it() {
        let beside = "main_image: a.png\nmain_image_caption: C\nimage_alt: A\n";
        assert_is(beside, ["a.png", "A", "C"]);
        let camel = "heroImage: a.png\nheroImageAlt: A\ncoverAlt: B\n";
        assert_is(camel, ["a.png", "A", ""]);
        let inside = "cover: {image: a.png, alt: A, caption: C, relative: false}";
        assert_is(inside, ["a.png", "A", "C"]);
        let credit = "image: {path: a.png, alt: A, caption: C, credit: D}";
        assert_is(credit, ["a.png", "A", "C · D"]);
    }

    #[test]
    fn what_is_no_address_is_no_picture() {
        for head in [
            "image: true",
            "cover: ''",
            "feature: red",
            "hero: Some words.",
            "photo: 3",
            "image: []",
            "banner:",
        ] {
            assert_eq!(of(head), None, "{head}");
        }
        assert_is("feature: true\nimage: [a.png, b.png]", ["a.png", "", ""]);
    }

    #[test]
    fn a_relative_one_lies_in_the_sites_folder_of_pictures() {
        let head = parse_yaml("main_image: a/1.jpg").unwrap();
        let image = main_image(head.as_object().unwrap(), Some("https://cdn.example/"));
        assert_eq!(image.unwrap().address, "https://cdn.example/a/1.jpg");
    }
}
