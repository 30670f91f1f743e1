//! What the fuzz targets share: how one text becomes the files of a project, and what is held to be true of what comes out.
//! Nothing here asks sprintbook how it reads, writes or resolves: HTML, links and paths are looked at by means of their own.

mod files;
mod html;
mod linked;
mod site;
mod told;

pub use files::{files, project};
pub use html::{Page, Tag, assert_balanced, assert_harmless, tags};
pub use linked::faults;
pub use site::{TODAY, build, is_html, plain, text_of, tree};
pub use told::tell;
