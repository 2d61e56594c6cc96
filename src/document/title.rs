//! The title block: title, date, author, tags, reading time, and the author's own summary.

use super::builder::{Builder, Format, Opener, Origin};
use super::html::Html;
use super::{Block, Document, Source, Style, Target, Title, Topic, clean_line, source};

/// Words that are read in a minute.
const PACE: usize = 230;
/// Characters of scripts without spaces that take as long to read as one word.
const CHARACTERS_A_WORD: usize = 2;

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
    if let Some(minutes) = reading_minutes(source) {
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
        document.settle();
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

/// Minutes to read the body and the lists of the head; nothing for a post without words.
fn reading_minutes(source: &Source) -> Option<usize> {
    let mut read = Read::default();
    let entries = source.sections.iter().flat_map(|section| &section.entries);
    let texts = entries.flat_map(|entry| [&entry.title, &entry.description]);
    texts
        .chain([&source.body])
        .for_each(|text| read.count(text));
    let words = read.words + read.characters / CHARACTERS_A_WORD;
    (words > 0 && source.format != source::Format::Plain).then(|| words.div_ceil(PACE))
}

/// What there is to read.
#[derive(Default)]
struct Read {
    words: usize,
    /// Of scripts without spaces.
    characters: usize,
}

impl Read {
    /// Counts the words of a text, without the most of what is markup. Most of them are plain
    /// ASCII, and need no look at their characters.
    fn count(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let mut seen = 0;
            let end = rest.bytes().position(|byte| {
                let kind = KINDS[byte as usize];
                seen |= kind;
                kind & SPACE != 0
            });
            let (chunk, after) = rest.split_at(end.unwrap_or(rest.len()));
            if seen & OTHER == 0 {
                self.words += usize::from(seen & LETTER != 0);
            } else {
                let words = chunk.split_whitespace();
                words.for_each(|word| self.count_word(word));
            }
            rest = after.get(1..).unwrap_or_default();
        }
    }

    fn count_word(&mut self, word: &str) {
        let is_markup = word.starts_with(['<', '{']) || word.starts_with("http");
        if is_markup || !word.contains(char::is_alphanumeric) {
            return;
        }
        let is_unspaced =
            |char: &char| matches!(char, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}');
        self.words += 1;
        self.characters += word.chars().filter(is_unspaced).count();
    }
}

/// White space, between words.
const SPACE: u8 = 1;
/// Letters and digits, of which one makes a word.
const LETTER: u8 = 2;
/// What asks for a closer look.
const OTHER: u8 = 4;

/// What each byte is; nothing for the most of punctuation.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b' ' | b'\t' | b'\n' | b'\r' | 0xc => SPACE,
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => LETTER,
            b'<' | b'{' | b':' | 0x80.. => OTHER,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

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
