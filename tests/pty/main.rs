//! The whole program in a real pseudo-terminal.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so"
)]

mod hard;
mod long;
mod pictures;
mod remember;
mod terminal;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::Duration;

use terminal::Terminal;

const BYLINE: &str = env!("CARGO_BIN_EXE_byline");

/// A blog of three posts, and a script that writes down what it is asked to open.
struct Blog {
    folder: tempfile::TempDir,
}

impl Blog {
    fn new() -> Blog {
        let blog = Blog {
            folder: tempfile::tempdir().unwrap(),
        };
        let long = "More words here.\n\n".repeat(60);
        blog.write(
            "_config.yml",
            "title: A blog of ours\nurl: https://blog.example\n",
        );
        blog.write(
            "_posts/2020-03-03-third.md",
            "---\ntitle: The third post\n---\n\nSee [the second]({% post_url 2020-02-02-second %}) \
             or [the web](https://example.org/?a='\"$(id);&|b).\n",
        );
        blog.write(
            "_posts/2020-02-02-second.md",
            &format!("---\ntitle: The second post\n---\n\nSecond words.\n\n{long}## Last part\n\nThe end.\n"),
        );
        blog.write(
            "_posts/2020-01-01-first.md",
            "---\ntitle: The first post\n---\n\nFirst words.\n",
        );
        let seen = blog.path("opened");
        let body = format!("printf '%s\\n' \"$#\" \"$@\" > '{}'", seen.display());
        blog.script("opener", &body);
        blog
    }

    /// Writes a program and returns its path.
    fn script(&self, name: &str, body: &str) -> String {
        self.write(name, &format!("#!/bin/sh\n{body}\n"));
        let path = self.path(name);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn open(&self) -> Terminal {
        self.open_at("See the second")
    }

    /// Writes a file, again and again until the screen shows `words`: what happens before the
    /// watches are taken is not told.
    fn change(&self, terminal: &mut Terminal, (name, text): (&str, &str), words: &str) {
        for _ in 0..20 {
            self.write(name, text);
            if terminal.comes_to_show(words, Duration::from_secs(1)) {
                return;
            }
        }
        panic!("waited for {words:?} in vain:\n{}", terminal.contents());
    }

    /// Opens it as it is configured and waits for `words` of the first post.
    fn open_configured(&self, config: &str, words: &str) -> Terminal {
        self.write("config.toml", config);
        let config = self.path("config.toml");
        let variables = [("BYLINE_CONFIG", config.to_str().unwrap())];
        let folder = self.folder.path().to_str().unwrap();
        let mut terminal = Terminal::run(BYLINE, &[folder], &variables);
        terminal.shows(words);
        terminal
    }

    /// Opens it and waits for `words` of the first post.
    fn open_at(&self, words: &str) -> Terminal {
        let opener = self.path("opener");
        let mut terminal = Terminal::run(
            BYLINE,
            &[self.folder.path().to_str().unwrap()],
            &[("BYLINE_OPENER", opener.to_str().unwrap())],
        );
        terminal.shows(words);
        terminal
    }
}

#[test]
fn a_reading_session_from_start_to_quit() {
    let blog = Blog::new();
    let mut terminal = blog.open();
    assert!(terminal.is_taken());
    terminal.shows("A blog of ours");
    terminal.shows("1 of 3");
    terminal.press("j");
    terminal.shows("Second words.");
    terminal.press("j");
    terminal.shows("First words.");
    terminal.press("gg\r\t\r");
    terminal.shows("Second words.");
    terminal.press("G");
    terminal.shows("The end.");
    terminal.shows("100%");
    terminal.press("H");
    terminal.shows("See the second");
    terminal.press("\t\t\r");
    terminal.shows("opened https://example.org/");
    let opened = fs::read_to_string(blog.path("opened")).unwrap();
    assert_eq!(opened, "1\nhttps://example.org/?a='\"$(id);&|b\n");
    terminal.resize(60, 16);
    terminal.hides("1 of 3");
    terminal.shows("See the second");
    terminal.press("q");
    assert!(terminal.ended().success());
    terminal.is_given_back();
}

#[test]
fn a_chain_of_links_leads_there_and_back_and_out() {
    let blog = Blog::new();
    let long = "More words here.\n\n".repeat(60);
    blog.write(
        "_posts/2020-04-04-fourth.md",
        &format!(
            "---\ntitle: The fourth post\n---\n\nGo to [the end of the second](/2020/02/02/second.html#last-part).\n\n\
             Or [below](#below).\n\n{long}## Below\n\nDown here is [the web](https://example.org/below).\n"
        ),
    );
    let mut terminal = blog.open_at("Go to");
    terminal.press("\r\t\r");
    terminal.shows("The end.");
    terminal.shows("Last part");
    terminal.press("H");
    terminal.shows("Or below");
    // A name of a link: the second of two.
    terminal.press("fs");
    terminal.shows("Down here is");
    terminal.press("H");
    terminal.shows("Or below");
    terminal.press("L");
    terminal.shows("Down here is");
    terminal.press("f");
    terminal.shows("Esc cancel");
    terminal.press("a");
    terminal.shows("opened https://example.org/below");
    let opened = fs::read_to_string(blog.path("opened")).unwrap();
    assert_eq!(opened, "1\nhttps://example.org/below\n");
    terminal.press("q");
    assert!(terminal.ended().success());
}

#[test]
fn a_video_is_found_in_its_list_and_opens() {
    let blog = Blog::new();
    blog.write(
        "_posts/2020-04-04-fourth.md",
        "---\ntitle: The fourth post\n---\n\nGo to the talks.\n\n- **Grok the GIL**\n  - [Video](https://youtu.be/abc?t=90)\n",
    );
    let mut terminal = blog.open_at("Go to the talks");
    terminal.press("V");
    terminal.shows("Grok the GIL › Video");
    terminal.shows("YouTube 1:30");
    terminal.press("/grok\r");
    terminal.shows("opened https://youtu.be/abc?t=90");
    let opened = fs::read_to_string(blog.path("opened")).unwrap();
    assert_eq!(opened, "1\nhttps://youtu.be/abc?t=90\n");
    // Until it is heard, a key after Esc would be one with Alt.
    terminal.press("\x1b");
    terminal.hides("opened");
    terminal.press("q");
    terminal.hides("YouTube 1:30");
    terminal.press("q");
    assert!(terminal.ended().success());
}

#[test]
fn an_editor_has_the_terminal_and_every_key_until_it_ends() {
    let blog = Blog::new();
    // It takes a line of what is typed and adds it to the post.
    let editor = blog.script(
        "editor",
        "printf 'At work on %s.\\r\\n' \"$*\"\nread -r line\nprintf '\\nTyped: %s\\n' \"$line\" >> \"$2\"",
    );
    let folder = blog.folder.path().to_str().unwrap();
    let mut terminal = Terminal::run(BYLINE, &[folder], &[("VISUAL", &format!("{editor} +1"))]);
    terminal.shows("See the second");
    terminal.press("e");
    terminal.shows("At work on +1 ");
    assert!(!terminal.is_taken());
    // Ctrl-c there is not meant for us; `q` would quit here.
    for word in ["qqq", "jjj", "e e"] {
        terminal.press(word);
        std::thread::sleep(Duration::from_millis(50));
    }
    terminal.press("\n");
    terminal.until("the reader's screen", Terminal::is_taken);
    terminal.shows("Typed: qqqjjje e");
    terminal.press("j");
    terminal.shows("Second words.");
    terminal.press("q");
    assert!(terminal.ended().success());
    terminal.is_given_back();
}

#[test]
fn what_is_typed_with_the_key_for_the_editor_does_not_act_on_the_reader() {
    let blog = Blog::new();
    let editor = blog.script("editor", "sleep 0.3; printf '\\nEdited.\\n' >> \"$1\"");
    let folder = blog.folder.path().to_str().unwrap();
    let mut terminal = Terminal::run(BYLINE, &[folder], &[("VISUAL", &editor)]);
    terminal.shows("See the second");
    terminal.press("eqqjq");
    terminal.shows("Edited.");
    assert!(terminal.is_running() && terminal.contents().contains("See the second"));
    terminal.press("q");
    assert!(terminal.ended().success());
}

/// Backspace takes the end of a report of the mouse away where the terminal edits lines.
#[test]
fn half_a_sequence_that_an_editor_left_swallows_no_key() {
    let blog = Blog::new();
    let editor = blog.script("editor", "printf 'At work.\\r\\n'\nsleep 1");
    let folder = blog.folder.path().to_str().unwrap();
    let mut terminal = Terminal::run(BYLINE, &[folder], &[("VISUAL", &editor)]);
    terminal.shows("See the second");
    terminal.press("e");
    terminal.shows("At work.");
    terminal.press("\x1b[<64;30;10M\x7f");
    terminal.until("the reader's screen", Terminal::is_taken);
    terminal.settle();
    terminal.press("?");
    terminal.shows("Everywhere");
    terminal.press("q");
    terminal.hides("Everywhere");
    terminal.press("q");
    assert!(terminal.ended().success());
}

#[test]
fn an_editor_that_fails_is_told_of_and_the_reader_goes_on() {
    let blog = Blog::new();
    let folder = blog.folder.path().to_str().unwrap();
    let mut terminal = Terminal::run(BYLINE, &[folder], &[("VISUAL", "/no/such/editor")]);
    terminal.shows("See the second");
    terminal.press("e");
    terminal.shows("cannot start /no/such/editor");
    terminal.press("j");
    terminal.shows("Second words.");
    terminal.press("q");
    assert!(terminal.ended().success());
}

#[test]
fn what_happens_to_the_files_shows_at_once() {
    let blog = Blog::new();
    let mut terminal = blog.open();
    let post = |title: &str, body: &str| format!("---\ntitle: {title}\n---\n\n{body}\n");
    let third = post("The new third post", "Rewritten words.");
    blog.change(
        &mut terminal,
        ("_posts/2020-03-03-third.md", &third),
        "Rewritten words.",
    );
    terminal.shows("2020-03-03 The new third");
    // Editors put a new file in the place of the old one.
    blog.write("_posts/.third.swp", &post("Third again", "Swapped words."));
    let third = blog.path("_posts/2020-03-03-third.md");
    fs::rename(blog.path("_posts/.third.swp"), &third).unwrap();
    terminal.shows("Swapped words.");
    blog.write("_posts/2021-01-01-fourth.md", &post("Fourth", "More."));
    terminal.shows("2021-01-01 Fourth");
    terminal.shows("2 of 4");
    terminal.shows("Swapped words.");
    fs::remove_file(&third).unwrap();
    terminal.shows("2020-03-03-third.md is gone from the blog");
    terminal.shows("2 of 3");
    terminal.shows("Swapped words.");
    terminal.press("j");
    terminal.shows("First words.");
    terminal.press("q");
    assert!(terminal.ended().success());
}

#[test]
fn the_words_at_the_top_stay_there_while_somebody_writes_above_them() {
    let blog = Blog::new();
    let lines = (1..=200).map(|number| format!("Paragraph number {number}.\n\n"));
    let lines: String = lines.collect();
    let post = |above: &str| format!("---\ntitle: Long\n---\n\n{above}{lines}");
    blog.write("_posts/2022-01-01-long.md", &post(""));
    let mut terminal = blog.open_at("Paragraph number 2.");
    let first = ("_posts/2023-01-01-first.md", "---\ntitle: Ahead\n---\n");
    blog.change(&mut terminal, first, "2023-01-01 Ahead");
    terminal.press("\r    ");
    terminal.shows("Paragraph number 45.");
    let line = |terminal: &Terminal| {
        let contents = terminal.contents();
        let mut lines = contents.lines();
        lines.find_map(|line| line.split_once("Paragraph").map(|(_, it)| it.to_owned()))
    };
    let before = line(&terminal);
    blog.write(
        "_posts/2022-01-01-long.md",
        &post("News.\n\nMore news.\n\n"),
    );
    blog.write("_posts/2022-02-02-next.md", "---\ntitle: Next\n---\n");
    terminal.shows("2022-02-02 Next");
    terminal.until("the same line", |terminal| line(terminal) == before);
    terminal.press("g");
    terminal.shows("More news.");
    terminal.press("q");
    assert!(terminal.ended().success());
}

#[test]
fn a_player_gets_the_address_as_one_argument_whatever_is_in_it() {
    let blog = Blog::new();
    blog.write(
        "_posts/2020-04-04-fourth.md",
        "---\ntitle: The fourth post\n---\n\nA talk: [Video](<https://youtu.be/abc?a='\"$(id);&|`x`>)\n",
    );
    let seen = blog.path("played");
    let body = format!("printf '%s\\n' \"$#\" \"$@\" > '{}'", seen.display());
    let player = blog.script("my player's \"$HOME\"; &", &body);
    let config = format!("[open]\nvideo = ['''{player}''', '--at={{url}}', 'x y']\n");
    let mut terminal = blog.open_configured(&config, "A talk");
    terminal.press("v\r");
    terminal.shows("opened https://youtu.be/abc");
    let handed = fs::read_to_string(&seen).unwrap();
    let address = "https://youtu.be/abc?a='\"$(id);&|`x`";
    assert_eq!(handed, format!("2\n--at={address}\nx y\n"));
    terminal.press("q");
    terminal.hides("Talks and videos");
    terminal.press("q");
    assert!(terminal.ended().success());
}

/// What opens an address says much, asks for keys, goes on for a while, or fails; once it is ours and
/// once the system's.
#[test]
fn what_opens_an_address_has_no_say_on_the_screen_and_leaves_no_zombie() {
    let blog = Blog::new();
    let read = blog.path("read").display().to_string();
    let shouts = "printf 'SHOUT\\033[2J'\nprintf 'SHOUT\\033[2J' >&2\nread -r key";
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{path}", blog.path("bin").display());
    let ours = blog.path("shouts");
    let ours = [("BYLINE_OPENER", ours.to_str().unwrap())];
    let the_systems = [("DISPLAY", ":0"), ("PATH", &*path)];
    for (variables, end, said) in [
        (&ours[..], "exit 0", "opened"),
        (&ours, "sleep 1", "opened"),
        (&ours, "exit 3", "failed"),
        // Another of the system's ways would be tried after a failure.
        (&the_systems, "sleep 1", "opened"),
    ] {
        if variables == the_systems && !cfg!(target_os = "linux") {
            continue;
        }
        let _ = fs::remove_file(blog.path("read"));
        for name in ["shouts", "bin/xdg-open"] {
            blog.script(name, &format!("{shouts}\necho $? > '{read}'\n{end}"));
        }
        let folder = blog.folder.path().to_str().unwrap();
        let mut terminal = Terminal::run(BYLINE, &[folder], variables);
        terminal.shows("See the second");
        terminal.press("zo");
        terminal.shows(said);
        terminal.shows("https://blog.example/2020/03/03/third.html");
        terminal.until("it to find that there is nothing to read", |_| {
            fs::read_to_string(&read).is_ok_and(|status| status == "1\n")
        });
        terminal.press("?");
        terminal.shows("half a page down");
        terminal.press("q");
        terminal.hides("half a page down");
        #[cfg(target_os = "linux")]
        terminal.until("all of its children to be waited for", |terminal| {
            terminal.children().is_empty()
        });
        assert!(!terminal.has_sent("SHOUT"), "{}", terminal.contents());
        terminal.press("q");
        assert!(terminal.ended().success());
    }
}

/// What is written there would stand on the screen until it is painted again.
#[test]
fn nothing_is_said_on_standard_error_while_the_reader_has_the_terminal() {
    let blog = Blog::new();
    blog.write("assets/a.png", "\u{89}PNG\r\n\u{1a}\n no picture");
    blog.write(
        "_posts/2020-04-04-fourth.md",
        "---\ntitle: a: b: [\ndate: never\n---\n\nThe fourth.\n\n![a](/assets/a.png)\n\n\
         ```rust\nlet a = \"b\n```\n\n$$\\frac{$$\n\n{% include none.html %}{% for %}\n",
    );
    blog.write("_posts/2020-04-05-none.md", "");
    blog.write("_includes/a.html", "{% include a.html %}");
    blog.write("_data/broken.yml", "a: [\n");
    blog.write("state/byline.db", "no database");
    let (said, state) = (blog.path("said"), blog.path("state"));
    let reader = blog.script(
        "reader",
        &format!("exec '{BYLINE}' \"$@\" 2> '{}'", said.display()),
    );
    let folder = blog.folder.path().to_str().unwrap();
    let variables = [
        ("BYLINE_OPENER", "/no/such/program"),
        ("VISUAL", "false"),
        ("BYLINE_STATE", state.to_str().unwrap()),
    ];
    let mut terminal = Terminal::run(&reader, &[folder], &variables);
    terminal.shows("of 5");
    for keys in [
        "g",
        "j",
        "\r",
        "G",
        "\t",
        "\r",
        "y",
        "o",
        "e",
        "i",
        "\x1b",
        "V",
        "\x1b",
        "S",
        "words(\"*",
        "\r",
        "\x1b",
        "\x1b",
        "/[(",
        "\x1b",
        "m",
        "*",
    ] {
        terminal.press(keys);
        terminal.settle();
    }
    terminal.press("\x03");
    assert!(terminal.ended().success());
    assert_eq!(fs::read_to_string(said).unwrap(), "");
}

#[test]
fn keys_are_as_they_are_configured() {
    let blog = Blog::new();
    let config = "[keys]\nquit = 'Q'\nsearch = ['q', 'S']\n";
    let mut terminal = blog.open_configured(config, "See the second");
    terminal.press("?");
    terminal.shows("q  S");
    terminal.press("\x1b[B?");
    terminal.hides("q  S");
    terminal.press("q");
    terminal.shows("Search");
    terminal.press("\x03");
    assert!(terminal.ended().success());
    let mut terminal = blog.open_configured(config, "See the second");
    terminal.press("Q");
    assert!(terminal.ended().success());
    terminal.is_given_back();
}

#[test]
fn a_player_in_text_mode_has_the_terminal_until_it_ends() {
    let blog = Blog::new();
    blog.write(
        "_posts/2020-04-04-fourth.md",
        "---\ntitle: The fourth post\n---\n\nA talk: [Video](https://youtu.be/abc)\n",
    );
    let player = blog.script("player", "printf 'Now playing %s.' \"$1\"\nread -r line");
    let config = format!("[open]\nvideo = {{ command = ['{player}'], interactive = true }}\n");
    let mut terminal = blog.open_configured(&config, "A talk");
    terminal.press("\r\t\r");
    terminal.shows("Now playing https://youtu.be/abc.");
    assert!(!terminal.is_taken());
    terminal.press("q\n");
    terminal.until("the reader's screen", Terminal::is_taken);
    terminal.shows("A talk");
    terminal.press("q");
    assert!(terminal.ended().success());
    terminal.is_given_back();
}

#[test]
fn a_mistake_in_the_configuration_is_told_before_anything_else() {
    let blog = Blog::new();
    let config = blog.path("config.toml");
    fs::write(&config, "measure = 80\nmesure = 60\n").unwrap();
    let folder = blog.folder.path().to_str().unwrap();
    let variables = [("BYLINE_CONFIG", config.to_str().unwrap())];
    let mut terminal = Terminal::run(BYLINE, &[folder], &variables);
    assert!(!terminal.ended().success());
    assert!(
        terminal
            .contents()
            .contains("line 2: unknown field `mesure`")
    );
}

const LIGHT: &str = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;22c";
const DARK: &str = "\x1b]11;rgb:1c1c/1d1d/2121\x07\x1b[?1;2c";
/// The ink of a title on a light ground, and on a dark one.
const ON_LIGHT: &str = "38;2;20;21;24";
const ON_DARK: &str = "38;2;244;241;232";

/// Opens the blog in a terminal of all colours, and waits for its question.
fn asked(blog: &Blog) -> Terminal {
    let folder = blog.folder.path().to_str().unwrap();
    let mut terminal = Terminal::run(BYLINE, &[folder], &[("COLORTERM", "truecolor")]);
    terminal.until("a question", |it| it.has_sent("\x1b]11;?"));
    terminal
}

#[test]
fn the_colours_follow_the_terminals_ground_and_no_key_is_lost() {
    let blog = Blog::new();
    for (answer, ink, other) in [(LIGHT, ON_LIGHT, ON_DARK), (DARK, ON_DARK, ON_LIGHT)] {
        let mut terminal = asked(&blog);
        terminal.press(&format!("j{answer}j"));
        terminal.shows("First words.");
        terminal.shows("3 of 3");
        terminal.until(ink, |it| it.has_sent(ink));
        // A frame later everything is in the colours of that ground.
        terminal.bytes.clear();
        terminal.press("k");
        terminal.shows("Second words.");
        assert!(!terminal.has_sent(other), "{other}");
        terminal.press("q");
        assert!(terminal.ended().success());
        terminal.is_given_back();
    }
}

#[test]
fn a_terminal_that_does_not_answer_or_answers_late_does_no_harm() {
    let blog = Blog::new();
    let mut terminal = asked(&blog);
    terminal.press("j\x1b[B");
    terminal.shows("First words.");
    std::thread::sleep(Duration::from_millis(400));
    // As keys this would be `g`, to the first post, and more.
    terminal.press(LIGHT);
    std::thread::sleep(Duration::from_millis(100));
    terminal.press("z");
    terminal.hides("3 of 3");
    terminal.shows("First words.");
    terminal.press("q");
    assert!(terminal.ended().success());
}

#[test]
fn who_has_chosen_colours_is_not_asked() {
    let blog = Blog::new();
    let folder = blog.folder.path().to_str().unwrap();
    for (argument, variable) in [("--theme=light", "X"), ("--theme=auto", "NO_COLOR")] {
        let mut terminal = Terminal::run(BYLINE, &[argument, folder], &[(variable, "1")]);
        terminal.shows("See the second");
        terminal.press("j");
        terminal.shows("Second words.");
        assert!(!terminal.has_sent("\x1b]11;?"), "{argument}");
        terminal.press("q");
        assert!(terminal.ended().success());
    }
}

#[test]
fn copying_goes_through_the_terminals_clipboard() {
    let blog = Blog::new();
    let mut terminal = blog.open();
    terminal.press("y");
    terminal.shows("copied https://blog.example/2020/03/03/third.html");
    let sent = String::from_utf8_lossy(&terminal.bytes).into_owned();
    assert!(sent.contains("\x1b]52;c;aHR0cHM6Ly9ibG9nLmV4YW1wbGUv"));
}

#[test]
fn the_terminal_is_given_back_on_every_signal_that_ends() {
    for (name, number) in [("-TERM", 15), ("-HUP", 1), ("-INT", 2)] {
        let blog = Blog::new();
        let mut terminal = blog.open();
        terminal.signal(name);
        let status = terminal.ended();
        assert!(!status.success(), "{number}: {status:?}");
        terminal.is_given_back();
    }
}

/// A terminal within the terminal, so that it can go away for good.
#[test]
#[cfg(target_os = "linux")]
fn a_terminal_that_goes_away_ends_the_program() {
    if std::process::Command::new("script")
        .arg("--version")
        .output()
        .is_err()
    {
        eprintln!("skipped: there is no `script` here");
        return;
    }
    let blog = Blog::new();
    let folder = blog.folder.path().to_str().unwrap();
    let inner = format!("'{BYLINE}' '{folder}'");
    let mut terminal = Terminal::run("script", &["-qec", &inner, "/dev/null"], &[]);
    terminal.shows("See the second");
    assert_eq!(terminal::processes_of(BYLINE, folder), 1);
    terminal.signal("-KILL");
    terminal.ended();
    terminal.until("no reader", |_| terminal::processes_of(BYLINE, folder) == 0);
}

#[test]
fn a_stopped_reader_gives_the_terminal_back_and_takes_it_again() {
    let blog = Blog::new();
    // A shell that has jobs, and wakes the one that was stopped when a line is typed.
    let script = "\"$0\" \"$1\"; echo Stopped here.; read -r line; fg";
    let folder = blog.folder.path().to_str().unwrap();
    let mut terminal = Terminal::run("bash", &["-mc", script, BYLINE, folder], &[]);
    terminal.shows("See the second");
    terminal.press("j");
    terminal.shows("Second words.");
    terminal.press("\x1a");
    terminal.until("the shell's screen", |it| !it.is_taken());
    terminal.shows("Stopped here.");
    terminal.is_given_back();
    terminal.press("\n");
    terminal.until("the reader's screen", Terminal::is_taken);
    terminal.shows("Second words.");
    terminal.press("j");
    terminal.shows("First words.");
    terminal.press("q");
    terminal.ended();
    terminal.is_given_back();
}

#[test]
fn a_reader_that_no_shell_could_wake_does_not_stop() {
    let blog = Blog::new();
    let mut terminal = blog.open();
    for stop in ["\x1a", "-TSTP"] {
        match stop {
            "\x1a" => terminal.press(stop),
            signal => terminal.signal(signal),
        }
        terminal.shows("no shell here");
        assert_ne!(terminal.state(), Some('T'));
        terminal.press("j");
        terminal.hides("no shell here");
    }
    terminal.press("q");
    assert!(terminal.ended().success());
}

#[test]
fn broken_sequences_and_impossible_mouse_reports_do_no_harm() {
    let blog = Blog::new();
    let mut terminal = blog.open();
    terminal.press("\x1b[<0;0;0M");
    terminal.press("\x1b[<0;65535;65535M");
    terminal.press("\x1b[<0;99999;1M");
    terminal.press("\x1b[<64;5;5M");
    terminal.press("\x1b[999999999~");
    terminal.press("j");
    terminal.shows("Second words.");
    terminal.press("q");
    assert!(terminal.ended().success());
    terminal.is_given_back();
}

#[test]
fn nothing_is_done_while_nothing_happens() {
    let blog = Blog::new();
    let mut terminal = blog.open();
    std::thread::sleep(Duration::from_millis(300));
    let before = terminal.ticks();
    std::thread::sleep(Duration::from_secs(2));
    assert!(terminal.ticks() - before <= 1);
    terminal.press("q");
    terminal.ended();
}

#[test]
fn keys_work_while_standard_input_is_the_post() {
    let script = format!("printf 'Piped words.\\n' | '{BYLINE}' -");
    let mut terminal = Terminal::run("sh", &["-c", &script], &[]);
    terminal.shows("Piped words.");
    terminal.press("?");
    terminal.shows("In a post");
    terminal.press("q");
    terminal.hides("In a post");
    terminal.press("q");
    assert!(terminal.ended().success());
    terminal.is_given_back();
}

#[test]
fn without_a_display_the_whole_address_is_shown() {
    let blog = Blog::new();
    let mut terminal = Terminal::run(BYLINE, &[blog.folder.path().to_str().unwrap()], &[]);
    terminal.shows("See the second");
    // The whole width makes one line of it.
    terminal.press("zo");
    terminal.shows("no display here to open https://blog.example/2020/03/03/third.html");
}

/// The panic has to happen in a program that took a terminal: this very one, run again.
#[test]
fn a_panic_gives_the_terminal_back_before_it_is_told() {
    let this = std::env::current_exe().unwrap();
    let arguments = [
        "--exact",
        "panics_with_the_terminal_taken",
        "--ignored",
        "--nocapture",
    ];
    let quiet = [("RUST_BACKTRACE", "0")];
    let mut terminal = Terminal::run(this.to_str().unwrap(), &arguments, &quiet);
    assert!(!terminal.ended().success());
    terminal.is_given_back();
    let sent = String::from_utf8_lossy(&terminal.bytes).into_owned();
    assert!(
        !sent.contains("of a worker"),
        "a worker's panic is not printed"
    );
    let left = sent.find("\x1b[?1049l").unwrap();
    assert!(left < sent.find("it went wrong").unwrap());
}

#[test]
#[ignore = "run by the test above, in a terminal of its own"]
fn panics_with_the_terminal_taken() {
    byline::tui::terminal::give_back_on_panic();
    let _screen = byline::tui::terminal::Screen::take().unwrap();
    let worker = std::thread::spawn(|| panic!("the trouble of a worker"));
    assert!(worker.join().is_err());
    panic!("it went wrong");
}
