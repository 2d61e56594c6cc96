//! Bytes become text here: the mark at the beginning goes, line ends become `\n`, and what is not
//! UTF-8 is read as the encoding it most likely is. No byte is dropped and nothing fails.

/// A file's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// What it says, with `\n` at the end of each line and without a byte-order mark.
    pub text: String,
    /// The number of the first line that is not UTF-8, counted from 1.
    pub foreign: Option<u32>,
}

/// Reads bytes as UTF-8, as UTF-16 where a byte-order mark says so, and each byte that is neither
/// as Windows-1252, which is what an editor wrote that did not write UTF-8.
pub fn decode(bytes: Vec<u8>) -> Text {
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => Text {
            text: lines(&utf16(rest, u16::from_le_bytes)),
            foreign: Some(1),
        },
        [0xFE, 0xFF, rest @ ..] => Text {
            text: lines(&utf16(rest, u16::from_be_bytes)),
            foreign: Some(1),
        },
        _ => match String::from_utf8(bytes) {
            Ok(text) => Text {
                text: marked(text),
                foreign: None,
            },
            Err(error) => mixed(error.as_bytes()),
        },
    }
}

/// Reads the beginning of a file that goes on: a character that is cut at the end is left out.
pub fn decode_start(mut bytes: Vec<u8>) -> Text {
    let error = str::from_utf8(&bytes).err();
    if let Some(error) = error.filter(|error| error.error_len().is_none()) {
        bytes.truncate(error.valid_up_to());
    }
    decode(bytes)
}

fn marked(mut text: String) -> String {
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    if text.contains('\r') {
        text = lines(&text);
    }
    text
}

fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    char::decode_utf16(pairs.iter().map(|&pair| unit(pair)))
        .map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

fn mixed(bytes: &[u8]) -> Text {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut foreign = None;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() && foreign.is_none() {
            foreign = Some(text.matches('\n').count() as u32 + 1);
        }
        text.extend(chunk.invalid().iter().copied().map(windows_1252));
    }
    Text {
        text: marked(text),
        foreign,
    }
}

/// The character of a byte in Windows-1252, as the WHATWG Encoding Standard has it.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}',
        'ž', 'Ÿ',
    ];
    byte.checked_sub(0x80)
        .and_then(|index| HIGH.get(usize::from(index)))
        .copied()
        .unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes.to_vec()).text
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        assert_eq!(text(b"\xEF\xBB\xBFa"), "a");
        assert_eq!(text(b"\xFF\xFEa\0\r\0\n\0"), "a\n");
        assert_eq!(text(b"\xFE\xFF\0a\xD8\x3C\xDF\x89"), "a🎉");
    }

    #[test]
    fn every_kind_of_line_end_is_one() {
        assert_eq!(text(b"a\r\nb\rc\nd"), "a\nb\nc\nd");
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_windows_1252_and_the_rest_stays() {
        let read = decode(b"na\xC3\xAFve\ncaf\xE9 \x93x\x94".to_vec());
        assert_eq!(read.text, "naïve\ncafé “x”");
        assert_eq!(read.foreign, Some(2));
    }

    #[test]
    fn a_character_cut_by_the_limit_is_not_foreign() {
        let mut bytes = "日本".as_bytes().to_vec();
        bytes.pop();
        assert_eq!(
            decode_start(bytes),
            Text {
                text: "日".to_owned(),
                foreign: None
            }
        );
    }
}
