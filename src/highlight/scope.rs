//! From Sublime's scopes, which are thousands, to our tokens, which are few.
//!
//! A grammar gives each word a stack of scopes (`source.rust meta.function entity.name.function`).
//! The innermost that means something decides, but for a few that keep what they hold: a quoted
//! key is a key, a bracket in a comment is a comment.

use std::sync::OnceLock;

use syntect::parsing::Scope;

use super::Token;

/// What a scope means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    /// A token.
    Is(Token),
    /// No token, whatever it lies in.
    Plain,
}

use Meaning::{Is, Plain};

/// What scopes mean; of those that fit, the first one counts.
/// Names: <https://www.sublimetext.com/docs/scope_naming.html>.
const MEANINGS: &[(&str, Meaning)] = &[
    ("comment", Is(Token::Comment)),
    ("string.regexp", Is(Token::String)),
    ("source.regexp", Is(Token::String)),
    ("string", Is(Token::String)),
    ("meta.mapping.key", Is(Token::Name)),
    ("constant.numeric", Is(Token::Number)),
    ("constant", Is(Token::Constant)),
    ("keyword.operator", Is(Token::Punctuation)),
    ("keyword.other.unit", Is(Token::Number)),
    ("keyword.other.template", Is(Token::String)),
    ("keyword.other.substitution", Is(Token::Punctuation)),
    ("keyword", Is(Token::Keyword)),
    ("storage.type.function.arrow", Is(Token::Punctuation)),
    ("storage.type.string", Is(Token::String)),
    ("storage", Is(Token::Keyword)),
    ("support.function", Is(Token::Function)),
    ("support.macro", Is(Token::Function)),
    ("support.constant", Is(Token::Constant)),
    ("support.type.property-name", Is(Token::Name)),
    ("support.type", Is(Token::Type)),
    ("support.class", Is(Token::Type)),
    ("entity.name.function", Is(Token::Function)),
    ("entity.name.macro", Is(Token::Function)),
    ("entity.name.constant", Is(Token::Constant)),
    ("entity.name.section", Is(Token::Heading)),
    ("entity.name.tag", Is(Token::Name)),
    ("entity.name.table", Is(Token::Heading)),
    ("entity.name.label", Is(Token::Name)),
    ("entity.name", Is(Token::Type)),
    ("entity.other.inherited-class", Is(Token::Type)),
    ("entity.other", Is(Token::Name)),
    ("variable.function", Is(Token::Function)),
    ("variable.annotation", Is(Token::Name)),
    ("variable.language", Is(Token::Keyword)),
    ("variable.parameter.option", Is(Token::Name)),
    ("variable", Plain),
    ("meta.annotation", Is(Token::Name)),
    ("meta.interpolation", Plain),
    ("meta.diff", Is(Token::Meta)),
    ("markup.inserted", Is(Token::Inserted)),
    ("markup.deleted", Is(Token::Deleted)),
    ("markup.changed", Is(Token::Meta)),
    ("markup.heading", Is(Token::Heading)),
    ("markup.bold", Is(Token::Strong)),
    ("markup.italic", Is(Token::Emphasis)),
    ("markup.raw", Is(Token::String)),
    ("markup.underline.link", Is(Token::String)),
    ("markup.quote", Is(Token::Comment)),
    ("punctuation.definition.variable", Plain),
    ("punctuation", Is(Token::Punctuation)),
    ("source", Plain),
    ("text", Plain),
];

/// What a word in `scope` is that lies in something that is `around`.
pub(super) fn token(scope: Scope, around: Option<Token>) -> Option<Token> {
    match (meaning(scope), around) {
        (Some(Is(Token::Punctuation)), Some(around)) | (_, Some(around @ Token::Meta)) => {
            Some(around)
        }
        (Some(Is(Token::String)), Some(Token::Name)) => Some(Token::Name),
        (Some(Is(token)), _) => Some(token),
        (Some(Plain), _) => None,
        (None, around) => around,
    }
}

fn meaning(scope: Scope) -> Option<Meaning> {
    static TABLE: OnceLock<Vec<(Scope, Meaning)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let built = MEANINGS
            .iter()
            .filter_map(|&(name, meaning)| Some((Scope::new(name).ok()?, meaning)));
        built.collect()
    });
    let fits = |(prefix, _): &&(Scope, Meaning)| prefix.is_prefix_of(scope);
    table.iter().find(fits).map(|&(_, meaning)| meaning)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use super::*;

    fn of(stack: &str) -> Option<Token> {
        stack.split(' ').fold(None, |around, name| {
            token(Scope::new(name).unwrap(), around)
        })
    }

    #[test]
    fn the_innermost_that_means_something_decides() {
        assert_eq!(of("source.rust meta.function.rust"), None);
        assert_eq!(
            of("source.rust meta.block.rust entity.name.function.rust meta.generic"),
            Some(Token::Function)
        );
        assert_eq!(
            of("source.c string.quoted.double.c constant.character.escape.c"),
            Some(Token::Constant)
        );
    }

    #[test]
    fn what_is_put_into_a_text_is_none() {
        let inside = "source.ruby string.quoted.double.ruby meta.interpolation.ruby";
        assert_eq!(of(inside), None);
        assert_eq!(
            of("source.shell string.quoted.double.shell variable.other.readwrite.shell"),
            None
        );
    }

    #[test]
    fn punctuation_belongs_to_what_it_encloses() {
        let quote = "source.c string.quoted.double.c punctuation.definition.string.begin.c";
        assert_eq!(of(quote), Some(Token::String));
        assert_eq!(
            of("source.c punctuation.terminator.c"),
            Some(Token::Punctuation)
        );
    }

    #[test]
    fn a_quoted_key_is_a_key() {
        let key = "source.json meta.mapping.key.json string.quoted.double.json";
        assert_eq!(of(key), Some(Token::Name));
    }

    #[test]
    fn every_meaning_is_a_scope_and_none_is_hidden_by_one_above() {
        let built: Vec<Scope> = MEANINGS
            .iter()
            .map(|(name, _)| Scope::new(name).unwrap())
            .collect();
        for (index, scope) in built.iter().enumerate() {
            let hides = |above: &&Scope| above.is_prefix_of(*scope);
            let hidden = built.get(..index).unwrap().iter().find(hides);
            assert_eq!(hidden, None, "{scope} never counts");
        }
    }
}
