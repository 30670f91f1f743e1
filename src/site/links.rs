//! Where each link of each page leads.

use rayon::prelude::*;

use crate::diagnostics::Diagnostic;
use crate::parse::{Link, LinkKind};
use crate::source::SourcePath;

use super::kind::{Kind, kind_of};
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

/// Where the links of each page lead, by page and then in the order of its document, and what is wrong with them, by page.
pub(super) fn resolve_all(pages: &[Page], resolver: &Resolver<'_>) -> (Vec<Vec<Target>>, Vec<Vec<Diagnostic>>) {
    (0..pages.len()).into_par_iter().map(|page| resolve_page(page, pages, resolver)).unzip()
}

/// Where the links of page `id` lead, and what is wrong with them.
pub(super) fn resolve_page(id: PageId, pages: &[Page], resolver: &Resolver<'_>) -> (Vec<Target>, Vec<Diagnostic>) {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let Some(facts) = &pages[id].facts else { return (Vec::new(), diagnostics) };
    let targets = facts.links.iter().map(|link| {
        let (target, found) = resolve_link(id, link, &facts.source, resolver);
        // Links that share a definition share its mistakes.
        for one in found {
            if !diagnostics.contains(&one) {
                diagnostics.push(one);
            }
        }
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
) -> (Target, Vec<Diagnostic>) {
    let written = link.target.trim();
    let nowhere = || Target::Nowhere(written.to_owned());
    let (target, problems) = match kind_of(written) {
        Kind::Elsewhere => (Target::External(written.to_owned()), Vec::new()),
        Kind::Unfinished(Problem::Scheme { .. }) if is_picture_itself(link, written) => {
            (Target::External(written.to_owned()), Vec::new())
        }
        Kind::Unfinished(problem) => (nowhere(), vec![problem]),
        Kind::Inside(inside) => match resolver.resolve_link(id, inside, link.by_name) {
            (Target::Page(page, _), _) if link.kind == LinkKind::Image => {
                (nowhere(), vec![Problem::PictureOfPage { page }])
            }
            (Target::Nowhere(_), problems) => (nowhere(), problems),
            found => found,
        },
    };
    (target, problems.into_iter().map(|problem| tell(problem, source, link, resolver)).collect())
}

/// Whether a picture is written out in its own address, which runs nothing.
fn is_picture_itself(link: &Link, target: &str) -> bool {
    link.kind != LinkKind::Link && target.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("data:image/"))
}
