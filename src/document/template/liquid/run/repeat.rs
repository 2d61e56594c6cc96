//! `for` and `tablerow`.
//!
//! A list that a blog's files do not say leaves the words of the loop once.

use std::ops::ControlFlow;

use serde_json::{Map, Value};

use super::{Block, Leave, Runner};
use crate::document::template::liquid::expression::{evaluate, operand, split};
use crate::document::template::liquid::scope::{Known, Scope};
use crate::document::template::liquid::value;
use crate::document::template::output::Output;
use crate::document::template::token::Kind;
use crate::limits;

/// What a round costs beside what its tags cost, as [`Scope::spend`] counts: about what it takes to
/// enter the names that a round knows, so that loops around nothing come to an end as well.
const ROUND: usize = 512;

/// What it costs to hold an item to be walked over.
const ITEM: usize = 64;

impl Runner<'_> {
    pub(super) fn repeat(&mut self, block: &Block, output: &mut Output) {
        output.silent();
        let Some(head) = LoopHead::read(block.tag.arguments) else {
            let _ = self.part(block, block.body(), output);
            return;
        };
        let mut items = match evaluate(head.list, &mut self.scope, &self.site) {
            Known::Value(found) => head.chosen(value::items(found), &mut self.scope),
            Known::Unknown if has_words(block) => {
                // Whatever it would have walked over: its words stand once.
                self.scope.enter(head.name, Known::Unknown);
                let _ = self.part(block, block.body(), output);
                self.scope.leave(head.name);
                return;
            }
            Known::Unknown => return,
        };
        if items.is_empty() {
            if let Some((_, range)) = block.branches().next() {
                let _ = self.part(block, range, output);
            }
            return;
        }
        let is_range = head.list.starts_with('(');
        let is_cut = is_range && items.len() > limits::template::RANGE;
        if is_cut {
            items.truncate(limits::template::RANGE);
        }
        let count = items.len();
        self.scope.spend(count.saturating_mul(ITEM));
        self.loops += 1;
        for (index, item) in items.into_iter().enumerate() {
            self.scope.spend(ROUND);
            self.scope.enter(head.name, Known::Value(item));
            self.scope
                .enter("forloop", Known::Value(place_in_loop(index, count)));
            let flow = self.part(block, block.body(), output);
            self.scope.leave("forloop");
            self.scope.leave(head.name);
            let left = flow == ControlFlow::Break(Leave::Loop);
            if left {
                break;
            }
            let is_last = index + 1 == count;
            let is_too_much = self.scope.is_spent() || output.len() > self.room;
            if is_last && is_cut || !is_last && is_too_much {
                self.scope.meet_limit();
                break;
            }
        }
        self.loops -= 1;
    }
}

/// `name in list reversed limit:2 offset:1`
struct LoopHead<'a> {
    name: &'a str,
    list: &'a str,
    options: &'a str,
}

impl<'a> LoopHead<'a> {
    fn read(text: &'a str) -> Option<LoopHead<'a>> {
        let (name, rest) = text.split_once(" in ")?;
        let rest = rest.trim();
        let end = match rest.strip_prefix('(') {
            Some(_) => rest.find(')')? + 1,
            None => rest.find(char::is_whitespace).unwrap_or(rest.len()),
        };
        let (list, options) = rest.split_at_checked(end)?;
        Some(LoopHead {
            name: name.trim(),
            list,
            options,
        })
    }

    fn chosen(&self, mut items: Vec<Value>, scope: &mut Scope) -> Vec<Value> {
        let mut option = |name: &str| {
            let (_, value) = self.options.split_once(name)?;
            let value = value.trim_start().strip_prefix(':')?;
            let value = split(value.trim_start(), ' ').into_iter().next()?;
            match operand(value, scope) {
                Known::Value(found) => usize::try_from(value::number(&found) as i64).ok(),
                Known::Unknown => None,
            }
        };
        let offset = option("offset").unwrap_or(0).min(items.len());
        items.drain(..offset);
        if let Some(limit) = option("limit") {
            items.truncate(limit);
        }
        if self.options.contains("reversed") {
            items.reverse();
        }
        items
    }
}

fn place_in_loop(index: usize, count: usize) -> Value {
    let mut place = Map::new();
    place.insert("index".to_owned(), Value::from(index + 1));
    place.insert("index0".to_owned(), Value::from(index));
    place.insert("rindex".to_owned(), Value::from(count - index));
    place.insert("rindex0".to_owned(), Value::from(count - index - 1));
    place.insert("first".to_owned(), Value::from(index == 0));
    place.insert("last".to_owned(), Value::from(index + 1 == count));
    place.insert("length".to_owned(), Value::from(count));
    Value::Object(place)
}

/// True when a block says something of its own, beside tags and markup.
fn has_words(block: &Block) -> bool {
    let tokens = block.program.tokens.get(block.body()).unwrap_or_default();
    let mut in_element = false;
    tokens.iter().any(|token| match token.kind {
        Kind::Text(text) => text.chars().any(|sign| {
            match sign {
                '<' => in_element = true,
                '>' => in_element = false,
                _ => {}
            }
            !in_element && sign.is_alphanumeric()
        }),
        _ => false,
    })
}
