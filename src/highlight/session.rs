//! Sessions: what somebody typed behind a prompt, and what came of it.
//!
//! The prompt is told from what was typed, what was typed is read by its language, and what came
//! of it stays plain.

use super::grammar::{Grammar, Painter};
use super::{Canvas, Token, lines};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A shell, in a block that says it is a session: any prompt there is.
    Shell,
    /// A shell, in a block that does not say so: only what is no comment and no quote.
    TypedShell,
    /// Python's interpreter.
    Python,
}

/// A prompt at the beginning of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Prompt {
    /// Where what is typed begins, in bytes.
    end: usize,
    asks: Asks,
}

/// What a prompt asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    /// Something new.
    Anew,
    /// More of the same.
    More,
}

/// True when the first line that says something has a prompt.
pub(super) fn opens(kind: Kind, code: &str) -> bool {
    let says_something = |line: &&str| !line.trim().is_empty() && !kind.is_comment(line);
    let first = code.lines().find(says_something);
    let prompt = first.and_then(|line| kind.prompt(line));
    prompt.is_some_and(|prompt| prompt.asks == Asks::Anew)
}

/// Puts down the stretches of a session.
pub(super) fn paint(kind: Kind, code: &str, canvas: &mut Canvas) {
    let grammar = Grammar::of(kind.language());
    let mut painter: Option<Painter> = None;
    let mut goes_on = false;
    for line in lines(code) {
        if !canvas.is_in_time() {
            return;
        }
        let typed = match kind.prompt(line.text) {
            Some(Prompt { end, asks }) => {
                if asks == Asks::Anew || painter.is_none() {
                    painter = grammar.map(Painter::new);
                }
                canvas.put(line, 0, end, Token::Prompt);
                line.after(end)
            }
            None if goes_on => line,
            None => {
                if kind.is_comment(line.text) {
                    canvas.put(line, 0, line.text.len(), Token::Comment);
                }
                painter = None;
                continue;
            }
        };
        goes_on = kind != Kind::Python && typed.text.trim_end().ends_with('\\');
        // What cannot be read is shown as it is.
        let is_read = |painter: &mut Painter| painter.paint(typed, canvas).is_ok();
        if !painter.as_mut().is_some_and(is_read) {
            painter = None;
        }
    }
}

impl Kind {
    /// The language that is typed.
    fn language(self) -> &'static str {
        match self {
            Kind::Shell | Kind::TypedShell => "bash",
            Kind::Python => "python",
        }
    }

    /// Remarks between what is typed; where any prompt counts, `# ` is one.
    fn is_comment(self, line: &str) -> bool {
        match self {
            Kind::Shell | Kind::Python => false,
            Kind::TypedShell => line.trim_start().starts_with("# "),
        }
    }

    fn prompt(self, line: &str) -> Option<Prompt> {
        match self {
            Kind::Shell => shell_prompt(line, &['$', '%', '#', '>', '❯', '➜', 'λ']),
            Kind::TypedShell => shell_prompt(line, &['$', '❯', '➜']),
            Kind::Python => python_prompt(line),
        }
    }
}

/// `$ `, `~/src % `, `me@host:~$ `, `(venv) [me@host src]$ `, `PS C:\> `, `C:\Users> `.
fn shell_prompt(line: &str, marks: &[char]) -> Option<Prompt> {
    let (at, mark) = line
        .char_indices()
        .take(80)
        .find(|&(_, char)| marks.contains(&char))?;
    let end = at + mark.len_utf8();
    let rest = line.get(end..)?;
    let head = line.get(..at)?.trim();
    let is_parted = rest.is_empty() || rest.starts_with([' ', '\n']);
    (is_parted && (head.is_empty() || is_place(head))).then_some(Prompt {
        end,
        asks: if head.is_empty() && mark == '>' {
            Asks::More
        } else {
            Asks::Anew
        },
    })
}

/// What stands before a prompt's mark: who is where.
fn is_place(head: &str) -> bool {
    let is_drive = |text: &str| text.get(1..3) == Some(":\\");
    let who = head.split_whitespace().any(|word| word.contains('@'));
    let is_path = !head.contains(char::is_whitespace) && head.starts_with(['~', '/']);
    let is_environment = head.starts_with('(') && head.ends_with(')');
    let shell = head.strip_prefix("PS ").unwrap_or(head);
    who || is_path || is_environment || is_drive(shell) || shell.starts_with("/home/")
}

/// `>>> ` and `... `; `IPython`'s `In [1]: `.
fn python_prompt(line: &str) -> Option<Prompt> {
    let indent = line.len() - line.trim_start().len();
    let text = line.get(indent..)?;
    let prompt = |length: usize, asks| {
        let rest = text.get(length..)?;
        let is_parted = rest.trim_end().is_empty() || rest.starts_with(' ');
        is_parted.then_some(Prompt {
            end: indent + length,
            asks,
        })
    };
    if text.starts_with(">>>") {
        prompt(3, Asks::Anew)
    } else if text.starts_with("...") {
        prompt(3, Asks::More)
    } else if text.starts_with("In [") {
        prompt(text.find("]:")? + 2, Asks::Anew)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts_are_told_from_what_is_typed() {
        let end = |line| Kind::Shell.prompt(line).map(|prompt| prompt.end);
        assert_eq!(end("$ ls"), Some(1));
        assert_eq!(end("  $ ls $ x"), Some(3));
        assert_eq!(end("me@host:~/src$ ls"), Some(14));
        assert_eq!(end("[me@host src]# ls"), Some(14));
        assert_eq!(end("(venv) $ ls"), Some(8));
        assert_eq!(end("~/src % ls"), Some(7));
        assert_eq!(end("PS C:\\> ls"), Some(7));
        assert_eq!(end("C:\\Users> dir"), Some(9));
        assert_eq!(end("❯ ls"), Some(3));
        assert_eq!(end("$"), Some(1));
        assert_eq!(end("$HOME"), None);
        assert_eq!(end("it costs $ 5"), None);
        assert_eq!(end("total 8"), None);
    }

    #[test]
    fn a_block_that_does_not_say_it_is_a_session_may_hold_comments_and_quotes() {
        assert_eq!(Kind::TypedShell.prompt("# install"), None);
        assert_eq!(Kind::TypedShell.prompt("> more"), None);
        assert!(opens(Kind::TypedShell, "\n$ cargo run\n"));
        assert!(opens(Kind::TypedShell, "# first\n$ cargo run\n"));
        assert!(!opens(Kind::TypedShell, "cargo run\n$ x\n"));
    }

    #[test]
    fn pythons_prompts_ask_anew_or_for_more() {
        let asks = |line| Kind::Python.prompt(line).map(|prompt| prompt.asks);
        assert_eq!(asks(">>> 1"), Some(Asks::Anew));
        assert_eq!(asks("...     pass"), Some(Asks::More));
        assert_eq!(asks("..."), Some(Asks::More));
        assert_eq!(asks("In [12]: x"), Some(Asks::Anew));
        assert_eq!(asks("...more"), None);
        assert_eq!(asks("2"), None);
    }
}
