//! Trello: a board as JSON, or its cards and lists in files of their own. Status is the list that a card lies in.

use std::collections::HashMap;

use serde_json::Value;

use crate::parse::Standing;

use super::export::{SeenItem, SeenSprint, Status, Unknown};
use super::json::{at, is, list, names, text};
use super::reader::Reader;
use super::statuses::known;

const WANTED: &str = "it reads the JSON of a board (Menu, Print, export and share, Export as JSON), or its cards and its \
     lists in two files, the lists first";

/// The lists and what happened to cards, as far as the files before have told.
#[derive(Default)]
pub(super) struct Board {
    lists: HashMap<String, String>,
    /// The day on which a card last came into the list that it lies in.
    came: HashMap<(String, String), String>,
    /// The fields that a board adds to its cards, by their id.
    fields: HashMap<String, String>,
}

/// Learns the lists of the file, before any cards are read.
pub(super) fn learn(reader: &mut Reader<'_>, board: &mut Board) {
    let Ok(value) = serde_json::from_str::<Value>(reader.text.trim_start_matches('\u{feff}')) else { return };
    let lists = if value.is_array() { list(&value, &[]) } else { list(&value, &["lists"]) };
    for entry in lists.into_iter().flatten().filter(|entry| at(entry, "idList").is_none()) {
        if let (Some(id), Some(name)) = (text(entry, "id"), text(entry, "name")) {
            board.lists.insert(id, name);
        }
    }
    for action in list(&value, &["actions"]).filter(|_| !value.is_array()).into_iter().flatten() {
        let (card, into) = (text(action, "data.card.id"), text(action, "data.listAfter.id"));
        if let (Some(card), Some(into), Some(date)) = (card, into, text(action, "date")) {
            // The newest action stands first.
            board.came.entry((card, into)).or_insert(date);
        }
    }
    for field in list(&value, &["customFields"]).filter(|_| !value.is_array()).into_iter().flatten() {
        if let (Some(id), Some(name)) = (text(field, "id"), text(field, "name")) {
            board.fields.insert(id, name);
        }
    }
}

pub(super) fn read(reader: &mut Reader<'_>, board: &Board) {
    let Some(value) = reader.json() else { return };
    let Some(entries) = list(&value, &["cards"]) else { return reader.not_this(WANTED) };
    if entries.iter().all(|entry| at(entry, "idList").is_none() && at(entry, "idBoard").is_some()) {
        return;
    }
    if !entries.iter().all(|entry| at(entry, "idList").is_some()) {
        return reader.not_this(WANTED);
    }
    reader.export.unknown.extend([Unknown::Committed, Unknown::Removed, Unknown::EarlierSprints]);
    reader.export.people.insert("idMembers".to_owned());
    let mut put_away = 0;
    for entry in entries {
        if is(entry, "isTemplate") || (is(entry, "closed") && !is(entry, "dueComplete")) {
            put_away += 1;
            continue;
        }
        let item = card(reader, entry, board);
        reader.export.items.extend(item);
    }
    if put_away > 0 {
        reader.remark(format!("left out: templates, and archived cards that are not marked complete ({put_away})"));
    }
}

fn card(reader: &mut Reader<'_>, entry: &Value, board: &Board) -> Option<SeenItem> {
    let (key, in_list) = (text(entry, "id")?, text(entry, "idList")?);
    let id = text(entry, "shortLink").unwrap_or_else(|| key.clone());
    let span = reader.find(&key);
    let (title, size) = sized(text(entry, "name").unwrap_or_default());
    let mut item = SeenItem::new(id, title, span.clone());
    item.url = text(entry, "shortUrl");
    item.labels = names(entry, "labels");
    item.kind = item.labels.iter().find(|label| super::types::known(label).is_some()).cloned();
    let points = size.or_else(|| field(entry, board, &["points", "story points", "estimate", "size"]));
    item.points = points.and_then(|points| reader.points(&points, || span.clone()));
    let Some(name) = board.lists.get(&in_list) else {
        reader.not_this("the lists are missing: name the file with them as well, or export the whole board");
        return None;
    };
    let complete = is(entry, "dueComplete");
    let standing = complete.then_some(Standing::Done);
    let word = if complete { format!("{name}, marked complete") } else { name.clone() };
    let over = standing.or_else(|| known(name)) == Some(Standing::Done);
    item.status = Some(Status { word, standing, at: span.clone() });
    let came = board.came.get(&(key, in_list)).filter(|_| over).cloned();
    let due = text(entry, "due").filter(|_| complete);
    item.days.done = came.or(due).and_then(|day| reader.day(&day, || span.clone()));
    let labels = item.labels.clone();
    let sprint = field(entry, board, &["sprint"])
        .or_else(|| labels.into_iter().chain([name.clone()]).find(|name| is_sprint(reader, name)));
    if let Some(sprint) = sprint {
        reader.export.sprints.push(SeenSprint::new(sprint.clone(), span));
        item.sprints.push(sprint);
    }
    Some(item)
}

/// A label or list that the map calls a sprint, or that is called so and has a number.
fn is_sprint(reader: &Reader<'_>, name: &str) -> bool {
    let named = name.to_lowercase().contains("sprint") && name.contains(|letter: char| letter.is_ascii_digit());
    reader.map.sprints.contains_key(name) || (reader.map.all_in.is_none() && named)
}

/// `(3) Card form` is a card of 3 points, as the add-ons for Scrum write it.
fn sized(name: String) -> (String, Option<String>) {
    let sized = name.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    match sized.filter(|(size, _)| size.trim().parse::<f64>().is_ok()) {
        Some((size, title)) => (title.trim().to_owned(), Some(size.trim().to_owned())),
        None => (name, None),
    }
}

/// The value of the card in a field of its board with one of these names.
fn field(entry: &Value, board: &Board, wanted: &[&str]) -> Option<String> {
    let values = at(entry, "customFieldItems")?.as_array()?;
    let value = values.iter().find(|value| {
        let name = text(value, "idCustomField").and_then(|id| board.fields.get(&id));
        name.is_some_and(|name| wanted.contains(&name.to_lowercase().as_str()))
    })?;
    text(value, "value.number").or_else(|| text(value, "value.text"))
}
