//! What a frame becomes when it closes, and which frames are implied.

use super::frame::{FrameKind, OpenCell, OpenCode, OpenList, OpenTable};
use super::{Builder, Origin};
use crate::document::{
    Block, Callout, Code, Definition, Details, Figure, Image, Inline, Item, List, Note, Run, Span,
    Style, Table, Terms,
};

/// A table whose cell holds more blocks than this was made to lay out a page.
const CELL_BLOCKS: usize = 12;

impl Builder<'_> {
    /// Closes the innermost frame.
    pub(super) fn pop_frame(&mut self) {
        self.end_leaf();
        if self.frames.len() < 2 {
            return;
        }
        let Some(frame) = self.frames.pop() else {
            return;
        };
        self.formats.truncate(frame.formats);
        let blocks = frame.blocks;
        match frame.kind {
            FrameKind::Root | FrameKind::Group | FrameKind::TableHead => self.push_all(blocks),
            FrameKind::Hidden => {}
            FrameKind::Quote if blocks.is_empty() => {}
            FrameKind::Quote => self.push(Block::Quote(blocks)),
            FrameKind::Callout { kind, title } => self.push(Block::Callout(Callout {
                kind,
                title,
                blocks,
            })),
            FrameKind::List(list) => self.close_list(list, blocks),
            FrameKind::Item(task) => self.close_item(Item { task, blocks }),
            FrameKind::Table(table) => {
                self.push_all(blocks);
                self.close_table(table);
            }
            FrameKind::Row(cells) => self.close_row(cells),
            FrameKind::Cell(cell) => self.close_cell(OpenCell { blocks, ..cell }),
            FrameKind::Definitions(definitions) => {
                self.push_all(blocks);
                if !definitions.is_empty() {
                    self.push(Block::Definitions(definitions));
                }
            }
            FrameKind::Term => self.close_term(blocks, frame.origin),
            FrameKind::Meaning => self.close_meaning(blocks),
            FrameKind::Details(summary) => self.push(Block::Details(Details { summary, blocks })),
            FrameKind::Summary => self.close_summary(blocks),
            FrameKind::Figure(caption) => self.close_figure(caption, blocks),
            FrameKind::Caption => self.close_caption(blocks),
            FrameKind::Note { number, id } => self.push(Block::Note(Note { number, id, blocks })),
            FrameKind::Preformatted(code) => self.close_code(&code),
        }
    }

    /// Opens what must surround a child of this kind where the source left it out.
    pub(super) fn adopt_stray(&mut self, child: &FrameKind) {
        // At most three are missing: a table's row and its cell, and then nothing is.
        for _ in 0..3 {
            let (kind, name) = match (self.inside(), child) {
                (FrameKind::List(_), FrameKind::Item(_))
                | (
                    FrameKind::Table(_),
                    FrameKind::TableHead | FrameKind::Row(_) | FrameKind::Caption,
                )
                | (FrameKind::TableHead, FrameKind::Row(_))
                | (FrameKind::Row(_), FrameKind::Cell(_))
                | (FrameKind::Definitions(_), FrameKind::Term | FrameKind::Meaning)
                | (_, FrameKind::Hidden) => return,
                (FrameKind::List(_), _) => (FrameKind::Item(None), "li"),
                (FrameKind::Table(_) | FrameKind::TableHead, _) => {
                    (FrameKind::Row(Vec::new()), "tr")
                }
                (FrameKind::Row(_), _) => (FrameKind::Cell(OpenCell::default()), "td"),
                (FrameKind::Definitions(_), _) => (FrameKind::Meaning, "dd"),
                _ => return,
            };
            let mut frame = super::Frame::new(kind, Origin::Html, name);
            frame.formats = self.formats.len();
            self.frames.push(frame);
        }
    }

    /// A paragraph, or the pictures it consists of.
    pub(super) fn push_paragraph(&mut self, inlines: Vec<Inline>) {
        if !inlines
            .iter()
            .any(|inline| matches!(inline, Inline::Image(_)))
        {
            self.push(Block::Paragraph(inlines));
            return;
        }
        let mut words = Vec::new();
        for line in inlines.split(|inline| *inline == Inline::Break) {
            if !is_only_pictures(line) {
                if !words.is_empty() {
                    words.push(Inline::Break);
                }
                words.extend_from_slice(line);
                continue;
            }
            if !words.is_empty() {
                self.push(Block::Paragraph(std::mem::take(&mut words)));
            }
            for inline in line {
                if let Inline::Image(image) = inline {
                    self.push(Block::Figure(Figure {
                        image: image.clone(),
                        caption: Vec::new(),
                    }));
                }
            }
        }
        if !words.is_empty() {
            self.push(Block::Paragraph(words));
        }
    }

    fn push_all(&mut self, blocks: Vec<Block>) {
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.extend(blocks);
        }
    }

    fn close_list(&mut self, list: OpenList, strays: Vec<Block>) {
        self.push_all(strays);
        if !list.items.is_empty() {
            self.push(Block::List(List {
                start: list.start,
                tight: !list.loose,
                items: list.items,
            }));
        }
    }

    fn close_item(&mut self, item: Item) {
        match self.inside_mut() {
            Some(FrameKind::List(list)) => list.items.push(item),
            // An item without a list.
            _ => self.push(Block::List(List {
                start: None,
                tight: true,
                items: vec![item],
            })),
        }
    }

    fn close_cell(&mut self, cell: OpenCell) {
        match self.inside_mut() {
            Some(FrameKind::Row(cells)) => cells.push(cell),
            _ => self.push_all(cell.blocks),
        }
    }

    fn close_row(&mut self, cells: Vec<OpenCell>) {
        if cells.is_empty() {
            return;
        }
        let in_head = *self.inside() == FrameKind::TableHead || cells.iter().all(|cell| cell.head);
        match self.innermost_mut(|kind| {
            if let FrameKind::Table(table) = kind {
                Some(table)
            } else {
                None
            }
        }) {
            Some(table) if in_head && table.head.is_empty() && table.rows.is_empty() => {
                table.head = cells;
            }
            Some(table) => table.rows.push(cells),
            None => {
                for cell in cells {
                    self.push_all(cell.blocks);
                }
            }
        }
    }

    fn close_table(&mut self, table: OpenTable) {
        if !table.caption.is_empty() {
            self.push(Block::Paragraph(table.caption));
        }
        let rows = || std::iter::once(&table.head).chain(&table.rows);
        let width = rows().map(|row| row_width(row)).max().unwrap_or_default();
        if width < 2 || rows().flatten().any(is_laid_out) {
            for cell in table
                .head
                .into_iter()
                .chain(table.rows.into_iter().flatten())
            {
                self.push_all(cell.blocks);
            }
            return;
        }
        let mut columns = table.columns;
        columns.resize(width, super::super::Align::Left);
        for cells in std::iter::once(&table.head).chain(&table.rows) {
            for (column, cell) in columns.iter_mut().zip(cells) {
                if let Some(align) = cell.align {
                    *column = align;
                }
            }
        }
        let flatten_row = |cells: Vec<OpenCell>| flatten_row(cells, width, &self.document.text);
        let head = if table.head.iter().all(|cell| cell.blocks.is_empty()) {
            Vec::new()
        } else {
            flatten_row(table.head)
        };
        let rows = table.rows.into_iter().map(flatten_row).collect();
        self.push(Block::Table(Table {
            columns,
            head,
            rows,
        }));
    }

    fn close_term(&mut self, blocks: Vec<Block>, origin: Origin) {
        let term = self.flatten(blocks);
        let first = term.iter().find_map(|inline| match inline {
            Inline::Text(run) => Some(run.span.start),
            Inline::Image(image) => Some(image.alt.start),
            Inline::NoteMark(_) | Inline::Break => None,
        });
        if let (Terms::Anchored, Origin::Markdown, Some(at)) = (self.terms, origin, first) {
            let id = self.heading_id(None, &term);
            self.document.anchors.push((id, at));
        }
        match self.inside_mut() {
            Some(FrameKind::Definitions(definitions)) => match definitions.last_mut() {
                Some(last) if last.meanings.is_empty() => last.terms.push(term),
                _ => definitions.push(Definition {
                    terms: vec![term],
                    meanings: Vec::new(),
                }),
            },
            _ => self.push(Block::Paragraph(term)),
        }
    }

    fn close_meaning(&mut self, blocks: Vec<Block>) {
        match self.inside_mut() {
            Some(FrameKind::Definitions(definitions)) => match definitions.last_mut() {
                Some(last) => last.meanings.push(blocks),
                None => definitions.push(Definition {
                    terms: Vec::new(),
                    meanings: vec![blocks],
                }),
            },
            _ => self.push_all(blocks),
        }
    }

    fn close_summary(&mut self, blocks: Vec<Block>) {
        let words = self.flatten(blocks);
        match self.inside_mut() {
            Some(FrameKind::Details(summary)) if summary.is_empty() => *summary = words,
            _ => self.push(Block::Paragraph(words)),
        }
    }

    fn close_caption(&mut self, blocks: Vec<Block>) {
        let words = self.flatten(blocks);
        let caption = match self.inside_mut() {
            Some(FrameKind::Figure(caption)) => caption,
            Some(FrameKind::Table(table)) => &mut table.caption,
            _ => {
                self.push(Block::Paragraph(words));
                return;
            }
        };
        if !caption.is_empty() && !words.is_empty() {
            caption.push(Inline::Break);
        }
        caption.extend(words);
    }

    fn close_figure(&mut self, caption: Vec<Inline>, mut blocks: Vec<Block>) {
        if let Some(Block::Figure(figure)) = blocks.last_mut()
            && figure.caption.is_empty()
        {
            figure.caption = caption;
            self.push_all(blocks);
            return;
        }
        self.push_all(blocks);
        if !caption.is_empty() {
            self.push(Block::Paragraph(caption));
        }
    }

    fn close_code(&mut self, code: &OpenCode) {
        // HTML drops the newline after the start tag.
        let text = code
            .text
            .strip_prefix('\n')
            .unwrap_or(&code.text)
            .trim_end_matches(['\n', ' ', '\t']);
        if !text.trim().is_empty() {
            self.push_code(&code.language, &code.title, text);
        }
    }

    /// Adds a block of code.
    pub(in crate::document) fn push_code(&mut self, language: &str, title: &str, text: &str) {
        self.end_leaf();
        let text = self.verbatim(text);
        let language = super::clean_line(language).to_lowercase();
        let title = super::clean_line(title).into_owned();
        self.push(Block::Code(Code {
            language,
            title,
            text,
        }));
    }

    /// The words of blocks as one line of text.
    pub(super) fn flatten(&self, blocks: Vec<Block>) -> Vec<Inline> {
        flatten(blocks, &self.document.text)
    }
}

fn is_only_pictures(line: &[Inline]) -> bool {
    !line.is_empty() && line.iter().all(|inline| matches!(inline, Inline::Image(_)))
}

fn row_width(cells: &[OpenCell]) -> usize {
    cells.iter().map(|cell| 1 + cell.more_columns).sum()
}

/// True for a cell that lays out a page rather than states a value.
fn is_laid_out(cell: &OpenCell) -> bool {
    cell.blocks.len() > CELL_BLOCKS
        || cell.blocks.iter().any(|block| match block {
            Block::Table(_)
            | Block::Definitions(_)
            | Block::Details(_)
            | Block::Callout(_)
            | Block::Note(_)
            | Block::Title(_)
            | Block::Rule => true,
            Block::List(list) => list.items.iter().any(|item| item.blocks.len() > 1),
            Block::Paragraph(_)
            | Block::Heading(_)
            | Block::Quote(_)
            | Block::Code(_)
            | Block::Figure(_)
            | Block::Math(_) => false,
        })
}

fn flatten_row(cells: Vec<OpenCell>, width: usize, text: &str) -> Vec<Vec<Inline>> {
    let mut row = Vec::with_capacity(width);
    for cell in cells {
        let more = cell.more_columns;
        row.push(flatten(cell.blocks, text));
        row.extend(std::iter::repeat_n(Vec::new(), more));
    }
    row.resize(width, Vec::new());
    row
}

/// The words of blocks as one line of text, with breaks where blocks were.
fn flatten(blocks: Vec<Block>, text: &str) -> Vec<Inline> {
    let mut line = Vec::new();
    for block in blocks {
        flatten_into(block, text, &mut line);
    }
    line
}

fn flatten_into(block: Block, text: &str, line: &mut Vec<Inline>) {
    let nested = |blocks: Vec<Block>, line: &mut Vec<Inline>| {
        for block in blocks {
            flatten_into(block, text, line);
        }
    };
    match block {
        Block::Paragraph(words) => add_line(words, line),
        Block::Heading(heading) => add_line(heading.content, line),
        Block::Title(title) => add_line(title.title, line),
        Block::List(list) => list
            .items
            .into_iter()
            .for_each(|item| nested(item.blocks, line)),
        Block::Quote(blocks) => nested(blocks, line),
        Block::Callout(callout) => {
            add_line(callout.title, line);
            nested(callout.blocks, line);
        }
        Block::Details(details) => {
            add_line(details.summary, line);
            nested(details.blocks, line);
        }
        Block::Note(note) => nested(note.blocks, line),
        Block::Code(code) => lines(code.text, text, Style::CODE)
            .into_iter()
            .for_each(|words| add_line(words, line)),
        Block::Math(span) => lines(span, text, Style::MATH)
            .into_iter()
            .for_each(|words| add_line(words, line)),
        Block::Rule => {}
        Block::Table(table) => {
            for cell in table
                .head
                .into_iter()
                .chain(table.rows.into_iter().flatten())
            {
                add_line(cell, line);
            }
        }
        Block::Figure(figure) => add_figure(figure.image, figure.caption, line),
        Block::Definitions(definitions) => {
            for definition in definitions {
                definition
                    .terms
                    .into_iter()
                    .for_each(|term| add_line(term, line));
                definition
                    .meanings
                    .into_iter()
                    .for_each(|meaning| nested(meaning, line));
            }
        }
    }
}

fn add_figure(image: Image, caption: Vec<Inline>, line: &mut Vec<Inline>) {
    add_line(vec![Inline::Image(image)], line);
    add_line(caption, line);
}

fn add_line(words: Vec<Inline>, line: &mut Vec<Inline>) {
    if words.is_empty() {
        return;
    }
    if line.is_empty() {
        *line = words;
    } else {
        line.push(Inline::Break);
        line.extend(words);
    }
}

/// The lines of a verbatim text, each as a run.
fn lines(span: Span, text: &str, style: Style) -> Vec<Vec<Inline>> {
    let mut start = span.start;
    let text = text
        .get(span.start as usize..span.end as usize)
        .unwrap_or_default();
    text.split('\n')
        .map(|line| {
            let end = start + line.len() as u32;
            let run = Run {
                span: Span { start, end },
                style,
                link: None,
            };
            start = end + 1;
            if run.span.is_empty() {
                Vec::new()
            } else {
                vec![Inline::Text(run)]
            }
        })
        .collect()
}
