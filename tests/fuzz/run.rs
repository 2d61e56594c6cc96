//! Runs a target for a while: makes inputs, watches what becomes of them, and makes small ones of
//! those that go wrong.

use std::any::Any;
use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, Once, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::mutate::{Dice, ceil, floor, input};

/// What is done with every input; a panic is a finding.
pub type Check = Box<dyn Fn(&str, &mut Dice)>;

/// Something that reads what others wrote.
pub struct Target {
    pub name: &'static str,
    pub seeds: Vec<String>,
    /// What went wrong once.
    pub found: Vec<String>,
    /// Pieces of its language.
    pub pieces: Vec<&'static str>,
    pub check: Check,
}

/// How long a target is run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// With every test.
    Short,
    /// When somebody asks for it: `BYLINE_FUZZ_SECONDS`, else ten minutes.
    Long,
}

/// The most processor time that one input may take. They have at most 48 KB.
const PATIENCE: Duration = Duration::from_secs(3);
/// After so long an input is taken for one that never ends.
const NEVER: Duration = Duration::from_secs(180);
/// How long a finding is made smaller.
const SHRINKING: Duration = Duration::from_secs(20);

impl Length {
    fn time(self) -> Duration {
        match self {
            Length::Short => Duration::from_millis(1500),
            Length::Long => Duration::from_secs(number("BYLINE_FUZZ_SECONDS").unwrap_or(600)),
        }
    }
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// Runs `target`; inputs that go wrong are printed, and written to files.
pub fn run(target: &Target, length: Length) {
    let first = number("BYLINE_FUZZ_SEED").unwrap_or(1);
    let started = Instant::now();
    let now: Arc<Mutex<Option<(Instant, String)>>> = Arc::default();
    watch(target.name, &now);
    let mut inputs = 0u64;
    let mut bytes = 0usize;
    let mut worst = Duration::ZERO;
    // A long run goes on after a finding, and looks for others.
    let mut kinds = HashSet::new();
    let mut findings: Vec<String> = Vec::new();
    for text in &target.found {
        for choice in 0..24 {
            if let Some(failure) = tried(target, text, choice).0 {
                panic!(
                    "{} again, with choice {choice}: {failure}\n{text:?}",
                    target.name
                );
            }
        }
    }
    while inputs == 0 || started.elapsed() < length.time() {
        let number = first.wrapping_add(inputs);
        let text = input(&mut Dice::new(number), &target.seeds, &target.pieces);
        // A stack that overflows or a process that is killed says nothing any more.
        if length == Length::Long {
            let _ = fs::write(file(target.name, "now"), &text);
        }
        *now.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), text.clone()));
        let (failure, took) = tried(target, &text, number);
        *now.lock().unwrap_or_else(PoisonError::into_inner) = None;
        if let Some(failure) = failure
            && kinds.insert(failure.place.clone())
        {
            let small = shrunk(target, &text, number);
            let path = file(target.name, &number.to_string());
            fs::write(&path, &small).expect("a finding is kept");
            findings.push(format!(
                "{}: {failure}\nBYLINE_FUZZ_SEED={number} makes it again; it is in {}:\n{small:?}",
                target.name,
                path.display()
            ));
            if length == Length::Short {
                break;
            }
        }
        worst = worst.max(took);
        bytes += text.len();
        inputs += 1;
    }
    println!(
        "{}: {inputs} inputs, {} KB, from {} seeds in {:.0?}, none slower than {worst:.0?}",
        target.name,
        bytes >> 10,
        target.seeds.len(),
        started.elapsed()
    );
    assert!(findings.is_empty(), "{}", findings.join("\n\n"));
}

/// Why an input goes wrong.
struct Failure {
    words: String,
    /// Where it panicked; failures of one place are of one kind. Nothing for one that took too
    /// long.
    place: Option<String>,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "{} at {place}", self.words),
            None => f.write_str(&self.words),
        }
    }
}

/// What went wrong with an input, and the time it took.
fn tried(target: &Target, text: &str, number: u64) -> (Option<Failure>, Duration) {
    quietly();
    let before = processor_time();
    let done = catch_unwind(AssertUnwindSafe(|| {
        // Its own dice, so that a smaller input meets the same choices.
        (target.check)(text, &mut Dice::new(number ^ 0x5bd1_e995));
    }));
    let took = processor_time().saturating_sub(before);
    IS_QUIET.set(false);
    let failure = match done {
        Err(panic) => Some(Failure {
            words: words_of(&*panic),
            place: PLACE.take(),
        }),
        Ok(()) if took > PATIENCE => Some(Failure {
            words: format!("it took {took:?}"),
            place: None,
        }),
        Ok(()) => None,
    };
    (failure, took)
}

/// A part of `text` that still goes wrong: ranges are left out, half of it first.
fn shrunk(target: &Target, text: &str, number: u64) -> String {
    let end = Instant::now() + SHRINKING;
    let mut small = text.to_owned();
    let mut step = small.len() / 2;
    while step > 0 {
        let mut at = 0;
        while at < small.len() && Instant::now() < end {
            let from = floor(&small, at);
            let to = ceil(&small, (at + step).min(small.len()));
            let shorter = [&small[..from], &small[to..]].concat();
            if tried(target, &shorter, number).0.is_some() {
                small = shorter;
            } else {
                at += step;
            }
        }
        step /= 2;
    }
    small
}

/// Keeps an input that never ends, and ends.
fn watch(name: &'static str, now: &Arc<Mutex<Option<(Instant, String)>>>) {
    let now = Arc::downgrade(now);
    thread::spawn(move || {
        while let Some(now) = now.upgrade() {
            let now = now.lock().unwrap_or_else(PoisonError::into_inner).clone();
            if let Some((since, text)) = now
                && since.elapsed() > NEVER
            {
                let path = file(name, "never-ends");
                let _ = fs::write(&path, text);
                eprintln!(
                    "{name}: an input takes for ever; it is in {}",
                    path.display()
                );
                std::process::abort();
            }
            thread::sleep(Duration::from_millis(500));
        }
    });
}

fn file(name: &str, what: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{name}-{what}.txt"))
}

/// The processor's time of this thread: others may have the machine.
fn processor_time() -> Duration {
    static START: Mutex<Option<Instant>> = Mutex::new(None);
    let of_thread = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = of_thread.and_then(|text| text.split(' ').next()?.parse().ok());
    nanos.map_or_else(
        || {
            START
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .get_or_insert_with(Instant::now)
                .elapsed()
        },
        Duration::from_nanos,
    )
}

thread_local! {
    static PLACE: std::cell::RefCell<Option<String>> = const { std::cell::RefCell::new(None) };
    static IS_QUIET: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// Panics of this thread's next check are kept instead of printed.
fn quietly() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if IS_QUIET.get() {
                PLACE.set(info.location().map(ToString::to_string));
            } else {
                before(info);
            }
        }));
    });
    IS_QUIET.set(true);
}

fn words_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    let text = text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string));
    text.unwrap_or_default()
}
