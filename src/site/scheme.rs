//! Schemes: which a link may have.

/// Schemes that a page may link to. With any other, like `javascript:`, a link could run a script in the reader's browser,
/// or could work for its writer only, like `file:`.
const ALLOWED: &[&str] = &[
    "http",
    "https",
    "mailto",
    "tel",
    "sms",
    "callto",
    "ftp",
    "ftps",
    "sftp",
    "ssh",
    "git",
    "irc",
    "ircs",
    "xmpp",
    "sip",
    "sips",
    "matrix",
    "news",
    "webcal",
    "geo",
    "magnet",
    "slack",
    "msteams",
    "zoommtg",
    "zoomus",
    "facetime",
    "skype",
    "whatsapp",
    "signal",
    "tg",
    "vscode",
    "vscode-insiders",
    "jetbrains",
    "obsidian",
    "figma",
    "notion",
    "spotify",
];

/// The scheme that `url` begins with, as a browser reads it: RFC 3986, without the spaces, tabs and control characters that
/// browsers pass over.
pub(super) fn scheme_of(url: &str) -> Option<String> {
    let plain = url.chars().filter(|letter| !letter.is_control() && !letter.is_whitespace());
    let mut scheme = String::new();
    for letter in plain {
        match letter {
            ':' if scheme.starts_with(|first: char| first.is_ascii_alphabetic()) => return Some(scheme),
            _ if letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '.') => {
                scheme.push(letter.to_ascii_lowercase());
            }
            _ => return None,
        }
    }
    None
}

/// Whether a page may link to `url`: it has no scheme, or one that runs nothing.
#[must_use]
pub fn is_harmless(url: &str) -> bool {
    scheme_of(url).is_none_or(|scheme| ALLOWED.contains(&scheme.as_str()))
}

#[cfg(test)]
mod tests {
    use super::is_harmless;

    #[test]
    fn scripts_are_no_links() {
        let scripts = [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            " java\tscript:x",
            "java\nscript:x",
            "\u{1}javascript:x",
            "javascript :x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
        ];
        for url in scripts {
            assert!(!is_harmless(url), "{url:?}");
        }
        for url in ["https://example.org/a:b", "mailto:a@b.c", "roles/x:y", "?a:b", "#a:b", "//cdn/x", "é:x"] {
            assert!(is_harmless(url), "{url}");
        }
    }
}
