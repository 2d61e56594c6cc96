//! `if`, `unless`, `case`.
//!
//! What cannot be decided shows its first text: words are worth more than the choice.

use std::ops::ControlFlow;

use super::{Block, Flow, Runner};
use crate::document::template::liquid::condition::{equals, holds};
use crate::document::template::liquid::expression::operand;
use crate::document::template::liquid::scope::Known;
use crate::document::template::output::Output;

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
            if tag.name == "else" || holds(tag.arguments, &mut self.scope).unwrap_or(true) {
                return self.part(block, range, output);
            }
        }
        ControlFlow::Continue(())
    }

    pub(super) fn case(&mut self, block: &Block, output: &mut Output) -> Flow {
        output.silent();
        let found = operand(block.tag.arguments, &mut self.scope);
        for (tag, range) in block.branches() {
            let is_it = tag.name == "else"
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
}
