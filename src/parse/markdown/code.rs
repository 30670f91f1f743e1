//! Code blocks: the language, a title and marked lines from the fence's info string, and colours where the language is known.

use std::ops::{Range, RangeInclusive};

use pulldown_cmark::{CodeBlockKind, Event};
use pulldown_cmark_escape::escape_html;

use super::writer::Writer;

#[cfg(feature = "highlight")]
use super::highlight::highlighted;

/// Without the feature `highlight`, code has no colours.
#[cfg(not(feature = "highlight"))]
fn highlighted(_: &str, _: &str) -> Option<Vec<String>> {
    None
}

/// What the words after the backticks say.
#[derive(Debug, Default, PartialEq, Eq)]
struct Fence<'t> {
    language: &'t str,
    title: &'t str,
    marked: Vec<RangeInclusive<usize>>,
}

impl Writer<'_> {
    /// The code block that starts at `at`; says which event comes next.
    pub(super) fn code_block(&mut self, at: usize, kind: &CodeBlockKind<'_>, range: &Range<usize>) -> usize {
        self.close_label();
        let end = self.end_of(at);
        let code: String = self.events[at..end]
            .iter()
            .filter_map(|(event, _)| if let Event::Text(text) = event { Some(&**text) } else { None })
            .collect();
        let fence = match kind {
            CodeBlockKind::Fenced(words) => read_fence(words),
            CodeBlockKind::Indented => Fence::default(),
        };
        if let (CodeBlockKind::Fenced(words), "chart") = (kind, fence.language)
            && self.ask_for_chart(words, fence.title, &code, range)
        {
            return end;
        }
        if fence.language == "math" {
            self.maths(&code, true, range);
            return end;
        }
        let title = if fence.title.is_empty() && fence.language == "mermaid" {
            "A diagram in Mermaid, as its source"
        } else {
            fence.title
        };
        if !title.is_empty() {
            self.push("<figure><figcaption>");
            self.text(title);
            self.push("</figcaption>\n");
        }
        self.open_code(fence.language);
        self.lines(&code, &fence);
        self.push("</code></pre>\n");
        if !title.is_empty() {
            self.push("</figure>\n");
        }
        end
    }

    fn open_code(&mut self, language: &str) {
        self.push("<pre tabindex=\"0\" role=\"group\" aria-label=\"Code");
        if language.is_empty() {
            self.push("\"><code>");
            return;
        }
        self.push(": ");
        self.text(language);
        self.push("\"><code class=\"language-");
        self.text(language);
        self.push("\">");
    }

    fn lines(&mut self, code: &str, fence: &Fence<'_>) {
        let coloured = highlighted(fence.language, code);
        if coloured.is_none() && fence.marked.is_empty() {
            return self.text(code);
        }
        let plain = || code.split_inclusive('\n').map(escaped).collect();
        for (number, line) in coloured.unwrap_or_else(plain).iter().enumerate() {
            let marked = fence.marked.iter().any(|range| range.contains(&(number + 1)));
            self.push(if marked { "<mark>" } else { "" });
            self.push(line);
            self.push(if marked { "</mark>" } else { "" });
        }
    }
}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    escape_html(&mut html, text).expect("writing to a string never fails");
    html
}

/// `rust title="main.rs" {1,3-4}`, and as `MkDocs` and Pandoc write it: `{.python title="x" hl_lines="1 3"}`.
fn read_fence(words: &str) -> Fence<'_> {
    let words = words.trim();
    let inner = words.strip_prefix('{').map_or(words, |inner| inner.trim_end_matches('}').trim_start());
    let end = inner.find(|sign: char| sign.is_whitespace() || matches!(sign, ',' | '{' | '}')).unwrap_or(inner.len());
    let language = inner[..end].trim_start_matches('.');
    let language = if language.contains('=') { "" } else { language };
    let title = value_of(words, "title=").or_else(|| value_of(words, "filename=")).unwrap_or_default();
    let lines = value_of(words, "hl_lines=").or_else(|| {
        let (_, list) = words[words.len() - inner.len()..].split_once('{')?;
        list.split_once('}').map(|(list, _)| list)
    });
    Fence { language, title, marked: lines.map(read_lines).unwrap_or_default() }
}

/// The quoted value after `name`.
fn value_of<'t>(words: &'t str, name: &str) -> Option<&'t str> {
    let at = words.find(name)?;
    let rest = &words[at + name.len()..];
    let mark = rest.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    rest[1..].split_once(mark).map(|(value, _)| value)
}

/// `1,3-4` or `1 3-4`. Anything else in the list is passed over.
fn read_lines(list: &str) -> Vec<RangeInclusive<usize>> {
    let parts = list.split([',', ' ']).filter(|part| !part.is_empty());
    let ranges = parts.filter_map(|part| {
        let (start, end) = part.split_once('-').unwrap_or((part, part));
        Some(start.trim().parse().ok()?..=end.trim().parse().ok()?)
    });
    ranges.collect()
}

#[cfg(test)]
mod tests {
    use super::{Fence, read_fence};

    #[test]
    fn reads_the_words_after_the_backticks() {
        let fence = |language, title, marked: &[(usize, usize)]| Fence {
            language,
            title,
            marked: marked.iter().map(|(first, last)| *first..=*last).collect(),
        };
        for (words, wanted) in [
            ("rust", fence("rust", "", &[])),
            ("rust,ignore", fence("rust", "", &[])),
            ("yaml title=\"a b.yml\" {1,3-4}", fence("yaml", "a b.yml", &[(1, 1), (3, 4)])),
            ("js{2}", fence("js", "", &[(2, 2)])),
            ("python hl_lines=\"1 3\" title='x'", fence("python", "x", &[(1, 1), (3, 3)])),
            ("{.python title=\"x\" hl_lines=\"2-3\"}", fence("python", "x", &[(2, 3)])),
            ("title=\"x\"", fence("", "x", &[])),
            ("sh {x-1,-}", fence("sh", "", &[])),
            ("", fence("", "", &[])),
        ] {
            assert_eq!(read_fence(words), wanted, "{words}");
        }
    }
}
