//! The Markdown of one page: about six kilobytes with headings, lists, tables, code and links that hold.

use super::chance::Chance;
use super::tree::{Place, Tree};
use super::words;

/// Bytes of Markdown that a page aims at.
const LENGTH: usize = 6_000;

/// The whole file, front matter and body.
pub fn page(tree: &Tree, index: usize) -> String {
    let place = &tree.places[index];
    let mut chance = Chance::of(tree.seed, "text", index);
    let headings = headings(tree.seed, index);
    let mut text = format!(
        "---\ntitle: {}\norder: {}\ndescription: {}\n---\n\n{}\n",
        place.title,
        place.order,
        words::title(&mut chance),
        words::sentences(&mut chance, 3),
    );
    let (from, more) = (text.len(), LENGTH - text.len());
    for (at, (depth, title)) in headings.iter().enumerate() {
        let end = from + more * (at + 1) / headings.len();
        text.push_str(&format!("\n{} {title}\n\n{}\n", "#".repeat(*depth), linked(tree, index, &mut chance)));
        let first = block(at, &mut chance);
        text.push_str(&first);
        while text.len() < end {
            let count = chance.between(2, 4);
            text.push_str(&format!("\n{}\n", words::sentences(&mut chance, count)));
        }
    }
    text
}

/// Depth (2 or 3) and text of a page's headings, no two alike. Known without the page's text, so that others can link to them.
fn headings(seed: u64, index: usize) -> Vec<(usize, String)> {
    let mut chance = Chance::of(seed, "headings", index);
    let count = chance.between(5, 9);
    let mut headings: Vec<(usize, String)> = Vec::with_capacity(count);
    while headings.len() < count {
        let title = words::heading(&mut chance);
        let depth = if headings.is_empty() || chance.happens(60) { 2 } else { 3 };
        if headings.iter().all(|(_, other)| *other != title) {
            headings.push((depth, title));
        }
    }
    headings
}

/// A paragraph with a link to another page, half of the time to one of its headings.
fn linked(tree: &Tree, from: usize, chance: &mut Chance) -> String {
    let last = tree.places.len() - 1;
    let to = if chance.happens(50) {
        chance.between(from.saturating_sub(12), (from + 12).min(last))
    } else {
        chance.between(0, last)
    };
    let mut target = relative(&tree.places[from], &tree.places[to]);
    if chance.happens(50) {
        let headings = headings(tree.seed, to);
        let (_, title) = &headings[chance.between(0, headings.len() - 1)];
        target = format!("{target}#{}", words::slug(title));
    }
    let title = tree.places[to].title.to_lowercase();
    format!("{} More in [{title}]({target}). {}", words::sentence(chance), words::sentence(chance))
}

/// The way from one page's file to the other's.
fn relative(from: &Place, to: &Place) -> String {
    let shared = from.folder.bytes().zip(to.folder.bytes()).take_while(|(here, there)| here == there).count();
    let shared = from.folder[..shared].rfind('/').map_or(0, |at| at + 1);
    let up = from.folder[shared..].matches('/').count();
    format!("{}{}{}.md", "../".repeat(up), &to.folder[shared..], to.name)
}

fn block(at: usize, chance: &mut Chance) -> String {
    match at % 5 {
        0 => list(chance, "*"),
        1 => table(chance),
        2 => code(chance),
        3 => list(chance, "1."),
        _ => format!("\n> {}\n", words::sentence(chance)),
    }
}

fn list(chance: &mut Chance, mark: &str) -> String {
    let mut list = String::from("\n");
    for _ in 0..chance.between(3, 6) {
        list.push_str(&format!("{mark} {}\n", words::phrase(chance)));
    }
    list
}

fn table(chance: &mut Chance) -> String {
    let mut table = String::from("\n| Who | What | Days |\n|---|---|---:|\n");
    for _ in 0..chance.between(3, 6) {
        let who = chance.pick(&["Team", "Delivery manager", "Product manager", "Designer"]);
        let row = format!("| {who} | {} | {} |\n", words::phrase(chance), chance.between(1, 20));
        table.push_str(&row);
    }
    table
}

fn code(chance: &mut Chance) -> String {
    let mut code = String::from("\n```yaml\n");
    for number in 0..chance.between(3, 6) {
        code.push_str(&format!("step_{number}: {}  # {} days\n", words::phrase(chance), chance.between(1, 9)));
    }
    code.push_str("```\n");
    code
}
