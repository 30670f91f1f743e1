//! A page's source as facts, which other pages may know of it, and a body, which only its own page needs.

use std::borrow::Cow;
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic};
use crate::source::{SourceFile, SourcePath, Span};

use super::asked::Asked;
use super::front_matter::{FrontMatter, parse_front_matter, split};
use super::markdown::{Body, Heading, Link, Markup, parse_markdown};
use super::mdx::without_program;
use super::number_prefix::without_number;
use super::page_name::page_stem;

/// One Markdown file, parsed.
#[derive(Debug, Clone)]
pub struct Document {
    /// What other pages may know of it.
    pub facts: Arc<Facts>,
    /// Its HTML, with holes where links are still to be resolved.
    pub body: Arc<Body>,
}

/// What other pages may know of a document: enough for menus, links and lists.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// The file.
    pub source: SourcePath,
    /// What it says of itself.
    pub front_matter: FrontMatter,
    /// Its title: from the front matter, else its first heading, else its file name.
    pub title: String,
    /// Its headings, in order, without the one that became the title.
    pub headings: Vec<Heading>,
    /// Its links and pictures, in order.
    pub links: Vec<Link>,
    /// Ids that its raw HTML and footnotes have, which links may lead to.
    pub anchors: Vec<String>,
    /// The charts and numbers of sprints that its body asks for, in order.
    pub asked: Vec<Asked>,
    /// Whether the body shows its own list of contents.
    pub has_contents: bool,
}

impl Facts {
    /// Whether no other page can tell the two apart: they differ in nothing but their links.
    #[must_use]
    pub fn looks_like(&self, other: &Self) -> bool {
        // Every field is named, so that a new one is not forgotten here.
        let Self { source, front_matter, title, headings, links: _, asked, anchors, has_contents } = self;
        *source == other.source
            && *front_matter == other.front_matter
            && *title == other.title
            && *headings == other.headings
            && *asked == other.asked
            && *anchors == other.anchors
            && *has_contents == other.has_contents
    }
}

/// The document in `file`, read as `markup` says.
#[must_use]
pub fn parse_document(file: &SourceFile, markup: Markup) -> (Document, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let text = text_of(file).unwrap_or_else(|diagnostic| {
        diagnostics.push(diagnostic);
        ""
    });
    let (front_matter, body_start) = match split(text) {
        Ok((Some(block), body)) => (parse_front_matter(&file.path, text, &block, &mut diagnostics), body),
        Ok((None, body)) => (FrontMatter::default(), body),
        Err(unclosed) => {
            let span = Span::new(&file.path, unclosed.opening);
            let message = "the front matter is opened here and never closed";
            diagnostics.push(
                Diagnostic::error(Code::FrontMatterUnclosed, span, message)
                    .help(format!("put a line of `{}` after its last key", unclosed.language.fence())),
            );
            (FrontMatter::default(), text.len())
        }
    };
    let text = if file.path.has_extension(&["mdx"]) {
        Cow::Owned(without_program(&file.path, text, body_start, &mut diagnostics))
    } else {
        Cow::Borrowed(text)
    };
    let markdown = parse_markdown(&file.path, &text, body_start, front_matter.title.as_deref(), markup);
    diagnostics.extend(markdown.diagnostics);
    let title = front_matter.title.clone().or(markdown.title).unwrap_or_else(|| title_of_name(&file.path));
    let facts = Facts {
        source: file.path.clone(),
        front_matter,
        title,
        headings: markdown.headings,
        links: markdown.links,
        asked: markdown.asked,
        anchors: markdown.anchors,
        has_contents: markdown.has_contents,
    };
    (Document { facts: Arc::new(facts), body: Arc::new(markdown.body) }, diagnostics)
}

/// Where the body begins in the text of a document.
pub(crate) fn written_body(text: &str) -> usize {
    split(text).map_or(text.len(), |(_, body)| body)
}

/// The text of a file, or what to tell of the first byte that is none.
pub(crate) fn text_of(file: &SourceFile) -> Result<&str, Diagnostic> {
    file.text().map_err(|offset| {
        let span = Span::new(&file.path, offset..offset + 1);
        Diagnostic::error(Code::SourceNotText, span, "this file is not UTF-8 text")
            .help("save it as UTF-8; the first byte that is not stands here")
    })
}

/// `delivery-manager.md` is "Delivery manager"; an index page is named after its folder.
fn title_of_name(path: &SourcePath) -> String {
    let stem = page_stem(path.name());
    let index = ["index", "_index", "readme"].iter().any(|name| stem.eq_ignore_ascii_case(name));
    let name = if index { path.folder().rsplit('/').next().unwrap_or_default() } else { stem };
    sentence_case(without_number(name).1)
}

/// Words for a file or folder name: `ways-of-working` is "Ways of working".
pub(crate) fn sentence_case(name: &str) -> String {
    let words: Vec<&str> = name.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect();
    let sentence = words.join(" ");
    let mut letters = sentence.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Home".to_owned(),
    }
}
