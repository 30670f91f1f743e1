//! Markdown to HTML with holes: CommonMark and GitHub's extensions, boxes, contents markers, heading ids. One pass writes the
//! HTML and notes headings and links; where a link stands, the HTML has a hole, since only the site knows where it leads.

mod blocks;
mod body;
mod boxes;
mod contents;
mod outline;
mod parse;
mod slug;
mod targets;
mod writer;

pub use body::{Body, Heading, Link, LinkKind};
pub(crate) use parse::parse_markdown;
pub use slug::slug;
