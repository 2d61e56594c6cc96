//! Drawings (SVG): how large they are, and their pixels at any size.
//!
//! A drawing is a file of strangers that says what is to be done. Nothing that it names outside of
//! itself is read, pictures within it are left out, and what would cost too much is
//! refused before it is begun: entities, and references that multiply (`use`, patterns, markers).
//!
//! Drawings are made for white paper, and most leave it to the page: what is mostly dark gets that
//! ground.

mod fonts;
mod header;
mod weight;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, ImageHrefResolver, Options, Tree, roxmltree};
use roxmltree::{Document, ParsingOptions};

use super::{Bitmap, Part, Pixel, Size, Unreadable};
use crate::limits;
use header::UNSAID;
use weight::{is_flat, is_light};

pub use header::size_of;

/// A side of the small picture that tells whether a drawing is dark.
const GLANCE: u32 = 48;

/// A drawing.
#[derive(Debug)]
pub struct Drawing {
    tree: Tree,
    size: Size,
    /// Of the file.
    bytes: usize,
    ground: Ground,
}

/// What is behind a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ground {
    /// What is there anyway.
    Own,
    /// White paper.
    White,
}

impl Drawing {
    /// Reads a drawing; nothing when it is none.
    ///
    /// # Errors
    ///
    /// When it is damaged or beyond the [`limits`].
    pub fn read(bytes: &[u8]) -> Option<Result<Drawing, Unreadable>> {
        let size = size_of(bytes)?;
        Some(size.and_then(|size| Drawing::of(bytes, size)))
    }

    #[expect(clippy::cast_precision_loss, reason = "no side has more than 24 bits")]
    fn of(bytes: &[u8], size: Size) -> Result<Drawing, Unreadable> {
        if bytes.len() > limits::drawing::BYTES {
            return Err(Unreadable::TooIntricate);
        }
        let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::Damaged)?;
        // What entities stand for can multiply.
        if text.contains("<!ENTITY") {
            return Err(Unreadable::Unknown);
        }
        if !is_flat(text) {
            return Err(Unreadable::TooIntricate);
        }
        let options = ParsingOptions {
            allow_dtd: true,
            nodes_limit: 4 * limits::drawing::ELEMENTS as u32,
            ..ParsingOptions::default()
        };
        let document = Document::parse_with_options(text, options);
        let document = document.map_err(|_| Unreadable::Damaged)?;
        if !is_light(&document) {
            return Err(Unreadable::TooIntricate);
        }
        let nothing = ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        };
        let mut options = Options {
            image_href_resolver: nothing,
            ..Options::default()
        };
        let Size { width, height } = UNSAID;
        if let Some(size) = usvg::Size::from_wh(width as f32, height as f32) {
            options.default_size = size;
        }
        if text.contains("<text") {
            options.fontdb = fonts::of_system();
        }
        let tree = Tree::from_xmltree(&document, &options).map_err(|_| Unreadable::Damaged)?;
        let mut drawing = Drawing {
            tree,
            size,
            bytes: bytes.len(),
            ground: Ground::Own,
        };
        drawing.ground = drawing.fitting_ground();
        Ok(drawing)
    }

    /// Bytes that it takes, about.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// A part of it, else the whole, in so many pixels.
    #[expect(clippy::cast_precision_loss, reason = "no side has more than 24 bits")]
    pub fn bitmap(&self, part: Option<Part>, size: Size) -> Bitmap {
        let part = part.unwrap_or(Part {
            left: 0,
            top: 0,
            size: self.size,
        });
        let scale = |pixels: u32, part: u32| pixels as f32 / part.max(1) as f32;
        let across = scale(size.width, part.size.width);
        let down = scale(size.height, part.size.height);
        let own = self.tree.size();
        let transform = Transform::from_scale(
            across * self.size.width as f32 / own.width(),
            down * self.size.height as f32 / own.height(),
        );
        let (left, top) = (part.left as f32 * across, part.top as f32 * down);
        let transform = transform.post_translate(-left, -top);
        let Some(mut drawn) = Pixmap::new(size.width, size.height) else {
            return Bitmap::new(size, Vec::new());
        };
        resvg::render(&self.tree, transform, &mut drawn.as_mut());
        let pixels = drawn.pixels().iter().map(|pixel| {
            let pixel = pixel.demultiply();
            let pixel = [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()];
            match self.ground {
                Ground::Own => pixel,
                Ground::White => on_white(pixel),
            }
        });
        Bitmap::new(size, pixels.collect())
    }

    fn fitting_ground(&self) -> Ground {
        let small = self.size.within(Size {
            width: GLANCE,
            height: GLANCE,
        });
        let bitmap = self.bitmap(None, small);
        let (mut light, mut cover) = (0, 0);
        for [r, g, b, a] in (0..small.height).flat_map(|y| bitmap.row(y)) {
            let [r, g, b, a] = [r, g, b, a].map(|it| u64::from(*it));
            // As bright as it looks (ITU-R BT.601).
            light += (299 * r + 587 * g + 114 * b) * a / 1_000;
            cover += a;
        }
        let is_dark = light < 128 * cover;
        let has_own = cover >= small.pixels() * 250;
        if is_dark && !has_own {
            Ground::White
        } else {
            Ground::Own
        }
    }
}

fn on_white([r, g, b, a]: Pixel) -> Pixel {
    let cover = u32::from(a);
    let mix = |part: u8| ((u32::from(part) * cover + 255 * (255 - cover) + 127) / 255) as u8;
    [mix(r), mix(g), mix(b), 255]
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use super::*;

    fn of(root: &str) -> Option<Result<(u32, u32), Unreadable>> {
        Some(size_of(root.as_bytes())?.map(|size| (size.width, size.height)))
    }

    fn svg(attributes: &str, content: &str) -> String {
        format!("<svg xmlns='http://www.w3.org/2000/svg' {attributes}>{content}</svg>")
    }

    fn read(text: &str) -> Result<Drawing, Unreadable> {
        Drawing::read(text.as_bytes()).unwrap()
    }

    fn drawn(text: &str, width: u32, height: u32) -> Bitmap {
        read(text).unwrap().bitmap(None, Size { width, height })
    }

    #[test]
    fn its_size_is_said_in_many_ways() {
        for (attributes, size) in [
            ("width='40' height=\"20px\"", (40, 20)),
            ("width='3in' height='25.4mm'", (288, 96)),
            ("width='36pt' height='2em'", (48, 32)),
            ("width='1e2' height='50'", (100, 50)),
            ("viewBox='0 0 640 480'", (640, 480)),
            ("viewBox='0,0,640,480' width='320'", (320, 240)),
            (
                "viewBox='0 0 640 480' height='120' width='100%'",
                (160, 120),
            ),
            ("data-x='a > b' width='7' height='8'", (7, 8)),
            ("", (300, 150)),
            ("width='-3' height='nonsense'", (300, 150)),
            ("width='1e9' height='1e9'", (4096, 4096)),
            ("stroke-width='3' width='5' height='6'", (5, 6)),
        ] {
            assert_eq!(of(&svg(attributes, "")), Some(Ok(size)), "{attributes}");
        }
    }

    #[test]
    fn only_a_drawing_is_one() {
        let before =
            "\u{feff}<?xml version='1.0'?>\n<!-- <svg> -->\n<!DOCTYPE svg PUBLIC 'a' \"b\">\n";
        let whole = format!("{before}<svg width='3' height='4'/>");
        assert_eq!(of(&whole), Some(Ok((3, 4))));
        for end in 0..whole.len() {
            let cut = size_of(&whole.as_bytes()[..end]);
            assert!(
                matches!(cut, None | Some(Err(Unreadable::Damaged))),
                "{end}"
            );
        }
        for other in [
            "",
            "Words.",
            "<html><svg width='3'/></html>",
            "<svgs/>",
            "<!--",
        ] {
            assert_eq!(of(other), None, "{other}");
        }
    }

    #[test]
    fn it_is_sharp_at_every_size_and_in_every_part() {
        let halves = svg(
            "viewBox='0 0 20 10'",
            "<rect width='10' height='10' fill='red'/><rect x='10' width='10' height='10' fill='blue'/>",
        );
        let (red, blue) = ([255, 0, 0, 255], [0, 0, 255, 255]);
        for scale in [1, 7, 30] {
            let bitmap = drawn(&halves, 2 * scale, scale);
            assert_eq!(bitmap.at(scale - 1, scale - 1), red);
            assert_eq!(bitmap.at(scale, 0), blue);
        }
        let part = Part {
            left: 8,
            top: 2,
            size: Size {
                width: 4,
                height: 4,
            },
        };
        let size = Size {
            width: 40,
            height: 40,
        };
        let bitmap = read(&halves).unwrap().bitmap(Some(part), size);
        assert_eq!([bitmap.at(19, 39), bitmap.at(20, 0)], [red, blue]);
    }

    #[test]
    fn what_is_dark_has_a_white_ground_and_what_is_light_has_none() {
        let line = |colour| {
            svg(
                "viewBox='0 0 9 9'",
                &format!("<rect width='3' height='3' fill='{colour}'/>"),
            )
        };
        let dark = drawn(&line("#222"), 9, 9);
        assert_eq!(
            [dark.at(8, 8), dark.at(1, 1)],
            [[255; 4], [34, 34, 34, 255]]
        );
        assert_eq!(drawn(&line("#eee"), 9, 9).at(8, 8), [0; 4]);
        assert_eq!(drawn(&svg("", ""), 9, 9).at(8, 8), [0; 4]);
    }

    #[test]
    fn it_reads_nothing_outside_of_itself() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("red.svg");
        std::fs::write(
            &file,
            svg(
                "viewBox='0 0 9 9'",
                "<rect width='9' height='9' fill='red'/>",
            ),
        )
        .unwrap();
        for address in [
            file.display().to_string(),
            format!("file://{}", file.display()),
            "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E%3Crect width='9' height='9' fill='red'/%3E%3C/svg%3E".replace('\'', "&apos;"),
        ] {
            let image = format!("<image href='{address}' width='9' height='9'/>");
            let bitmap = drawn(&svg("viewBox='0 0 9 9'", &image), 9, 9);
            assert_eq!(bitmap.at(4, 4), [0; 4], "{address}");
        }
    }

    #[test]
    fn what_would_cost_too_much_is_refused() {
        let entity = format!(
            "<!DOCTYPE svg [<!ENTITY a 'aaaa'>]>{}",
            svg("", "<text>&a;</text>")
        );
        assert_eq!(read(&entity).unwrap_err(), Unreadable::Unknown);
        let deep = svg(
            "",
            &format!("{}{}", "<g>".repeat(100_000), "</g>".repeat(100_000)),
        );
        assert_eq!(read(&deep).unwrap_err(), Unreadable::TooIntricate);
        let hidden = "<!-- <g/> --><![CDATA[</g>]]><g a='/>'>".repeat(300) + &"</g>".repeat(300);
        assert_eq!(
            read(&svg("", &hidden)).unwrap_err(),
            Unreadable::TooIntricate
        );
        let layer = |name: &str, of: &str| {
            format!(
                "<g id='{name}'>{}</g>",
                format!("<use href='#{of}'/>").repeat(10)
            )
        };
        let bomb: String = (1..9)
            .map(|it| layer(&format!("n{it}"), &format!("n{}", it - 1)))
            .collect();
        let bomb = svg(
            "",
            &format!("<defs><rect id='n0'/>{bomb}</defs><use href='#n8'/>"),
        );
        assert_eq!(read(&bomb).unwrap_err(), Unreadable::TooIntricate);
        let own = svg("", "<g id='a'><use href='#a'/></g>");
        assert_eq!(read(&own).unwrap_err(), Unreadable::TooIntricate);
        let filled = |name: &str, of: &str| {
            let rect = format!("<rect width='1' height='1' fill='url(#{of})'/>").repeat(10);
            format!("<pattern id='{name}' width='1' height='1'>{rect}</pattern>")
        };
        let patterns: String = (1..9)
            .map(|it| filled(&format!("p{it}"), &format!("p{}", it - 1)))
            .collect();
        let patterns = svg(
            "",
            &format!("<linearGradient id='p0'/>{patterns}<rect fill='url(#p8)'/>"),
        );
        assert_eq!(read(&patterns).unwrap_err(), Unreadable::TooIntricate);
        let marker = format!("<marker id='m'>{}</marker>", "<rect/>".repeat(1_000));
        let line = format!(
            "<path marker-mid='url(#m)' d='M0 0{}'/>",
            "L1 1".repeat(1_000)
        );
        assert_eq!(
            read(&svg("", &(marker + &line))).unwrap_err(),
            Unreadable::TooIntricate
        );
        let layers = |count: usize| {
            svg(
                "",
                &format!(
                    "{}{}",
                    "<g opacity='.5'>".repeat(count),
                    "</g>".repeat(count)
                ),
            )
        };
        assert!(read(&layers(limits::drawing::LAYERS as usize)).is_ok());
        assert_eq!(
            read(&layers(limits::drawing::LAYERS as usize + 1)).unwrap_err(),
            Unreadable::TooIntricate
        );
        let nested = |count: usize| {
            svg(
                "",
                &format!("{}{}", "<g>".repeat(count), "</g>".repeat(count)),
            )
        };
        assert!(read(&nested(limits::drawing::DEPTH as usize - 1)).is_ok());
        let long = svg("", &" ".repeat(limits::drawing::BYTES));
        assert_eq!(read(&long).unwrap_err(), Unreadable::TooIntricate);
    }

    #[test]
    fn what_is_cut_or_changed_does_no_harm() {
        let text = svg(
            "viewBox='0 0 9 9'",
            "<style>.a{fill:red}</style><defs><g id='b'><path class='a' d='M1 1L8 8Z'/></g></defs><use href='#b'/>",
        );
        for end in 0..text.len() {
            if let Some(Ok(drawing)) = Drawing::read(&text.as_bytes()[..end]) {
                drawing.bitmap(None, GLANCE_SIZE);
            }
            let mut changed = text.clone().into_bytes();
            changed[end] ^= 0x11;
            if let Some(Ok(drawing)) = Drawing::read(&changed) {
                drawing.bitmap(None, GLANCE_SIZE);
            }
        }
    }

    const GLANCE_SIZE: Size = Size {
        width: GLANCE,
        height: GLANCE,
    };

    #[test]
    fn words_are_drawn_where_the_system_has_fonts() {
        if fonts::of_system().is_empty() {
            return;
        }
        for family in ["", "font-family='No Such Font'", "font-family='monospace'"] {
            let words = format!("<text {family} x='2' y='30' font-size='30'>Words</text>");
            let bitmap = drawn(&svg("viewBox='0 0 100 40'", &words), 100, 40);
            let ink = (0..40).flat_map(|y| bitmap.row(y)).filter(|it| it[0] < 100);
            assert!(ink.count() > 100, "{family}");
        }
    }
}
