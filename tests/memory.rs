//! What is remembered outlives a kill at any moment, and a folder that may not be written is a
//! sentence. Both need processes of their own: the tests start their own program again.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on says so; one that measures says what"
)]

use std::collections::HashMap;
use std::env;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use byline::memory::{Identity, Keeper, Mark, Memory, Recollection, Spot, What};

/// Names the folder to a child.
const FOLDER: &str = "BYLINE_TEST_MEMORY";
/// Names a child.
const CHILD: &str = "BYLINE_TEST_MEMORY_CHILD";
/// Sessions beside each other.
const SESSIONS: usize = 2;
/// Each ends all sessions.
const ROUNDS: usize = 100;
/// What was handed over longer than this before the kill has to be there. What is promised is a
/// second.
const BOUND: Duration = Duration::from_millis(500);
/// Longer than anything takes on a busy machine.
const LIMIT: Duration = Duration::from_secs(20);

fn blog() -> Identity {
    Identity {
        place: "/nowhere/blog".to_owned(),
        title: "Blog".to_owned(),
        signs: vec![1, 2, 3],
    }
}

/// Since 1970: a moment that processes have in common.
fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap()
}

/// Numbers that look random and are the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// This program again, for one of its tests.
fn again(test: &str, folder: &Path) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "--nocapture", "--include-ignored", test]);
    command.env(FOLDER, folder).stdin(Stdio::null());
    command
}

/// What is marked as number `number` of a session, and the post it is about.
fn what(child: &str, number: u32) -> What {
    let path: Arc<str> = format!("{child}/{number}.md").into();
    match number % 4 {
        0 => What::Read(path, true),
        1 => What::Starred(path, true),
        2 => What::Place(path, Spot::new(number, number, "")),
        // One that is always at another place.
        _ => What::Place(
            format!("{child}/moving.md").into(),
            Spot::new(number, number, ""),
        ),
    }
}

/// True when the mark, or a later one of the same field, is there.
fn is_there(recalled: &Recollection, child: &str, number: u32) -> bool {
    match what(child, number) {
        What::Read(path, _) => recalled.posts.get(&path).is_some_and(|it| it.read),
        What::Starred(path, _) => recalled.posts.get(&path).is_some_and(|it| it.starred),
        What::Place(path, spot) => recalled.posts.get(&path).is_some_and(|it| {
            let place = it.place.as_ref();
            place.is_some_and(|it| it.offset >= spot.offset)
        }),
        What::Last(_) | What::Order(_) => false,
    }
}

/// A reader who marks in bursts until somebody kills it. It is started by the test below.
#[test]
#[ignore = "it ends only when it is killed"]
fn a_session_that_marks() {
    let (Ok(folder), Ok(child)) = (env::var(FOLDER), env::var(CHILD)) else {
        return;
    };
    let (mut memory, notice) = Memory::open(Path::new(&folder)).unwrap();
    assert_eq!(notice, None);
    let blog = memory.recall(&blog()).unwrap().blog;
    let keeper = Keeper::start(memory, |sentence| println!("trouble {sentence}")).unwrap();
    let mut random = Random(child.bytes().map(u64::from).sum());
    let start = Instant::now();
    let mut number = 0;
    while start.elapsed() < LIMIT {
        for _ in 0..random.below(30) {
            keeper.keep(Mark {
                blog,
                what: what(&child, number),
            });
            let mut out = std::io::stdout().lock();
            writeln!(out, "mark {number} {}", now().as_micros()).unwrap();
            out.flush().unwrap();
            drop(out);
            number += 1;
            thread::sleep(Duration::from_micros(random.below(2000)));
        }
        thread::sleep(Duration::from_millis(random.below(80)));
    }
}

struct Session {
    name: String,
    child: Child,
    /// What it has said, when it has ended.
    lines: JoinHandle<Vec<String>>,
    /// How long it lives.
    life: Duration,
}

impl Session {
    fn start(folder: &Path, name: String, life: Duration) -> Session {
        let mut command = again("a_session_that_marks", folder);
        command.env(CHILD, &name).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let lines = thread::spawn(move || out.lines().map_while(Result::ok).collect());
        Session {
            name,
            child,
            lines,
            life,
        }
    }
}

/// What is found out about marks.
#[derive(Debug, Default)]
struct Measured {
    marks: usize,
    /// Marks that were handed over longer than the bound before their session was killed.
    old: usize,
    missing: usize,
    /// The longest time between handing over a mark that is missing and the kill.
    worst: Duration,
    /// Sessions that were killed before their first mark.
    early: usize,
    slowest_opening: Duration,
}

#[test]
fn a_kill_at_any_moment_loses_only_the_latest_marks() {
    let folder = tempfile::tempdir().unwrap();
    let mut random = Random(2017);
    let mut measured = Measured::default();
    let mut kept: HashMap<String, Vec<u32>> = HashMap::new();
    let mut beside = None;
    let start = Instant::now();
    for round in 0..ROUNDS {
        // Now and then somebody has the file open all the time, so that it is never tidied up.
        match round % 20 {
            0 => beside = None,
            10 => beside = Some(Memory::open(folder.path()).unwrap()),
            _ => {}
        }
        let begin = Instant::now();
        let mut sessions: Vec<_> = (0..SESSIONS)
            .map(|number| {
                // Most die early, some old enough to have marks that have to be there.
                let life = match round % 4 {
                    3 => 700 + random.below(500),
                    _ => 5 + random.below(395),
                };
                let life = Duration::from_millis(life);
                Session::start(folder.path(), format!("{round}-{number}"), life)
            })
            .collect();
        sessions.sort_by_key(|session| session.life);
        let killed: Vec<_> = sessions
            .into_iter()
            .map(|mut session| {
                thread::sleep(session.life.saturating_sub(begin.elapsed()));
                let at = now();
                session.child.kill().unwrap();
                session.child.wait().unwrap();
                (session.name, at, session.lines.join().unwrap())
            })
            .collect();

        let opening = Instant::now();
        let (mut memory, notice) = Memory::open(folder.path()).unwrap();
        measured.slowest_opening = measured.slowest_opening.max(opening.elapsed());
        assert_eq!(notice, None, "round {round}");
        let recalled = memory.recall(&blog()).unwrap();
        for (name, at, lines) in killed {
            let trouble = lines.iter().find(|line| line.starts_with("trouble"));
            assert_eq!(trouble, None, "{name}");
            let there = measured.take(&recalled, &name, at, &lines);
            kept.insert(name, there);
        }
        // And nothing that was there is lost to a later kill.
        for (name, numbers) in &kept {
            for number in numbers {
                assert!(is_there(&recalled, name, *number), "{name}: {number}");
            }
        }
    }
    drop(beside);
    println!(
        "{} kills in {:.1?}: {measured:?}",
        ROUNDS * SESSIONS,
        start.elapsed()
    );
    assert!(measured.old > 1000, "{measured:?}");
}

impl Measured {
    /// Looks for the marks of a session that was killed at a moment; the numbers of those that are
    /// there come back.
    fn take(
        &mut self,
        recalled: &Recollection,
        name: &str,
        killed: Duration,
        lines: &[String],
    ) -> Vec<u32> {
        let marks = lines.iter().filter_map(|line| {
            let (number, given) = line.strip_prefix("mark ")?.split_once(' ')?;
            let given = Duration::from_micros(given.parse().ok()?);
            Some((number.parse().ok()?, killed.saturating_sub(given)))
        });
        let marks: Vec<(u32, Duration)> = marks.collect();
        self.marks += marks.len();
        self.early += usize::from(marks.is_empty());
        self.old += marks.iter().filter(|(_, age)| *age > BOUND).count();
        let (there, missing): (Vec<_>, Vec<_>) = marks
            .into_iter()
            .partition(|(number, _)| is_there(recalled, name, *number));
        self.missing += missing.len();
        let worst = missing.iter().map(|(_, age)| *age).max();
        self.worst = self.worst.max(worst.unwrap_or_default());
        assert!(self.worst < BOUND, "{name}: {missing:?}");
        there.into_iter().map(|(number, _)| number).collect()
    }
}

/// Opens a memory as somebody who may not write there. It is started by the test below.
#[test]
#[ignore = "it is part of another test"]
fn a_session_that_may_not_write() {
    let Ok(folder) = env::var(FOLDER) else {
        return;
    };
    match Memory::open(Path::new(&folder)) {
        Ok((_, notice)) => println!("opened {notice:?}"),
        Err(error) => println!("sentence: {error}"),
    }
}

/// What somebody hears who may read a folder and not write it.
fn heard(folder: &Path) -> String {
    let mut command = again("a_session_that_may_not_write", folder);
    // Who is root may write everywhere: somebody else does it then, with a copy of this program
    // that anybody can start.
    let copy = tempfile::tempdir().unwrap();
    if may_do_anything() {
        let program = copy.path().join("memory");
        std::fs::copy(env::current_exe().unwrap(), &program).unwrap();
        for path in [copy.path(), &program] {
            std::fs::set_permissions(path, PermissionsExt::from_mode(0o755)).unwrap();
        }
        let arguments: Vec<_> = command.get_args().map(ToOwned::to_owned).collect();
        command = Command::new(program);
        command.args(arguments).env(FOLDER, folder);
        command.uid(65534).gid(65534).current_dir("/");
    }
    let output = command.stdin(Stdio::null()).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_folder_that_may_not_be_written_is_a_sentence() {
    let home = tempfile::tempdir().unwrap();
    let mode = |path: &Path, mode| {
        std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
    };
    let state = home.path().join("state");
    std::fs::create_dir(&state).unwrap();
    mode(home.path(), 0o755);

    mode(&state, 0o555);
    for folder in [&state, &state.join("new")] {
        let said = heard(folder);
        let sentence = format!("sentence: cannot remember anything in {}", folder.display());
        assert!(said.contains(&sentence), "{said}");
        assert!(said.contains("BYLINE_STATE"), "{said}");
    }

    // The same with a memory in it, which stays what it is.
    mode(&state, 0o755);
    drop(Memory::open(&state).unwrap());
    let file = state.join("memory.sqlite");
    let before = std::fs::read(&file).unwrap();
    for (of_folder, of_file) in [(0o555, 0o444), (0o555, 0o666), (0o777, 0o444)] {
        mode(&state, of_folder);
        mode(&file, of_file);
        let said = heard(&state);
        let sentence = format!("sentence: cannot use {}", file.display());
        assert!(
            said.contains(&sentence),
            "{of_folder:o} {of_file:o}: {said}"
        );
        assert!(said.contains("BYLINE_STATE"), "{said}");
        assert_eq!(std::fs::read(&file).unwrap(), before);
    }
    mode(&state, 0o755);
}

/// True when nothing is forbidden to whoever runs this.
fn may_do_anything() -> bool {
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o555)).unwrap();
    std::fs::write(folder.path().join("a"), "").is_ok()
}
