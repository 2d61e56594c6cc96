//! The terminal's clipboard.

/// The sequence that asks a terminal to put `text` on its clipboard: xterm's OSC 52.
///
/// Base64 leaves no way for the text to end the sequence; control characters other than line
/// breaks and tabs are dropped, as they could act where the text is pasted.
pub fn osc52(text: &str) -> String {
    let clean: String = text
        .chars()
        .filter(|&character| !character.is_control() || matches!(character, '\n' | '\t'))
        .collect();
    format!("\x1b]52;c;{}\x07", base64(clean.as_bytes()))
}

/// RFC 4648, section 4, with padding.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = ALPHABET.get((bits >> (18 - 6 * place) & 63) as usize);
            match letter {
                Some(&letter) if place <= chunk.len() => encoded.push(char::from(letter)),
                _ => encoded.push('='),
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_encodes_the_examples_of_rfc_4648() {
        for (text, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text.as_bytes()), encoded);
        }
    }

    #[test]
    fn control_characters_do_not_reach_the_clipboard() {
        assert_eq!(osc52("a\u{1b}\u{7}b\u{9b}\nc"), osc52("ab\nc"));
        assert_eq!(osc52("é"), "\x1b]52;c;w6k=\x07");
    }
}
