//! What is found in running text that CommonMark leaves alone: bare addresses, names of emoji, abbreviations.

use std::sync::LazyLock;

use memchr::memchr3;
use memchr::memmem::Finder;

use super::abbreviations::{Abbreviation, Abbreviations, first_word};
use super::autolink::{Bare, mail_at, web_at};
use super::wiki::{is_picture, named_at};

/// A piece of running text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    Plain(&'t str),
    /// A bare address, and where it leads.
    Address {
        words: &'t str,
        target: String,
    },
    /// A link by name, or a picture that is to be shown.
    Named {
        target: &'t str,
        words: &'t str,
        shown: bool,
    },
    Emoji(&'static str),
    Short(&'t Abbreviation),
}

/// What to look for.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'t> {
    pub(super) addresses: bool,
    pub(super) names: bool,
    pub(super) abbreviations: &'t Abbreviations,
    /// The character before the text.
    pub(super) before: Option<char>,
}

/// The pieces of `text`, in order.
pub(super) fn pieces<'t>(text: &'t str, wanted: Wanted<'t>) -> Vec<Piece<'t>> {
    let has_short = !wanted.abbreviations.is_empty();
    if !has_short && !may_hold_more(text) {
        return vec![Piece::Plain(text)];
    }
    let mut pieces = Vec::new();
    let bytes = text.as_bytes();
    let (mut from, mut at) = (0, 0);
    while at < bytes.len() {
        let found = match bytes[at] {
            b':' => emoji_at(text, at, wanted.before).map(|(emoji, end)| (at, end, Piece::Emoji(emoji))),
            b'w' | b'h' | b'H' | b'f' | b'F' if wanted.addresses => match web_at(text, at, wanted.before) {
                Bare::Address { start, end, target } => Some((start, end, address(text, start, end, target))),
                Bare::None { next } => {
                    // What was looked at and is no address needs no second look.
                    if next > at + 1 {
                        at = next;
                        continue;
                    }
                    None
                }
            },
            b'@' if wanted.addresses => match mail_at(text, from, at) {
                Bare::Address { start, end, target } => Some((start, end, address(text, start, end, target))),
                Bare::None { .. } => None,
            },
            b'[' if wanted.names => named_at(text, at, wanted.before).map(|named| {
                let shown = text[from..at].ends_with('!') && is_picture(named.target);
                let start = if text[from..at].ends_with('!') { at - 1 } else { at };
                let piece = Piece::Named { target: named.target, words: named.words, shown };
                (start, at + named.length, piece)
            }),
            _ => None,
        };
        let found = found.or_else(|| if has_short { short_at(text, at, wanted) } else { None });
        if let Some((start, end, piece)) = found {
            if start > from {
                pieces.push(Piece::Plain(&text[from..start]));
            }
            pieces.push(piece);
            (from, at) = (end, end);
        } else {
            at += step(text, at, has_short);
        }
    }
    if from < text.len() {
        pieces.push(Piece::Plain(&text[from..]));
    }
    pieces
}

/// Whether there may be an address, a link by name or an emoji in `text`: most running text has none of their signs.
pub(super) fn may_hold_more(text: &str) -> bool {
    static BARE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("www."));
    memchr3(b':', b'@', b'[', text.as_bytes()).is_some() || BARE.find(text.as_bytes()).is_some()
}

/// `text` with an emoji for each name of one.
pub(super) fn with_emoji(text: &str) -> String {
    let nothing = Abbreviations::default();
    let wanted = Wanted { addresses: false, names: false, abbreviations: &nothing, before: None };
    let words = pieces(text, wanted).into_iter().map(|piece| match piece {
        Piece::Plain(words) | Piece::Address { words, .. } | Piece::Named { words, .. } => words,
        Piece::Emoji(emoji) => emoji,
        Piece::Short(short) => &short.short,
    });
    words.collect()
}

fn address(text: &str, start: usize, end: usize, target: String) -> Piece<'_> {
    Piece::Address { words: &text[start..end], target }
}

/// Bytes to the next place that is worth a look.
fn step(text: &str, at: usize, every_letter: bool) -> usize {
    let rest = &text[at..];
    let first = rest.chars().next().map_or(1, char::len_utf8);
    if every_letter {
        return first;
    }
    let next = rest.as_bytes()[first..]
        .iter()
        .position(|byte| matches!(byte, b':' | b'w' | b'h' | b'H' | b'f' | b'F' | b'@' | b'['));
    first + next.unwrap_or(rest.len() - first)
}

/// `:tada:` with no letter or digit on either side, so that `10:100:20` stays a time.
fn emoji_at(text: &str, at: usize, before: Option<char>) -> Option<(&'static str, usize)> {
    const LONGEST: usize = 60;
    let rest = &text.as_bytes()[at + 1..];
    let length = rest.iter().take(LONGEST).position(|byte| !byte.is_ascii_alphanumeric() && !b"_+-".contains(byte))?;
    if length == 0 || rest[length] != b':' || !free(text[..at].chars().next_back().or(before)) {
        return None;
    }
    let end = at + length + 2;
    let emoji = emojis::get_by_shortcode(&text[at + 1..end - 1])?;
    free(text[end..].chars().next()).then_some((emoji.as_str(), end))
}

fn free(neighbour: Option<char>) -> bool {
    neighbour.is_none_or(|letter| !letter.is_alphanumeric())
}

fn short_at<'t>(text: &'t str, at: usize, wanted: Wanted<'t>) -> Option<(usize, usize, Piece<'t>)> {
    if !free(text[..at].chars().next_back().or(wanted.before)) || first_word(&text[at..]).is_empty() {
        return None;
    }
    let short = wanted.abbreviations.starting(&text[at..])?;
    Some((at, at + short.short.len(), Piece::Short(short)))
}

#[cfg(test)]
mod tests {
    use super::with_emoji;

    #[test]
    fn names_of_emoji_are_those_of_github() {
        assert_eq!(with_emoji(":tada: :+1: :white_check_mark:"), "🎉 👍 ✅");
        assert_eq!(with_emoji("(:wave:)"), "(👋)");
        for text in ["10:100:20", ":nonesuch:", "::", ":", "a:b:c", ": tada :"] {
            assert_eq!(with_emoji(text), text);
        }
    }
}
