//! One YAML value into one Rust value, with words for what was wanted.

use jiff::civil::Date;
use serde_yaml::Value;

/// What a value should have been: "a date like 2026-03-23", and perhaps why this one is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted(pub(crate) String);

impl Wanted {
    pub(crate) fn new(wanted: impl Into<String>) -> Self {
        Self(wanted.into())
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

impl Read for Date {
    fn read(value: &Value) -> Result<Self, Wanted> {
        let text = value.as_str().unwrap_or_default();
        let wanted = || Wanted::new("a date like 2026-03-23");
        let well_formed = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
        if !well_formed {
            return Err(wanted());
        }
        text.parse().map_err(|_| Wanted::new("a day that the calendar has, like 2026-03-23"))
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
    let found = value.as_str().and_then(|text| words.iter().find(|(word, _)| *word == text));
    found.map(|(_, meaning)| *meaning).ok_or_else(|| {
        let list: Vec<String> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
        Wanted::new(format!("one of {}", list.join(", ")))
    })
}
