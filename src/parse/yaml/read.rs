//! One YAML value into one Rust value, with words for what was wanted.

use serde_yaml::Value;

use crate::diagnostics::{Code, did_you_mean};

/// What a value should have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// As in "a date like 2026-03-23", and perhaps why this one is not.
    pub(crate) what: String,
    /// What to write, where that can be told.
    pub(crate) help: Option<String>,
    /// The kind of mistake.
    pub(crate) code: Code,
}

impl Wanted {
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), help: None, code: Code::YamlWrongType }
    }

    /// With what to write.
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// As a mistake of a kind of its own.
    pub(crate) fn code(self, code: Code) -> Self {
        Self { code, ..self }
    }
}

/// A type that a YAML value can be read into.
pub(crate) trait Read: Sized {
    /// The value, or what it should have been. `null` never gets here: it counts as absent.
    fn read(value: &Value) -> Result<Self, Wanted>;
}

impl Read for String {
    /// Numbers and truth values are taken as written: `title: 2026` is a title.
    fn read(value: &Value) -> Result<Self, Wanted> {
        match value {
            Value::String(text) => Ok(text.clone()),
            Value::Number(number) => Ok(number.to_string()),
            Value::Bool(truth) => Ok(truth.to_string()),
            _ => Err(Wanted::new("a text")),
        }
    }
}

impl Read for bool {
    fn read(value: &Value) -> Result<Self, Wanted> {
        value.as_bool().ok_or_else(|| Wanted::new("`true` or `false`"))
    }
}

impl Read for f64 {
    fn read(value: &Value) -> Result<Self, Wanted> {
        value.as_f64().filter(|number| number.is_finite()).ok_or_else(|| Wanted::new("a number"))
    }
}

impl Read for u32 {
    fn read(value: &Value) -> Result<Self, Wanted> {
        let number = value.as_u64().and_then(|number| Self::try_from(number).ok());
        number.ok_or_else(|| Wanted::new("a whole number, 0 or more"))
    }
}

impl Read for Value {
    fn read(value: &Value) -> Result<Self, Wanted> {
        Ok(value.clone())
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(value: &Value) -> Result<Self, Wanted> {
        match value {
            Value::Sequence(values) => values.iter().map(T::read).collect(),
            _ => Err(Wanted::new("a list")),
        }
    }
}

/// The word of `words` that `value` is.
pub(crate) fn one_of<T: Copy>(value: &Value, words: &[(&str, T)]) -> Result<T, Wanted> {
    let text = String::read(value).unwrap_or_default();
    let found = words.iter().find(|(word, _)| *word == text && value.is_string());
    found.map(|(_, meaning)| *meaning).ok_or_else(|| {
        let list: Vec<String> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
        let wanted = Wanted::new(format!("one of {}", list.join(", ")));
        let help = did_you_mean(&text, words.iter().map(|(word, _)| *word));
        Wanted { help, ..wanted }
    })
}
