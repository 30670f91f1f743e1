//! Pages of Docusaurus are programs: `.mdx`. Their text is read as Markdown; the lines that are a program are passed over.

use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic};
use crate::source::{SourcePath, Span};

/// `text` with blanks in place of every line of a program and every `{/* … */}` from byte `body` on, so that all places stay.
/// The first line of a program is told.
pub(super) fn without_program(file: &SourcePath, text: &str, body: usize, diagnostics: &mut Vec<Diagnostic>) -> String {
    let Parts { program, comments } = parts(&text[body..]);
    let place = |range: &Range<usize>| body + range.start..body + range.end;
    if let Some(first) = program.first() {
        let lines = if program.len() == 1 { "this line is" } else { "this and other lines are" };
        let message = format!("{lines} part of a program, which a page is not; it is left out");
        let help = "take it away, and write as text what the components of the page show";
        diagnostics
            .push(Diagnostic::warning(Code::MarkdownTemplateTag, Span::new(file, place(first)), message).help(help));
    }
    let mut bytes = text.as_bytes().to_vec();
    for range in program.iter().chain(&comments) {
        for byte in &mut bytes[place(range)] {
            if !matches!(*byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
    }
    String::from_utf8(bytes).expect("whole letters are replaced by blanks")
}

/// What is no text in a body.
#[derive(Default)]
struct Parts {
    /// Lines of `import` and `export`, up to the next empty line.
    program: Vec<Range<usize>>,
    comments: Vec<Range<usize>>,
}

fn parts(body: &str) -> Parts {
    let mut parts = Parts::default();
    let (mut at, mut fence, mut after_blank, mut in_program, mut comment) = (0, None, true, false, None);
    for line in body.split_inclusive('\n') {
        let (whole, text) = (at..at + line.trim_end().len(), line.trim());
        at += line.len();
        let marks: String = text.chars().take_while(|letter| matches!(letter, '`' | '~')).collect();
        if let Some(open) = &fence {
            if marks.starts_with(open) && marks.len() == text.len() {
                fence = None;
            }
        } else if marks.len() >= 3 {
            fence = Some(marks);
        } else if let Some(start) = comment {
            if let Some(end) = line.find("*/}") {
                parts.comments.push(start..whole.start + end + 3);
                comment = None;
            }
        } else if !text.is_empty() && (in_program || (after_blank && begins_program(line))) {
            in_program = true;
            parts.program.push(whole.clone());
        } else if let Some(start) = line.find("{/*") {
            match line[start..].find("*/}") {
                Some(end) => parts.comments.push(whole.start + start..whole.start + start + end + 3),
                None => comment = Some(whole.start + start),
            }
        }
        after_blank = text.is_empty();
        in_program &= !after_blank;
    }
    parts
}

fn begins_program(line: &str) -> bool {
    ["import ", "export "].iter().any(|word| line.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::{SourcePath, without_program};

    fn read(text: &str) -> (String, usize) {
        let mut diagnostics = Vec::new();
        let read = without_program(&SourcePath::new("a.mdx"), text, 0, &mut diagnostics);
        assert_eq!(read.len(), text.len());
        (read.split_whitespace().collect::<Vec<_>>().join(" "), diagnostics.len())
    }

    #[test]
    fn programs_and_comments_are_blanks() {
        assert_eq!(read("import A from 'é';\nimport B from 'b';\n\nText\n"), ("Text".to_owned(), 1));
        assert_eq!(read("export const x = {\n  a: 1,\n};\n\nText {/* why */} more\n"), ("Text more".to_owned(), 1));
        assert_eq!(read("a {/* b\nc */} d\n"), ("a d".to_owned(), 0));
        assert_eq!(read("a {/* never\n"), ("a {/* never".to_owned(), 0));
    }

    #[test]
    fn code_and_sentences_stay() {
        for text in ["```js\nimport a from 'b'\n{/* c */}\n```", "We\nimport goods.", "important words", "    import x"]
        {
            assert_eq!(read(text), (text.split_whitespace().collect::<Vec<_>>().join(" "), 0), "{text}");
        }
    }
}
