//! `byline show`: one post, set for the terminal, on standard output.

use std::io::{self, Write};
use std::sync::Arc;

use crate::ansi;
use crate::document::{Document, clean_line};
use crate::page::{self, Page};
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

/// Writes a post.
///
/// # Errors
/// What `out` fails with.
pub fn run(document: Document, options: Options, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page::new(Arc::new(document), options.page);
    let hyperlinks = options.links == Links::Hyperlinks;
    ansi::write_page(
        &mut page,
        ansi::Options {
            theme: options.theme,
            hyperlinks,
        },
        out,
    )?;
    if options.links == Links::Listed {
        list_links(page.document(), out)?;
    }
    Ok(())
}

/// The links in the order of the text, each address once.
fn list_links(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let mut listed: Vec<&str> = Vec::new();
    for link in &document.links {
        let Some(address) = link.target.address() else {
            continue;
        };
        if listed.contains(&address) {
            continue;
        }
        if listed.is_empty() {
            writeln!(out)?;
        }
        listed.push(address);
        // An address that is its own words is there already.
        if link.text != address {
            writeln!(out, "{}: {}", clean_line(&link.text), clean_line(address))?;
        }
    }
    Ok(())
}
