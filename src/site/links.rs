//! Where each link of each page leads.

use rayon::prelude::*;

use crate::diagnostics::Diagnostic;
use crate::parse::{Link, LinkKind};
use crate::source::SourcePath;

use super::page::{Page, PageId};
use super::problems::{Problem, tell};
use super::resolver::Resolver;

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Another site, a mail address, a telephone number: as written.
    External(String),
    /// A place on the same page, with its `#`.
    Here(String),
    /// A page of the site, and what follows the address: `?query#fragment`.
    Page(PageId, String),
    /// A file of the site, by its address, and what follows it.
    File(String, String),
    /// Nowhere; as written.
    Nowhere(String),
}

/// Where the links of each page lead, by page and then in the order of its document, and what is wrong with them.
pub(super) fn resolve_all(pages: &[Page], resolver: &Resolver<'_>) -> (Vec<Vec<Target>>, Vec<Diagnostic>) {
    let answers: Vec<(Vec<Target>, Vec<Diagnostic>)> =
        (0..pages.len()).into_par_iter().map(|page| resolve_page(page, pages, resolver)).collect();
    let mut diagnostics = Vec::new();
    let targets = answers.into_iter().map(|(targets, found)| {
        diagnostics.extend(found);
        targets
    });
    (targets.collect(), diagnostics)
}

fn resolve_page(id: PageId, pages: &[Page], resolver: &Resolver<'_>) -> (Vec<Target>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let Some(facts) = &pages[id].facts else { return (Vec::new(), diagnostics) };
    let targets = facts.links.iter().map(|link| {
        let (target, problem) = resolve_link(id, link, &facts.source, resolver);
        diagnostics.extend(problem);
        target
    });
    (targets.collect(), diagnostics)
}

/// Where one link in the file `source` of page `id` leads, and what is wrong with it.
pub(super) fn resolve_link(
    id: PageId,
    link: &Link,
    source: &SourcePath,
    resolver: &Resolver<'_>,
) -> (Target, Option<Diagnostic>) {
    let (target, problem) = match classify(&link.target) {
        Written::Elsewhere => (Target::External(link.target.clone()), None),
        Written::Unfinished(problem) => (Target::Nowhere(link.target.clone()), Some(problem)),
        Written::Inside => resolver.resolve(id, &link.target),
    };
    let image_of_page = link.kind == LinkKind::Image && matches!(target, Target::Page(..));
    let target = if image_of_page { Target::Nowhere(link.target.clone()) } else { target };
    (target, problem.map(|problem| tell(problem, source, link, resolver)))
}

enum Written {
    Elsewhere,
    Inside,
    Unfinished(Problem),
}

fn classify(target: &str) -> Written {
    let target = target.trim();
    match target {
        "" => Written::Unfinished(Problem::Empty),
        "#" => Written::Unfinished(Problem::Placeholder),
        _ if target.starts_with("//") || has_scheme(target) => {
            let authority = target.split_once("//").map_or("x", |(_, rest)| rest);
            let web = target.starts_with("http:") || target.starts_with("https:") || target.starts_with("//");
            let malformed = web && (authority.is_empty() || authority.starts_with('/') || !target.contains("//"));
            if malformed { Written::Unfinished(Problem::Malformed) } else { Written::Elsewhere }
        }
        _ => Written::Inside,
    }
}

/// RFC 3986: a letter, then letters, digits, `+`, `-`, `.` up to a colon.
fn has_scheme(target: &str) -> bool {
    let Some((scheme, _)) = target.split_once(':') else { return false };
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}
