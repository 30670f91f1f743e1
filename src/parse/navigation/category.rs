//! `_category_.json` and `_category_.yml`: what Docusaurus keeps of a folder beside its pages.

use crate::diagnostics::Diagnostic;
use crate::parse::document::text_of;
use crate::parse::yaml::{Fields, Origin, parse_mapping, without_mark};
use crate::source::{SourceFile, SourcePath};

/// What a folder says of itself beside its pages.
#[derive(Debug, Clone, PartialEq)]
pub struct Category {
    /// The file.
    pub source: SourcePath,
    /// What the menu calls the folder.
    pub label: Option<String>,
    /// Its place among its siblings.
    pub order: Option<f64>,
    /// One sentence on it.
    pub description: Option<String>,
}

/// The category in `file`, and what is wrong with it. JSON is YAML.
#[must_use]
pub fn parse_category(file: &SourceFile) -> (Option<Category>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let text = match text_of(file) {
        Ok(text) => text,
        Err(diagnostic) => return (None, vec![diagnostic]),
    };
    let (text, offset) = without_mark(text);
    let Some(mapping) = parse_mapping(&file.path, text, offset, &mut diagnostics) else { return (None, diagnostics) };
    let origin = Origin::new(&file.path, text, offset);
    let mut fields = Fields::new(&origin, mapping);
    let described = fields.peek("link").and_then(|link| link.get("description")).and_then(|text| text.as_str());
    let described = described.map(str::to_owned);
    let category = Category {
        source: file.path.clone(),
        label: fields.take_text(&["label"]),
        order: fields.take("position"),
        description: fields.take_text(&["description"]).or(described),
    };
    diagnostics.extend(origin.into_diagnostics());
    (Some(category), diagnostics)
}
