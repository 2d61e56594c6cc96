//! A formula's events, set as characters.
//!
//! A row is a list of [`Atom`]s. Blanks stand where a careful writer puts them: around relations
//! and operations that have two sides, behind punctuation and between a function and its argument.

use pulldown_latex::event::{
    Content, EnvironmentFlow, Event, Font, Grouping, ScriptPosition, ScriptType, StateChange,
    Visual,
};
use pulldown_latex::{Parser, Storage};

use super::atom::{Atom, Class, Spacing, join, spaced};
use super::fraction::{bracket_unless_single, fraction};
use super::rows::{Rows, Shape, bracketed};
use super::{accents, letters, scripts, stack};
use crate::limits;

/// The formula `tex`; `None` when it is no TeX or cannot be said in characters.
pub fn formula(tex: &str) -> Option<String> {
    let storage = Storage::new();
    let events: Vec<Event> = Parser::new(tex, &storage).collect::<Result<_, _>>().ok()?;
    let mut setter = Setter {
        events: events.into_iter(),
        font: None,
        depth: 0,
    };
    let row = setter.row()?;
    Some(stack::lines(&row).join("\n"))
}

struct Setter<'a> {
    events: std::vec::IntoIter<Event<'a>>,
    font: Option<Font>,
    depth: usize,
}

impl<'a> Setter<'a> {
    /// The atoms up to the end of the group or of the formula.
    fn row(&mut self) -> Option<Vec<Atom>> {
        let mut atoms = Vec::new();
        while let Some(event) = self.events.next() {
            if event == Event::End {
                break;
            }
            atoms.extend(self.atom(event)?);
        }
        Some(atoms)
    }

    /// One element; none for what only changes how others look.
    fn atom(&mut self, event: Event<'a>) -> Option<Vec<Atom>> {
        match event {
            Event::Content(content) => Some(vec![self.content(content)]),
            Event::Begin(grouping) => self.deeper(|setter| setter.group(&grouping)),
            Event::Visual(visual) => self.deeper(|setter| setter.visual(visual)),
            Event::Script { ty, position } => self.deeper(|setter| setter.script(ty, position)),
            Event::Space { width, .. } => {
                let shows = width.is_some_and(|width| width.value > 0.0);
                Some(if shows {
                    vec![Atom::new(" ", Class::Blank)]
                } else {
                    Vec::new()
                })
            }
            Event::StateChange(change) => {
                if let StateChange::Font(font) = change {
                    self.font = font;
                }
                Some(Vec::new())
            }
            // Outside of its environment, or beyond the end of the group: no formula.
            Event::EnvironmentFlow(_) | Event::End => None,
        }
    }

    fn deeper<T>(&mut self, inner: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.depth >= limits::document::FORMULA_DEPTH {
            return None;
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }

    /// The next element, past changes of state, as a row.
    fn element(&mut self) -> Option<Vec<Atom>> {
        loop {
            let event = self.events.next()?;
            let is_state = matches!(event, Event::StateChange(_));
            let atoms = self.atom(event)?;
            if !is_state {
                return Some(atoms);
            }
        }
    }

    fn content(&self, content: Content) -> Atom {
        match content {
            // The parser says a tie in HTML.
            Content::Text(text) => Atom::new(text.replace("&nbsp;", " "), Class::Text),
            Content::Number(number) => {
                Atom::new(letters::in_font(number, self.font), Class::Ordinary)
            }
            Content::Function(name) => Atom::new(name, Class::Function),
            Content::Ordinary {
                content: sign @ ('|' | '∥' | '‖'),
                ..
            } => Atom::new(sign, Class::Fence),
            Content::Ordinary { content, .. } => {
                let text = letters::in_font(content.encode_utf8(&mut [0; 4]), self.font);
                Atom::new(text, Class::Ordinary)
            }
            Content::LargeOp { content, .. } => Atom::new(content, Class::Function),
            Content::BinaryOp { content, .. } => match content {
                '*' | '∗' => Atom::new('*', Class::Operation),
                '/' => Atom::new('/', Class::Ordinary),
                sign => Atom::new(sign, Class::Operation),
            },
            Content::Relation { content, .. } => {
                let mut buffer = [0; 8];
                let text = String::from_utf8_lossy(content.encode_utf8_to_buf(&mut buffer));
                Atom::new(text, Class::Relation)
            }
            Content::Delimiter { content, ty, .. } => {
                use pulldown_latex::event::DelimiterType;
                let class = match ty {
                    DelimiterType::Open => Class::Open,
                    DelimiterType::Close => Class::Close,
                    DelimiterType::Fence => Class::Fence,
                };
                Atom::new(content, class)
            }
            Content::Punctuation(sign) => Atom::new(sign, Class::Punctuation),
        }
    }

    fn group(&mut self, grouping: &Grouping) -> Option<Vec<Atom>> {
        let font = self.font;
        let atoms = match grouping {
            Grouping::Normal => self.row(),
            Grouping::LeftRight(open, close) => self.fenced(*open, *close),
            Grouping::Cases { left } => {
                let (open, close) = if *left {
                    (Some('{'), None)
                } else {
                    (None, Some('}'))
                };
                let rows = self.rows(Shape::Columns)?;
                Some(vec![table(&rows, open, close)])
            }
            Grouping::Array(_) | Grouping::Matrix { .. } | Grouping::SubArray { .. } => {
                let rows = self.rows(Shape::Columns)?;
                Some(vec![table(&rows, None, None)])
            }
            Grouping::Equation { .. }
            | Grouping::Align { .. }
            | Grouping::Aligned
            | Grouping::Alignat { .. }
            | Grouping::Alignedat { .. }
            | Grouping::Gather { .. }
            | Grouping::Gathered
            | Grouping::Multline
            | Grouping::Split => {
                let rows = self.rows(Shape::Equations)?;
                Some(vec![table(&rows, None, None)])
            }
        };
        self.font = font;
        atoms
    }

    /// `\left( … \right)`, which also surrounds the rows of a `pmatrix`.
    fn fenced(&mut self, open: Option<char>, close: Option<char>) -> Option<Vec<Atom>> {
        let mut row = self.row()?;
        if let [only] = row.as_mut_slice()
            && !only.lines.is_empty()
        {
            only.lines = bracketed(&only.lines, open, close);
            let bracket = |sign: Option<char>| sign.map(String::from).unwrap_or_default();
            only.text = format!("{}{}{}", bracket(open), only.text, bracket(close));
            return Some(row);
        }
        let mut atoms = Vec::with_capacity(row.len() + 2);
        atoms.extend(open.map(|sign| Atom::new(sign, Class::Open)));
        atoms.append(&mut row);
        atoms.extend(close.map(|sign| Atom::new(sign, Class::Close)));
        Some(atoms)
    }

    fn rows(&mut self, shape: Shape) -> Option<Rows> {
        let mut rows = Rows::new(shape);
        let mut cell = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::End => break,
                Event::EnvironmentFlow(flow) => {
                    rows.cell(join(&std::mem::take(&mut cell)));
                    match flow {
                        EnvironmentFlow::Alignment => {}
                        EnvironmentFlow::NewLine { .. } | EnvironmentFlow::StartLines { .. } => {
                            rows.next_row();
                        }
                    }
                }
                event => cell.extend(self.atom(event)?),
            }
        }
        rows.cell(join(&cell));
        Some(rows)
    }

    fn visual(&mut self, visual: Visual) -> Option<Vec<Atom>> {
        let atom = match visual {
            Visual::SquareRoot => {
                let radicand = bracket_unless_single(&self.element()?);
                Atom::new(format!("√{radicand}"), Class::Ordinary)
            }
            Visual::Root => {
                let radicand = bracket_unless_single(&self.element()?);
                let index = join(&self.element()?);
                let index = scripts::superscript(&index).unwrap_or_else(|| format!("[{index}]"));
                Atom::new(format!("{index}√{radicand}"), Class::Ordinary)
            }
            Visual::Fraction(bar) => {
                let (above, below) = (self.element()?, self.element()?);
                if bar.is_some_and(|bar| bar.value == 0.0) {
                    let text = format!("{} ¦ {}", join(&above), join(&below));
                    Atom::new(text, Class::Text)
                } else {
                    fraction(&above, &below)
                }
            }
            Visual::Negation => {
                let mut row = self.element()?;
                if let Some(first) = row.first_mut() {
                    first.text = accents::negated(&first.text);
                }
                return Some(row);
            }
        };
        Some(vec![atom])
    }

    fn script(&mut self, ty: ScriptType, position: ScriptPosition) -> Option<Vec<Atom>> {
        let base = self.element()?;
        let (low, high) = match ty {
            ScriptType::Subscript => (Some(self.element()?), None),
            ScriptType::Superscript => (None, Some(self.element()?)),
            ScriptType::SubSuperscript => (Some(self.element()?), Some(self.element()?)),
        };
        let class = match base.as_slice() {
            [only] if only.class != Class::Fraction => only.class,
            _ => Class::Ordinary,
        };
        let mut text = match base.as_slice() {
            [] => String::new(),
            [only] if only.class != Class::Fraction => only.text.clone(),
            // What was written together, such as a name of several letters, stays together.
            more if position == ScriptPosition::AboveBelow => join(more),
            more => bracket_unless_single(more),
        };
        let dense = |row: Vec<Atom>| spaced(&row, Spacing::Dense);
        let mut low = low.map(dense);
        let mut high = high.map(dense);
        if position == ScriptPosition::AboveBelow {
            let accent = |mark: &Option<String>| single(mark.as_deref()?);
            if let Some(made) = accent(&high).and_then(|mark| accents::over(&text, mark)) {
                text = made;
                high = None;
            }
            if let Some(made) = accent(&low).and_then(|mark| accents::under(&text, mark)) {
                text = made;
                low = None;
            }
        }
        if let Some(low) = low {
            text += &script_text(&low, '_', scripts::subscript);
        }
        if let Some(high) = high {
            text += &script_text(&high, '^', scripts::superscript);
        }
        Some(vec![Atom::new(text, class)])
    }
}

fn single(text: &str) -> Option<char> {
    let mut signs = text.chars();
    signs.next().filter(|_| signs.next().is_none())
}

/// `text` in small characters, else behind `mark`.
fn script_text(text: &str, mark: char, small: fn(&str) -> Option<String>) -> String {
    if let Some(small) = small(text) {
        return small;
    }
    match single(text) {
        Some(sign) => format!("{mark}{sign}"),
        None => format!("{mark}({text})"),
    }
}

fn table(rows: &Rows, open: Option<char>, close: Option<char>) -> Atom {
    let lines = bracketed(&rows.lines(), open, close);
    let bracket = |sign: Option<char>| sign.map(String::from).unwrap_or_default();
    let one_line: Vec<String> = rows
        .lines()
        .iter()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    Atom {
        text: format!("{}{}{}", bracket(open), one_line.join("; "), bracket(close)),
        class: Class::Ordinary,
        lines,
    }
}
