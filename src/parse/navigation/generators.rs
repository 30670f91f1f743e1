//! What the configurations of Eleventy, Middleman and GitBook say of the folder of the pages. Two of them are programs: only
//! what is written out in them can be read.

use crate::parse::document::text_of;
use crate::parse::yaml::{Fields, Origin, parse_mapping, without_mark};
use crate::source::SourceFile;

use super::mkdocs::inside;

/// The folder of the pages of Eleventy: what follows `input:`. Without that it is the whole project.
#[must_use]
pub fn parse_eleventy(file: &SourceFile) -> Option<String> {
    let text = text_of(file).ok()?;
    let quoted = text
        .match_indices("input")
        .find_map(|(at, word)| quoted(text[at + word.len()..].trim_start_matches(['"', '\'']), ':'));
    inside(quoted.unwrap_or_default())
}

/// The folder of the pages of Middleman: what follows `set :source,`, else `source`.
#[must_use]
pub fn parse_middleman(file: &SourceFile) -> Option<String> {
    let text = text_of(file).ok()?;
    let set = text.split_once("set :source").and_then(|(_, rest)| quoted(rest, ','));
    inside(set.unwrap_or("source"))
}

/// The folder of the pages of GitBook, where it is not the whole project.
#[must_use]
pub fn parse_gitbook(file: &SourceFile) -> Option<String> {
    let (text, offset) = without_mark(text_of(file).ok()?);
    let mapping = parse_mapping(&file.path, text, offset, &mut Vec::new())?;
    let origin = Origin::new(&file.path, text, offset);
    let folder = Fields::new(&origin, mapping).take_text(&["root"])?;
    inside(&folder)
}

/// The text in quotation marks that follows `mark`.
fn quoted(rest: &str, mark: char) -> Option<&str> {
    let rest = rest.trim_start().strip_prefix(mark)?.trim_start();
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\'' | '`'))?;
    rest[1..].split_once(quote).map(|(inside, _)| inside)
}

#[cfg(test)]
mod tests {
    use super::{parse_eleventy, parse_gitbook, parse_middleman};
    use crate::source::{SourceFile, SourcePath};

    fn file(text: &str) -> SourceFile {
        SourceFile::new(SourcePath::new("x"), text.into())
    }

    #[test]
    fn folders_are_read_where_they_are_written_out() {
        let eleventy = |text: &str| parse_eleventy(&file(text));
        assert_eq!(eleventy("return { dir: { input: \"pages\", output: \"_site\" } }").as_deref(), Some("pages"));
        assert_eq!(eleventy("const inputs = 1; x = {'input' : './docs/'}").as_deref(), Some("docs"));
        assert_eq!(eleventy("module.exports = () => {}").as_deref(), Some(""));
        assert_eq!(eleventy("dir: { input: \"../elsewhere\" }"), None);
        assert_eq!(parse_middleman(&file("set :source, 'docs'")).as_deref(), Some("docs"));
        assert_eq!(parse_middleman(&file("set :layout, 'custom'")).as_deref(), Some("source"));
        assert_eq!(parse_gitbook(&file("root: ./docs/\n")).as_deref(), Some("docs"));
        assert_eq!(parse_gitbook(&file("structure: {}\n")), None);
    }
}
