use super::*;
use crate::highlight::Token;

const ROLES: [Role; 24] = [
    Role::Text,
    Role::Title,
    Role::Meta,
    Role::Heading(1),
    Role::Heading(2),
    Role::Heading(3),
    Role::Heading(4),
    Role::Heading(6),
    Role::Marker,
    Role::QuoteBar,
    Role::Quote,
    Role::Callout(CalloutKind::Note),
    Role::Callout(CalloutKind::Tip),
    Role::Callout(CalloutKind::Important),
    Role::Callout(CalloutKind::Warning),
    Role::Callout(CalloutKind::Caution),
    Role::Code,
    Role::CodeLabel,
    Role::Rule,
    Role::TableHead,
    Role::Caption,
    Role::NoteMark,
    Role::Term,
    Role::Space,
];

const LINKS: [Option<LinkKind>; 4] = [
    None,
    Some(LinkKind::Inside),
    Some(LinkKind::Outside),
    Some(LinkKind::Video),
];

/// Every role, words of code among them.
fn roles() -> impl Iterator<Item = Role> {
    ROLES.into_iter().chain(Token::ALL.map(Role::Token))
}

/// Relative luminance and contrast as WCAG 2.2 defines them.
fn contrast(a: Colour, b: Colour) -> f64 {
    let luminance = |colour| {
        let Colour::Rgb(r, g, b) = colour else {
            unreachable!("palettes are made of red, green and blue")
        };
        let linear = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn every_role_style_and_link_has_enough_contrast_on_both_grounds() {
    for palette in [Palette::DARK, Palette::LIGHT] {
        let theme = Theme::new(palette, Depth::True);
        for role in roles() {
            for style in Style::all().iter().chain([Style::empty()]) {
                for link in LINKS {
                    let look = theme.look(role, style, link);
                    let ground = look.ground.unwrap_or(palette.ground);
                    let got = contrast(look.ink.unwrap_or(palette.ink), ground);
                    let needed = if role == Role::Rule { 3.0 } else { 4.5 };
                    assert!(
                        got >= needed,
                        "{role:?} {style:?} {link:?}: {got:.2} in {palette:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_part_of_the_screen_has_enough_contrast_also_on_the_chosen_line() {
    for palette in [Palette::DARK, Palette::LIGHT] {
        let theme = Theme::new(palette, Depth::True);
        for part in Part::ALL {
            let look = theme.part(part);
            let (grounds, needed) = match part {
                Part::Divider => (vec![palette.ground], 3.0),
                // It has a ground of its own wherever it stands.
                Part::HintName | Part::Hit => (look.ground.into_iter().collect(), 4.5),
                _ => (
                    vec![look.ground.unwrap_or(palette.ground), palette.chosen],
                    4.5,
                ),
            };
            for ground in grounds {
                let got = contrast(look.ink.unwrap_or(palette.ink), ground);
                assert!(got >= needed, "{part:?}: {got:.2} on {ground:?}");
            }
        }
    }
}

#[test]
fn without_colour_no_look_has_one() {
    let theme = Theme::new(Palette::DARK, Depth::None);
    for role in roles() {
        for style in Style::all().iter() {
            for link in LINKS {
                let look = theme.look(role, style, link);
                assert_eq!((look.ink, look.ground), (None, None), "{role:?} {style:?}");
            }
        }
    }
    for part in Part::ALL {
        let look = theme.part(part);
        assert_eq!((look.ink, look.ground), (None, None), "{part:?}");
    }
}

#[test]
fn without_colour_what_differs_still_differs() {
    let theme = Theme::new(Palette::DARK, Depth::None);
    let text = |style, link| theme.look(Role::Text, style, link);
    let plain = text(Style::empty(), None);
    assert_ne!(
        text(Style::empty(), Some(LinkKind::Inside)),
        text(Style::empty(), Some(LinkKind::Outside))
    );
    for style in [
        Style::EMPHASIS,
        Style::STRONG,
        Style::STRIKE,
        Style::MARK,
        Style::KEY,
    ] {
        assert_ne!(text(style, None), plain, "{style:?}");
    }
    let code = theme.look(Role::Code, Style::empty(), None);
    for token in [
        Token::Keyword,
        Token::Comment,
        Token::Heading,
        Token::Prompt,
        Token::Inserted,
        Token::Deleted,
    ] {
        let word = theme.look(Role::Token(token), Style::empty(), None);
        assert_ne!(word, code, "{token:?}");
    }
    assert_ne!(theme.part(Part::Chosen), theme.part(Part::Entry));
}

#[test]
fn styles_combine() {
    let theme = Theme::new(Palette::DARK, Depth::True);
    let look = theme.look(
        Role::Text,
        Style::EMPHASIS | Style::STRONG | Style::STRIKE,
        Some(LinkKind::Outside),
    );
    assert_eq!(
        look.attributes,
        Attributes::BOLD | Attributes::ITALIC | Attributes::STRIKE | Attributes::UNDERLINE
    );
}

#[test]
fn with_sixteen_colours_the_words_of_code_still_differ() {
    for palette in [Palette::DARK, Palette::LIGHT] {
        let theme = Theme::new(palette, Depth::Sixteen);
        let look = |role| theme.look(role, Style::empty(), None);
        for token in [
            Token::Keyword,
            Token::Function,
            Token::String,
            Token::Comment,
            Token::Inserted,
            Token::Deleted,
        ] {
            assert_ne!(look(Role::Token(token)), look(Role::Code), "{token:?}");
        }
        assert_ne!(
            look(Role::Token(Token::Inserted)),
            look(Role::Token(Token::Deleted))
        );
    }
}

#[test]
fn bright_grounds_are_light() {
    let of = |r, g, b| Palette::on(Colour::Rgb(r, g, b));
    assert_eq!(of(255, 255, 255), Palette::LIGHT);
    assert_eq!(of(0xfd, 0xf6, 0xe3), Palette::LIGHT);
    assert_eq!(of(0, 0, 0), Palette::DARK);
    assert_eq!(of(0x00, 0x2b, 0x36), Palette::DARK);
    assert_eq!(of(0, 0, 255), Palette::DARK);
}
