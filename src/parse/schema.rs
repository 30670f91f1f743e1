//! The keys of `sprintbook.yaml` and of front matter as JSON Schemas, which editors complete and check while one types.

use serde_json::{Map, Value, json};

/// What the value of a key looks like.
enum Kind {
    Text,
    Date,
    Number,
    Truth,
    Address,
    OneOf(&'static [&'static str]),
    Anything,
    /// The name of a theme, or that and its options.
    Theme,
}

/// Name of a key, what its value looks like, and what it does.
type Key = (&'static str, Kind, &'static str);

/// Every key of `sprintbook.yaml`. A test holds it to what the reader asks for.
const CONFIG: &[Key] = &[
    ("title", Kind::Text, "Name of the site. Without it, the title of the home page."),
    ("description", Kind::Text, "One sentence on the site."),
    ("language", Kind::Text, "Language of the pages, like `en` or `en-GB`."),
    ("base_url", Kind::Address, "Where the site will be, like https://example.org/team/."),
    ("content", Kind::Text, "Folder of the pages. Without it, `content`, or the project folder."),
    ("output", Kind::Text, "Folder that the site is written to. Without it, `site`."),
    ("theme", Kind::Theme, "A folder under `themes/`, or a group with its `name` and options."),
    (
        "repo",
        Kind::Text,
        "The repository on a code host, like https://github.com/org/handbook, for links that edit a page.",
    ),
    ("edit_url", Kind::Address, "Where a file is edited, with {path} where its path belongs."),
    ("links", Kind::OneOf(&["auto", "source", "url"]), "How a relative link is read that has two meanings."),
    ("urls", Kind::OneOf(&["pretty", "files"]), "How links are written: `roles/`, or `roles/index.html`."),
    ("html", Kind::OneOf(&["safe", "trusted", "off"]), "What raw HTML in a page may do."),
    ("review", Kind::Text, "How long after a review the next is due, like `6 months`, for pages that do not say."),
    ("search", Kind::Truth, "`false` leaves the search out of the site."),
    ("smart_punctuation", Kind::Truth, "`true` makes straight quotation marks curly, and `--` a dash."),
    ("links_ignore", Kind::Anything, "Addresses that `check --external` leaves alone."),
    ("nav", Kind::Anything, "The menu, as a list of pages and groups of pages."),
    ("extra", Kind::Anything, "Anything that your own templates need."),
];

/// Every key of front matter that means something. A test holds it to what is asked for.
const FRONT_MATTER: &[Key] = &[
    ("title", Kind::Text, "Name of the page. Without it, its first heading, else the name of the file."),
    ("nav_title", Kind::Text, "A shorter name for the menu."),
    ("order", Kind::Number, "Place among its siblings: smaller comes first."),
    ("description", Kind::Text, "One sentence for lists, search engines and feeds."),
    ("draft", Kind::Truth, "`true` keeps the page out of the site."),
    ("updated", Kind::Date, "The day of the last change, instead of what git says."),
    ("lastmod", Kind::Date, "The same as `updated`."),
    ("last_modified_at", Kind::Date, "The same as `updated`."),
    ("last_update", Kind::Anything, "The same as `updated`, or a group with a `date`."),
    ("date", Kind::Date, "The day of the page, where neither `updated` nor git says when it was last changed."),
    ("image", Kind::Text, "A picture that other sites show with a link to the page."),
    ("banner", Kind::Text, "The same as `image`."),
    ("edit_url", Kind::Anything, "Where the page is edited, or `false` for no link."),
    ("sidebar_label", Kind::Text, "The same as `nav_title`."),
    ("linkTitle", Kind::Text, "The same as `nav_title`."),
    ("link_title", Kind::Text, "The same as `nav_title`."),
    ("short_title", Kind::Text, "The same as `nav_title`."),
    ("weight", Kind::Anything, "The same as `order`."),
    ("nav_order", Kind::Anything, "The same as `order`."),
    ("sidebar_position", Kind::Anything, "The same as `order`."),
    ("related_order", Kind::Anything, "The same as `order`."),
    ("summary", Kind::Text, "The same as `description`."),
    ("excerpt", Kind::Text, "The same as `description`."),
    ("overview", Kind::Text, "The same as `description`."),
    ("published", Kind::Truth, "`false` keeps the page out of the site, like `draft: true`."),
    ("publishDate", Kind::Anything, "The page appears from this day on."),
    ("publish_date", Kind::Anything, "The same as `publishDate`."),
    ("publishdate", Kind::Anything, "The same as `publishDate`."),
    ("expiryDate", Kind::Anything, "The page is left out from this day on."),
    ("expiry_date", Kind::Anything, "The same as `expiryDate`."),
    ("expirydate", Kind::Anything, "The same as `expiryDate`."),
    (
        "unlisted",
        Kind::Truth,
        "`true` leaves the page out of menus, lists and searches; it is still there for those who have its address.",
    ),
    ("hidden", Kind::Anything, "`true` leaves the page out of the menu."),
    ("hide_in_navigation", Kind::Anything, "The same as `hidden`."),
    ("toc_hide", Kind::Anything, "The same as `hidden`."),
    ("nav_exclude", Kind::Anything, "The same as `hidden`."),
    ("eleventyExcludeFromCollections", Kind::Anything, "The same as `hidden`."),
    ("search", Kind::Anything, "`false` leaves the page out of the search, and asks search engines to pass over it."),
    ("searchable", Kind::Anything, "The same as `search`."),
    ("pagefind", Kind::Anything, "The same as `search`."),
    (
        "search_exclude",
        Kind::Anything,
        "`true` leaves the page out of the search, and asks search engines to pass over it.",
    ),
    ("exclude_from_search", Kind::Anything, "The same as `search_exclude`."),
    ("noindex", Kind::Anything, "The same as `search_exclude`."),
    ("no_index", Kind::Anything, "The same as `search_exclude`."),
    ("last_reviewed_on", Kind::Anything, "The day somebody last read the page with care."),
    ("last_reviewed_at", Kind::Anything, "The same as `last_reviewed_on`."),
    ("last_reviewed", Kind::Anything, "The same as `last_reviewed_on`."),
    ("review_in", Kind::Anything, "How long that holds, like `6 months` or `P6M`."),
    ("review_by", Kind::Anything, "The day by which the page is to be read again."),
    ("expires", Kind::Anything, "The same as `review_by`."),
    ("owners", Kind::Anything, "Who looks after the page: one name or a list."),
    ("owner", Kind::Anything, "The same as `owners`."),
    ("owner_slack", Kind::Anything, "The same as `owners`."),
    ("dri", Kind::Anything, "The same as `owners`."),
    (
        "way_of_working",
        Kind::Truth,
        "Whether it says how a team works, so that a change of it is a mark on the velocity chart.",
    ),
    ("explains", Kind::Anything, "Roles and other words of sprint reports that it is about; reports link to it."),
    ("slug", Kind::Text, "Another last part of the address."),
    ("permalink", Kind::Anything, "Another whole address."),
    ("url", Kind::Anything, "The same as `permalink`."),
    ("aliases", Kind::Anything, "Addresses that the page had before; each sends its readers on."),
    ("alias", Kind::Anything, "The same as `aliases`."),
    ("redirect_from", Kind::Anything, "The same as `aliases`."),
    ("old_paths", Kind::Anything, "The same as `aliases`."),
    ("redirect_to", Kind::Anything, "Where readers of this page are sent on to."),
    ("tags", Kind::Anything, "What the page is about: one word or a list."),
    ("categories", Kind::Anything, "The same as `tags`."),
    ("category", Kind::Anything, "The same as `tags`."),
    ("keywords", Kind::Anything, "The same as `tags`."),
    ("keyword", Kind::Anything, "The same as `tags`."),
    ("related", Kind::Anything, "Links to what else to read."),
    ("template", Kind::Anything, "The template to make the page with."),
    ("toc", Kind::Anything, "`false` shows no contents, a number how many levels."),
    ("toc_max_heading_level", Kind::Anything, "The same as `toc`."),
    ("hide_table_of_contents", Kind::Anything, "The same as `toc`."),
    ("prev", Kind::Anything, "The page to read before this one, or `false`."),
    ("previous", Kind::Anything, "The same as `prev`."),
    ("pagination_prev", Kind::Anything, "The same as `prev`."),
    ("next", Kind::Anything, "The page to read after this one, or `false`."),
    ("pagination_next", Kind::Anything, "The same as `next`."),
    ("lang", Kind::Text, "Language of the page, like `en-GB`."),
    ("custom_edit_url", Kind::Anything, "The same as `edit_url`."),
];

/// The JSON Schema of `sprintbook.yaml`.
#[must_use]
pub fn config_schema() -> Value {
    schema("The configuration of a sprintbook project", CONFIG, false)
}

/// The JSON Schema of the front matter of a page. Keys that it does not know are allowed: templates may use them.
#[must_use]
pub fn front_matter_schema() -> Value {
    schema("The front matter of a page", FRONT_MATTER, true)
}

fn schema(title: &str, keys: &[Key], others: bool) -> Value {
    let properties: Map<String, Value> =
        keys.iter().map(|(name, kind, help)| ((*name).to_owned(), property(kind, help))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "properties": properties,
        "additionalProperties": others,
    })
}

fn property(kind: &Kind, help: &str) -> Value {
    // A number or a truth value is read as a text where a text is wanted, and nothing at all counts as absent.
    let mut property = match kind {
        Kind::Text => json!({"type": ["string", "number", "boolean", "null"]}),
        Kind::Date => json!({"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}"}),
        Kind::Number => json!({"type": ["number", "null"]}),
        Kind::Truth => json!({"type": ["boolean", "null"]}),
        Kind::Address => json!({"type": ["string", "null"], "pattern": "^https?://[^/]"}),
        Kind::OneOf(words) => json!({"enum": words}),
        Kind::Anything => json!({}),
        Kind::Theme => json!({
            "anyOf": [
                {"type": ["string", "null"]},
                {"type": "object", "properties": {"name": {"type": ["string", "null"]}}},
            ],
        }),
    };
    property["description"] = json!(help);
    property
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{CONFIG, FRONT_MATTER, Key};
    use crate::parse::yaml::asked_while;
    use crate::parse::{Markup, parse_config, parse_document};
    use crate::source::{SourceFile, SourcePath};

    /// Keys that are read where they are used: see `UPDATED` in `render/publication.rs`, `render/social.rs`, `edit.rs`.
    const READ_LATER: &[&str] =
        &["updated", "lastmod", "last_modified_at", "last_update", "date", "image", "banner", "edit_url"];

    fn names(keys: &[Key]) -> BTreeSet<String> {
        keys.iter().map(|(name, ..)| (*name).to_owned()).collect()
    }

    fn same(asked: &BTreeSet<String>, listed: &BTreeSet<String>) {
        let (missing, idle): (Vec<_>, Vec<_>) =
            (asked.difference(listed).collect(), listed.difference(asked).collect());
        assert!(missing.is_empty(), "add to the schema in src/parse/schema.rs: {missing:?}");
        assert!(idle.is_empty(), "in the schema, but nobody reads it: {idle:?}");
    }

    #[test]
    fn the_schema_of_the_configuration_has_the_keys_that_are_read() {
        let file = SourceFile::new(SourcePath::new("sprintbook.yaml"), b"{}\n".to_vec());
        let asked = asked_while(|| drop(parse_config(&file)));
        same(&asked, &names(CONFIG));
    }

    #[test]
    fn the_schema_of_front_matter_has_the_keys_that_are_read() {
        let file = SourceFile::new(SourcePath::new("content/a.md"), b"---\n{}\n---\n".to_vec());
        let mut asked = asked_while(|| drop(parse_document(&file, Markup::default())));
        asked.extend(READ_LATER.iter().map(|key| (*key).to_owned()));
        same(&asked, &names(FRONT_MATTER));
    }
}
