//! Words that mean the same: "estimate", "estimates" and "estimating" have one stem. The only user of the stemmers.

use rust_stemmers::{Algorithm, Stemmer};

use super::fold::fold;

/// Finds stems in one language; in a language without rules every word is its own.
pub(super) struct Stems(Option<Stemmer>);

/// The shortest word, in bytes, that is worth a look.
const SHORTEST: usize = 3;

impl Stems {
    /// For a language as HTML's `lang` names it: `en`, `fr-CA`.
    pub(super) fn of(language: &str) -> Self {
        let language = language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let algorithm = match language.as_str() {
            "ar" => Algorithm::Arabic,
            "da" => Algorithm::Danish,
            "de" => Algorithm::German,
            "el" => Algorithm::Greek,
            "en" => Algorithm::English,
            "es" => Algorithm::Spanish,
            "fi" => Algorithm::Finnish,
            "fr" => Algorithm::French,
            "hu" => Algorithm::Hungarian,
            "it" => Algorithm::Italian,
            "nb" | "nn" | "no" => Algorithm::Norwegian,
            "nl" => Algorithm::Dutch,
            "pt" => Algorithm::Portuguese,
            "ro" => Algorithm::Romanian,
            "ru" => Algorithm::Russian,
            "sv" => Algorithm::Swedish,
            "ta" => Algorithm::Tamil,
            "tr" => Algorithm::Turkish,
            _ => return Self(None),
        };
        Self(Some(Stemmer::create(algorithm)))
    }

    /// The stem of a word in lower case, accents and all, folded; `None` if the word has none but itself.
    pub(super) fn stem(&self, word: &str) -> Option<String> {
        let stemmer = self.0.as_ref().filter(|_| word.len() >= SHORTEST && word.chars().all(char::is_alphabetic))?;
        Some(fold(&stemmer.stem(word)))
    }
}

#[cfg(test)]
mod tests {
    use super::Stems;

    fn same(language: &str, words: &[&str]) {
        let stems = Stems::of(language);
        let found: Vec<_> = words.iter().map(|word| stems.stem(word)).collect();
        assert!(found.iter().all(|stem| stem.is_some() && *stem == found[0]), "{words:?}: {found:?}");
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        same("en", &["estimate", "estimates", "estimated", "estimating", "estimation"]);
        same("en-GB", &["retrospective", "retrospectives"]);
        same("fr", &["équipe", "équipes"]);
        same("fr-CA", &["gérer", "géré", "gérés"]);
        same("de", &["aufgabe", "aufgaben"]);
        same("ru", &["команда", "команды"]);
    }

    #[test]
    fn what_is_no_word_has_no_stem() {
        for word in ["s23", "2026", "team.yaml", "站会", "is"] {
            assert_eq!(Stems::of("zh").stem(word), None);
        }
        assert_eq!(Stems::of("en").stem("s23"), None);
    }

    #[test]
    fn no_letters_are_too_strange() {
        let languages = "ar da de el en es fi fr hu it nb nl pt ro ru sv ta tr";
        let letters = "aäéßıİžñøσΣйіأةّเปあ한𠮷ँ\u{301}";
        let letters: Vec<char> = letters.chars().collect();
        for language in languages.split(' ') {
            let stems = Stems::of(language);
            for seed in 0..2000_usize {
                let word: String =
                    (0..=seed % 9).map(|at| letters[(seed * (at + 7) + seed / 13) % letters.len()]).collect();
                stems.stem(&word);
            }
        }
    }
}
