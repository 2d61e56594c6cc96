//! The picture of a post as a whole, above its text.

use super::builder::{Builder, FrameKind, Origin};
use super::{Document, Image, MainImage, Site, Source, sections};

/// Reads a post with its picture above its text; without it where the text shows that anyway.
pub(super) fn read(source: &Source, image: &MainImage, site: &dyn Site) -> Document {
    let with = Document::read_below(source, Some(image), site);
    let images = with.images().into_iter();
    let is_shown = |other: &&Image| are_same(&other.address, &image.address);
    // The first is the one that was added.
    if images.filter(is_shown).count() > 1 {
        Document::read_below(source, None, site)
    } else {
        with
    }
}

/// Adds the picture with what is said of it.
pub(super) fn add(image: &MainImage, source: &Source, to: &mut Builder) {
    to.open(FrameKind::Figure(Vec::new()), Origin::Html, "figure");
    to.start_image(&image.address, "");
    to.words(&image.alt);
    to.end_image();
    if !image.caption.is_empty() {
        to.open(FrameKind::Caption, Origin::Html, "figcaption");
        sections::add_prose(&image.caption, source, to);
    }
    to.close_html(&["figure"], &[]);
}

/// Whether two addresses mean the same picture, as far as they tell: one may begin with the host or
/// the folder that the other leaves out.
fn are_same(one: &str, other: &str) -> bool {
    let path = |address: &str| -> String {
        let end = address.find(['?', '#']).unwrap_or(address.len());
        let path = address.get(..end).unwrap_or_default();
        let path = path.trim_start_matches("./").trim_start_matches('/');
        path.replace("%20", " ")
    };
    let (one, other) = (path(one), path(other));
    let ends_with = |long: &str, short: &str| {
        let before = long.strip_suffix(short);
        !short.is_empty() && before.is_some_and(|it| it.is_empty() || it.ends_with('/'))
    };
    ends_with(&one, &other) || ends_with(&other, &one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::NoBlog;

    fn read(body: &str, address: &str) -> Document {
        let source = Source {
            title: "A walk".to_owned(),
            body: body.to_owned(),
            main_image: Some(MainImage {
                address: address.to_owned(),
                ..MainImage::default()
            }),
            ..Source::default()
        };
        Document::read(&source, &NoBlog)
    }

    #[test]
    fn what_the_text_shows_is_not_shown_twice() {
        let images = |body, address| read(body, address).images().len();
        assert_eq!(images("![](img/a.png)", "/img/a.png"), 1);
        assert_eq!(
            images("![](https://a.example/img/a.png?w=300)", "img/a.png"),
            1
        );
        assert_eq!(images("<img src='a%20b.png'>", "./a b.png"), 1);
        assert_eq!(images("![](banana.png)", "na.png"), 2);
        assert_eq!(images("[a](img/a.png) ![](b.png)", "img/a.png"), 2);
        assert_eq!(images("Words.", "a.png"), 1);
    }
}
