//! Measures a program in a pseudo-terminal of 120 columns and 40 rows; `program.sh` uses it.
//!
//! ```text
//! cargo bench --bench terminal -- blog FOLDER POSTS     writes a blog
//! cargo bench --bench terminal -- post FILE BYTES       writes a post
//! cargo bench --bench terminal -- run [OPTION]… -- PROGRAM ARGUMENT…
//!   --shows WORDS   the first frame is there when the screen shows them (The newest of them all)
//!   --keys KEYS     keys that are pressed, one after the other, again and again (jjjjkkkk)
//!   --presses N     how often (100)
//!   --idle SECONDS  how long it is left alone (5)
//! ```
//!
//! `run` writes a line of a table: milliseconds from the start to the first frame, and of the
//! processor until then; milliseconds from a key to the last byte of its frame, the median and the
//! worst; resident megabytes; milliseconds of the processor while nothing happens. A frame has ended
//! when nothing has come for a while; the time is that of its last byte.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a measurement that cannot go on says so"
)]

mod blogs;

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const COLUMNS: u16 = 120;
const ROWS: u16 = 40;
/// Nothing for so long, and a frame has ended.
const QUIET: Duration = Duration::from_millis(60);
/// How long a program may take to start, and to answer a key.
const LIMIT: Duration = Duration::from_secs(60);
const KEY_LIMIT: Duration = Duration::from_secs(1);
/// A program is left alone for so long before idleness is measured.
const REST: Duration = Duration::from_secs(1);
/// What a program may ask of its terminal, and what a terminal answers.
const QUESTIONS: [(&str, &str); 6] = [
    ("\x1b[6n", "\x1b[1;1R"),
    ("\x1b[c", "\x1b[?62;22c"),
    ("\x1b[0c", "\x1b[?62;22c"),
    ("\x1b[>c", "\x1b[>0;276;0c"),
    ("\x1b]10;?", "\x1b]10;rgb:d0d0/d0d0/d0d0\x1b\\"),
    ("\x1b]11;?", "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\"),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // Cargo adds its own to whatever it runs as a bench.
    let arguments = arguments.iter().map(String::as_str);
    let arguments: Vec<&str> = arguments.filter(|it| *it != "--bench").collect();
    match arguments.as_slice() {
        ["blog", folder, posts] => blogs::write(Path::new(folder), posts.parse().unwrap()),
        ["post", file, bytes] => blogs::write_post(Path::new(file), bytes.parse().unwrap()),
        ["run", rest @ ..] => println!("{}", run(&Options::parse(rest))),
        [] => println!("blog FOLDER POSTS | post FILE BYTES | run [OPTION]… -- PROGRAM ARGUMENT…"),
        other => panic!("{other:?} is nothing that can be done"),
    }
}

/// What is measured, and how.
struct Options<'a> {
    shows: &'a str,
    keys: &'a str,
    presses: usize,
    idle: Duration,
    program: &'a [&'a str],
}

impl<'a> Options<'a> {
    fn parse(arguments: &'a [&'a str]) -> Options<'a> {
        let mut options = Options {
            shows: blogs::NEWEST,
            keys: "jjjjkkkk",
            presses: 100,
            idle: Duration::from_secs(5),
            program: &[],
        };
        let mut rest = arguments;
        loop {
            rest = match rest {
                ["--", program @ ..] => {
                    options.program = program;
                    return options;
                }
                ["--shows", words, rest @ ..] => {
                    options.shows = words;
                    rest
                }
                ["--keys", keys, rest @ ..] => {
                    options.keys = keys;
                    rest
                }
                ["--presses", presses, rest @ ..] => {
                    options.presses = presses.parse().unwrap();
                    rest
                }
                ["--idle", seconds, rest @ ..] => {
                    options.idle = Duration::from_secs_f64(seconds.parse().unwrap());
                    rest
                }
                other => panic!("{other:?}: name a program behind `--`"),
            }
        }
    }
}

fn run(options: &Options) -> String {
    let mut terminal = Terminal::start(options.program);
    let Some(first) = terminal.until_shown(options.shows) else {
        let limit = LIMIT.as_secs();
        return format!("| more than {limit} s | – | – | – | – | – | – |");
    };
    let start = terminal.processor_time();
    terminal.rest(REST);
    let megabytes = terminal.resident();
    let mut presses: Vec<Duration> = options
        .keys
        .chars()
        .cycle()
        .take(options.presses)
        .filter_map(|key| terminal.press(key))
        .collect();
    presses.sort();
    let median = presses.get(presses.len() / 2).copied();
    let worst = presses.last().copied();
    terminal.rest(REST);
    let before = terminal.time_of_threads();
    terminal.rest(options.idle);
    let idle = terminal.time_of_threads().saturating_sub(before);
    let number = |time: Option<Duration>| {
        time.map_or("–".to_owned(), |it| {
            format!("{:.1}", it.as_secs_f64() * 1e3)
        })
    };
    format!(
        "| {} | {} | {} | {} | {megabytes:.1} | {} | {} of {} |",
        number(Some(first)),
        number(Some(start)),
        number(median),
        number(worst),
        number(Some(idle)),
        presses.len(),
        options.presses,
    )
}

/// A program in a pseudo-terminal.
struct Terminal {
    started: Instant,
    _master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<(Instant, Vec<u8>)>,
    parser: vt100::Parser,
    _state: tempfile::TempDir,
}

impl Terminal {
    fn start(program: &[&str]) -> Terminal {
        let size = PtySize {
            rows: ROWS,
            cols: COLUMNS,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program[0]);
        command.args(&program[1..]);
        command.cwd(std::env::current_dir().unwrap());
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        // Whoever measures may have settled things, and read this before.
        let state = tempfile::tempdir().unwrap();
        command.env("XDG_CONFIG_HOME", state.path());
        command.env("BYLINE_STATE", state.path());
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                let came = (Instant::now(), buffer[..read].to_vec());
                if sender.send(came).is_err() {
                    return;
                }
            }
        });
        let started = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        Terminal {
            started,
            keys: pair.master.take_writer().unwrap(),
            _master: pair.master,
            child,
            output,
            parser: vt100::Parser::new(ROWS, COLUMNS, 0),
            _state: state,
        }
    }

    /// Takes in what comes next, and answers what is asked; when it came.
    fn next(&mut self, patience: Duration) -> Option<Instant> {
        let (came, bytes) = self.output.recv_timeout(patience).ok()?;
        self.parser.process(&bytes);
        let text = String::from_utf8_lossy(&bytes);
        for (question, answer) in QUESTIONS {
            for _ in text.matches(question) {
                self.keys.write_all(answer.as_bytes()).unwrap();
            }
        }
        self.keys.flush().unwrap();
        Some(came)
    }

    /// The time from the start to the end of the frame that shows `words`.
    fn until_shown(&mut self, words: &str) -> Option<Duration> {
        while self.started.elapsed() < LIMIT {
            if let Some(came) = self.next(QUIET)
                && self.parser.screen().contents().contains(words)
            {
                return Some(self.end_of_frame(came) - self.started);
            }
        }
        None
    }

    /// When the last byte came before a silence.
    fn end_of_frame(&mut self, first: Instant) -> Instant {
        let mut last = first;
        let until = first + KEY_LIMIT;
        while let Some(came) = self.next(QUIET) {
            last = came;
            if last > until {
                break;
            }
        }
        last
    }

    /// The time from a key to the last byte of the frame that it makes; nothing when it makes none.
    fn press(&mut self, key: char) -> Option<Duration> {
        let pressed = Instant::now();
        self.keys.write_all(key.to_string().as_bytes()).unwrap();
        self.keys.flush().unwrap();
        let first = self.next(KEY_LIMIT)?;
        Some(self.end_of_frame(first) - pressed)
    }

    /// Lets some time go by.
    fn rest(&mut self, time: Duration) {
        let until = Instant::now() + time;
        while Instant::now() < until {
            self.next(until.saturating_duration_since(Instant::now()));
        }
    }

    fn proc(&self, name: &str) -> String {
        let process = self.child.process_id().unwrap();
        fs::read_to_string(format!("/proc/{process}/{name}")).unwrap_or_default()
    }

    /// What is resident, in megabytes.
    fn resident(&self) -> f64 {
        let status = self.proc("status");
        let line = status.lines().find(|line| line.starts_with("VmRSS:"));
        let size = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
        size.unwrap_or_default() / 1024.0
    }

    /// The processor's time that the process has had, to 10 ms.
    fn processor_time(&self) -> Duration {
        let stat = self.proc("stat");
        let fields = stat.rsplit_once(") ").map_or("", |(_, fields)| fields);
        let times = fields.split(' ').skip(11).take(2);
        let ticks: u64 = times.filter_map(|it| it.parse::<u64>().ok()).sum();
        Duration::from_millis(ticks * 10)
    }

    /// The processor's time that its threads have had that are there still.
    fn time_of_threads(&self) -> Duration {
        let process = self.child.process_id().unwrap();
        let threads = fs::read_dir(format!("/proc/{process}/task"));
        let threads = threads.into_iter().flatten().flatten();
        let times = threads.filter_map(|thread| {
            let text = fs::read_to_string(thread.path().join("schedstat")).ok()?;
            text.split(' ').next()?.parse::<u64>().ok()
        });
        Duration::from_nanos(times.sum())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
