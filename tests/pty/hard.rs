//! What a terminal, its person and its system can do to the reader: sizes, storms, and folders
//! that cannot be written.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use super::terminal::Terminal;
use super::{BYLINE, Blog};

/// More than is read at once, and a key behind it: both ways to lose one that a terminal has.
#[test]
fn a_key_behind_many_reports_or_a_resize_is_heard_without_another() {
    let blog = Blog::new();
    let mut terminal = blog.open();
    // One read takes 1 KB of these, and nothing comes behind the key.
    std::thread::sleep(Duration::from_millis(400));
    terminal.press(&"\x1b[<65;60;10M".repeat(300));
    terminal.press("?");
    terminal.shows("Everywhere");
    terminal.press("q");
    terminal.hides("Everywhere");
    for step in 0..20 {
        terminal.resize(90 + step, 24);
        terminal.press("?");
        terminal.shows("Everywhere");
        terminal.press("q");
        terminal.hides("Everywhere");
    }
    quits(terminal);
}

/// Quits from wherever it is, and asserts that the terminal is as it was.
fn quits(mut terminal: Terminal) {
    // Until Esc is heard, a key after it would be one with Alt.
    terminal.settle();
    terminal.press("\x03");
    assert!(terminal.ended().success());
    terminal.is_given_back();
}

#[test]
fn every_size_of_a_terminal_is_good_for_something() {
    let blog = Blog::new();
    let folder = blog.folder.path().to_str().unwrap().to_owned();
    for size in [
        (1, 1),
        (2, 1),
        (1, 2),
        (3, 3),
        (1, 200),
        (500, 1),
        (7, 40),
        (500, 200),
    ] {
        let mut terminal = Terminal::sized(size, BYLINE, &[&folder], &[]);
        terminal.until("the reader's screen", Terminal::is_taken);
        // Lists, menus, hints, help and a prompt have to live with it too.
        for keys in [
            "j", "\r", "\t", "f", "\x1b", "i", "\x1b", "?", "\x1b", "/a", "\x1b",
        ] {
            terminal.press(keys);
            terminal.settle();
        }
        assert!(terminal.is_running(), "{size:?}");
        // It is still the same session.
        terminal.resize(100, 24);
        terminal.press("\x1b");
        terminal.shows("of 3");
        quits(terminal);
    }
}

#[test]
fn a_storm_of_resizes_passes() {
    let blog = Blog::new();
    let mut terminal = blog.open();
    terminal.look_away();
    let started = Instant::now();
    for step in 0u16..1000 {
        let (cols, rows) = (1 + step * 37 % 211, 1 + step * 17 % 67);
        terminal.resize(cols, rows);
        if step % 100 == 0 {
            terminal.press("j");
        }
        terminal.drain();
        // Without a pause the system makes one signal of many.
        std::thread::sleep(Duration::from_millis(2));
    }
    terminal.look_again(100, 24);
    // What is on the screen is not known here: it is painted again.
    terminal.press("\x0c");
    terminal.press("G");
    terminal.shows("3 of 3");
    terminal.shows("First words.");
    let took = started.elapsed();
    assert!(took < Duration::from_secs(30), "{took:?}");
    quits(terminal);
}

#[test]
fn a_flood_of_the_mouse_passes() {
    let blog = Blog::new();
    let mut terminal = blog.open();
    terminal.press("j");
    terminal.shows("Second words.");
    let started = Instant::now();
    let before = terminal.bytes.len();
    for step in 0..10_000 {
        let button = 64 + step % 2;
        terminal.press(&format!(
            "\x1b[<{button};{};{}M",
            60 + step % 20,
            5 + step % 10
        ));
        if step % 50 == 0 {
            terminal.drain();
        }
    }
    terminal.press("?");
    terminal.shows("Everywhere");
    let took = started.elapsed();
    assert!(took < Duration::from_secs(20), "{took:?}");
    // Reports that came together are answered together.
    let sent = terminal.bytes.len() - before;
    assert!(sent < 20_000_000, "{sent} bytes for 10,000 reports");
    quits(terminal);
}

#[test]
fn keys_that_come_while_the_blog_is_read_are_obeyed() {
    let blog = Blog::new();
    for number in 0..2000 {
        let name = format!("_posts/{}-01-01-p{number}.md", 3000 + number);
        let post = format!("---\ntitle: Post {number}\n---\n\nWords of post {number}.\n");
        blog.write(&name, &post);
    }
    let folder = blog.folder.path().to_str().unwrap();
    let mut terminal = Terminal::run(BYLINE, &["--drafts", folder], &[]);
    // Before there is anything to see.
    terminal.press("?");
    terminal.shows("Everywhere");
    terminal.press("q");
    terminal.hides("Everywhere");
    terminal.shows("of 2003");
    terminal.press("G");
    terminal.shows("First words.");
    quits(terminal);

    let mut terminal = Terminal::run(BYLINE, &["--drafts", folder], &[]);
    terminal.press("\x03");
    let _ = terminal.ended();
    terminal.is_given_back();
}

#[test]
fn a_terminal_that_can_nothing_and_a_person_without_a_home_are_served() {
    let blog = Blog::new();
    let folder = blog.folder.path().to_str().unwrap();
    let nowhere = [
        ("HOME", ""),
        ("XDG_CONFIG_HOME", ""),
        ("XDG_STATE_HOME", ""),
        ("XDG_CACHE_HOME", ""),
        ("BYLINE_STATE", ""),
        ("USER", ""),
    ];
    let dumb = [("TERM", "dumb"), ("COLORTERM", "")];
    let none = [("TERM", ""), ("LANG", "C")];
    for variables in [&nowhere[..], &dumb, &none] {
        // A system knows a home without being told; what is remembered there is not ours.
        let arguments: &[&str] = match variables.len() {
            6 => &["--no-memory", folder],
            _ => &[folder],
        };
        let mut terminal = Terminal::run(BYLINE, arguments, variables);
        terminal.shows("See the second");
        terminal.press("j\r");
        terminal.shows("Second words.");
        terminal.press("m");
        terminal.settle();
        assert!(terminal.is_running(), "{variables:?}");
        quits(terminal);
    }
}

#[test]
fn a_state_that_cannot_be_kept_is_told_and_reading_goes_on() {
    let blog = Blog::new();
    blog.write("a file", "in the way");
    let in_the_way = blog.path("a file/state");
    let folder = blog.folder.path().to_str().unwrap();
    for state in [in_the_way, PathBuf::from("/proc/no/such/folder")] {
        let state = state.to_str().unwrap();
        let mut terminal = Terminal::run(BYLINE, &[folder], &[("BYLINE_STATE", state)]);
        terminal.shows("See the second");
        terminal.shows("cannot remember");
        terminal.press("m*j");
        terminal.shows("Second words.");
        quits(terminal);
    }
}

/// A small file system of its own.
struct Small {
    folder: tempfile::TempDir,
}

impl Small {
    /// Nothing where it may not be mounted.
    fn mounted(options: &str) -> Option<Small> {
        let folder = tempfile::tempdir().unwrap();
        let mut mount = Command::new("mount");
        let mount = mount.args(["-t", "tmpfs", "-o", options, "byline-test"]);
        let output = mount.arg(folder.path()).output().ok()?;
        if !output.status.success() {
            eprintln!("skipped: a small file system may not be mounted here");
            return None;
        }
        Some(Small { folder })
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

#[test]
fn a_full_disk_and_one_that_is_only_read_are_told_and_reading_goes_on() {
    let blog = Blog::new();
    let folder = blog.folder.path().to_str().unwrap();
    for options in ["size=64k", "size=64k,ro"] {
        let Some(disk) = Small::mounted(options) else {
            return;
        };
        if options == "size=64k" {
            // Full to the last byte.
            let filler = fs::write(disk.path().join("filler"), vec![0; 1 << 20]);
            assert!(filler.is_err());
        }
        let state = disk.path().join("state");
        let state = state.to_str().unwrap();
        let mut terminal = Terminal::run(BYLINE, &[folder], &[("BYLINE_STATE", state)]);
        terminal.shows("See the second");
        terminal.press("m");
        terminal.press("*");
        terminal.press("j");
        terminal.shows("Second words.");
        terminal.press("S");
        terminal.press("words");
        terminal.shows("of 3");
        quits(terminal);
    }
}

/// The disk fills up while one reads.
#[test]
fn a_disk_that_fills_up_while_one_reads_stops_nothing() {
    let Some(disk) = Small::mounted("size=512k") else {
        return;
    };
    let blog = Blog::new();
    let folder = blog.folder.path().to_str().unwrap();
    let state = disk.path().to_str().unwrap();
    let mut terminal = Terminal::run(BYLINE, &[folder], &[("BYLINE_STATE", state)]);
    terminal.shows("See the second");
    terminal.press("*");
    terminal.settle();
    let _ = fs::write(disk.path().join("filler"), vec![0; 1 << 20]);
    for _ in 0..3 {
        terminal.press("m*jm*jm*g");
        terminal.settle();
        std::thread::sleep(Duration::from_millis(300));
    }
    terminal.press("j");
    terminal.shows("Second words.");
    quits(terminal);
    // With room again the same memory is good.
    fs::remove_file(disk.path().join("filler")).unwrap();
    let mut terminal = Terminal::run(BYLINE, &[folder], &[("BYLINE_STATE", state)]);
    terminal.shows("See the second");
    terminal.press("j");
    terminal.shows("Second words.");
    quits(terminal);
}
