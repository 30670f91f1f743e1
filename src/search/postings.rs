//! Which pages have a word, as short text: for each page the distance to the one before and its level, in one number.

use super::vocabulary::Level;

/// A page that has a word, and how well it stands for it.
pub(super) type Posting = (u32, Level);

/// Digits: the first half ends a number, the second half goes on. All are printable and need no escape in JSON.
const DIGITS: &[u8; 90] = b"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}";
const HALF: u32 = 45;

/// The number of levels.
const LEVELS: u32 = 8;

/// `postings`, whose pages ascend, as text.
pub(super) fn encode(postings: &[Posting]) -> String {
    let mut text = String::with_capacity(postings.len() + 4);
    let mut next = 0;
    for (page, level) in postings {
        let mut number = (page - next) * LEVELS + u32::from(*level);
        next = page + 1;
        while number >= HALF {
            text.push(char::from(DIGITS[(HALF + number % HALF) as usize]));
            number /= HALF;
        }
        text.push(char::from(DIGITS[number as usize]));
    }
    text
}

/// The pages of several words that count as one; a page that has some of them has the best of their levels.
pub(super) fn together(lists: &[&[Posting]]) -> Vec<Posting> {
    let mut all: Vec<Posting> = lists.iter().flat_map(|list| list.iter().copied()).collect();
    all.sort_unstable_by_key(|(page, level)| (*page, u8::MAX - level));
    all.dedup_by_key(|(page, _)| *page);
    all
}

#[cfg(test)]
mod tests {
    use super::{DIGITS, HALF, LEVELS, Posting, encode, together};

    /// As `search.js` reads it.
    fn decode(text: &str) -> Vec<Posting> {
        let (mut number, mut place, mut next) = (0, 1, 0);
        let mut postings = Vec::new();
        for byte in text.bytes() {
            let digit = u32::try_from(DIGITS.iter().position(|known| *known == byte).unwrap()).unwrap();
            number += digit % HALF * place;
            place *= HALF;
            if digit < HALF {
                next += number / LEVELS;
                postings.push((next, u8::try_from(number % LEVELS).unwrap()));
                (number, place, next) = (0, 1, next + 1);
            }
        }
        postings
    }

    #[test]
    fn what_is_written_is_read() {
        let postings = [(0, 7), (1, 0), (2, 3), (9, 1), (100_000, 5), (100_001, 7)];
        assert_eq!(encode(&postings).len(), 10);
        assert_eq!(decode(&encode(&postings)), postings);
        assert_eq!(encode(&[]), "");
    }

    #[test]
    fn a_page_counts_once() {
        assert_eq!(together(&[&[(1, 2), (4, 7)], &[(0, 1), (1, 5)]]), [(0, 1), (1, 5), (4, 7)]);
    }
}
