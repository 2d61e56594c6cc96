//! Liquid's tags, run.
//!
//! One walk over the tokens; each family of tags has a file below.

mod choice;
mod code;
mod files;
mod plugin;
mod repeat;

use std::ops::{ControlFlow, Range};

use serde_json::Value;

use super::expression::evaluate;
use super::filters::Site;
use super::scope::{Known, Scope};
use super::value;
use crate::document::template::blocks::Program;
use crate::document::template::construct::{self, Construct};
use crate::document::template::output::Output;
use crate::document::template::token::{Kind, Place, Tag, Token};
use crate::document::template::{Problem, ProblemKind, Values};
use crate::limits;

/// Runs `program` into `output`; returns `problems` with what went wrong.
pub fn run(
    program: &Program,
    output: &mut Output,
    values: &dyn Values,
    problems: Vec<Problem>,
) -> Vec<Problem> {
    let own = program.tokens.iter().map(|token| token.source.len());
    let mut runner = Runner {
        values,
        scope: Scope::new(values),
        site: site(values),
        problems,
        depth: 0,
        inclusions: 0,
        loops: 0,
        room: limits::template::MADE + own.sum::<usize>(),
        told: false,
    };
    let _ = runner.run(program, 0..program.tokens.len(), output);
    runner.problems
}

fn site(values: &dyn Values) -> Site {
    let text = |name| match values.value(name) {
        Some(Value::String(text)) => text.trim_end_matches('/').to_owned(),
        _ => String::new(),
    };
    let base = text("site.baseurl");
    let base = if base.is_empty() || base.starts_with('/') {
        base
    } else {
        format!("/{base}")
    };
    Site {
        url: text("site.url"),
        base,
    }
}

struct Runner<'v> {
    values: &'v dyn Values,
    scope: Scope<'v>,
    site: Site,
    problems: Vec<Problem>,
    depth: usize,
    inclusions: usize,
    /// How many loops run around the tag.
    loops: usize,
    /// Bytes that may be written before loops and inclusions end, those of the body among them.
    room: usize,
    /// The reader knows that a limit was met.
    told: bool,
}

/// What `break` and `continue` leave.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leave {
    Loop,
    Round,
}

type Flow = ControlFlow<Leave>;

/// A block and where its parts begin.
struct Block<'p, 't> {
    program: &'p Program<'t>,
    index: usize,
    tag: Tag<'t>,
    line: u32,
}

impl<'p, 't> Block<'p, 't> {
    /// The tokens up to the first branch or the end; none for a tag without an end.
    fn body(&self) -> Range<usize> {
        self.index + 1..self.program.next(self.index).unwrap_or(self.index + 1)
    }

    /// The tokens up to the end.
    fn whole(&self) -> Range<usize> {
        self.index + 1..self.program.end(self.index).unwrap_or(self.index + 1)
    }

    /// Each branch with its tokens.
    fn branches(&self) -> impl Iterator<Item = (Tag<'t>, Range<usize>)> + use<'p, 't> {
        let program = self.program;
        let mut next = program.next(self.index);
        std::iter::from_fn(move || {
            let at = next?;
            next = program.next(at);
            match program.tokens.get(at)?.kind {
                Kind::Branch(tag) => Some((tag, at + 1..next?)),
                _ => None,
            }
        })
    }
}

impl Runner<'_> {
    fn run(&mut self, program: &Program, range: Range<usize>, output: &mut Output) -> Flow {
        let mut index = range.start;
        while index < range.end
            && let Some(token) = program.tokens.get(index)
        {
            if self.loops > 0 {
                self.scope.spend(token.source.len());
            }
            match token.kind {
                Kind::Text(text) => output.verbatim(text, token.line),
                Kind::Value(expression) => self.value(expression, token, output),
                Kind::Single(tag) => self.example(&tag, token, output),
                Kind::Branch(_) | Kind::Close(_) | Kind::Silent => output.silent(),
                Kind::Open(tag) => {
                    let leave = match tag.name {
                        "break" => Some(Leave::Loop),
                        "continue" => Some(Leave::Round),
                        _ => None,
                    };
                    if let Some(leave) = leave {
                        output.silent();
                        // Outside of a loop Liquid would end the post here; its words stay.
                        if self.loops > 0 {
                            return ControlFlow::Break(leave);
                        }
                        index += 1;
                        continue;
                    }
                    let block = Block {
                        program,
                        index,
                        tag,
                        line: token.line,
                    };
                    self.block(&block, token, output)?;
                    index = program.end(index).unwrap_or(index);
                }
            }
            self.tell_of_limit(token, output);
            index += 1;
        }
        ControlFlow::Continue(())
    }

    /// Runs a part of a block one level deeper, or shows its text where that is too deep.
    fn part(&mut self, block: &Block, range: Range<usize>, output: &mut Output) -> Flow {
        if self.depth >= limits::template::DEPTH {
            self.scope.meet_limit();
            for token in block.program.tokens.get(range).unwrap_or_default() {
                if self.loops > 0 {
                    self.scope.spend(token.source.len());
                }
                if let Kind::Text(text) = token.kind {
                    output.verbatim(text, token.line);
                }
            }
            return ControlFlow::Continue(());
        }
        self.depth += 1;
        output.silent();
        let flow = self.run(block.program, range, output);
        output.silent();
        self.depth -= 1;
        flow
    }

    fn block(&mut self, block: &Block, token: &Token, output: &mut Output) -> Flow {
        let tag = block.tag;
        match tag.name {
            "if" => return self.conditional(block, output, |holds| holds),
            "unless" => return self.conditional(block, output, |holds| holds.map(|it| !it)),
            "case" => return self.case(block, output),
            "for" | "tablerow" => self.repeat(block, output),
            "assign" => self.assign(tag.arguments, output),
            "capture" => return self.capture(block, output),
            "highlight" => self.highlight(block, output),
            "include" | "include_cached" | "include_relative" => {
                self.include(&tag, block.line, Place::Text, output);
            }
            "post_url" | "link" => {
                let address = self.address(&tag, block.line);
                output.made(&address, block.line);
            }
            "echo" => self.value(tag.arguments, token, output),
            "increment" | "decrement" | "cycle" => output.silent(),
            _ => return self.plugin(block, token, output),
        }
        ControlFlow::Continue(())
    }

    fn value(&mut self, expression: &str, token: &Token, output: &mut Output) {
        match evaluate(expression, &mut self.scope, &self.site) {
            Known::Value(Value::Null) | Known::Unknown if token.place == Place::Text => {
                output.silent();
            }
            Known::Value(Value::Null) | Known::Unknown => {
                output.verbatim(token.source, token.line);
            }
            Known::Value(found) => {
                let text = value::text(&found);
                let is_html = token.place == Place::Text && text.starts_with("<p>");
                if is_html && expression.contains("markdownify") {
                    output.construct(Construct::Html(text), token.line);
                } else {
                    output.made(&text, token.line);
                }
            }
        }
    }

    fn assign(&mut self, arguments: &str, output: &mut Output) {
        output.silent();
        if let Some((name, expression)) = arguments.split_once('=') {
            let known = evaluate(expression, &mut self.scope, &self.site);
            self.scope.assign(name.trim(), known);
        }
    }

    fn capture(&mut self, block: &Block, output: &mut Output) -> Flow {
        output.silent();
        let mut inner = output.inner();
        let flow = self.part(block, block.body(), &mut inner);
        let text = inner.into_text();
        self.scope.spend(text.len());
        let name = block.tag.arguments.trim_matches(['"', '\'']);
        self.scope.assign(name, Known::Value(Value::String(text)));
        flow
    }

    /// Says once, behind the outermost tag in which it happened, that something was left out.
    fn tell_of_limit(&mut self, token: &Token, output: &mut Output) {
        if self.told || self.depth > 0 || !self.scope.has_met_limit() {
            return;
        }
        self.told = true;
        let name = match token.kind {
            Kind::Open(tag) | Kind::Single(tag) => tag.name,
            Kind::Value(expression) => expression,
            Kind::Text(_) | Kind::Branch(_) | Kind::Close(_) | Kind::Silent => "",
        };
        self.tell(ProblemKind::TooMuch, name, token.line);
        if !output.in_address() {
            let words = construct::small("… and so on: the template makes more than byline runs");
            output.construct(words, token.line);
        }
    }

    fn tell(&mut self, kind: ProblemKind, name: &str, line: u32) {
        self.problems.push(Problem {
            line,
            kind,
            name: name.to_owned(),
        });
    }
}
