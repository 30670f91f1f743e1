//! What pages look like: the built-in theme with the project's own files over it, file by file.

mod assets;
mod bounded;
mod colour;
mod load;
mod mistakes;
mod options;
mod shared;
mod templates;

pub use assets::Asset;
pub use load::{Choice, THEMES, Theme, built_in_files, load};
pub use options::Setting;
pub use shared::{Shared, fingerprint_of};
