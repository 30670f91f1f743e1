//! A number put into the words that a writer chose: "about 20 points" becomes "about 18 points".

use std::ops::Range;

use super::metrics::Metric;
use super::words;

/// The words with the number in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What the page says.
    pub words: String,
    /// Whether the words as written name another number than this one.
    pub differs: bool,
    /// The only number in the words as written, and what should stand there.
    pub mended: Option<(Range<usize>, String)>,
}

impl Metric {
    /// The number as it is said alone: "18 points", "67 %", "22 January 2027", "met".
    #[must_use]
    pub fn alone(&self) -> String {
        match self {
            Self::Amount(amount, None) => amount.clone(),
            Self::Amount(amount, Some((one, many))) => format!("{amount} {}", if amount == "1" { one } else { many }),
            Self::Percent(percent) => format!("{percent} %").replace('-', "−"),
            Self::Day(day) => words::day_and_year(*day),
            Self::Word(word) => word.clone(),
        }
    }

    /// The number in the words as `written`. What stands around the only number stays; other words are replaced.
    #[must_use]
    pub fn said(&self, written: &str) -> Said {
        let alone = || Said { words: self.alone(), differs: self.differs(written), mended: None };
        let number = match self {
            Self::Amount(amount, _) => amount.clone(),
            Self::Percent(percent) => percent.to_string().replace('-', "−"),
            Self::Day(_) | Self::Word(_) => return alone(),
        };
        let numbers = numbers(written);
        let [place] = numbers.as_slice() else { return alone() };
        let (before, after) = (&written[..place.start], &written[place.end..]);
        let words = format!("{before}{number}{}", self.counted(after));
        Said { words, differs: self.differs(written), mended: Some((place.clone(), number)) }
    }

    /// What follows the number, with "point" and "points" as the number wants it.
    fn counted(&self, after: &str) -> String {
        let Self::Amount(amount, Some((one, many))) = self else { return after.to_owned() };
        let start = after.len() - after.trim_start().len();
        let end = after[start..].find(|letter: char| !letter.is_alphabetic() && letter != '-');
        let end = end.map_or(after.len(), |end| start + end);
        if ![*one, *many].contains(&&after[start..end]) {
            return after.to_owned();
        }
        format!("{}{}{}", &after[..start], if amount == "1" { one } else { many }, &after[end..])
    }

    fn differs(&self, written: &str) -> bool {
        match self {
            Self::Word(_) => false,
            Self::Day(day) => {
                let says = |words: String| written.contains(&words);
                let right = says(day.to_string()) || says(words::day(*day));
                written.contains(|letter: char| letter.is_ascii_digit()) && !right
            }
            Self::Amount(..) | Self::Percent(_) => {
                let numbers = numbers(written);
                !numbers.is_empty() && !numbers.into_iter().any(|place| self.is(&written[place]))
            }
        }
    }

    /// Whether `number` is this one, as exactly as it is written: "17" is 17.1.
    fn is(&self, number: &str) -> bool {
        let own = match self {
            Self::Amount(amount, _) => amount.replace('−', "-").parse().unwrap_or(f64::NAN),
            Self::Percent(percent) => *percent as f64,
            Self::Day(_) | Self::Word(_) => return false,
        };
        let plain: String = number.chars().filter(|letter| letter.is_ascii_digit() || *letter == '.').collect();
        let places = plain.split_once('.').map_or(0, |(_, places)| places.len());
        plain == format!("{own:.places$}") || plain.parse().is_ok_and(|written: f64| (written - own).abs() < 1e-9)
    }
}

/// Where the numbers stand in `text`: digits with a point between them, or grouped by threes. Digits in a word are none.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let digit = |place: usize| letters.get(place).is_some_and(|(_, letter)| letter.is_ascii_digit());
    let group = |place: usize| (1..=3).all(|next| digit(place + next)) && !digit(place + 4);
    let mut found = Vec::new();
    let mut place = 0;
    while place < letters.len() {
        let in_word = place > 0 && letters[place - 1].1.is_alphanumeric();
        if !digit(place) || in_word {
            place += 1;
            continue;
        }
        let start = place;
        while digit(place)
            || letters.get(place).is_some_and(|(_, letter)| match letter {
                '.' => digit(place + 1),
                ',' | '\u{a0}' | '\u{202f}' | '\u{2009}' => group(place),
                _ => false,
            })
        {
            place += 1;
        }
        let end = letters.get(place).map_or(text.len(), |(end, _)| *end);
        if !letters.get(place).is_some_and(|(_, letter)| letter.is_alphabetic()) {
            found.push(letters[start].0..end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Metric, numbers};

    fn points(amount: &str) -> Metric {
        Metric::Amount(amount.to_owned(), Some(("point", "points")))
    }

    #[test]
    fn words_around_the_number_stay() {
        let said = |metric: &Metric, written| metric.said(written).words;
        assert_eq!(said(&points("18"), "about 20 points"), "about 18 points");
        assert_eq!(said(&points("18"), "20"), "18");
        assert_eq!(said(&points("1"), "20 points a week"), "1 point a week");
        assert_eq!(said(&points("18"), "1 point, roughly"), "18 points, roughly");
        assert_eq!(said(&points("18"), "what is safe"), "18 points");
        assert_eq!(said(&points("18"), "between 10 and 20"), "18 points");
        assert_eq!(said(&Metric::Percent(67), "60%"), "67%");
        assert_eq!(said(&Metric::Percent(67), "two thirds"), "67 %");
        assert_eq!(said(&Metric::Day(date(2027, 1, 22)), "by Easter 2026"), "22 January 2027");
        assert_eq!(said(&Metric::Word("met".into()), "missed"), "met");
    }

    #[test]
    fn another_number_is_told_and_a_rounded_one_is_not() {
        let differs = |metric: &Metric, written| metric.said(written).differs;
        assert!(differs(&points("18"), "about 20 points"));
        assert!(!differs(&points("18"), "about 18 points") && !differs(&points("18"), "what is safe"));
        assert!(
            !differs(&points("17.1"), "17") && differs(&points("17.1"), "17.2") && !differs(&points("17.1"), "17.10")
        );
        assert!(!differs(&points("18"), "between 10 and 18"));
        let day = Metric::Day(date(2027, 1, 22));
        assert!(differs(&day, "2 February") && !differs(&day, "by 22 January") && !differs(&day, "on 2027-01-22"));
        assert!(!differs(&day, "in winter"));
        assert_eq!(points("18").said("about 20").mended, Some((6..8, "18".to_owned())));
    }

    #[test]
    fn numbers_are_not_digits_in_words() {
        let found = |text: &'static str| numbers(text).into_iter().map(|place| &text[place]).collect::<Vec<_>>();
        assert_eq!(found("P85 is 34,000.50 of 1 000, v2, 3rd, 12."), ["34,000.50", "1", "000", "12"]);
        assert_eq!(found("1\u{202f}000"), ["1\u{202f}000"]);
        assert!(found("none").is_empty());
    }
}
