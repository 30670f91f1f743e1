//! A page as the preview serves it: as a build writes it, and one line more.

use crate::source::Fingerprint;

use super::answer::SCRIPT;

/// The page with the preview's script, at the end of its head so that it comes after everything that the page itself
/// names. A script in a file, since a page may forbid all others.
pub(super) fn with_script(page: &[u8], token: &str) -> Vec<u8> {
    let script = format!("<script src=\"{SCRIPT}\" data-token=\"{token}\" data-mark=\"{}\"></script>", mark(page));
    let place = end_of_head(page).unwrap_or(page.len());
    let mut served = Vec::with_capacity(page.len() + script.len());
    served.extend_from_slice(&page[..place]);
    served.extend_from_slice(script.as_bytes());
    served.extend_from_slice(&page[place..]);
    served
}

/// Equal for equal pages.
pub(super) fn mark(page: &[u8]) -> String {
    Fingerprint::of_bytes(page).to_hex()
}

fn end_of_head(page: &[u8]) -> Option<usize> {
    const END: &[u8] = b"</head>";
    page.windows(END.len()).position(|part| part.eq_ignore_ascii_case(END))
}
