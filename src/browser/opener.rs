//! Starting the program that shows an address.
//!
//! In this order: the program named by `BYLINE_OPENER`, those named by `BROWSER`, the system's
//! own. The address is one argument of its own, the program's standard streams lead nowhere, it
//! is in a process group of its own, and it is waited for, so that none stays behind as a zombie.
//! All of that can take a while: call [`Opener::open`] off the drawing thread.

use std::ffi::{OsStr, OsString};
use std::io;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use super::Address;

/// How long a program may take to fail before it is taken to have opened the address.
const PATIENCE: Duration = Duration::from_millis(500);

/// What opens addresses here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opener {
    /// One of these programs, the first that starts; each a name and arguments.
    Programs(Vec<Vec<OsString>>),
    /// The system's own.
    System,
    /// Nothing: there is no screen that a browser could show.
    Nowhere,
}

/// Why an address was not opened; a sentence that goes before the address.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// There is no display to show it on.
    #[error("no display here to open")]
    Nowhere,
    /// The program could not be started.
    #[error("cannot start {name} for")]
    NotStarted {
        /// The program.
        name: String,
        /// Why not.
        source: io::Error,
    },
    /// The program ended at once and said it failed.
    #[error("{name} failed ({status}) on")]
    Failed {
        /// The program.
        name: String,
        /// What it ended with.
        status: ExitStatus,
    },
    /// The system has no way.
    #[error("the system cannot open")]
    System(#[source] io::Error),
}

impl Opener {
    /// What this process's environment asks for.
    pub fn from_env() -> Opener {
        Opener::of(&|name| std::env::var_os(name).filter(|value| !value.is_empty()))
    }

    /// What an environment asks for.
    pub fn of(read: &dyn Fn(&str) -> Option<OsString>) -> Opener {
        if let Some(program) = read("BYLINE_OPENER") {
            return Opener::Programs(vec![vec![program]]);
        }
        if let Some(list) = read("BROWSER") {
            return Opener::Programs(browsers(&list));
        }
        let elsewhere = cfg!(any(target_os = "macos", windows))
            || [
                "DISPLAY",
                "WAYLAND_DISPLAY",
                "WSL_DISTRO_NAME",
                "WSL_INTEROP",
            ]
            .iter()
            .any(|name| read(name).is_some());
        if elsewhere {
            Opener::System
        } else {
            Opener::Nowhere
        }
    }

    /// Opens `address` and waits for half a second at most to see it fail.
    ///
    /// # Errors
    ///
    /// When there is nothing to open it with, or that could not be started or failed at once.
    pub fn open(&self, address: &Address) -> Result<(), Failure> {
        match self {
            Opener::Programs(programs) => {
                let mut failure = Failure::Nowhere;
                for program in programs {
                    match start(program, address) {
                        Ok(()) => return Ok(()),
                        Err(why) => failure = why,
                    }
                }
                Err(failure)
            }
            Opener::System => open::that_detached(address.as_str()).map_err(Failure::System),
            Opener::Nowhere => Err(Failure::Nowhere),
        }
    }
}

/// `BROWSER` is a list parted by colons; each entry a program with arguments, in which `%s`
/// stands for the address.
fn browsers(list: &OsStr) -> Vec<Vec<OsString>> {
    let list = list.to_string_lossy();
    let words = |entry: &str| entry.split_whitespace().map(OsString::from).collect();
    let entries = list.split(':').map(words);
    entries.filter(|entry: &Vec<_>| !entry.is_empty()).collect()
}

fn start(program: &[OsString], address: &Address) -> Result<(), Failure> {
    let Some((name, arguments)) = program.split_first() else {
        return Err(Failure::Nowhere);
    };
    let shown = || name.to_string_lossy().into_owned();
    let mut child = detached(name)
        .args(filled(arguments, address.as_str()))
        .spawn()
        .map_err(|source| Failure::NotStarted {
            name: shown(),
            source,
        })?;
    match settled(&mut child) {
        Some(status) if !status.success() => Err(Failure::Failed {
            name: shown(),
            status,
        }),
        Some(_) => Ok(()),
        None => {
            std::thread::spawn(move || child.wait());
            Ok(())
        }
    }
}

/// The address takes the place of `%s`, whole and in its own argument, else it comes last.
fn filled(arguments: &[OsString], address: &str) -> Vec<OsString> {
    let mut filled: Vec<OsString> = Vec::with_capacity(arguments.len() + 1);
    let mut placed = false;
    for argument in arguments {
        let argument = argument.to_string_lossy();
        placed |= argument.contains("%s");
        filled.push(argument.replace("%s", address).into());
    }
    if !placed {
        filled.push(address.into());
    }
    filled
}

fn detached(name: &OsStr) -> Command {
    let mut command = Command::new(name);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command
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

#[cfg(all(test, unix))]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn with(variables: &[(&str, &str)]) -> Opener {
        Opener::of(&|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        })
    }

    fn script(folder: &tempfile::TempDir, body: &str) -> OsString {
        let path = folder.path().join("opener");
        std::fs::write(&path, format!("#!/bin/sh\n{body}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path.into()
    }

    #[test]
    fn our_own_variable_goes_before_browser_and_that_before_the_system() {
        let display = ("DISPLAY", ":0");
        let browser = ("BROWSER", "firefox --new-tab %s:lynx");
        assert_eq!(
            with(&[("BYLINE_OPENER", "a b"), browser, display]),
            Opener::Programs(vec![vec!["a b".into()]])
        );
        assert_eq!(
            with(&[browser, display]),
            Opener::Programs(vec![
                vec!["firefox".into(), "--new-tab".into(), "%s".into()],
                vec!["lynx".into()]
            ])
        );
        assert_eq!(with(&[display]), Opener::System);
        assert_eq!(with(&[("WSL_DISTRO_NAME", "Debian")]), Opener::System);
        #[cfg(target_os = "linux")]
        assert_eq!(with(&[]), Opener::Nowhere);
    }

    #[test]
    fn an_address_stays_one_argument_whatever_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let seen = folder.path().join("seen");
        let body = format!("printf '%s\\n' \"$#\" \"$@\" > '{}'", seen.display());
        let opener = Opener::Programs(vec![vec![script(&folder, &body)]]);
        let address = "https://a.b/?q='\"$(touch${IFS}x);&|`id`*~";
        opener.open(&Address::checked(address).unwrap()).unwrap();
        let written = std::fs::read_to_string(seen).unwrap();
        assert_eq!(written, format!("1\n{address}\n"));
    }

    #[test]
    fn a_failure_is_reported_with_its_program() {
        let folder = tempfile::tempdir().unwrap();
        let opener = Opener::Programs(vec![vec![script(&folder, "exit 3")]]);
        let address = Address::checked("https://a.b").unwrap();
        let failure = opener.open(&address).unwrap_err();
        assert!(matches!(failure, Failure::Failed { status, .. } if status.code() == Some(3)));
        let missing = Opener::Programs(vec![vec!["/no/such/program".into()]]);
        let failure = missing.open(&address).unwrap_err();
        assert_eq!(failure.to_string(), "cannot start /no/such/program for");
    }

    #[test]
    fn the_next_browser_is_tried_when_the_first_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let opener = Opener::Programs(vec![
            vec!["/no/such/program".into()],
            vec![script(&folder, "exit 0")],
        ]);
        assert!(
            opener
                .open(&Address::checked("https://a.b").unwrap())
                .is_ok()
        );
    }

    #[test]
    fn a_browser_that_stays_open_counts_as_opened() {
        let folder = tempfile::tempdir().unwrap();
        let opener = Opener::Programs(vec![vec![script(&folder, "exec sleep 2")]]);
        let start = Instant::now();
        assert!(
            opener
                .open(&Address::checked("https://a.b").unwrap())
                .is_ok()
        );
        assert!(start.elapsed() < Duration::from_millis(1500));
    }
}
