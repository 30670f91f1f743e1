//! What pages look like: the built-in theme with the project's own files over it, file by file.

mod assets;
mod load;
mod mistakes;
mod templates;

pub use assets::Asset;
pub use load::{Theme, load};
