//! Text into words, the same ones that `search.js` cuts: `tests/browser/words.json` holds both to it.

use unicode_normalization::char::is_combining_mark;

use super::fold::{fold, is_left_out};

/// The most characters of a word that count.
const LONGEST: usize = 40;

/// What holds a longer name together: `2026-s23`, `last_reviewed_on`, `team.yaml`.
fn joiner(letter: char) -> Option<char> {
    match letter {
        '-' | '_' | '.' => Some(letter),
        '\u{2010}' | '\u{2011}' => Some('-'),
        _ => None,
    }
}

/// Gives every word of `text` to `take`, folded and as it was written. A name such as `2026-s23` comes in its parts and as a
/// whole. Where a language has no spaces between words, each two neighbouring letters are a word, and so is the last one.
pub(super) fn words(text: &str, mut take: impl FnMut(&str, &str)) {
    let mut name = Name::default();
    let mut folded = String::new();
    let mut at = 0;
    while let Some(run) = next_run(text, at) {
        let written = &text[run.start..run.end];
        at = run.end;
        if run.dense {
            pairs(&fold(written), |pair| take(pair, pair));
            continue;
        }
        let word = shortened(if run.plain { written } else { looked_up(written, &mut folded) });
        if !word.is_empty() {
            take(word, written);
        }
        let sign = joined(text, at);
        if sign.is_none() && name.parts == 0 {
            continue;
        }
        name.add(word);
        match sign {
            Some(sign) => name.join(sign),
            None => name.end(|whole| take(whole, whole)),
        }
    }
}

/// `written` as it is looked up, which is put into `folded`.
fn looked_up<'a>(written: &str, folded: &'a mut String) -> &'a str {
    folded.clear();
    if written.is_ascii() {
        folded.push_str(written);
        folded.make_ascii_lowercase();
    } else {
        folded.push_str(&fold(written));
    }
    folded
}

/// A name as far as it has been read.
#[derive(Default)]
struct Name {
    text: String,
    length: usize,
    parts: usize,
}

impl Name {
    fn add(&mut self, part: &str) {
        self.text.push_str(part);
        self.length += part.chars().count();
        self.parts += 1;
    }

    fn join(&mut self, sign: char) {
        self.text.push(sign);
        self.length += 1;
    }

    fn end(&mut self, mut take: impl FnMut(&str)) {
        if self.parts > 1 && self.length <= LONGEST {
            take(&self.text);
        }
        self.text.clear();
        (self.length, self.parts) = (0, 0);
    }
}

fn shortened(word: &str) -> &str {
    if word.len() <= LONGEST {
        return word;
    }
    word.char_indices().nth(LONGEST).map_or(word, |(end, _)| &word[..end])
}

fn pairs(letters: &str, mut take: impl FnMut(&str)) {
    let mut places = letters.char_indices().map(|(at, _)| at).skip(1).chain([letters.len()]);
    let mut from = 0;
    let mut middle = places.next();
    for end in places {
        take(&letters[from..end]);
        from = middle.unwrap_or(end);
        middle = Some(end);
    }
    if from < letters.len() {
        take(&letters[from..]);
    }
}

/// Letters and digits in a row, all with spaces between words in their language, or all without.
struct Run {
    start: usize,
    end: usize,
    dense: bool,
    /// Whether it is looked up as it is written.
    plain: bool,
}

/// What a byte is to words, as far as a byte can tell. Most letters are ASCII, for which it says it all.
const KINDS: [u8; 256] = kinds();
const PLAIN: u8 = 1;
const CAPITAL: u8 = 2;
const NOT_ASCII: u8 = 4;

const fn kinds() -> [u8; 256] {
    let mut kinds = [0; 256];
    let mut byte: u8 = 0;
    loop {
        kinds[byte as usize] = match byte {
            b'a'..=b'z' | b'0'..=b'9' => PLAIN,
            b'A'..=b'Z' => CAPITAL,
            128.. => NOT_ASCII,
            _ => 0,
        };
        if byte == u8::MAX {
            return kinds;
        }
        byte += 1;
    }
}

fn next_run(text: &str, from: usize) -> Option<Run> {
    let kind_at = |at: usize| text.as_bytes().get(at).map(|byte| KINDS[usize::from(*byte)]);
    let mut start = from;
    while kind_at(start)? == 0 {
        start += 1;
    }
    let (mut end, mut seen) = (start, 0);
    while let Some(kind @ (PLAIN | CAPITAL)) = kind_at(end) {
        seen |= kind;
        end += 1;
    }
    // No further than the first letter that is more than a byte: a text without any other would be looked through for each word.
    if kind_at(end) != Some(NOT_ASCII) {
        return Some(Run { start, end, dense: false, plain: seen == PLAIN });
    }
    let start = start + text[start..].find(is_word)?;
    let dense = text[start..].starts_with(is_dense);
    let length = text[start..].find(|letter| !is_word(letter) || is_dense(letter) != dense);
    Some(Run { start, end: length.map_or(text.len(), |length| start + length), dense, plain: false })
}

/// The sign at `at`, if it joins two words.
fn joined(text: &str, at: usize) -> Option<char> {
    if text.as_bytes().get(at) == Some(&b' ') {
        return None;
    }
    let mut letters = text[at..].chars();
    let sign = letters.next().and_then(joiner)?;
    let next = letters.next()?;
    (is_word(next) && !is_dense(next)).then_some(sign)
}

fn is_word(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric();
    }
    letter.is_alphanumeric() || is_combining_mark(letter) || is_left_out(letter)
}

/// Letters of languages that write without spaces: Thai, Lao, Burmese, Khmer, Japanese, Chinese. And Korean, which has some,
/// but puts what others say with small words at the end of the long ones.
fn is_dense(letter: char) -> bool {
    letter >= '\u{e00}'
        && matches!(letter,
            '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}'
            | '\u{3005}' | '\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::words;

    fn all(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        words(text, |word, _| found.push(word.to_owned()));
        found
    }

    #[test]
    fn words_are_those_of_the_script() {
        let examples: Vec<Value> = serde_json::from_str(include_str!("../../tests/browser/words.json")).unwrap();
        assert!(examples.len() > 30);
        for example in examples {
            let wanted: Vec<&str> = example["words"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            assert_eq!(all(example["text"].as_str().unwrap()), wanted, "{}", example["text"]);
        }
    }

    #[test]
    fn a_word_comes_with_what_was_written() {
        let mut found = Vec::new();
        words("L'Équipe agile", |word, written| found.push((word.to_owned(), written.to_owned())));
        let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        assert_eq!(found, [pair("l", "L"), pair("equipe", "Équipe"), pair("agile", "agile")]);
    }
}
