//! `[text][name]` where the page never says what `name` is.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, LinkType};

use crate::diagnostics::{Code, nearest};

use super::parse::Found;
use super::prepare::Prepared;

/// Names beyond this many are told without the nearest definition.
const SOUGHT: usize = 50;

/// References that lead nowhere: each name with the first place where it is used.
#[derive(Default)]
pub(super) struct Undefined(BTreeMap<usize, (Range<usize>, String)>);

impl Undefined {
    /// Notes `link`, unless it is only text in brackets.
    pub(super) fn note(&mut self, link: &BrokenLink<'_>, text: &str) {
        let written = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
        let before = text[..link.span.start].chars().next_back();
        let index = before.is_some_and(|letter| letter.is_alphanumeric() || letter == ']');
        if written && !index && !link.reference.trim().is_empty() && !link.reference.starts_with('^') {
            self.0.insert(link.span.start, (link.span.clone(), link.reference.to_string()));
        }
    }

    /// What to tell, where the page defines the names `known`.
    pub(super) fn found(self, known: &[String], prepared: &Prepared<'_>) -> Vec<Found> {
        let mut told: BTreeMap<String, Found> = BTreeMap::new();
        for (span, name) in self.0.into_values() {
            let searched = told.len() < SOUGHT;
            told.entry(name.to_lowercase()).or_insert_with(|| {
                let near = if searched { nearest(&name, known.iter().map(String::as_str)) } else { None };
                Found {
                    code: Code::MarkdownUndefinedReference,
                    at: prepared.written(&span),
                    message: format!("`[{name}]` is not defined on this page, so this is text and no link"),
                    help: match near {
                        Some(near) => format!("did you mean `[{near}]`?"),
                        None => format!("add a line `[{name}]: https://…`, or write `[words](target)`"),
                    },
                }
            });
        }
        told.into_values().collect()
    }
}
