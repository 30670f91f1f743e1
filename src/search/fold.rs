//! One spelling for words that people write in several: capitals, accents, ligatures, full-width letters.

use unicode_normalization::UnicodeNormalization;

/// Letters that Unicode does not take apart, although people type them as other letters.
const LETTERS: &[(char, &str)] = &[
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('đ', "d"),
    ('ð', "d"),
    ('ħ', "h"),
    ('ı', "i"),
    ('ł', "l"),
    ('þ', "th"),
    ('ς', "σ"),
];

/// `word` as it is looked up: "Équipe" is "equipe". `search.js` does the same, step by step.
pub(super) fn fold(word: &str) -> String {
    let lower = word.nfkd().collect::<String>().to_lowercase();
    let mut plain = String::with_capacity(lower.len());
    let mut before = ' ';
    for letter in lower.chars() {
        // In Russian, й is a letter of its own.
        let short_i = letter == '\u{306}' && before == 'и';
        before = letter;
        if is_left_out(letter) && !short_i {
            continue;
        }
        match LETTERS.iter().find(|(from, _)| *from == letter) {
            Some((_, to)) => plain.push_str(to),
            None => plain.push(letter),
        }
    }
    plain.nfc().collect()
}

/// Characters inside of words that say nothing when somebody looks for the word: accents, vowel points, breaks.
pub(super) fn is_left_out(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn one_spelling_for_all_ways_to_write_a_word() {
        for (written, plain) in [
            ("Équipe", "equipe"),
            ("E\u{301}QUIPE", "equipe"),
            ("Straße", "strasse"),
            ("STRASSE", "strasse"),
            ("Œuvre", "oeuvre"),
            ("ﬁn", "fin"),
            ("ＡＢＣ", "abc"),
            ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
            ("Ещё", "еще"),
            ("твой", "твой"),
            ("が", "が"),
            ("ｶﾞ", "ガ"),
            ("İstanbul", "istanbul"),
            ("Łódź", "lodz"),
            ("co\u{ad}operate", "cooperate"),
        ] {
            assert_eq!(fold(written), plain, "{written}");
        }
    }
}
