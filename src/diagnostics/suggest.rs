//! "Did you mean": the nearest of the words that would have been right.

/// More candidates than these are not compared, so that many mistakes on a page with many headings are told in good time.
const MOST: usize = 300;

/// The candidate most like `word`, if any is like enough to be what was meant.
#[must_use]
pub fn nearest<'words>(word: &str, candidates: impl IntoIterator<Item = &'words str>) -> Option<&'words str> {
    let wanted = word.to_lowercase();
    let letters = Letters::of(&wanted);
    candidates
        .into_iter()
        .take(MOST)
        .map(|candidate| (candidate.to_lowercase(), candidate))
        .filter(|(lower, candidate)| letters.distance(&Letters::of(lower)) <= tolerance(&wanted, candidate))
        .map(|(lower, candidate)| (strsim::damerau_levenshtein(&wanted, &lower), candidate))
        .filter(|(distance, candidate)| *distance <= tolerance(&wanted, candidate))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// "did you mean `title`?" for the nearest candidate.
#[must_use]
pub fn did_you_mean<'words>(word: &str, candidates: impl IntoIterator<Item = &'words str>) -> Option<String> {
    nearest(word, candidates).map(|candidate| format!("did you mean `{candidate}`?"))
}

/// The candidate that `word` is but for one slip of the fingers: a letter too many, missing, wrong, or two swapped.
#[must_use]
pub fn slip<'words>(word: &str, candidates: &[&'words str]) -> Option<&'words str> {
    let wanted = word.to_lowercase();
    let is_slip = |candidate: &&&str| strsim::damerau_levenshtein(&wanted, &candidate.to_lowercase()) <= 1;
    candidates.iter().find(is_slip).copied()
}

// One slip in three letters: `titel` is `title`, `tags` is not `dates`.
fn tolerance(word: &str, candidate: &str) -> usize {
    (word.chars().count().max(candidate.chars().count()) / 3).max(1)
}

/// How many of each letter a word has, roughly: several letters share a place.
pub struct Letters([u8; 32]);

impl Letters {
    /// The letters of `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut places = [0_u8; 32];
        for letter in text.chars() {
            let place = &mut places[letter as usize % 32];
            *place = place.saturating_add(1);
        }
        Self(places)
    }

    /// Quick to count, and never more than the number of letters that have to change, which is slow.
    #[must_use]
    pub fn distance(&self, other: &Self) -> usize {
        let more = |one: &Self, other: &Self| -> usize {
            one.0.iter().zip(other.0).map(|(one, other)| usize::from(one.saturating_sub(other))).sum()
        };
        more(self, other).max(more(other, self))
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_forgiven_and_another_word_is_not() {
        assert_eq!(nearest("titel", ["order", "title"]), Some("title"));
        assert_eq!(nearest("commited", ["completed", "committed"]), Some("committed"));
        assert_eq!(nearest("colour", ["title", "order"]), None);
    }
}
