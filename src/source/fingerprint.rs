//! A short number that stands for some content: equal content, equal fingerprint.

use std::hash::{Hash, Hasher};

use xxhash_rust::xxh3::{Xxh3Default, xxh3_64};

/// The 64-bit XXH3 hash of some bytes. Not a defence against forgery: only "is it the same as before?".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// The fingerprint of `bytes`.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(xxh3_64(bytes))
    }

    /// The fingerprint of any value that can be hashed; equal on every run and every machine of one byte order.
    #[must_use]
    pub fn of(value: &impl Hash) -> Self {
        let mut fingerprinter = Fingerprinter::default();
        value.hash(&mut fingerprinter);
        Self(fingerprinter.finish())
    }

    /// True for about one in `number` fingerprints, and always for the same ones.
    #[must_use]
    pub fn is_multiple_of(self, number: u64) -> bool {
        self.0.is_multiple_of(number)
    }

    /// The fingerprint that [`Self::to_hex`] wrote.
    #[must_use]
    pub fn of_hex(digits: &str) -> Option<Self> {
        if digits.len() != 16 {
            return None;
        }
        u64::from_str_radix(digits, 16).ok().map(Self)
    }

    /// Sixteen hexadecimal digits.
    #[must_use]
    pub fn to_hex(self) -> String {
        format!("{:016x}", self.0)
    }
}

/// A hasher without a random seed, so that a fingerprint outlives the process.
#[derive(Default)]
pub struct Fingerprinter(Xxh3Default);

impl Hasher for Fingerprinter {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        self.0.digest()
    }
}
