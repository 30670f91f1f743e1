//! One page at a time into HTML: a typed view of the page goes through a template of the theme.

mod asked;
mod body;
mod edit;
mod feeds;
mod frame;
mod front;
mod handbook;
mod llms;
mod menu;
mod outputs;
mod pack;
mod page;
mod place;
mod publication;
mod redirect;
mod search;
mod social;
mod twin;
mod view;

pub use asked::{Answer, answers};
pub use feeds::{FEED, ROBOTS, SITEMAP, feed, log_feed, robots, sitemap};
pub use llms::{LLMS, llms};
pub use pack::{PackParts, RenderedPack, pack_address, render_pack};
pub use page::{RenderedPage, Renderer, Report, missing_page, render_page};
pub use publication::Publication;
pub use redirect::redirect_page;
pub use search::{SEARCH, is_searched};
pub use twin::{has_twin, twin, twin_url};
