//! Keys that are bound otherwise, and where they are named.

use toml::Spanned;

use super::*;
use crate::config::Rebinding;

fn rebound(bindings: &[(&str, &[&str])]) -> Screen {
    let word = |word: &str| Spanned::new(0..0, word.to_owned());
    let rebindings = bindings.iter().map(|(name, keys)| Rebinding {
        name: word(name),
        keys: keys.iter().map(|key| word(key)).collect(),
    });
    let keymap = Keymap::rebound(&rebindings.collect::<Vec<_>>()).unwrap();
    Screen::bound(keymap, BLOG, 200, 40)
}

#[test]
fn a_key_that_is_bound_otherwise_does_that_and_is_named_so() {
    let bindings: [(&str, &[&str]); 6] = [
        ("down", &["n", "Down"]),
        ("find-next", &["j"]),
        ("quit", &["Q"]),
        ("filter", &["Space"]),
        ("close-help", &["x"]),
        ("menu.close", &["x"]),
    ];
    let mut screen = rebound(&bindings);
    let foot = |screen: &mut Screen| screen.draw().lines().last().unwrap().to_owned();
    assert!(
        foot(&mut screen).contains("Space filter"),
        "{}",
        foot(&mut screen)
    );
    screen = screen.keys("?");
    let help = screen.draw();
    assert!(help.contains("n  Down            down"), "{help}");
    assert!(help.ends_with("x close"), "{help}");
    // In the help `n` moves, too, and what closed it before does not.
    screen = screen.keys("nq<Esc>x");
    assert!(!screen.draw().contains("x close"));
    screen = screen.keys("jn");
    assert!(screen.draw().contains("Words in the margin."));
    screen = screen.keys("kT");
    assert!(
        foot(&mut screen).contains("x close"),
        "{}",
        foot(&mut screen)
    );
    screen = screen.keys("xq");
    assert_eq!(screen.effects, []);
    screen = screen.keys(" marg");
    assert!(screen.draw().contains("/ marg"));
    screen = screen.keys("<Esc>Q");
    assert_eq!(screen.effects, [Effect::Quit]);
}

#[test]
fn what_is_said_names_a_key_as_it_is_bound() {
    let mut screen = rebound(&[("find", &["Ctrl-s"])]).keys("<Enter>n");
    assert!(
        screen
            .draw()
            .contains("no words to find · Ctrl-s asks for some")
    );
    let mut screen = rebound(&[("find", &[])]).keys("<Enter>n");
    assert!(screen.draw().contains("no words to find"));
    assert!(!screen.draw().contains("asks for some"));
}

#[test]
fn what_no_key_gives_is_not_named() {
    assert!(rebound(&[]).draw().contains("/ filter"));
    let mut screen = rebound(&[("filter", &[]), ("help", &["Tab"]), ("next-link", &[])]);
    assert!(!screen.draw().contains("filter"));
    screen = screen.keys("<Tab>G");
    let help = screen.draw();
    assert!(help.contains("the link before"), "{help}");
    assert!(!help.contains("the next link"), "{help}");
}
