//! What opens addresses.
//!
//! In this order: the program named by `BYLINE_OPENER`, the one that is configured for the medium,
//! those named by `BROWSER`, the system's own. A program's streams lead nowhere unless it shows
//! things in the terminal, it is in a process group of its own, and it is waited for. All of that
//! can take a while: call [`Opener::open`] off the drawing thread.

use std::ffi::{OsStr, OsString};
use std::io;
use std::process::ExitStatus;

use super::Address;
use super::program::{Program, Streams};

/// What opens addresses here, by what they lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Openers {
    /// Pages, mail, files.
    pub web: Opener,
    /// Videos.
    pub video: Opener,
    /// Sounds.
    pub audio: Opener,
}

/// What an address leads to, as far as that decides what opens it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// A page, mail, a file.
    Web,
    /// A video.
    Video,
    /// A sound.
    Audio,
}

/// What opens addresses of one medium.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opener {
    /// One of these programs, the first that starts.
    Programs(Vec<Program>),
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

impl Openers {
    /// What this process's environment and `web`, `video` and `audio`, as configured, ask for.
    pub fn of_process(
        web: Option<Program>,
        video: Option<Program>,
        audio: Option<Program>,
    ) -> Openers {
        let read = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let opener = |program: Option<Program>| Opener::of(program, &read);
        let own = opener(web.clone());
        Openers {
            video: opener(video.or_else(|| web.clone())),
            audio: opener(audio.or(web)),
            web: own,
        }
    }

    /// What opens addresses of a medium.
    pub fn of(&self, medium: Medium) -> &Opener {
        match medium {
            Medium::Web => &self.web,
            Medium::Video => &self.video,
            Medium::Audio => &self.audio,
        }
    }
}

impl Opener {
    /// What an environment asks for when `configured` is configured.
    fn of(configured: Option<Program>, read: &dyn Fn(&str) -> Option<OsString>) -> Opener {
        let ours = read("BYLINE_OPENER").and_then(|name| Program::browser(vec![name], "%s"));
        if let Some(program) = ours.or(configured) {
            return Opener::Programs(vec![program]);
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

    /// The program that is to have the terminal for an address, when it is one that does.
    pub fn in_terminal(&self) -> Option<&Program> {
        match self {
            Opener::Programs(programs) => {
                let first = programs.first()?;
                (first.streams() == Streams::Terminal).then_some(first)
            }
            Opener::System | Opener::Nowhere => None,
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
                    match program.start(address) {
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
fn browsers(list: &OsStr) -> Vec<Program> {
    let list = list.to_string_lossy();
    let words = |entry: &str| entry.split_whitespace().map(OsString::from).collect();
    let entries = list.split(':');
    entries
        .filter_map(|entry| Program::browser(words(entry), "%s"))
        .collect()
}

#[cfg(all(test, unix))]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use std::os::unix::fs::PermissionsExt;
    use std::time::{Duration, Instant};

    use super::*;

    fn with(variables: &[(&str, &str)]) -> Opener {
        Opener::of(None, &|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        })
    }

    fn programs(all: &[&[&str]]) -> Opener {
        let program = |words: &&[&str]| {
            let words = words.iter().map(|&word| word.into()).collect();
            Program::browser(words, "%s").unwrap()
        };
        Opener::Programs(all.iter().map(program).collect())
    }

    fn script(folder: &tempfile::TempDir, body: &str) -> OsString {
        let path = folder.path().join("opener");
        std::fs::write(&path, format!("#!/bin/sh\n{body}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path.into()
    }

    fn scripted(folder: &tempfile::TempDir, body: &str) -> Opener {
        programs(&[&[&script(folder, body).to_string_lossy()]])
    }

    #[test]
    fn what_is_configured_goes_before_browser_but_not_before_our_own_variable() {
        let player = Program::new(vec!["mpv".into()], "{url}", Streams::Nowhere);
        let of = |ours: bool| {
            Opener::of(player.clone(), &|name| match name {
                "BYLINE_OPENER" if ours => Some("mine".into()),
                "BROWSER" => Some("lynx".into()),
                _ => None,
            })
        };
        assert_eq!(
            of(false),
            Opener::Programs(player.clone().into_iter().collect())
        );
        assert_eq!(of(true), programs(&[&["mine"]]));
    }

    #[test]
    fn a_browser_in_text_mode_is_lent_the_terminal() {
        let name = |opener: &Opener| opener.in_terminal().map(Program::name);
        assert_eq!(
            name(&programs(&[&["lynx"], &["firefox"]])).as_deref(),
            Some("lynx")
        );
        assert_eq!(name(&programs(&[&["firefox"], &["lynx"]])), None);
        assert_eq!(name(&Opener::System), None);
    }

    #[test]
    fn our_own_variable_goes_before_browser_and_that_before_the_system() {
        let display = ("DISPLAY", ":0");
        let browser = ("BROWSER", "firefox --new-tab %s:lynx");
        assert_eq!(
            with(&[("BYLINE_OPENER", "a b"), browser, display]),
            programs(&[&["a b"]])
        );
        assert_eq!(
            with(&[browser, display]),
            programs(&[&["firefox", "--new-tab", "%s"], &["lynx"]])
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
        let opener = scripted(&folder, &body);
        let address = "https://a.b/?q='\"$(touch${IFS}x);&|`id`*~";
        opener.open(&Address::checked(address).unwrap()).unwrap();
        let written = std::fs::read_to_string(seen).unwrap();
        assert_eq!(written, format!("1\n{address}\n"));
    }

    #[test]
    fn a_failure_is_reported_with_its_program() {
        let folder = tempfile::tempdir().unwrap();
        let opener = scripted(&folder, "exit 3");
        let address = Address::checked("https://a.b").unwrap();
        let failure = opener.open(&address).unwrap_err();
        assert!(matches!(failure, Failure::Failed { status, .. } if status.code() == Some(3)));
        let missing = programs(&[&["/no/such/program"]]);
        let failure = missing.open(&address).unwrap_err();
        assert_eq!(failure.to_string(), "cannot start /no/such/program for");
    }

    #[test]
    fn the_next_browser_is_tried_when_the_first_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let second = script(&folder, "exit 0");
        let opener = programs(&[&["/no/such/program"], &[&second.to_string_lossy()]]);
        assert!(
            opener
                .open(&Address::checked("https://a.b").unwrap())
                .is_ok()
        );
    }

    #[test]
    fn a_browser_that_stays_open_counts_as_opened() {
        let folder = tempfile::tempdir().unwrap();
        let opener = scripted(&folder, "exec sleep 2");
        let start = Instant::now();
        assert!(
            opener
                .open(&Address::checked("https://a.b").unwrap())
                .is_ok()
        );
        assert!(start.elapsed() < Duration::from_millis(1500));
    }
}
