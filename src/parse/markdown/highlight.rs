//! Code in colour: classes, so that one run serves light and dark. The syntaxes are loaded once, and only when a page has code
//! in a language that could be one of them.

use std::sync::LazyLock;

use pulldown_cmark_escape::escape_html;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use super::yaml_colours::yaml_lines;

/// Code beyond this many bytes stays plain, as does code with a line beyond `LONGEST_LINE`: colours are no help there, and
/// their rules would take long.
const LONGEST: usize = 200_000;
const LONGEST_LINE: usize = 2_000;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// Scopes by their beginning and the class of what has them. The innermost scope that is listed counts; no class means plain.
static CLASSES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    let classes = [
        ("comment", "c"),
        ("string.unquoted", ""),
        ("string", "s"),
        ("constant", "n"),
        ("keyword.operator", ""),
        ("keyword", "k"),
        ("storage", "k"),
        ("variable.language", "k"),
        ("entity.name.function", "f"),
        ("support.function", "f"),
        ("variable.function", "f"),
        ("entity.name.tag", "t"),
        ("entity.name.type", "t"),
        ("entity.name.class", "t"),
        ("support.type", "t"),
        ("support.class", "t"),
        ("entity.other.attribute-name", "a"),
        ("markup.inserted", "i"),
        ("markup.deleted", "d"),
        ("markup.heading", "k"),
        ("meta.diff", "c"),
        ("meta.interpolation", ""),
    ];
    classes.iter().filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, *class))).collect()
});

/// Words for a language that the syntaxes have under another name.
const ALIASES: &[(&str, &str)] = &[
    ("shell", "bash"),
    ("console", "bash"),
    ("shell-session", "bash"),
    ("shellsession", "bash"),
    ("golang", "go"),
    ("jsonc", "json"),
    ("json5", "json"),
    ("javascript", "js"),
    ("typescript", "ts"),
    ("docker", "dockerfile"),
    ("terraform", "tf"),
    ("csharp", "cs"),
    ("markdown", "md"),
    ("postgresql", "sql"),
];

/// Each line of `code` as HTML; `None` where the language is not known.
pub(super) fn highlighted(language: &str, code: &str) -> Option<Vec<String>> {
    let tame = code.len() <= LONGEST && code.lines().all(|line| line.len() <= LONGEST_LINE);
    if !tame || matches!(language, "" | "text" | "txt" | "plain" | "plaintext" | "mermaid" | "chart") {
        return None;
    }
    if language.eq_ignore_ascii_case("yaml") || language.eq_ignore_ascii_case("yml") {
        return Some(yaml_lines(code));
    }
    let mut parser = ParseState::new(syntax(language)?);
    let mut stack = ScopeStack::new();
    let lines = code.split_inclusive('\n').map(|text| {
        let operations = parser.parse_line(text, &SYNTAXES).ok()?;
        let mut line = Line::new(text.len());
        let mut from = 0;
        for (at, operation) in operations {
            line.write(&text[from..at], class(&stack));
            from = at;
            stack.apply(&operation).ok()?;
        }
        line.write(&text[from..], class(&stack));
        Some(line.finish())
    });
    lines.collect()
}

fn syntax(language: &str) -> Option<&'static SyntaxReference> {
    let known =
        language.len() <= 30 && language.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-#._".contains(&byte));
    let language = language.to_ascii_lowercase();
    let name = ALIASES.iter().find(|(alias, _)| *alias == language).map_or(language.as_str(), |(_, name)| name);
    let found = known.then(|| SYNTAXES.find_syntax_by_token(name)).flatten();
    found.filter(|syntax| syntax.name != "Plain Text")
}

fn class(stack: &ScopeStack) -> &'static str {
    let class =
        |scope: &Scope| CLASSES.iter().find(|(beginning, _)| beginning.is_prefix_of(*scope)).map(|(_, class)| *class);
    stack.as_slice().iter().rev().find_map(class).unwrap_or_default()
}

/// A line of code as it becomes HTML.
pub(super) struct Line {
    html: String,
    /// The class of the span that is open; empty where none is.
    open: &'static str,
}

impl Line {
    /// An empty line for a source of `length` bytes.
    pub(super) fn new(length: usize) -> Self {
        Self { html: String::with_capacity(length * 2), open: "" }
    }

    /// Writes `text` of one class; spans of the same class run together, and blanks take the class that is there.
    pub(super) fn write(&mut self, text: &str, class: &'static str) {
        if text.is_empty() {
            return;
        }
        if class != self.open && !text.trim().is_empty() {
            self.close();
            if !class.is_empty() {
                self.html.push_str("<span class=\"");
                self.html.push_str(class);
                self.html.push_str("\">");
            }
            self.open = class;
        }
        // A line's end stays outside of its spans.
        let (text, end) = text.strip_suffix('\n').map_or((text, ""), |text| (text, "\n"));
        escape_html(&mut self.html, text).expect("writing to a string never fails");
        if !end.is_empty() {
            self.close();
            self.html.push_str(end);
        }
    }

    /// The HTML, with no span left open.
    pub(super) fn finish(mut self) -> String {
        self.close();
        self.html
    }

    fn close(&mut self) {
        if !std::mem::take(&mut self.open).is_empty() {
            self.html.push_str("</span>");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::highlighted;

    #[test]
    fn spans_end_with_their_lines_and_text_is_escaped() {
        let lines = highlighted("rust", "/* <a>\n b */ let x = \"<\";\n").unwrap();
        assert_eq!(lines[0], "<span class=\"c\">/* &lt;a&gt;</span>\n");
        assert_eq!(
            lines[1],
            "<span class=\"c\"> b */ </span><span class=\"k\">let</span> x = <span class=\"s\">&quot;&lt;&quot;</span>;\n"
        );
    }

    #[test]
    fn languages_have_many_names() {
        for language in [
            "yaml",
            "yml",
            "YAML",
            "js",
            "javascript",
            "ts",
            "tsx",
            "python",
            "py",
            "sh",
            "bash",
            "console",
            "json",
            "toml",
            "html",
            "css",
            "go",
            "java",
            "ruby",
            "sql",
            "diff",
            "dockerfile",
            "rust",
            "md",
            "tf",
            "cs",
            "c++",
            "kotlin",
        ] {
            assert!(highlighted(language, "a\n").is_some(), "{language}");
        }
        for language in ["", "text", "mermaid", "nonesuch", "../x", "<script>"] {
            assert!(highlighted(language, "a\n").is_none(), "{language}");
        }
    }
}
