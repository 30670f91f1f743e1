//! The front matter of a page: the YAML between two lines of `---` at its top.

use std::ops::Range;

use serde_json::Map;
use serde_yaml::Value;

use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::source::SourcePath;

use super::yaml::{Fields, Origin, Read, for_templates, parse_mapping};

/// Keys that mean something to sprintbook; a near miss of one of them is told.
const KNOWN: &[&str] = &["title", "nav_title", "order", "description", "draft"];

/// What a page says of itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FrontMatter {
    /// Its name; the only `h1` of the page.
    pub title: Option<String>,
    /// Its name in the menu, where that differs.
    pub nav_title: Option<String>,
    /// Its place among its siblings: smaller comes first. Pages without one come after.
    pub order: Option<f64>,
    /// One sentence on it.
    pub description: Option<String>,
    /// Whether it is left out of the site.
    pub draft: bool,
    /// Every other key, for templates.
    pub extra: Map<String, serde_json::Value>,
}

/// The front matter and the bytes of the body that follows it. Byte order mark and Windows line ends are fine.
pub(crate) fn split(text: &str) -> Result<(Option<Range<usize>>, usize), Range<usize>> {
    let start = text.strip_prefix('\u{feff}').map_or(0, |_| '\u{feff}'.len_utf8());
    let Some(opening) = text[start..].split_inclusive('\n').next().filter(|line| line.trim_end() == "---") else {
        return Ok((None, start));
    };
    let yaml_start = start + opening.len();
    let mut at = yaml_start;
    for line in text[yaml_start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") && line.starts_with(['-', '.']) {
            return Ok((Some(yaml_start..at), at + line.len()));
        }
        at += line.len();
    }
    // A page may begin with a thematic break: only what looks like a key says that front matter was meant.
    let meant = text[yaml_start..].lines().next().is_some_and(|line| line.contains(':'));
    if meant { Err(start..start + opening.trim_end().len()) } else { Ok((None, start)) }
}

/// The front matter in the bytes `range` of `text`.
pub(crate) fn parse_front_matter(
    file: &SourcePath,
    text: &str,
    range: Range<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> FrontMatter {
    let yaml = &text[range.clone()];
    let Some(mapping) = parse_mapping(file, yaml, range.start, diagnostics) else {
        return FrontMatter::default();
    };
    let origin = Origin::new(file, yaml, range.start);
    let front_matter = read_front_matter(Fields::new(&origin, mapping));
    diagnostics.extend(origin.into_diagnostics());
    front_matter
}

fn read_front_matter(mut fields: Fields<'_>) -> FrontMatter {
    let mut front_matter = FrontMatter {
        title: fields.take("title"),
        nav_title: fields.take("nav_title"),
        order: order(&mut fields),
        description: fields.take("description"),
        draft: fields.take("draft").unwrap_or_default(),
        extra: Map::new(),
    };
    tell_near_misses(&mut fields);
    front_matter.extra = for_templates(fields);
    front_matter
}

/// A number. Other generators allow more, so anything else is passed over with a warning and the page stays.
fn order(fields: &mut Fields<'_>) -> Option<f64> {
    let value = fields.take_value("order")?;
    let number = match &value {
        Value::String(text) => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
        _ => f64::read(&value).ok(),
    };
    if number.is_none() || value.is_string() {
        let message = match number {
            Some(_) => "`order` is a text here; it is read as a number",
            None => "`order` must be a number; this one is passed over",
        };
        let span = fields.value_span("order");
        fields.push(
            Diagnostic::warning(Code::FrontMatterOddValue, span, message).help("write a number, like `order: 2`"),
        );
    }
    number
}

fn tell_near_misses(fields: &mut Fields<'_>) {
    let slips: Vec<(String, &str)> = fields
        .keys()
        .filter(|key| key.len() > 3)
        .filter_map(|key| Some((key.clone(), nearest(&key, KNOWN.iter().copied())?)))
        .collect();
    for (key, meant) in slips {
        let message = format!("`{key}` is not a key that sprintbook knows");
        let help = format!("did you mean `{meant}`? It is kept for templates as it is");
        fields.push(Diagnostic::warning(Code::FrontMatterNearMiss, fields.key_span(&key), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn splits_with_byte_order_mark_and_windows_line_ends() {
        let text = "\u{feff}---\r\ntitle: A\r\n---\r\nBody";
        let (yaml, body) = split(text).unwrap();
        assert_eq!(&text[yaml.unwrap()], "title: A\r\n");
        assert_eq!(&text[body..], "Body");
    }

    #[test]
    fn a_thematic_break_at_the_top_is_not_front_matter() {
        assert_eq!(split("---\n\nText\n"), Ok((None, 0)));
        assert_eq!(split("---\ntitle: A\n"), Err(0..3));
    }
}
