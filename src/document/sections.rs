//! Lists in a post's head: in a link blog, a photo blog or a list of books they are the post.

use super::builder::{Builder, Format, FrameKind, LeafKind, OpenList, Opener, Origin};
use super::{Block, Entry, Format as Language, Heading, Section, Source, Style, images, markdown};

impl Section {
    /// True when a text says what all of its entries say: a template has put the list there. In
    /// doubt it has not, as what is said twice is better than what is not said.
    pub(super) fn is_in(&self, text: &str) -> bool {
        if self.entries.len().saturating_mul(text.len()) > MOST_COMPARED {
            return false;
        }
        let text = plain(text);
        let says = |words: &str| words.trim().is_empty() || text.contains(words);
        self.entries.iter().all(|entry| {
            let name = plain(name(entry));
            // Up to where Markdown could have changed it.
            let markup = ['*', '_', '`', '[', '<', '!', '\\', '\n'];
            let description = entry.description.trim().split(markup).next();
            let description = plain(description.unwrap_or_default());
            !name.trim().is_empty() && says(&name) && says(&description)
        })
    }
}

/// Entries times bytes of a text that are compared: no more than takes a moment.
const MOST_COMPARED: usize = 64 << 20;

/// The letters of a text in words with a space before and behind each, without tags and entities.
fn plain(text: &str) -> String {
    let mut plain = String::from(" ");
    // Behind it no tag ends.
    let last = text.rfind('>').unwrap_or(0);
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let hidden = match char {
            '<' if text.len() - rest.len() < last => rest.find('>'),
            '&' => rest
                .bytes()
                .take(LONGEST_ENTITY)
                .position(|byte| byte == b';'),
            _ => None,
        };
        if char.is_alphanumeric() {
            plain.push(char);
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
        let taken = hidden.map_or(char.len_utf8(), |end| end + 1);
        rest = rest.get(taken..).unwrap_or_default();
    }
    if !plain.ends_with(' ') {
        plain.push(' ');
    }
    plain
}

/// Bytes of an entity.
const LONGEST_ENTITY: usize = 10;

/// What an entry is known by in a text: its title, or the name of its file.
fn name(entry: &Entry) -> &str {
    let file = [&entry.url, &entry.image]
        .into_iter()
        .find_map(|address| address.rsplit('/').next().filter(|file| !file.is_empty()));
    match (entry.title.trim(), file) {
        ("", Some(file)) => file,
        ("", None) => entry.description.trim().lines().next().unwrap_or_default(),
        (title, _) => title,
    }
}

/// Adds lists of the head, after the body.
pub(super) fn add(sections: &[&Section], source: &Source, to: &mut Builder) {
    for section in sections {
        if source.sections.len() > 1 || !source.body.trim().is_empty() {
            add_heading(&section.name, to);
        }
        add_section(section, source, to);
    }
}

fn add_heading(name: &str, to: &mut Builder) {
    let words = name.replace(['_', '-'], " ");
    let mut chars = words.chars();
    let words: String = chars
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(chars)
        .collect();
    let content = to.line(|to| to.words(&words));
    to.push(Block::Heading(Heading {
        level: 2,
        id: name.to_owned(),
        content,
    }));
}

fn add_section(section: &Section, source: &Source, to: &mut Builder) {
    let mut in_list = false;
    for entry in &section.entries {
        if let Some(address) = picture(entry) {
            if std::mem::take(&mut in_list) {
                to.close_html(&["ul"], &[]);
            }
            add_picture(address, entry, source, to);
            continue;
        }
        if !std::mem::replace(&mut in_list, true) {
            to.open(
                FrameKind::List(OpenList {
                    loose: true,
                    ..OpenList::default()
                }),
                Origin::Html,
                "ul",
            );
        }
        to.open(FrameKind::Item(None), Origin::Html, "li");
        add_entry(entry, source, to);
        to.close_html(&["li"], &["ul"]);
    }
    if in_list {
        to.close_html(&["ul"], &[]);
    }
}

/// The address of an entry that is a picture: it leads nowhere, or to nothing but the picture. An
/// entry that leads elsewhere is a link with a preview.
fn picture(entry: &Entry) -> Option<&str> {
    if entry.url.is_empty() {
        let is_picture = !entry.image.is_empty() && entry.author.is_empty();
        return is_picture.then_some(entry.image.as_str());
    }
    let is_picture = images::file_name(&entry.url).is_some();
    (is_picture && entry.author.is_empty()).then_some(&entry.url)
}

fn add_picture(address: &str, entry: &Entry, source: &Source, to: &mut Builder) {
    to.open(FrameKind::Figure(Vec::new()), Origin::Html, "figure");
    let caption = if entry.description.is_empty() {
        &entry.title
    } else {
        &entry.description
    };
    to.start_image(address, "");
    if *caption != entry.title {
        to.words(&entry.title);
    }
    to.end_image();
    to.open(FrameKind::Caption, Origin::Html, "figcaption");
    add_prose(caption, source, to);
    to.close_html(&["figure"], &[]);
}

fn add_entry(entry: &Entry, source: &Source, to: &mut Builder) {
    let title = if entry.title.is_empty() {
        &entry.url
    } else {
        &entry.title
    };
    to.start_leaf(LeafKind::Paragraph, Origin::Html);
    if entry.url.is_empty() {
        let strong = Format::new(Opener::Strong, Origin::Html, Style::STRONG);
        to.start_format(strong);
        to.words(title);
        to.end_format(&Opener::Strong, Origin::Html);
    } else {
        let mut format = Format::new(Opener::Link, Origin::Html, Style::empty());
        format.link = Some(to.link(&entry.url, ""));
        to.start_format(format);
        to.words(title);
        to.end_format(&Opener::Link, Origin::Html);
    }
    let credits: Vec<&str> = [&entry.author, &entry.source]
        .into_iter()
        .map(|words| words.trim())
        .filter(|words| !words.is_empty())
        .collect();
    if !credits.is_empty() {
        to.hard_break();
        to.start_format(Format::new(Opener::Emphasis, Origin::Html, Style::SMALL));
        to.words(&credits.join(", "));
        to.end_format(&Opener::Emphasis, Origin::Html);
    }
    to.end_leaf();
    add_prose(&entry.description, source, to);
    if !entry.image.is_empty() {
        to.start_image(&entry.image, "");
        to.end_image();
        to.end_leaf();
    }
}

/// What an entry says, in the blog's own Markdown.
pub(super) fn add_prose(text: &str, source: &Source, to: &mut Builder) {
    match source.format {
        Language::Markdown | Language::Html => markdown::read(text, source.dialect, to),
        Language::Restructured | Language::Plain => to.words(text),
    }
    to.end_leaf();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(entries: &[(&str, &str)]) -> Section {
        let entry = |(title, description): &(&str, &str)| Entry {
            title: (*title).to_owned(),
            description: (*description).to_owned(),
            ..Entry::default()
        };
        Section {
            name: "books".to_owned(),
            entries: entries.iter().map(entry).collect(),
        }
    }

    #[test]
    fn a_list_is_in_a_text_that_says_all_of_it() {
        let books = section(&[("One & two", "First, a *fine* one."), ("Three", "")]);
        assert!(books.is_in("<h3>One &amp; two</h3> First, <i>a</i> fine one. - [Three](x)"));
        assert!(books.is_in("**One** & two: First, a. Three"));
        assert!(
            !books.is_in("One & two and Three"),
            "without the description"
        );
        assert!(
            !books.is_in("One & two: First, a fine one. Threes"),
            "another word"
        );
        assert!(!books.is_in("First, a fine one. Three"));
        assert!(!section(&[("★", "")]).is_in("★"), "nothing to know it by");
    }

    #[test]
    fn plain_words_take_linear_time_whatever_they_are_made_of() {
        for text in ["<", "&", "<a", "&amp", "<a>", "a<"] {
            assert!(plain(&text.repeat(1 << 20)).starts_with(' '));
        }
    }
}
