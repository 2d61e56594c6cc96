//! A program that is handed an address.
//!
//! What is written (`mpv {url}`) is parted into arguments before the address comes into it, so an
//! address is never more than one argument, whatever is in it.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use super::{Address, Failure};

/// How long a program may take to fail before it is taken to have opened the address.
const PATIENCE: Duration = Duration::from_millis(500);
/// Browsers that show pages in the terminal.
const IN_TEXT: [&str; 6] = ["lynx", "w3m", "links", "links2", "elinks", "browsh"];

/// A program that is handed an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    name: OsString,
    arguments: Vec<OsString>,
    /// Stands for the address in the arguments.
    placeholder: &'static str,
    streams: Streams,
}

/// Where a program's standard streams lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Streams {
    /// Nowhere: it has a window of its own, or needs none.
    Nowhere,
    /// To the terminal, which is the program's until it ends.
    Terminal,
}

impl Program {
    /// A program by its name and arguments; `placeholder` stands for the address in those. Nothing
    /// when there is no name.
    pub fn new(
        words: Vec<OsString>,
        placeholder: &'static str,
        streams: Streams,
    ) -> Option<Program> {
        let mut words = words.into_iter();
        Some(Program {
            name: words.next().filter(|name| !name.is_empty())?,
            arguments: words.collect(),
            placeholder,
            streams,
        })
    }

    /// A browser, of which it may be known that it shows pages in the terminal.
    pub fn browser(words: Vec<OsString>, placeholder: &'static str) -> Option<Program> {
        let mut program = Program::new(words, placeholder, Streams::Nowhere)?;
        let name = Path::new(&program.name).file_stem().unwrap_or_default();
        if IN_TEXT.iter().any(|known| name == *known) {
            program.streams = Streams::Terminal;
        }
        Some(program)
    }

    /// Its name.
    pub fn name(&self) -> String {
        self.name.to_string_lossy().into_owned()
    }

    /// Where its standard streams lead.
    pub fn streams(&self) -> Streams {
        self.streams
    }

    /// Runs it on `address`.
    pub fn command(&self, address: &Address) -> Command {
        let mut command = Command::new(&self.name);
        command.args(self.filled(address.as_str()));
        command
    }

    /// Starts it apart from us and waits for half a second at most to see it fail.
    ///
    /// # Errors
    ///
    /// When it cannot be started or fails at once.
    pub fn start(&self, address: &Address) -> Result<(), Failure> {
        let mut command = self.command(address);
        detach(&mut command);
        let mut child = command.spawn().map_err(|source| self.not_started(source))?;
        match settled(&mut child) {
            Some(status) if !status.success() => Err(Failure::Failed {
                name: self.name(),
                status,
            }),
            Some(_) => Ok(()),
            None => {
                // Somebody has to wait for it, or it stays behind as a zombie.
                std::thread::spawn(move || child.wait());
                Ok(())
            }
        }
    }

    fn not_started(&self, source: io::Error) -> Failure {
        Failure::NotStarted {
            name: self.name(),
            source,
        }
    }

    /// The arguments with the address in its place, else at the end.
    fn filled(&self, address: &str) -> Vec<OsString> {
        let mut filled: Vec<OsString> = Vec::with_capacity(self.arguments.len() + 1);
        let mut placed = false;
        for argument in &self.arguments {
            let argument = argument.to_string_lossy();
            placed |= argument.contains(self.placeholder);
            filled.push(argument.replace(self.placeholder, address).into());
        }
        if !placed {
            filled.push(OsStr::new(address).to_owned());
        }
        filled
    }
}

/// Its streams lead nowhere, and what is typed on our terminal never stops it.
fn detach(command: &mut Command) {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
}

fn settled(child: &mut Child) -> Option<ExitStatus> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    None
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use super::*;

    fn filled(words: &[&str], address: &str) -> Vec<OsString> {
        let words = words.iter().map(|&word| word.into()).collect();
        let program = Program::new(words, "{url}", Streams::Nowhere).unwrap();
        program.filled(address)
    }

    #[test]
    fn an_address_is_one_argument_in_its_place_or_the_last() {
        let address = "https://a.b/?q={url}%s '\"$(x);&|";
        assert_eq!(
            filled(&["mpv", "{url}", "--fs"], address),
            [address, "--fs"]
        );
        assert_eq!(filled(&["mpv", "--fs"], address), ["--fs", address]);
        let whole = format!("--open={address}");
        assert_eq!(filled(&["x", "--open={url}"], address), [whole.as_str()]);
    }

    #[test]
    fn browsers_in_text_mode_get_the_terminal() {
        let streams = |name: &str| {
            let program = Program::browser(vec![name.into()], "%s").unwrap();
            program.streams()
        };
        assert_eq!(streams("/usr/bin/w3m"), Streams::Terminal);
        assert_eq!(streams("firefox"), Streams::Nowhere);
    }

    #[test]
    fn a_program_has_a_name() {
        assert_eq!(Program::new(Vec::new(), "%s", Streams::Nowhere), None);
        assert_eq!(Program::new(vec!["".into()], "%s", Streams::Nowhere), None);
    }
}
