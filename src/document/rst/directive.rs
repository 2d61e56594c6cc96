//! Directives: `.. name:: argument`, options beneath it, and what it holds.

use super::block::{Block, Code, Image, Notice};
use super::explicit::{as_written, named};
use super::lines;
use super::mark::goal;
use super::parse::Parser;
use crate::document::CalloutKind;

/// Options that say how something looks, not what it says.
const OPTIONS: &[&str] = &[
    "align",
    "alt",
    "anchorlinenos",
    "caption",
    "class",
    "classprefix",
    "cssclass",
    "cssstyles",
    "dedent",
    "emphasize-lines",
    "encoding",
    "figclass",
    "figwidth",
    "force",
    "format",
    "header-rows",
    "height",
    "hl_lines",
    "lineanchors",
    "lineno-start",
    "linenos",
    "linenospecial",
    "linenostart",
    "linenostep",
    "linespans",
    "linenothreshold",
    "loading",
    "name",
    "nobackground",
    "noclasses",
    "nowrap",
    "number-lines",
    "scale",
    "stub-columns",
    "subtitle",
    "tab-width",
    "target",
    "width",
    "widths",
    "file",
    "url",
];

/// A directive by its parts.
pub(super) struct Directive<'t> {
    pub(super) name: &'t str,
    /// What stands behind the name.
    argument: &'t str,
    /// The lines between the first and the options.
    more: Vec<&'t str>,
    /// Options and their lines.
    options: Vec<(&'t str, Vec<&'t str>)>,
    /// What it holds.
    body: Vec<&'t str>,
    /// The lines directly beneath the first, as they are, and those behind an empty one.
    written: (Vec<&'t str>, Vec<&'t str>),
}

/// What becomes of a directive.
enum Meaning {
    Code,
    Formula,
    Html,
    Image,
    Figure,
    /// What it holds, in a box. Its argument belongs to that.
    Notice(CalloutKind),
    /// The same with a title.
    Titled,
    Quote,
    /// A line that stands out.
    Rubric,
    /// Its title and what it holds.
    Table,
    /// What it holds alone.
    Held,
    /// It says something to a program, or what it says is not seen.
    Nothing,
    Unknown,
}

fn meaning(name: &str, argument: &str) -> Meaning {
    match name {
        "code-block" | "code" | "sourcecode" | "parsed-literal" => Meaning::Code,
        "math" => Meaning::Formula,
        "raw" if argument.split_whitespace().any(|format| format == "html") => Meaning::Html,
        "image" => Meaning::Image,
        "figure" => Meaning::Figure,
        "note" | "seealso" => Meaning::Notice(CalloutKind::Note),
        "tip" | "hint" => Meaning::Notice(CalloutKind::Tip),
        "important" | "attention" => Meaning::Notice(CalloutKind::Important),
        "warning" => Meaning::Notice(CalloutKind::Warning),
        "caution" | "danger" | "error" => Meaning::Notice(CalloutKind::Caution),
        "admonition" | "topic" | "sidebar" => Meaning::Titled,
        "epigraph" | "highlights" | "pull-quote" => Meaning::Quote,
        "rubric" => Meaning::Rubric,
        "table" | "list-table" => Meaning::Table,
        "class" | "container" | "compound" | "header" | "footer" => Meaning::Held,
        "raw" | "contents" | "sectnum" | "section-numbering" | "meta" | "role" | "default-role"
        | "highlight" | "target-notes" | "title" => Meaning::Nothing,
        _ => Meaning::Unknown,
    }
}

impl<'t> Directive<'t> {
    /// The directive in words behind two dots, and in the lines that are set in beneath them.
    pub(super) fn of(words: &'t str, held: &[&'t str]) -> Option<Directive<'t>> {
        let (name, argument) = named(words)?;
        let end = held.iter().position(|line| line.is_empty());
        let (beneath, behind) = held.split_at(end.unwrap_or(held.len()));
        let first = beneath.iter().position(|line| is_option(line));
        let (more, mut rest) = beneath.split_at(first.unwrap_or(beneath.len()));
        let mut options = Vec::new();
        while let Some((line, after)) = rest.split_first()
            && is_option(line)
            && let Some((name, width)) = lines::field(line)
        {
            let (below, after) = lines::beneath(after);
            let value = [line.get(width..).unwrap_or_default()].into_iter();
            options.push((name, value.chain(below).collect()));
            rest = after;
        }
        Some(Directive {
            name,
            argument,
            more: more.to_vec(),
            options,
            body: rest.iter().chain(behind).copied().collect(),
            written: (beneath.to_vec(), behind.to_vec()),
        })
    }

    /// Its argument and all that it holds, as one text.
    pub(super) fn text(&self) -> String {
        let lines = [self.argument].into_iter().chain(self.held());
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The picture that it is.
    pub(super) fn image(&self) -> Image {
        let target = self.option("target");
        Image {
            address: self.argument.split_whitespace().collect(),
            alt: self.option("alt").unwrap_or_default(),
            goal: target.map(|address| goal(&address)),
        }
    }

    fn option(&self, name: &str) -> Option<String> {
        let found = self.options.iter().find(|(key, _)| *key == name);
        found.map(|(_, value)| value.join(" ").trim().to_owned())
    }

    /// The lines that are no options.
    fn held(&self) -> impl Iterator<Item = &'t str> {
        self.more.iter().chain(&self.body).copied()
    }

    /// The argument, and what it goes on with.
    fn title(&self) -> String {
        let lines = [self.argument].into_iter().chain(self.more.iter().copied());
        lines.collect::<Vec<_>>().join("\n").trim().to_owned()
    }
}

fn is_option(line: &str) -> bool {
    lines::field(line).is_some_and(|(name, _)| OPTIONS.contains(&name))
}

impl Parser {
    /// Adds what a directive means; `line` is its first.
    pub(super) fn directive<'t>(
        &mut self,
        line: &'t str,
        directive: Directive<'t>,
        depth: usize,
        to: &mut Vec<Block<'t>>,
    ) {
        let held: Vec<&str> = directive.held().collect();
        match meaning(directive.name, directive.argument) {
            Meaning::Code if !held.is_empty() => to.push(code_of(&directive, &held)),
            Meaning::Formula => to.push(Block::Formula(
                [directive.argument].into_iter().chain(held).collect(),
            )),
            Meaning::Html => to.push(Block::Raw(held)),
            Meaning::Image => {
                to.push(Block::Image(directive.image()));
                to.extend(self.blocks(&held, depth + 1));
            }
            Meaning::Figure => self.figure(&directive, &held, depth, to),
            Meaning::Notice(kind) => {
                let lines: Vec<&str> = [directive.argument].into_iter().chain(held).collect();
                let blocks = self.blocks(&lines, depth + 1);
                to.push(Block::Notice(Notice {
                    kind,
                    title: Vec::new(),
                    blocks,
                }));
            }
            Meaning::Titled => {
                let title = self.words(&directive.title());
                let mut blocks = Vec::new();
                if let Some(words) = directive.option("subtitle") {
                    blocks.push(Block::Paragraph(self.words(&words)));
                }
                blocks.extend(self.blocks(&directive.body, depth + 1));
                to.push(Block::Notice(Notice {
                    kind: CalloutKind::Note,
                    title,
                    blocks,
                }));
            }
            Meaning::Quote => {
                let lines: Vec<&str> = [directive.argument].into_iter().chain(held).collect();
                to.push(Block::Quote(self.blocks(&lines, depth + 1)));
            }
            Meaning::Rubric | Meaning::Table => {
                let title = self.words(&directive.title());
                to.push(Block::Paragraph(title));
                to.extend(self.blocks(&directive.body, depth + 1));
            }
            Meaning::Held => {
                // Only what holds words takes an argument that is some.
                let is_class = matches!(directive.name, "class" | "container");
                let argument = (!is_class).then_some(directive.argument);
                let lines: Vec<&str> = argument.into_iter().chain(held).collect();
                to.extend(self.blocks(&lines, depth + 1));
            }
            Meaning::Nothing => {}
            Meaning::Code | Meaning::Unknown => {
                let (beneath, behind) = directive.written;
                as_written(line, &beneath, to);
                to.extend(self.blocks(&behind, depth + 1));
            }
        }
    }

    /// A picture, the first paragraph as its caption, and what else it holds.
    fn figure<'t>(
        &mut self,
        directive: &Directive<'t>,
        held: &[&'t str],
        depth: usize,
        to: &mut Vec<Block<'t>>,
    ) {
        let image = directive.image();
        let mut blocks = self.blocks(held, depth + 1).into_iter().peekable();
        let caption = match blocks.next_if(|block| matches!(block, Block::Paragraph(_))) {
            Some(Block::Paragraph(words)) => words,
            _ => Vec::new(),
        };
        to.push(Block::Figure { image, caption });
        to.extend(blocks);
    }
}

fn code_of<'t>(directive: &Directive<'t>, held: &[&'t str]) -> Block<'t> {
    let (language, title) = directive
        .argument
        .split_once(' ')
        .unwrap_or((directive.argument, ""));
    let caption = directive.option("caption").unwrap_or_default();
    let lines = lines::after_blank(held).to_vec();
    Block::Code(Code {
        language,
        title: [title.trim(), &caption].join(" ").trim().to_owned(),
        lines,
    })
}
