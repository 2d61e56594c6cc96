//! Which key gives what: the table, as far as nothing else is settled.

use super::{Binding, Key, TABLE};
use crate::app::Context::{Hints, List, Menu, Picture, Reader, Typing};
use crate::app::{Command, Context, Edit, HelpLine};

/// What the keys give in a session. What takes keys in and what names them to the reader have one
/// and the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    /// Every binding of the table, in its order.
    pub(super) bindings: Vec<Bound>,
}

/// A binding and its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bound {
    pub binding: &'static Binding,
    /// Those that are bound; none where it is settled that nothing gives it.
    pub keys: Vec<Key>,
}

impl Default for Keymap {
    /// The keys of the table.
    fn default() -> Keymap {
        let bindings = TABLE.iter().map(|binding| Bound {
            binding,
            keys: binding.keys.to_vec(),
        });
        Keymap {
            bindings: bindings.collect(),
        }
    }
}

impl Keymap {
    /// What a key gives in a context. Where something is typed, a character that is not bound is
    /// text.
    pub fn command(&self, context: Context, key: Key) -> Option<Command> {
        let is_meant =
            |it: &&Bound| it.binding.contexts.contains(&context) && it.keys.contains(&key);
        let bound = self.bindings.iter().find(is_meant);
        let typed = match (context, key) {
            (Typing | Hints, Key::Char(letter)) => Some(Command::Edit(Edit::Insert(letter))),
            _ => None,
        };
        bound.map(|bound| bound.binding.command).or(typed)
    }

    /// The first key that gives a command in a context.
    pub fn key_of(&self, context: Context, command: Command) -> Option<Key> {
        let gives =
            |it: &&Bound| it.binding.contexts.contains(&context) && it.binding.command == command;
        let mut keys = self.bindings.iter().filter(gives).flat_map(|it| &it.keys);
        keys.next().copied()
    }

    /// The help, line by line: a section for each place, or for both panes, where keys do what they
    /// do. What no key gives is left out.
    pub fn help(&self) -> Vec<HelpLine> {
        let sections: [(&str, &[Context]); 5] = [
            ("Everywhere", super::PANES),
            ("In the list", &[List]),
            ("In a post", &[Reader]),
            ("In a list over a post", &[Menu]),
            ("In a picture over a post", &[Picture]),
        ];
        let mut lines = Vec::new();
        for (text, section) in sections {
            if !lines.is_empty() {
                lines.push(HelpLine::Blank);
            }
            let context = match section {
                [context] => Some(*context),
                _ => None,
            };
            lines.push(HelpLine::Heading { text, context });
            let here = |it: &&Bound| it.binding.places() == section && !it.keys.is_empty();
            for bound in self.bindings.iter().filter(here) {
                let names: Vec<String> = bound.keys.iter().map(|key| key.name()).collect();
                lines.push(HelpLine::Keys(names.join("  "), bound.binding.help));
            }
        }
        lines
    }

    /// The keys that matter in a context, in the order of the table.
    pub fn hints(&self, context: Context) -> impl Iterator<Item = Hint> {
        self.bindings.iter().filter_map(move |bound| {
            let (label, weight) = bound.binding.footer?;
            let key = *bound.keys.first()?;
            bound.binding.contexts.contains(&context).then_some(Hint {
                key,
                command: bound.binding.command,
                label,
                weight,
            })
        })
    }
}

/// A key that matters now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The key.
    pub key: Key,
    /// What it gives.
    pub command: Command,
    /// What that is, in a word.
    pub label: &'static str,
    /// How much it matters.
    pub weight: u8,
}
