//! The title block: title, date, author, tags, reading time, and the author's own summary.

use super::builder::{Builder, Format, Opener, Origin};
use super::html::Html;
use super::{Block, Document, Source, Style, Target, Title, Topic, clean_line, reading_time};

/// Adds the title block, if the post has a title.
pub(super) fn add(source: &Source, to: &mut Builder) {
    if source.title.trim().is_empty() {
        return;
    }
    let title = to.line(|to| add_phrase(&source.title, to));
    let mut meta: Vec<_> = source
        .meta
        .iter()
        .filter(|phrase| !phrase.trim().is_empty())
        .map(|phrase| to.line(|to| to.verbatim_words(&clean_line(phrase), Style::empty())))
        .collect();
    if !source.topics.is_empty() {
        meta.push(to.line(|to| add_topics(&source.topics, to)));
    }
    if let Some(minutes) = reading_time::minutes(source) {
        meta.push(to.line(|to| {
            to.verbatim_words(&format!("{minutes}\u{a0}min\u{a0}read"), Style::empty());
        }));
    }
    let lead = if opens_with(source, &source.description) {
        Vec::new()
    } else {
        to.line(|to| add_phrase(&source.description, to))
    };
    to.push(Block::Title(Title { title, meta, lead }));
}

/// Drops a first headline that says the title again.
pub(super) fn drop_repetition(document: &mut Document) {
    // The post's own picture may stand between them.
    let first = match document.blocks.get(1) {
        Some(Block::Figure(_)) => 2,
        _ => 1,
    };
    let (Some(Block::Title(title)), Some(Block::Heading(heading))) =
        (document.blocks.first(), document.blocks.get(first))
    else {
        return;
    };
    let same = letters(&document.line(&title.title)).eq(letters(&document.line(&heading.content)));
    if heading.level == 1 && same {
        document.blocks.remove(first);
        document.reckon_ends();
    }
}

/// Names that lead to the posts that have them.
fn add_topics(topics: &[Topic], to: &mut Builder) {
    for (index, topic) in topics.iter().enumerate() {
        if index > 0 {
            to.verbatim_words(", ", Style::empty());
        }
        let mut format = Format::new(Opener::Link, Origin::Html, Style::empty());
        format.link = Some(to.link_to(Target::Alike(topic.filter.clone())));
        to.start_format(format);
        to.verbatim_words(&clean_line(&topic.name), Style::empty());
        to.end_format(&Opener::Link, Origin::Html);
    }
}

/// A phrase from the head: HTML, in which backticks are code.
fn add_phrase(phrase: &str, to: &mut Builder) {
    let mut html = Html::new(phrase);
    let has_code = phrase.matches('`').count().is_multiple_of(2);
    for (index, part) in phrase.split('`').enumerate() {
        if has_code && index % 2 == 1 {
            to.code(part);
        } else {
            if index > 0 && !has_code {
                to.words("`");
            }
            html.feed(part, to);
        }
    }
}

/// True when the body says the description near its beginning, or there is none.
fn opens_with(source: &Source, description: &str) -> bool {
    /// So many letters that agree are no accident.
    const COMPARED: usize = 60;
    /// Where the beginning of a body ends, in characters of its source.
    const BEGINNING: usize = 2_000;
    let description: String = letters(&without_tags(description)).take(COMPARED).collect();
    let body = &source.body;
    let end = body
        .char_indices()
        .nth(BEGINNING)
        .map_or(body.len(), |(at, _)| at);
    let body: String = letters(&without_tags(body.get(..end).unwrap_or_default())).collect();
    description.is_empty() || body.contains(&description)
}

/// The letters and digits of a text, in lower case.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|char| char.is_alphanumeric())
        .flat_map(char::to_lowercase)
}

fn without_tags(text: &str) -> String {
    let mut depth = 0;
    text.chars()
        .filter(|&char| {
            match char {
                '<' => depth += 1,
                '>' if depth > 0 => depth -= 1,
                _ => return depth == 0,
            }
            false
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, NoBlog, Source};

    #[test]
    fn what_a_title_leaves_open_ends_with_it() {
        let source = Source {
            title: "See <a href=\"https://a.example\">there <b>and".to_owned(),
            meta: vec!["someone".to_owned()],
            description: "About <a href=\"https://b.example\">this".to_owned(),
            body: "Words.\n".to_owned(),
            ..Source::default()
        };
        let document = Document::read(&source, &NoBlog);
        let texts: Vec<&str> = document.links.iter().map(|link| &*link.text).collect();
        assert_eq!(texts, ["there and", "this"]);
    }
}
