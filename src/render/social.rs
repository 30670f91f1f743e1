//! The picture that other sites show with a link to a page.

use crate::parse::UrlStyle;
use crate::site::{PageId, Site, Target};

use super::publication::{Publication, is_web_address};

/// The whole address of the picture of page number `id`: as written, or of the file of the site that is meant.
pub(super) fn picture(site: &Site, id: PageId, publication: &Publication) -> Option<String> {
    let front = &site.front[id];
    match front.image.as_ref().or(front.banner.as_ref())? {
        Target::External(url) => is_web_address(url).then(|| url.clone()),
        Target::File(url, rest) => Some(publication.address(url, UrlStyle::Pretty)? + rest),
        _ => None,
    }
}
