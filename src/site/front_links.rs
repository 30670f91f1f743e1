//! Links that stand in the front matter of a page, resolved as all others are.

use crate::diagnostics::Diagnostic;
use crate::parse::{Link, LinkKind, Neighbour, Written};
use crate::source::SourcePath;

use super::links::{Target, resolve_link};
use super::page::{Page, PageId};
use super::resolver::Resolver;

/// Where the links in the front matter of one page lead. What leads nowhere is told and left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrontLinks {
    /// The page to read before it.
    pub previous: Way,
    /// The page to read after it.
    pub next: Way,
    /// What else to read, with the words of a link that leads to no page of the site.
    pub related: Vec<(Target, String)>,
    /// The picture that stands for the page elsewhere.
    pub image: Option<Target>,
    /// The picture above the page.
    pub banner: Option<Target>,
    /// Where its readers are sent on to.
    pub moved_to: Option<Target>,
}

/// The way on from a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Way {
    /// As the menu goes.
    #[default]
    ByOrder,
    /// To no page.
    Nobody,
    /// To this place, which the page calls so.
    To(Target, Option<String>),
}

/// Endings of pictures.
const PICTURES: &[&str] = &["png", "jpg", "jpeg", "gif", "svg", "webp", "avif"];

/// Whether a banner is a picture rather than a sentence.
#[must_use]
pub fn is_picture(banner: &str) -> bool {
    let ending = banner.trim().rsplit_once('.').map_or("", |(_, ending)| ending);
    PICTURES.iter().any(|picture| picture.eq_ignore_ascii_case(ending))
}

/// Where the links in the front matter of each page lead, and what is wrong with them.
pub(super) fn resolve_front(pages: &[Page], resolver: &Resolver<'_>) -> (Vec<FrontLinks>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let links = pages.iter().enumerate().map(|(id, page)| match &page.facts {
        Some(facts) => {
            let mut front = Front { id, source: &facts.source, resolver, diagnostics: &mut diagnostics };
            let looks = &facts.front_matter.looks;
            let related = facts.front_matter.related.iter();
            FrontLinks {
                previous: front.way(&looks.previous),
                next: front.way(&looks.next),
                related: related.filter_map(|to| Some((front.follow(to, LinkKind::Link)?, to.text.clone()))).collect(),
                image: looks.image.as_ref().and_then(|image| front.follow(image, LinkKind::Image)),
                banner: looks
                    .banner
                    .as_ref()
                    .filter(|banner| is_picture(&banner.text))
                    .and_then(|banner| front.follow(banner, LinkKind::Image)),
                moved_to: facts.front_matter.addresses.redirect_to.as_ref().and_then(|to| front.moved(to)),
            }
        }
        None => FrontLinks::default(),
    });
    (links.collect(), diagnostics)
}

struct Front<'a, 'site> {
    id: PageId,
    source: &'a SourcePath,
    resolver: &'a Resolver<'site>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Front<'_, '_> {
    fn way(&mut self, neighbour: &Neighbour) -> Way {
        match neighbour {
            Neighbour::ByOrder => Way::ByOrder,
            Neighbour::Nobody => Way::Nobody,
            Neighbour::To(to, title) => {
                self.follow(to, LinkKind::Link).map_or(Way::ByOrder, |target| Way::To(target, title.clone()))
            }
        }
    }

    fn follow(&mut self, written: &Written, kind: LinkKind) -> Option<Target> {
        let Written { text, at, verbatim } = written.clone();
        let link = Link { kind, target: text.trim().to_owned(), at, verbatim, by_name: false, sized: false };
        let (target, problem) = resolve_link(self.id, &link, self.source, self.resolver);
        self.diagnostics.extend(problem);
        (!matches!(target, Target::Nowhere(_))).then_some(target)
    }

    /// Readers are only ever sent to another page or to the web.
    fn moved(&mut self, to: &Written) -> Option<Target> {
        let target = self.follow(to, LinkKind::Link)?;
        let safe = match &target {
            Target::External(url) => ["https://", "http://", "//"].iter().any(|start| url.starts_with(start)),
            Target::Page(page, _) => *page != self.id,
            Target::Here(_) | Target::Nowhere(_) => false,
            Target::File(..) => true,
        };
        if !safe {
            self.diagnostics.push(nowhere_to_go(self.source, to));
        }
        safe.then_some(target)
    }
}

fn nowhere_to_go(source: &SourcePath, to: &Written) -> Diagnostic {
    let span = crate::source::Span::new(source, to.at.clone());
    let message = format!("nobody can be sent to `{}`", to.text);
    Diagnostic::error(crate::diagnostics::Code::PageBadAddress, span, message)
        .help("write another page of the site, or an address that begins with `https://`")
}
