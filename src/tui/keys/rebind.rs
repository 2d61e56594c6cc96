//! Other keys than those of the table, as the configuration settles them.
//!
//! Nothing is passed over and nothing is guessed: what cannot be is a [`Slip`], which says where
//! in the file it stands. A key that is bound twice would do one of two things by the order of our
//! table, which nobody knows; so whoever wants a key that is taken says what becomes of the other.

use std::ops::Range;

use super::keymap::Bound;
use super::{Binding, Key, Keymap, TABLE, TYPED, Unknown, WAY_OUT};
use crate::app::Context;
use crate::config::Rebinding;

/// Something in the configuration of the keys that cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Where it stands in the file, in bytes.
    pub at: Range<usize>,
    /// What is wrong.
    pub problem: Problem,
}

/// What can be wrong with the configuration of the keys.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// No binding is called so.
    #[error("unknown name `{name}` of a binding, perhaps `{nearest}`")]
    Name {
        /// How it is written.
        name: String,
        /// The name that is most like it.
        nearest: &'static str,
    },
    /// A binding is named a second time, once with quotes and once in a table.
    #[error("`{name}` is settled twice")]
    Again {
        /// Its name.
        name: &'static str,
    },
    /// No key is called so.
    #[error("unknown key `{name}`: {why}")]
    Key {
        /// How it is written.
        name: String,
        /// Why not.
        why: Unknown,
    },
    /// One key for two things.
    #[error("`{}` is bound to both `{first}` and `{second}` {}", key.name(), place(*context))]
    Taken {
        /// The key.
        key: Key,
        /// What has it.
        first: &'static str,
        /// What is to have it, too.
        second: &'static str,
        /// Where both would mean something.
        context: Context,
    },
    /// A character where characters are text.
    #[error(
        "`{}` cannot be bound to `{name}`, which has its keys {}: there it is text",
        key.name(),
        place(*context)
    )]
    Text {
        /// The key.
        key: Key,
        /// What is to have it.
        name: &'static str,
        /// Where it is text.
        context: Context,
    },
    /// The way out for something else.
    #[error("`{}` quits from anywhere, and cannot be bound to `{name}`", WAY_OUT.name())]
    WayOutTaken {
        /// What is to have it.
        name: &'static str,
    },
    /// No way out.
    #[error("`{name}` has to keep `{}`, which quits from anywhere", WAY_OUT.name())]
    WayOutLost {
        /// What has it.
        name: &'static str,
    },
}

impl Keymap {
    /// The keys of the table, but for those that are settled otherwise.
    ///
    /// # Errors
    ///
    /// When a name or a key is not known, when a key would have two meanings in one place, be taken
    /// from what is typed, or leave no way out. Of several the first in the file is told.
    pub fn rebound(rebindings: &[Rebinding]) -> Result<Keymap, Slip> {
        let mut keymap = Keymap::default();
        // What they had is free for each other, in whatever order they stand.
        for (index, rebinding) in rebindings.iter().enumerate() {
            let bound = keymap.bound(rebinding)?;
            bound.keys.clear();
            let name = bound.binding.name;
            let before = rebindings.iter().take(index);
            if before.into_iter().any(|it| it.name == rebinding.name) {
                return Err(slip(rebinding, Problem::Again { name }));
            }
        }
        for rebinding in rebindings {
            keymap.bind(rebinding)?;
        }
        Ok(keymap)
    }

    fn bind(&mut self, rebinding: &Rebinding) -> Result<(), Slip> {
        let binding = self.bound(rebinding)?.binding;
        for written in &rebinding.keys {
            let slip = |problem| Slip {
                at: written.span(),
                problem,
            };
            let name = written.get_ref();
            let key: Key = name.parse().map_err(|why| {
                let name = name.clone();
                slip(Problem::Key { name, why })
            })?;
            self.allow(binding, key).map_err(slip)?;
            let keys = &mut self.bound(rebinding)?.keys;
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let bound = self.bound(rebinding)?;
        if is_way_out(binding) && !bound.keys.contains(&WAY_OUT) {
            let name = binding.name;
            return Err(slip(rebinding, Problem::WayOutLost { name }));
        }
        Ok(())
    }

    /// Whether a key can be bound to this beside all that is bound by now.
    fn allow(&self, binding: &'static Binding, key: Key) -> Result<(), Problem> {
        let name = binding.name;
        if key == WAY_OUT && !is_way_out(binding) {
            return Err(Problem::WayOutTaken { name });
        }
        let mut typed = TYPED.iter().filter(|it| binding.contexts.contains(it));
        if let (Key::Char(_), Some(&context)) = (key, typed.next()) {
            return Err(Problem::Text { key, name, context });
        }
        for other in &self.bindings {
            let shared = |context: &&Context| other.binding.contexts.contains(context);
            let context = binding.contexts.iter().find(shared);
            let is_taken = other.binding.name != name && other.keys.contains(&key);
            if let (true, Some(&context)) = (is_taken, context) {
                return Err(Problem::Taken {
                    key,
                    first: other.binding.name,
                    second: name,
                    context,
                });
            }
        }
        Ok(())
    }

    /// The binding that is named.
    fn bound(&mut self, rebinding: &Rebinding) -> Result<&mut Bound, Slip> {
        let name = rebinding.name.get_ref();
        let mut bindings = self.bindings.iter_mut();
        let bound = bindings.find(|bound| bound.binding.name == name);
        bound.ok_or_else(|| {
            let (name, nearest) = (name.clone(), nearest(name));
            slip(rebinding, Problem::Name { name, nearest })
        })
    }
}

/// A slip in the name of a binding, or in all of it.
fn slip(rebinding: &Rebinding, problem: Problem) -> Slip {
    Slip {
        at: rebinding.name.span(),
        problem,
    }
}

fn is_way_out(binding: &Binding) -> bool {
    binding.keys.contains(&WAY_OUT)
}

/// The name that is most like this one, with or without the place that it begins with; of those
/// that are as like it, the first in the table.
fn nearest(name: &str) -> &'static str {
    let likeness = |known: &str| {
        let (_, bare) = known.split_once('.').unwrap_or_default();
        strsim::jaro_winkler(known, name).max(strsim::jaro_winkler(bare, name))
    };
    let names = TABLE.iter().rev().map(|binding| binding.name);
    let nearest = names.max_by(|one, other| likeness(one).total_cmp(&likeness(other)));
    nearest.unwrap_or_default()
}

/// Where one is in a context.
fn place(context: Context) -> &'static str {
    match context {
        Context::List => "in the list",
        Context::Reader => "in a post",
        Context::Help => "in the help",
        Context::Hints => "while the name of a link is typed",
        Context::Menu => "in a list over a post",
        Context::Picture => "in a picture over a post",
        Context::Typing => "while something is typed",
        Context::Question => "in a question",
    }
}
