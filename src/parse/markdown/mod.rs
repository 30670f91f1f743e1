//! Markdown to HTML with holes: CommonMark and GitHub's extensions, boxes, contents markers, heading ids. One pass writes the
//! HTML and notes headings and links; where a link stands, the HTML has a hole, since only the site knows where it leads.

mod abbreviations;
mod asking;
mod autolink;
mod blocks;
mod body;
mod boxes;
mod code;
mod contents;
mod copy;
mod footnotes;
#[cfg(feature = "highlight")]
mod highlight;
mod indented;
mod links;
mod markup;
mod maths;
mod open;
mod outline;
mod parse;
mod plain;
mod prepare;
mod raw;
mod raw_html;
mod raw_links;
mod references;
mod slug;
mod tag_targets;
mod targets;
mod telling;
mod templates;
mod wiki;
mod words;
mod writer;
#[cfg(feature = "highlight")]
mod yaml_colours;

pub use body::{Body, Heading, Hole, Link, LinkKind};
pub use markup::{HtmlPolicy, Markup};
pub(crate) use parse::parse_markdown;
pub use plain::plain_parts;
pub use slug::slug;
