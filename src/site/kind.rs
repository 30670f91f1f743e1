//! What a target says of itself before anything is looked up: on another site, on this one, or not yet anything.

use super::problems::Problem;
use super::scheme::{is_harmless, scheme_of};
use super::written::is_page_name;

/// A target by its looks.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// Another site, a mail address, a telephone number.
    Elsewhere,
    /// This site, by what is to be looked up.
    Inside(&'a str),
    /// Nothing that could be looked up.
    Unfinished(Problem),
}

/// Words that stand for a target still to be written.
const PLACEHOLDERS: &[&str] = &["todo", "tbd", "tbc", "fixme", "xxx", "tk", "link", "url", "...", "…"];

/// Schemes that somebody meant who wrote something like them.
const WEB: &[&str] = &["http", "https"];

/// The kind of `target`, which has no white space around it.
pub(super) fn kind_of(target: &str) -> Kind<'_> {
    if target.is_empty() {
        return Kind::Unfinished(Problem::Empty);
    }
    if target == "#" {
        return Kind::Unfinished(Problem::Placeholder);
    }
    if let Some(authority) = target.strip_prefix("//") {
        return web(target, authority);
    }
    match scheme_of(target) {
        Some(scheme) => with_scheme(target, &scheme),
        None => without_scheme(target),
    }
}

/// The address on the web that `target` is, without its fragment; `None` for all else.
#[must_use]
pub fn web_address(target: &str) -> Option<String> {
    let target = target.trim();
    if kind_of(target) != Kind::Elsewhere {
        return None;
    }
    let address = target.split('#').next().unwrap_or_default();
    let is_web = scheme_of(address).is_some_and(|scheme| WEB.contains(&scheme.as_str()));
    if address.starts_with("//") { Some(format!("https:{address}")) } else { is_web.then(|| address.to_owned()) }
}

/// Whether `target` is a word that stands for a target still to be written.
pub(super) fn is_placeholder(target: &str) -> bool {
    let word = target.trim_matches(['#', '/', '<', '>', '[', ']']).to_lowercase();
    PLACEHOLDERS.contains(&word.as_str())
}

fn with_scheme<'a>(target: &'a str, scheme: &str) -> Kind<'a> {
    let rest = target.split_once(':').map_or("", |(_, rest)| rest);
    if WEB.contains(&scheme) {
        return match rest.strip_prefix("//") {
            Some(rest) => web(target, rest),
            None => malformed(format!("did you mean `{scheme}://{}`?", rest.trim_start_matches('/'))),
        };
    }
    if scheme == "mailto" && !rest.split('?').next().unwrap_or_default().contains('@') && !rest.contains("to=") {
        return malformed("a mail address looks like `mailto:team@example.org`");
    }
    if is_harmless(target) {
        return Kind::Elsewhere;
    }
    let near_web = rest.starts_with("//") && WEB.iter().any(|web| strsim::damerau_levenshtein(web, scheme) <= 2);
    if near_web {
        return malformed(format!("did you mean `https:{rest}`?"));
    }
    Kind::Unfinished(Problem::Scheme { scheme: scheme.to_owned() })
}

/// An address on the web, whose `authority` and what follows it must be able to be one.
fn web<'a>(target: &'a str, authority: &str) -> Kind<'a> {
    let host = authority.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    if host.is_empty() || host == "http:" || host == "https:" {
        return malformed("an address on the web looks like `https://example.org/page`");
    }
    if target.contains(char::is_whitespace) {
        return malformed("there is a space in it; write `%20` for a space that belongs there");
    }
    let (name, port) = if host.starts_with('[') { (host, "") } else { host.split_once(':').unwrap_or((host, "")) };
    let odd = |letter: char| letter.is_ascii() && !letter.is_ascii_alphanumeric() && !"-._~%[]:".contains(letter);
    if name.is_empty() || name.contains("..") || name.contains(odd) || !port.bytes().all(|byte| byte.is_ascii_digit()) {
        return malformed(format!("`{host}` cannot be the name of a computer on the web"));
    }
    if let Some(escape) = bad_escape(target) {
        return malformed(escape_help(&escape));
    }
    Kind::Elsewhere
}

fn without_scheme(target: &str) -> Kind<'_> {
    if let Some(rest) = without_base_tag(target) {
        return Kind::Inside(rest);
    }
    if ["{{", "{%", "<%"].iter().any(|tag| target.contains(tag)) {
        return malformed("tags of a template are not filled in here; write the path of the page");
    }
    let lower = target.to_ascii_lowercase();
    for scheme in WEB {
        if let Some(rest) = lower.strip_prefix(scheme).and_then(|rest| rest.strip_prefix("//")) {
            return malformed(format!("did you mean `{scheme}://{rest}`?"));
        }
    }
    if lower.starts_with("www.") {
        return malformed(format!("did you mean `https://{target}`?"));
    }
    let bare_mail = target.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !target.contains(['/', '#', '?', ' ']) && !is_page_name(host)
    });
    if bare_mail {
        return malformed(format!("did you mean `mailto:{target}`?"));
    }
    Kind::Inside(target)
}

/// What follows a tag at the front of `target` with which other generators write the address of the site:
/// `{{ site.baseurl }}/roles/` means `/roles/`.
fn without_base_tag(target: &str) -> Option<&str> {
    let (tag, rest) = target.strip_prefix("{{")?.split_once("}}")?;
    let words = tag.trim_matches(['-', ' ']).to_ascii_lowercase();
    let name = words.rsplit('.').next().unwrap_or_default().replace('_', "");
    let names_base = matches!(name.as_str(), "baseurl" | "pathprefix" | "root") || words == "site.url";
    (names_base && rest.starts_with('/')).then_some(rest)
}

/// The first `%` of `text` that two hexadecimal digits do not follow, with what stands there instead.
pub(super) fn bad_escape(text: &str) -> Option<String> {
    let bad = text.match_indices('%').find(|(at, _)| {
        let digits = text.as_bytes().get(at + 1..at + 3).unwrap_or_default();
        digits.len() < 2 || !digits.iter().all(u8::is_ascii_hexdigit)
    });
    bad.map(|(at, _)| text[at..].chars().take(3).collect())
}

/// What to do about a bad escape.
pub(super) fn escape_help(escape: &str) -> String {
    format!("after `%` come two digits from 0 to 9 and A to F, and `{escape}` has none; a percent sign is `%25`")
}

fn malformed<'a>(help: impl Into<String>) -> Kind<'a> {
    Kind::Unfinished(Problem::Malformed { help: help.into() })
}

#[cfg(test)]
mod tests {
    use super::{Kind, Problem, is_placeholder, kind_of};

    fn help(target: &str) -> String {
        match kind_of(target) {
            Kind::Unfinished(Problem::Malformed { help }) => help,
            other => panic!("{target}: {other:?}"),
        }
    }

    #[test]
    fn addresses_that_cannot_be_are_told_with_what_may_be_meant() {
        assert_eq!(help("http:/example.org"), "did you mean `http://example.org`?");
        assert_eq!(help("https:example.org"), "did you mean `https://example.org`?");
        assert_eq!(help("https//example.org"), "did you mean `https://example.org`?");
        assert_eq!(help("htps://example.org"), "did you mean `https://example.org`?");
        assert_eq!(help("www.example.org/a"), "did you mean `https://www.example.org/a`?");
        assert_eq!(help("kim@example.org"), "did you mean `mailto:kim@example.org`?");
        assert!(help("mailto:kim").contains("mailto:team@"));
        assert!(help("https://exa mple.org").contains("space"));
        assert!(help("https://example.org/%zz").contains("`%zz`"));
        assert!(help("https://a..b/").contains("`a..b`"));
        assert!(help("https://example.org:x/").contains("`example.org:x`"));
        for target in ["http://", "https:///x", "//", "https://http://example.org"] {
            assert!(help(target).contains("looks like"), "{target}");
        }
        assert!(help("{% link a.md %}").contains("template"));
    }

    #[test]
    fn other_sites_stay_other_sites() {
        let targets = [
            "https://example.org",
            "HTTPS://example.org/a b".trim_end_matches(" b"),
            "//example.org",
            "https://user:word@example.org:8080/a?b=%20#c",
            "http://[::1]:8080/",
            "http://localhost",
            "https://größe.example/ü",
            "https://intranet_one.example.org",
            "mailto:a@b.c?subject=x%20y",
            "mailto:?to=a@b.c",
            "tel:+44",
        ];
        for target in targets {
            assert_eq!(kind_of(target), Kind::Elsewhere, "{target}");
        }
    }

    #[test]
    fn what_other_generators_call_their_base_is_ours() {
        assert_eq!(kind_of("{{ site.baseurl }}/roles/"), Kind::Inside("/roles/"));
        assert_eq!(kind_of("{{site.base_url}}/roles/"), Kind::Inside("/roles/"));
        assert_eq!(kind_of("roles/x:y"), Kind::Inside("roles/x:y"));
        assert_eq!(kind_of("@kim/notes.md"), Kind::Inside("@kim/notes.md"));
    }

    #[test]
    fn schemes_that_no_page_may_have_are_told() {
        for (target, scheme) in [("javascript:x", "javascript"), ("C:\\notes\\a.md", "c"), ("file:///a", "file")] {
            assert_eq!(kind_of(target), Kind::Unfinished(Problem::Scheme { scheme: scheme.into() }), "{target}");
        }
    }

    #[test]
    fn placeholders_are_words_that_people_leave_behind() {
        assert!(is_placeholder("TODO") && is_placeholder("#tbd") && is_placeholder("/link"));
        assert!(!is_placeholder("linking.md"));
    }
}
