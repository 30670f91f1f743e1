//! From the text of a front matter to what it means.

use serde_yaml::Value;

use crate::diagnostics::{Code, Diagnostic};
use crate::parse::toml::parse_toml;
use crate::parse::yaml::{Fields, Origin, for_templates, parse_mapping};
use crate::source::SourcePath;

use super::address::addresses;
use super::grouping::{related, tags};
use super::joining::joining;
use super::looks::looks;
use super::names::tell_near_misses;
use super::order::order;
use super::review::review;
use super::split::{Block, Language};
use super::state::{dates, state};
use super::whole::FrontMatter;

/// The front matter in the block `block` of `text`.
pub(crate) fn parse_front_matter(
    file: &SourcePath,
    text: &str,
    block: &Block,
    diagnostics: &mut Vec<Diagnostic>,
) -> FrontMatter {
    let own = &text[block.range.clone()];
    let start = block.range.start;
    let read = match block.language {
        Language::Yaml => {
            parse_mapping(file, own, start, diagnostics).map(|mapping| (Origin::new(file, own, start), mapping))
        }
        Language::Toml => parse_toml(file, own, start, diagnostics)
            .map(|(mapping, places)| (Origin::with_places(file, own, start, places), mapping)),
    };
    let Some((origin, mapping)) = read else { return FrontMatter::default() };
    let front_matter = read_front_matter(Fields::new(&origin, mapping));
    diagnostics.extend(origin.into_diagnostics());
    front_matter
}

fn read_front_matter(mut fields: Fields<'_>) -> FrontMatter {
    let mut front_matter = FrontMatter {
        title: fields.take_text(&["title"]),
        nav_title: nav_title(&mut fields),
        order: order(&mut fields),
        description: fields.take_text(&["description", "summary", "excerpt", "overview"]),
        dates: dates(&mut fields),
        state: state(&mut fields),
        review: review(&mut fields),
        addresses: addresses(&mut fields),
        tags: tags(&mut fields),
        related: related(&mut fields),
        joining: joining(&mut fields),
        looks: looks(&mut fields),
        ..FrontMatter::default()
    };
    // Eleventy's way to say that a page is never written.
    if front_matter.addresses.unwritten {
        front_matter.state.draft = Some(true);
    }
    front_matter.cascade = cascade(&mut fields);
    tell_near_misses(&mut fields);
    front_matter.extra = for_templates(fields);
    front_matter
}

fn nav_title(fields: &mut Fields<'_>) -> Option<String> {
    let own = fields.take_text(&["nav_title", "sidebar_label", "linkTitle", "link_title", "short_title"]);
    let nested = |group: &str, key: &str| {
        let text = fields.peek(group)?.get(key)?.as_str()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    own.or_else(|| nested("sidebar", "label"))
        .or_else(|| nested("eleventyNavigation", "title"))
        .or_else(|| nested("eleventyNavigation", "key"))
}

/// One group of defaults, or Hugo's list of them. A group for some pages only is passed over: which ones is a language of its
/// own.
fn cascade(fields: &mut Fields<'_>) -> Vec<FrontMatter> {
    let groups = match fields.peek("cascade") {
        Some(Value::Sequence(_)) => fields.children("cascade"),
        Some(_) => fields.child("cascade").into_iter().collect(),
        None => return Vec::new(),
    };
    let mut defaults = Vec::new();
    for group in groups {
        if let Some(key) = ["_target", "target"].into_iter().find(|key| group.has(key)) {
            let message = "defaults for some of the pages below are not understood; these are passed over";
            let help = "put them into the front matter of those pages, or leave `target` out to mean all";
            let diagnostic = Diagnostic::warning(Code::FrontMatterOddValue, group.key_span(key), message).help(help);
            fields.push(diagnostic);
        } else {
            defaults.push(read_front_matter(group));
        }
    }
    defaults
}
