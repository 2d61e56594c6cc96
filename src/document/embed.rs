//! What is shown elsewhere: a video in a frame, a sound, a gist. Here it is one line that opens.

use super::builder::{Builder, Format, LeafKind, Opener, Origin};
use super::{Style, media};

/// Adds the line. `title` says what it is; without one its provider and name there do.
pub(super) fn add(address: &str, title: &str, to: &mut Builder) {
    let address = address.trim();
    if address.is_empty()
        || address.starts_with("about:")
        || address.starts_with("data:")
        || to.is_hidden()
    {
        return;
    }
    let page = if is_gist(address) {
        whole(address).trim_end_matches(".js").replace(".js?", "?")
    } else {
        media::watch_address(address)
    };
    // The names that players give themselves say nothing.
    let is_default = matches!(
        title.trim(),
        "" | "YouTube video player" | "Vimeo video player" | "Embedded video"
    );
    let words = if is_default {
        name(address, &page)
    } else {
        title.trim().to_owned()
    };
    to.start_leaf(LeafKind::Paragraph, Origin::Html);
    let mut format = Format::new(Opener::Link, Origin::Html, Style::empty());
    format.link = Some(to.link(&page, title));
    to.start_format(format);
    to.verbatim_words(&words, Style::empty());
    to.end_format(&Opener::Link, Origin::Html);
    to.end_leaf();
}

/// True for the script that shows a gist.
pub(super) fn is_gist(address: &str) -> bool {
    address.contains("gist.github.com/")
}

/// `address` with the scheme that the site's would be.
fn whole(address: &str) -> String {
    if address.starts_with("//") {
        format!("https:{address}")
    } else {
        address.to_owned()
    }
}

/// What an embed without a title is called.
fn name(address: &str, page: &str) -> String {
    match media::recognise(address, "") {
        Some(media) if !media.provider_name().is_empty() => {
            format!("{}: {}", media.provider_name(), media.id)
        }
        Some(_) => page.rsplit('/').next().unwrap_or(page).to_owned(),
        None => {
            let bare = page.split_once("://").map_or(page, |(_, rest)| rest);
            bare.split(['?', '#'])
                .next()
                .unwrap_or(bare)
                .trim_end_matches('/')
                .to_owned()
        }
    }
}
