//! Search without a server: the words of all pages, cut into small files of which a reader's browser loads the few that it
//! needs. Text in, files out; the other half is `themes/default/assets/search.js`.

mod fold;
mod index;
mod page;
mod phrase;
mod postings;
mod shards;
mod stems;
mod vocabulary;
mod words;

pub use index::{INDEX, IndexFile, index};
pub use page::{Entry, Passage, SearchPage};
