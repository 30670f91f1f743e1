//! What `mkdocs.yml` and `book.toml` say of the folder of the pages and of their order.

use crate::parse::document::text_of;
use crate::parse::toml::parse_toml;
use crate::parse::yaml::{Fields, Origin, parse_mapping, without_mark};
use crate::source::SourceFile;

use super::item::Navigation;
use super::list::nav_list;

/// The folder of the pages and the menu of MkDocs. Nothing is told of a file that is not ours, other than what is wrong
/// with its menu.
#[must_use]
pub fn parse_mkdocs(file: &SourceFile, content: &str) -> Option<(String, Option<Navigation>)> {
    let (text, offset) = without_mark(text_of(file).ok()?);
    let mapping = parse_mapping(&file.path, text, offset, &mut Vec::new())?;
    let origin = Origin::new(&file.path, text, offset);
    let mut fields = Fields::new(&origin, mapping);
    let folder = inside(fields.take_text(&["docs_dir"]).as_deref().unwrap_or("docs"))?;
    let below = folder.strip_prefix(content).unwrap_or(&folder).trim_matches('/').to_owned();
    let navigation = nav_list(&mut fields, "nav", &below, false);
    Some((folder, navigation))
}

/// The folder of the pages of mdBook.
#[must_use]
pub fn parse_book(file: &SourceFile) -> Option<String> {
    let (text, offset) = without_mark(text_of(file).ok()?);
    let (mapping, _) = parse_toml(&file.path, text, offset, &mut Vec::new())?;
    let folder = mapping.get("book").and_then(|book| book.get("src")).and_then(|folder| folder.as_str());
    inside(folder.unwrap_or("src"))
}

/// A folder below the project, without `.`; nothing that climbs out of it.
pub(super) fn inside(folder: &str) -> Option<String> {
    let parts: Vec<&str> = folder.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    (!folder.starts_with('/') && !parts.contains(&"..")).then(|| parts.join("/"))
}
