//! A program in a pseudo-terminal: keys go in, a screen comes out.

use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long anything may take on a busy machine.
const LIMIT: Duration = Duration::from_secs(20);

pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    /// False while nobody looks at the screen, only at whether something comes.
    is_watched: bool,
    before: String,
    /// What is remembered, unless a test names another folder.
    _state: tempfile::TempDir,
    pub bytes: Vec<u8>,
}

impl Terminal {
    /// Runs `program` with `arguments` and some variables on a screen of that size.
    pub fn run(program: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Terminal {
        Terminal::sized((100, 24), program, arguments, variables)
    }

    /// The same on a screen of that many columns and rows. A variable without a value is taken
    /// away.
    pub fn sized(
        (cols, rows): (u16, u16),
        program: &str,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Terminal {
        let size = PtySize {
            rows,
            cols,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        for name in [
            "NO_COLOR",
            "BROWSER",
            "DISPLAY",
            "WAYLAND_DISPLAY",
            "COLORFGBG",
            "LC_ALL",
            "VISUAL",
            "EDITOR",
            "BYLINE_OPENER",
        ] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color");
        // Whoever runs the tests may have settled things.
        command.env("XDG_CONFIG_HOME", "/nonexistent");
        let state = tempfile::tempdir().unwrap();
        command.env("BYLINE_STATE", state.path());
        for (name, value) in variables {
            if value.is_empty() {
                command.env_remove(name);
            } else {
                command.env(name, value);
            }
        }
        let before = modes(&*pair.master);
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..read].to_vec()).is_err() {
                    return;
                }
            }
        });
        Terminal {
            keys: pair.master.take_writer().unwrap(),
            master: pair.master,
            child,
            output,
            parser: vt100::Parser::new(rows, cols, 0),
            is_watched: true,
            before,
            _state: state,
            bytes: Vec::new(),
        }
    }

    pub fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    pub fn resize(&mut self, cols: u16, rows: u16) {
        let size = PtySize {
            rows,
            cols,
            pixel_width: 0,
            pixel_height: 0,
        };
        if self.is_watched {
            self.parser.screen_mut().set_size(rows, cols);
        }
        self.master.resize(size).unwrap();
    }

    /// Waits until the screen shows `text`.
    pub fn shows(&mut self, text: &str) {
        self.until(text, |terminal| terminal.contents().contains(text));
    }

    /// Waits for a while for the screen to show `text`; true when it does.
    pub fn comes_to_show(&mut self, text: &str, patience: Duration) -> bool {
        let end = Instant::now() + patience;
        while !self.contents().contains(text) && Instant::now() < end {
            self.read(Duration::from_millis(50));
        }
        self.contents().contains(text)
    }

    /// Waits until the screen shows `text` no more.
    pub fn hides(&mut self, text: &str) {
        self.until(text, |terminal| !terminal.contents().contains(text));
    }

    /// True when these bytes have come from the program.
    pub fn has_sent(&self, bytes: &str) -> bool {
        let mut windows = self.bytes.windows(bytes.len());
        windows.any(|window| window == bytes.as_bytes())
    }

    pub fn contents(&self) -> String {
        self.parser.screen().contents()
    }

    pub fn until(&mut self, what: &str, is_so: impl Fn(&Terminal) -> bool) {
        let end = Instant::now() + LIMIT;
        while !is_so(self) {
            let left = end.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "waited for {what:?} in vain:\n{}",
                self.contents()
            );
            self.read(left.min(Duration::from_millis(50)));
        }
    }

    fn read(&mut self, patience: Duration) -> bool {
        if let Ok(bytes) = self.output.recv_timeout(patience) {
            if self.is_watched {
                self.parser.process(&bytes);
                self.bytes.extend(bytes);
            }
            return true;
        }
        false
    }

    /// From now on what comes is not looked at.
    pub fn look_away(&mut self) {
        self.is_watched = false;
    }

    /// From now on it is again, on a screen of that size.
    pub fn look_again(&mut self, cols: u16, rows: u16) {
        self.settle();
        self.parser = vt100::Parser::new(rows, cols, 0);
        self.parser.process(b"\x1b[?1049h");
        self.is_watched = true;
        self.resize(cols, rows);
    }

    /// Reads until nothing comes for a moment; true when something came.
    pub fn settle(&mut self) -> bool {
        let mut came = false;
        while self.read(Duration::from_millis(60)) {
            came = true;
        }
        came
    }

    /// Reads what has come already.
    pub fn drain(&mut self) {
        while self.read(Duration::ZERO) {}
    }

    /// Waits until something comes; false when nothing does for as long as anything may take.
    pub fn answers(&mut self) -> bool {
        let end = Instant::now() + LIMIT;
        while !self.read(Duration::from_millis(50)) {
            if Instant::now() > end {
                return false;
            }
        }
        true
    }

    /// True while the process is there.
    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Resident memory, in KB.
    pub fn memory(&self) -> u64 {
        let path = format!("/proc/{}/status", self.child.process_id().unwrap());
        let status = std::fs::read_to_string(path).unwrap();
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = resident.and_then(|text| text.trim().split(' ').next());
        number.unwrap().parse().unwrap()
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        let done = Command::new("kill").args([name, &pid]).status().unwrap();
        assert!(done.success());
    }

    /// The letter for the state of the process: `S` sleeps, `T` is stopped.
    pub fn state(&self) -> Option<char> {
        let path = format!("/proc/{}/stat", self.child.process_id()?);
        let stat = std::fs::read_to_string(Path::new(&path)).ok()?;
        stat.rsplit_once(") ")?.1.chars().next()
    }

    /// The processes that it has started and that are there still, if only to be waited for.
    #[cfg(target_os = "linux")]
    pub fn children(&self) -> Vec<String> {
        let parent = self.child.process_id().unwrap().to_string();
        let processes = std::fs::read_dir("/proc").unwrap().flatten();
        let stats = processes
            .filter_map(|process| std::fs::read_to_string(process.path().join("stat")).ok());
        let is_ours = |stat: &String| {
            let after_name = stat.rsplit_once(") ");
            after_name.and_then(|(_, fields)| fields.split(' ').nth(1)) == Some(&*parent)
        };
        stats.filter(is_ours).collect()
    }

    /// The processor's time that the process has used, in ticks of 10 ms.
    pub fn ticks(&self) -> u64 {
        let path = format!("/proc/{}/stat", self.child.process_id().unwrap());
        let stat = std::fs::read_to_string(path).unwrap();
        let fields: Vec<&str> = stat.rsplit_once(") ").unwrap().1.split(' ').collect();
        fields[11..13]
            .iter()
            .map(|field| field.parse::<u64>().unwrap())
            .sum()
    }

    /// The most memory that the process has had at once, in KiB.
    #[cfg(target_os = "linux")]
    pub fn most_memory(&self) -> u64 {
        let path = format!("/proc/{}/status", self.child.process_id().unwrap());
        let status = std::fs::read_to_string(path).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM:"));
        let number = line.and_then(|line| line.split_whitespace().nth(1));
        number.unwrap().parse().unwrap()
    }

    /// Waits for the end; says how it was.
    pub fn ended(&mut self) -> portable_pty::ExitStatus {
        let end = Instant::now() + LIMIT;
        loop {
            self.read(Duration::from_millis(20));
            if let Some(status) = self.child.try_wait().unwrap() {
                while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(200)) {
                    self.parser.process(&bytes);
                    self.bytes.extend(bytes);
                }
                return status;
            }
            assert!(Instant::now() < end, "did not end:\n{}", self.contents());
        }
    }

    /// Asserts that the terminal is as it was found.
    pub fn is_given_back(&self) {
        let screen = self.parser.screen();
        assert!(!screen.alternate_screen(), "the alternate screen");
        assert!(!screen.hide_cursor(), "the cursor");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!(modes(&*self.master), self.before);
    }

    /// True while the reader has the terminal.
    pub fn is_taken(&self) -> bool {
        self.parser.screen().alternate_screen()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn modes(master: &(dyn MasterPty + Send)) -> String {
    format!("{:?}", master.get_termios())
}

/// How many processes run `program` on `argument`.
#[cfg(target_os = "linux")]
pub fn processes_of(program: &str, argument: &str) -> usize {
    let wanted = format!("{program}\0{argument}\0");
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    processes
        .filter_map(|entry| std::fs::read(entry.path().join("cmdline")).ok())
        .filter(|line| line.as_slice() == wanted.as_bytes())
        .count()
}
