//! Addresses as people write them: `slug`, `permalink`, `aliases`.

use percent_encoding::percent_decode_str;

use crate::diagnostics::{Code, Diagnostic};
use crate::parse::Written;
use crate::source::{SourcePath, Span};

use super::address::normal;

/// An address that somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Given {
    /// The address, with `/` at both ends.
    pub(super) url: String,
    /// The file that was asked for, where it is not the index of a folder: `/old/page.html`.
    pub(super) file: Option<String>,
}

/// The address that `written` in `source` asks for; one that does not begin with `/` is seen from `folder`. What cannot be an
/// address is told.
pub(super) fn given(written: &Written, folder: &str, source: &SourcePath) -> Result<Given, Box<Diagnostic>> {
    read(&written.text, folder).map_err(|why| {
        let message = format!("`{}` cannot be an address of this site: {why}", written.text.trim());
        let span = Span::new(source, written.at.clone());
        Box::new(Diagnostic::error(Code::PageBadAddress, span, message).help("write it like `/roles/developer/`"))
    })
}

fn read(text: &str, folder: &str) -> Result<Given, &'static str> {
    let text = text.trim();
    if text.contains("://") || text.starts_with("//") {
        return Err("it names another site");
    }
    let text = percent_decode_str(text).decode_utf8().map_err(|_| "it is not UTF-8 text")?;
    let text = normal(&text).into_owned();
    let mut parts: Vec<&str> =
        if text.starts_with('/') { Vec::new() } else { folder.split('/').filter(|part| !part.is_empty()).collect() };
    let before = parts.len();
    for part in text.split('/') {
        match part {
            "" | "." => {}
            ".." => return Err("it climbs out of its folder"),
            part if part.contains('\\') => return Err("it contains a backslash"),
            part if part.chars().any(char::is_control) => return Err("it contains a control character"),
            part => parts.push(part),
        }
    }
    if parts.len() == before && !text.starts_with('/') {
        return Err("it is empty");
    }
    let name = parts.last().copied().unwrap_or_default();
    let page = [".html", ".htm"].iter().find_map(|ending| name.strip_suffix(ending)).filter(|stem| !stem.is_empty());
    let file = page.filter(|stem| !stem.eq_ignore_ascii_case("index")).map(|_| format!("/{}", parts.join("/")));
    if let Some(stem) = page.or_else(|| name.strip_suffix(".md")).filter(|stem| !stem.is_empty()) {
        parts.pop();
        if !stem.eq_ignore_ascii_case("index") {
            parts.push(stem);
        }
    }
    let joined = parts.join("/");
    Ok(Given { url: if joined.is_empty() { "/".to_owned() } else { format!("/{joined}/") }, file })
}

#[cfg(test)]
mod tests {
    use super::read;

    fn url(text: &str) -> String {
        let given = read(text, "/teams/").unwrap();
        given.file.map_or(given.url.clone(), |file| format!("{} and {file}", given.url))
    }

    #[test]
    fn addresses_are_read_in_every_spelling() {
        assert_eq!(url("/old/place"), "/old/place/");
        assert_eq!(url("place/"), "/teams/place/");
        assert_eq!(url("/a/index.html"), "/a/");
        assert_eq!(url("/a/b.html"), "/a/b/ and /a/b.html");
        assert_eq!(url("/old%20page.md"), "/old page/");
        assert_eq!(url("/"), "/");
        assert_eq!(url("./x"), "/teams/x/");
    }

    #[test]
    fn what_leads_out_is_refused() {
        for text in ["../x", "/a/../../x", "%2e%2e/x", "a\\b", "https://example.org/", "//x/", "", ".", "a\nb"] {
            assert!(read(text, "/teams/").is_err(), "{text:?}");
        }
    }
}
