//! What can be wrong with a link, and how it is told.

use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::parse::{Link, LinkKind};
use crate::source::{SourcePath, Span};

use super::page::PageId;
use super::resolver::Resolver;

/// Why a link does not lead where it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Problem {
    Empty,
    Placeholder,
    Malformed,
    ToDraft,
    NoSuchHeading { page: PageId, fragment: String },
    NoSuchPage { wanted: String },
    NoSuchFile { wanted: String },
    Case { right: String },
    Ambiguous { chosen: String, other: String },
}

/// The diagnostic for a problem of `link` in `source`.
pub(super) fn tell(problem: Problem, source: &SourcePath, link: &Link, resolver: &Resolver<'_>) -> Diagnostic {
    let span = Span::new(source, link.at.clone());
    let target = &link.target;
    let warning = |code, message: String| Diagnostic::warning(code, span.clone(), message);
    let what = if link.kind == LinkKind::Image { "picture" } else { "link" };
    match problem {
        Problem::Empty => {
            warning(Code::LinkEmpty, format!("this {what} has no target")).help("write where it should lead")
        }
        Problem::Placeholder => warning(Code::LinkPlaceholder, "this link leads nowhere yet".to_owned())
            .help("`#` is a placeholder: write the page that is meant, or take the link away"),
        Problem::Malformed => warning(Code::LinkMalformed, format!("`{target}` is not a well-formed address"))
            .help("an address on the web looks like `https://example.org/page`"),
        Problem::ToDraft => warning(Code::LinkToDraft, format!("`{target}` leads to a draft, which is not published"))
            .help("publish the page (`draft: false`) or build with `--drafts`"),
        Problem::NoSuchHeading { page, fragment } => no_such_heading(source, link, page, &fragment, resolver),
        Problem::NoSuchPage { wanted } => {
            warning(Code::LinkNoSuchPage, format!("no page at `{target}`")).help(suggestion(&wanted, resolver))
        }
        Problem::NoSuchFile { wanted } => {
            warning(Code::LinkNoSuchFile, format!("no file at `{target}`")).help(suggestion(&wanted, resolver))
        }
        Problem::Case { right } => {
            warning(Code::LinkCase, format!("`{target}` differs from what is there in upper and lower case"))
                .help(format!("write it as `{right}`"))
        }
        Problem::Ambiguous { chosen, other } => {
            warning(Code::LinkAmbiguous, format!("`{target}` can be read in two ways: `{chosen}` or `{other}`"))
                .help(format!("`{chosen}` is taken; write `/{}` or name the file to be sure", chosen.trim_matches('/')))
        }
    }
}

fn no_such_heading(
    source: &SourcePath,
    link: &Link,
    page: PageId,
    fragment: &str,
    resolver: &Resolver<'_>,
) -> Diagnostic {
    let page = &resolver.pages[page];
    let place = match &page.source {
        Some(there) if there == source => "this page".to_owned(),
        Some(there) => format!("`{there}`"),
        None => format!("`{}`", page.url),
    };
    let before_fragment = link.target.find('#').unwrap_or_default();
    let whole = link.at.len() == link.target.len();
    let span = Span::new(source, link.at.start + if whole { before_fragment } else { 0 }..link.at.end);
    let ids: Vec<&str> =
        page.facts.iter().flat_map(|facts| &facts.headings).map(|heading| heading.id.as_str()).collect();
    let help = match nearest(fragment, ids.iter().copied()) {
        Some(id) => format!("did you mean `#{id}`?"),
        None if ids.is_empty() => "that page has no headings".to_owned(),
        None => format!("its headings are {}", listed(ids.iter().map(|id| format!("`#{id}`")))),
    };
    Diagnostic::warning(Code::LinkNoSuchHeading, span, format!("no heading `#{fragment}` on {place}")).help(help)
}

/// The nearest thing that is there: the same name elsewhere, a name like it in the same folder, or what the folder has.
fn suggestion(wanted: &str, resolver: &Resolver<'_>) -> String {
    let wanted = wanted.trim_matches('/');
    let (folder, name) = wanted.rsplit_once('/').unwrap_or(("", wanted));
    let name = name.strip_suffix(".md").unwrap_or(name);
    let addresses: Vec<&str> = resolver.addresses().map(|address| address.trim_matches('/')).collect();
    if let Some(moved) =
        addresses.iter().find(|address| !name.is_empty() && name_of(address).eq_ignore_ascii_case(name))
    {
        return format!("did you mean `/{moved}`?");
    }
    if let Some(near) = nearest(wanted, addresses.iter().copied()) {
        return format!("did you mean `/{near}`?");
    }
    if let Some(near) = nearest(name, addresses.iter().map(|address| name_of(address))) {
        let named = addresses.iter().find(|address| name_of(address) == near);
        return format!("did you mean `/{}`?", named.unwrap_or(&near));
    }
    let siblings: Vec<&str> = addresses
        .iter()
        .copied()
        .filter(|address| !address.is_empty() && address.rsplit_once('/').map_or("", |(folder, _)| folder) == folder)
        .collect();
    let closest = siblings.iter().max_by(|one, other| {
        let likeness = |address: &str| strsim::jaro_winkler(name, name_of(address));
        likeness(one).total_cmp(&likeness(other))
    });
    match closest {
        Some(closest) => format!(
            "the nearest is `/{closest}`; the folder `{folder}/` has {}",
            listed(siblings.iter().map(|address| format!("`{}`", name_of(address))))
        ),
        None => "nothing of the site has a name like this".to_owned(),
    }
}

fn name_of(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or_default()
}

/// The first few of many names.
fn listed(names: impl ExactSizeIterator<Item = String>) -> String {
    const SHOWN: usize = 8;
    let more = names.len().saturating_sub(SHOWN);
    let list = names.take(SHOWN).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{list} and {more} more") } else { list }
}
