//! Which names are those of pages, and what is left of a name without its endings: `roles.md`, and `roles.html.md.erb` where
//! Middleman made the site.

use crate::source::SourceFile;

use super::front_matter::has_front_matter;

/// Endings of pages, the longest first.
const ENDINGS: &[&str] =
    &[".html.markdown.erb", ".html.md.erb", ".html.markdown", ".markdown.erb", ".html.md", ".md.erb"];

/// Whether a file is the source of a page: Markdown by its name, or HTML that begins with front matter, as other generators
/// take for a page too.
#[must_use]
pub fn is_page_source(file: &SourceFile) -> bool {
    file.path.has_extension(&["md", "markdown", "mdx"])
        || longest_ending(file.path.name()).is_some()
        || (is_html(file.path.name()) && has_front_matter(&file.bytes))
}

/// The name of a page without its endings.
#[must_use]
pub fn page_stem(name: &str) -> &str {
    let end = longest_ending(name).map(|ending| name.len() - ending.len());
    match end.or_else(|| name.rfind('.')) {
        Some(end) if end > 0 => &name[..end],
        _ => name,
    }
}

/// Whether a page is written in HTML.
pub(crate) fn is_html(name: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| ["html", "htm"].iter().any(|html| ending.eq_ignore_ascii_case(html)))
}

fn longest_ending(name: &str) -> Option<&'static str> {
    let ends = |ending: &&&str| {
        let from = name.len().checked_sub(ending.len());
        from.and_then(|from| name.get(from..)).is_some_and(|end| end.eq_ignore_ascii_case(ending))
    };
    ENDINGS.iter().find(ends).copied()
}

#[cfg(test)]
mod tests {
    use super::{is_page_source, page_stem};
    use crate::source::{SourceFile, SourcePath};

    #[test]
    fn every_ending_of_a_page_is_left_off() {
        for name in ["slo.md", "slo.markdown", "slo.mdx", "slo.html.md.erb", "slo.md.erb", "slo.HTML.md", "slo.html"] {
            assert_eq!(page_stem(name), "slo", "{name}");
        }
        assert_eq!((page_stem("v1.2.md"), page_stem(".md"), page_stem("LICENSE")), ("v1.2", ".md", "LICENSE"));
    }

    #[test]
    fn html_is_a_page_only_with_front_matter() {
        let is = |name: &str, text: &str| is_page_source(&SourceFile::new(SourcePath::new(name), text.into()));
        assert!(
            is("a.md", "")
                && is("a.mdx", "")
                && is("a.html.md.erb", "")
                && is("a.html", "---\ntitle: A\n---\n<p>A</p>")
        );
        assert!(!is("a.html", "<!doctype html>") && !is("a.html", "---js\n{}\n---\n") && !is("a.erb", "---\n---\n"));
    }
}
