//! `byline show`: one post, set for the terminal, on standard output.

use std::collections::HashSet;
use std::io::{self, Write};
use std::sync::Arc;

use super::links::describe;
use crate::ansi::{self, Pixels, Urls};
use crate::document::{Document, clean_line};
use crate::page::{self, Page};
use crate::picture::Pictures;
use crate::theme::Theme;

/// What becomes of the addresses of links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// Words are hyperlinks (OSC 8).
    Hyperlinks,
    /// A list at the end, each with its words.
    Listed,
    /// Nothing: words only.
    Hidden,
}

/// How a post is shown.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How it is laid out.
    pub page: page::Options,
    /// What things look like; nothing for plain text.
    pub theme: Option<Theme>,
    /// What becomes of the addresses of links.
    pub links: Links,
}

/// The pictures of a post that are shown.
#[derive(Clone, Default)]
pub struct Shown<'a> {
    /// Those that have a place on the page.
    pub pictures: Arc<Pictures>,
    /// Their pixels.
    pub pixels: Option<Pixels<'a>>,
}

/// Writes a post, of whose links `urls` knows where on the web they lead.
///
/// # Errors
/// What `out` fails with.
pub fn run(
    document: Document,
    options: Options,
    shown: Shown,
    urls: Urls,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = Page::new(Arc::new(document), options.page);
    let mut page = page.with_pictures(shown.pictures);
    let hyperlinks = (options.links == Links::Hyperlinks).then_some(urls);
    ansi::write_page(
        &mut page,
        ansi::Options {
            theme: options.theme,
            hyperlinks,
            pixels: shown.pixels,
        },
        out,
    )?;
    if options.links == Links::Listed {
        list_links(page.document(), urls, out)?;
    }
    Ok(())
}

/// The links in the order of the text, each address once. An address that is its own words is in
/// the text already.
fn list_links(document: &Document, urls: Urls, out: &mut dyn Write) -> io::Result<()> {
    let mut listed = HashSet::new();
    for link in &document.links {
        let Some(address) = urls(link).filter(|address| *address != link.text) else {
            continue;
        };
        if listed.contains(&address) {
            continue;
        }
        if listed.is_empty() {
            writeln!(out, "\n--")?;
        }
        writeln!(out, "{}: {}", describe(link), clean_line(&address))?;
        listed.insert(address);
    }
    Ok(())
}
