//! Style sheets, scripts and pictures of a theme.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::source::Fingerprint;

/// One file of a theme that is written as it is.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its address in the site. The name holds a fingerprint of the content, so that browsers may keep it for ever:
    /// `/assets/style.1f0c9a2e.css`.
    pub url: String,
    /// What it holds.
    pub bytes: Arc<Vec<u8>>,
}

/// Assets by their path in the theme: `style.css`.
pub(super) type Assets = BTreeMap<String, Asset>;

/// The asset at `path` below the theme's folder of assets.
pub(super) fn asset(path: &str, bytes: Arc<Vec<u8>>) -> Asset {
    let mark = &Fingerprint::of_bytes(&bytes).to_hex()[..8];
    let url = match path.rsplit_once('.') {
        Some((stem, ending)) => format!("/assets/{stem}.{mark}.{ending}"),
        None => format!("/assets/{path}.{mark}"),
    };
    Asset { url, bytes }
}
