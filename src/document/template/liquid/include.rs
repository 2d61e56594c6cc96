//! `{% include %}`: what a file of the site's would put into the post.
//!
//! A file whose name says that it shows a video or a picture is not looked into: its parameters
//! say all, and its HTML is the site's own. Comments, sharing and advertisements are no part of a
//! post. Any other file runs with its parameters.

use serde_json::{Map, Value};

use super::expression::operand;
use super::scope::{Known, Scope};
use super::value;
use crate::document::template::arguments::{Arguments, Form};
use crate::document::template::construct::Construct;
use crate::document::template::names;

/// A file's name and what it is given.
pub struct Inclusion {
    pub name: String,
    pub arguments: Arguments,
}

impl Inclusion {
    /// Reads what stands behind `include`.
    pub fn read(text: &str, scope: &mut Scope) -> Inclusion {
        let (name, rest) = split_name(text);
        let name = match name
            .strip_prefix("{{")
            .and_then(|name| name.strip_suffix("}}"))
        {
            Some(variable) => known_text(variable, scope).unwrap_or_else(|| name.to_owned()),
            None => name.trim_matches(['"', '\'']).to_owned(),
        };
        let mut arguments = Arguments::read(rest);
        for argument in arguments.iter_mut() {
            if argument.form == Form::Bare
                && !argument.name.is_empty()
                && let Some(text) = known_text(&argument.value, scope)
            {
                argument.value = text;
            }
        }
        Inclusion { name, arguments }
    }

    /// What the file shows, where its name says it.
    pub fn construct(&self) -> Option<Construct> {
        let file = self.name.rsplit('/').next().unwrap_or_default();
        let stem = file.split('.').next().unwrap_or(file).to_ascii_lowercase();
        let folder_says = self.name.to_ascii_lowercase();
        if names::silent(&stem) || folder_says.contains("comments/") {
            return Some(Construct::Nothing);
        }
        names::embed(&stem, &self.arguments)
            .or_else(|| names::embed(provider_in(&stem)?, &self.arguments))
            .or_else(|| names::picture(&stem, &self.arguments, None))
    }

    /// The parameters as the file sees them.
    pub fn parameters(&self) -> Value {
        let named = self
            .arguments
            .iter()
            .filter(|argument| !argument.name.is_empty());
        let map: Map<String, Value> = named
            .map(|argument| (argument.name.clone(), Value::from(argument.value.as_str())))
            .collect();
        Value::Object(map)
    }
}

/// `embed-youtube`, `video_player`: the part of a file's name that names what it shows.
fn provider_in(stem: &str) -> Option<&'static str> {
    [
        "youtube",
        "vimeo",
        "video",
        "gist",
        "tweet",
        "instagram",
        "audio",
    ]
    .into_iter()
    .find(|provider| stem.contains(provider))
}

fn split_name(text: &str) -> (&str, &str) {
    let text = text.trim();
    let end = if text.starts_with("{{") {
        text.find("}}").map_or(text.len(), |found| found + 2)
    } else {
        text.find(|sign: char| sign.is_whitespace() || sign == ',')
            .unwrap_or(text.len())
    };
    text.split_at_checked(end).unwrap_or((text, ""))
}

fn known_text(name: &str, scope: &mut Scope) -> Option<String> {
    match operand(name, scope) {
        Known::Value(Value::Null) | Known::Unknown => None,
        Known::Value(found) => Some(value::text(&found)),
    }
}
