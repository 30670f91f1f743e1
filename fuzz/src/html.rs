//! Pages as a browser reads them, by html5ever: tags that are left open, and what could run.

use std::cell::{Cell, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use scraper::{ElementRef, Html, Selector};

/// One tag of a page.
#[derive(Debug, Clone)]
pub struct Tag {
    /// Of its element, in lower case.
    pub name: String,
    /// Whether it begins an element; otherwise it ends one.
    pub begins: bool,
    /// Whether it ends with `/>`.
    pub closed: bool,
    /// Its attributes, the first of each name as browsers have it, with what their references stand for.
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of the attribute `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

#[derive(Default)]
struct Tags {
    tags: RefCell<Vec<Tag>>,
    /// How many drawings and formulas are open: in those, `<title>` and `<style>` are elements like others.
    foreign: Cell<usize>,
}

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = token else { return TokenSinkResult::Continue };
        let name = tag.name.to_string();
        let begins = tag.kind == TagKind::StartTag;
        if matches!(name.as_str(), "svg" | "math") && !tag.self_closing {
            let open = self.foreign.get();
            self.foreign.set(if begins { open + 1 } else { open.saturating_sub(1) });
        }
        let attributes = tag.attrs.iter().map(|one| (one.name.local.to_string(), one.value.to_string())).collect();
        let raw = match name.as_str() {
            _ if !begins || self.foreign.get() > 0 => TokenSinkResult::Continue,
            "script" => TokenSinkResult::RawData(ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(Rcdata),
            "plaintext" => TokenSinkResult::Plaintext,
            _ => TokenSinkResult::Continue,
        };
        self.tags.borrow_mut().push(Tag { name, begins, closed: tag.self_closing, attributes });
        raw
    }
}

/// The tags of `html`, in order.
#[must_use]
pub fn tags(html: &str) -> Vec<Tag> {
    let tokenizer = Tokenizer::new(Tags::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // No tag here is a script to be run first, so this reads to the end.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.tags.take()
}

/// Elements without an end tag.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Holds that each element ends where it must, with a tag of its own.
///
/// # Panics
/// If one does not.
pub fn assert_balanced(tags: &[Tag], html: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in tags {
        let foreign = open.iter().any(|name| matches!(*name, "svg" | "math")) || matches!(&*tag.name, "svg" | "math");
        if VOID.contains(&tag.name.as_str()) {
            assert!(tag.begins, "</{}> ends nothing: {html}", tag.name);
        } else if !tag.begins {
            let last = open.pop();
            assert_eq!(last, Some(tag.name.as_str()), "within {open:?}, </{}> ends another element: {html}", tag.name);
        } else if !(tag.closed && foreign) {
            open.push(&tag.name);
        }
    }
    assert!(open.is_empty(), "{open:?} are never closed: {html}");
}

/// Elements that run, load, send or change something by themselves, and that no page gets from its text.
const RUNNING: &[&str] = &[
    "animate",
    "animatemotion",
    "animatetransform",
    "applet",
    "base",
    "embed",
    "foreignobject",
    "form",
    "frame",
    "frameset",
    "object",
    "param",
    "portal",
    "set",
    "style",
    "textarea",
    "xmp",
];

/// Attributes that hold an address.
const ADDRESSES: &[&str] = &[
    "action",
    "background",
    "cite",
    "classid",
    "codebase",
    "data",
    "formaction",
    "href",
    "longdesc",
    "ping",
    "poster",
    "src",
    "usemap",
    "xlink:href",
];

/// Attributes that run or load something, whatever they hold.
const ACTING: &[&str] =
    &["srcdoc", "style", "formaction", "action", "ping", "background", "autofocus", "http-equiv", "is"];

/// Schemes of addresses that run something, or show what the address itself says.
const SCRIPTS: &[&str] = &["javascript", "vbscript", "livescript", "data", "blob", "filesystem", "file"];

/// Holds that nothing on a page of ours can run but the script of the theme.
///
/// # Panics
/// If something can.
pub fn assert_harmless(tags: &[Tag], html: &str) {
    for tag in tags.iter().filter(|tag| tag.begins) {
        let name = tag.name.as_str();
        assert!(!RUNNING.contains(&name), "<{name}> is on a page: {html}");
        if name == "iframe" {
            // A file of the site may be shown, and nothing else.
            let src = tag.get("src").unwrap_or_default();
            assert!(!src.contains(':') && !src.starts_with("//"), "a frame of {src:?}: {html}");
        }
        if name == "script" {
            let file = tag.get("src").and_then(|src| src.rsplit('/').next()).unwrap_or_default();
            let own = ["site.", "redirect."].iter().any(|own| file.starts_with(own)) && file.ends_with(".js");
            assert!(own, "a script that is not the theme's: {tag:?} {html}");
        }
        for (attribute, value) in &tag.attributes {
            // The page that sends readers on is the only one that may say so.
            let acting = ACTING.contains(&attribute.as_str()) && !(name == "meta" && attribute == "http-equiv");
            assert!(!attribute.starts_with("on") && !acting, "{attribute}={value:?} on <{name}>: {html}");
            if ADDRESSES.contains(&attribute.as_str()) {
                assert!(is_harmless(name, attribute, value), "{attribute}={value:?} on <{name}>: {html}");
            }
            if matches!(attribute.as_str(), "srcset" | "imagesrcset") {
                let mut parts = value.split([',', ' ', '\n', '\t']);
                assert!(parts.all(|part| is_harmless(name, attribute, part)), "{attribute}={value:?}: {html}");
            }
        }
    }
}

/// Whether a browser that follows `address` goes somewhere. A picture in itself runs nothing where a picture is shown.
fn is_harmless(element: &str, attribute: &str, address: &str) -> bool {
    // https://url.spec.whatwg.org/#concept-basic-url-parser: what is cut off at the ends, what is passed over.
    let trimmed = address.trim_matches(|letter: char| letter <= ' ');
    let read: String = trimmed.chars().filter(|letter| !matches!(letter, '\t' | '\n' | '\r')).collect();
    let Some((scheme, rest)) = read.split_once(':') else { return true };
    let scheme = scheme.to_ascii_lowercase();
    let picture = matches!(element, "img" | "source" | "video" | "audio" | "link") && attribute != "href";
    !SCRIPTS.contains(&scheme.as_str())
        || (picture && scheme == "data" && rest.to_ascii_lowercase().starts_with("image/"))
}

/// A page as a browser builds it from its tags.
pub struct Page(Html);

impl Page {
    /// The page that `html` is.
    #[must_use]
    pub fn new(html: &str) -> Self {
        Self(Html::parse_document(html))
    }

    fn find(&self, selector: &str) -> Option<ElementRef<'_>> {
        self.0.select(&Selector::parse(selector).expect("a selector")).next()
    }

    /// What stands around the text of a page: the elements from the body down to the article, and the whole foot.
    #[must_use]
    pub fn frame(&self) -> Vec<String> {
        let children = |selector: &str| {
            let children = self.find(selector).into_iter().flat_map(|element| element.child_elements());
            let names: Vec<&str> = children.map(|child| child.value().name()).collect();
            format!("{selector}: {}", names.join(" "))
        };
        let foot = self.find("body > footer").map(|foot| foot.html()).unwrap_or_default();
        vec![children("body"), children("body > .shell"), children("body > .shell > main"), foot]
    }
}
