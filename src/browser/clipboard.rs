//! The terminal's clipboard.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The sequence that asks a terminal to put `text` on its clipboard: xterm's OSC 52.
///
/// Base64 leaves no way for the text to end the sequence; control characters other than line
/// breaks and tabs are dropped, as they could act where the text is pasted.
pub fn osc52(text: &str) -> String {
    let clean: String = text
        .chars()
        .filter(|&character| !character.is_control() || matches!(character, '\n' | '\t'))
        .collect();
    format!("\x1b]52;c;{}\x07", STANDARD.encode(clean))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_do_not_reach_the_clipboard() {
        assert_eq!(osc52("a\u{1b}\u{7}b\u{9b}\nc"), osc52("ab\nc"));
        assert_eq!(osc52("é"), "\x1b]52;c;w6k=\x07");
    }
}
