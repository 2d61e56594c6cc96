//! Heads in JavaScript, as Eleventy has them: `const title = "A post";`, or one object.
//!
//! Nothing is run. Values that stand there as they are (texts, numbers, lists, objects) are read;
//! what is computed is passed over.

use serde_json::{Map, Number, Value};

use super::Fault;
use super::split::is_known;
use crate::limits;

/// Reads a head that begins on `line` of its file.
pub fn read(text: &str, line: u32) -> (Map<String, Value>, Option<Fault>) {
    let mut reader = Reader { rest: text };
    let mut values = Map::new();
    let mut fault = None;
    loop {
        reader.skip_space();
        let at = line + super::line_of(text, text.len() - reader.rest.len()) - 1;
        if reader.rest.is_empty() {
            return (values, fault);
        }
        match reader.statement() {
            Some(Statement::Value(name, value)) => {
                values.insert(name, value);
            }
            Some(Statement::Object(map)) => values.extend(map),
            // What is in a name that nobody asks for need not be told.
            Some(Statement::Computed(name)) if !is_known(&name) => reader.skip_statement(),
            Some(Statement::Computed(name)) => {
                fault.get_or_insert_with(|| Fault {
                    line: Some(at),
                    sentence: format!("the value of `{name}` is computed, and not read"),
                });
                reader.skip_statement();
            }
            None => reader.skip_statement(),
        }
    }
}

/// A statement of a head.
enum Statement {
    /// A name and what it stands for.
    Value(String, Value),
    /// Everything at once.
    Object(Map<String, Value>),
    /// A name that stands for what only a program can tell.
    Computed(String),
}

struct Reader<'t> {
    rest: &'t str,
}

impl<'t> Reader<'t> {
    /// The next statement; nothing for one that names no value.
    fn statement(&mut self) -> Option<Statement> {
        let _ = self.word("export");
        let is_object = self.rest.starts_with('{')
            || self.word("default")
            || self.take("module.exports") && self.equals();
        if is_object {
            self.skip_space();
            return match self.value(0)? {
                Value::Object(map) if self.ends() => Some(Statement::Object(map)),
                _ => None,
            };
        }
        if !["const", "let", "var"].iter().any(|word| self.word(word)) {
            return None;
        }
        let name = self.name()?.to_owned();
        if !self.equals() {
            return Some(Statement::Computed(name));
        }
        match self.value(0) {
            Some(value) if self.ends() => Some(Statement::Value(name, value)),
            _ => Some(Statement::Computed(name)),
        }
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        if depth > limits::head::OBJECTS {
            return None;
        }
        if self.take("new Date(") {
            let date = self.text()?;
            return self.take(")").then_some(Value::String(date));
        }
        let first = self.rest.chars().next()?;
        match first {
            '"' | '\'' | '`' => self.text().map(Value::String),
            '[' => {
                let mut items = Vec::new();
                self.list('[', ']', |reader| {
                    items.push(reader.value(depth + 1)?);
                    Some(())
                })?;
                Some(Value::Array(items))
            }
            '{' => {
                let mut map = Map::new();
                self.list('{', '}', |reader| {
                    let key = match reader.rest.chars().next()? {
                        '"' | '\'' => reader.text()?,
                        _ => reader.name()?.to_owned(),
                    };
                    reader.skip_space();
                    if !reader.take(":") {
                        return None;
                    }
                    reader.skip_space();
                    map.insert(key, reader.value(depth + 1)?);
                    Some(())
                })?;
                Some(Value::Object(map))
            }
            '-' | '0'..='9' => self.number(),
            _ => match self.name()? {
                "true" => Some(Value::Bool(true)),
                "false" => Some(Value::Bool(false)),
                "null" | "undefined" => Some(Value::Null),
                _ => None,
            },
        }
    }

    /// Entries with commas between them, and after the last where one likes.
    fn list(
        &mut self,
        open: char,
        close: char,
        mut entry: impl FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        self.rest = self.rest.strip_prefix(open)?;
        loop {
            self.skip_space();
            if let Some(rest) = self.rest.strip_prefix(close) {
                self.rest = rest;
                return Some(());
            }
            entry(self)?;
            self.skip_space();
            if !self.take(",") && !self.rest.starts_with(close) {
                return None;
            }
        }
    }

    /// A text in quotes; nothing where it has values set into it.
    fn text(&mut self) -> Option<String> {
        let mut letters = self.rest.char_indices();
        let (_, quote) = letters.next().filter(|(_, it)| "\"'`".contains(*it))?;
        let mut text = String::new();
        while let Some((at, letter)) = letters.next() {
            match letter {
                '\\' => match letters.next()?.1 {
                    'n' => text.push('\n'),
                    't' => text.push('\t'),
                    '\n' => {}
                    'u' | 'x' => return None,
                    other => text.push(other),
                },
                '$' if quote == '`' && self.rest.get(at..)?.starts_with("${") => return None,
                '\n' if quote != '`' => return None,
                _ if letter == quote => {
                    self.rest = self.rest.get(at + 1..)?;
                    return Some(text);
                }
                _ => text.push(letter),
            }
        }
        None
    }

    fn number(&mut self) -> Option<Value> {
        let end = self
            .rest
            .find(|char: char| !(char.is_ascii_digit() || "+-.eE".contains(char)));
        let (digits, rest) = self.rest.split_at_checked(end.unwrap_or(self.rest.len()))?;
        self.rest = rest;
        let whole = digits.parse::<i64>().ok().map(Number::from);
        let number = whole.or_else(|| Number::from_f64(digits.parse().ok()?))?;
        Some(Value::Number(number))
    }

    fn name(&mut self) -> Option<&'t str> {
        let is_of_name = |char: char| char.is_alphanumeric() || "_$".contains(char);
        let end = self.rest.find(|char| !is_of_name(char));
        let (name, rest) = self.rest.split_at_checked(end.unwrap_or(self.rest.len()))?;
        self.rest = rest;
        (!name.is_empty()).then_some(name)
    }

    /// Takes an equals sign and the space around it.
    fn equals(&mut self) -> bool {
        self.skip_space();
        let is_there = self.take("=");
        self.skip_space();
        is_there
    }

    /// Takes a word and the space behind it.
    fn word(&mut self, word: &str) -> bool {
        let rest = self.rest.strip_prefix(word);
        let rest = rest.filter(|rest| rest.starts_with(char::is_whitespace));
        if let Some(rest) = rest {
            self.rest = rest;
            self.skip_space();
        }
        rest.is_some()
    }

    fn take(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Takes the end of a statement: a semicolon, or that of the line.
    fn ends(&mut self) -> bool {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\r']);
        self.take(";")
            || self.rest.is_empty()
            || self.rest.starts_with('\n')
            || self.rest.starts_with("//")
    }

    /// Skips to the next statement that begins at the margin.
    fn skip_statement(&mut self) {
        loop {
            self.skip_line();
            let begins = ["const ", "let ", "var ", "export ", "module.exports"];
            if self.rest.is_empty() || begins.iter().any(|word| self.rest.starts_with(word)) {
                return;
            }
        }
    }

    fn skip_line(&mut self) {
        self.rest = self.rest.split_once('\n').map_or("", |(_, rest)| rest);
    }

    /// Skips space and comments.
    fn skip_space(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            if self.rest.starts_with("//") {
                self.skip_line();
            } else if let Some(comment) = self.rest.strip_prefix("/*") {
                self.rest = comment.split_once("*/").map_or("", |(_, rest)| rest);
            } else {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_that_stand_there_are_read() {
        let head = "const title = \"A 'post'\"; // its name\n\
            export const date = new Date('2023-01-23');\n\
            let draft = true\n\
            /* what it\n is about */\n\
            const tags = [\n\t'one',\n\t`two`,\n];\n\
            const navigation = {\n\tkey: \"About\",\n\t'order': -3.5,\n};\n";
        let wanted = json!({
            "title": "A 'post'",
            "date": "2023-01-23",
            "draft": true,
            "tags": ["one", "two"],
            "navigation": {"key": "About", "order": -3.5},
        });
        let (values, fault) = read(head, 2);
        assert_eq!((Value::Object(values), fault), (wanted, None));
    }

    #[test]
    fn one_object_is_a_head_too() {
        for head in [
            "{\n  title: \"A\",\n  draft: false\n}\n",
            "module.exports = { title: 'A', draft: false };",
            "export default { title: 'A', draft: false }",
        ] {
            let (values, fault) = read(head, 2);
            assert_eq!(Value::Object(values), json!({"title": "A", "draft": false}));
            assert_eq!(fault, None);
        }
    }

    #[test]
    fn what_is_computed_is_passed_over_and_told_of() {
        let head = "const x = () => {\n  return 1;\n};\n\
            const title = \"A\" + x();\n\
            function y() {\n  const z = 1;\n}\n\
            const date = \"2023-01-23\";\n";
        let (values, fault) = read(head, 2);
        assert_eq!(Value::Object(values), json!({"date": "2023-01-23"}));
        let fault = fault.map(|fault| (fault.line, fault.sentence));
        let sentence = "the value of `title` is computed, and not read".to_owned();
        assert_eq!(fault, Some((Some(5), sentence)));
    }

    #[test]
    fn nothing_that_never_ends_does_harm() {
        for head in [
            "const a = ",
            "const a = \"",
            "{",
            "const a = {b: [",
            "/*",
            "`",
            "export",
        ] {
            read(head, 1);
            read(&head.repeat(10_000), 1);
        }
        read(&format!("const a = {}", "[".repeat(100_000)), 1);
    }
}
