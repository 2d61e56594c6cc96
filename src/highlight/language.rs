//! What a fence calls a language, and which grammar that means.

use super::grammar::Grammar;
use super::session::{self, Kind};

/// How a piece of code is read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Language {
    /// By a grammar.
    Written(Grammar),
    /// As what was typed and what was answered.
    Session(Kind),
}

/// Names that are neither that of a grammar nor an ending of its files.
#[rustfmt::skip]
const ALIASES: &[(&str, &str)] = &[
    ("apache", "htaccess"), ("apacheconf", "htaccess"), ("assembly", "nasm"), ("astro", "html"),
    ("atom", "xml"), ("batch", "bat"), ("c99", "c"), ("common-lisp", "lisp"),
    ("commonlisp", "lisp"), ("conf", "ini"), ("config", "ini"), ("cplusplus", "cpp"),
    ("csharp", "cs"), ("cython", "py"), ("delphi", "pas"), ("diff-js", "diff"), ("django", "j2"),
    ("docker", "dockerfile"), ("docker-compose", "yaml"), ("dockercompose", "yaml"),
    ("dos", "bat"), ("dosini", "ini"), ("editorconfig", "ini"), ("elisp", "lisp"),
    ("emacs", "lisp"), ("emacs-lisp", "lisp"), ("eruby", "erb"), ("fasm", "nasm"),
    ("fortran", "f90"), ("freemarker", "html"), ("fsharp", "f#"), ("gdscript", "gd"),
    ("go-html-template", "html"), ("go-template", "html"), ("gohtml", "html"), ("golang", "go"),
    ("gotmpl", "html"), ("handlebars", "html"), ("haxe", "as"), ("hbs", "html"),
    ("heex", "html.eex"), ("html+django", "j2"), ("html+erb", "erb"), ("html+jinja", "j2"),
    ("html5", "html"), ("htmlbars", "html"), ("hugo", "html"), ("ijs", "js"),
    ("javascriptreact", "jsx"), ("json5", "js"), ("jsonc", "js"), ("jsonl", "json"), ("ksh", "sh"),
    ("liquid", "html"), ("mathematica", "matlab"), ("mdx", "md"),
    ("mustache", "html"), ("mysql", "sql"), ("node", "js"), ("nodejs", "js"), ("nu", "sh"),
    ("nushell", "sh"), ("obj-c", "objective-c"), ("objc", "objective-c"),
    ("objectivec", "objective-c"), ("octave", "matlab"), ("perl6", "perl"), ("pgsql", "sql"),
    ("plpgsql", "sql"), ("plsql", "sql"), ("posh", "powershell"), ("postgres", "sql"),
    ("postgresql", "sql"), ("protobuf3", "proto"), ("psql", "sql"), ("pwsh", "powershell"),
    ("py2", "py"), ("pyrex", "py"), ("python2", "py"), ("python3", "py"), ("raku", "perl"),
    ("rbs", "rb"), ("reasonml", "ml"), ("rscript", "r"), ("scheme", "scm"), ("shell", "sh"),
    ("shell-script", "sh"), ("shellscript", "sh"), ("splus", "r"), ("sqlite", "sql"),
    ("sqlite3", "sql"), ("starlark", "py"), ("systemd", "ini"), ("tera", "j2"), ("tsql", "sql"),
    ("udev", "ini"), ("vb", "asp"), ("vbnet", "asp"), ("velocity", "html"), ("vimscript", "viml"),
    ("vue-html", "vue"), ("x86asm", "nasm"), ("zshrc", "zsh"),
];

/// Names for what was typed at a shell's prompt.
const SHELL_SESSIONS: &[&str] = &[
    "bash-session",
    "cmd-session",
    "console",
    "ps1con",
    "pwsh-session",
    "sh-session",
    "shell-session",
    "shellsession",
    "terminal",
    "term",
    "zsh-session",
];

/// The same for Python's.
const PYTHON_SESSIONS: &[&str] = &[
    "pycon",
    "python-console",
    "python-repl",
    "doctest",
    "ipython",
];

impl Language {
    /// The language that is called `name`; without one, what `code` unmistakably is.
    pub(super) fn of(name: &str, code: &str) -> Option<Language> {
        let name = bare(name);
        if name.is_empty() {
            return guess(code);
        }
        if SHELL_SESSIONS.contains(&&*name) {
            return Some(Language::Session(Kind::Shell));
        }
        if PYTHON_SESSIONS.contains(&&*name) {
            return Some(Language::Session(Kind::Python));
        }
        let alias = ALIASES.iter().find(|(alias, _)| *alias == name);
        let name = alias.map_or(&*name, |(_, name)| name);
        // A session that is called by the language that is typed in it.
        match name {
            "sh" | "bash" | "zsh" | "fish" if session::opens(Kind::TypedShell, code) => {
                Some(Language::Session(Kind::TypedShell))
            }
            "py" | "python" if session::opens(Kind::Python, code) => {
                Some(Language::Session(Kind::Python))
            }
            "php" if !code.contains("<?") => written("PHP Source"),
            _ => written(name),
        }
    }
}

fn written(name: &str) -> Option<Language> {
    Grammar::of(name).map(Language::Written)
}

/// The name without what the generators put around it: `{.rust .numberLines}`, `rust,no_run`,
/// `language-rust`, `js{1,3}`, `ruby:app.rb`.
fn bare(name: &str) -> String {
    let name = name.trim().to_lowercase();
    let name = name.trim_start_matches(['{', '.', '`', '"', '\'']);
    let name = ["language-", "lang-", "highlight-", "source-", "brush:"]
        .iter()
        .find_map(|prefix| name.strip_prefix(prefix))
        .unwrap_or(name);
    let end = name.find([',', '{', '}', ':', ';', '=', '[', '(', ' ', '"', '\'']);
    let name = end.map_or(name, |end| name.get(..end).unwrap_or_default());
    name.to_owned()
}

/// What code in no named language is, where it cannot be mistaken.
fn guess(code: &str) -> Option<Language> {
    if session::opens(Kind::TypedShell, code) {
        return Some(Language::Session(Kind::TypedShell));
    }
    if session::opens(Kind::Python, code) {
        return Some(Language::Session(Kind::Python));
    }
    if is_difference(code) {
        return written("diff");
    }
    None
}

/// A place in a file (`@@ -1,2 +3,4 @@`), or both file names of a difference.
fn is_difference(code: &str) -> bool {
    let mut names = 0;
    code.lines().take(200).any(|line| {
        names += usize::from(line.starts_with("--- ") || line.starts_with("+++ "));
        let is_place = line.starts_with("@@ -") && line.contains(" @@");
        is_place || line.starts_with("diff --git ") || names == 2
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the fences of a hundred blogs call their languages, the most frequent first, and
    /// what else is met now and then.
    const NAMES: &str = "bash json javascript html yaml sh python js c ruby java sql shell xml \
        diff css console toml go php cpp rust \
        c++ c# csharp cs objective-c objc swift kotlin scala haskell ocaml elixir erlang clojure \
        lisp elisp scheme racket perl lua r julia matlab latex tex markdown md erb typescript ts \
        tsx jsx dockerfile docker make makefile cmake powershell bat ini hcl terraform proto \
        protobuf graphql groovy gradle dart nix zig nim crystal d pascal fortran asm nasm llvm \
        glsl wgsl verilog vhdl http nginx apache jsonc json5 scss sass less vue svelte vim viml \
        fish zsh patch yml py python3 rb rs golang shell-session pycon solidity fsharp jinja awk \
        tcl typst org rst properties postgresql mysql plsql";

    #[test]
    fn every_language_that_blogs_are_written_about_is_known() {
        for name in NAMES.split_whitespace() {
            assert!(Language::of(name, "x").is_some(), "{name}");
        }
    }

    #[test]
    fn every_alias_leads_to_a_grammar_and_is_needed() {
        for &(alias, name) in ALIASES {
            assert!(Grammar::of(name).is_some(), "{alias} to {name}");
            // To nginx a `conf` is its own.
            let is_needed = Grammar::of(alias).is_none() || alias == "conf";
            assert!(is_needed, "{alias}");
        }
    }

    #[test]
    fn what_the_generators_put_around_a_name_is_left_out() {
        for name in [
            "Rust",
            "rust,no_run",
            "{.rust",
            "language-rust",
            "rust{1,3}",
            "rust:a.rs",
        ] {
            assert_eq!(bare(name), "rust", "{name}");
        }
        for name in ["c++", "c#", "objective-c", "f#"] {
            assert_eq!(bare(name), name);
        }
    }

    #[test]
    fn text_and_what_nobody_knows_stay_plain() {
        for name in [
            "text",
            "plain",
            "plaintext",
            "none",
            "output",
            "klingon",
            "{",
            ",",
        ] {
            assert!(
                Language::of(name, "$ ls\n").is_none() || bare(name).is_empty(),
                "{name}"
            );
        }
    }

    #[test]
    fn without_a_name_only_what_cannot_be_mistaken_is_told() {
        let is_session = |code| matches!(Language::of("", code), Some(Language::Session(_)));
        assert!(is_session("$ ls\na b\n"));
        assert!(is_session("\n  $ ls"));
        assert!(is_session(">>> 1 + 1\n2\n"));
        assert!(!is_session("$x = 1\n"));
        assert!(!is_session("costs\n$ 5\n"));
        assert!(!is_session("> quoted\n"));
        assert!(!is_session("# a comment\nls\n"));
        for difference in [
            "@@ -1 +1 @@\n-a\n+b",
            "--- a\n+++ b\n",
            "diff --git a/x b/x\n",
        ] {
            assert!(Language::of("", difference).is_some(), "{difference}");
        }
        for other in [
            "- a list\n- of things",
            "--- \nfoo: bar\n---\n",
            "fn main() {}",
            "",
        ] {
            assert!(Language::of("", other).is_none(), "{other}");
        }
    }
}
