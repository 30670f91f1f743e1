//! Which tags and attributes are harmless. What is not known to be harmless is left out.

/// What becomes of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse::markdown) enum Verdict {
    Keep,
    /// The tag is left out and what is inside stays.
    Drop,
    /// The tag and what is inside are left out.
    DropAll,
    /// A frame, which may show what is ours.
    Frame,
}

const HARMLESS: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "address",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "label",
    "li",
    "map",
    "mark",
    "menu",
    "meter",
    "nav",
    "ol",
    "p",
    "picture",
    "pre",
    "progress",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// Elements of drawings.
const FOREIGN: &[&str] = &[
    "svg",
    "g",
    "path",
    "circle",
    "ellipse",
    "rect",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "desc",
    "defs",
    "lineargradient",
    "radialgradient",
    "stop",
    "symbol",
    "use",
    "clippath",
    "mask",
    "marker",
    "pattern",
];

const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements before which a browser ends an open paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
];

/// Attributes that take part in something else than showing what is there.
const REFUSED: &[&str] = &[
    "style",
    "srcdoc",
    "formaction",
    "action",
    "background",
    "ping",
    "data",
    "is",
    "slot",
    "nonce",
    "autofocus",
    "contenteditable",
    "accesskey",
    "http-equiv",
    "dynsrc",
    "lowsrc",
    "manifest",
    "xml:base",
];

pub(in crate::parse::markdown) fn judge_element(name: &str) -> Verdict {
    match name {
        "iframe" => Verdict::Frame,
        "script" | "style" | "textarea" | "xmp" | "noembed" | "noframes" | "title" => Verdict::DropAll,
        _ if HARMLESS.contains(&name) || is_foreign(name) => Verdict::Keep,
        _ => Verdict::Drop,
    }
}

/// Whether an attribute, by its name in lower case, is harmless; whether its address is, is another question.
pub(in crate::parse::markdown) fn judge_attribute(name: &str) -> bool {
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_:.".contains(&byte));
    plain
        && name.starts_with(|first: char| first.is_ascii_alphabetic())
        && !name.starts_with("on")
        && !REFUSED.contains(&name)
}

pub(in crate::parse::markdown) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

fn is_foreign(name: &str) -> bool {
    FOREIGN.contains(&name)
}

/// Whether a tag of `name` ends an open `<p>`.
fn ends_paragraph(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Whether an open element `open` ends by itself where `next` begins, as a list item does before the next.
pub(in crate::parse::markdown) fn implied_end(open: &str, next: &str) -> bool {
    match open {
        "p" => ends_paragraph(next),
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "td" | "th" => matches!(next, "td" | "th" | "tr" | "tbody" | "tfoot" | "thead"),
        "tr" => matches!(next, "tr" | "tbody" | "tfoot" | "thead"),
        "thead" | "tbody" | "tfoot" | "caption" | "colgroup" => matches!(next, "tbody" | "tfoot" | "thead"),
        "option" => matches!(next, "option" | "optgroup"),
        "rt" | "rp" => matches!(next, "rt" | "rp"),
        _ => false,
    }
}

/// Schemes of addresses that lead somewhere; another, like `javascript:`, does something.
const SCHEMES: &[&str] =
    &["http", "https", "mailto", "tel", "ftp", "sms", "irc", "xmpp", "slack", "msteams", "zoommtg", "geo"];

/// Schemes that run something. A scheme that is only unknown leads nowhere, but is no attempt.
const RUNNING: &[&str] = &["javascript", "vbscript", "livescript", "mocha", "data", "blob", "filesystem", "file"];

/// Whether an address would run something or show a page of its own making. Browsers pass over tabs, line ends and control
/// characters before and in a scheme.
pub(in crate::parse::markdown) fn is_script(address: &str) -> bool {
    let plain: String =
        address.chars().filter(|letter| !letter.is_control() && !letter.is_whitespace()).take(64).collect();
    let Some((scheme, _)) = plain.split_once(':') else { return false };
    let scheme = scheme.to_ascii_lowercase();
    !SCHEMES.contains(&scheme.as_str()) && RUNNING.contains(&scheme.as_str())
}

#[cfg(test)]
mod tests {
    use super::{Verdict, is_script, judge_attribute, judge_element};

    #[test]
    fn what_could_run_is_refused() {
        for name in
            ["script", "style", "form", "input", "object", "embed", "base", "meta", "math", "animate", "foreignobject"]
        {
            assert_ne!(judge_element(name), Verdict::Keep, "{name}");
        }
        for name in ["onclick", "onfoo", "style", "srcdoc", "formaction", "@click", "x\"y", "="] {
            assert!(!judge_attribute(name), "{name}");
        }
        for name in ["class", "id", "width", "data-x", "aria-label", "xlink:href", "viewbox"] {
            assert!(judge_attribute(name), "{name}");
        }
    }

    #[test]
    fn nine_spellings_of_a_script() {
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:x",
            "java\tscript:x",
            "java\nscript:x",
            "\u{1}javascript:x",
            "vbscript:x",
            "data:text/html,x",
            "javascript :x",
        ] {
            assert!(is_script(address), "{address:?}");
        }
        for address in ["https://a.example/javascript:x", "x/y:z", "#a:b", "mailto:a@b.c", "roles", "tel:+44"] {
            assert!(!is_script(address), "{address}");
        }
    }
}
