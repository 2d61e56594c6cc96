//! The links of the post, and the posts that link to it.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Entry, Goal, Mark, Section};
use crate::app::article::Article;
use crate::app::list::PostList;
use crate::app::survey::Mention;
use crate::document::{Block, Document, Link, LinkId, Target};

/// The sections: the links in the order of the text, then where the post is linked from.
pub(in crate::app) fn sections(
    article: &Article,
    mentions: &[Mention],
    list: &PostList,
) -> Vec<Section> {
    let document = article.document();
    let links = (0..).map(LinkId).zip(&document.links);
    let notes = note_ids(document);
    // The marks of footnotes are links, but nobody looks for them in a list of links.
    let is_listed = |link: &Link| match &link.target {
        Target::Alike(_) => false,
        Target::Anchor(id) => !notes.contains(id.as_str()),
        Target::Post { .. }
        | Target::Web(_)
        | Target::Mail(_)
        | Target::File(_)
        | Target::Other(_) => true,
    };
    let links = links.filter(|(_, link)| is_listed(link));
    let entries = links.map(|(id, link)| Entry {
        mark: Some(Mark::of(link)),
        aside: aside(link, list),
        ..Entry::new(link.name(), Goal::Link(id))
    });
    let links = Section {
        heading: String::new(),
        entries: entries.collect(),
    };
    vec![links, linked_from(mentions, list)]
}

/// The posts that link here, the latest first.
fn linked_from(mentions: &[Mention], list: &PostList) -> Section {
    let from = mentions.iter().filter_map(|mention| {
        let post = list.post(&mention.path)?;
        Some((post, mention))
    });
    let mut from: Vec<_> = from.collect();
    from.sort_by(|(a, _), (b, _)| b.date.cmp(&a.date));
    let entries = from.into_iter().map(|(post, mention)| Entry {
        mark: Some(Mark::Post),
        aside: post.day(),
        ..Entry::new(
            post.title.clone(),
            Goal::Mention {
                path: Arc::clone(&mention.path),
                offset: mention.offset,
            },
        )
    });
    Section {
        heading: "Linked from".to_owned(),
        entries: entries.collect(),
    }
}

/// The footnotes, which are a document's last blocks.
fn note_ids(document: &Document) -> HashSet<&str> {
    let notes = document.blocks.iter().rev().map_while(|block| match block {
        Block::Note(note) => Some(note.id.as_str()),
        _ => None,
    });
    notes.collect()
}

/// Where it leads, in a word.
pub(super) fn aside(link: &Link, list: &PostList) -> String {
    if let Some(media) = &link.media
        && !media.provider_name().is_empty()
    {
        return match media.start {
            Some(start) => format!("{} {}", media.provider_name(), clock(start)),
            None => media.provider_name().to_owned(),
        };
    }
    match &link.target {
        Target::Post { path, .. } => {
            let title = list.post(path).map(|post| post.title.clone());
            title
                .filter(|title| *title != link.text)
                .unwrap_or_default()
        }
        Target::Anchor(id) => format!("#{id}"),
        Target::Alike(part) => part.clone(),
        Target::Web(address) | Target::Other(address) => host(address).to_owned(),
        Target::Mail(address) => address
            .strip_prefix("mailto:")
            .unwrap_or(address)
            .to_owned(),
        Target::File(path) => path.rsplit('/').next().unwrap_or(path).to_owned(),
    }
}

/// The host of an address, without the `www.` that says nothing.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

/// Seconds as a player shows them.
fn clock(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_goes_without_its_scheme_and_www() {
        assert_eq!(host("https://www.example.org/a?b"), "example.org");
        assert_eq!(host("http://example.org"), "example.org");
    }

    #[test]
    fn times_read_as_players_show_them() {
        assert_eq!(clock(7), "0:07");
        assert_eq!(clock(130), "2:10");
        assert_eq!(clock(3725), "1:02:05");
    }
}
