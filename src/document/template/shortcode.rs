//! Shortcodes run: what Hugo and Zola have in common.

use std::ops::Range;

use super::arguments::Arguments;
use super::blocks::Program;
use super::construct::{self, Construct};
use super::output::Output;
use super::token::{Kind, Tag, Token};
use super::{Problem, ProblemKind, Values, names};
use crate::document::Format;
use crate::limits;

/// What a shortcode of one generator becomes; `None` when it is none of its own.
pub type Own = fn(&mut Runner, &Tag, &Arguments, u32) -> Option<Construct>;

/// Runs the shortcodes in `tokens`.
pub fn run(
    tokens: Vec<Token>,
    own: Own,
    format: Format,
    values: &dyn Values,
) -> (Output, Vec<Problem>) {
    let mut problems = Vec::new();
    let program = Program::new(tokens, |_| false, &mut problems);
    let mut runner = Runner {
        values,
        own,
        problems,
    };
    let mut output = Output::new(format);
    runner.run(&program, 0..program.tokens.len(), &mut output, 0);
    runner.problems.sort_by_key(|problem| problem.line);
    (output, runner.problems)
}

pub struct Runner<'v> {
    pub values: &'v dyn Values,
    own: Own,
    problems: Vec<Problem>,
}

impl Runner<'_> {
    fn run(&mut self, program: &Program, range: Range<usize>, output: &mut Output, depth: usize) {
        let mut index = range.start;
        while index < range.end
            && let Some(token) = program.tokens.get(index)
        {
            match token.kind {
                Kind::Text(text) | Kind::Value(text) => output.verbatim(text, token.line),
                Kind::Silent | Kind::Close(_) | Kind::Branch(_) => output.silent(),
                Kind::Single(tag) => self.tag(&tag, None, token.line, output),
                Kind::Open(tag) => match program.next(index) {
                    None => self.tag(&tag, None, token.line, output),
                    Some(_) if depth >= limits::template::SHORTCODES => output.silent(),
                    Some(end) => {
                        let mut inner = output.inner();
                        self.run(program, index + 1..end, &mut inner, depth + 1);
                        let body = inner.into_text();
                        self.tag(&tag, Some(&body), token.line, output);
                        index = end;
                    }
                },
            }
            index += 1;
        }
    }

    fn tag(&mut self, tag: &Tag, body: Option<&str>, line: u32, output: &mut Output) {
        let arguments = Arguments::read(tag.arguments);
        let own = if body.is_none() {
            (self.own)(self, tag, &arguments, line)
        } else {
            None
        };
        let construct = own.or_else(|| names::known(tag.name, &arguments, body));
        match (construct, body) {
            (Some(construct), _) => output.construct(construct, line),
            (None, Some(body)) => {
                self.tell(ProblemKind::UnknownTag, tag.name, line);
                output.made(body, line);
            }
            (None, None) => {
                self.tell(ProblemKind::UnknownTag, tag.name, line);
                if output.in_address() {
                    output.made(arguments.positional(0).unwrap_or_default(), line);
                } else {
                    let words = format!("{} {}", tag.name, tag.arguments);
                    output.construct(construct::small(&words), line);
                }
            }
        }
    }

    pub fn tell(&mut self, kind: ProblemKind, name: &str, line: u32) {
        self.problems.push(Problem {
            line,
            kind,
            name: name.to_owned(),
        });
    }
}
