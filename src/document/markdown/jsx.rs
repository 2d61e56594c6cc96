//! JSX among Markdown: tags whose attributes are expressions in braces.
//!
//! `CommonMark` knows no such tag and takes it for text. Each is written as the same tag without
//! its expressions, save those that are a text in quotes. Code is left alone.

use std::borrow::Cow;

use crate::limits;

/// A body, ready for `CommonMark`.
pub(super) fn prepare(body: &str) -> Cow<'_, str> {
    if !body.contains("={") && !body.contains("{...") {
        return Cow::Borrowed(body);
    }
    let mut out = String::with_capacity(body.len());
    let mut code = Code::default();
    let (mut at, mut copied) = (0, 0);
    let mut is_line_start = true;
    while let Some(rest) = body.get(at..).filter(|rest| !rest.is_empty()) {
        if std::mem::take(&mut is_line_start) {
            let line = rest.split_inclusive('\n').next().unwrap_or(rest);
            if code.has(line) {
                at += line.len();
                is_line_start = true;
                continue;
            }
        }
        // What parts a tag, a code span or an escape from text is ASCII.
        let end = rest.find(['\n', '\\', '`', '<']).unwrap_or(rest.len());
        at += end;
        let rest = rest.get(end..).unwrap_or_default();
        at += match rest.as_bytes().first() {
            Some(b'\n') => {
                is_line_start = true;
                1
            }
            Some(b'\\') => {
                1 + usize::from(rest.as_bytes().get(1).is_some_and(u8::is_ascii_punctuation))
            }
            Some(b'`') => code_span(rest),
            Some(b'<') => match tag(rest) {
                Some((tag, length)) => {
                    out.push_str(body.get(copied..at).unwrap_or_default());
                    out.push_str(&tag);
                    copied = at + length;
                    length
                }
                None => 1,
            },
            Some(_) | None => 0,
        };
    }
    out.push_str(body.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// Which lines are code: fenced, or set in by four columns after a blank line.
#[derive(Default)]
struct Code {
    fence: Option<String>,
    /// The line before was blank, or code that is set in.
    may_begin: bool,
}

impl Code {
    fn has(&mut self, line: &str) -> bool {
        let bare = line.trim();
        if let Some(fence) = &self.fence {
            if bare.starts_with(fence.as_str()) && bare.chars().all(|char| fence.starts_with(char))
            {
                self.fence = None;
            }
            return true;
        }
        let mark = bare.chars().next().unwrap_or_default();
        let length = bare.chars().take_while(|&char| char == mark).count();
        // A line with its own end is a code span.
        let is_span = mark == '`' && bare.get(length..).is_some_and(|info| info.contains('`'));
        if matches!(mark, '`' | '~') && length >= 3 && !is_span {
            self.fence = Some(mark.to_string().repeat(length));
            return true;
        }
        let is_set_in = line.starts_with("    ") || line.starts_with('\t');
        let is_code = is_set_in && self.may_begin;
        self.may_begin = bare.is_empty() || is_code;
        is_code
    }
}

/// The bytes of a code span; of its first backticks where no others end it.
fn code_span(text: &str) -> usize {
    let run = |text: &str| text.bytes().take_while(|&byte| byte == b'`').count();
    let opening = run(text);
    let mut at = opening;
    while at < limits::document::JSX {
        let rest = text.get(at..).unwrap_or_default();
        let Some(found) = rest.find(['`', '\n']) else {
            break;
        };
        at += found;
        let rest = rest.get(found..).unwrap_or_default();
        if rest.starts_with("\n\n") {
            break;
        }
        let length = run(rest);
        if length == opening {
            return at + length;
        }
        at += length.max(1);
    }
    opening
}

/// A tag with an expression among its attributes, written without, and its bytes.
fn tag(text: &str) -> Option<(String, usize)> {
    let mut rest = text.strip_prefix('<')?;
    let name = name(&mut rest, |char| {
        char.is_ascii_alphanumeric() || char == '-'
    })?;
    let mut tag = format!("<{name}");
    let mut has_expression = false;
    loop {
        let before = rest.len();
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix("/>").or_else(|| rest.strip_prefix('>')) {
            tag.push_str(rest.get(..rest.len() - after.len())?);
            return has_expression.then_some((tag, text.len() - after.len()));
        }
        if before == rest.len() {
            return None;
        }
        if rest.starts_with('{') {
            has_expression = true;
            expression(&mut rest)?;
            continue;
        }
        let is_of_name = |char: char| char.is_ascii_alphanumeric() || "_:.-".contains(char);
        let name = self::name(&mut rest, is_of_name)?;
        let value = match rest.strip_prefix('=') {
            None => None,
            Some(value) => {
                rest = value;
                if rest.starts_with('{') {
                    has_expression = true;
                    let Some(value) = literal(expression(&mut rest)?) else {
                        continue;
                    };
                    Some(value)
                } else {
                    Some(quoted(&mut rest)?)
                }
            }
        };
        tag.push(' ');
        tag.push_str(name);
        if let Some(value) = value {
            tag.push_str("=\"");
            tag.push_str(&value.replace('"', "&quot;"));
            tag.push('"');
        }
    }
}

fn name<'t>(rest: &mut &'t str, is_of_name: impl Fn(char) -> bool) -> Option<&'t str> {
    let end = rest.find(|char| !is_of_name(char))?;
    let (name, after) = rest.split_at_checked(end)?;
    *rest = after;
    name.starts_with(|char: char| char.is_ascii_alphabetic())
        .then_some(name)
}

/// A text in quotes, without them.
fn quoted<'t>(rest: &mut &'t str) -> Option<&'t str> {
    let quote = rest.chars().next().filter(|char| "\"'".contains(*char))?;
    let (text, after) = rest.get(1..)?.split_once(quote)?;
    *rest = after;
    Some(text)
}

/// What stands between braces, which balance outside of quotes.
fn expression<'t>(rest: &mut &'t str) -> Option<&'t str> {
    let mut depth = 0_usize;
    let mut quote = None;
    let mut is_escaped = false;
    for (at, byte) in rest.bytes().enumerate().take(limits::document::JSX) {
        match (quote, byte) {
            (Some(_), _) if is_escaped => is_escaped = false,
            (Some(_), b'\\') => is_escaped = true,
            (Some(open), byte) if open == byte => quote = None,
            (None, b'"' | b'\'' | b'`') => quote = Some(byte),
            (None, b'{') => depth += 1,
            (None, b'}') if depth == 1 => {
                let inner = rest.get(1..at)?;
                *rest = rest.get(at + 1..)?;
                return Some(inner);
            }
            (None, b'}') => depth -= 1,
            (Some(_) | None, _) => {}
        }
    }
    None
}

/// The text that an expression is, when it is no more than that.
fn literal(expression: &str) -> Option<&str> {
    let expression = expression.trim();
    let quote = expression.chars().next()?;
    let text = expression.strip_prefix(quote)?.strip_suffix(quote)?;
    let is_plain = "\"'`".contains(quote) && !text.contains([quote, '\\', '\n', '$']);
    is_plain.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_lose_their_expressions_and_nothing_else() {
        for (written, read) in [
            (
                "a <span style={{wordBreak: 'break-word'}}>b</span> c",
                "a <span>b</span> c",
            ),
            (
                "<Chart data={[1, 2]} title=\"Two\" wide />",
                "<Chart title=\"Two\" wide/>",
            ),
            ("<a href={\"/x/\"} {...rest}>x</a>", "<a href=\"/x/\">x</a>"),
            (
                "<B\n  on={() => {\n    go(\"}\");\n  }}\n>x</B>",
                "<B>x</B>",
            ),
            (
                "<Demo extra={<p style={{padding: 0}}>World</p>}>x</Demo>",
                "<Demo>x</Demo>",
            ),
        ] {
            assert_eq!(prepare(written), read);
        }
    }

    #[test]
    fn only_the_words_between_tags_are_shown() {
        let source = crate::document::Source {
            body: "- <span style={{wordBreak: 'break-word'}}>`at://a` and</span> more\n".to_owned(),
            ..Default::default()
        };
        let document = crate::document::Document::read(&source, &crate::document::NoBlog);
        assert_eq!(document.text.trim(), "at://a and more");
    }

    #[test]
    fn code_and_what_is_no_tag_stay_as_they_are() {
        for text in [
            "`<b x={1}>` and ``<b x={`1`}>``",
            "```jsx\n<b x={1}>\n```\n",
            "~~~\n<b x={1}>\n",
            "Words:\n\n    <b x={1}>\n\n    <b x={1}>\n",
            "\\<b x={1}>",
            "a<b={c",
            "<b x={1",
            "<b x={1}",
            "<b x={ '}' >",
            "if 1 <2 ={ }>",
            "<b>={x}</b>",
        ] {
            assert_eq!(prepare(text), text);
        }
    }

    #[test]
    fn what_never_ends_costs_no_time() {
        for piece in ["<a x={", "`<a x={'", "``` `` ` ={", "<a {...", "={<a"] {
            let body = piece.repeat(100_000);
            let before = std::time::Instant::now();
            prepare(&body);
            let took = before.elapsed();
            assert!(took.as_secs() < 5, "{piece} took {took:?}");
        }
    }
}
