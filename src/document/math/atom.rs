//! The pieces of a row, and the blanks between them.

/// A piece of a row.
#[derive(Clone, Debug)]
pub struct Atom {
    pub text: String,
    pub class: Class,
    /// The lines of a matrix and its like, in place of the text where it stands alone.
    pub lines: Vec<String>,
}

/// What an atom is to its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// One letter, number, name or group in brackets.
    Ordinary,
    /// `a/b`: in need of brackets beside anything ordinary.
    Fraction,
    /// Words, with their own blanks.
    Text,
    Function,
    /// `+`
    Operation,
    /// `=`
    Relation,
    Punctuation,
    Open,
    Close,
    /// `|`, which opens and closes by turns.
    Fence,
    Blank,
}

/// How a row is spaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spacing {
    /// Blanks around operations and relations.
    Loose,
    /// None, as in scripts.
    Dense,
}

impl Atom {
    pub fn new(text: impl Into<String>, class: Class) -> Atom {
        Atom {
            text: text.into(),
            class,
            lines: Vec::new(),
        }
    }
}

/// The atoms as one line, with blanks between them where they belong.
pub fn join(row: &[Atom]) -> String {
    spaced(row, Spacing::Loose)
}

pub fn spaced(row: &[Atom], spacing: Spacing) -> String {
    let mut text = String::new();
    let mut before = None;
    let mut fences = 0usize;
    for (index, atom) in row.iter().enumerate() {
        if atom.class == Class::Fence {
            fences += 1;
        }
        let class = effective(atom, before, fences);
        let next = row.get(index + 1).map(|next| next.class);
        if before.is_some_and(|left| needs_blank(left, class, spacing))
            && !text.ends_with(' ')
            && !atom.text.starts_with(' ')
        {
            text.push(' ');
        }
        let crowded = before.is_some_and(is_factor)
            || matches!(next, Some(Class::Ordinary | Class::Fraction | Class::Open));
        if atom.class == Class::Fraction && crowded {
            text.extend(["(", &atom.text, ")"]);
        } else if atom.class != Class::Blank || !(text.is_empty() || text.ends_with(' ')) {
            text.push_str(&atom.text);
        }
        before = Some(class);
    }
    text.trim_end().to_owned()
}

fn is_factor(class: Class) -> bool {
    matches!(class, Class::Ordinary | Class::Fraction | Class::Close)
}

/// What an atom is where it stands: an operation without a left side is a sign, as in `-1`.
fn effective(atom: &Atom, before: Option<Class>, fences: usize) -> Class {
    let has_left = matches!(
        before,
        Some(Class::Ordinary | Class::Fraction | Class::Close | Class::Text | Class::Function)
    );
    match atom.class {
        Class::Operation if !has_left => Class::Ordinary,
        Class::Fence if fences % 2 == 1 => Class::Open,
        Class::Fence => Class::Close,
        class => class,
    }
}

fn needs_blank(left: Class, right: Class, spacing: Spacing) -> bool {
    let is_loose = spacing == Spacing::Loose;
    match (left, right) {
        (Class::Blank, _) | (_, Class::Blank | Class::Punctuation) => false,
        (Class::Operation | Class::Relation | Class::Punctuation, _)
        | (_, Class::Operation | Class::Relation) => is_loose,
        (Class::Ordinary | Class::Fraction | Class::Close, Class::Function) => true,
        (Class::Function, right) => !matches!(right, Class::Open | Class::Close),
        _ => false,
    }
}
