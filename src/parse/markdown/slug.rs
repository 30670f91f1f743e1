//! Heading ids as GitHub makes them.

use std::collections::HashMap;

/// The id that GitHub gives to a heading with these words: lower case, spaces to hyphens, punctuation dropped, letters of
/// every script kept.
#[must_use]
pub fn slug(words: &str) -> String {
    let mut slug = String::with_capacity(words.len());
    for letter in words.trim().chars() {
        match letter {
            ' ' => slug.push('-'),
            '-' | '_' => slug.push(letter),
            _ if letter.is_ascii_alphanumeric() => slug.push(letter.to_ascii_lowercase()),
            _ if letter.is_alphanumeric() => slug.extend(letter.to_lowercase()),
            _ => {}
        }
    }
    slug
}

/// The ids given out on one page so far.
#[derive(Default)]
pub(crate) struct Ids {
    given: HashMap<String, usize>,
}

impl Ids {
    /// `wanted`, or `wanted-1`, `wanted-2` … if it is taken.
    pub(crate) fn unique(&mut self, wanted: &str) -> String {
        let wanted = if wanted.is_empty() { "section" } else { wanted };
        let mut id = wanted.to_owned();
        let mut repeats = self.given.get(wanted).copied().unwrap_or_default();
        while self.given.contains_key(&id) {
            repeats += 1;
            id = format!("{wanted}-{repeats}");
        }
        self.given.insert(wanted.to_owned(), repeats);
        self.given.insert(id.clone(), 0);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::{Ids, slug};

    #[test]
    fn slugs_are_githubs() {
        assert_eq!(slug("Accepting stories when they're done"), "accepting-stories-when-theyre-done");
        assert_eq!(slug("Größe & Überblick"), "größe--überblick");
        assert_eq!(slug("C++ / `main_loop()`"), "c--main_loop");
    }

    #[test]
    fn repeats_are_numbered_and_never_collide() {
        let mut ids = Ids::default();
        let given: Vec<String> = ["a", "a", "a-1", "a", ""].into_iter().map(|wanted| ids.unique(wanted)).collect();
        assert_eq!(given, ["a", "a-1", "a-1-1", "a-2", "section"]);
    }
}
