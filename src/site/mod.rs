//! Many values in, one linked whole out: pages in menu order, what each link leads to, sprint logs. Made from facts only, so
//! that the edit of a body changes nothing here.

mod address;
mod asked;
mod assemble;
mod changes;
mod documents;
mod fragment;
mod front_links;
mod given;
mod handbook;
mod kind;
mod links;
mod log;
mod log_checks;
mod mend;
mod menu;
mod natural;
mod near;
mod outputs;
mod page;
mod problems;
mod published;
mod redirects;
mod resolver;
mod review;
mod rivals;
mod scheme;
mod sections;
mod sprint_pages;
mod tags;
mod written;

pub use address::{Linker, address_of, normal};
pub use asked::Subject;
pub use assemble::{Assembled, Asset, Parts, Site, assemble};
pub use changes::{PageChange, SprintChanges, Sweep};
pub use front_links::{FrontLinks, Way, is_picture};
pub use handbook::Explained;
pub use kind::web_address;
pub use links::Target;
pub use log::{LogPart, SprintLog};
pub use outputs::Form;
pub use page::{Outside, Page, PageId, PageKind};
pub use redirects::Redirect;
pub use review::PageReview;
pub use scheme::is_harmless;
pub use tags::{Tag, tag_numbers};
