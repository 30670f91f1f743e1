//! Style sheets, scripts and pictures of a theme.

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::source::Fingerprint;

/// One file of a theme that is written as it is.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its address in the site. The name holds a fingerprint of the content, so that browsers may keep it for ever:
    /// `/assets/style.1f0c9a2e.css`.
    pub url: String,
    /// Its digest for the attribute `integrity`, by which a browser turns down a file that somebody changed on its way.
    pub integrity: String,
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
    let integrity = format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes.as_slice())));
    Asset { url, integrity, bytes }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::asset;
    use crate::source::Fingerprint;

    #[test]
    fn the_name_and_the_digest_follow_the_content() {
        let icon = asset("icons/mark.svg", Arc::new(b"alert('Hello, world.');".to_vec()));
        assert_eq!(icon.url, format!("/assets/icons/mark.{}.svg", &Fingerprint::of_bytes(&icon.bytes).to_hex()[..8]));
        // As `openssl dgst -sha256 -binary | openssl base64` says of the same bytes.
        assert_eq!(icon.integrity, "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
    }
}
