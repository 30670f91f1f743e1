//! A title or heading of several words, as one more word of the index: who asks for just that is led there first.

/// Words in their order, summed up: FNV-1a (Fowler, Noll and Vo) of 32 bits over UTF-16, as `search.js` reckons it too.
pub(super) struct Phrase {
    first: String,
    words: u32,
    sum: u32,
}

impl Phrase {
    pub(super) fn new() -> Self {
        Self { first: String::new(), words: 0, sum: 0x811c_9dc5 }
    }

    pub(super) fn add(&mut self, word: &str) {
        if self.words == 0 {
            word.clone_into(&mut self.first);
        }
        self.words += 1;
        for unit in word.encode_utf16().chain([u16::from(b' ')]) {
            self.sum = (self.sum ^ u32::from(unit)).wrapping_mul(0x0100_0193);
        }
    }

    /// Its entry in the index, which no word can be. The first word stands in front, so that while somebody types, all that
    /// may be meant lies in one file. A single word is no phrase.
    pub(super) fn entry(&self) -> Option<String> {
        (self.words > 1).then(|| format!("={}={:x}", self.first, self.sum))
    }
}

#[cfg(test)]
mod tests {
    use super::Phrase;

    fn entry(words: &[&str]) -> Option<String> {
        let mut phrase = Phrase::new();
        for word in words {
            phrase.add(word);
        }
        phrase.entry()
    }

    #[test]
    fn words_in_their_order_are_an_entry() {
        assert_eq!(entry(&["a", "b"]).unwrap(), format!("=a={:x}", fnv("a b ")));
        assert_ne!(entry(&["a", "b"]), entry(&["b", "a"]));
        assert_ne!(entry(&["a", "bc"]), entry(&["a", "b", "c"]));
        assert_eq!(entry(&["blockers"]), None);
        assert_eq!(entry(&[]), None);
    }

    /// From the published description, for ASCII, with 64 bits and a remainder.
    fn fnv(text: &str) -> u64 {
        text.bytes().fold(2_166_136_261, |sum, byte| (sum ^ u64::from(byte)) * 16_777_619 % (1 << 32))
    }
}
