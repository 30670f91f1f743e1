//! The shape of a handbook: which folders, which pages, and what they are called.

use std::collections::HashSet;

use super::chance::Chance;
use super::words;

/// Pages that one section holds, its own page among them; the even split keeps every section between 25 and 30.
const SECTION: usize = 28;
/// Folders side by side before another level is put above them, so that no menu grows with the handbook.
const WIDEST: usize = 40;

/// A page before its text: where it lies and what it is called.
pub struct Place {
    /// With a slash at the end; empty for the content folder.
    pub folder: String,
    /// The file name without `.md`; `index` for the page of a folder.
    pub name: String,
    pub title: String,
    pub order: usize,
}

impl Place {
    pub fn path(&self) -> String {
        format!("{}{}.md", self.folder, self.name)
    }
}

/// All pages of a handbook.
pub struct Tree {
    pub places: Vec<Place>,
    pub seed: u64,
}

impl Tree {
    /// A handbook of exactly `pages` files.
    pub fn grow(pages: usize, seed: u64) -> Self {
        let home = Place { folder: String::new(), name: "index".into(), title: "Team handbook".into(), order: 0 };
        let mut tree = Self { places: vec![home], seed };
        let sections = ((pages - 1) + SECTION / 2) / SECTION;
        let sections = sections.max(usize::from(pages > 1));
        let mut leaves = Vec::new();
        if sections > 0 {
            tree.branch("", sections, levels(sections), &mut leaves);
        }
        let rest = pages - tree.places.len();
        for (at, folder) in leaves.iter().enumerate() {
            let count = rest / leaves.len() + usize::from(at < rest % leaves.len());
            tree.fill(folder, count, "page");
        }
        tree
    }

    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.places.iter().filter(|place| place.name == "index").map(|place| place.folder.as_str())
    }

    /// Puts `sections` sections below `folder`, `levels` levels down, and notes their folders in `leaves`.
    fn branch(&mut self, folder: &str, sections: usize, levels: u32, leaves: &mut Vec<String>) {
        let count = if levels == 1 { sections } else { width(sections, levels) };
        for (at, below) in self.fill(folder, count, "section").into_iter().enumerate() {
            if levels == 1 {
                leaves.push(below);
            } else {
                let share = sections / count + usize::from(at < sections % count);
                self.branch(&below, share, levels - 1, leaves);
            }
        }
    }

    /// Adds `count` pages or sections to a folder, each with a name of its own, and gives the folders of the sections.
    fn fill(&mut self, folder: &str, count: usize, what: &str) -> Vec<String> {
        let mut chance = Chance::of(self.seed, what, self.places.len());
        // A page with its folder's own name would be the page of that folder, which has one already.
        let own = folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let mut taken = HashSet::new();
        let mut folders = Vec::new();
        for order in 1..=count {
            let mut title = words::title(&mut chance);
            if words::slug(&title) == own || !taken.insert(title.clone()) {
                title = format!("{title} {order}");
                taken.insert(title.clone());
            }
            let slug = words::slug(&title);
            let (folder, name) = if what == "section" {
                (format!("{folder}{slug}/"), "index".into())
            } else {
                (folder.to_owned(), slug)
            };
            folders.push(folder.clone());
            self.places.push(Place { folder, name, title, order });
        }
        folders
    }
}

/// The fewest levels of folders that keep every folder at `WIDEST` entries or fewer.
fn levels(sections: usize) -> u32 {
    (1..usize::BITS)
        .find(|levels| width(sections, *levels) <= WIDEST)
        .expect("one more level always narrows the folders")
}

/// The smallest number of folders side by side that makes room for all sections in so many levels.
fn width(sections: usize, levels: u32) -> usize {
    (1..=sections).find(|width| width.pow(levels) >= sections).unwrap_or(sections)
}
