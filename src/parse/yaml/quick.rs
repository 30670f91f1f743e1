//! The usual YAML, read faster: the library asks of each key whether it is a number, which takes as long as reading the values.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Mapping, Value};

/// The value of `text`, if all its keys are words or days. Anything else, mistakes included, is left to the library.
pub(super) fn quick(text: &str) -> Option<Value> {
    // Tags give keys another meaning.
    if text.contains('!') {
        return None;
    }
    serde_yaml::from_str::<Quick>(text).ok().map(|quick| quick.0)
}

struct Quick(Value);

struct Key(String);

impl<'de> Deserialize<'de> for Quick {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(QuickVisitor).map(Self)
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyVisitor)
    }
}

struct QuickVisitor;

impl<'de> Visitor<'de> for QuickVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(truth.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut data: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(Quick(value)) = data.next_element()? {
            values.push(value);
        }
        Ok(Value::Sequence(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut data: A) -> Result<Value, A::Error> {
        let mut mapping = Mapping::new();
        while let Some(Key(key)) = data.next_key()? {
            let Quick(value) = data.next_value()?;
            if mapping.insert(key.into(), value).is_some() {
                return Err(Error::custom("a key that stands twice"));
            }
        }
        Ok(Value::Mapping(mapping))
    }
}

struct KeyVisitor;

impl Visitor<'_> for KeyVisitor {
    type Value = Key;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a word or a day")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Key, E> {
        if is_word(key) || is_day(key) { Ok(Key(key.to_owned())) } else { Err(Error::custom("an odd key")) }
    }
}

/// A text, whether it is in quotes or not.
fn is_word(key: &str) -> bool {
    let mut with_meaning = ["null", "true", "false"].iter();
    key.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && !with_meaning.any(|word| key.eq_ignore_ascii_case(word))
}

/// `2026-03-23`, which is a text as well.
fn is_day(key: &str) -> bool {
    let expected =
        |(place, letter): (usize, u8)| if matches!(place, 4 | 7) { letter == b'-' } else { letter.is_ascii_digit() };
    key.len() == 10 && key.bytes().enumerate().all(expected)
}

#[cfg(test)]
mod tests {
    use serde_yaml::Value;

    use super::quick;

    fn whole(text: &str) -> Value {
        serde_yaml::from_str(text).unwrap()
    }

    #[test]
    fn what_is_read_quickly_is_what_the_library_reads() {
        for text in [
            "id: K-1\npoints: 3\nat: 1.50\ndone: 2026-03-23\ngoal: true\nurl: ~\nempty:\n",
            "items:\n  - {id: 007, title: \"Say: no\", labels: [a, 1, null]}\n  - &one id: K-2\n    who: *one\n",
            "remaining:\n  2026-03-23: 26\n  \"2026-03-24\": 20.5\n",
            "infinity: .inf\ne5: -7\n\"title\": |\n  two\n  lines\nyes: no\n",
            "- 1\n- word\n",
        ] {
            assert_eq!(quick(text), Some(whole(text)), "{text}");
        }
    }

    #[test]
    fn anything_odd_is_left_to_the_library() {
        let odd = [
            "",
            "1: a",
            "\"1\": a",
            "~: a",
            "True: a",
            "null: a",
            "[a]: b",
            "<<: {a: 1}",
            "a: !b c",
            "!a b: c",
            "a: 1\na: 2",
            "a: [",
            "a: *b",
            "0x1f: a",
            ".inf: a",
            "-1: a",
            "a: 340282366920938463463374607431768211455",
        ];
        for text in odd {
            assert_eq!(quick(text), None, "{text}");
        }
    }
}
