//! The command line without a terminal: what is printed, and the exit codes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use std::io::{Read, Write};
use std::process::{Command, Output, Stdio};

fn byline(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_byline"));
    command.args(arguments).stdin(Stdio::null());
    // Whoever runs the tests may have settled things.
    command.env("XDG_CONFIG_HOME", "/nonexistent");
    // A file in the way: nothing is remembered.
    command.env(
        "BYLINE_STATE",
        concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"),
    );
    command
}

fn run(arguments: &[&str]) -> Output {
    byline(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn blog() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let posts = folder.path().join("_posts");
    std::fs::create_dir(&posts).unwrap();
    for (name, title) in [("2020-01-01-a.md", "First"), ("2021-01-01-b.md", "Second")] {
        let text =
            format!("---\ntitle: {title}\n---\n\n**Words** of {title}, [a link](https://a.b/c).\n");
        std::fs::write(posts.join(name), text).unwrap();
    }
    folder
}

#[test]
fn a_post_that_goes_to_a_pipe_is_plain_text() {
    let folder = blog();
    let post = folder.path().join("_posts/2020-01-01-a.md");
    for arguments in [
        &[post.to_str().unwrap()][..],
        &["show", post.to_str().unwrap()],
    ] {
        let output = run(arguments);
        assert!(output.status.success(), "{}", text(&output.stderr));
        let shown = text(&output.stdout);
        assert!(shown.contains("Words of First, a link."), "{shown}");
        assert!(!shown.contains('\x1b'), "{shown}");
    }
}

#[test]
fn a_blog_that_goes_to_a_pipe_is_a_list() {
    let folder = blog();
    let output = run(&[folder.path().to_str().unwrap()]);
    let listed = text(&output.stdout);
    assert_eq!(listed.lines().count(), 2, "{listed}");
    assert!(listed.starts_with("2021-01-01"), "{listed}");
}

#[test]
fn colour_and_hyperlinks_come_when_asked_for() {
    let folder = blog();
    let post = folder.path().join("_posts/2020-01-01-a.md");
    let post = post.to_str().unwrap();
    let shown = text(&run(&["show", post, "--color", "always", "--links", "osc8"]).stdout);
    assert!(
        shown.contains("\x1b[") && shown.contains("\x1b]8;;https://a.b/c"),
        "{shown}"
    );
}

fn piped(bytes: &[u8]) -> Output {
    let mut child = byline(&["-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may have had enough before the end.
    let _ = child.stdin.take().unwrap().write_all(bytes);
    child.wait_with_output().unwrap()
}

#[test]
fn standard_input_is_a_post() {
    let output = piped(b"Piped *words*.\n");
    assert!(text(&output.stdout).contains("Piped words."));
}

#[test]
fn standard_input_is_decoded_as_files_are() {
    let latin = piped(b"A caf\xe9, \x93quoted\x94.\n");
    assert!(text(&latin.stdout).contains("A café, “quoted”."));
    let words: Vec<u8> = "\u{feff}Grüße, 漢.\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert!(text(&piped(&words).stdout).contains("Grüße, 漢."));
}

#[test]
fn standard_input_beyond_the_limit_is_refused() {
    let output = piped(&vec![b'\n'; (32 << 20) + 1]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        text(&output.stderr),
        "byline: cannot read standard input: it has more than 32 MB, and a post may not; split it\n"
    );
}

#[cfg(unix)]
#[test]
fn a_configuration_that_is_no_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.toml");
    let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let large = folder.path().join("large.toml");
    std::fs::write(&large, "# filler\n".repeat(120_000)).unwrap();
    for (path, reason) in [
        (folder.path(), "it is not a file"),
        (large.as_path(), "it has more than 1 MB"),
        (pipe.as_path(), "it is not a file"),
        ("/dev/zero".as_ref(), "it is not a file"),
    ] {
        let mut command = byline(&["show", "-"]);
        let output = command.env("BYLINE_CONFIG", path).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let said = text(&output.stderr);
        assert!(said.contains(reason), "{said}");
    }
}

#[test]
fn an_error_is_one_sentence_and_exit_code_1() {
    let output = run(&["show", "/no/such/post.md"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "");
    let said = text(&output.stderr);
    assert!(
        said.starts_with("byline: cannot read /no/such/post.md"),
        "{said}"
    );
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[cfg(unix)]
#[test]
fn a_cause_is_told_once() {
    let outer = blog();
    let inner = outer.path().join("inner");
    std::fs::create_dir(&inner).unwrap();
    let secret = outer.path().join("secret.md");
    std::fs::write(&secret, "secret").unwrap();
    let out = inner.join("out.md");
    std::os::unix::fs::symlink(&secret, &out).unwrap();
    let said = text(&run(&["show", out.to_str().unwrap()]).stderr);
    assert_eq!(said.matches("outside the blog").count(), 1, "{said}");
    let said = text(&run(&["show", "/no/such/post.md"]).stderr);
    assert_eq!(said.matches("No such file").count(), 1, "{said}");
}

#[test]
fn what_is_said_of_a_hostile_name_is_safe_for_a_terminal() {
    let hostile = "/no/\u{1b}]0;title\u{7}\u{9b}2J\n\u{202e}.md";
    let hostile_option = format!("--{hostile}");
    let config = tempfile::tempdir().unwrap();
    let settings = config.path().join("a\u{1b}[31m.toml");
    std::fs::write(&settings, "\"a\\u001b[31m\" = 1\n").unwrap();
    for output in [
        run(&["show", hostile]),
        run(&["list", hostile]),
        run(&["--width", hostile]),
        run(&[&hostile_option]),
        run(&["list", "--sort", hostile]),
        byline(&["show", "-"])
            .env("BYLINE_CONFIG", &settings)
            .output()
            .unwrap(),
    ] {
        let said = text(&output.stderr);
        assert!(!output.status.success() && !said.is_empty());
        let obeyed = |sign: char| {
            sign.is_control() && sign != '\n' || ('\u{202a}'..='\u{202e}').contains(&sign)
        };
        assert!(!said.contains(obeyed), "{said:?}");
    }
}

#[test]
fn machine_readable_output_holds_nothing_that_a_terminal_obeys() {
    let folder = blog();
    let path = folder.path().to_str().unwrap();
    let hostile =
        "---\ntitle: \"a\\u009b2J\\u202e\"\ndate: TBD\n---\n\n[b&#155;](https://a.b/\u{2066})\n";
    std::fs::write(folder.path().join("_posts/2022-01-01-\u{9b}c.md"), hostile).unwrap();
    for command in ["list", "links", "check"] {
        let output = run(&[command, "--json", path]);
        let written = text(&output.stdout);
        assert!(written.contains("2022-01-01-\\u009bc.md"), "{written}");
        let obeyed = |sign: char| {
            sign.is_control() && sign != '\n' || ('\u{2028}'..='\u{2069}').contains(&sign)
        };
        assert!(!written.contains(obeyed), "{written:?}");
        let read: serde_json::Value = serde_json::from_str(&written).unwrap();
        assert!(read.as_array().is_some_and(|entries| !entries.is_empty()));
    }
}

/// Who may read everything becomes nobody for it.
#[cfg(unix)]
#[test]
fn a_post_that_may_not_be_read_is_told_of_and_stops_nothing() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;

    let folder = blog();
    let mode = |path: &std::path::Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    let closed = folder.path().join("_posts/2020-01-01-a.md");
    mode(folder.path(), 0o755);
    mode(&closed, 0);
    let path = folder.path().to_str().unwrap();
    let run_as = |arguments: &[&str], nobody: bool| {
        let mut command = byline(arguments);
        if nobody {
            command.uid(65_534);
        }
        command.output()
    };
    let is_open = std::fs::read(&closed).is_ok();
    let Ok(listed) = run_as(&["list", path], is_open) else {
        eprintln!("skipped: nobody may run byline here");
        return;
    };
    assert!(listed.status.success(), "{}", text(&listed.stderr));
    let lines = text(&listed.stdout);
    assert!(
        lines.contains("Second") && lines.lines().count() == 2,
        "{lines}"
    );
    let found = run_as(&["check", path], is_open).unwrap();
    assert_eq!(found.status.code(), Some(1));
    let told = text(&found.stdout);
    assert!(
        told.contains("2020-01-01-a.md") && told.contains("ermission denied"),
        "{told}"
    );
    let shown = run_as(&["show", closed.to_str().unwrap()], is_open).unwrap();
    assert_eq!(shown.status.code(), Some(1));
    let said = text(&shown.stderr);
    assert!(said.contains("2020-01-01-a.md"), "{said}");
}

#[test]
fn showing_a_whole_blog_says_what_to_do_instead() {
    let folder = blog();
    let output = run(&["show", folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("byline list"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn a_usage_error_is_exit_code_2() {
    assert_eq!(run(&["--no-such-option"]).status.code(), Some(2));
    assert_eq!(run(&["show"]).status.code(), Some(2));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = blog();
    let long = "Many words. ".repeat(100_000);
    let post = folder.path().join("_posts/2022-01-01-long.md");
    std::fs::write(&post, long).unwrap();
    let mut child = byline(&["show", post.to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let status = child.wait().unwrap();
    let mut said = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert_eq!((status.success(), said.as_str()), (true, ""));
}

#[test]
fn the_sample_blog_is_read_where_there_is_no_other() {
    let empty = tempfile::tempdir().unwrap();
    // The source of byline itself holds the sample blog, but is none.
    for folder in [empty.path(), env!("CARGO_MANIFEST_DIR").as_ref()] {
        let output = byline(&[]).current_dir(folder).output().unwrap();
        let listed = text(&output.stdout);
        assert!(listed.lines().count() >= 12, "{listed}");
        assert!(
            listed.contains("/2025/03/30/in-praise-of-eighty-columns/"),
            "{listed}"
        );
    }
}

#[test]
fn a_check_ends_with_1_when_it_finds_something() {
    let folder = blog();
    let path = folder.path().to_str().unwrap();
    let clean = run(&["check", path]);
    assert_eq!(clean.status.code(), Some(0), "{}", text(&clean.stdout));
    assert!(clean.stdout.is_empty() && clean.stderr.is_empty());
    let bad = "---\ntitle: Third\n---\n\n[gone](/2019/01/01/gone.html)\n";
    std::fs::write(folder.path().join("_posts/2022-01-01-c.md"), bad).unwrap();
    let found = run(&["check", path]);
    assert_eq!(found.status.code(), Some(1));
    assert_eq!(
        text(&found.stdout),
        "_posts/2022-01-01-c.md:5: there is no post at /2019/01/01/gone.html\n"
    );
    assert_eq!(
        text(&found.stderr),
        "byline: 1 problem in 1 file; 3 posts checked\n"
    );
    let json = run(&["check", "--json", path]);
    let problems: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(problems[0]["line"], 5);
    assert_eq!(problems[0]["path"], "_posts/2022-01-01-c.md");
}

#[test]
fn the_sample_blog_has_only_the_mistake_that_it_shows() {
    let output = byline(&["check"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/sample-posts"))
        .output()
        .unwrap();
    let found = text(&output.stdout);
    let expected = "_posts/2016-06-18-how-to-prune-a-blackcurrant.md:2: the head is not YAML";
    assert!(found.starts_with(expected), "{found}");
    assert_eq!(found.lines().count(), 1, "{found}");
}

#[test]
fn a_folder_without_posts_is_an_error_that_names_it() {
    let empty = tempfile::tempdir().unwrap();
    let path = empty.path().to_str().unwrap();
    for arguments in [
        &[path][..],
        &["list", path],
        &["list", "--json", path],
        &["links", path],
        &["check", path],
        &["show", path],
        // Not the sample blog: nobody wants to know what is wrong with that.
        &["check"],
    ] {
        let output = byline(arguments)
            .current_dir(empty.path())
            .output()
            .unwrap();
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert_eq!(text(&output.stdout), "", "{arguments:?}");
        assert!(said.contains("there is no post in /"), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    let drafts = empty.path().join("_drafts");
    std::fs::create_dir(&drafts).unwrap();
    std::fs::write(drafts.join("a.md"), "Words.\n").unwrap();
    std::fs::write(empty.path().join("_config.yml"), "title: A\n").unwrap();
    let said = text(&run(&["list", path]).stderr);
    assert!(said.contains("add --drafts"), "{said}");
    assert!(run(&["list", "--drafts", path]).status.success());
}

#[test]
fn a_tag_that_no_post_has_lists_none() {
    let folder = blog();
    let output = run(&["list", "--tag", "nosuch", folder.path().to_str().unwrap()]);
    assert!(output.status.success());
    assert!(output.stdout.is_empty() && output.stderr.is_empty());
}

#[test]
fn a_list_can_be_filtered() {
    let folder = blog();
    let path = folder.path().to_str().unwrap();
    let titles = |filter: &str| {
        let output = run(&["list", "--json", "--filter", filter, path]);
        let posts: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
        let titles = posts.iter().map(|post| post["title"].to_string());
        titles.collect::<Vec<_>>()
    };
    assert_eq!(titles("scnd"), ["\"Second\""]);
    assert_eq!(titles("year:2020 -second"), ["\"First\""]);
    assert!(titles("nobody").is_empty());
    let output = run(&["list", "--filter", "is:unred", path]);
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert!(
        said.contains("is: knows unread, starred, read, draft"),
        "{said}"
    );
}

#[test]
fn what_is_asked_in_a_folder_without_posts_is_not_answered_about_the_samples() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [&["list"][..], &["links"], &["search", "the"], &["check"]] {
        let mut program = byline(arguments);
        let output = program.current_dir(folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(output.stdout.is_empty());
        let said = text(&output.stderr);
        assert!(said.contains("there is no post"), "{said}");
    }
}

#[test]
fn shells_and_man_are_served() {
    for shell in ["bash", "zsh", "fish"] {
        let output = run(&["completions", shell]);
        assert!(output.status.success());
        let script = text(&output.stdout);
        assert!(
            script.contains("byline") && script.contains("check"),
            "{shell}"
        );
    }
    assert_eq!(run(&["completions", "nosh"]).status.code(), Some(2));
    let page = text(&run(&["man"]).stdout);
    assert!(page.contains(".TH byline 1"), "{page}");
    assert!(page.contains("\\-\\-hyphenate"), "{page}");
}
