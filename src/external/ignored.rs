//! Addresses that are not to be asked for.

/// The patterns of the configuration: the beginning of an address, or all of it with `*` for anything.
#[derive(Debug, Clone, Default)]
pub struct Ignored {
    patterns: Vec<String>,
}

impl Ignored {
    /// Those that any of `patterns` fits.
    #[must_use]
    pub fn new(patterns: Vec<String>) -> Self {
        Self { patterns }
    }

    /// Whether `url` is to be left alone.
    #[must_use]
    pub fn has(&self, url: &str) -> bool {
        self.patterns.iter().any(|pattern| fits(pattern, url))
    }
}

fn fits(pattern: &str, url: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = url.strip_prefix(first) else { return false };
    if !pattern.contains('*') {
        return !pattern.is_empty();
    }
    let parts: Vec<&str> = parts.collect();
    let (last, middle) = parts.split_last().map_or(("", &[][..]), |(last, middle)| (*last, middle));
    for part in middle {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_pattern_is_a_beginning_or_the_whole_with_stars() {
        assert!(fits("https://intranet.example.org/", "https://intranet.example.org/a/b"));
        assert!(!fits("https://intranet.example.org/", "http://intranet.example.org/"));
        assert!(fits("*.example.org/*", "https://wiki.example.org/a"));
        assert!(!fits("*.example.org/*", "https://wiki.example.com/a"));
        assert!(fits("https://*/edit", "https://example.org/a/edit"));
        assert!(!fits("https://*/edit", "https://example.org/edits"));
        assert!(fits("*", "https://example.org"));
        assert!(!fits("", "https://example.org"), "an empty line is not everything");
        assert!(!fits("https://a*a", "https://a"), "one letter is not two");
    }
}
