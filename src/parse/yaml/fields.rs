//! A mapping read field by field. Each wrong field is told and passed over; what is left at the end is unknown.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeSet;
use std::ops::Range;

use serde_yaml::{Mapping, Value};

use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use crate::source::{SourcePath, Span};

use super::places::{Place, Places, join};
use super::read::{Read, Wanted};

/// The YAML text that fields come from, and the diagnostics found in it so far.
pub(crate) struct Origin<'text> {
    file: &'text SourcePath,
    text: &'text str,
    /// Where `text` starts in the file, in bytes.
    offset: usize,
    places: OnceCell<Places>,
    diagnostics: RefCell<Vec<Diagnostic>>,
}

impl<'text> Origin<'text> {
    pub(crate) fn new(file: &'text SourcePath, text: &'text str, offset: usize) -> Self {
        Self { file, text, offset, places: OnceCell::new(), diagnostics: RefCell::default() }
    }

    /// The same for a text whose places another reader has found.
    pub(crate) fn with_places(file: &'text SourcePath, text: &'text str, offset: usize, places: Places) -> Self {
        Self { places: OnceCell::from(places), ..Self::new(file, text, offset) }
    }

    pub(crate) fn push(&self, diagnostic: Diagnostic) {
        self.diagnostics.borrow_mut().push(diagnostic);
    }

    pub(crate) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics.into_inner()
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.file, self.offset + range.start..self.offset + range.end)
    }

    fn has(&self, words: &str, span: &Span) -> bool {
        let within = |offset: usize| offset.checked_sub(self.offset);
        within(span.start).zip(within(span.end)).and_then(|(start, end)| self.text.get(start..end)) == Some(words)
    }

    fn places(&self) -> &Places {
        self.places.get_or_init(|| Places::of(self.text))
    }

    fn place(&self, path: &str) -> Option<&Place> {
        self.places().get(path)
    }
}

/// About how many keys the mappings of a sprint can have, of which there are thousands.
const MOST_KEYS: usize = 16;

/// The fields of one mapping that have not been read yet.
pub(crate) struct Fields<'origin> {
    origin: &'origin Origin<'origin>,
    path: String,
    /// A handful of keys: to look at each is faster than to make a fingerprint of the one that is wanted.
    left: Vec<(Value, Value)>,
    asked: Vec<&'static str>,
}

impl<'origin> Fields<'origin> {
    pub(crate) fn new(origin: &'origin Origin<'origin>, mapping: Mapping) -> Self {
        Self::at(origin, String::new(), mapping)
    }

    /// The value of `key`; `None` if it is absent, `null`, or wrong (which is told).
    pub(crate) fn take<T: Read>(&mut self, key: &'static str) -> Option<T> {
        let value = self.take_value(key)?;
        match T::read(&value) {
            Ok(read) => Some(read),
            Err(wanted) => {
                self.tell(key, &wanted);
                None
            }
        }
    }

    /// Tells the absence of `key`.
    pub(crate) fn expect(&self, key: &'static str) {
        if !self.has(key) {
            let message = format!("`{key}` is missing");
            self.push(Diagnostic::error(Code::YamlMissingKey, self.span(), message));
        }
    }

    /// The mapping under `key`.
    pub(crate) fn child(&mut self, key: &'static str) -> Option<Self> {
        if let Value::Mapping(mapping) = self.take_value(key)? {
            return Some(self.below(key, mapping));
        }
        self.tell(key, &Wanted::new("a group of keys and values"));
        None
    }

    /// The mappings of the list under `key`.
    pub(crate) fn children(&mut self, key: &'static str) -> Vec<Self> {
        self.slots(key).into_iter().flatten().collect()
    }

    /// The mappings of the list under `key`, each at its place in the list; `None` for what is not a mapping (which is told).
    pub(crate) fn slots(&mut self, key: &'static str) -> Vec<Option<Self>> {
        let values = match self.take_value(key) {
            Some(Value::Sequence(values)) => values,
            Some(_) => {
                self.tell(key, &Wanted::new("a list"));
                return Vec::new();
            }
            None => return Vec::new(),
        };
        let slots = values.into_iter().enumerate().map(|(index, value)| {
            let path = join(key, &index.to_string());
            if let Value::Mapping(mapping) = value {
                return Some(self.below(&path, mapping));
            }
            self.tell(&path, &Wanted::new("a group of keys and values"));
            None
        });
        slots.collect()
    }

    /// `value`, which stands at `key`, as a text: a number or truth value exactly as it was typed, so `3.10` is not `3.1`.
    pub(crate) fn as_typed(&self, key: &str, value: &Value) -> Result<String, Wanted> {
        let text = String::read(value)?;
        if value.is_string() {
            return Ok(text);
        }
        let place = self.origin.place(&join(&self.path, key));
        let typed = place.and_then(|place| self.origin.text.get(place.value.clone()));
        Ok(typed.filter(|typed| !typed.starts_with('*')).map_or(text, |typed| typed.trim().to_owned()))
    }

    /// The raw value of `key`, for one that may have several shapes. `null` counts as absent.
    pub(crate) fn take_value(&mut self, key: &'static str) -> Option<Value> {
        self.asked.push(key);
        #[cfg(test)]
        if self.path.is_empty() {
            ASKED.with_borrow_mut(|asked| asked.insert(key.to_owned()));
        }
        let place = self.left.iter().position(|(known, _)| known.as_str() == Some(key))?;
        Some(self.left.remove(place).1).filter(|value| !value.is_null())
    }

    /// The value of `key`, which stays unread. `null` counts as absent.
    pub(crate) fn peek(&self, key: &str) -> Option<&Value> {
        let found = self.left.iter().find(|(known, _)| known.as_str() == Some(key));
        found.map(|(_, value)| value).filter(|value| !value.is_null())
    }

    /// Whether the value of `key` is a text.
    pub(crate) fn is_text(&self, key: &str) -> bool {
        self.peek(key).is_some_and(Value::is_string)
    }

    /// Whether `key` has not been read and has a value.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.peek(key).is_some()
    }

    /// Fields of a mapping that stands at `key` below this one.
    pub(crate) fn below(&self, key: &str, mapping: Mapping) -> Self {
        Self::at(self.origin, join(&self.path, key), mapping)
    }

    fn at(origin: &'origin Origin<'origin>, path: String, mapping: Mapping) -> Self {
        Self { origin, path, left: mapping.into_iter().collect(), asked: Vec::with_capacity(MOST_KEYS) }
    }

    /// Tells that the value at `key` should have been something else.
    pub(crate) fn tell(&self, key: &str, wanted: &Wanted) {
        let name = key.rsplit('.').find(|part| part.parse::<usize>().is_err()).unwrap_or(key);
        let message = format!("`{name}` must be {}", wanted.what);
        let diagnostic = Diagnostic::error(wanted.code, self.value_span(key), message);
        self.push(diagnostic.maybe_help(wanted.help.clone()));
    }

    pub(crate) fn push(&self, diagnostic: Diagnostic) {
        self.origin.push(diagnostic);
    }

    /// The place of the value at `key`; of the whole mapping if there is none.
    pub(crate) fn value_span(&self, key: &str) -> Span {
        match self.origin.place(&join(&self.path, key)) {
            Some(place) => self.origin.span(&place.value),
            None => self.span(),
        }
    }

    /// Whether `words` stand at `span` letter by letter.
    pub(crate) fn stands_at(&self, words: &str, span: &Span) -> bool {
        self.origin.has(words, span)
    }

    /// The place of the key `key`; of the whole mapping if there is none.
    pub(crate) fn key_span(&self, key: &str) -> Span {
        let place = self.origin.place(&join(&self.path, key));
        match place.and_then(|place| place.key.as_ref()) {
            Some(key) => self.origin.span(key),
            None => self.span(),
        }
    }

    /// The place of this mapping: its first line.
    pub(crate) fn span(&self) -> Span {
        self.origin.span(&self.origin.places().nearest(&self.path, self.origin.text))
    }

    /// The keys that nobody asked for yet.
    pub(crate) fn keys(&self) -> impl Iterator<Item = String> {
        self.left.iter().filter_map(|(key, _)| key.as_str().map(str::to_owned))
    }

    /// What nobody asked for.
    pub(crate) fn take_rest(&mut self) -> Mapping {
        std::mem::take(&mut self.left).into_iter().collect()
    }

    /// Tells each key that nobody asked for, with the nearest one that would have been right.
    pub(crate) fn finish(self, code: Code) {
        if self.left.is_empty() {
            return;
        }
        let mut seen = BTreeSet::new();
        let asked: Vec<&str> = self.asked.iter().copied().filter(|key| seen.insert(*key)).collect();
        for (key, _) in &self.left {
            let name = String::read(key).unwrap_or_else(|_| "a key that is not a text".to_owned());
            let message = format!("there is no key `{name}` here");
            let truth = truth_word(&name);
            let code = if truth.is_some() { Code::YamlTruthWord } else { code };
            let help = truth
                .or_else(|| did_you_mean(&name, asked.iter().copied()))
                .unwrap_or_else(|| format!("the keys here are {}", asked.join(", ")));
            self.push(Diagnostic::error(code, self.key_span(&name), message).help(help));
        }
    }
}

/// Words that many YAML readers take for `true` or `false`, so that no key can be called so.
fn truth_word(key: &str) -> Option<String> {
    let meaning = match key.to_ascii_lowercase().as_str() {
        "on" | "yes" | "y" | "true" => "true",
        "off" | "no" | "n" | "false" => "false",
        _ => return None,
    };
    Some(format!("many YAML readers take `{key}` for `{meaning}`, so no key has that name: choose another word"))
}

#[cfg(test)]
thread_local! {
    static ASKED: RefCell<BTreeSet<String>> = RefCell::default();
}

/// The keys at the top of a file that `read` asks for.
#[cfg(test)]
pub(crate) fn asked_while(read: impl FnOnce()) -> BTreeSet<String> {
    ASKED.take();
    read();
    ASKED.take()
}
