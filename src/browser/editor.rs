//! The program that a post is edited with.
//!
//! `VISUAL`, else `EDITOR`, else `vi`: a program and its arguments, parted as a shell would part
//! them, though no shell sees them. Editors that are known to take a line are told which one.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

/// The program that a post is edited with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    program: String,
    arguments: Vec<String>,
}

/// How an editor is told the line to begin at.
enum Takes {
    /// `+7 file`
    Plus,
    /// `file:7`
    Colon,
    /// `-g file:7`
    Goto,
    /// Not at all, as far as we know.
    Nothing,
}

impl Editor {
    /// The one that this process's environment asks for.
    pub fn from_env() -> Editor {
        Editor::of(&|name| std::env::var_os(name).filter(|value| !value.is_empty()))
    }

    /// The one that an environment asks for.
    pub fn of(read: &dyn Fn(&str) -> Option<OsString>) -> Editor {
        let asked = ["VISUAL", "EDITOR"].iter().find_map(|name| {
            let words = shlex::split(&read(name)?.to_string_lossy())?;
            let mut words = words.into_iter();
            Some(Editor {
                program: words.next()?,
                arguments: words.collect(),
            })
        });
        asked.unwrap_or_else(|| Editor {
            program: "vi".to_owned(),
            arguments: Vec::new(),
        })
    }

    /// The program's name.
    pub fn name(&self) -> &str {
        &self.program
    }

    /// Runs it on a file, at a line from 1 where one is known.
    pub fn command(&self, file: &Path, line: Option<u32>) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        match (self.takes(), line) {
            (Takes::Plus, Some(line)) => command.arg(format!("+{line}")).arg(file),
            (Takes::Colon, Some(line)) => command.arg(with_line(file, line)),
            (Takes::Goto, Some(line)) => command.arg("-g").arg(with_line(file, line)),
            (Takes::Nothing, _) | (_, None) => command.arg(file),
        };
        command
    }

    fn takes(&self) -> Takes {
        let name = Path::new(&self.program).file_stem().unwrap_or_default();
        match name.to_string_lossy().as_ref() {
            "vi" | "vim" | "nvim" | "gvim" | "view" | "nano" | "pico" | "emacs" | "emacsclient"
            | "kak" | "micro" | "mg" | "joe" | "jed" | "ne" => Takes::Plus,
            "hx" | "helix" | "subl" | "zed" => Takes::Colon,
            "code" | "codium" | "code-insiders" => Takes::Goto,
            _ => Takes::Nothing,
        }
    }
}

fn with_line(file: &Path, line: u32) -> OsString {
    let mut name = file.as_os_str().to_owned();
    name.push(format!(":{line}"));
    name
}

/// The line of a file, from 1, that `words` stand on. Markup and typography change words, so as
/// few of the first as still stand together count.
pub fn line_of(text: &str, words: &str) -> Option<u32> {
    let words: Vec<&str> = words.split_whitespace().take(MOST).collect();
    (1..=words.len()).rev().find_map(|count| {
        let start = words.get(..count)?.join(" ");
        // A single short word may stand anywhere.
        let says_something = count > 1 || start.chars().count() > SHORT;
        let at = text.find(&start).filter(|_| says_something)?;
        Some(text.get(..at)?.matches('\n').count() as u32 + 1)
    })
}

/// As many words tell a line.
const MOST: usize = 6;
/// A word of no more letters does not tell one alone.
const SHORT: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(editor: &str, line: Option<u32>) -> Vec<String> {
        let editor = Editor::of(&|name| (name == "EDITOR").then(|| editor.into()));
        let command = editor.command(Path::new("/b/a post.md"), line);
        let program = command.get_program().to_string_lossy().into_owned();
        let arguments = command.get_args();
        let arguments = arguments.map(|it| it.to_string_lossy().into_owned());
        std::iter::once(program).chain(arguments).collect()
    }

    #[test]
    fn editors_are_told_the_line_in_their_own_way() {
        assert_eq!(arguments("vim", Some(7)), ["vim", "+7", "/b/a post.md"]);
        assert_eq!(
            arguments("/usr/bin/hx", Some(7)),
            ["/usr/bin/hx", "/b/a post.md:7"]
        );
        assert_eq!(
            arguments("code --wait", Some(7)),
            ["code", "--wait", "-g", "/b/a post.md:7"]
        );
        assert_eq!(arguments("nano", None), ["nano", "/b/a post.md"]);
        assert_eq!(arguments("mine", Some(7)), ["mine", "/b/a post.md"]);
    }

    #[test]
    fn what_a_shell_would_obey_is_an_argument() {
        assert_eq!(
            arguments("'my editor' -c \"a b\" $(id) ; x", None),
            ["my editor", "-c", "a b", "$(id)", ";", "x", "/b/a post.md"]
        );
    }

    #[test]
    fn visual_goes_before_editor_and_vi_is_there_without_both() {
        let both = |name: &str| match name {
            "VISUAL" => Some("one".into()),
            "EDITOR" => Some("two".into()),
            _ => None,
        };
        assert_eq!(Editor::of(&both).name(), "one");
        assert_eq!(Editor::of(&|_| None).name(), "vi");
        let broken = |name: &str| (name == "EDITOR").then(|| "'unclosed".into());
        assert_eq!(Editor::of(&broken).name(), "vi");
    }

    #[test]
    fn a_line_is_told_by_the_first_words_that_stand_together() {
        let text = "---\nt: x\n---\n\nIt *was* so.\n\nThe longest walk of all was this.\n";
        assert_eq!(line_of(text, "The longest walk of all was this."), Some(7));
        assert_eq!(line_of(text, "The longest “walk” of"), Some(7));
        assert_eq!(line_of(text, "It was so."), None);
        assert_eq!(line_of(text, ""), None);
    }
}
