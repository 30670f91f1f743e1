//! Long lists cut into files of a size that a phone loads in no time. Where a cut is depends on what stands there and
//! little else, so that an edit changes few files.

use std::borrow::Cow;

use crate::source::Fingerprint;

use super::index::IndexFile;

/// How long files are, in bytes before compression, and how often their entries allow a cut.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cut {
    pub(super) least: usize,
    pub(super) most: usize,
    pub(super) one_in: u64,
}

/// Something in a list: what it is found by, and its JSON.
pub(super) struct Item<'a> {
    pub(super) key: &'a str,
    pub(super) json: Cow<'a, str>,
}

/// A file, and the number of its first item.
pub(super) struct Shard {
    pub(super) first: usize,
    /// Its name, which is that of the file without its ending.
    pub(super) name: String,
    pub(super) file: IndexFile,
}

/// `items` in files, in order.
pub(super) fn shards(items: &[Item<'_>], cut: Cut) -> Vec<Shard> {
    let mut shards = Vec::new();
    let (mut first, mut list) = (0, String::new());
    for (number, item) in items.iter().enumerate() {
        let may_cut = list.len() >= cut.least && Fingerprint::of(&item.key).is_multiple_of(cut.one_in);
        if !list.is_empty() && (may_cut || list.len() + item.json.len() > cut.most) {
            shards.push(shard(first, &std::mem::take(&mut list)));
            first = number;
        }
        if !list.is_empty() {
            list.push(',');
        }
        list.push_str(&item.json);
    }
    if !list.is_empty() {
        shards.push(shard(first, &list));
    }
    shards
}

fn shard(first: usize, list: &str) -> Shard {
    let name = Fingerprint::of_bytes(list.as_bytes()).to_hex()[..8].to_owned();
    let file = IndexFile::new(&name, &format!("[{list}]"));
    Shard { first, name, file }
}
