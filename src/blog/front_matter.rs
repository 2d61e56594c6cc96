//! The head of a post: where it ends, what it says.
//!
//! Heads are YAML between `---`, TOML between `+++`, JSON, plain JavaScript, org keywords or bare `Key: value`
//! lines, and people write each of them wrongly. Whatever it was, it ends as one [`Head`]: an
//! ordered map in which the last of several equal keys counts. A head that its own language
//! rejects is read line by line, and what no reading finds a key in is no head but text.
//! Reading never fails; what went wrong is said beside the result.

mod fields;
mod js;
mod lines;
mod split;
mod toml;
mod yaml;

use serde_json::{Map, Value};

pub use self::toml::parse as parse_toml;
pub use fields::{Quoting, Written, list, parted, scalar, truth, unique};
pub use yaml::parse as parse_yaml;

/// What a head says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head<'t> {
    /// Its values, in the order of the file.
    pub values: Map<String, Value>,
    /// What it is written in.
    pub notation: Notation,
    /// As written, for what the values no longer tell: quotes, trailing zeros, comments.
    text: &'t str,
    /// The line on which `text` begins, from 1.
    line: u32,
}

/// What a head is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Notation {
    /// There is no head.
    #[default]
    None,
    /// YAML between `---`, and everything that resembles it.
    Yaml,
    /// TOML between `+++`.
    Toml,
    /// An object at the beginning, or between `---json` and `---`.
    Json,
    /// JavaScript between `---js` and `---`.
    JavaScript,
    /// `#+KEY: value` lines.
    Org,
    /// `Key: value` lines up to the first blank one.
    Lines,
}

/// How much of a head is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What a list of posts needs; long lists of maps may be passed over.
    Listing,
    /// Everything.
    Whole,
}

/// A text, parted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter<'t> {
    /// What its head says; empty when it has none.
    pub head: Head<'t>,
    /// What follows the head.
    pub body: &'t str,
    /// The line on which the body begins, from 1.
    pub body_line: u32,
    /// What is wrong with the head.
    pub fault: Option<Fault>,
}

/// What is wrong with a head, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line in the file, from 1.
    pub line: Option<u32>,
    /// A sentence.
    pub sentence: String,
}

/// Parts a text into head and body.
pub fn read(text: &str, extent: Extent) -> FrontMatter<'_> {
    let Some(block) = split::find(text) else {
        return FrontMatter {
            body: text,
            body_line: 1,
            ..FrontMatter::default()
        };
    };
    let (values, mut fault) = block.parse(extent);
    // What is missed at the end of a text is missed on its last line.
    if let Some(line) = fault.as_mut().and_then(|fault| fault.line.as_mut()) {
        *line = (text.lines().count() as u32).min(*line);
    }
    if !block.is_head(&values) {
        return FrontMatter {
            body: text,
            body_line: 1,
            ..FrontMatter::default()
        };
    }
    FrontMatter {
        head: Head {
            values,
            notation: block.notation,
            text: block.text,
            line: block.line,
        },
        body: block.body,
        body_line: line_of(text, text.len() - block.body.len()),
        fault,
    }
}

/// The number of the line at a byte offset, from 1.
fn line_of(text: &str, at: usize) -> u32 {
    let before = text.get(..at).unwrap_or_default();
    before.bytes().filter(|&byte| byte == b'\n').count() as u32 + 1
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use serde_json::json;

    use super::*;

    fn parts(text: &str) -> (Value, &str) {
        let read = read(text, Extent::Whole);
        (Value::Object(read.head.values), read.body)
    }

    #[test]
    fn each_notation_ends_as_the_same_map() {
        let wanted = json!({"title": "A", "tags": ["x", "y"]});
        for text in [
            "---\ntitle: A\ntags: [x, y]\n---\nBody\n",
            "---   \ntitle: A\ntags:\n- x\n- y\n...\nBody\n",
            "+++\ntitle = \"A\"\ntags = [\"x\", \"y\"]\n+++\nBody\n",
            "---\ntitle = \"A\"\ntags = [\"x\", \"y\"]\n---\nBody\n",
            "{\"title\": \"A\", \"tags\": [\"x\", \"y\"]}\nBody\n",
            "---json\n{\"title\": \"A\", \"tags\": [\"x\", \"y\"]}\n---\nBody\n",
            "---js\nconst title = \"A\";\nconst tags = [\"x\", \"y\"];\n---\nBody\n",
            "\"title\": \"A\",\n\"tags\": [\"x\", \"y\"]\n;;;\nBody\n",
            "#+TITLE: A\n#+TAGS[]: x y\n\nBody\n",
            "---\ntitle: x\ntitle: A\ntags: [x, y]\n---\nBody\n",
            "---\ntitle: A\ntags:\n\t- x\n\t- y\n---\nBody\n",
            "----\ntitle: A\ntags: [x, y]\n----\nBody\n",
            "—-\ntitle: A\ntags: [x, y]\n—-\nBody\n",
            "\n\n---\ntitle: A\ntags: [x, y]\n---\nBody\n",
            "title: A\ntags: [x, y]\n---\nBody\n",
            "---\ntitle: A\ntags: [x, y]\n\nBody\n",
        ] {
            assert_eq!(parts(text), (wanted.clone(), "Body\n"), "{text}");
        }
    }

    #[test]
    fn what_holds_no_key_is_text() {
        for text in [
            "",
            "Body",
            "---\n\nSome prose: with a colon\n\n---\n\nmore\n",
            "---\nprose\n---\nmore\n",
            "----\n\nA rule on top.\n",
            "---",
            "{% include x.html %}\nBody",
            "{curly} things",
            "# Heading\nbody",
            "Note: this is prose.\n\nBody",
            "— said the cat.\n—\n",
        ] {
            assert_eq!(parts(text), (json!({}), text), "{text}");
        }
    }

    #[test]
    fn an_empty_head_is_a_head() {
        assert_eq!(parts("---\n---\nBody"), (json!({}), "Body"));
        assert_eq!(parts("---\n# nothing yet\n---\nBody"), (json!({}), "Body"));
        assert_eq!(parts("---\ntitle: A\n---"), (json!({"title": "A"}), ""));
    }

    #[test]
    fn a_head_in_javascript_is_never_text() {
        let read = read(
            "---js\nexport const title = name();\n---\nBody",
            Extent::Whole,
        );
        assert_eq!((read.body, read.body_line), ("Body", 4));
        assert_eq!(read.fault.unwrap().line, Some(2));
    }

    #[test]
    fn a_fault_names_its_line_in_the_file() {
        let fault = |text| read(text, Extent::Whole).fault;
        let wrong = fault("\n---\ntitle: A\nsubtitle: b: c\n---\n").unwrap();
        assert_eq!(wrong.line, Some(4), "{wrong:?}");
        assert_eq!(fault("---\ntitle: A\n---\n"), None);
        for text in ["---\ntitle: g\ns:\n  -\n  o", "+++\na = [\n+++\n"] {
            let lines = text.lines().count() as u32;
            let line = fault(text).unwrap().line.unwrap();
            assert!(line <= lines, "line {line} of {text:?}");
        }
        let twice = fault("---\ntitle: A\ntags: x\ntitle: B\n---\n").unwrap();
        assert_eq!(twice.line, Some(4), "{twice:?}");
    }

    #[test]
    fn a_hostile_head_costs_no_time() {
        let brackets = format!("---\ntitle: A\nx: {}\n---\nBody", "[".repeat(60_000));
        assert_eq!(
            parts(&brackets),
            (json!({"title": "A", "x": "[".repeat(60_000)}), "Body")
        );

        let mut aliases = "---\ntitle: A\na0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..40 {
            let before = level - 1;
            let row = vec![format!("*a{before}"); 9].join(", ");
            aliases.push_str(&["a", &level.to_string(), ": &a", &level.to_string()].concat());
            aliases.push_str(&[" [", &row, "]\n"].concat());
        }
        aliases.push_str("---\nBody");
        let read = read(&aliases, Extent::Whole);
        assert_eq!(read.head.values.get("title"), Some(&json!("A")));
        assert_eq!(read.body, "Body");
        assert!(read.fault.is_some());

        let long = format!("---\ntitle: A\n{}---\nBody", "# filler\n".repeat(40_000));
        assert_eq!(parts(&long).0, json!({"title": "A"}));
        assert_eq!(parts(&long).1, "Body");
    }

    #[test]
    fn no_head_within_the_limit_takes_long() {
        for (start, piece, end) in [
            ("x: ", "[],", ""),
            ("x: ", "a: ", ""),
            ("x: ", "\"", ""),
            ("x: ", "a\n", ""),
            ("x: ", "\t", ""),
            ("x: [", "[],", "]"),
            ("x: [", "a,", "]"),
            ("x: [", "a: b,", "]"),
            ("x: [", "? a,", "]"),
            ("x: [", "&a b, ", "]"),
            ("x: {", "a: b, ", "}"),
            ("x: {", "a, ", "}"),
            ("x: {", "{a: b}: c, ", "}"),
            ("x:\n ", "- ", "a"),
            ("x:\n ", "? ", "a"),
            ("x:\n", "  - a\n", ""),
            ("x: |\n", "  a\n", ""),
            ("x: \"", "a ", "\""),
            ("x: \"", "\n", "\""),
            ("x: \"", "\\x41", "\""),
            ("", "a: b\n", ""),
            ("", "? a\n", ""),
            ("", "#\n", ""),
        ] {
            let filler = piece.repeat(crate::limits::head::BYTES / piece.len() - 32);
            let head = format!("---\ntitle: A\n{start}{filler}{end}\n---\n");
            let before = std::time::Instant::now();
            read(&head, Extent::Whole);
            let took = before.elapsed();
            eprintln!("{start:?} {piece:?} {took:?}");
            assert!(took.as_millis() < 2_000, "{piece:?} took {took:?}");
        }
    }
}
