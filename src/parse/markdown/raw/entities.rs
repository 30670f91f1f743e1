//! Character references in the value of an attribute.

use pulldown_cmark::{Event, Parser};

/// The longest reference that is looked at.
const LONGEST: usize = 33;

/// `value` with its character references read.
pub(in crate::parse::markdown) fn decoded(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((letters, length)) = reference(rest) {
            text.push_str(&letters);
            rest = &rest[length..];
        } else {
            text.push('&');
            rest = &rest[1..];
        }
    }
    text.push_str(rest);
    text
}

/// The characters that `text` begins with a reference to, and how long the reference is. Browsers read numeric ones without
/// their semicolon too.
fn reference(text: &str) -> Option<(String, usize)> {
    let Some(number) = text.strip_prefix("&#") else {
        let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
        let letters = named(&text[..=end])?;
        return Some((letters, end + 1));
    };
    let hexadecimal = number.starts_with(['x', 'X']);
    let digits = if hexadecimal { &number[1..] } else { number };
    let radix = if hexadecimal { 16 } else { 10 };
    let count = digits.chars().take_while(|letter| letter.is_digit(radix)).count();
    let significant = digits[..count].trim_start_matches('0');
    let code = if significant.len() > 8 { None } else { u32::from_str_radix(significant, radix).ok() };
    let letter = code.and_then(char::from_u32).unwrap_or('\u{fffd}');
    let start = 2 + usize::from(hexadecimal);
    let semicolon = usize::from(digits[count..].starts_with(';'));
    (count > 0).then(|| (letter.to_string(), start + count + semicolon))
}

/// The characters that a reference such as `&ouml;` means: CommonMark knows them all.
fn named(reference: &str) -> Option<String> {
    let plain = reference[1..reference.len() - 1].bytes().all(|byte| byte.is_ascii_alphanumeric());
    let text: String = Parser::new(reference)
        .filter_map(|event| if let Event::Text(text) = event { Some(text.to_string()) } else { None })
        .collect();
    (plain && reference.len() > 2 && text != reference).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn references_are_read_as_browsers_do() {
        assert_eq!(decoded("a?b&amp;c&copy=1&x"), "a?b&c&copy=1&x");
        assert_eq!(decoded("&ouml;&nosuch;&;"), "ö&nosuch;&;");
        assert_eq!(decoded("java&#115;cript&colon;&#x61&#0000000000000108;&lt;"), "javascript:al<");
        assert_eq!(decoded("&#99999999999;&#;&#x;&"), "\u{fffd}&#;&#x;&");
    }
}
