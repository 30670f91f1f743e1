//! What can be wrong with a link, and how it is told.

use crate::diagnostics::{Code, Diagnostic, Fix, nearest};
use crate::parse::{Link, LinkKind};
use crate::source::{SourcePath, Span};

use super::kind::{Kind, kind_of};
use super::near::listed;
use super::page::{Page, PageId};
use super::resolver::Resolver;

/// Why a link does not lead where it should, or only by our leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Problem {
    Empty,
    Placeholder,
    Malformed { help: String },
    Scheme { scheme: String },
    ToDraft,
    PictureOfPage { page: PageId },
    NoSuchHeading { page: PageId, fragment: String },
    LooseHeading { page: PageId, fragment: String, id: String },
    NoSuchPage { wanted: String, help: Option<String>, mended: Option<String> },
    NoSuchFile { wanted: String, help: Option<String> },
    Case { right: String, mended: Option<String> },
    Ambiguous { chosen: String, other: String },
}

/// The diagnostic for a problem of `link` in `source`.
pub(super) fn tell(problem: Problem, source: &SourcePath, link: &Link, resolver: &Resolver<'_>) -> Diagnostic {
    let place = Place { source, link };
    let span = place.span();
    let target = link.target.trim();
    let warning = |code, message: String| Diagnostic::warning(code, span.clone(), message);
    let what = if link.kind == LinkKind::Image { "picture" } else { "link" };
    match problem {
        Problem::Empty => {
            warning(Code::LinkEmpty, format!("this {what} has no target")).help("write where it should lead")
        }
        Problem::Placeholder => warning(Code::LinkPlaceholder, "this link leads nowhere yet".to_owned())
            .help(format!("`{target}` is a placeholder: write the page that is meant, or take the link away")),
        Problem::Malformed { help } => {
            warning(Code::LinkMalformed, format!("`{target}` is not a well-formed address")).help(help)
        }
        Problem::Scheme { scheme } => unwelcome(&warning, target, &scheme),
        Problem::ToDraft => warning(Code::LinkToDraft, format!("`{target}` leads to a draft, which is not published"))
            .help("publish the page (`draft: false`) or build with `--drafts`"),
        Problem::PictureOfPage { page } => {
            let page = &resolver.pages[page].url;
            warning(Code::LinkNoSuchFile, format!("`{target}` is a page, and no picture"))
                .help(format!("link to `{page}`, or write the file of the picture"))
        }
        Problem::NoSuchHeading { page, fragment } => place.no_such_heading(&resolver.pages[page], &fragment),
        Problem::LooseHeading { page, fragment, id } => place.loose_heading(&resolver.pages[page], &fragment, &id),
        Problem::NoSuchPage { wanted, help, mended } => {
            let help = match &mended {
                Some(mended) => format!("one page has this name: write `{mended}`"),
                None => help.unwrap_or_else(|| resolver.names.suggestion(&wanted, resolver)),
            };
            warning(Code::LinkNoSuchPage, format!("no page at `{target}`"))
                .help(help)
                .fix(mended.and_then(|mended| place.path_fix(mended)))
        }
        Problem::NoSuchFile { wanted, help } => warning(Code::LinkNoSuchFile, format!("no file at `{target}`"))
            .help(help.unwrap_or_else(|| resolver.names.suggestion(&wanted, resolver))),
        Problem::Case { right, mended } => {
            warning(Code::LinkCase, format!("`{target}` differs from what is there in upper and lower case"))
                .help(format!("write it as `{}`", mended.as_ref().unwrap_or(&right)))
                .fix(mended.and_then(|mended| place.path_fix(mended)))
        }
        Problem::Ambiguous { chosen, other } => {
            warning(Code::LinkAmbiguous, format!("`{target}` can be read in two ways: `{chosen}` or `{other}`"))
                .help(format!("`{chosen}` is taken; write `{chosen}` or name the file to be sure"))
        }
    }
}

/// What is wrong with `target` as the address of another site, at `span`.
pub(super) fn tell_elsewhere(target: &str, span: &Span) -> Option<Diagnostic> {
    let warning = |code, message: String| Diagnostic::warning(code, span.clone(), message);
    match kind_of(target) {
        Kind::Unfinished(Problem::Scheme { scheme }) => Some(unwelcome(&warning, target, &scheme)),
        Kind::Unfinished(Problem::Malformed { help }) => {
            Some(warning(Code::LinkMalformed, format!("`{target}` is not a well-formed address")).help(help))
        }
        _ => None,
    }
}

fn unwelcome(warning: &impl Fn(Code, String) -> Diagnostic, target: &str, scheme: &str) -> Diagnostic {
    let (message, help) = match scheme {
        "file" => ("leads to a file on one computer", "put the file beside the page, and link to it there"),
        _ if scheme.len() == 1 => {
            ("leads to a file on one computer", "put the file beside the page, and link to it there")
        }
        "javascript" | "vbscript" | "data" => {
            ("could run something in a reader's browser, so it leads nowhere", "link to a page instead")
        }
        "metric" => (
            "asks for a number of the sprints, which only a link in Markdown can",
            "write it as `[20 points](metric:safe_commitment)`",
        ),
        _ => ("has a scheme that is not known, so it leads nowhere", "an address on the web begins with `https://`"),
    };
    let shown: String = target.chars().take(60).collect();
    warning(Code::LinkScheme, format!("`{shown}` {message}")).help(help)
}

/// A link in its source.
struct Place<'a> {
    source: &'a SourcePath,
    link: &'a Link,
}

impl Place<'_> {
    fn span(&self) -> Span {
        Span::new(self.source, self.link.at.clone())
    }

    /// From the `#` of the target on, where the source has it.
    fn fragment_span(&self) -> Span {
        let before = if self.link.verbatim { self.link.target.find('#').unwrap_or_default() } else { 0 };
        Span::new(self.source, self.link.at.start + before..self.link.at.end)
    }

    fn fix(&self, span: Span, replacement: String) -> Option<Fix> {
        let start = span.start - self.link.at.start;
        let written = self.link.target.get(start..start + (span.end - span.start))?.to_owned();
        self.link.verbatim.then_some(Fix { span, written, replacement })
    }

    /// Another path for the target, with its query and fragment as they are.
    fn path_fix(&self, path: String) -> Option<Fix> {
        let end = self.link.target.find(['?', '#']).unwrap_or(self.link.target.len());
        self.fix(Span::new(self.source, self.link.at.start..self.link.at.start + end), path)
    }

    fn loose_heading(&self, page: &Page, fragment: &str, id: &str) -> Diagnostic {
        let span = self.fragment_span();
        let plain = id.chars().all(|letter| letter.is_alphanumeric() || "-_.".contains(letter));
        let fix = if plain { self.fix(span.clone(), format!("#{id}")) } else { None };
        let message = format!("no heading `#{fragment}` on {}; the link leads to `#{id}`", self.name_of(page));
        Diagnostic::warning(Code::LinkLooseHeading, span, message).help(format!("write `#{id}`")).fix(fix)
    }

    fn no_such_heading(&self, page: &Page, fragment: &str) -> Diagnostic {
        let headings = page.facts.iter().flat_map(|facts| &facts.headings);
        let ids: Vec<&str> = headings.map(|heading| heading.id.as_str()).collect();
        let help = match nearest(fragment, ids.iter().copied()) {
            Some(id) => format!("did you mean `#{id}`?"),
            None if ids.is_empty() => "that page has no headings".to_owned(),
            None => format!("its headings are {}", listed(ids.iter().map(|id| format!("`#{id}`")))),
        };
        let message = format!("no heading `#{fragment}` on {}", self.name_of(page));
        Diagnostic::warning(Code::LinkNoSuchHeading, self.fragment_span(), message).help(help)
    }

    fn name_of(&self, page: &Page) -> String {
        match &page.source {
            Some(there) if there == self.source => "this page".to_owned(),
            Some(there) => format!("`{there}`"),
            None => format!("`{}`", page.url),
        }
    }
}
