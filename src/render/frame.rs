//! What all pages at one depth of the site show alike, made once: `site`, `assets` and `theme`.

use std::array;
use std::sync::OnceLock;

use crate::site::Linker;
use crate::theme::Shared;

use super::page::{Renderer, assets_view, site_view};

/// Few pages lie deeper; each of those makes its own.
const DEPTHS: usize = 12;

/// The frames of a site by the depth of the pages that they are for.
#[derive(Debug)]
pub(super) struct Frames {
    by_depth: [OnceLock<Frame>; DEPTHS],
}

/// What surrounds a page, with links that are right at its depth.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) site: Shared,
    assets: Shared,
    theme: Shared,
}

impl Frames {
    pub(super) fn new() -> Self {
        Self { by_depth: array::from_fn(|_| OnceLock::new()) }
    }

    /// The frame of the page at `url`.
    pub(super) fn of(&self, renderer: &Renderer<'_>, url: &str) -> Frame {
        let depth = url.matches('/').count().saturating_sub(1);
        // The links of any page at that depth lead to the same places, by way of the home page.
        let make = || Frame::new(renderer, &Linker::on_page(&format!("/{}", "_/".repeat(depth)), renderer.urls));
        self.by_depth.get(depth).map_or_else(make, |known| known.get_or_init(make).clone())
    }
}

impl Frame {
    /// With the links of `linker`.
    pub(super) fn new(renderer: &Renderer<'_>, linker: &Linker<'_>) -> Self {
        Self {
            site: Shared::new(&site_view(renderer, linker)),
            assets: Shared::new(&assets_view(renderer, linker)),
            theme: Shared::new(renderer.theme.options()),
        }
    }

    /// Its values by the names that templates know, and `menu` beside them.
    pub(super) fn with<'a>(&'a self, menu: &'a Shared) -> [(&'static str, &'a Shared); 4] {
        [("site", &self.site), ("assets", &self.assets), ("theme", &self.theme), ("menu", menu)]
    }
}
