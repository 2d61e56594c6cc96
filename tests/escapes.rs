//! Nothing of a post reaches the terminal as something that it obeys: a blog that is made of
//! nothing but control characters and escape sequences goes through every command and through the
//! reader, and what they write holds only what byline writes itself.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so"
)]

#[path = "support/sequences.rs"]
mod sequences;
#[path = "pty/terminal.rs"]
#[allow(dead_code, reason = "the tests of the reader use the rest")]
mod terminal;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sequences::{Writer, strange};
use terminal::Terminal;

const BYLINE: &str = env!("CARGO_BIN_EXE_byline");

/// Sequences that do something, and none of which byline writes itself.
const SEQUENCES: &[&str] = &[
    "\u{1b}[5m",
    "\u{1b}[8;6m",
    "\u{1b}[3J",
    "\u{1b}[6n",
    "\u{1b}[?47h",
    "\u{1b}[1;2r",
    "\u{1b}[21t",
    "\u{1b}c",
    "\u{1b}7",
    "\u{1b}(0",
    "\u{1b}",
    "\u{9b}5m",
    "\u{9b}3J",
    "\u{1b}]0;obeyed\u{7}",
    "\u{1b}]2;obeyed\u{1b}\\",
    "\u{1b}]8;;file:///obeyed\u{1b}\\",
    "\u{1b}]11;#ff0000\u{7}",
    "\u{1b}]52;c;b2JleWVk\u{7}",
    "\u{9d}0;obeyed\u{9c}",
    "\u{1b}P$q\"p\u{1b}\\",
    "\u{90}+q544e\u{9c}",
    "\u{1b}_Gobeyed\u{1b}\\",
    "\u{9f}obeyed\u{9c}",
    "\u{1b}^obeyed\u{1b}\\",
    "\u{1b}Xobeyed\u{1b}\\",
    "\u{2028}",
    "\u{2029}",
    "\u{202a}",
    "\u{202b}",
    "\u{202c}",
    "\u{202d}",
    "\u{202e}",
    "\u{2066}",
    "\u{2067}",
    "\u{2068}",
    "\u{2069}",
    "\u{feff}",
    "\u{fff9}",
    "\u{fffb}",
    "\u{200b}",
    "\u{200c}",
    "\u{200d}",
    "\u{200e}",
    "\u{200f}",
    "\u{2060}",
    "\u{61c}",
    "\u{ad}",
];

/// The sequences, and every C0 and C1 alone. Newline is left out: it ends what it stands in.
fn hostile() -> Vec<String> {
    let controls = ('\0'..='\u{1f}').chain('\u{7f}'..='\u{9f}');
    let controls = controls.filter(|char| *char != '\n').map(String::from);
    let sequences = SEQUENCES.iter().map(ToString::to_string);
    sequences.chain(controls).collect()
}

/// As entities of HTML.
fn entities(text: &str) -> String {
    let mut written = String::new();
    for (index, char) in text.chars().enumerate() {
        let code = u32::from(char);
        let _ = match index % 2 {
            0 => write!(written, "&#{code};"),
            _ => write!(written, "&#x{code:x};"),
        };
    }
    written
}

/// As escapes between double quotes, in YAML, TOML and JSON.
fn escaped(text: &str) -> String {
    let mut written = String::new();
    for char in text.chars() {
        let _ = match char {
            '"' | '\\' => write!(written, "\\{char}"),
            ' '..='~' => write!(written, "{char}"),
            _ => write!(written, "\\u{:04x}", u32::from(char)),
        };
    }
    written
}

/// A body that has `bad` wherever words or addresses can stand.
fn body(bad: &str) -> String {
    let flat = bad.replace(['\r', '`'], "");
    format!(
        "# Heading {bad}words {{#id{bad}}}\n\n\
         Words {bad}words [link {bad}words](https://a.example/{bad} \"title {bad}\") and\n\
         <https://b.example/{bad}x> https://c.example/{bad}y and a picture:\n\n\
         ![alt {bad}words](pic{bad}.png \"title {bad}\")\n\n\
         `code {flat}words` and $x {bad}$ and **bold {bad}words** and :ta{bad}da:\n\n\
         ```rust{flat} title=\"name{flat}\"\ncode {bad}words\n```\n\n\
         | head {bad} | b |\n|---|---|\n| cell {bad} | d |\n\n\
         Note[^a{flat}].\n\n[^a{flat}]: Note {bad}words\n\n\
         <a href=\"https://d.example/{bad}\" title=\"{bad}\" id=\"{bad}\">link {bad}words</a>\n\
         <abbr title=\"{bad}\">abbr</abbr> <kbd>{bad}</kbd>\n\n\
         <details><summary>Summary {bad}</summary>Details {bad}</details>\n\n\
         - **Talk {bad}words**\n  - [Video {bad}](https://youtu.be/abc{bad})\n\n\
         [there]({bad}/nowhere{bad}.md) [file](/assets/{bad}) [other](foo{bad}:{bad})\n\n\
         {{% unknown{bad} %}} {{{{ page.title }}}} {{{{< own{bad} a=\"{bad}\" >}}}}\n\n"
    )
}

/// Every hostile thing, raw and as entities, everywhere.
fn bodies() -> String {
    let hostile = hostile();
    hostile
        .iter()
        .map(|bad| body(bad) + &body(&entities(bad)))
        .collect()
}

/// Everything on one line, as it can stand in a head.
fn line() -> String {
    hostile().concat().replace('\r', "")
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Jekyll,
    Hugo,
    Folder,
}

/// A blog whose every field is hostile; the names of its files as well.
struct Blog {
    folder: tempfile::TempDir,
    posts: Vec<PathBuf>,
}

impl Blog {
    fn new(kind: Kind) -> Blog {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let (raw, quoted) = (line(), escaped(&line()));
        let posts = match kind {
            Kind::Jekyll => {
                let config = format!(
                    "title: \"Blog {quoted}\"\nurl: https://blog.example\nauthor: \"{quoted}\"\n"
                );
                fs::write(root.join("_config.yml"), config).unwrap();
                "_posts"
            }
            Kind::Hugo => {
                let config =
                    format!("title = \"Blog {quoted}\"\nbaseURL = 'https://blog.example/'\n");
                fs::write(root.join("hugo.toml"), config).unwrap();
                "content/posts"
            }
            Kind::Folder => "",
        };
        let posts = root.join(posts);
        fs::create_dir_all(&posts).unwrap();
        let yaml = |bad: &str| {
            format!(
                "---\ntitle: \"Title {bad}words\"\ndate: \"2020-01-02 {bad}\"\ntags: [\"tag {bad}\", b]\n\
                 categories: [\"category {bad}\"]\nauthor: \"Author {bad}\"\nseries: \"Series {bad}\"\n\
                 description: \"About {bad}\"\nslug: \"slug-{bad}\"\nlang: \"{bad}\"\n\
                 links: [{{title: \"Link {bad}\", url: \"https://a.example/{bad}\", description: \"{bad}\"}}]\n---\n\n"
            )
        };
        let toml = format!(
            "+++\ntitle = \"Title {quoted}words\"\ndate = 2020-01-02\ntags = [\"tag {quoted}\"]\n\
             categories = [\"category {quoted}\"]\nauthor = \"Author {quoted}\"\nslug = \"slug-{quoted}\"\n+++\n\n"
        );
        let heads = [
            (
                "escaped",
                if kind == Kind::Hugo {
                    toml
                } else {
                    yaml(&quoted)
                },
            ),
            ("raw", yaml(&raw.replace('"', ""))),
            ("entities", yaml(&entities(&line()))),
            (
                "broken",
                format!("---\ntitle: {raw}: {raw}\ntags: [{raw}\n---\n\n"),
            ),
            ("none", String::new()),
            // File names may hold anything but `/`; the longest that they may be is soon reached.
            (
                "n\u{1b}[5m\u{9b}3J\u{202e}\u{7}\r\u{7f}\u{feff}\u{2028}ame",
                yaml("x"),
            ),
            (
                "o\u{1b}]0;obeyed\u{7}\u{9d}0;obeyed\u{9c}\n\u{85}",
                yaml("y"),
            ),
        ];
        let write = |(number, (name, head)): (usize, &(&str, String))| {
            let post = posts.join(format!("2020-01-0{}-{name}.md", number + 1));
            fs::write(&post, format!("{head}{}", bodies())).unwrap();
            post
        };
        let posts = heads.iter().enumerate().map(write).collect();
        Blog { folder, posts }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// What a command writes, its errors as well.
fn written(arguments: &[&str], path: &Path) -> String {
    let output = Command::new(BYLINE)
        .args(arguments)
        .arg(path)
        .stdin(Stdio::null())
        .env("XDG_CONFIG_HOME", "/nonexistent")
        .env(
            "BYLINE_STATE",
            concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"),
        )
        .env("COLORTERM", "truecolor")
        .output()
        .unwrap();
    assert!(
        output.status.code().is_some_and(|code| code < 2),
        "{arguments:?}: {output:?}"
    );
    let both = [output.stdout, output.stderr].concat();
    String::from_utf8(both).unwrap_or_else(|_| panic!("{arguments:?} writes what is no UTF-8"))
}

fn holds_only_what_is_ours(what: &str, text: &str, writer: Writer) {
    let strange = strange(text, writer);
    assert!(strange.is_empty(), "{what}: {strange:?}");
}

#[test]
fn none_of_the_hostile_sequences_is_one_of_ours() {
    let silent = [
        "\u{200b}", "\u{200c}", "\u{200d}", "\u{200e}", "\u{200f}", "\u{2060}", "\u{61c}", "\u{ad}",
    ];
    for bad in hostile()
        .iter()
        .filter(|bad| !silent.contains(&bad.as_str()))
    {
        for writer in [Writer::Plain, Writer::Styled, Writer::Reader] {
            if writer == Writer::Reader && bad == "\r" {
                continue;
            }
            assert!(
                !strange(&format!("a{bad}b"), writer).is_empty(),
                "{bad:?} for {writer:?}"
            );
        }
    }
}

#[test]
fn a_post_is_shown_without_anything_that_is_obeyed() {
    for kind in [Kind::Jekyll, Kind::Hugo, Kind::Folder] {
        let blog = Blog::new(kind);
        for (index, post) in blog.posts.iter().enumerate() {
            // Every post in one of the ways, and the first in all of them.
            let ways = ["auto", "osc8", "reference", "none"];
            let ways = ways
                .iter()
                .flat_map(|links| ["auto", "always", "never"].map(|color| (links, color)));
            for (number, (links, color)) in ways.enumerate() {
                if index > 0 && number % 4 != index % 4 {
                    continue;
                }
                let shown = written(&["show", "--links", links, "--color", color], post);
                assert!(shown.contains("Words") && shown.contains("Note"), "{shown}");
                let writer = if color == "always" || *links == "osc8" {
                    Writer::Styled
                } else {
                    Writer::Plain
                };
                let what = format!(
                    "{kind:?} {} --links {links} --color {color}",
                    post.display()
                );
                holds_only_what_is_ours(&what, &shown, writer);
            }
        }
    }
}

#[test]
fn what_is_told_of_a_blog_holds_nothing_that_is_obeyed() {
    for kind in [Kind::Jekyll, Kind::Hugo, Kind::Folder] {
        let blog = Blog::new(kind);
        for arguments in [
            &["list"][..],
            &["list", "--json"],
            &["links"],
            &["links", "--json"],
            &["links", "--videos"],
            &["search", "words"],
            &["search", "--json", "words"],
            &["search", "nobody\u{1b}[5m\u{9b}3J"],
            &["check"],
            &["check", "--json"],
        ] {
            let told = written(arguments, blog.path());
            let what = format!("{kind:?} {arguments:?}");
            assert!(told.len() > 40, "{what}: {told:?}");
            holds_only_what_is_ours(&what, &told, Writer::Plain);
            if arguments.contains(&"--json") {
                let json = told
                    .rsplit_once("\nbyline: ")
                    .map_or(told.as_str(), |(json, _)| json);
                serde_json::from_str::<serde_json::Value>(json).unwrap();
            }
        }
    }
}

#[test]
fn the_reader_sends_only_what_is_ours() {
    for kind in [Kind::Jekyll, Kind::Hugo, Kind::Folder] {
        let blog = Blog::new(kind);
        let mut terminal = Terminal::run(
            BYLINE,
            &[blog.path().to_str().unwrap()],
            &[("COLORTERM", "truecolor"), ("VISUAL", "true")],
        );
        terminal.shows("of 7");
        // The list, the posts, their links, outline and videos, the hints, the tags, the search,
        // the filter, the help, what is copied, and what cannot be opened.
        for keys in [
            "j", "j", "j", "j", "j", "j", "\r", " ", " ", "\t", "\t", "\t", "y", "o", "g", "i",
            "j", "j", "y", "\x1b", "T", "j", "\r", "v", "\x1b", "V", "\x1b", "f", "\x1b",
            "/words\r", "n", "\x1b", "G", "k", "J", "K", "H", "z", "z", "<", ">", "?", "q", "t",
            "j", "\x1b", "S", "words", "\x1b[B", "\r", "\x1b", "h", "k", "k", "m", "*", "s", "/a",
            "\x1b", "\x0c", "y", "e",
        ] {
            terminal.press(keys);
            terminal.settle();
        }
        terminal.press("\x03");
        terminal.ended();
        let sent = String::from_utf8(std::mem::take(&mut terminal.bytes)).unwrap();
        assert!(sent.len() > 10_000, "{}", sent.len());
        holds_only_what_is_ours(&format!("{kind:?}"), &sent, Writer::Reader);
    }
}
