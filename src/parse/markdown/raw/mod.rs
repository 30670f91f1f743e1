//! Raw HTML: its tags, which of them are harmless, and the addresses in them.

mod entities;
mod safe;
mod tokens;

pub(super) use entities::decoded;
pub(super) use safe::{Verdict, implied_end, is_script, is_void, judge_attribute, judge_element};
pub(super) use tokens::{Attribute, Element, Token, tokens};
