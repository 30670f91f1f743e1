//! Cuts a piece of raw HTML into tags, text and comments as a browser does. A tag or comment that never ends takes the
//! rest of the piece, which is then shown as text: no broken tag swallows what follows it on the page.

use std::ops::Range;

/// A tag that opens an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse::markdown) struct Element {
    pub(in crate::parse::markdown) whole: Range<usize>,
    /// In lower case.
    pub(in crate::parse::markdown) name: String,
    pub(in crate::parse::markdown) attributes: Vec<Attribute>,
    pub(in crate::parse::markdown) self_closing: bool,
}

/// An attribute of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse::markdown) struct Attribute {
    pub(in crate::parse::markdown) whole: Range<usize>,
    pub(in crate::parse::markdown) name: Range<usize>,
    /// Without quotation marks.
    pub(in crate::parse::markdown) value: Option<Range<usize>>,
}

/// A piece of raw HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse::markdown) enum Token {
    Text(Range<usize>),
    Comment(Range<usize>),
    Start(Element),
    End {
        name: String,
        whole: Range<usize>,
    },
    /// What stands in an element that has no tags inside, like a script.
    Verbatim(Range<usize>),
    /// A tag or comment that never ends.
    Broken(Range<usize>),
}

/// Elements whose content browsers read without looking for tags.
const VERBATIM: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// The pieces of `html`, in order and without gaps.
pub(in crate::parse::markdown) fn tokens(html: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = html[at..].find('<') {
        at += found;
        let Some(token) = markup_at(html, at) else {
            at += 1;
            continue;
        };
        if at > from {
            tokens.push(Token::Text(from..at));
        }
        at = end_of(&token);
        if let Token::Start(element) = &token
            && VERBATIM.contains(&element.name.as_str())
        {
            let close = closing_tag(html, at, &element.name);
            tokens.push(token);
            let content = at..close.unwrap_or(html.len());
            at = content.end;
            tokens.push(if close.is_some() { Token::Verbatim(content) } else { Token::Broken(content) });
        } else {
            tokens.push(token);
        }
        from = at;
    }
    if from < html.len() {
        tokens.push(Token::Text(from..html.len()));
    }
    tokens
}

fn end_of(token: &Token) -> usize {
    match token {
        Token::Start(element) => element.whole.end,
        Token::End { whole: range, .. }
        | Token::Text(range)
        | Token::Comment(range)
        | Token::Verbatim(range)
        | Token::Broken(range) => range.end,
    }
}

/// The tag or comment that begins at `at`; `None` if the `<` there is only a sign.
fn markup_at(html: &str, at: usize) -> Option<Token> {
    let rest = &html[at..];
    let second = *rest.as_bytes().get(1)?;
    if second.is_ascii_alphabetic() {
        return Some(start_tag(html, at));
    }
    let closed = |length: Option<usize>, token: fn(Range<usize>) -> Token| match length {
        Some(length) => token(at..at + length),
        None => Token::Broken(at..html.len()),
    };
    match second {
        b'/' if rest[2..].starts_with(|letter: char| letter.is_ascii_alphabetic()) => {
            let Some(length) = rest.find('>') else { return Some(Token::Broken(at..html.len())) };
            Some(Token::End { name: name_of(&rest[2..]).to_ascii_lowercase(), whole: at..at + length + 1 })
        }
        b'!' if rest.starts_with("<!--") => Some(closed(comment_length(rest), Token::Comment)),
        b'!' if rest.starts_with("<![CDATA[") => Some(closed(rest.find("]]>").map(|end| end + 3), Token::Comment)),
        b'/' | b'!' | b'?' if rest.len() > 2 => Some(closed(rest.find('>').map(|end| end + 1), Token::Comment)),
        _ => None,
    }
}

/// `<!-->` and `<!--->` are whole comments for a browser, and `--!>` ends one.
fn comment_length(rest: &str) -> Option<usize> {
    if rest.starts_with("<!-->") || rest.starts_with("<!--->") {
        return rest.find('>').map(|end| end + 1);
    }
    let inner = &rest[4..];
    let ends = [inner.find("-->").map(|end| end + 3), inner.find("--!>").map(|end| end + 4)];
    ends.into_iter().flatten().min().map(|end| end + 4)
}

fn name_of(text: &str) -> &str {
    let end = text.find(|letter: char| letter.is_ascii_whitespace() || matches!(letter, '/' | '>'));
    &text[..end.unwrap_or(text.len())]
}

fn start_tag(html: &str, start: usize) -> Token {
    let bytes = html.as_bytes();
    let name = name_of(&html[start + 1..]).to_ascii_lowercase();
    let mut at = start + 1 + name.len();
    let mut attributes = Vec::new();
    let mut slash = false;
    loop {
        let before = at;
        while bytes.get(at).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'/') {
            slash = bytes[at] == b'/';
            at += 1;
        }
        match bytes.get(at) {
            None => return Token::Broken(start..html.len()),
            Some(b'>') => {
                return Token::Start(Element { whole: start..at + 1, name, attributes, self_closing: slash });
            }
            Some(_) => {}
        }
        slash = false;
        let Some(attribute) = attribute(html, before, at) else { return Token::Broken(start..html.len()) };
        at = attribute.whole.end;
        attributes.push(attribute);
    }
}

/// The attribute whose name begins at `at`; its whole begins at `before`. `None` if it never ends.
fn attribute(html: &str, before: usize, at: usize) -> Option<Attribute> {
    let bytes = html.as_bytes();
    // A sign of equality at the start is a part of the name.
    let mut end = at + 1;
    while bytes.get(end).is_some_and(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'=')) {
        end += 1;
    }
    let name = at..end;
    let blank = |from: usize| from + bytes[from..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let equals = blank(end);
    if bytes.get(equals) != Some(&b'=') {
        return Some(Attribute { whole: before..end, name, value: None });
    }
    let start = blank(equals + 1);
    let first = *bytes.get(start)?;
    if matches!(first, b'"' | b'\'') {
        let length = bytes[start + 1..].iter().position(|byte| *byte == first)?;
        let value = start + 1..start + 1 + length;
        return Some(Attribute { whole: before..value.end + 1, name, value: Some(value) });
    }
    let length = bytes[start..].iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'>')?;
    Some(Attribute { whole: before..start + length, name, value: Some(start..start + length) })
}

/// Where the closing tag of `name` begins, from `at` on.
fn closing_tag(html: &str, at: usize, name: &str) -> Option<usize> {
    let mut from = at;
    while let Some(found) = html[from..].find("</") {
        let rest = &html[from + found + 2..];
        let same = rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        let ends =
            same && rest[name.len()..].starts_with(|next: char| next.is_ascii_whitespace() || "/>".contains(next));
        if ends {
            return Some(from + found);
        }
        from += found + 2;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Token, tokens};

    fn shapes(html: &str) -> Vec<String> {
        let shape = |token: Token| match token {
            Token::Text(at) => format!("text {:?}", &html[at]),
            Token::Comment(at) => format!("comment {:?}", &html[at]),
            Token::Verbatim(at) => format!("verbatim {:?}", &html[at]),
            Token::Broken(at) => format!("broken {:?}", &html[at]),
            Token::End { name, .. } => format!("/{name}"),
            Token::Start(element) => {
                let attributes = element.attributes.iter().map(|one| {
                    let value = one.value.clone().map(|value| format!("={}", &html[value]));
                    format!(" {}{}", &html[one.name.clone()], value.unwrap_or_default())
                });
                format!("{}{}", element.name, attributes.collect::<String>())
            }
        };
        tokens(html).into_iter().map(shape).collect()
    }

    #[test]
    fn tags_are_cut_as_browsers_do() {
        assert_eq!(shapes("<P Class='a b'id=x  hidden/>t</P >"), ["p Class=a b id=x hidden", "text \"t\"", "/p"]);
        assert_eq!(shapes("a < b <3"), ["text \"a < b <3\""]);
        assert_eq!(shapes("<a/onclick=x>"), ["a onclick=x"]);
        assert_eq!(shapes("<a href = \"x>y\">"), ["a href=x>y"]);
        assert_eq!(
            shapes("<!--a--><!--><?b?></ c><!D>"),
            ["comment \"<!--a-->\"", "comment \"<!-->\"", "comment \"<?b?>\"", "comment \"</ c>\"", "comment \"<!D>\""]
        );
        assert_eq!(shapes("<script>a<b></scriptx></SCRIPT>"), ["script", "verbatim \"a<b></scriptx>\"", "/script"]);
    }

    #[test]
    fn what_never_ends_is_broken() {
        assert_eq!(shapes("<b>x<a href=\"y>z</a>"), ["b", "text \"x\"", "broken \"<a href=\\\"y>z</a>\""]);
        assert_eq!(shapes("<!-- x"), ["broken \"<!-- x\""]);
        assert_eq!(shapes("<style>p{}"), ["style", "broken \"p{}\""]);
        assert_eq!(shapes("</div"), ["broken \"</div\""]);
    }
}
