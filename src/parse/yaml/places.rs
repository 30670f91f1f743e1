//! Where each key and value of a YAML text stands. Only looked up when there is something to say about it.

use std::collections::BTreeMap;
use std::ops::Range;

use granit_parser::{Event, Parser};

/// The places of one value and of the key before it, in bytes of the YAML text.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) key: Option<Range<usize>>,
    pub(crate) value: Range<usize>,
}

/// Every value of a YAML text by its path (`items.3.started`), and every key that stands twice.
#[derive(Debug, Default)]
pub(crate) struct Places {
    by_path: BTreeMap<String, Place>,
    /// First and second place of a key that one mapping has twice.
    pub(crate) duplicates: Vec<(String, Range<usize>, Range<usize>)>,
    /// Where a second document starts, which is not looked into.
    pub(crate) second_document: Option<Range<usize>>,
}

impl Places {
    /// Reads `text` up to its first syntax error or the end of its first document.
    pub(crate) fn of(text: &str) -> Self {
        let mut walk = Walk { places: Self::default(), open: Vec::new(), pending: None };
        let mut documents = 0;
        for (event, span) in Parser::new_from_str(text).map_while(Result::ok) {
            let range = span.byte_range().unwrap_or_default();
            documents += usize::from(matches!(event, Event::DocumentStart(..)));
            if documents > 1 {
                walk.places.second_document = Some(range);
                break;
            }
            walk.event(&event, range);
        }
        walk.places
    }

    /// The places that another reader has found: path, key, value.
    pub(crate) fn from_entries(entries: impl IntoIterator<Item = (String, Place)>) -> Self {
        Self { by_path: entries.into_iter().collect(), ..Self::default() }
    }

    pub(crate) fn get(&self, path: &str) -> Option<&Place> {
        self.by_path.get(path)
    }

    /// The path of every value.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.by_path.keys().map(String::as_str)
    }

    /// The first line of the value at `path` in `text`. Where there is none, that of the value around it; in the end the top.
    pub(crate) fn nearest(&self, path: &str, text: &str) -> Range<usize> {
        let parents = std::iter::successors(Some(path), |path| match path.rfind('.') {
            Some(dot) => Some(&path[..dot]),
            None => (!path.is_empty()).then_some(""),
        });
        let range = parents.filter_map(|path| self.get(path)).map(|place| place.value.clone()).next().unwrap_or(0..0);
        let length = text.get(range.clone()).map_or(0, |text| text.lines().next().unwrap_or_default().len());
        range.start..range.start + length
    }
}

/// A mapping or sequence that is still open while the events pass by.
struct Open {
    path: String,
    place: Place,
    /// How many values have gone by, for a sequence.
    next_index: usize,
    mapping: bool,
}

struct Walk {
    places: Places,
    open: Vec<Open>,
    /// The key that waits for its value.
    pending: Option<(String, Range<usize>)>,
}

impl Walk {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Scalar(text, ..) if self.wants_key() => self.key(text, range),
            Event::Scalar(..) | Event::Alias(..) => {
                let (path, key) = self.arrive();
                self.places.by_path.insert(path, Place { key, value: range });
            }
            Event::MappingStart(..) => self.open(range, true),
            Event::SequenceStart(..) => self.open(range, false),
            Event::MappingEnd | Event::SequenceEnd => self.close(&range),
            _ => {}
        }
    }

    fn wants_key(&self) -> bool {
        self.pending.is_none() && self.open.last().is_some_and(|open| open.mapping)
    }

    fn key(&mut self, text: &str, range: Range<usize>) {
        let path = join(&self.open.last().map(|open| open.path.clone()).unwrap_or_default(), text);
        if let Some(first) = self.places.get(&path).and_then(|place| place.key.clone()) {
            self.places.duplicates.push((text.to_owned(), first, range.clone()));
        }
        self.pending = Some((path, range));
    }

    /// The path and key of the value that starts now.
    fn arrive(&mut self) -> (String, Option<Range<usize>>) {
        if let Some((path, key)) = self.pending.take() {
            return (path, Some(key));
        }
        match self.open.last_mut() {
            Some(open) => {
                open.next_index += 1;
                (join(&open.path, &(open.next_index - 1).to_string()), None)
            }
            None => (String::new(), None),
        }
    }

    fn open(&mut self, range: Range<usize>, mapping: bool) {
        let (path, key) = self.arrive();
        let place = Place { key, value: range };
        self.places.by_path.insert(path.clone(), place.clone());
        self.open.push(Open { path, place, next_index: 0, mapping });
    }

    fn close(&mut self, end: &Range<usize>) {
        if let Some(open) = self.open.pop() {
            let value = open.place.value.start..end.end.max(open.place.value.start);
            self.places.by_path.insert(open.path, Place { value, ..open.place });
        }
        self.pending = None;
    }
}

/// `items` and `3` make `items.3`.
pub(crate) fn join(path: &str, part: &str) -> String {
    if path.is_empty() { part.to_owned() } else { format!("{path}.{part}") }
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn finds_keys_and_values_at_any_depth() {
        let text = "a: 1\nitems:\n  - {id: K-1, points: 3}\n  - id: K-2\n    done: 2026-01-02\n";
        let places = Places::of(text);
        let shown = |path: &str| places.get(path).map(|place| &text[place.value.clone()]);
        assert_eq!(shown("items.0.points"), Some("3"));
        assert_eq!(shown("items.1.done"), Some("2026-01-02"));
        assert_eq!(places.get("items.1.done").unwrap().key.clone().map(|key| &text[key]), Some("done"));
        assert!(places.get("items.2").is_none());
    }

    #[test]
    fn what_is_not_there_stands_on_the_first_line_around_it() {
        let text = "a: 1\nitems:\n  - id: K-1\n    points: 3\n";
        let shown = |path: &str| &text[Places::of(text).nearest(path, text)];
        assert_eq!(shown("items.0.points"), "3");
        assert_eq!(shown("items.0.done"), "id: K-1");
        assert_eq!(shown("goal.text"), "a: 1");
        assert_eq!(Places::of("").nearest("end", ""), 0..0);
    }

    #[test]
    fn finds_a_key_that_stands_twice() {
        let text = "title: One\norder: 2\ntitle: Two\n";
        assert_eq!(Places::of(text).duplicates, [("title".to_owned(), 0..5, 20..25)]);
    }
}
