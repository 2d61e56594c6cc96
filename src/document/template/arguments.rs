//! What follows a tag's name: `src="a.png" alt='b' 300 lang:ruby {c: d}`.
//!
//! One reader for all: Liquid's parameters, the loose arguments of Jekyll's plugins, Hugo's and
//! Zola's shortcodes differ in separators only.

/// A tag's arguments in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arguments {
    all: Vec<Argument>,
}

/// One argument.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// Its name; empty for one that counts by its place.
    pub name: String,
    /// Its value, without quotes.
    pub value: String,
    pub form: Form,
}

/// How an argument's value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// In quotes: itself.
    Quoted,
    /// Bare: a number, a word or a variable's name.
    Bare,
}

impl Arguments {
    /// Reads the arguments in `text`; commas and white space part them.
    pub fn read(text: &str) -> Arguments {
        let mut reader = Reader {
            rest: text,
            quotes: Quotes::Paired,
        };
        let mut all = Vec::new();
        while let Some(argument) = reader.argument() {
            all.push(argument);
        }
        Arguments { all }
    }

    pub fn iter(&self) -> impl Iterator<Item = &Argument> {
        self.all.iter()
    }

    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Argument> {
        self.all.iter_mut()
    }

    /// The value of the first of `names` that is given, in the order of `names`; not when empty.
    pub fn named(&self, names: &[&str]) -> Option<&str> {
        names
            .iter()
            .find_map(|name| {
                self.all
                    .iter()
                    .find(|argument| argument.name.eq_ignore_ascii_case(name))
            })
            .map(|argument| argument.value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// The value of the argument at `place`, from 0, of those without a name.
    pub fn positional(&self, place: usize) -> Option<&str> {
        self.positionals().nth(place)
    }

    /// The values of the arguments without a name.
    pub fn positionals(&self) -> impl Iterator<Item = &str> {
        self.all
            .iter()
            .filter(|argument| argument.name.is_empty())
            .map(|argument| argument.value.as_str())
    }

    /// The argument called one of `names`, else the one at `place`.
    pub fn get(&self, names: &[&str], place: usize) -> Option<&str> {
        self.named(names).or_else(|| self.positional(place))
    }
}

struct Reader<'a> {
    rest: &'a str,
    quotes: Quotes,
}

/// What a quote is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quotes {
    Paired,
    /// One was never closed: those that follow are signs like any other, so that looking for
    /// their ends costs nothing.
    Broken,
}

impl Reader<'_> {
    fn argument(&mut self) -> Option<Argument> {
        self.rest = self
            .rest
            .trim_start_matches(|sign: char| sign.is_whitespace() || sign == ',');
        if self.rest.is_empty() {
            return None;
        }
        let (value, form) = self.value();
        if form == Form::Bare
            && let Some((name, form)) = self.name_of(&value)
        {
            return Some(Argument {
                name,
                value: form.0,
                form: form.1,
            });
        }
        Some(Argument {
            name: String::new(),
            value,
            form,
        })
    }

    /// The name in `word` and the value that it has, there or behind it.
    fn name_of(&mut self, word: &str) -> Option<(String, (String, Form))> {
        let end = word
            .find(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '_' | '-' | '.')))
            .unwrap_or(word.len());
        let (name, rest) = word.split_at_checked(end)?;
        if name.is_empty() {
            return None;
        }
        if let Some(value) = rest.strip_prefix('=') {
            return Some((name.to_owned(), self.value_behind(value)));
        }
        if let Some(value) = rest
            .strip_prefix(':')
            .filter(|value| !value.starts_with("//"))
        {
            // `lang:js`, but neither `12:30` nor `C:\x`.
            let is_name = name.starts_with(|sign: char| sign.is_alphabetic()) && name.len() > 1;
            return is_name.then(|| (name.to_owned(), self.value_behind(value)));
        }
        if rest.is_empty() {
            // `name = "value"`
            let after = self.rest.trim_start();
            if let Some(value) = after
                .strip_prefix('=')
                .filter(|_| after.len() < self.rest.len())
            {
                self.rest = value;
                return Some((name.to_owned(), self.value_behind("")));
            }
        }
        None
    }

    fn value_behind(&mut self, value: &str) -> (String, Form) {
        if !value.is_empty() {
            return (value.to_owned(), Form::Bare);
        }
        self.rest = self.rest.trim_start();
        if self.rest.is_empty() {
            return (String::new(), Form::Bare);
        }
        self.value()
    }

    /// A quoted value, or all up to the next blank, comma or quote after `=` or `:`.
    fn value(&mut self) -> (String, Form) {
        let first = self.rest.chars().next();
        if let Some(quote) = first.filter(|sign| "\"'`“‘".contains(*sign))
            && self.quotes == Quotes::Paired
        {
            match self.quoted(quote) {
                Some(value) => return (value, Form::Quoted),
                None => self.quotes = Quotes::Broken,
            }
        }
        let mut before = ' ';
        let mut depth = 0usize;
        let mut end = self.rest.len();
        for (at, sign) in self.rest.char_indices() {
            let opens_value = self.quotes == Quotes::Paired
                && matches!(before, '=' | ':')
                && matches!(sign, '"' | '\'' | '`' | '“');
            let parts = (sign.is_whitespace() || sign == ',') && depth == 0;
            if parts || opens_value {
                end = at;
                break;
            }
            match sign {
                '[' | '{' => depth += 1,
                ']' | '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            before = sign;
        }
        let (value, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        (value.to_owned(), Form::Bare)
    }

    fn quoted(&mut self, quote: char) -> Option<String> {
        let closing = match quote {
            '“' => '”',
            '‘' => '’',
            _ => quote,
        };
        let inside = self.rest.get(quote.len_utf8()..)?;
        let mut value = String::new();
        let mut signs = inside.char_indices();
        while let Some((at, sign)) = signs.next() {
            if sign == closing {
                self.rest = inside.get(at + sign.len_utf8()..)?;
                return Some(value);
            }
            match sign {
                '\\' if quote != '`' => match signs.next() {
                    Some((_, escaped)) if escaped == closing || escaped == '\\' => {
                        value.push(escaped);
                    }
                    Some((_, other)) => value.extend(['\\', other]),
                    None => value.push('\\'),
                },
                _ => value.push(sign),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String)> {
        Arguments::read(text)
            .all
            .into_iter()
            .map(|argument| (argument.name, argument.value))
            .collect()
    }

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn every_language_s_arguments_are_read() {
        for (text, expected) in [
            (
                r#"f.html a="b c" d='e'"#,
                vec![pair("", "f.html"), pair("a", "b c"), pair("d", "e")],
            ),
            (
                r#"id="x", start=12"#,
                vec![pair("id", "x"), pair("start", "12")],
            ),
            ("a = \"b\" c", vec![pair("a", "b"), pair("", "c")]),
            (
                "lang:js \"A title\" http://x.org/a",
                vec![
                    pair("lang", "js"),
                    pair("", "A title"),
                    pair("", "http://x.org/a"),
                ],
            ),
            ("`raw \\` x", vec![pair("", "raw \\"), pair("", "x")]),
            (r#"a="say \"b\"""#, vec![pair("a", "say \"b\"")]),
            ("tags=[1, 2] x", vec![pair("tags", "[1, 2]"), pair("", "x")]),
            ("a=b.c|d", vec![pair("a", "b.c|d")]),
            ("12:30 C:\\x", vec![pair("", "12:30"), pair("", "C:\\x")]),
            ("\"unclosed", vec![pair("", "\"unclosed")]),
            ("", vec![]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn unclosed_quotes_take_bounded_time() {
        let begin = std::time::Instant::now();
        for text in ["\" ' ", "“ a ", "a=“ ", "[ "] {
            Arguments::read(&text.repeat(100_000));
        }
        assert!(begin.elapsed().as_secs() < 5);
    }
}
