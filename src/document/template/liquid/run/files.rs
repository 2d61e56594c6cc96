//! What a tag fetches from the blog: the address of a post or a file, the text of an included file.

use serde_json::Value;

use super::Runner;
use crate::document::Format;
use crate::document::template::blocks::Program;
use crate::document::template::construct::{self, Construct};
use crate::document::template::liquid::expression::evaluate;
use crate::document::template::liquid::include::Inclusion;
use crate::document::template::liquid::scope::Known;
use crate::document::template::liquid::{lexer, value};
use crate::document::template::output::Output;
use crate::document::template::token::{Place, Tag};
use crate::document::template::{ProblemKind, markup};
use crate::limits;

/// What it costs to fetch a file and to find its tags, beside its bytes.
const INCLUSION: usize = 2048;

impl Runner<'_> {
    /// The address that `post_url` or `link` names; the name itself where nothing answers to it,
    /// so that the link around it stays one.
    pub(super) fn address(&mut self, tag: &Tag, line: u32) -> String {
        let name = tag.arguments.trim_matches(['"', '\'']);
        let name = match name
            .strip_prefix("{{")
            .and_then(|name| name.strip_suffix("}}"))
        {
            Some(expression) => match evaluate(expression, &mut self.scope, &self.site) {
                Known::Value(found) => value::text(&found),
                Known::Unknown => String::new(),
            },
            None => name.to_owned(),
        };
        let answer = match tag.name {
            "post_url" => self.values.post_url(&name),
            _ => self.values.link(&name),
        };
        answer.unwrap_or_else(|| {
            self.tell(ProblemKind::MissingTarget, &name, line);
            format!("/{}", name.trim_start_matches('/').replace(' ', "%20"))
        })
    }

    /// Runs the included file; false when nothing could be shown for it.
    pub(super) fn include(
        &mut self,
        tag: &Tag,
        line: u32,
        place: Place,
        output: &mut Output,
    ) -> bool {
        let inclusion = Inclusion::read(tag.arguments, &mut self.scope);
        if place == Place::Text
            && let Some(made) = inclusion.construct()
        {
            output.construct(made, line);
            return true;
        }
        let too_much = self.inclusions >= limits::template::INCLUSIONS || self.scope.is_spent();
        if too_much || output.len() > self.room {
            self.scope.meet_limit();
            output.silent();
            return false;
        }
        let Some(text) = self.values.include(&inclusion.name) else {
            self.tell(ProblemKind::MissingInclude, &inclusion.name, line);
            output.construct(
                construct::small(&format!("include {}", tag.arguments)),
                line,
            );
            return false;
        };
        self.scope.spend(text.len() + INCLUSION);
        let parameters = inclusion.parameters();
        let made = self.file(&text, parameters, output);
        if place == Place::Text && made.trim_start().starts_with('<') {
            output.construct(Construct::Html(markup::squeeze(&made)), line);
        } else {
            output.made(made.trim_end_matches('\n'), line);
        }
        true
    }

    /// True when there is such a file to include, and room for it.
    pub(super) fn has_file(&mut self, name: &str) -> bool {
        if self.scope.is_spent() {
            return false;
        }
        let text = self.values.include(name);
        self.scope
            .spend(text.as_ref().map_or(0, String::len) + INCLUSION);
        text.is_some()
    }

    fn file(&mut self, text: &str, parameters: Value, output: &Output) -> String {
        // What is wrong in a file of the site's is no problem of the post's.
        let known = self.problems.len();
        let tokens = lexer::tokens(text, Format::Html);
        let program = Program::new(tokens, |_| false, &mut self.problems);
        let mut inner = output.inner();
        self.scope.enter("include", Known::Value(parameters));
        self.inclusions += 1;
        self.depth += 1;
        let _ = self.run(&program, 0..program.tokens.len(), &mut inner);
        self.depth -= 1;
        self.inclusions -= 1;
        self.scope.leave("include");
        self.problems.truncate(known);
        inner.into_text()
    }
}
