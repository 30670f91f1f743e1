//! Where a page is found, where it was, and where it has moved to.

use serde_yaml::Value;

use crate::diagnostics::{Code, Diagnostic};
use crate::parse::yaml::{Fields, Read, Wanted};

use super::whole::Written;

/// What a page says of its addresses, as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Addresses {
    /// The last part of its address; the whole of it if it begins with `/`.
    pub slug: Option<Written>,
    /// Its whole address.
    pub permalink: Option<Written>,
    /// Where it was before.
    pub aliases: Vec<Written>,
    /// Where its readers are sent on to.
    pub redirect_to: Option<Written>,
    /// Whether it asks for no address at all (`permalink: false`).
    pub unwritten: bool,
}

pub(super) fn addresses(fields: &mut Fields<'_>) -> Addresses {
    let unwritten = fields.peek("permalink").and_then(Value::as_bool);
    if unwritten.is_some() {
        fields.take_value("permalink");
    }
    let permalink = fields.take_written("permalink").filter(|written| is_plain(fields, "permalink", written));
    let url = fields.take_written("url").filter(|written| is_plain(fields, "url", written));
    let slug = fields.take_written("slug").filter(|written| is_plain(fields, "slug", written));
    let mut aliases = Vec::new();
    for key in ["aliases", "alias", "redirect_from", "old_paths"] {
        aliases.extend(list(fields, key));
    }
    Addresses {
        slug,
        permalink: permalink.or(url),
        aliases,
        redirect_to: fields.take_written("redirect_to"),
        unwritten: unwritten == Some(false),
    }
}

/// Other generators compute addresses from templates, and some pages keep the address of another site under `url`.
fn is_plain(fields: &Fields<'_>, key: &str, written: &Written) -> bool {
    let template = ["{{", "{%", "/:"].iter().any(|mark| written.text.contains(mark)) || written.text.starts_with(':');
    let elsewhere = written.text.contains("://");
    if !template && !elsewhere {
        return true;
    }
    let message = if template {
        format!("`{key}` holds a template, which sprintbook does not read; the page keeps the address of its file")
    } else {
        format!("`{key}` is an address of another site; the page keeps the address of its file")
    };
    let help = "write the address itself, like `/roles/developer/`, or leave it out";
    fields.push(Diagnostic::warning(Code::FrontMatterOddValue, fields.value_span(key), message).help(help));
    false
}

/// One text or a list of texts, each with its place.
fn list(fields: &mut Fields<'_>, key: &'static str) -> Vec<Written> {
    let values = match fields.take_value(key) {
        None => return Vec::new(),
        Some(Value::Sequence(values)) => values,
        Some(value) => {
            return match String::read(&value) {
                Ok(text) => vec![fields.written(key, text)],
                Err(_) => wrong(fields, key),
            };
        }
    };
    let texts = values.iter().enumerate().filter(|(_, value)| !value.is_null());
    let read = texts.filter_map(|(index, value)| {
        let path = format!("{key}.{index}");
        match String::read(value) {
            Ok(text) => Some(fields.written(&path, text)),
            Err(_) => wrong(fields, &path).pop(),
        }
    });
    read.collect()
}

fn wrong(fields: &Fields<'_>, key: &str) -> Vec<Written> {
    fields.tell(key, &Wanted::new("an address like `/old/place/`, or a list of them"));
    Vec::new()
}
