//! Keys that are nearly one that sprintbook knows.

use crate::diagnostics::{Code, Diagnostic, slip};
use crate::parse::yaml::Fields;

/// Keys that mean something to sprintbook; a slip in one of them is told.
const KNOWN: &[&str] = &[
    "title",
    "nav_title",
    "sidebar_label",
    "linkTitle",
    "short_title",
    "order",
    "weight",
    "nav_order",
    "sidebar_position",
    "related_order",
    "eleventyNavigation",
    "description",
    "summary",
    "excerpt",
    "overview",
    "draft",
    "published",
    "publishDate",
    "expiryDate",
    "unlisted",
    "hidden",
    "hide_in_navigation",
    "toc_hide",
    "nav_exclude",
    "search",
    "search_exclude",
    "updated",
    "lastmod",
    "last_modified_at",
    "last_update",
    "last_reviewed_on",
    "last_reviewed_at",
    "review_in",
    "review_by",
    "expires",
    "way_of_working",
    "explains",
    "owner",
    "owners",
    "owner_slack",
    "permalink",
    "aliases",
    "redirect_from",
    "old_paths",
    "redirect_to",
    "categories",
    "keywords",
    "related",
    "template",
    "layout",
    "edit_url",
    "banner",
    "image",
    "cascade",
    "sidebar",
];

/// Keys of other programs that only look like slips.
const OTHERS: &[&str] = &["height", "images", "border", "border_order", "titles", "layouts", "banners", "templates"];

/// Shorter keys are too often words of their own.
const SHORTEST: usize = 5;

pub(super) fn tell_near_misses(fields: &mut Fields<'_>) {
    let slips: Vec<(String, &str)> = fields
        .keys()
        .filter(|key| key.chars().count() >= SHORTEST && !OTHERS.contains(&key.as_str()))
        .filter_map(|key| Some((key.clone(), slip(&key, KNOWN)?)))
        .filter(|(key, meant)| key != meant)
        .collect();
    for (key, meant) in slips {
        let message = format!("`{key}` is not a key that sprintbook knows");
        let help = format!("did you mean `{meant}`? It is kept for templates as it is");
        fields.push(Diagnostic::warning(Code::FrontMatterNearMiss, fields.key_span(&key), message).help(help));
    }
}
