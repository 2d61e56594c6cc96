//! The template languages that run before Markdown: Jekyll's Liquid, Hugo's and Zola's shortcodes.
//!
//! The rule: a template never costs a reader a word. What can be evaluated is; what makes a video,
//! a picture, code or a notice on the site becomes Markdown or HTML that says the same; a tag that
//! nobody knows vanishes or shows as a small line of its words, and the text that it surrounds
//! stays. In code a tag that cannot be evaluated is an example and stays as written. Every limit
//! ([`limits::template`](crate::limits::template)) ends a loop or an inclusion, never the post, and
//! leaves a small line that says so.
//!
//! The evaluator of Liquid is our own. The `liquid` crate was weighed: it refuses a whole text for
//! one unknown tag, filter, variable or missing `end`, knows nothing of places in the source or of
//! code in Markdown, and has no limits; its parser would have to be replaced to keep the rule, and
//! what remained would be its filters, at the price of 30 crates.
//!
//! ```text
//! body ─┬─ code ──▶ what is code ─┐
//!       └─ liquid, hugo, zola ────┴▶ Token… ─ blocks ─▶ Program ─ run ─▶ Construct… ─▶ Output
//! ```

mod arguments;
mod blocks;
mod code;
mod construct;
mod hugo;
mod liquid;
mod markup;
mod names;
mod output;
mod shortcode;
mod token;
mod zola;

#[cfg(test)]
mod corpus;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use super::{NoBlog, Source, Template};
use output::LineMap;

/// What a template may ask of the blog that the post belongs to.
///
/// No answer is an error: a value that the blog does not know is empty in the text.
pub trait Values {
    /// The value of a dotted name such as `site.author.name` or `page.tags`.
    fn value(&self, _path: &str) -> Option<serde_json::Value> {
        None
    }
    /// The address of the post that `{% post_url name %}` names.
    fn post_url(&self, _name: &str) -> Option<String> {
        None
    }
    /// The address of the file that `{% link path %}`, `ref` or `relref` names.
    fn link(&self, _path: &str) -> Option<String> {
        None
    }
    /// The text of the file that `{% include name %}` names.
    fn include(&self, _name: &str) -> Option<String> {
        None
    }
}

impl Values for NoBlog {}

/// A body after its template has run.
#[derive(Clone, Debug, PartialEq)]
pub struct Expanded<'a> {
    /// The text, ready for Markdown or HTML; borrowed from the body where nothing ran.
    pub text: Cow<'a, str>,
    /// What the template asked for in vain, in the order of the body.
    pub problems: Vec<Problem>,
    /// The lists of the head that the template asked for, by their keys.
    pub lists: Vec<String>,
    lines: LineMap,
}

impl Expanded<'_> {
    /// The line of the body, from 1, that the byte `at` of the text came from.
    pub fn line(&self, at: usize) -> u32 {
        self.lines.line(&self.text, at)
    }
}

/// A tag that could not do what it was written for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line of the body, from 1.
    pub line: u32,
    /// What is wrong.
    pub kind: ProblemKind,
    /// The tag, file or post that was named.
    pub name: String,
}

/// The kinds of [`Problem`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// A tag or shortcode that nobody knows.
    UnknownTag,
    /// A block that begins and never ends.
    UnclosedTag,
    /// An end without a beginning.
    StrayEnd,
    /// An inclusion of a file that is not there.
    MissingInclude,
    /// A link to a post or file that is not there.
    MissingTarget,
    /// Work that was ended before its own end: see [`limits::template`](crate::limits::template).
    TooMuch,
}

/// Runs the template of `source`, asking `values` for what it does not say itself.
///
/// Takes time linear in the body and in what the body asks for, the latter within limits.
pub fn expand<'a>(source: &'a Source, values: &dyn Values) -> Expanded<'a> {
    let body = source.body.as_str();
    let runs = match source.template {
        Template::None => false,
        Template::Liquid => {
            has_tags(body)
                && values.value("page.render_with_liquid") != Some(serde_json::Value::Bool(false))
        }
        Template::Hugo | Template::Zola => has_tags(body),
    };
    if !runs {
        return Expanded {
            text: Cow::Borrowed(body),
            problems: Vec::new(),
            lists: Vec::new(),
            lines: LineMap::default(),
        };
    }
    let values = Asked::new(values);
    let (output, problems) = match source.template {
        Template::Hugo => hugo::expand(body, source.format, &values),
        Template::Zola => zola::expand(body, source.format, &values),
        Template::Liquid | Template::None => liquid::expand(body, source.format, &values),
    };
    let (text, lines) = output.finish();
    Expanded {
        text: Cow::Owned(text),
        problems,
        lists: values.lists.into_inner(),
        lines,
    }
}

/// Asks once for each address, and notes which lists of the head are asked for.
struct Asked<'v> {
    values: &'v dyn Values,
    lists: RefCell<Vec<String>>,
    posts: RefCell<HashMap<String, Option<String>>>,
    links: RefCell<HashMap<String, Option<String>>>,
}

impl<'v> Asked<'v> {
    fn new(values: &'v dyn Values) -> Asked<'v> {
        Asked {
            values,
            lists: RefCell::default(),
            posts: RefCell::default(),
            links: RefCell::default(),
        }
    }
}

/// The answer that is known for a name, else the one that `ask` gives.
fn once(
    known: &RefCell<HashMap<String, Option<String>>>,
    name: &str,
    ask: impl FnOnce(&str) -> Option<String>,
) -> Option<String> {
    if let Some(answer) = known.borrow().get(name) {
        return answer.clone();
    }
    let answer = ask(name);
    known.borrow_mut().insert(name.to_owned(), answer.clone());
    answer
}

impl Values for Asked<'_> {
    fn value(&self, path: &str) -> Option<serde_json::Value> {
        let value = self.values.value(path);
        if let (Some(key), Some(serde_json::Value::Array(_))) = (path.strip_prefix("page."), &value)
        {
            self.lists.borrow_mut().push(key.to_owned());
        }
        value
    }

    fn post_url(&self, name: &str) -> Option<String> {
        once(&self.posts, name, |name| self.values.post_url(name))
    }

    fn link(&self, path: &str) -> Option<String> {
        once(&self.links, path, |path| self.values.link(path))
    }

    fn include(&self, name: &str) -> Option<String> {
        self.values.include(name)
    }
}

fn has_tags(body: &str) -> bool {
    body.contains("{{") || body.contains("{%")
}

#[cfg(test)]
mod tests;
