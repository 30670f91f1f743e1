//! Links to other sites: whether they still lead somewhere. The only room that speaks to the network, and only for
//! `check --external`. It touches no file: what was known before comes in as text, and goes out as text.

mod ask;
mod ignored;
mod known;
mod round;
mod verdict;

pub use ignored::Ignored;
pub use known::Known;
pub use round::{Manners, check};
pub use verdict::Verdict;
