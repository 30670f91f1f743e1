//! The lines that open and close boxes, in the forms that people have: `::: info Title … :::`, `!!! note "Title"`,
//! `??? note`, `{% hint style="info" %} … {% endhint %}`.

use std::ops::Range;

/// One line that opens or closes a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BoxLine {
    /// The stand-in, in bytes of the prepared text.
    pub(crate) at: Range<usize>,
    /// The line as written, in bytes of the text.
    pub(crate) written: Range<usize>,
    pub(crate) mark: BoxMark,
}

/// What a box line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BoxMark {
    Open { kind: String, title: String, fold: Fold, family: Family },
    Close(Family),
}

/// Whether a box folds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fold {
    Never,
    Folded,
    Unfolded,
}

/// How a box is marked, which says what closes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// `:::`.
    Colons,
    /// `!!!`, with a second `!!!` for its end.
    Bangs,
    /// `{% hint %}`.
    Hint,
    /// The end of what is indented.
    Indentation,
}

impl Family {
    /// The line that closes a box.
    pub(crate) fn closer(self) -> &'static str {
        match self {
            Self::Colons | Self::Indentation => ":::",
            Self::Bangs => "!!!",
            Self::Hint => "{% endhint %}",
        }
    }
}

/// Reads box lines one after the other, since what a closing line closes depends on what is open.
pub(super) struct Marks {
    colons: usize,
    hints: usize,
    bangs: bool,
    /// Where the last line of `!!!` alone stands.
    last_bangs: usize,
}

impl Marks {
    pub(super) fn new(text: &str) -> Self {
        let mut at = 0;
        let mut last_bangs = 0;
        if text.contains("!!!") {
            for line in text.split_inclusive('\n') {
                if line.trim() == "!!!" {
                    last_bangs = at;
                }
                at += line.len();
            }
        }
        Self { colons: 0, hints: 0, bangs: false, last_bangs }
    }

    /// The mark that `line` is, which stands at `at` of the text.
    pub(super) fn read(&mut self, line: &str, at: usize) -> Option<BoxMark> {
        let mark = match line.as_bytes() {
            [b':', b':', b':', ..] => read_colons(line, self.colons > 0),
            [b'!', b'!', b'!'] if self.bangs => Some(BoxMark::Close(Family::Bangs)),
            [b'!', b'!', b'!', ..] if at < self.last_bangs && !self.bangs => {
                read_bangs(&line[3..], Fold::Never, Family::Bangs)
            }
            [b'{', b'%', ..] => read_hint(line, self.hints > 0),
            _ => None,
        }?;
        match &mark {
            BoxMark::Open { family: Family::Colons, .. } => self.colons += 1,
            BoxMark::Open { family: Family::Hint, .. } => self.hints += 1,
            BoxMark::Close(Family::Colons) => self.colons -= 1,
            BoxMark::Close(Family::Hint) => self.hints -= 1,
            _ => self.bangs = !self.bangs,
        }
        Some(mark)
    }
}

/// `::: info Title`, `:::info[Title]`, and `:::` where a box is open.
fn read_colons(line: &str, open: bool) -> Option<BoxMark> {
    let rest = line.trim_start_matches(':').trim();
    if rest.is_empty() {
        return open.then_some(BoxMark::Close(Family::Colons));
    }
    let (kind, title) = split_kind(rest);
    let separated = title.is_empty() || title.starts_with([' ', '\t', '[', '{']);
    if kind.is_empty() || !separated {
        return None;
    }
    let title = title.trim().trim_end_matches(':').trim();
    let inner = title.strip_prefix('[').and_then(|title| title.split_once(']'));
    let title = match inner {
        Some((inner, rest)) if rest.is_empty() || rest.trim_start().starts_with('{') => inner,
        _ => quoted(title).filter(|_| title.starts_with('{')).unwrap_or(title),
    };
    let title = if title.starts_with('{') && title.ends_with('}') { "" } else { title };
    Some(opening(kind, title, Fold::Never, Family::Colons))
}

/// `!!! note "Title"`, `??? note`, `???+ note`, of which the body is indented.
pub(super) fn read_indented(line: &str) -> Option<BoxMark> {
    let fold = match line.as_bytes() {
        [b'!', b'!', b'!', ..] => Fold::Never,
        [b'?', b'?', b'?', b'+', ..] => Fold::Unfolded,
        [b'?', b'?', b'?', ..] => Fold::Folded,
        _ => return None,
    };
    read_bangs(&line[if fold == Fold::Unfolded { 4 } else { 3 }..], fold, Family::Indentation)
}

/// What follows the three signs: a kind, and perhaps words on how it floats, and a title.
fn read_bangs(rest: &str, fold: Fold, family: Family) -> Option<BoxMark> {
    let (kind, rest) = split_kind(rest.trim_start());
    if kind.is_empty() || !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return None;
    }
    let words = rest.trim().trim_start_matches("inline").trim_start().trim_start_matches("end").trim();
    Some(opening(kind, quoted(rest).unwrap_or(words), fold, family))
}

/// `{% hint style="info" %}` and `{% endhint %}`.
fn read_hint(line: &str, open: bool) -> Option<BoxMark> {
    let inside = line.strip_prefix("{%")?.strip_suffix("%}")?.trim();
    if inside == "endhint" {
        return open.then_some(BoxMark::Close(Family::Hint));
    }
    let (name, rest) = split_kind(inside);
    let kind = if name == "hint" { rest.split_once("style=").and_then(|(_, style)| quoted(style)) } else { None };
    Some(opening(kind.filter(|kind| !kind.contains(' '))?, "", Fold::Never, Family::Hint))
}

fn opening(kind: &str, title: &str, fold: Fold, family: Family) -> BoxMark {
    BoxMark::Open { kind: kind.to_ascii_lowercase(), title: title.to_owned(), fold, family }
}

fn split_kind(text: &str) -> (&str, &str) {
    let end = text.find(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '-' | '_'));
    text.split_at(end.unwrap_or(text.len()))
}

/// What stands between the first quotation mark and the next one of its kind.
fn quoted(text: &str) -> Option<&str> {
    let start = text.find(['"', '\''])?;
    let mark = text[start..].chars().next()?;
    text[start + 1..].split_once(mark).map(|(inside, _)| inside)
}

#[cfg(test)]
mod tests {
    use super::{BoxMark, Family, Fold, Marks, read_colons, read_indented};

    fn open(kind: &str, title: &str, fold: Fold, family: Family) -> BoxMark {
        BoxMark::Open { kind: kind.into(), title: title.into(), fold, family }
    }

    #[test]
    fn reads_the_forms_with_colons() {
        let open = |kind: &str, title: &str| Some(open(kind, title, Fold::Never, Family::Colons));
        assert_eq!(read_colons("::: info", false), open("info", ""));
        assert_eq!(read_colons(":::Note[Mind the gap]", false), open("note", "Mind the gap"));
        assert_eq!(read_colons(":::tip[Mind] the gap]", false), open("tip", "[Mind] the gap]"));
        assert_eq!(read_colons(":::tip{title=\"Mind\"}", false), open("tip", "Mind"));
        assert_eq!(read_colons(":::: details More than this :::", false), open("details", "More than this"));
        assert_eq!(read_colons(":::", true), Some(BoxMark::Close(Family::Colons)));
        assert_eq!(read_colons(":::", false), None);
        assert_eq!(Marks::new("").read(":: info", 0), None);
    }

    #[test]
    fn reads_the_forms_with_an_indented_body() {
        let open = |kind: &str, title: &str, fold: Fold| Some(open(kind, title, fold, Family::Indentation));
        assert_eq!(read_indented("!!! note"), open("note", "", Fold::Never));
        assert_eq!(read_indented("!!! Note inline end \"Mind it's\""), open("note", "Mind it's", Fold::Never));
        assert_eq!(read_indented("??? tip 'More'"), open("tip", "More", Fold::Folded));
        assert_eq!(read_indented("???+ tip \"\""), open("tip", "", Fold::Unfolded));
        assert_eq!(read_indented("!!!"), None);
        assert_eq!(read_indented("!!!!"), None);
    }

    #[test]
    fn closing_lines_close_only_what_is_open() {
        let text = "!!!\n!!! warning Wet paint\n!!!\n!!!";
        let mut marks = Marks::new(text);
        assert_eq!(marks.read("!!!", 0), None);
        assert_eq!(
            marks.read("!!! warning Wet paint", 4),
            Some(open("warning", "Wet paint", Fold::Never, Family::Bangs))
        );
        assert_eq!(marks.read("!!!", 26), Some(BoxMark::Close(Family::Bangs)));
        assert_eq!(marks.read("!!!", 30), None);
        assert_eq!(marks.read("{% endhint %}", 40), None);
        assert_eq!(marks.read("{% hint style=\"info\" %}", 50), Some(open("info", "", Fold::Never, Family::Hint)));
        assert_eq!(marks.read("{% endhint %}", 60), Some(BoxMark::Close(Family::Hint)));
        assert_eq!(marks.read("{% include x %}", 70), None);
    }
}
