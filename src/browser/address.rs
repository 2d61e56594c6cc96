//! Addresses that may be handed to another program.

use std::fmt;

/// An address with a scheme and without control characters and spaces, made by [`Address::checked`] only.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address(String);

/// Whether an address may leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passage {
    /// `http`, `https`, `mailto`.
    Free,
    /// Everything else, only after a question that shows the whole address.
    Asks,
}

/// Why an address may not leave at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is nothing in it.
    #[error("this link has no address")]
    Empty,
    /// It has a space or a line break.
    #[error("not opened: the address has a space in it")]
    Space,
    /// It has a character that a terminal or a program could take for a command, or that hides
    /// how the address really reads.
    #[error("not opened: the address has a control character in it")]
    Control,
    /// It is an address within a site of which we do not know where it is; a program would take
    /// it for a file or an option.
    #[error("not opened: the blog does not say where its site is")]
    NoScheme,
}

impl Address {
    /// Takes an address as it stands; nothing in it is changed.
    ///
    /// # Errors
    ///
    /// When it is empty, has no scheme, or holds a space, a control character or a
    /// bidirectional override.
    pub fn checked(address: &str) -> Result<Address, Refused> {
        if address.is_empty() {
            return Err(Refused::Empty);
        }
        for character in address.chars() {
            if character.is_control() || is_hidden(character) {
                return Err(Refused::Control);
            }
            if character.is_whitespace() {
                return Err(Refused::Space);
            }
        }
        match scheme(address) {
            Some(_) => Ok(Address(address.to_owned())),
            None => Err(Refused::NoScheme),
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it leaves at once.
    pub fn passage(&self) -> Passage {
        let is = |known: &&str| scheme(&self.0).is_some_and(|it| it.eq_ignore_ascii_case(known));
        if ["http", "https", "mailto"].iter().any(is) {
            Passage::Free
        } else {
            Passage::Asks
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// RFC 3986, section 3.1.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let mut letters = scheme.chars();
    let first = letters.next()?.is_ascii_alphabetic();
    let rest = |letter: char| letter.is_ascii_alphanumeric() || "+-.".contains(letter);
    (first && letters.all(rest)).then_some(scheme)
}

/// Marks, embeddings, overrides and isolates of the bidirectional algorithm, and what has no
/// width: with them an address can read as another one.
fn is_hidden(character: char) -> bool {
    matches!(character,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use super::*;

    #[test]
    fn only_the_web_and_mail_leave_without_a_question() {
        for address in ["https://a.b/c?d=e#f", "HTTP://a.b", "mailto:a@b.c"] {
            let passage = Address::checked(address).unwrap().passage();
            assert_eq!(passage, Passage::Free, "{address}");
        }
        for address in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,x",
            "smb://host/share",
            "httpsx://a.b",
        ] {
            let passage = Address::checked(address).unwrap().passage();
            assert_eq!(passage, Passage::Asks, "{address}");
        }
    }

    #[test]
    fn control_characters_spaces_and_overrides_are_refused() {
        for (address, why) in [
            ("", Refused::Empty),
            ("https://a.b/ c", Refused::Space),
            ("https://a.b/\u{a0}c", Refused::Space),
            ("https://a.b/\nc", Refused::Control),
            ("https://a.b/\u{1b}[31m", Refused::Control),
            ("https://a.b/\u{9b}31m", Refused::Control),
            ("https://a.b/\u{7f}", Refused::Control),
            ("https://a.b/\u{202e}gpj.exe", Refused::Control),
            ("https://a.b/\u{200b}", Refused::Control),
            ("/relative", Refused::NoScheme),
            ("-flag", Refused::NoScheme),
            ("--x=https://a.b", Refused::NoScheme),
        ] {
            assert_eq!(Address::checked(address), Err(why), "{address:?}");
        }
    }
}
