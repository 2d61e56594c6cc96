//! Tags that a plugin of the site's answers to, or nobody.

use std::ops::ControlFlow;

use super::{Block, Flow, Runner};
use crate::document::template::arguments::Arguments;
use crate::document::template::output::Output;
use crate::document::template::token::{Place, Token};
use crate::document::template::{ProblemKind, construct, names};

impl Runner<'_> {
    /// A tag that a plugin of the site's answers to, or nobody.
    pub(super) fn plugin(&mut self, block: &Block, token: &Token, output: &mut Output) -> Flow {
        let tag = block.tag;
        let arguments = Arguments::read(tag.arguments);
        let has_end = block.program.end(block.index).is_some();
        let mut flow = ControlFlow::Continue(());
        let body = has_end.then(|| {
            if tag.name.contains("code") || tag.name == "prism" {
                return self.code(block, output);
            }
            let mut inner = output.inner();
            flow = self.part(block, block.whole(), &mut inner);
            inner.into_text()
        });
        match (names::known(tag.name, &arguments, body.as_deref()), body) {
            (Some(made), _) => output.construct(made, block.line),
            (None, Some(body)) => {
                self.tell(ProblemKind::UnknownTag, tag.name, block.line);
                output.made(&body, block.line);
            }
            (None, None) => {
                self.tell(ProblemKind::UnknownTag, tag.name, block.line);
                if token.place != Place::Text {
                    output.verbatim(token.source, token.line);
                } else if output.in_address() {
                    output.made(arguments.positional(0).unwrap_or_default(), block.line);
                } else if tag.arguments.is_empty() {
                    output.silent();
                } else {
                    let words = format!("{} {}", tag.name, tag.arguments);
                    output.construct(construct::small(&words), block.line);
                }
            }
        }
        flow
    }
}
