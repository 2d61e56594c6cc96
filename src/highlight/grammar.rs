//! Reading code by its grammar, line by line.

use std::sync::OnceLock;

use syntect::parsing::{
    BasicScopeStackOp, ParseState, ParsingError, ScopeStack, SyntaxReference, SyntaxSet,
};

use super::{Canvas, Line, Token, scope};
use crate::limits;

/// A grammar, out of the one set of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grammar(&'static SyntaxReference);

impl Grammar {
    /// The grammar of a language by its name or the ending of its files, in any case.
    pub(super) fn of(name: &str) -> Option<Grammar> {
        set().find_syntax_by_token(name).map(Grammar)
    }
}

/// Every grammar; read when the first one is wanted.
fn set() -> &'static SyntaxSet {
    static SET: OnceLock<SyntaxSet> = OnceLock::new();
    SET.get_or_init(two_face::syntax::extra_newlines)
}

/// Reads lines one after the other and says what their words are.
pub(super) struct Painter {
    state: ParseState,
    scopes: ScopeStack,
    /// For each of `scopes` what a word in it is.
    tokens: Vec<Option<Token>>,
}

impl Painter {
    /// At the beginning of a text.
    pub(super) fn new(Grammar(grammar): Grammar) -> Painter {
        Painter {
            state: ParseState::new(grammar),
            scopes: ScopeStack::new(),
            tokens: Vec::new(),
        }
    }

    /// Reads a line; one that is too long is passed over.
    pub(super) fn paint(&mut self, line: Line, canvas: &mut Canvas) -> Result<(), ParsingError> {
        if line.text.len() > limits::code::LINE {
            return Ok(());
        }
        let mut start = 0;
        for (end, change) in self.state.parse_line(line.text, set())? {
            if end > start {
                self.put(line, start, end, canvas);
                start = end;
            }
            let tokens = &mut self.tokens;
            let follow = |change: BasicScopeStackOp, _: &_| match change {
                BasicScopeStackOp::Push(scope) => {
                    tokens.push(scope::token(scope, tokens.last().copied().flatten()));
                }
                BasicScopeStackOp::Pop => drop(tokens.pop()),
            };
            if self.scopes.apply_with_hook(&change, follow).is_err() {
                return Err(ParsingError::MissingMainContext);
            }
        }
        self.put(line, start, line.text.len(), canvas);
        Ok(())
    }

    fn put(&self, line: Line, start: usize, end: usize, canvas: &mut Canvas) {
        let Some(token) = self.tokens.last().copied().flatten() else {
            return;
        };
        let word = line.text.get(start..end).unwrap_or_default();
        // `and`, `instanceof`: operators by grammar, words to the eye.
        let is_word = word.trim_start().starts_with(char::is_alphabetic);
        let token = match token {
            Token::Punctuation if is_word => Token::Keyword,
            token => token,
        };
        canvas.put(line, start, end, token);
    }
}
