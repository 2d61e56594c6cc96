//! Tags in code: what yields a text yields it, anything else is an example.

use super::{Block, Runner};
use crate::document::template::construct;
use crate::document::template::liquid::include::Inclusion;
use crate::document::template::output::Output;
use crate::document::template::token::{Kind, Place, Tag, Token};

impl Runner<'_> {
    /// A tag in code: what yields a text yields it, anything else is an example.
    pub(super) fn example(&mut self, tag: &Tag, token: &Token, output: &mut Output) {
        let address = match tag.name {
            "post_url" => self.values.post_url(tag.arguments),
            "link" => self.values.link(tag.arguments),
            "include" | "include_relative" if self.include_in_code(tag, token.line, output) => {
                return;
            }
            _ => None,
        };
        match address {
            Some(address) => output.made(&address, token.line),
            None => output.verbatim(token.source, token.line),
        }
    }

    fn include_in_code(&mut self, tag: &Tag, line: u32, output: &mut Output) -> bool {
        let name = Inclusion::read(tag.arguments, &mut self.scope).name;
        self.has_file(&name) && self.include(tag, line, Place::Code, output)
    }

    pub(super) fn highlight(&mut self, block: &Block, output: &mut Output) {
        if block.program.end(block.index).is_none() {
            output.silent();
            return;
        }
        let language = block.tag.arguments.split_whitespace().next();
        let text = self.code(block, output);
        let made = construct::code(language.unwrap_or_default(), None, &text);
        output.construct(made, block.line);
    }

    /// What a block of code holds: tags in it are examples.
    pub(super) fn code(&mut self, block: &Block, output: &Output) -> String {
        let mut inner = output.inner();
        for token in block.program.tokens.get(block.whole()).unwrap_or_default() {
            let mut token = token.clone();
            token.place = Place::Code;
            match token.kind {
                Kind::Text(text) => inner.verbatim(text, token.line),
                Kind::Value(expression) => self.value(expression, &token, &mut inner),
                Kind::Open(tag) | Kind::Single(tag) => self.example(&tag, &token, &mut inner),
                Kind::Branch(_) | Kind::Close(_) => inner.verbatim(token.source, token.line),
                Kind::Silent => {}
            }
        }
        inner.into_text()
    }
}
