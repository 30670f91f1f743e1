//! Every code of a message has its page in the guide, and the example on that page gives the very message that it shows.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sprintbook::diagnostics::{Code, to_text};
use sprintbook::import::{Tracker, import, parse_import_map};
use sprintbook::source::{SourceFile, SourcePath, SourceTree};

use crate::project::{Project, TODAY};

/// Codes whose cause cannot be written down in a page: what is wrong is a file's bytes, size, permission or history.
const NOT_TEXT: &[Code] = &[
    Code::SourceNotText,
    Code::SourceUnread,
    Code::SourceTooLarge,
    Code::SourceShallow,
    Code::LinkExternalBroken,
    Code::LinkExternalLogin,
    Code::LinkExternalUnsure,
    Code::SprintChangedAfterClose,
    Code::SprintAmended,
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content/guide/messages")
}

fn page_of(code: Code) -> PathBuf {
    folder().join(format!("{}.md", code.as_str().replace('/', "-")))
}

/// A fenced block: what stands behind its marks, and its text.
struct Block {
    title: Option<String>,
    language: String,
    text: String,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let mark: String = line.chars().take_while(|letter| matches!(letter, '`' | '~')).collect();
        if mark.len() < 3 {
            continue;
        }
        let (language, rest) = line[mark.len()..].split_once(' ').unwrap_or((&line[mark.len()..], ""));
        let title = rest.strip_prefix("title=\"").and_then(|rest| rest.strip_suffix('"'));
        let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != mark).collect();
        let text = format!("{}\n", inside.join("\n"));
        blocks.push(Block { title: title.map(str::to_owned), language: language.to_owned(), text });
    }
    blocks
}

/// The message of the kind `code` that an import of the tables on `page` gives.
fn import_message(code: Code, page: &str) -> Result<String, String> {
    let files = blocks(page).into_iter().filter_map(|block| Some((block.title?, block.text)));
    let files = files.map(|(path, text)| SourceFile::new(SourcePath::new(&path), text.into_bytes()));
    let (maps, tables): (Vec<SourceFile>, Vec<SourceFile>) = files.partition(|file| file.path.stem() == "map");
    let (map, mut told) = maps.first().map(parse_import_map).unwrap_or_default();
    if told.is_empty() {
        told = import(Tracker::Csv, &tables, &map, TODAY).diagnostics;
    }
    let Some(told) = told.iter().find(|told| told.code == code) else {
        return Err(format!("its example gives {told:?}"));
    };
    let tree = SourceTree::new("", maps.into_iter().chain(tables));
    Ok(plain(&to_text(std::slice::from_ref(told), &tree)).trim_end().to_owned() + "\n")
}

/// The message of the kind `code` that the files of `page` give.
fn message(code: Code, page: &str) -> Result<String, String> {
    if code.as_str().starts_with("import/") {
        return import_message(code, page);
    }
    let files = blocks(page).into_iter().filter_map(|block| Some((block.title?, block.text)));
    let project = files.fold(Project::default(), |project, (path, text)| project.with(&path, text));
    let made = project.build();
    // What only `check` tells.
    let overdue = made.build.listing.overdue(&project.tree(), TODAY);
    let Some(told) = made.diagnostics().iter().chain(&overdue).find(|told| told.code == code) else {
        return Err(format!("its example gives {:?}", made.told()));
    };
    let drawn = to_text(std::slice::from_ref(told), &project.tree());
    Ok(plain(&drawn).trim_end().to_owned() + "\n")
}

/// Without the codes for colours.
fn plain(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    let plain = parts.fold(first, |text, part| text + part.split_once('m').map_or(part, |(_, rest)| rest));
    plain.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

fn wrong_with(code: Code) -> Option<String> {
    let path = page_of(code);
    let Ok(page) = std::fs::read_to_string(&path) else {
        return Some("there is no page; copy another one and change it".to_owned());
    };
    let head = format!("---\ntitle: {code}\ndescription: {}\n---\n", quoted(code.summary()));
    if !page.starts_with(&head) {
        return Some(format!("it must begin with\n{head}"));
    }
    let shown = blocks(&page).into_iter().find(|block| block.language == "text" && block.title.is_none());
    let Some(shown) = shown.filter(|shown| shown.text.contains(&format!("[{code}]"))) else {
        return Some("it shows no message with this code in a block ```text".to_owned());
    };
    if NOT_TEXT.contains(&code) {
        return None;
    }
    match message(code, &page) {
        Err(why) => Some(why),
        Ok(message) if message == shown.text => None,
        Ok(message) if std::env::var_os("UPDATE_MESSAGES").is_some() => {
            std::fs::write(path, page.replace(&shown.text, &message)).unwrap();
            None
        }
        Ok(message) => Some(format!("its message must be (UPDATE_MESSAGES=1 writes it)\n{message}")),
    }
}

/// As YAML wants it where a text begins with a mark or holds a colon.
fn quoted(text: &str) -> String {
    let plain = text.starts_with(|letter: char| letter.is_alphanumeric()) && !text.contains(": ");
    if plain { text.to_owned() } else { format!("\"{text}\"") }
}

#[test]
fn every_code_has_a_page_whose_example_gives_its_message() {
    let wrong: Vec<String> = Code::ALL
        .iter()
        .filter_map(|code| Some(format!("{}: {}", page_of(*code).file_name()?.display(), wrong_with(*code)?)))
        .collect();
    assert!(wrong.is_empty(), "pages in content/guide/messages/:\n\n{}", wrong.join("\n"));
}

#[test]
fn every_page_has_a_code() {
    let codes: BTreeMap<PathBuf, Code> = Code::ALL.iter().map(|code| (page_of(*code), *code)).collect();
    let pages = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let idle: Vec<PathBuf> = pages.filter(|path| !codes.contains_key(path)).collect();
    assert!(idle.is_empty(), "no code has these pages: {idle:?}");
}
