//! Liquid's tags, run.

use std::ops::{ControlFlow, Range};

use serde_json::{Map, Value};

use super::condition::{equals, holds};
use super::expression::{evaluate, operand, split};
use super::filters::Site;
use super::include::Inclusion;
use super::lexer;
use super::scope::{Known, Scope};
use super::value;
use crate::document::Format;
use crate::document::template::arguments::Arguments;
use crate::document::template::blocks::Program;
use crate::document::template::construct::{self, Construct};
use crate::document::template::output::{LIMIT, Output};
use crate::document::template::token::{Kind, Place, Tag, Token};
use crate::document::template::{Problem, ProblemKind, Values, markup, names};

/// How deep blocks and inclusions may stand in each other; Liquid's own limit is 100.
const DEPTH: usize = 48;

/// How deep files may include each other.
const INCLUSIONS: usize = 8;

/// Runs `program` into `output`; returns `problems` with what went wrong.
pub fn run(
    program: &Program,
    output: &mut Output,
    values: &dyn Values,
    problems: Vec<Problem>,
) -> Vec<Problem> {
    let mut runner = Runner {
        values,
        scope: Scope::new(values),
        site: site(values),
        problems,
        depth: 0,
        inclusions: 0,
        loops: 0,
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
            index += 1;
        }
        ControlFlow::Continue(())
    }

    /// Runs a part of a block one level deeper, or shows its text where that is too deep.
    fn part(&mut self, block: &Block, range: Range<usize>, output: &mut Output) -> Flow {
        if self.depth >= DEPTH {
            for token in block.program.tokens.get(range).unwrap_or_default() {
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

    /// A tag in code: what yields a text yields it, anything else is an example.
    fn example(&mut self, tag: &Tag, token: &Token, output: &mut Output) {
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
        self.values.include(&name).is_some() && self.include(tag, line, Place::Code, output)
    }

    fn conditional(
        &mut self,
        block: &Block,
        output: &mut Output,
        turn: fn(Option<bool>) -> Option<bool>,
    ) -> Flow {
        output.silent();
        // What cannot be decided shows its first text: words are worth more than the choice.
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

    fn case(&mut self, block: &Block, output: &mut Output) -> Flow {
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

    fn repeat(&mut self, block: &Block, output: &mut Output) {
        output.silent();
        let Some(head) = LoopHead::read(block.tag.arguments) else {
            let _ = self.part(block, block.body(), output);
            return;
        };
        let items = match evaluate(head.list, &mut self.scope, &self.site) {
            Known::Value(found) => head.chosen(value::items(found), &mut self.scope),
            Known::Unknown if has_words(block) => {
                // Whatever it would have walked over: its words stand once.
                self.scope.enter(head.name, Known::Unknown);
                let _ = self.part(block, block.body(), output);
                self.scope.leave(head.name);
                return;
            }
            Known::Unknown => return,
        };
        if items.is_empty() {
            if let Some((_, range)) = block.branches().next() {
                let _ = self.part(block, range, output);
            }
            return;
        }
        let count = items.len();
        self.loops += 1;
        for (index, item) in items.into_iter().enumerate() {
            self.scope.enter(head.name, Known::Value(item));
            self.scope
                .enter("forloop", Known::Value(place_in_loop(index, count)));
            let flow = self.part(block, block.body(), output);
            self.scope.leave("forloop");
            self.scope.leave(head.name);
            let left = flow == ControlFlow::Break(Leave::Loop);
            if left || self.scope.is_spent() || output.len() > LIMIT {
                break;
            }
        }
        self.loops -= 1;
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

    fn highlight(&mut self, block: &Block, output: &mut Output) {
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
    fn code(&mut self, block: &Block, output: &Output) -> String {
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

    /// The address that `post_url` or `link` names; the name itself where nothing answers to it,
    /// so that the link around it stays one.
    fn address(&mut self, tag: &Tag, line: u32) -> String {
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
    fn include(&mut self, tag: &Tag, line: u32, place: Place, output: &mut Output) -> bool {
        let inclusion = Inclusion::read(tag.arguments, &mut self.scope);
        if place == Place::Text
            && let Some(made) = inclusion.construct()
        {
            output.construct(made, line);
            return true;
        }
        let too_much = self.inclusions >= INCLUSIONS || self.scope.is_spent();
        if too_much || output.len() > LIMIT {
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
        self.scope.spend(text.len());
        let parameters = inclusion.parameters();
        let made = self.file(&text, parameters, output);
        if place == Place::Text && made.trim_start().starts_with('<') {
            output.construct(Construct::Html(markup::squeeze(&made)), line);
        } else {
            output.made(made.trim_end_matches('\n'), line);
        }
        true
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

    /// A tag that a plugin of the site's answers to, or nobody.
    fn plugin(&mut self, block: &Block, token: &Token, output: &mut Output) -> Flow {
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

    fn tell(&mut self, kind: ProblemKind, name: &str, line: u32) {
        self.problems.push(Problem {
            line,
            kind,
            name: name.to_owned(),
        });
    }
}

/// `name in list reversed limit:2 offset:1`
struct LoopHead<'a> {
    name: &'a str,
    list: &'a str,
    options: &'a str,
}

impl<'a> LoopHead<'a> {
    fn read(text: &'a str) -> Option<LoopHead<'a>> {
        let (name, rest) = text.split_once(" in ")?;
        let rest = rest.trim();
        let end = match rest.strip_prefix('(') {
            Some(_) => rest.find(')')? + 1,
            None => rest.find(char::is_whitespace).unwrap_or(rest.len()),
        };
        let (list, options) = rest.split_at_checked(end)?;
        Some(LoopHead {
            name: name.trim(),
            list,
            options,
        })
    }

    fn chosen(&self, mut items: Vec<Value>, scope: &mut Scope) -> Vec<Value> {
        let mut option = |name: &str| {
            let (_, value) = self.options.split_once(name)?;
            let value = value.trim_start().strip_prefix(':')?;
            let value = split(value.trim_start(), ' ').into_iter().next()?;
            match operand(value, scope) {
                Known::Value(found) => usize::try_from(value::number(&found) as i64).ok(),
                Known::Unknown => None,
            }
        };
        let offset = option("offset").unwrap_or(0).min(items.len());
        items.drain(..offset);
        if let Some(limit) = option("limit") {
            items.truncate(limit);
        }
        if self.options.contains("reversed") {
            items.reverse();
        }
        items
    }
}

fn place_in_loop(index: usize, count: usize) -> Value {
    let mut place = Map::new();
    place.insert("index".to_owned(), Value::from(index + 1));
    place.insert("index0".to_owned(), Value::from(index));
    place.insert("rindex".to_owned(), Value::from(count - index));
    place.insert("rindex0".to_owned(), Value::from(count - index - 1));
    place.insert("first".to_owned(), Value::from(index == 0));
    place.insert("last".to_owned(), Value::from(index + 1 == count));
    place.insert("length".to_owned(), Value::from(count));
    Value::Object(place)
}

/// True when a block says something of its own, beside tags and markup.
fn has_words(block: &Block) -> bool {
    let tokens = block.program.tokens.get(block.body()).unwrap_or_default();
    let mut in_element = false;
    tokens.iter().any(|token| match token.kind {
        Kind::Text(text) => text.chars().any(|sign| {
            match sign {
                '<' => in_element = true,
                '>' => in_element = false,
                _ => {}
            }
            !in_element && sign.is_alphanumeric()
        }),
        _ => false,
    })
}
