//! Who sees a page, where, and from when to when.

use jiff::civil::Date;
use serde_yaml::Value;

use crate::parse::yaml::{Fields, Read};

use super::values::{Day, Truth};

/// Who sees a page, and where. `None` where the page does not say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    /// Whether it is left out of the site.
    pub draft: Option<bool>,
    /// The first day on which it is in the site.
    pub publish: Option<Date>,
    /// The first day on which it is not in the site any more.
    pub expiry: Option<Date>,
    /// Whether the menu and lists of pages show it.
    pub in_menu: Option<bool>,
    /// Whether a search finds it.
    pub in_search: Option<bool>,
}

/// When a page was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dates {
    /// The day it speaks of, or was first published.
    pub date: Option<Date>,
    /// The day it was last changed, as the page itself says.
    pub updated: Option<Date>,
}

/// Keys that hide a page from the menu if they are true.
const OUT_OF_MENU: &[&str] =
    &["hidden", "hide_in_navigation", "toc_hide", "nav_exclude", "eleventyExcludeFromCollections"];

/// Keys that hide a page from a search if they are true.
const OUT_OF_SEARCH: &[&str] = &["search_exclude", "exclude_from_search", "noindex", "no_index"];

/// What Eleventy understands in place of a day.
const WORDS_FOR_DATES: &[&str] = &["created", "last modified", "git created", "git last modified"];

impl State {
    pub(super) fn over(&self, defaults: &Self) -> Self {
        Self {
            draft: self.draft.or(defaults.draft),
            publish: self.publish.or(defaults.publish),
            expiry: self.expiry.or(defaults.expiry),
            in_menu: self.in_menu.or(defaults.in_menu),
            in_search: self.in_search.or(defaults.in_search),
        }
    }

    /// Whether the page is in the site on the day `today`.
    #[must_use]
    pub fn is_published(&self, today: Date) -> bool {
        !self.draft.unwrap_or_default()
            && self.publish.is_none_or(|day| day <= today)
            && self.expiry.is_none_or(|day| today < day)
    }
}

pub(super) fn state(fields: &mut Fields<'_>) -> State {
    let published = truth(fields, "published").map(|published| !published);
    let unlisted = truth(fields, "unlisted");
    let mut out_of_menu = unlisted.or(nested(fields, "sidebar", "hidden"));
    for key in OUT_OF_MENU {
        out_of_menu = truth(fields, key).or(out_of_menu);
    }
    let mut out_of_search = unlisted.or(nested(fields, "search", "exclude"));
    for key in OUT_OF_SEARCH {
        out_of_search = truth(fields, key).or(out_of_search);
    }
    let searched = match fields.peek("search") {
        Some(Value::Mapping(_)) => None,
        _ => truth(fields, "search"),
    };
    let searched = searched.or(truth(fields, "searchable")).or(truth(fields, "pagefind"));
    State {
        draft: truth(fields, "draft").or(published),
        publish: fields.take_first(&["publishDate", "publish_date", "publishdate"]).map(|Day(day)| day),
        expiry: fields.take_first(&["expiryDate", "expiry_date", "expirydate"]).map(|Day(day)| day),
        in_menu: out_of_menu.map(|out| !out),
        in_search: searched.or(out_of_search.map(|out| !out)),
    }
}

pub(super) fn dates(fields: &mut Fields<'_>) -> Dates {
    // Some write the day there on which they published the page.
    let published = fields.peek("published").filter(|value| Day::read(value).is_ok());
    let published = if published.is_some() { fields.take("published").map(|Day(day)| day) } else { None };
    let last_update = fields.peek("last_update").and_then(|value| value.get("date")).cloned();
    let last_update = match last_update {
        Some(value) => {
            let day = Day::read(&value).map(|Day(day)| day);
            day.map_err(|wanted| fields.tell("last_update.date", &wanted)).ok()
        }
        None if fields.is_text("last_update") => day(fields, "last_update"),
        None => None,
    };
    let date = day(fields, "date").or(published);
    let mut updated = None;
    for key in ["updated", "lastmod", "last_modified_at"] {
        updated = updated.or(day(fields, key));
    }
    Dates { date, updated: updated.or(last_update) }
}

fn day(fields: &mut Fields<'_>, key: &'static str) -> Option<Date> {
    let word = fields.peek(key).and_then(Value::as_str).map(|word| word.trim().to_ascii_lowercase());
    if word.is_some_and(|word| word.is_empty() || WORDS_FOR_DATES.contains(&word.as_str())) {
        fields.take_value(key);
        return None;
    }
    fields.take(key).map(|Day(day)| day)
}

fn truth(fields: &mut Fields<'_>, key: &'static str) -> Option<bool> {
    fields.take(key).map(|Truth(truth)| truth)
}

fn nested(fields: &Fields<'_>, group: &str, key: &str) -> Option<bool> {
    Truth::read(fields.peek(group)?.get(key)?).ok().map(|Truth(truth)| truth)
}
