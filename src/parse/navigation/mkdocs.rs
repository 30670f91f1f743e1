//! What `mkdocs.yml` and `book.toml` say of the name of the site, of the folder of the pages and of their order.

use crate::parse::document::text_of;
use crate::parse::toml::parse_toml;
use crate::parse::yaml::{Fields, Origin, parse_mapping, without_mark};
use crate::source::SourceFile;

use super::item::Navigation;
use super::list::nav_list;

/// What another generator's configuration says of its site.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherSite {
    /// The folder of the pages, relative to the project.
    pub folder: String,
    /// The name of the site.
    pub title: Option<String>,
    /// The menu.
    pub navigation: Option<Navigation>,
}

/// What MkDocs is told of its site. Nothing is told of a file that is not ours, other than what is wrong with its menu.
#[must_use]
pub fn parse_mkdocs(file: &SourceFile, content: &str) -> Option<OtherSite> {
    let (text, offset) = without_mark(text_of(file).ok()?);
    let mapping = parse_mapping(&file.path, text, offset, &mut Vec::new())?;
    let origin = Origin::new(&file.path, text, offset);
    let mut fields = Fields::new(&origin, mapping);
    let folder = inside(fields.take_text(&["docs_dir"]).as_deref().unwrap_or("docs"))?;
    let title = fields.take_text(&["site_name"]).and_then(|title| named(&title));
    let below = folder.strip_prefix(content).unwrap_or(&folder).trim_matches('/').to_owned();
    let navigation = nav_list(&mut fields, "nav", &below, false);
    Some(OtherSite { folder, title, navigation })
}

/// What mdBook is told of its book; its menu stands beside the pages.
#[must_use]
pub fn parse_book(file: &SourceFile) -> Option<OtherSite> {
    let (text, offset) = without_mark(text_of(file).ok()?);
    let (mapping, _) = parse_toml(&file.path, text, offset, &mut Vec::new())?;
    let word = |key: &str| mapping.get("book").and_then(|book| book.get(key)).and_then(|word| word.as_str());
    let title = word("title").and_then(named);
    Some(OtherSite { folder: inside(word("src").unwrap_or("src"))?, title, navigation: None })
}

fn named(title: &str) -> Option<String> {
    Some(title.trim().to_owned()).filter(|title| !title.is_empty())
}

/// A folder below the project, without `.`; nothing that climbs out of it.
pub(super) fn inside(folder: &str) -> Option<String> {
    let parts: Vec<&str> = folder.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    (!folder.starts_with('/') && !parts.contains(&"..")).then(|| parts.join("/"))
}
