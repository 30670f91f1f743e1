//! YAML as the user wrote it: values with exact places, read field by field so that one run finds every mistake.

mod advice;
mod day;
mod fields;
mod places;
mod quick;
mod read;
mod rest;
mod syntax;

pub(crate) use fields::{Fields, Origin};
pub(crate) use places::{Place, Places, join};
pub(crate) use read::{Read, Wanted, one_of};
pub(crate) use rest::for_templates;
pub(crate) use syntax::{parse_mapping, without_mark};

#[cfg(test)]
pub(crate) use fields::asked_while;
