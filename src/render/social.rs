//! The picture that other sites show with a link to a page.

use crate::parse::UrlStyle;
use crate::site::{Page, Site};

use super::publication::{Publication, is_web_address};

/// Front matter keys that name a page's picture.
const PICTURES: &[&str] = &["image", "banner"];

/// The whole address of the picture of `page`: as written, or of the file of the site that is meant.
pub(super) fn picture(site: &Site, page: &Page, publication: &Publication) -> Option<String> {
    let facts = page.facts.as_ref()?;
    let written = PICTURES.iter().find_map(|key| facts.front_matter.extra.get(*key)?.as_str())?.trim();
    if is_web_address(written) {
        return Some(written.to_owned());
    }
    let file = file_of(site, facts.source.folder(), written)?;
    publication.address(file, UrlStyle::Pretty)
}

/// The address of the file `written`, as seen from the folder of the page or from the top of the site.
fn file_of<'a>(site: &'a Site, folder: &str, written: &str) -> Option<&'a str> {
    let beside = join(folder, written);
    let beside = site.assets.iter().find(|asset| Some(asset.source.as_str()) == beside.as_deref());
    let absolute = format!("/{}", written.trim_start_matches('/'));
    let asset = beside.or_else(|| site.assets.iter().find(|asset| asset.url == absolute))?;
    Some(&asset.url)
}

/// `path` as seen from `folder`; `None` if it climbs out of the project.
fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
