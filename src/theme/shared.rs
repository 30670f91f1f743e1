//! Values that many pages show, made for templates once.

use std::hash::Hasher;
use std::io::{self, Write};

use serde::Serialize;
use tera::Value;

use crate::source::{Fingerprint, Fingerprinter};

/// A value in the form that templates take, and its fingerprint.
#[derive(Debug, Clone)]
pub struct Shared {
    pub(super) value: Value,
    fingerprint: Fingerprint,
}

impl Shared {
    /// The value as templates see it.
    #[must_use]
    pub fn new(value: &impl Serialize) -> Self {
        Self { value: Value::from_serializable(value), fingerprint: fingerprint_of(value) }
    }

    /// A piece of HTML, which templates print as it is.
    #[must_use]
    pub fn html(html: &str) -> Self {
        Self { value: Value::safe_string(html), fingerprint: Fingerprint::of_bytes(html.as_bytes()) }
    }

    /// The bytes of a piece of HTML.
    #[must_use]
    pub fn html_length(&self) -> usize {
        self.value.as_str().map_or(0, str::len)
    }

    /// An empty piece of HTML, for a page that does not show the value.
    #[must_use]
    pub fn nothing() -> Self {
        Self::html("")
    }

    /// Equal for values that serialise equally.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }
}

/// The fingerprint of a value as the JSON that it serialises to: whatever a template can see is in it.
#[must_use]
pub fn fingerprint_of(value: &impl Serialize) -> Fingerprint {
    let mut text = HashedText(Fingerprinter::default());
    serde_json::to_writer(&mut text, value).expect("views have texts as keys");
    Fingerprint::of(&text.0.finish())
}

struct HashedText(Fingerprinter);

impl Write for HashedText {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
