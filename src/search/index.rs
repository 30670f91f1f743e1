//! The words of all pages, in files.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::Arc;

use rayon::prelude::*;
use serde_json::json;

use super::page::SearchPage;
use super::postings::{Posting, encode, together};
use super::shards::{Cut, Item, Shard, shards};
use super::stems::Stems;
use super::vocabulary::Quick;

/// The name of the file that a browser loads first.
pub const INDEX: &str = "index.js";

/// Files of words: about 5 KB once compressed.
const WORDS: Cut = Cut { least: 4_000, most: 14_000, one_in: 32 };

/// Files of texts: a few pages each.
const TEXTS: Cut = Cut { least: 12_000, most: 40_000, one_in: 3 };

/// A file of the index. It is a script, since that is all that a page opened from a folder can load.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexFile {
    /// Its name. But for [`INDEX`] it is made from the content, so that a browser may keep the file for ever.
    pub name: String,
    /// What it holds.
    pub text: String,
}

impl IndexFile {
    pub(super) fn new(name: &str, json: &str) -> Self {
        Self { name: format!("{name}.js"), text: format!("sprintbookSearch({},{json})\n", json!(name)) }
    }
}

type Quickly<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// The index of `pages`, in menu order, whose words are mostly of `language`. Equal pages give equal files, and each file
/// depends on little more than the words in it.
#[must_use]
pub fn index(pages: &[Arc<SearchPage>], language: &str) -> Vec<IndexFile> {
    let words = entries(pages, language);
    let texts: Vec<Item<'_>> =
        pages.iter().map(|page| Item { key: &page.href, json: Cow::from(&page.record) }).collect();
    let (word_shards, text_shards) = rayon::join(|| shards(&words, WORDS), || shards(&texts, TEXTS));
    let names = |shards: &[Shard]| shards.iter().map(|shard| shard.name.as_str()).collect::<Vec<_>>().join(" ");
    let firsts: Vec<&str> = word_shards.iter().map(|shard| words[shard.first].key).collect();
    let numbers: Vec<usize> = text_shards.iter().map(|shard| shard.first).collect();
    let top = json!([pages.len(), firsts, names(&word_shards), numbers, names(&text_shards)]);
    let mut files = vec![IndexFile::new("index", &top.to_string())];
    files.extend(word_shards.into_iter().chain(text_shards).map(|shard| shard.file));
    files
}

/// Every word with its pages. Of words with one stem, the first has the pages of all, and the others name it.
fn entries<'a>(pages: &'a [Arc<SearchPage>], language: &str) -> Vec<Item<'a>> {
    let words = inverted(pages);
    let groups = groups(&words, &accented(pages), &Stems::of(language));
    let json = |number: usize| {
        let (word, postings) = &words[number];
        let group = &groups[number];
        let value = match group.first() {
            None => encode(postings),
            Some(first) if *first == number => {
                let lists: Vec<&[Posting]> = group.iter().map(|member| words[*member].1.as_slice()).collect();
                encode(&together(&lists))
            }
            Some(first) => format!("!{}", words[*first].0),
        };
        Item { key: word, json: format!("{},{}", json!(word), json!(value)).into() }
    };
    (0..words.len()).into_par_iter().map(json).collect()
}

/// Words in the order in which JavaScript sorts them, each with the pages that have it.
fn inverted(pages: &[Arc<SearchPage>]) -> Vec<(&str, Vec<Posting>)> {
    let size = pages.len().div_ceil(rayon::current_num_threads()).max(1);
    let parts: Vec<Vec<(&str, Vec<Posting>)>> =
        pages.par_chunks(size).enumerate().map(|(part, pages)| part_inverted(pages, part * size)).collect();
    let mut numbers: Quickly<&str, usize> = Quickly::default();
    let mut words: Vec<(&str, Vec<Posting>)> = Vec::new();
    for (word, postings) in parts.into_iter().flatten() {
        if let Some(number) = numbers.get(word) {
            words[*number].1.extend(postings);
        } else {
            numbers.insert(word, words.len());
            words.push((word, postings));
        }
    }
    words.par_sort_unstable_by(|one, other| one.0.encode_utf16().cmp(other.0.encode_utf16()));
    words
}

fn part_inverted(pages: &[Arc<SearchPage>], first: usize) -> Vec<(&str, Vec<Posting>)> {
    let mut numbers: Quickly<&str, usize> = Quickly::default();
    let mut words: Vec<(&str, Vec<Posting>)> = Vec::new();
    for (id, page) in (first..).zip(pages) {
        let id = u32::try_from(id).expect("fewer than four billion pages");
        for (word, level) in page.words.iter() {
            let number = *numbers.entry(word).or_insert_with(|| {
                words.push((word, Vec::new()));
                words.len() - 1
            });
            words[number].1.push((id, level));
        }
    }
    words
}

/// How words were written that have accents: the first page that has one decides.
fn accented(pages: &[Arc<SearchPage>]) -> Quickly<&str, &str> {
    let mut written: Quickly<&str, &str> = Quickly::default();
    for (word, first) in pages.iter().flat_map(|page| &page.words.accented) {
        written.entry(word).or_insert(first);
    }
    written
}

/// For each word the numbers of all words with its stem, in order; nothing where it is the only one.
fn groups(words: &[(&str, Vec<Posting>)], accented: &Quickly<&str, &str>, stems: &Stems) -> Vec<Arc<[usize]>> {
    let stem = |(word, _): &(&str, Vec<Posting>)| stems.stem(accented.get(word).copied().unwrap_or(word));
    let stems: Vec<Option<String>> = words.par_iter().map(stem).collect();
    let mut members: Quickly<&str, Vec<usize>> = Quickly::default();
    for (number, stem) in stems.iter().enumerate() {
        if let Some(stem) = stem {
            members.entry(stem).or_default().push(number);
        }
    }
    let nothing: Arc<[usize]> = Arc::from([]);
    let mut groups = vec![nothing; words.len()];
    for group in stems.iter().flatten().filter_map(|stem| members.remove(stem.as_str())).filter(|group| group.len() > 1)
    {
        let group: Arc<[usize]> = Arc::from(group);
        for number in group.iter() {
            groups[*number] = group.clone();
        }
    }
    groups
}
