//! Whether every link of a site leads somewhere, by nothing but the bytes of its files.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;
use sprintbook::output::OutputPlan;

use super::html::{Tag, tags};
use super::site::{is_html, text_of};

/// Attributes that lead to another file. A list of pictures is looked at picture by picture.
const LEADING: &[&str] = &["href", "src", "poster", "srcset"];

struct Read {
    ids: BTreeSet<String>,
    tags: Vec<Tag>,
}

/// What is wrong with the links of each page, by the path of the page. Links that the page itself shows as broken are left
/// out; so are those to other sites. `base` is the path that the site lives under, with `/` at both ends.
#[must_use]
pub fn faults(plan: &OutputPlan, base: &str) -> BTreeMap<String, BTreeSet<String>> {
    let html = plan.artifacts().filter(|(path, _)| is_html(path.as_str()));
    let pages: BTreeMap<&str, Read> = html.map(|(path, artifact)| (path.as_str(), read(text_of(artifact)))).collect();
    let files: BTreeSet<&str> = plan.artifacts().map(|(path, _)| path.as_str()).collect();
    let site = Site { pages: &pages, files: &files, base };
    let faults = pages.iter().map(|(path, page)| {
        let targets = page.tags.iter().filter(|tag| !is_broken(tag)).flat_map(targets);
        let wrong = targets.filter_map(|target| Some(format!("{target:?}: {}", site.fault(path, &target)?)));
        ((*path).to_owned(), wrong.collect::<BTreeSet<String>>())
    });
    faults.filter(|(_, faults)| !faults.is_empty()).collect()
}

fn read(html: &str) -> Read {
    let tags = tags(html);
    let named = |tag: &Tag| tag.get("name").filter(|_| tag.name == "a").map(str::to_owned);
    let ids = tags.iter().flat_map(|tag| tag.get("id").map(str::to_owned).into_iter().chain(named(tag)));
    Read { ids: ids.collect(), tags }
}

fn is_broken(tag: &Tag) -> bool {
    tag.get("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|class| class == "broken"))
}

fn targets(tag: &Tag) -> Vec<String> {
    let mut targets = Vec::new();
    for (name, value) in tag.attributes.iter().filter(|(name, _)| LEADING.contains(&name.as_str())) {
        match name.as_str() {
            "srcset" => {
                targets.extend(value.split(", ").filter_map(|one| Some(one.split_whitespace().next()?.to_owned())))
            }
            _ => targets.push(value.clone()),
        }
    }
    targets
}

struct Site<'a> {
    pages: &'a BTreeMap<&'a str, Read>,
    files: &'a BTreeSet<&'a str>,
    base: &'a str,
}

impl Site<'_> {
    /// What is wrong with the link `target` on the page at `from`, as a browser reads it.
    fn fault(&self, from: &str, target: &str) -> Option<String> {
        let target = target.trim_matches(|letter: char| letter <= ' ');
        let target: String = target.chars().filter(|letter| !matches!(letter, '\t' | '\n' | '\r')).collect();
        let scheme = target.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':'));
        if scheme || target.starts_with("//") {
            return None;
        }
        let (rest, fragment) = target.split_once('#').map_or((&*target, None), |(rest, part)| (rest, Some(part)));
        let path = rest.split('?').next().unwrap_or_default();
        let file = match path {
            "" => from.to_owned(),
            _ => match self.locate(from, path) {
                Ok(file) => file,
                Err(why) => return Some(why),
            },
        };
        let fragment = fragment?;
        let page = self.pages.get(file.as_str())?;
        let plain = percent_decode_str(fragment).decode_utf8_lossy().into_owned();
        // A fragment may also say which words to point at.
        let plain = plain.split(":~:").next().unwrap_or_default();
        let top = plain.is_empty() || plain.eq_ignore_ascii_case("top");
        (!top && !page.ids.contains(plain) && !page.ids.contains(fragment)).then(|| format!("no such place in {file}"))
    }

    /// The file that a server sends for `path`, as it is written on the page at `from`.
    fn locate(&self, from: &str, path: &str) -> Result<String, String> {
        let mut parts: Vec<String> = Vec::new();
        let relative = match path.strip_prefix('/') {
            Some(_) => path.strip_prefix(self.base).ok_or_else(|| format!("not below {}", self.base))?,
            None => {
                let folders = from.split('/').map(str::to_owned);
                parts.extend(folders);
                parts.pop();
                path
            }
        };
        for part in relative.split('/') {
            let plain = percent_decode_str(part).decode_utf8().map_err(|_| "no text".to_owned())?;
            match &*plain {
                "." => {}
                ".." => drop(parts.pop().ok_or("it leads out of the site")?),
                plain => parts.push(plain.to_owned()),
            }
        }
        let folder = relative.is_empty()
            || relative.ends_with(['/'])
            || relative.ends_with("/..")
            || matches!(relative, "." | "..");
        if folder && parts.last().is_some_and(String::is_empty) {
            parts.pop();
        }
        if folder {
            parts.push("index.html".to_owned());
        }
        let file = parts.join("/");
        if self.files.contains(file.as_str()) { Ok(file) } else { Err(format!("no file {file}")) }
    }
}
