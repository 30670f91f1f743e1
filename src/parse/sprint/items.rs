//! The items of a sprint.

use crate::diagnostics::{Code, Diagnostic};
use crate::sprints::{Blocked, Estimate, Item};

use super::super::yaml::Fields;
use super::values::{address, day, points, required_day, required_text, text, texts};

/// `items`, each at its place in the list: one that cannot be read at all is an empty one.
pub(super) fn read_items(fields: &mut Fields<'_>) -> Vec<Item> {
    fields.slots("items").into_iter().map(|slot| slot.map(read_item).unwrap_or_default()).collect()
}

fn read_item(mut fields: Fields<'_>) -> Item {
    let item = Item {
        id: required_text(&mut fields, "id"),
        title: text(&mut fields, "title").unwrap_or_default(),
        url: address(&mut fields, "url"),
        kind: fields.take("type").unwrap_or_default(),
        estimates: read_estimates(&mut fields),
        added: day(&mut fields, "added"),
        removed: day(&mut fields, "removed"),
        started: day(&mut fields, "started"),
        done: day(&mut fields, "done"),
        goal: fields.take("goal").unwrap_or_default(),
        blocked: fields.children("blocked").into_iter().filter_map(read_blocked).collect(),
        escaped: fields.take("escaped").unwrap_or_default(),
        parent: text(&mut fields, "parent"),
        labels: texts(&mut fields, "labels"),
        summary: text(&mut fields, "summary"),
    };
    fields.finish(Code::SprintUnknownKey);
    item
}

/// `estimates`, or `points` for an estimate that never changed.
fn read_estimates(fields: &mut Fields<'_>) -> Vec<Estimate> {
    if fields.has("points") && fields.has("estimates") {
        let message = "this item has both `points` and `estimates`";
        let help = "keep `estimates` if the estimate changed, and `points` if it did not";
        fields.push(
            Diagnostic::error(Code::SprintTwoSizes, fields.key_span("points"), message)
                .related(fields.key_span("estimates"), "the estimates stand here")
                .help(help),
        );
    }
    let points = points(fields, "points");
    let estimates: Vec<Estimate> = fields.children("estimates").into_iter().filter_map(read_estimate).collect();
    if estimates.is_empty() { points.map(Estimate::from_the_beginning).into_iter().collect() } else { estimates }
}

fn read_estimate(mut fields: Fields<'_>) -> Option<Estimate> {
    let date = day(&mut fields, "date");
    fields.expect("points");
    let points = points(&mut fields, "points");
    fields.finish(Code::SprintUnknownKey);
    Some(Estimate { date, points: points? })
}

fn read_blocked(mut fields: Fields<'_>) -> Option<Blocked> {
    let from = required_day(&mut fields, "from");
    let to = day(&mut fields, "to");
    let blocker = text(&mut fields, "blocker");
    fields.finish(Code::SprintUnknownKey);
    Some(Blocked { from: from?, to, blocker })
}
