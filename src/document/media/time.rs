//! Where a video begins: `90`, `90s`, `1m30s`, `1h2m3s`, `1:02:03`.

/// The time that `text` says, in seconds; `None` when it says none or says zero.
pub fn seconds(text: &str) -> Option<u32> {
    // A media fragment may also say where to end: `t=10,20`.
    let text = text.split(',').next().unwrap_or(text);
    let total = if text.contains(':') {
        clock(text)?
    } else {
        units(text)?
    };
    (total > 0).then_some(total)
}

fn clock(text: &str) -> Option<u32> {
    let mut total = 0u32;
    for part in text.split(':') {
        total = total.checked_mul(60)?.checked_add(part.parse().ok()?)?;
    }
    Some(total)
}

fn units(text: &str) -> Option<u32> {
    let mut total = 0u32;
    let mut number: Option<u32> = None;
    let mut fraction = false;
    for sign in text.chars() {
        match sign {
            '0'..='9' if fraction => {}
            '0'..='9' => {
                let digit = sign.to_digit(10)?;
                number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
            }
            '.' => fraction = true,
            'h' | 'H' | 'm' | 'M' | 's' | 'S' => {
                let unit = match sign.to_ascii_lowercase() {
                    'h' => 3600,
                    'm' => 60,
                    _ => 1,
                };
                total = total.checked_add(number.take()?.checked_mul(unit)?)?;
                fraction = false;
            }
            // Whatever was typed after the time is not a part of it.
            _ => break,
        }
    }
    total.checked_add(number.unwrap_or(0))
}

/// `start` as sites write it in an address: `90s`.
pub fn in_address(start: u32) -> String {
    format!("{start}s")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_time_is_read() {
        for (text, expected) in [
            ("90", Some(90)),
            ("90s", Some(90)),
            ("1m30s", Some(90)),
            ("1m", Some(60)),
            ("1h2m3s", Some(3723)),
            ("7h51m20s", Some(28280)),
            ("1:30", Some(90)),
            ("1:02:03", Some(3723)),
            ("12.5", Some(12)),
            ("10,20", Some(10)),
            ("0s", None),
            ("", None),
            ("soon", None),
            ("99999999999", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }
}
