//! A long time with random keys, sizes and presses of the mouse, in a real pseudo-terminal: the
//! program goes on, answers, and does not grow.
//!
//! With the other tests it lasts a few seconds. For longer, over every blog at hand:
//!
//! ```sh
//! BYLINE_WALK_SECONDS=1200 cargo test --test pty -- --ignored --nocapture long::over
//! ```
//!
//! A failure names its seed; `BYLINE_WALK_SEED` with that number presses the same keys again.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::BYLINE;
use super::terminal::Terminal;

/// By how much a session may grow from its middle to its end, in KB: what is kept of posts that
/// were read and the allocator's slack, but nothing that goes on for ever.
const GROWTH: u64 = 48 << 10;

/// What is pressed, the more often the more often it stands here. Not what stops or ends the
/// program: that has tests of its own, and its turn at the end. Nor the key for the editor: what is
/// typed blindly while an editor has the terminal is edited by the terminal's own line, which can
/// take the end of a sequence away.
const KEYS: &[&str] = &[
    "j",
    "j",
    "j",
    "j",
    "k",
    "k",
    "\r",
    "\r",
    "l",
    "h",
    " ",
    "b",
    "d",
    "u",
    "g",
    "G",
    "\t",
    "\t",
    "\x1b[Z",
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1b[5~",
    "\x1b[6~",
    "\x1b[H",
    "\x1b[F",
    "\x04",
    "\x15",
    "\x06",
    "\x02",
    "H",
    "L",
    "J",
    "K",
    "f",
    "f",
    "i",
    "T",
    "v",
    "V",
    "t",
    "S",
    "/",
    "n",
    "N",
    "s",
    "m",
    "*",
    "z",
    "<",
    ">",
    "?",
    "o",
    "y",
    "w",
    "a",
    "x",
    "and",
    "post",
    "tag:",
    "\"",
    "-",
    "é",
    "漢",
    "\x7f",
    "\x0c",
    "\x1b",
    "\x1b",
    "\x1b",
    "\x1b[200~paste\x1b[201~",
    "\x1b[999~",
    "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
    "\u{1}",
    "0",
    "9",
];

/// Random enough, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((word ^ (word >> 31)) % end as u64) as usize
    }
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// Reads `blog` for a while; says how many keys were pressed, and the memory at the middle and at
/// the end in KB.
fn walk(blog: &Path, time: Duration, seed: u64) -> (usize, u64, u64) {
    let name = blog.display().to_string();
    let mut terminal = Terminal::run(
        BYLINE,
        &[&name],
        &[("VISUAL", "true"), ("BYLINE_OPENER", "/bin/true")],
    );
    terminal.until("the reader's screen", Terminal::is_taken);
    terminal.look_away();
    // While the terminal's answer is waited for, a key after Esc is one with Alt for longer.
    std::thread::sleep(Duration::from_millis(400));
    let mut dice = Dice(seed);
    let mut last: Vec<&str> = Vec::new();
    let (started, mut pressed, mut middle) = (Instant::now(), 0, 0);
    while started.elapsed() < time {
        match dice.below(30) {
            0 => {
                let (cols, rows) = (1 + dice.below(220), 1 + dice.below(70));
                terminal.resize(cols as u16, rows as u16);
                last.push("SIZE");
            }
            1 | 2 => {
                let button = [0, 64, 65][dice.below(3)];
                let (column, row) = (dice.below(220), dice.below(70));
                terminal.press(&format!("\x1b[<{button};{column};{row}M"));
                last.push("MOUSE");
            }
            _ => {
                let keys = KEYS[dice.below(KEYS.len())];
                terminal.press(keys);
                last.push(keys);
            }
        }
        pressed += 1;
        // Esc is told from the beginning of a sequence by the time after it. Nobody types on within
        // a few milliseconds, and what would is read as keys with Alt.
        let is_esc = last.last() == Some(&"\x1b");
        if is_esc {
            std::thread::sleep(Duration::from_millis(100));
        } else if pressed % 8 == 0 {
            std::thread::sleep(Duration::from_millis(5));
        }
        terminal.drain();
        if pressed % 100 == 0 {
            let what = || {
                let from = last.len().saturating_sub(120);
                format!(
                    "BYLINE_WALK_SEED={seed} on {name} after {pressed}: {:?}",
                    &last[from..]
                )
            };
            terminal.settle();
            assert!(terminal.is_running(), "it ended: {}", what());
            // It paints the screen again, wherever it is.
            terminal.press("\x0c");
            assert!(terminal.answers(), "no answer: {}", what());
        }
        if middle == 0 && started.elapsed() > time / 2 {
            middle = terminal.memory();
        }
    }
    let end = terminal.memory();
    terminal.settle();
    terminal.press("\x03");
    let status = terminal.ended();
    assert!(
        status.success(),
        "BYLINE_WALK_SEED={seed} on {name}: {status:?}"
    );
    let grown = end.saturating_sub(middle);
    assert!(
        grown < GROWTH,
        "BYLINE_WALK_SEED={seed} on {name}: {middle} KB at the middle, {end} KB at the end"
    );
    (pressed, middle, end)
}

#[test]
fn random_keys_for_a_moment() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-posts");
    let seed = number("BYLINE_WALK_SEED").unwrap_or(1);
    walk(&sample, Duration::from_secs(5), seed);
}

#[test]
#[ignore = "it takes minutes"]
fn over_every_blog_at_hand() {
    let mut blogs = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-posts")];
    let shared = std::env::var_os("BYLINE_SHARED").map(PathBuf::from);
    let shared = shared.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    match std::fs::read_dir(shared.join("corpus/blogs")) {
        Ok(folders) => blogs.extend(folders.flatten().map(|folder| folder.path())),
        Err(_) => eprintln!("there are no real blogs at {}", shared.display()),
    }
    blogs.sort();
    let seconds = number("BYLINE_WALK_SECONDS").unwrap_or(1200);
    let seed = number("BYLINE_WALK_SEED").unwrap_or(1000);
    let time = Duration::from_secs(seconds) / blogs.len() as u32;
    for (seed, blog) in (seed..).zip(&blogs) {
        let (pressed, middle, end) = walk(blog, time, seed);
        println!("{}: {pressed} keys, {middle} KB, {end} KB", blog.display());
    }
}
