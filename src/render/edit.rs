//! Where the source of a page can be edited on the web.

use crate::parse::{Config, UrlStyle};
use crate::site::{Linker, Page};

use super::publication::is_web_address;

/// What stands for the path of a file in `edit_url`.
const PATH: &str = "{path}";

/// The address at which the source of `page` is edited: what the page itself says, or what the configuration makes of its
/// path.
pub(super) fn edit_address(config: &Config, page: &Page) -> Option<String> {
    let source = page.source.as_ref()?;
    if let Some(own) = page.facts.as_ref().and_then(|facts| facts.front_matter.looks.edit_url.as_ref()) {
        return is_web_address(own).then(|| own.clone());
    }
    let pattern = match &config.edit_url {
        Some(pattern) => pattern.clone(),
        None => pattern_of(config.repo.as_deref()?)?,
    };
    let path = Linker::on_page("/", UrlStyle::Pretty).to(&format!("/{source}"));
    let path = path.trim_start_matches("./");
    let whole = if pattern.contains(PATH) {
        pattern.replace(PATH, path)
    } else {
        format!("{}/{path}", pattern.trim_end_matches('/'))
    };
    is_web_address(&whole).then_some(whole)
}

/// How a code host edits files of the repository at `repo`: `https://github.com/org/handbook`, which may go on with a branch
/// and a folder as in the browser's address, `/tree/main/docs`.
fn pattern_of(repo: &str) -> Option<String> {
    let web = match repo.strip_prefix("git@").and_then(|rest| rest.split_once(':')) {
        Some((host, path)) => format!("https://{host}/{path}"),
        None => repo.to_owned(),
    };
    let (host, path) = web.split_once("://")?.1.split_once('/')?;
    let host = host.to_ascii_lowercase();
    let is = |name: &str| host.split('.').any(|part| part == name);
    let marks: &[&str] = if is("bitbucket") { &["/src/"] } else { &["/-/tree/", "/tree/", "/src/branch/"] };
    let (project, place) = marks.iter().find_map(|mark| path.split_once(mark)).unwrap_or((path, "main"));
    let project = project.trim_end_matches('/').trim_end_matches(".git");
    let (branch, folder) = place.trim_end_matches('/').split_once('/').unwrap_or((place.trim_end_matches('/'), ""));
    let file = if folder.is_empty() { PATH.to_owned() } else { format!("{folder}/{PATH}") };
    let end = if is("github") {
        format!("edit/{branch}/{file}")
    } else if is("gitlab") {
        format!("-/edit/{branch}/{file}")
    } else if is("bitbucket") {
        format!("src/{branch}/{file}?mode=edit")
    } else if is("codeberg") || is("gitea") || is("forgejo") {
        format!("_edit/{branch}/{file}")
    } else {
        return None;
    };
    Some(format!("https://{host}/{project}/{end}"))
}

#[cfg(test)]
mod tests {
    use super::pattern_of;

    #[test]
    fn every_code_host_has_its_own_address() {
        for (repo, pattern) in [
            ("https://github.com/org/book", "https://github.com/org/book/edit/main/{path}"),
            ("https://github.com/org/book/", "https://github.com/org/book/edit/main/{path}"),
            ("git@github.com:org/book.git", "https://github.com/org/book/edit/main/{path}"),
            ("https://github.com/org/book/tree/trunk/docs", "https://github.com/org/book/edit/trunk/docs/{path}"),
            ("https://gitlab.com/a/b/book.git", "https://gitlab.com/a/b/book/-/edit/main/{path}"),
            ("https://gitlab.example.org/a/book/-/tree/dev", "https://gitlab.example.org/a/book/-/edit/dev/{path}"),
            ("https://bitbucket.org/a/book", "https://bitbucket.org/a/book/src/main/{path}?mode=edit"),
            ("https://bitbucket.org/a/book/src/dev/", "https://bitbucket.org/a/book/src/dev/{path}?mode=edit"),
            ("https://codeberg.org/a/book", "https://codeberg.org/a/book/_edit/main/{path}"),
        ] {
            assert_eq!(pattern_of(repo).as_deref(), Some(pattern), "{repo}");
        }
        for repo in ["", "org/book", "https://example.org/book", "https://notgithub.com.example/a", "github.com/a/b"] {
            assert_eq!(pattern_of(repo), None, "{repo}");
        }
    }
}
