//! Jekyll's Liquid, as far as posts use it.
//!
//! Values are those of JSON. A value is unknown, which is not the same as empty, when it lies
//! beyond what a blog's files say (`site.posts`, `layout`): a condition on it cannot be decided, so
//! the first branch's text stays.

mod condition;
mod date;
mod expression;
mod filters;
mod include;
mod lexer;
mod run;
mod scope;
mod value;

use super::blocks::Program;
use super::output::Output;
use super::{Problem, Values};
use crate::document::Format;

/// Runs the Liquid of `body`.
pub fn expand(body: &str, format: Format, values: &dyn Values) -> (Output, Vec<Problem>) {
    let mut problems = Vec::new();
    let program = Program::new(lexer::tokens(body, format), must_end, &mut problems);
    let mut output = Output::new(format);
    let mut problems = run::run(&program, &mut output, values, problems);
    problems.sort_by_key(|problem| problem.line);
    (output, problems)
}

/// True for the tags of Liquid and Jekyll that are nothing without their end.
fn must_end(name: &str) -> bool {
    matches!(
        name,
        "if" | "unless" | "case" | "for" | "tablerow" | "capture" | "highlight"
    )
}
