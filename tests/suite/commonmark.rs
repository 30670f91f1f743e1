//! The examples of the CommonMark specification and of GitHub's tables, strikethrough and tasks, through our own writer. They
//! come with the source of pulldown-cmark, which cargo keeps where it builds; elsewhere the test says that it was left out.
//! What we add on purpose is set aside first: ids, wrappers for scrolling, colours, labels, one level for headings.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use pulldown_cmark::{Options, Parser, html};
use pulldown_cmark_escape::escape_href;
use scraper::{ElementRef, Html, Node};
use sprintbook::parse::{HtmlPolicy, LinkKind, Markup, parse_document};
use sprintbook::source::{SourceFile, SourcePath};

/// Files of examples, and how many there must be at least.
const FILES: &[(&str, usize)] = &[("spec", 649), ("gfm_table", 8), ("gfm_strikethrough", 2), ("gfm_tasklist", 2)];

/// Examples that come out otherwise, each by a decision that the guide tells of: pulldown-cmark alone writes what is
/// specified, and we do not.
const DECISIONS: &[(&str, &str)] = &[
    ("gfm_table 8", "GitHub's own specification leaves the body of a table without rows out"),
    ("spec 590", "two brackets are a link by name"),
    ("spec 602", BARE),
    ("spec 606", BARE),
    ("spec 608", BARE),
    ("spec 611", BARE),
    ("spec 612", BARE),
];

const BARE: &str = "bare addresses are links, as on GitHub";

/// Elements before which white space says nothing.
const BLOCKS: &[&str] =
    &["p", "ul", "ol", "li", "blockquote", "pre", "table", "div", "hr", "h1", "h2", "h3", "h4", "h5", "h6"];

#[test]
fn examples_come_out_as_specified() {
    let Some(folder) = examples_folder() else {
        eprintln!("left out: cargo keeps no source of pulldown-cmark on this machine");
        return;
    };
    let mut differ: BTreeMap<String, String> = BTreeMap::new();
    let (mut all, mut stock_differs) = (0, BTreeSet::new());
    for (name, least) in FILES {
        let text = std::fs::read_to_string(folder.join(format!("{name}.rs"))).unwrap();
        let examples = examples(&text);
        assert!(examples.len() >= *least, "{name}: {}", examples.len());
        for (number, (original, expected)) in examples.iter().enumerate() {
            let (ours, wanted) = (plain(&written(original)), plain(&lowered(expected)));
            all += 1;
            if plain(&lowered(&stock(original))) != wanted {
                stock_differs.insert(format!("{name} {}", number + 1));
            }
            if ours != wanted {
                let shown = format!("{original:?}\n  wanted {wanted}\n    ours {ours}");
                differ.insert(format!("{name} {}", number + 1), shown);
            }
        }
    }
    let decided: BTreeMap<&str, &str> = DECISIONS.iter().copied().collect();
    let news: Vec<_> = differ.iter().filter(|(name, _)| !decided.contains_key(name.as_str())).collect();
    let shown = news.iter().fold(String::new(), |mut shown, (name, how)| {
        let _ = writeln!(shown, "{name}: {how}");
        shown
    });
    assert!(news.is_empty(), "{} examples come out otherwise:\n{shown}", news.len());
    eprintln!(
        "of {all} examples, {} come out as specified with pulldown-cmark alone and {} with us",
        all - stock_differs.len(),
        all - differ.len()
    );
    let kept: Vec<_> = decided.keys().filter(|name| !differ.contains_key(**name)).collect();
    assert!(kept.is_empty(), "these come out as specified now, so they are no decisions any more: {kept:?}");
    let no_choice: Vec<_> = stock_differs.iter().filter(|name| differ.contains_key(*name)).collect();
    assert!(no_choice.is_empty(), "pulldown-cmark cannot do these, so they are no decisions: {no_choice:?}");
}

/// What pulldown-cmark's own writer makes of `text`, with the extensions that its own tests of these files switch on.
fn stock(text: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut written = String::new();
    html::push_html(&mut written, Parser::new_ext(text, options));
    written
}

/// The folder of pulldown-cmark's own tests, of the version that is locked.
fn examples_folder() -> Option<PathBuf> {
    let lock = include_str!("../../Cargo.lock");
    let version = lock.split("name = \"pulldown-cmark\"\nversion = \"").nth(1)?.split('"').next()?;
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")))?;
    let registries = std::fs::read_dir(home.join("registry/src")).ok()?.filter_map(Result::ok);
    let folders = registries.map(|entry| entry.path().join(format!("pulldown-cmark-{version}/tests/suite")));
    folders.into_iter().find(|folder| folder.join("spec.rs").is_file())
}

/// Each example with what must become of it.
fn examples(text: &str) -> Vec<(&str, &str)> {
    let parts = text.split("let original = r##\"").skip(1);
    parts
        .filter_map(|part| {
            let (original, rest) = part.split_once("\"##;")?;
            let (_, rest) = rest.split_once("let expected = r##\"")?;
            Some((original, rest.split_once("\"##;")?.0))
        })
        .collect()
}

/// What our writer makes of `text`, with each link as it was written.
fn written(text: &str) -> String {
    let file = SourceFile::new(
        SourcePath::new("p.md"),
        format!("---\ntitle: No heading of an example\n---\n{text}").into_bytes(),
    );
    let markup = Markup { html: HtmlPolicy::Trusted, ..Markup::default() };
    let (document, _) = parse_document(&file, markup);
    let links = &document.facts.links;
    document.body.filled(|number, html| {
        let link = &links[number];
        html.push_str(match link.kind {
            LinkKind::Link => "href=\"",
            LinkKind::Image => "src=\"",
            LinkKind::Source => "",
        });
        escape_href(&mut *html, &link.target).unwrap();
        html.push_str(if link.kind == LinkKind::Source { "" } else { "\"" });
    })
}

/// The title of a page is its only `h1`: where an example has one, all its headings are one level lower with us.
fn lowered(html: &str) -> String {
    if !html.contains("<h1") {
        return html.to_owned();
    }
    (1..=5).rev().fold(html.to_owned(), |html, level| {
        let (open, close) = (format!("<h{level}"), format!("</h{level}>"));
        html.replace(&open, &format!("<h{}", level + 1)).replace(&close, &format!("</h{}>", level + 1))
    })
}

/// The elements and texts of `html`, without what we add on purpose.
fn plain(html: &str) -> String {
    let parsed = Html::parse_fragment(html);
    let mut text = String::new();
    write(parsed.root_element(), false, &mut text);
    text.trim().to_owned()
}

fn write(element: ElementRef<'_>, verbatim: bool, text: &mut String) {
    for child in element.children() {
        match child.value() {
            Node::Text(words) if verbatim => text.push_str(words),
            Node::Text(words) => spaced(words, text),
            Node::Comment(comment) => {
                let _ = write!(text, "<!--{}-->", &**comment);
            }
            Node::Element(_) => write_element(ElementRef::wrap(child).unwrap(), verbatim, text),
            _ => {}
        }
    }
}

fn write_element(element: ElementRef<'_>, verbatim: bool, text: &mut String) {
    let name = element.value().name();
    let class = element.attr("class").unwrap_or_default();
    match name {
        "a" if class == "anchor" => {}
        // Wrappers, labels and colours.
        "label" => write(element, verbatim, text),
        "div" if class == "table" => write(element, verbatim, text),
        "span" if verbatim => write(element, verbatim, text),
        _ => {
            if BLOCKS.contains(&name) && !verbatim {
                trim_end(text, false);
            }
            let _ = write!(text, "<{name}");
            let mut attributes: Vec<(&str, &str)> =
                element.value().attrs().filter(|(key, _)| counts(name, key)).collect();
            attributes.sort_unstable();
            for (key, value) in attributes {
                let mut value = value.to_owned();
                if matches!(key, "href" | "src") {
                    value.clear();
                    escape_href(&mut value, element.attr(key).unwrap()).unwrap();
                }
                let _ = write!(text, " {key}={value:?}");
            }
            text.push('>');
            write(element, verbatim || name == "pre" || name == "textarea", text);
            trim_end(text, verbatim || name == "pre");
            let _ = write!(text, "</{name}>");
        }
    }
}

/// Whether an attribute is part of what an example says.
fn counts(name: &str, key: &str) -> bool {
    match key {
        "id" | "tabindex" | "role" | "aria-label" | "loading" | "scope" | "class" | "style" | "align" => !matches!(
            name,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "code" | "img" | "th" | "td" | "ul" | "ol" | "li"
        ),
        _ => true,
    }
}

/// White space between words is one space, and none at the ends of blocks.
fn spaced(words: &str, text: &mut String) {
    for letter in words.chars() {
        let space = matches!(letter, ' ' | '\n' | '\t');
        if !space {
            text.push(letter);
        } else if !text.ends_with([' ', '>']) {
            text.push(' ');
        }
    }
}

fn trim_end(text: &mut String, verbatim: bool) {
    if !verbatim {
        text.truncate(text.trim_end_matches(' ').len());
    }
}
