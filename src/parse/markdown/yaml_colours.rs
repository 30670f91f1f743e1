//! Colours for YAML, the language that handbooks here show most. The general grammar for it goes back and forth over every
//! line, which takes two hundred times as long as all else that is done with the line.

use super::highlight::Line;

/// What a line begins in.
#[derive(Clone, Copy)]
enum State {
    Plain,
    /// In the text after `|` or `>`, whose key or dash is indented by this much.
    Block(usize),
    /// In a text between quotes of this kind that the line before left open.
    Quoted(char),
}

/// Each line of `code` as HTML.
pub(super) fn yaml_lines(code: &str) -> Vec<String> {
    let mut state = State::Plain;
    code.split_inclusive('\n')
        .map(|text| {
            let mut line = Line::new(text.len());
            state = yaml_line(text, state, &mut line);
            line.finish()
        })
        .collect()
}

fn yaml_line(text: &str, state: State, line: &mut Line) -> State {
    let indent = text.len() - text.trim_start_matches(' ').len();
    match state {
        State::Block(parent) if indent > parent || text.trim().is_empty() => {
            line.write(text, "s");
            State::Block(parent)
        }
        State::Quoted(mark) => {
            let end = quoted_end(text, mark);
            line.write(&text[..end.unwrap_or(text.len())], "s");
            end.map_or(State::Quoted(mark), |end| values(&text[end..], indent, line))
        }
        _ if matches!(text.trim_end(), "---" | "...") || text.starts_with('%') => {
            line.write(text, "c");
            State::Plain
        }
        _ => values(text, indent, line),
    }
}

/// Keys and values from `rest` on, to the end of the line.
fn values(mut rest: &str, mut indent: usize, line: &mut Line) -> State {
    while let Some(first) = rest.chars().next() {
        let (length, class) = match first {
            '#' => (rest.len(), "c"),
            '"' | '\'' => {
                let Some(end) = quoted_end(&rest[1..], first) else {
                    line.write(rest, "s");
                    return State::Quoted(first);
                };
                (end + 1, if is_key(&rest[end + 1..]) { "t" } else { "s" })
            }
            '|' | '>' if block_sign(rest) > 0 => {
                let (sign, remark) = rest.split_at(block_sign(rest));
                line.write(sign, "k");
                values(remark, indent, line);
                return State::Block(indent);
            }
            '-' | '?' if rest[1..].starts_with([' ', '\n']) => {
                // What stands below an entry is indented as its first key is.
                let step = rest.len() - rest[1..].trim_start_matches(' ').len();
                indent += if is_key(&rest[plain_end(rest, step)..]) { step } else { 0 };
                (1, "")
            }
            '&' | '*' | '!' => (word_end(rest), "k"),
            '{' | '}' | '[' | ']' | ',' | ':' => (1, ""),
            _ if first.is_whitespace() => (rest.len() - rest.trim_start().len(), ""),
            _ => plain(rest),
        };
        line.write(&rest[..length], class);
        rest = &rest[length..];
    }
    State::Plain
}

/// A text without quotes: a key, a number, a word with a meaning, or just text.
fn plain(rest: &str) -> (usize, &'static str) {
    let end = plain_end(rest, 0);
    let text = rest[..end].trim_end();
    let class = if is_key(&rest[end..]) {
        "t"
    } else if matches!(text, "true" | "false" | "null" | "~" | "True" | "False" | "yes" | "no") || is_number(text) {
        "n"
    } else {
        ""
    };
    (text.len().max(1), class)
}

/// Where the text without quotes ends that begins at `from`: before `: `, ` #`, or a sign of a flow collection.
fn plain_end(rest: &str, from: usize) -> usize {
    let bytes = rest.as_bytes();
    let ends = |at: usize| match bytes[at] {
        b':' => bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace),
        b'#' => at > from && bytes[at - 1].is_ascii_whitespace(),
        b',' | b']' | b'}' => bytes.get(at + 1).is_none_or(|next| next.is_ascii_whitespace() || b",]}".contains(next)),
        b'\n' => true,
        _ => false,
    };
    (from..bytes.len()).find(|at| ends(*at)).unwrap_or(bytes.len())
}

fn is_key(after: &str) -> bool {
    after.strip_prefix(':').is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
}

/// Numbers and dates.
fn is_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '+', '.']);
    digits.starts_with(|sign: char| sign.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_hexdigit() || b"-+.:_xoTZ".contains(&byte))
}

/// How long the sign is that opens a text over many lines, such as `>-`; 0 where `rest` begins with no such sign.
fn block_sign(rest: &str) -> usize {
    let after = rest[1..].trim_start_matches(|sign: char| sign.is_ascii_digit() || matches!(sign, '+' | '-'));
    let opens = after.trim_start().is_empty() || (after.starts_with(' ') && after.trim_start().starts_with('#'));
    if opens { rest.len() - after.len() } else { 0 }
}

fn word_end(rest: &str) -> usize {
    rest.find(|sign: char| sign.is_whitespace() || matches!(sign, ',' | ']' | '}')).unwrap_or(rest.len())
}

/// Where the text between quotes ends, after the closing one; `None` where the line does not close it.
fn quoted_end(text: &str, mark: char) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if mark == '"' => at += 1,
            b'\'' if mark == '\'' && bytes.get(at + 1) == Some(&b'\'') => at += 1,
            byte if byte == mark as u8 => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::yaml_lines;

    fn marked(code: &str) -> String {
        let html = yaml_lines(code).concat();
        html.replace("<span class=\"", "<").replace("</span>", "</>").replace("\">", ">")
    }

    #[test]
    fn keys_values_and_remarks_have_colours() {
        assert_eq!(marked("start: 2026-11-02 # Monday\n"), "<t>start</>: <n>2026-11-02 </><c># Monday</>\n");
        assert_eq!(
            marked("goal: {text: Guests pay, n: -1.5}\n"),
            "<t>goal</>: {<t>text</>: Guests pay, <t>n</>: <n>-1.5</>}\n"
        );
        assert_eq!(marked("- id: 'a: b'\n"), "- <t>id</>: <s>&#39;a: b&#39;</>\n");
        assert_eq!(marked("\"a b\": x#y 2 a\n"), "<t>&quot;a b&quot;</>: x#y 2 a\n");
        assert_eq!(marked("url: https://example.org/a\n"), "<t>url</>: https://example.org/a\n");
        assert_eq!(marked("a: !tag &x *y\n"), "<t>a</>: <k>!tag &amp;x *y</>\n");
        assert_eq!(marked("---\nok: true\n"), "<c>---</>\n<t>ok</>: <n>true</>\n");
    }

    #[test]
    fn a_text_over_many_lines_ends_where_it_is_indented_no_more() {
        let code = "a: |\n  b: c\n\n  # d\ne: f\n";
        assert_eq!(marked(code), "<t>a</>: <k>|</>\n<s>  b: c</>\n\n<s>  # d</>\n<t>e</>: f\n");
        assert_eq!(marked("- a: >-\n    b\n  c: 1\n"), "- <t>a</>: <k>&gt;-</>\n<s>    b</>\n  <t>c</>: <n>1</>\n");
        assert_eq!(marked("a: \"b\n  c: d\" # e\n"), "<t>a</>: <s>&quot;b</>\n<s>  c: d&quot; </><c># e</>\n");
    }

    #[test]
    fn nothing_is_lost_or_read_as_html() {
        for code in [
            "",
            ":",
            "-",
            "- -\n",
            "'",
            "\"\\",
            "|\n",
            "{[,]}:#",
            "ä: ü#\n\u{3000}x",
            "<script>: </a>\n",
            "&",
            "? a\n: b",
        ] {
            let html = yaml_lines(code).concat();
            let text: String = scraped(&html);
            assert_eq!(text, code, "{html}");
        }
    }

    fn scraped(html: &str) -> String {
        scraper::Html::parse_fragment(html).root_element().text().collect()
    }
}
