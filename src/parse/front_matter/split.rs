//! Where the front matter ends and the body begins.

use std::ops::Range;

/// Which language a front matter is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    /// Between lines of `---`.
    Yaml,
    /// Between lines of `+++`.
    Toml,
}

impl Language {
    /// The line that opens and closes it.
    pub(crate) fn fence(self) -> &'static str {
        match self {
            Self::Yaml => "---",
            Self::Toml => "+++",
        }
    }

    fn closes(self, line: &str) -> bool {
        let line = line.trim_end();
        line == self.fence() || (self == Self::Yaml && line == "...")
    }

    /// What every key has behind it.
    pub(crate) fn key_mark(self) -> char {
        match self {
            Self::Yaml => ':',
            Self::Toml => '=',
        }
    }
}

/// A front matter, still as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) language: Language,
    /// Its bytes, without the lines around it.
    pub(crate) range: Range<usize>,
}

/// A front matter that is opened and never closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unclosed {
    pub(crate) language: Language,
    pub(crate) opening: Range<usize>,
}

/// The front matter and the byte at which the body starts. Byte order mark and Windows line ends are fine.
pub(crate) fn split(text: &str) -> Result<(Option<Block>, usize), Unclosed> {
    let start = text.strip_prefix('\u{feff}').map_or(0, |_| '\u{feff}'.len_utf8());
    let opening = text[start..].split_inclusive('\n').next().unwrap_or_default();
    let languages = [Language::Yaml, Language::Toml];
    let Some(language) = languages.into_iter().find(|language| opening.trim_end() == language.fence()) else {
        return Ok((None, start));
    };
    let first = start + opening.len();
    let mut at = first;
    for line in text[first..].split_inclusive('\n') {
        if language.closes(line) {
            return Ok((Some(Block { language, range: first..at }), at + line.len()));
        }
        at += line.len();
    }
    // A page may begin with a thematic break: only what looks like a key says that front matter was meant.
    let meant = text[first..].lines().next().is_some_and(|line| line.contains(language.key_mark()));
    if meant { Err(Unclosed { language, opening: start..start + opening.trim_end().len() }) } else { Ok((None, start)) }
}

/// Whether a file begins with front matter that is closed.
pub(crate) fn has_front_matter(bytes: &[u8]) -> bool {
    let fenced = [&b"---"[..], b"\xef\xbb\xbf---", b"+++"].iter().any(|fence| bytes.starts_with(fence));
    fenced && std::str::from_utf8(bytes).is_ok_and(|text| matches!(split(text), Ok((Some(_), _))))
}

#[cfg(test)]
mod tests {
    use super::{Language, Unclosed, split};

    #[test]
    fn splits_with_byte_order_mark_and_windows_line_ends() {
        let text = "\u{feff}---\r\ntitle: A\r\n---\r\nBody";
        let (block, body) = split(text).unwrap();
        assert_eq!(&text[block.unwrap().range], "title: A\r\n");
        assert_eq!(&text[body..], "Body");
    }

    #[test]
    fn toml_stands_between_plus_signs() {
        let text = "+++\ntitle = 'A'\n+++\nBody";
        let (block, body) = split(text).unwrap();
        let block = block.unwrap();
        assert_eq!((block.language, &text[block.range]), (Language::Toml, "title = 'A'\n"));
        assert_eq!(&text[body..], "Body");
    }

    #[test]
    fn a_thematic_break_at_the_top_is_not_front_matter() {
        assert_eq!(split("---\n\nText\n"), Ok((None, 0)));
        assert_eq!(split("---\ntitle: A\n"), Err(Unclosed { language: Language::Yaml, opening: 0..3 }));
    }
}
