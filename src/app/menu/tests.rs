use super::*;

fn entry(label: &str, aside: &str) -> Entry {
    let goal = Goal::Mention {
        path: label.into(),
        offset: 0,
    };
    Entry {
        aside: aside.to_owned(),
        ..Entry::new(label.to_owned(), goal)
    }
}

fn section(heading: &str, labels: &[&str]) -> Section {
    Section {
        heading: heading.to_owned(),
        entries: labels.iter().map(|label| entry(label, "")).collect(),
    }
}

fn menu(sections: Vec<Section>, height: usize) -> Menu {
    let mut menu = Menu::new(Topic::Links, sections);
    menu.fit(height);
    menu
}

/// The rows that are seen; `>` stands before the chosen one.
fn rows(menu: &Menu) -> Vec<String> {
    let row = |(row, is_chosen): (&Row, bool)| {
        let text = match row {
            Row::Space { .. } => String::new(),
            Row::Heading { .. } => menu.heading(row).to_owned(),
            Row::Entry { .. } => menu.entry(row).map_or("?", |it| &it.label).to_owned(),
        };
        format!("{}{text}", if is_chosen { ">" } else { "" })
    };
    menu.seen().map(row).collect()
}

fn typed(menu: &mut Menu, text: &str) {
    menu.start_filtering();
    text.chars().for_each(|it| menu.edit(Edit::Insert(it)));
}

#[test]
fn sections_stand_apart_under_their_headings_and_only_entries_are_chosen() {
    let mut menu = menu(
        vec![
            section("", &["one"]),
            section("Empty", &[]),
            section("From", &["two", "three"]),
        ],
        9,
    );
    assert_eq!(rows(&menu), [">one", "", "From", "two", "three"]);
    menu.go(Motion::Down);
    assert_eq!(rows(&menu), ["one", "", "From", ">two", "three"]);
    assert_eq!((menu.position(), menu.len()), (1, 3));
    menu.go(Motion::Bottom);
    menu.go(Motion::Down);
    assert_eq!(menu.chosen().map(|it| it.label.as_str()), Some("three"));
    menu.go(Motion::Top);
    assert!(!menu.choose_row(2), "a heading is not chosen");
    assert!(menu.choose_row(3));
    assert_eq!(menu.position(), 1);
}

#[test]
fn the_words_of_a_filter_combine_over_label_aside_and_heading() {
    let mut menu = menu(
        vec![
            section("PyCon", &["Grok the GIL", "Warts"]),
            section("", &["The Gilded age"]),
        ],
        9,
    );
    typed(&mut menu, "gil");
    assert_eq!(
        rows(&menu),
        ["PyCon", ">Grok the GIL", "", "The Gilded age"]
    );
    typed(&mut menu, " pycon");
    assert_eq!(rows(&menu), ["PyCon", ">Grok the GIL"]);
    typed(&mut menu, " no");
    assert!(menu.is_empty() && menu.chosen().is_none());
    menu.step_back();
    assert_eq!(menu.len(), 3);
    assert!(!menu.is_narrowed());
}

#[test]
fn what_a_filter_found_is_told_apart_and_in_order() {
    let mut menu = menu(vec![section("", &["banana bread"])], 9);
    typed(&mut menu, "bread ana nan");
    let row = menu.seen().next().map(|(row, _)| row.clone());
    let Some(Row::Entry { found, .. }) = row else {
        unreachable!("the entry is left")
    };
    assert_eq!(found, [1..5, 7..12]);
}

#[test]
fn leaving_the_filter_keeps_the_choice() {
    let mut menu = menu(vec![section("", &["a1", "b1", "a2", "b2"])], 3);
    typed(&mut menu, "b");
    menu.go(Motion::Down);
    assert_eq!(menu.chosen().map(|it| it.label.as_str()), Some("b2"));
    menu.step_back();
    assert_eq!(menu.position(), 3);
    assert!(rows(&menu).contains(&">b2".to_owned()));
}

#[test]
fn newer_sections_keep_the_choice_and_its_row() {
    let labels: Vec<String> = (0..20).map(|number| number.to_string()).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let mut menu = menu(vec![section("", &labels)], 6);
    for _ in 0..10 {
        menu.go(Motion::Down);
    }
    let row = rows(&menu).iter().position(|row| row == ">10");
    let newer = vec![section("New", &["x", "y", "z"]), section("", &labels)];
    menu.renew(newer);
    assert_eq!(rows(&menu).iter().position(|row| row == ">10"), row);
}

#[test]
fn no_entries_and_no_rows_do_no_harm() {
    for height in [0, 1, 2] {
        let mut empty = menu(Vec::new(), height);
        empty.go(Motion::Down);
        empty.go(Motion::PageUp);
        typed(&mut empty, "x");
        empty.step_back();
        assert!(rows(&empty).is_empty());
        let mut menu = menu(vec![section("A", &["1", "2", "3"])], height);
        menu.go(Motion::Bottom);
        assert_eq!(rows(&menu).len(), height);
        assert_eq!(menu.position(), 2);
    }
}

#[test]
fn what_comes_into_an_empty_menu_shows_from_its_first_heading_on() {
    let mut menu = menu(Vec::new(), 4);
    menu.renew(vec![section("Later", &["two", "three", "four"])]);
    assert_eq!(rows(&menu), ["Later", ">two", "three", "four"]);
    menu.renew(vec![
        section("Later", &["two", "three", "four"]),
        section("Earlier", &["one"]),
    ]);
    assert_eq!(rows(&menu), ["Later", ">two", "three", "four"]);
}
