//! What is remembered from one session to the next.

use std::fs;

use super::terminal::Terminal;
use super::{BYLINE, Blog};

impl Blog {
    /// A folder for what is remembered, and a post of a hundred paragraphs to be read.
    fn with_memory() -> (Blog, String) {
        let blog = Blog::new();
        let paragraphs = (1..=100).map(|number| {
            format!("Paragraph {number} has so many words that it takes more than one row of a narrow pane.\n\n")
        });
        let text = format!(
            "---\ntitle: Long\n---\n\n{}",
            paragraphs.collect::<String>()
        );
        blog.write("_posts/2021-01-01-long.md", &text);
        let state = blog.path(".state");
        let state = state.to_str().unwrap().to_owned();
        (blog, state)
    }

    fn read(&self, state: &str) -> Terminal {
        let folder = self.folder.path().to_str().unwrap();
        Terminal::run(BYLINE, &[folder], &[("BYLINE_STATE", state)])
    }
}

/// The first words of a paragraph that are seen.
fn top(terminal: &Terminal) -> Option<String> {
    let contents = terminal.contents();
    let start = contents.find("Paragraph ")?;
    let words = contents[start..].split_whitespace().take(2);
    Some(words.collect::<Vec<_>>().join(" "))
}

#[test]
fn half_a_post_goes_on_at_the_same_paragraph_at_another_width() {
    let (blog, state) = Blog::with_memory();
    let mut terminal = blog.read(&state);
    terminal.shows("Paragraph 1 ");
    terminal.press("\r");
    for _ in 0..4 {
        let before = top(&terminal);
        terminal.press(" ");
        terminal.until("the next page", |terminal| top(terminal) != before);
    }
    let before = top(&terminal).unwrap();
    terminal.press("q");
    assert!(terminal.ended().success());

    let mut terminal = blog.read(&state);
    terminal.shows(&before);
    assert_eq!(top(&terminal).unwrap(), before);
    terminal.resize(60, 30);
    terminal.press("\r");
    terminal.shows(&before);
    terminal.press("q");
    terminal.ended();

    // Another session that begins narrow.
    let mut terminal = blog.read(&state);
    terminal.resize(50, 24);
    terminal.press("\r");
    terminal.shows(&before);
    assert_eq!(top(&terminal).unwrap(), before);
}

#[test]
fn a_kill_while_reading_loses_nothing_that_is_a_second_old() {
    let (blog, state) = Blog::with_memory();
    let mut terminal = blog.read(&state);
    terminal.shows("Paragraph 1 ");
    terminal.press("*");
    terminal.shows("starred");
    std::thread::sleep(std::time::Duration::from_secs(1));
    terminal.signal("-KILL");
    terminal.ended();
    let mut terminal = blog.read(&state);
    terminal.shows("★");
}

#[test]
fn two_readers_of_a_blog_lose_nothing_of_each_other() {
    let (blog, state) = Blog::with_memory();
    let (mut one, mut other) = (blog.read(&state), blog.read(&state));
    one.shows("Paragraph 1 ");
    other.shows("Paragraph 1 ");
    one.press("*");
    one.shows("starred");
    other.press("jm");
    other.shows("marked as read");
    one.press("q");
    other.press("q");
    one.ended();
    other.ended();
    let mut terminal = blog.read(&state);
    terminal.shows("★");
    terminal.press("/is:read");
    terminal.shows("1 of 4");
}

#[test]
fn a_damaged_memory_is_set_aside_and_reading_goes_on() {
    let (blog, state) = Blog::with_memory();
    fs::create_dir_all(&state).unwrap();
    let damaged = "no database ".repeat(1000);
    fs::write(format!("{state}/memory.sqlite"), &damaged).unwrap();
    let mut terminal = blog.read(&state);
    terminal.shows("Paragraph 1 ");
    terminal.shows("was damaged");
    terminal.press("*");
    terminal.shows("starred");
    let names = fs::read_dir(&state).unwrap().flatten();
    let kept = names.filter(|entry| fs::read_to_string(entry.path()).is_ok_and(|it| it == damaged));
    assert_eq!(kept.count(), 1, "it is not deleted");
}

#[test]
fn nothing_is_remembered_without_memory() {
    let (blog, state) = Blog::with_memory();
    let folder = blog.folder.path().to_str().unwrap();
    let arguments = ["--no-memory", folder];
    let mut terminal = Terminal::run(BYLINE, &arguments, &[("BYLINE_STATE", &state)]);
    terminal.shows("Paragraph 1 ");
    terminal.press("*Swords");
    terminal.shows("Second words.");
    terminal.press("\u{1b}");
    terminal.hides("Second words.");
    terminal.press("q");
    terminal.ended();
    assert!(!std::path::Path::new(&state).exists());
}

#[test]
fn without_a_path_the_blogs_of_before_are_offered() {
    let (blog, state) = Blog::with_memory();
    let code = "---\ntitle: Code\n---\n\n```rust\nfn coloured() {}\n```\n";
    blog.write("_posts/2019-01-01-code.md", code);
    let mut terminal = blog.read(&state);
    terminal.shows("Paragraph 1 ");
    terminal.press("q");
    terminal.ended();

    let elsewhere = tempfile::tempdir().unwrap();
    let place = elsewhere.path().to_str().unwrap();
    let script = format!("cd '{place}' && exec '{BYLINE}'");
    let mut terminal = Terminal::run("sh", &["-c", &script], &[("BYLINE_STATE", &state)]);
    terminal.shows("A blog of ours");
    terminal.shows("The sample posts");
    terminal.press("\r");
    terminal.shows("Paragraph 1 ");
    let code = |terminal: &Terminal| terminal.has_sent("mfn\u{1b}[");
    terminal.press("G");
    terminal.until("code in colours", code);
    terminal.press("g");
    terminal.shows("Paragraph 1 ");
    // From there to the sample posts and back, in the same session, where code is coloured too.
    terminal.press("B");
    terminal.shows("The sample posts");
    terminal.press("G\r");
    terminal.shows("Marginalia");
    terminal.press("/small programs\r\r");
    terminal.shows("Small programs for text");
    terminal.bytes.clear();
    for _ in 0..40 {
        if !terminal.contents().contains("fn ") {
            terminal.press("d");
            std::thread::sleep(std::time::Duration::from_millis(50));
            terminal.comes_to_show("fn ", std::time::Duration::from_millis(100));
        }
    }
    terminal.until("code in colours", code);
    terminal.press("h");
    terminal.press("\u{1b}");
    terminal.shows("newest");
    terminal.press("B");
    terminal.shows("The sample posts");
    terminal.press("\r");
    terminal.shows("Paragraph 1 ");
    blog.change(
        &mut terminal,
        (
            "_posts/2022-01-01-new.md",
            "---\ntitle: Brand new\n---\n\nNew.\n",
        ),
        "Brand new",
    );
    terminal.press("q");
    terminal.ended();
}
