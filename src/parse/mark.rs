//! Notes in a page's own text that somebody has read it with care. Nothing else in the file changes.

use std::ops::Range;

use jiff::civil::Date;

use crate::diagnostics::Severity;
use crate::source::SourceFile;

use super::document::text_of;
use super::front_matter::{Due, FrontMatter, Language, parse_front_matter, split};

/// The names of the day of the last review, the one that counts first.
const REVIEWED: &[&str] = &["last_reviewed_on", "last_reviewed_at", "last_reviewed"];

/// A page with a new day of its last review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// Its whole text.
    pub text: String,
    /// When it must be reviewed again, as it says itself.
    pub due: Option<Date>,
    /// Whether it names that day, which a review does not move.
    pub fixed: bool,
}

/// The page in `file` as reviewed on `day`; or why that must be written by hand.
pub fn marked(file: &SourceFile, day: Date) -> Result<Marked, String> {
    let text = text_of(file).map_err(|told| told.message)?;
    let text = match split(text) {
        Err(_) => return Err("its front matter is never closed".to_owned()),
        Ok((None, start)) => with_front_matter(text, start, day),
        Ok((Some(block), _)) => {
            let before = front_matter(file, text).ok_or("its front matter has mistakes, see `sprintbook check`")?;
            let written = with_day(text, block.range.clone(), block.language, day);
            let after = written.as_deref().and_then(|written| front_matter(file, written));
            let mut wanted = before;
            wanted.review.reviewed = Some(day);
            // Front matter can be written in many ways. What did not come out as meant is left to people.
            written.filter(|_| after.as_ref() == Some(&wanted)).ok_or_else(|| {
                format!("its front matter is written in an unusual way: write `last_reviewed_on: {day}` by hand")
            })?
        }
    };
    let review = front_matter(file, &text).unwrap_or_default().review;
    Ok(Marked { due: review.due_on(), fixed: matches!(review.due, Some(Due::On(_))), text })
}

/// What the page says of itself; `None` if that has errors.
fn front_matter(file: &SourceFile, text: &str) -> Option<FrontMatter> {
    let (block, _) = split(text).ok()?;
    let mut diagnostics = Vec::new();
    let front_matter = parse_front_matter(&file.path, text, &block?, &mut diagnostics);
    diagnostics.iter().all(|told| told.severity != Severity::Error).then_some(front_matter)
}

fn line_end(text: &str) -> &'static str {
    if text.lines().next().is_some_and(|line| text[line.len()..].starts_with("\r\n")) { "\r\n" } else { "\n" }
}

fn with_front_matter(text: &str, start: usize, day: Date) -> String {
    let (mark, body) = text.split_at(start);
    let end = line_end(body);
    let gap = if body.trim_start_matches(['\r', '\n']).len() < body.len() || body.is_empty() { "" } else { end };
    format!("{mark}---{end}last_reviewed_on: {day}{end}---{end}{gap}{body}")
}

/// `None` where the value that is there goes on in further lines.
fn with_day(text: &str, block: Range<usize>, language: Language, day: Date) -> Option<String> {
    let sign = language.key_mark();
    let lines = || {
        let mut at = block.start;
        text[block.clone()].split_inclusive('\n').map(move |line| {
            at += line.len();
            (at - line.len(), line)
        })
    };
    let value =
        REVIEWED.iter().find_map(|key| lines().find_map(|(at, line)| Some((at, line, value_of(line, key, sign)?))));
    if let Some((at, line, value)) = value {
        if text[at + line.len()..block.end].starts_with([' ', '\t']) {
            return None;
        }
        let place = at + value.start..at + value.end;
        let space = if line[..value.start].ends_with(sign) { " " } else { "" };
        return Some(format!("{}{space}{day}{}", &text[..place.start], &text[place.end..]));
    }
    let end = line_end(text);
    Some(match language {
        Language::Yaml => format!("{}last_reviewed_on: {day}{end}{}", &text[..block.end], &text[block.end..]),
        // After its first table a key would belong to that.
        Language::Toml => format!("{}last_reviewed_on = {day}{end}{}", &text[..block.start], &text[block.start..]),
    })
}

/// Where the value of `key` stands in a line, without the comment behind it.
fn value_of(line: &str, key: &str, sign: char) -> Option<Range<usize>> {
    let after = line.strip_prefix(key)?.trim_start_matches([' ', '\t']).strip_prefix(sign)?;
    let rest = after.trim_start_matches([' ', '\t']);
    let start = line.len() - rest.len();
    let value = rest.split(" #").next().unwrap_or(rest);
    let value = if value.starts_with('#') { "" } else { value.trim_end() };
    Some(start..start + value.len())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Marked, marked};
    use crate::source::{SourceFile, SourcePath};

    fn mark(text: &str) -> Result<Marked, String> {
        marked(&SourceFile::new(SourcePath::new("a.md"), text.as_bytes().to_vec()), date(2026, 11, 23))
    }

    #[test]
    fn only_the_day_changes() {
        for (before, after) in [
            (
                "---\ntitle: A\nlast_reviewed_on: 2020-01-01 # by Ada\nowner: B\n---\nText\n",
                "---\ntitle: A\nlast_reviewed_on: 2026-11-23 # by Ada\nowner: B\n---\nText\n",
            ),
            ("---\nlast_reviewed_at:   '2020-01-01'\n---\n", "---\nlast_reviewed_at:   2026-11-23\n---\n"),
            ("---\nlast_reviewed_on:\ntitle: A\n---\n", "---\nlast_reviewed_on: 2026-11-23\ntitle: A\n---\n"),
            (
                "---\ntitle: A\ntags:\n  - b\n---\nText",
                "---\ntitle: A\ntags:\n  - b\nlast_reviewed_on: 2026-11-23\n---\nText",
            ),
            (
                "\u{feff}---\r\ntitle: A\r\n---\r\nText\r\n",
                "\u{feff}---\r\ntitle: A\r\nlast_reviewed_on: 2026-11-23\r\n---\r\nText\r\n",
            ),
            ("# A\n", "---\nlast_reviewed_on: 2026-11-23\n---\n\n# A\n"),
            ("\u{feff}# A\r\n", "\u{feff}---\r\nlast_reviewed_on: 2026-11-23\r\n---\r\n\r\n# A\r\n"),
            ("", "---\nlast_reviewed_on: 2026-11-23\n---\n"),
            ("---\n\nText\n", "---\nlast_reviewed_on: 2026-11-23\n---\n\n---\n\nText\n"),
            ("---\n---\nText", "---\nlast_reviewed_on: 2026-11-23\n---\nText"),
            (
                "+++\ntitle = 'A'\n[extra]\nb = 1\n+++\nText",
                "+++\nlast_reviewed_on = 2026-11-23\ntitle = 'A'\n[extra]\nb = 1\n+++\nText",
            ),
            ("+++\nlast_reviewed_on = 2020-01-01\n+++\n", "+++\nlast_reviewed_on = 2026-11-23\n+++\n"),
        ] {
            assert_eq!(mark(before).map(|marked| marked.text), Ok(after.to_owned()), "{before:?}");
            assert_eq!(mark(after).map(|marked| marked.text), Ok(after.to_owned()), "twice is as once");
        }
    }

    #[test]
    fn what_would_come_out_wrong_is_left_alone() {
        for text in [
            "---\n{title: A}\n---\n",
            "---\nlast_reviewed_on: >\n  2020-01-01\n---\n",
            "---\n\"last_reviewed_on\": 2020-01-01\n---\n",
            "---\ntitle: [\n---\n",
            "---\ntitle: A\n",
        ] {
            assert!(mark(text).is_err(), "{text:?}: {:?}", mark(text));
        }
    }

    #[test]
    fn it_says_when_the_next_review_is_due() {
        let due = |text| mark(text).map(|marked| (marked.due, marked.fixed));
        assert_eq!(due("---\nreview_in: 6 months\n---\n"), Ok((Some(date(2027, 5, 23)), false)));
        assert_eq!(due("---\nreview_by: 2026-01-01\n---\n"), Ok((Some(date(2026, 1, 1)), true)));
        assert_eq!(due("Text"), Ok((None, false)));
    }
}
