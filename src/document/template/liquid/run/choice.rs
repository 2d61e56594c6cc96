//! `if`, `unless`, `case`.
//!
//! What cannot be decided shows its first text: words are worth more than the choice.

use std::ops::ControlFlow;

use super::{Block, Flow, Runner};
use crate::document::template::liquid::condition::{equals, holds};
use crate::document::template::liquid::expression::operand;
use crate::document::template::liquid::scope::Known;
use crate::document::template::output::Output;
use crate::document::template::token::Tag;

impl Runner<'_> {
    pub(super) fn conditional(
        &mut self,
        block: &Block,
        output: &mut Output,
        turn: fn(Option<bool>) -> Option<bool>,
    ) -> Flow {
        output.silent();
        if turn(holds(block.tag.arguments, &mut self.scope)).unwrap_or(true) {
            return self.part(block, block.body(), output);
        }
        for (tag, range) in block.branches() {
            if self.is_taken(&tag) || holds(tag.arguments, &mut self.scope).unwrap_or(true) {
                return self.part(block, range, output);
            }
        }
        ControlFlow::Continue(())
    }

    pub(super) fn case(&mut self, block: &Block, output: &mut Output) -> Flow {
        output.silent();
        let found = operand(block.tag.arguments, &mut self.scope);
        for (tag, range) in block.branches() {
            let is_it = self.is_taken(&tag)
                || tag.arguments.replace(" or ", ",").split(',').any(|choice| {
                    match (&found, operand(choice, &mut self.scope)) {
                        (Known::Value(found), Known::Value(choice)) => equals(found, &choice),
                        (Known::Unknown, _) => true,
                        (Known::Value(_), Known::Unknown) => false,
                    }
                });
            if is_it {
                return self.part(block, range, output);
            }
        }
        ControlFlow::Continue(())
    }

    /// True for a branch that needs no look at what it asks: the last, and any when no more work may
    /// be done.
    fn is_taken(&mut self, tag: &Tag) -> bool {
        if self.loops > 0 {
            self.scope.spend(tag.arguments.len());
        }
        tag.name == "else" || self.scope.is_spent()
    }
}
