//! What is handed in to be read: a body, what it is written in, and what the post's head adds.

use super::typography::Smart;

/// A post's text before it is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// The text after the head.
    pub body: String,
    /// The line of the file that the text begins on, from 1; 0 where there is no file.
    pub first_line: u32,
    /// The language it is written in.
    pub format: Format,
    /// The Markdown that the blog's generator speaks.
    pub dialect: Dialect,
    /// Whether the terms of its definition lists are places.
    pub terms: Terms,
    /// The template language that runs before Markdown.
    pub template: Template,
    /// The language it is written in (BCP 47: `en`, `pt-BR`); empty where nobody says.
    pub language: String,
    /// The post's title; empty for none, then the document has no title block.
    pub title: String,
    /// What stands beneath the title: date, author, each a phrase. The reading time is
    /// added when the document is read.
    pub meta: Vec<String>,
    /// What it has in common with other posts, its tags above all; beneath the title, too.
    pub topics: Vec<Topic>,
    /// The author's own summary; empty for none.
    pub description: String,
    /// The picture that is to stand above the text, unless the text shows it.
    pub main_image: Option<MainImage>,
    /// Lists that the head holds: links, books, photos.
    pub sections: Vec<Section>,
    /// Addresses of videos, sounds and pictures that the head names, as `(key, address)`.
    pub attachments: Vec<(String, String)>,
}

/// The picture of a post as a whole, which stands above its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MainImage {
    /// Its address, as written.
    pub address: String,
    /// What it shows, in words; empty where nobody says.
    pub alt: String,
    /// What stands beneath it, in the blog's own Markdown; empty for nothing.
    pub caption: String,
}

/// Something that a post has in common with others.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Topic {
    /// Its name.
    pub name: String,
    /// The part of a filter that leaves those that have it: `tag:"rust"`.
    pub filter: String,
}

/// The language of a post's file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Markdown, with HTML in it.
    #[default]
    Markdown,
    /// HTML.
    Html,
    /// `reStructuredText`.
    Restructured,
    /// Anything else: shown as it is, line for line.
    Plain,
}

/// Which Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// `CommonMark` and GFM, quotes and dashes as written.
    #[default]
    CommonMark,
    /// Jekyll's: attribute lists, `{:toc}`, `$$ $$`, typographic quotes.
    Kramdown,
    /// Hugo's: typographic quotes, heading attributes.
    Goldmark,
}

impl Dialect {
    /// The quotes and dashes that its generator sets.
    pub(super) fn typography(self) -> Smart {
        match self {
            Dialect::CommonMark => Smart::Off,
            Dialect::Kramdown => Smart::Kramdown,
            Dialect::Goldmark => Smart::Goldmark,
        }
    }
}

/// What becomes of the terms of definition lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Terms {
    /// Words.
    #[default]
    Plain,
    /// Places that links lead to, named as headings are: Hugo's, where `autoDefinitionTermID` is
    /// set.
    Anchored,
}

/// Which template language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Template {
    /// None: braces are text.
    #[default]
    None,
    /// Jekyll's `{% … %}` and `{{ … }}`.
    Liquid,
    /// Hugo's `{{< … >}}` and `{{% … %}}`.
    Hugo,
    /// Zola's `{{ f() }}` and `{% f() %}`.
    Zola,
}

/// A list in a post's head whose entries have a title, an address or a picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// The key, as written: `articles`.
    pub name: String,
    /// Its entries.
    pub entries: Vec<Entry>,
}

/// One entry of a [`Section`]. Empty where the head is silent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// `title` or `name`.
    pub title: String,
    /// `url` or `link`.
    pub url: String,
    /// `author`.
    pub author: String,
    /// `source`, or `date` where there is no source.
    pub source: String,
    /// `description` or `caption`, in Markdown.
    pub description: String,
    /// `image`, `preview_url`, `path` or `src` of a picture.
    pub image: String,
}
