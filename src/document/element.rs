//! What an HTML element means to a reader of text.
//!
//! The names are the WHATWG standard's with the obsolete ones that old posts still use. A name
//! that is not here is not HTML: in a post it is most often text, such as `Vec<T>`.

use super::Style;

/// An element's part in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// Parts the text and means no more: `div`, `section`.
    Division,
    /// `p`
    Paragraph,
    /// `h1` to `h6`
    Heading(u8),
    /// `blockquote`
    Quote,
    /// `ul`, `ol`
    List(Numbering),
    /// `li`
    Item,
    /// `pre`, and the older `xmp`, in which tags are text
    Preformatted,
    /// `hr`
    Rule,
    /// A table or a part of one.
    Table(TablePart),
    /// `figure`
    Figure,
    /// `figcaption`, and the `caption` of a table
    Caption,
    /// `dl`
    Definitions,
    /// `dt`
    Term,
    /// `dd`
    Meaning,
    /// `details`
    Details,
    /// `summary`
    Summary,
    /// Words in a style, perhaps none: `em`, `span`.
    Styled(Style),
    /// `sup`, `sub`
    Script(Script),
    /// `q`
    Quotation,
    /// `a`
    Anchor,
    /// `br`
    Break,
    /// `wbr`
    BreakHere,
    /// `img`
    Image,
    /// `iframe`, `video`, `audio`, `embed`, `object`: something that opens elsewhere.
    Embed,
    /// `source`: an address for the embed around it.
    EmbedSource,
    /// `input`
    Input,
    /// `script`, which a gist can hide in.
    Program,
    /// Never seen on the web: `style`, `template`, `head`.
    Hidden,
}

/// Whether a list's items are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbering {
    /// `ul`
    Bullets,
    /// `ol`
    Numbers,
}

/// The parts of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TablePart {
    /// `table`
    Whole,
    /// `thead`
    Head,
    /// `tbody`, `tfoot`
    Body,
    /// `tr`
    Row,
    /// `td`
    Cell,
    /// `th`
    HeadCell,
    /// `col`, `colgroup`
    Column,
}

/// Raised or lowered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// `sup`
    Super,
    /// `sub`
    Sub,
}

impl Element {
    /// The element called `name`, in lower case; nothing for a name that HTML does not have.
    pub(super) fn named(name: &str) -> Option<Element> {
        Some(match name {
            "html" | "body" | "div" | "section" | "article" | "main" | "header" | "footer"
            | "nav" | "aside" | "address" | "center" | "form" | "fieldset" | "legend"
            | "hgroup" | "search" | "frameset" | "noframes" | "dialog" | "marquee" | "multicol"
            | "option" | "optgroup" | "foreignobject" => Element::Division,
            "p" => Element::Paragraph,
            "h1" => Element::Heading(1),
            "h2" => Element::Heading(2),
            "h3" => Element::Heading(3),
            "h4" => Element::Heading(4),
            "h5" => Element::Heading(5),
            "h6" => Element::Heading(6),
            "blockquote" => Element::Quote,
            "ul" | "menu" | "dir" => Element::List(Numbering::Bullets),
            "ol" => Element::List(Numbering::Numbers),
            "li" => Element::Item,
            "pre" | "xmp" | "listing" => Element::Preformatted,
            "hr" => Element::Rule,
            "table" => Element::Table(TablePart::Whole),
            "thead" => Element::Table(TablePart::Head),
            "tbody" | "tfoot" => Element::Table(TablePart::Body),
            "tr" => Element::Table(TablePart::Row),
            "td" => Element::Table(TablePart::Cell),
            "th" => Element::Table(TablePart::HeadCell),
            "col" | "colgroup" => Element::Table(TablePart::Column),
            "figure" | "picture" => Element::Figure,
            "figcaption" | "caption" => Element::Caption,
            "dl" => Element::Definitions,
            "dt" => Element::Term,
            "dd" => Element::Meaning,
            "details" => Element::Details,
            "summary" => Element::Summary,
            "a" => Element::Anchor,
            "br" => Element::Break,
            "wbr" => Element::BreakHere,
            "img" | "image" => Element::Image,
            "iframe" | "video" | "audio" | "embed" | "object" | "frame" => Element::Embed,
            "source" | "track" | "param" => Element::EmbedSource,
            "input" => Element::Input,
            "sup" => Element::Script(Script::Super),
            "sub" => Element::Script(Script::Sub),
            "q" => Element::Quotation,
            "script" => Element::Program,
            "style" | "template" | "head" | "title" | "meta" | "link" | "base" | "area" | "map"
            | "canvas" | "select" | "datalist" | "textarea" => Element::hidden(name),
            _ => Element::Styled(style_of(name)?),
        })
    }

    /// Of the elements that show nothing of themselves those without an end tag are only points.
    fn hidden(name: &str) -> Element {
        match name {
            "meta" | "link" | "base" | "area" | "select" | "datalist" | "textarea" => {
                Element::Styled(Style::empty())
            }
            // Fallback content and areas of a map are for readers like us.
            "canvas" | "map" => Element::Division,
            _ => Element::Hidden,
        }
    }

    /// True when it has no end tag.
    pub(super) fn is_void(self) -> bool {
        matches!(
            self,
            Element::Rule
                | Element::Break
                | Element::BreakHere
                | Element::Image
                | Element::EmbedSource
                | Element::Input
                | Element::Table(TablePart::Column)
        )
    }
}

/// The style of an element within a line of text.
fn style_of(name: &str) -> Option<Style> {
    Some(match name {
        "em" | "i" | "cite" | "var" | "dfn" => Style::EMPHASIS,
        "strong" | "b" => Style::STRONG,
        "del" | "s" | "strike" => Style::STRIKE,
        "mark" => Style::MARK,
        "code" | "tt" | "samp" => Style::CODE,
        "kbd" => Style::KEY,
        "small" => Style::SMALL,
        "u" | "ins" => Style::UNDERLINE,
        "span" | "font" | "time" | "abbr" | "acronym" | "big" | "label" | "data" | "bdi"
        | "bdo" | "ruby" | "rb" | "rt" | "rp" | "rtc" | "nobr" | "noscript" | "noembed"
        | "button" | "output" | "meter" | "progress" | "slot" | "blink" | "basefont" | "applet"
        | "spacer" | "svg" | "g" | "path" | "rect" | "circle" | "ellipse" | "line" | "polyline"
        | "polygon" | "text" | "tspan" | "defs" | "use" | "symbol" | "desc" | "clippath"
        | "lineargradient" | "radialgradient" | "stop" | "math" | "mrow" | "mi" | "mo" | "mn"
        | "mfrac" | "msup" | "msub" | "msubsup" | "msqrt" | "mroot" | "mtext" | "mspace"
        | "mover" | "munder" | "munderover" | "mtable" | "mtr" | "mtd" | "mstyle" | "semantics" => {
            Style::empty()
        }
        _ => return None,
    })
}
