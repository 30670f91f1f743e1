//! Many values in, one linked whole out: pages in menu order, what each link leads to, sprint logs. Made from facts only, so
//! that the edit of a body changes nothing here.

mod address;
mod assemble;
mod links;
mod log;
mod log_checks;
mod page;
mod problems;
mod resolver;
mod sections;

pub use address::{Linker, address_of};
pub use assemble::{Asset, Parts, Site, assemble};
pub use links::Target;
pub use log::{LogPart, SprintLog};
pub use page::{Page, PageId, PageKind};
