//! The names that are known where a tag stands.

use std::collections::HashMap;

use serde_json::Value;

use super::expression::{Path, Step};
use super::value;
use crate::document::template::Values;
use crate::limits;

/// What a name stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Known {
    /// A value, `nil` included.
    Value(Value),
    /// Something that a blog's files do not say.
    Unknown,
}

/// Values by their names: a post's own, and those that the blog answers for.
pub struct Scope<'v> {
    values: &'v dyn Values,
    /// Of each name the later ones hide the earlier ones.
    locals: HashMap<String, Vec<Known>>,
    answered: HashMap<String, Option<Value>>,
    spent: usize,
    met_limit: bool,
}

impl<'v> Scope<'v> {
    pub fn new(values: &'v dyn Values) -> Scope<'v> {
        Scope {
            values,
            locals: HashMap::new(),
            answered: HashMap::new(),
            spent: 0,
            met_limit: false,
        }
    }

    /// Counts `bytes` of work.
    pub fn spend(&mut self, bytes: usize) {
        self.spent = self.spent.saturating_add(bytes).saturating_add(64);
    }

    /// True when no more work may be done than to show the text.
    pub fn is_spent(&self) -> bool {
        self.spent > limits::template::WORK
    }

    /// Notes that something was left out.
    pub fn meet_limit(&mut self) {
        self.met_limit = true;
    }

    /// True when something was left out: a round, a file, items or words.
    pub fn has_met_limit(&self) -> bool {
        self.met_limit || self.is_spent()
    }

    /// Gives `name` a value from here on.
    pub fn assign(&mut self, name: &str, known: Known) {
        match self.locals.get_mut(name).and_then(|known| known.last_mut()) {
            Some(slot) => *slot = known,
            None => self.enter(name, known),
        }
    }

    /// Gives `name` a value until [`Scope::leave`].
    pub fn enter(&mut self, name: &str, known: Known) {
        match self.locals.get_mut(name) {
            Some(hidden) => hidden.push(known),
            None => drop(self.locals.insert(name.to_owned(), vec![known])),
        }
    }

    /// Forgets the innermost `name`.
    pub fn leave(&mut self, name: &str) {
        if let Some(known) = self.locals.get_mut(name) {
            known.pop();
        }
    }

    /// What `path` stands for.
    pub fn find(&mut self, path: &Path) -> Known {
        if self.is_spent() {
            return Known::Unknown;
        }
        let known = self.look(path);
        if let Known::Value(found) = &known {
            self.spend(value::size(found));
        }
        known
    }

    fn look(&mut self, path: &Path) -> Known {
        if let Some(known) = self.locals.get(&path.root).and_then(|known| known.last()) {
            return match known {
                Known::Value(found) => {
                    Known::Value(walk(found, &path.steps).unwrap_or(Value::Null))
                }
                Known::Unknown => Known::Unknown,
            };
        }
        match path.root.as_str() {
            "page" | "post" | "include" => Known::Value(self.ask(path).unwrap_or(Value::Null)),
            "site" => self
                .ask(path)
                .map_or_else(|| unanswered(path), Known::Value),
            "jekyll" | "layout" | "content" | "paginator" | "theme" => {
                self.ask(path).map_or(Known::Unknown, Known::Value)
            }
            _ => Known::Value(Value::Null),
        }
    }

    /// Asks the blog for the longest part of `path` that it knows.
    fn ask(&mut self, path: &Path) -> Option<Value> {
        let names: Vec<&str> = path
            .steps
            .iter()
            .take(limits::template::STEPS)
            .map_while(|step| match step {
                Step::Key(key) => Some(key.as_str()),
                Step::Index(_) => None,
            })
            .collect();
        for count in (0..=names.len()).rev() {
            let (asked, _) = names.split_at_checked(count)?;
            let mut dotted = path.root.clone();
            for name in asked {
                dotted.push('.');
                dotted.push_str(name);
            }
            let values = self.values;
            let answer = self
                .answered
                .entry(dotted)
                .or_insert_with_key(|dotted| answer(values, dotted));
            let rest = path.steps.get(count..).unwrap_or_default();
            if let Some(found) = answer.as_ref().and_then(|answer| walk(answer, rest)) {
                return Some(found);
            }
        }
        None
    }
}

/// A site that lies at the root says so with nothing or with a slash: `{{ site.baseurl }}/x` is
/// `/x` either way.
fn answer(values: &dyn Values, dotted: &str) -> Option<Value> {
    match values.value(dotted)? {
        Value::String(text) if dotted == "site.baseurl" || dotted == "site.url" => {
            Some(Value::from(text.trim_end_matches('/')))
        }
        value => Some(value),
    }
}

/// Settings that are not there are `nil`; what a generator computes is beyond us.
fn unanswered(path: &Path) -> Known {
    let computed = match path.steps.first() {
        Some(Step::Key(key)) => matches!(
            key.as_str(),
            "data"
                | "posts"
                | "pages"
                | "html_pages"
                | "static_files"
                | "html_files"
                | "collections"
                | "documents"
                | "related_posts"
                | "tags"
                | "categories"
                | "time"
                | "github"
        ),
        Some(Step::Index(_)) | None => true,
    };
    if computed {
        Known::Unknown
    } else {
        Known::Value(Value::Null)
    }
}

/// What `steps` lead to; `None` where there is no such thing.
fn walk(from: &Value, steps: &[Step]) -> Option<Value> {
    let mut at = std::borrow::Cow::Borrowed(from);
    for step in steps {
        let next = match (step, &at) {
            (Step::Key(key), std::borrow::Cow::Borrowed(found)) => value::member(found, key),
            (Step::Key(key), std::borrow::Cow::Owned(found)) => {
                value::member(found, key).map(|member| std::borrow::Cow::Owned(member.into_owned()))
            }
            (Step::Index(index), found) => item(found, *index).map(std::borrow::Cow::Owned),
        };
        at = next?;
    }
    Some(at.into_owned())
}

fn item(list: &Value, index: i64) -> Option<Value> {
    let items = list.as_array()?;
    let place = if index < 0 {
        items
            .len()
            .checked_sub(usize::try_from(index.unsigned_abs()).ok()?)?
    } else {
        usize::try_from(index).ok()?
    };
    items.get(place).cloned()
}
