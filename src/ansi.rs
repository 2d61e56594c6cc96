//! A page on standard output: styled text, or plain text where styles are not wanted.
//!
//! Only what a [`Look`] says is written as an escape sequence, and addresses are cleaned before
//! they become hyperlinks, so nothing of a post is ever obeyed by a terminal.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::Arc;

use anstyle::{Ansi256Color, Color, Effects, RgbColor, Style as Escape};

use crate::document::{Document, Link, Style, clean_line};
use crate::highlight;
use crate::page::{Laid, Page, Piece, Placed, Role};
use crate::picture::Bitmap;
use crate::theme::{Attributes, Colour, LinkKind, Look, Theme};

/// Where a link leads on the web, if it leads there.
pub type Urls<'a> = &'a dyn Fn(&Link) -> Option<String>;

/// How a page is written.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// What things look like; nothing for plain text.
    pub theme: Option<Theme>,
    /// The addresses of hyperlinks (OSC 8); nothing for none.
    pub hyperlinks: Option<Urls<'a>>,
    /// The pixels of pictures that have places on the page; nothing where they have none.
    pub pixels: Option<Pixels<'a>>,
}

/// The pixels of a picture, for half blocks in its place, when they can be had.
pub type Pixels<'a> = &'a dyn Fn(&Placed) -> Option<Arc<Bitmap>>;

/// Writes a whole page.
///
/// # Errors
/// What `out` fails with.
pub fn write_page(page: &mut Page, options: Options, out: &mut dyn Write) -> io::Result<()> {
    let mut line = Line::default();
    for block in 0..page.len() {
        if options.theme.is_some() {
            highlight_block(page, block);
        }
        let laid = page.lay_out_once(block);
        let places = laid.places().iter();
        let pictures: Vec<(Placed, Option<Arc<Bitmap>>)> = places
            .map(|placed| (*placed, options.pixels.and_then(|pixels| pixels(placed))))
            .collect();
        for row in 0..laid.height() {
            line.set(page.document(), &laid, row, options);
            for (placed, bitmap) in &pictures {
                if let (Some(bitmap), Some(theme)) = (bitmap, options.theme) {
                    add_dots(bitmap, placed, (&laid, row), theme, &mut line.text);
                }
            }
            line.text.push('\n');
            out.write_all(line.text.as_bytes())?;
        }
    }
    Ok(())
}

fn highlight_block(page: &mut Page, block: usize) {
    let document = Arc::clone(page.document());
    for code in document.code_in(block) {
        let known = highlight::highlight(&code.language, document.words(code.text));
        page.highlight(code.text.start, known.unwrap_or_default().into());
    }
}

/// What says how a piece looks.
type Looks = (Role, Style, Option<LinkKind>);

/// The line that is written, one after the other.
#[derive(Default)]
struct Line {
    text: String,
    /// What begins and ends a piece, by how it looks: a page has few looks and many pieces.
    escapes: Vec<(Looks, String, String)>,
}

impl Line {
    /// Becomes a row of a page.
    fn set(&mut self, document: &Document, laid: &Laid, row: usize, options: Options) {
        self.text.clear();
        for piece in laid.row(row) {
            let target = piece.face.link.and_then(|id| document.link(id));
            let address = target
                .zip(options.hyperlinks)
                .and_then(|(link, urls)| hyperlink(link, urls));
            if let Some(address) = &address {
                // Writing to a string does not fail.
                let _ = write!(self.text, "\x1b]8;;{address}\x1b\\");
            }
            match options.theme {
                Some(theme) => self.styled(&piece, target.map(LinkKind::of), theme),
                None => self.text.push_str(piece.text),
            }
            if address.is_some() {
                self.text.push_str("\x1b]8;;\x1b\\");
            }
        }
        if options.theme.is_none() {
            let mut kept = self.text.as_str();
            // The ground of code goes on to the edge: many spaces, quickly told.
            while let Some(rest) = kept.strip_suffix("        ") {
                kept = rest;
            }
            self.text.truncate(kept.trim_end().len());
        }
    }

    fn styled(&mut self, piece: &Piece, link: Option<LinkKind>, theme: Theme) {
        let looks @ (role, style, _) = (piece.face.role, piece.face.style, link);
        let known = self.escapes.iter().position(|(known, ..)| *known == looks);
        let known = known.unwrap_or_else(|| {
            let escape = escape_of(theme.look(role, style, link));
            let (begin, end) = (escape.to_string(), format!("{escape:#}"));
            self.escapes.push((looks, begin, end));
            self.escapes.len() - 1
        });
        if let Some((_, begin, end)) = self.escapes.get(known) {
            self.text.push_str(begin);
            self.text.push_str(piece.text);
            self.text.push_str(end);
        }
    }
}

/// Adds a row of a picture's half blocks to the line that it stands on; nothing where it does not.
fn add_dots(
    bitmap: &Bitmap,
    placed: &Placed,
    (laid, row): (&Laid, usize),
    theme: Theme,
    line: &mut String,
) {
    let taken: u16 = laid.row(row).map(|piece| piece.width).sum();
    let row = row.checked_sub(placed.row as usize);
    let Some(row) = row.filter(|row| *row < usize::from(placed.cells.rows)) else {
        return;
    };
    // Writing to a string does not fail.
    let _ = write!(
        line,
        "{:1$}",
        "",
        usize::from(placed.column.saturating_sub(taken))
    );
    for x in 0..u32::from(placed.cells.columns) {
        let (symbol, ink, ground) = bitmap.half_block(x, 2 * row as u32);
        let colour = |[r, g, b]: [u8; 3]| Colour::Rgb(r, g, b);
        let escape = escape_of(theme.dots(ink.map(colour), ground.map(colour)));
        let _ = write!(line, "{escape}{symbol}{escape:#}");
    }
}

/// The address that a terminal may open by itself: a web or mail address, and nothing else.
fn hyperlink(link: &Link, urls: Urls) -> Option<String> {
    let address = urls(link)?;
    let is_plain = address
        .chars()
        .all(|char| !char.is_control() && !char.is_whitespace());
    is_plain.then(|| clean_line(&address).into_owned())
}

fn escape_of(look: Look) -> Escape {
    let attributes = [
        (Attributes::BOLD, Effects::BOLD),
        (Attributes::DIM, Effects::DIMMED),
        (Attributes::ITALIC, Effects::ITALIC),
        (Attributes::UNDERLINE, Effects::UNDERLINE),
        (Attributes::REVERSE, Effects::INVERT),
        (Attributes::STRIKE, Effects::STRIKETHROUGH),
    ];
    let effects = attributes
        .into_iter()
        .filter(|(attribute, _)| look.attributes.contains(*attribute))
        .fold(Effects::new(), |effects, (_, effect)| effects | effect);
    Escape::new()
        .fg_color(look.ink.map(colour_of))
        .bg_color(look.ground.map(colour_of))
        .effects(effects)
}

fn colour_of(colour: Colour) -> Color {
    match colour {
        Colour::Rgb(r, g, b) => Color::Rgb(RgbColor(r, g, b)),
        // The first 16 have escape sequences of their own, which more terminals know.
        Colour::Indexed(index) => match Ansi256Color(index).into_ansi() {
            Some(ansi) => Color::Ansi(ansi),
            None => Color::Ansi256(Ansi256Color(index)),
        },
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use super::*;
    use crate::document::{NoBlog, Source};
    use crate::theme::{Depth, Palette};

    /// What is written of Markdown, `^` for each escape.
    fn written(markdown: &str, theme: Option<Theme>) -> String {
        let source = Source {
            body: markdown.to_owned(),
            ..Source::default()
        };
        let document = Document::read(&source, &NoBlog);
        let mut page = Page::new(Arc::new(document), crate::page::Options::default());
        let options = Options {
            theme,
            hyperlinks: Some(&|link| Some(link.address.clone())),
            pixels: None,
        };
        let mut out = Vec::new();
        write_page(&mut page, options, &mut out).unwrap();
        String::from_utf8(out).unwrap().replace('\x1b', "^")
    }

    #[test]
    fn each_piece_has_its_own_look_on_every_line() {
        let theme = Theme::new(Palette::DARK, Depth::None);
        let markdown = "a **b** *c* ~~d~~ a **b**\n\n**b** a *c*\n";
        insta::assert_snapshot!(written(markdown, Some(theme)), @r"
        a ^[1mb^[0m ^[3mc^[0m ^[9md^[0m a ^[1mb^[0m

        ^[1mb^[0m a ^[3mc^[0m
        ");
    }

    #[test]
    fn links_look_as_what_they_lead_to() {
        let theme = Theme::new(Palette::DARK, Depth::Sixteen);
        let markdown = "[web](https://a.example/) [place](#a) [web](https://b.example/)\n";
        insta::assert_snapshot!(written(markdown, Some(theme)), @r"
        ^]8;;https://a.example/^\^[4m^[96mweb^[0m^]8;;^\ ^]8;;#a^\^[4m^[94mplace^[0m^]8;;^\ ^]8;;https://b.example/^\^[4m^[96mweb^[0m^]8;;^\
        ");
    }

    #[test]
    fn without_a_theme_lines_are_plain_and_have_no_space_at_their_end() {
        let markdown = "a **b**\n\n    code  \n";
        assert_eq!(written(markdown, None), "a b\n\n  code\n");
    }
}
