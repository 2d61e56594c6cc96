#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use super::*;
use crate::browser::{Program, Streams};

fn read(text: &str) -> Result<Config, String> {
    Config::read(text, Path::new("c.toml")).map_err(|error| error.to_string())
}

#[test]
fn the_defaults_that_are_shown_are_the_defaults() {
    assert_eq!(read(DEFAULTS).unwrap(), Config::default());
    assert_eq!(read("").unwrap(), Config::default());
}

#[test]
fn what_is_shown_as_an_example_can_be_used() {
    let examples: Vec<&str> = DEFAULTS
        .lines()
        .map(|line| {
            let example = line.strip_prefix("# ").filter(|rest| rest.contains(" = ["));
            let example = example.filter(|rest| !rest.contains('{') || rest.ends_with(']'));
            example.unwrap_or(line)
        })
        .collect();
    let config = read(&examples.join("\n")).unwrap();
    assert!(config.open.web.is_some() && config.open.video.is_some());
    assert!(config.open.audio.is_some());
}

#[test]
fn a_program_is_a_list_or_says_that_it_wants_the_terminal() {
    let config =
        read("[open]\nvideo = ['mpv', '{url}']\nweb = { command = ['w3m'], interactive = true }\n")
            .unwrap();
    let words = |words: &[&str]| words.iter().map(|&word| word.into()).collect();
    let video = Program::new(words(&["mpv", "{url}"]), "{url}", Streams::Nowhere);
    let web = Program::new(words(&["w3m"]), "{url}", Streams::Terminal);
    assert_eq!((config.open.video, config.open.web), (video, web));
}

#[test]
fn what_is_not_understood_is_told_with_its_line() {
    for (text, expected) in [
        (
            "measure = 80\ncolour = 'x'\n",
            "c.toml, line 2: unknown field `colour`",
        ),
        ("theme = 'pink'\n", "c.toml, line 1: unknown variant `pink`"),
        (
            "ascii = false\nmeasure = 7\n",
            "c.toml, line 2: `measure` is 7 and has to be",
        ),
        (
            "measure = 'wide'\n",
            "c.toml, line 1: invalid type: string \"wide\"",
        ),
        ("\n\nmeasure 80\n", "c.toml, line 3: "),
        (
            "[open]\nvideo = 'mpv'\n",
            "c.toml, line 2: a program is a list such as",
        ),
        (
            "[open]\nvideo = []\n",
            "c.toml, line 2: the list of a program begins",
        ),
    ] {
        let told = read(text).unwrap_err();
        assert!(told.starts_with(expected), "{told}");
        assert!(
            told.ends_with("`byline config` shows what can be settled"),
            "{told}"
        );
    }
}

#[test]
fn a_file_that_was_named_has_to_be_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("none.toml");
    assert_eq!(
        Config::at(&path, Absent::Defaults).unwrap(),
        Config::default()
    );
    let told = Config::at(&path, Absent::Fails).unwrap_err().to_string();
    assert!(told.contains("none.toml"), "{told}");
}
