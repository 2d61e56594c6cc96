//! What addresses are opened with.

use serde::{Deserialize, Deserializer, de};

use crate::browser::{Program, Streams};

/// What addresses are opened with, where that is not the system's own way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Open {
    /// Pages on the web.
    #[serde(deserialize_with = "program")]
    pub web: Option<Program>,
    /// Videos.
    #[serde(deserialize_with = "program")]
    pub video: Option<Program>,
    /// Sounds.
    #[serde(deserialize_with = "program")]
    pub audio: Option<Program>,
}

/// A program as it is written: its name and arguments, or those and whether it wants the terminal.
#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "a program is a list such as [\"mpv\", \"{url}\"], or { command = [\"mpv\", \"{url}\"], interactive = true }"
)]
enum Written {
    Short(Vec<String>),
    Long(Long),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Long {
    command: Vec<String>,
    #[serde(default)]
    interactive: bool,
}

fn program<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Program>, D::Error> {
    let (command, streams) = match Written::deserialize(from)? {
        Written::Long(Long {
            command,
            interactive: true,
        }) => (command, Streams::Terminal),
        Written::Short(command) | Written::Long(Long { command, .. }) => {
            (command, Streams::Nowhere)
        }
    };
    let program = Program::new(
        command.into_iter().map(Into::into).collect(),
        "{url}",
        streams,
    );
    let missing = || de::Error::custom("the list of a program begins with its name");
    program.ok_or_else(missing).map(Some)
}
