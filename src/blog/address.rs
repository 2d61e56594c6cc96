//! Addresses on a site: percent-encoding, and the form in which two of them are compared.

use std::fmt::Write;

/// Percent-encodes a path as Addressable's `URI.encode` does, which Jekyll's addresses go
/// through: letters, digits and what RFC 3986 allows in a path stay.
pub fn encode(text: &str) -> String {
    encode_but(text, |byte| {
        byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&byte)
    })
}

/// Percent-encodes every byte for which `keeps` does not speak.
pub fn encode_but(text: &str, keeps: impl Fn(u8) -> bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for character in text.chars() {
        let mut bytes = [0; 4];
        for &byte in character.encode_utf8(&mut bytes).as_bytes() {
            if byte.is_ascii() && keeps(byte) {
                encoded.push(char::from(byte));
            } else {
                // Writing to a string cannot fail.
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

/// Undoes percent-encoding. A `%` that encodes nothing stays, bytes that are not UTF-8 become
/// the replacement character.
pub fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        match (first, after) {
            (b'%', [high, low, after @ ..]) => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high << 4 | low);
                    rest = after;
                    continue;
                }
                _ => bytes.push(b'%'),
            },
            _ => bytes.push(*first),
        }
        rest = after;
    }
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

/// The form in which addresses are compared: decoded, without query, fragment, `/index.html`,
/// `.html` and slashes at the end; case counts, as it does on the web.
pub fn comparable(address: &str) -> String {
    let path = decode(without_tail(address));
    let path = path.strip_suffix("/index.html").unwrap_or(&path);
    let path = path
        .strip_suffix(".html")
        .or_else(|| path.strip_suffix(".htm"))
        .unwrap_or(path);
    let mut parts = String::with_capacity(path.len());
    for part in path
        .split('/')
        .filter(|part| !part.is_empty() && *part != ".")
    {
        if part == ".." {
            parts.truncate(parts.rfind('/').unwrap_or(0));
        } else {
            parts.push('/');
            parts.push_str(part);
        }
    }
    parts
}

/// An address without its query and fragment.
pub fn without_tail(address: &str) -> &str {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    address.get(..end).unwrap_or(address)
}

/// The fragment of an address, decoded, without `#`; nothing when it is empty.
pub fn fragment(address: &str) -> Option<String> {
    let (_, fragment) = address.split_once('#')?;
    (!fragment.is_empty()).then(|| decode(fragment))
}

/// An address relative to another, as RFC 3986, 5.2 resolves them, both without a host.
pub fn resolve(base: &str, relative: &str) -> String {
    if relative.starts_with('/') {
        return relative.to_owned();
    }
    let folder = base
        .rfind('/')
        .and_then(|end| base.get(..=end))
        .unwrap_or("/");
    let tail = relative
        .get(without_tail(relative).len()..)
        .unwrap_or_default();
    let joined = format!("{folder}{}", without_tail(relative));
    let folder_like = joined.ends_with('/') || joined.ends_with("/.") || joined.ends_with("/..");
    let mut parts: Vec<&str> = Vec::new();
    for part in joined.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let end = if folder_like && !parts.is_empty() {
        "/"
    } else {
        ""
    };
    format!("/{}{end}{tail}", parts.join("/"))
}

/// The scheme of an address, when it has one: `https` of `https://example.org`.
pub fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let is_one = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_one.then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoding_undoes_encoding_and_leaves_the_rest() {
        assert_eq!(encode("naïve café#1"), "na%C3%AFve%20caf%C3%A9%231");
        assert_eq!(decode("na%C3%AFve%20caf%c3%a9"), "naïve café");
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%zz%4"), "%zz%4");
        assert_eq!(decode("%FF"), "\u{FFFD}");
    }

    #[test]
    fn addresses_that_lead_to_one_page_compare_equal() {
        for address in [
            "/a/b",
            "/a/b/",
            "/a/b.html",
            "/a/b/index.html",
            "/a//./b?q#f",
            "/a/c/../b",
        ] {
            assert_eq!(comparable(address), "/a/b", "{address}");
        }
        assert_eq!(comparable("/"), "");
        assert_eq!(comparable("/../.."), "");
    }

    #[test]
    fn relative_addresses_resolve_as_on_the_web() {
        assert_eq!(resolve("/a/b/", "../c/?q#f"), "/a/c/?q#f");
        assert_eq!(resolve("/a/b.html", "c.html"), "/a/c.html");
        assert_eq!(resolve("/a/b/", "."), "/a/b/");
        assert_eq!(resolve("/a", "../../.."), "/");
    }

    #[test]
    fn a_scheme_is_more_than_a_colon() {
        assert_eq!(scheme("mailto:a@b"), Some("mailto"));
        assert_eq!(scheme("2017-01-01: x"), None);
        assert_eq!(scheme("/a:b"), None);
    }
}
