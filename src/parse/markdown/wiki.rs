//! Links by name, as Foam, Obsidian and wikis write them: `[[Roles]]`, `[[roles#day|A day]]`, `![[board.png]]`.

use super::contents::marker;

/// A link by name at some place of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named<'t> {
    pub(super) target: &'t str,
    /// What readers see.
    pub(super) words: &'t str,
    /// How many bytes of the text it takes.
    pub(super) length: usize,
}

/// The link by name that begins with the two brackets at `at`, after the character `before`.
pub(super) fn named_at(text: &str, at: usize, before: Option<char>) -> Option<Named<'_>> {
    const LONGEST: usize = 200;
    let inside = text[at..].strip_prefix("[[")?;
    let window = &inside.as_bytes()[..inside.len().min(LONGEST)];
    let inside = &inside[..window.windows(2).position(|bytes| bytes == b"]]")?];
    let before = text[..at].chars().next_back().or(before);
    // `list[[1]]` is code, and `[[1]]` a note.
    let is_index = before.is_some_and(|letter| letter.is_alphanumeric() || matches!(letter, '[' | ']'));
    let (target, words) = inside.split_once('|').unwrap_or((inside, inside));
    let (target, words) = (target.trim_end_matches('\\').trim(), words.trim());
    let is_name =
        target.chars().any(char::is_alphabetic) && !inside.contains(['[', ']', '\n']) && inside.trim() == inside;
    let length = inside.len() + 4;
    let is_marker = marker(&text[at..at + length]).is_some();
    (is_name && !is_index && !is_marker && !words.is_empty()).then_some(Named { target, words, length })
}

/// Whether what is named is a picture, to be shown.
pub(super) fn is_picture(target: &str) -> bool {
    const PICTURES: &[&str] = &["png", "jpg", "jpeg", "gif", "svg", "webp", "avif"];
    target.rsplit_once('.').is_some_and(|(_, ending)| PICTURES.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use super::{Named, named_at};

    #[test]
    fn names_stand_between_two_brackets() {
        let named = |target, words, length| Some(Named { target, words, length });
        assert_eq!(named_at("[[Roles]].", 0, None), named("Roles", "Roles", 9));
        assert_eq!(named_at("a [[roles#day|A day]]", 2, None), named("roles#day", "A day", 19));
        for text in ["[[]]", "[[ -f x ]]", "[[1]]", "[[toc]]", "[[TOC]]", "[[a]", "[[a[b]]]", "[[a|]]", "[[a\nb]]"] {
            assert_eq!(named_at(text, 0, None), None, "{text}");
        }
        assert_eq!(named_at("list[[a]]", 4, None), None);
        assert_eq!(named_at("[[[a]]]", 1, None), None);
    }
}
