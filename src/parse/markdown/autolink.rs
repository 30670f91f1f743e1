//! Bare addresses in running text, by the rules of GitHub's extension "autolinks".

/// What stands at a place that could be the start of an address.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Bare {
    Address {
        start: usize,
        end: usize,
        target: String,
    },
    /// Nothing; the search may go on at `next`.
    None {
        next: usize,
    },
}

const SCHEMES: &[&str] = &["http://", "https://", "ftp://"];

/// The web address that starts at `at`: `www.` or a scheme.
pub(super) fn web_at(text: &str, at: usize, before: Option<char>) -> Bare {
    let none = Bare::None { next: at + 1 };
    let rest = &text[at..];
    let before = text[..at].chars().next_back().or(before);
    let scheme =
        SCHEMES.iter().find(|scheme| rest.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    let allowed = match scheme {
        Some(_) => before.is_none_or(|letter| !letter.is_ascii_alphabetic()),
        None => {
            rest.starts_with("www.") && before.is_none_or(|letter| letter.is_whitespace() || "*_~(".contains(letter))
        }
    };
    if !allowed {
        return none;
    }
    let skipped = scheme.map_or(0, |scheme| scheme.len());
    let (domain, valid) = domain(&rest[skipped..], scheme.is_none());
    if !valid {
        return Bare::None { next: at + (skipped + domain).max(1) };
    }
    let whole = rest.find(|letter: char| letter.is_whitespace() || letter == '<').unwrap_or(rest.len());
    let end = at + trimmed(&rest[..whole]).max(skipped + 1);
    let words = &text[at..end];
    let target = if scheme.is_none() { format!("http://{words}") } else { words.to_owned() };
    Bare::Address { start: at, end, target }
}

/// How long the domain is that `text` starts with, and whether it is one: its last two parts have no underscore.
fn domain(text: &str, dotted: bool) -> (usize, bool) {
    let end = text.find(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.')));
    let end = end.unwrap_or(text.len());
    let parts: Vec<&str> = text[..end].trim_end_matches('.').rsplitn(3, '.').collect();
    let named = text.starts_with(char::is_alphanumeric) && (!dotted || parts.len() > 1);
    (end, named && !parts.iter().take(2).any(|part| part.contains('_')))
}

/// How much of an address is left without the punctuation of the sentence around it.
fn trimmed(address: &str) -> usize {
    let bytes = address.as_bytes();
    let (opening, mut closing) = (address.matches('(').count(), address.matches(')').count());
    let mut end = bytes.len();
    while end > 0 {
        match bytes[end - 1] {
            b')' if closing > opening => {
                closing -= 1;
                end -= 1;
            }
            b'?' | b'!' | b'.' | b',' | b':' | b'*' | b'_' | b'~' | b'\'' | b'"' => end -= 1,
            b';' => end = before_entity(&bytes[..end]),
            _ => break,
        }
    }
    end
}

/// `…&amp;` without the entity, or without the semicolon if there is none.
fn before_entity(bytes: &[u8]) -> usize {
    let name = bytes[..bytes.len() - 1].iter().rev().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let start = bytes.len() - 1 - name;
    if name > 0 && start > 0 && bytes[start - 1] == b'&' { start - 1 } else { bytes.len() - 1 }
}

/// The mail address around the `@` at `at`; it begins no earlier than `from`.
pub(super) fn mail_at(text: &str, from: usize, at: usize) -> Bare {
    let none = Bare::None { next: at + 1 };
    let bytes = text.as_bytes();
    let local = bytes[from..at].iter().rev();
    let length = local.take_while(|byte| byte.is_ascii_alphanumeric() || b".+-_".contains(byte)).count();
    let start = at - length;
    let ahead = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(byte)).count();
    let mut end = at + 1 + ahead;
    while bytes[at + 1..end].last() == Some(&b'.') {
        end -= 1;
    }
    let domain = &text[at + 1..end];
    let parts_named = !domain.split('.').any(str::is_empty) && domain.contains('.');
    if length == 0
        || !parts_named
        || domain.ends_with(['-', '_'])
        || bytes.get(end) == Some(&b'@')
        || bytes[..start].last() == Some(&b'/')
    {
        return none;
    }
    Bare::Address { start, end, target: format!("mailto:{}", &text[start..end]) }
}

#[cfg(test)]
mod tests {
    use super::{Bare, mail_at, web_at};

    fn web(text: &str) -> Option<String> {
        match web_at(text, 0, None) {
            Bare::Address { target, .. } => Some(target),
            Bare::None { .. } => None,
        }
    }

    #[test]
    fn punctuation_of_the_sentence_is_no_part_of_an_address() {
        for (text, target) in [
            ("https://a.example/x.", "https://a.example/x"),
            ("https://a.example/x?!", "https://a.example/x"),
            ("https://a.example/(x)", "https://a.example/(x)"),
            ("https://a.example/(x))", "https://a.example/(x)"),
            ("https://a.example/(x)y)z", "https://a.example/(x)y)z"),
            ("https://a.example/x&amp;", "https://a.example/x"),
            ("https://a.example/x;", "https://a.example/x"),
            ("http://localhost:8080/x", "http://localhost:8080/x"),
            ("www.example.org<b", "http://www.example.org"),
        ] {
            assert_eq!(web(text).as_deref(), Some(target), "{text}");
        }
        for text in ["www.", "http://", "http://_a.b_c", "www.a_b.example", "https:///x", "http ://x"] {
            assert_eq!(web(text), None, "{text}");
        }
    }

    #[test]
    fn mail_addresses_end_in_a_name() {
        let mail = |text: &str| match mail_at(text, 0, text.find('@').unwrap()) {
            Bare::Address { target, .. } => Some(target),
            Bare::None { .. } => None,
        };
        assert_eq!(mail("a.b-c_d+e@f.example.").as_deref(), Some("mailto:a.b-c_d+e@f.example"));
        for text in ["a@b", "@b.c", "a@b.c-", "a@b.c_", "a@b..c", "/a@b.c", "a@b.c@d.e"] {
            assert_eq!(mail(text), None, "{text}");
        }
    }
}
