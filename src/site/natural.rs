//! The order of titles as people expect it.

use std::cmp::Ordering;

/// Alphabetical without regard to case, and with numbers by their size: "Sprint 9" before "Sprint 10".
pub(super) fn natural(one: &str, other: &str) -> Ordering {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let (mut one, mut other) = (one.as_str(), other.as_str());
    loop {
        let (number, other_number) = (digits(one), digits(other));
        let order = if number.is_empty() || other_number.is_empty() {
            let (letter, other_letter) = (one.chars().next(), other.chars().next());
            one = letter.map_or("", |letter| &one[letter.len_utf8()..]);
            other = other_letter.map_or("", |letter| &other[letter.len_utf8()..]);
            if letter.is_none() && other_letter.is_none() {
                return Ordering::Equal;
            }
            letter.cmp(&other_letter)
        } else {
            one = &one[number.len()..];
            other = &other[other_number.len()..];
            let (number, other_number) = (number.trim_start_matches('0'), other_number.trim_start_matches('0'));
            number.len().cmp(&other_number.len()).then_with(|| number.cmp(other_number))
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

fn digits(text: &str) -> &str {
    &text[..text.bytes().take_while(u8::is_ascii_digit).count()]
}

#[cfg(test)]
mod tests {
    use super::{Ordering, natural};

    #[test]
    fn numbers_in_titles_count_by_size() {
        assert_eq!(natural("Sprint 9", "sprint 10"), Ordering::Less);
        assert_eq!(natural("Alpha", "beta"), Ordering::Less);
        assert_eq!(natural("a", "a"), Ordering::Equal);
    }
}
