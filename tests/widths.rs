//! The page counts cells as the screen does, or rows would be torn.

use byline::page::width;
use proptest::prelude::*;
use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

/// Cells of a text as ratatui's buffer counts them.
fn on_screen(text: &str) -> u32 {
    let clusters = text.graphemes(true);
    clusters
        .map(|cluster| u32::from(cluster.cell_width()))
        .sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_width_of_any_text_is_its_width_on_the_screen(
        text in "([a-z é漢かｶﾞ한ß©]|[\u{1100}\u{1161}\u{301}\u{200d}\u{fe0f}👩🏽🇨🇭क्षا\u{600}]|\\PC){0,24}"
    ) {
        prop_assert_eq!(width::text(&text), on_screen(&text));
    }

    #[test]
    fn what_fits_is_the_longest_beginning_that_does(
        text in "([a-z é漢か한]|[\u{301}\u{200d}👩🏽🇨🇭ﾞ]){0,24}",
        cells in 0..12_u32,
    ) {
        let (fitting, taken) = width::fitting(&text, cells);
        prop_assert_eq!(width::text(fitting), taken);
        prop_assert!(taken <= cells);
        let next = text[fitting.len()..].graphemes(true).next();
        prop_assert!(next.is_none_or(|next| taken + u32::from(width::grapheme(next)) > cells));
    }
}
