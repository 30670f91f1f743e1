//! Templates that pages ask for and the theme does not have.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic};
use crate::site::Site;
use crate::source::Span;
use crate::theme::Theme;

/// One note for each name, however many pages ask for it: handbooks of other generators name theirs on every page.
pub(super) fn tell_missing(site: &Site, theme: &Theme) -> Vec<Diagnostic> {
    let mut missing: BTreeMap<&str, (Span, usize)> = BTreeMap::new();
    for facts in site.pages.iter().filter_map(|page| page.facts.as_ref()) {
        let Some(wanted) = &facts.front_matter.looks.template else { continue };
        if theme.page_template(&wanted.text).is_none() {
            let span = Span::new(&facts.source, wanted.at.clone());
            missing.entry(&wanted.text).or_insert((span, 0)).1 += 1;
        }
    }
    let told = missing.into_iter().map(|(name, (span, pages))| {
        let others = match pages {
            1 => "this page looks".to_owned(),
            2 => "this page and another look".to_owned(),
            _ => format!("this page and {} others look", pages - 1),
        };
        let message = format!("the theme has no template `{name}`; {others} as usual");
        Diagnostic::note(Code::FrontMatterNoTemplate, span, message).help(format!(
            "write `themes/default/templates/{}.html`, or take the key away",
            name.trim_end_matches(".html")
        ))
    });
    told.collect()
}
