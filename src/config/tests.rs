#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use toml::Spanned;

use super::*;
use crate::browser::{Program, Streams};

fn read(text: &str) -> Result<Config, String> {
    Config::read(&file(text)).map_err(|error| error.to_string())
}

fn file(text: &str) -> File {
    File {
        path: PathBuf::from("c.toml"),
        text: text.to_owned(),
    }
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
        (
            "keys = 'j'\n",
            "c.toml, line 1: `keys` is a table of names and their keys",
        ),
        (
            "[keys]\n\ndown = 7\n",
            "c.toml, line 3: invalid type: integer `7`, expected a key such as \"j\", or a list",
        ),
        (
            "[keys]\ndown = ['j',\n  7]\n",
            "c.toml, line 3: invalid type: integer `7`, expected",
        ),
        (
            "[keys]\ndown = 'j'\ndown = 'n'\n",
            "c.toml, line 3: duplicate key",
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
        (Config::default(), File::default())
    );
    let told = Config::at(&path, Absent::Fails).unwrap_err().to_string();
    assert!(told.contains("none.toml"), "{told}");
}

/// The names and keys of a table, as they are handed on, and what stands where they do.
fn rebindings(text: &str) -> Vec<(String, Vec<String>)> {
    let spelled = |word: &Spanned<String>| {
        let at = text.get(word.span()).unwrap();
        assert!(
            word.get_ref().ends_with(at.trim_matches(['"', '\''])),
            "{at}"
        );
        word.get_ref().clone()
    };
    let config = read(text).unwrap();
    let rebindings = config.keys.iter();
    rebindings
        .map(|it| (spelled(&it.name), it.keys.iter().map(spelled).collect()))
        .collect()
}

#[test]
fn names_and_keys_are_handed_on_in_the_order_of_the_file() {
    let text = "[keys]\nup = 'w'\nreader.page-down = [\"Space\", 'n']\ndown = []\n\
                \"menu.close\" = 'x'\n\n[keys.typing]\ncancel = 'Ctrl-g'\n";
    let expected = [
        ("up", vec!["w"]),
        ("reader.page-down", vec!["Space", "n"]),
        ("down", vec![]),
        ("menu.close", vec!["x"]),
        ("typing.cancel", vec!["Ctrl-g"]),
    ];
    let expected = expected.map(|(name, keys)| {
        let keys: Vec<String> = keys.into_iter().map(str::to_owned).collect();
        (name.to_owned(), keys)
    });
    assert_eq!(rebindings(text), expected);
}

#[test]
fn what_is_found_out_later_is_told_with_its_line() {
    let file = file("[keys]\ndown = 'x'\n\nup = 'é'\n");
    let (_, up) = file.text.split_once("up").unwrap();
    let at = file.text.len() - up.len();
    let told = file.wrong(at, "wrong".to_owned()).to_string();
    assert!(told.starts_with("c.toml, line 4: wrong; "), "{told}");
}
