//! One page at a time into HTML: a typed view of the page goes through a template of the theme.

mod body;
mod front;
mod menu;
mod page;
mod redirect;
mod view;

pub use page::{RenderedPage, Renderer, Report, missing_page, render_page};
pub use redirect::redirect_page;
