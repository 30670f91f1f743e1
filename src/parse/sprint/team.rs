//! `team.yaml`: what holds for all sprints of one team.

use jiff::civil::Date;
use serde_yaml::Value;

use crate::diagnostics::{Code, Diagnostic};
use crate::source::SourceFile;
use crate::sprints::{Backlog, Budget, Points, Team, Unit};

use super::super::yaml::{Fields, Read, Wanted};
use super::capacity::{read_holidays, read_people};
use super::open::{in_order, read_fields, read_schema};
use super::values::{amount, day, points, text};

/// The team in `file`, with the default for whatever is missing or wrong in it.
#[must_use]
pub fn parse_team(file: &SourceFile) -> (Team, Vec<Diagnostic>) {
    let (team, diagnostics) = read_fields(file, read_team);
    (team.unwrap_or_default(), in_order(diagnostics))
}

fn read_team(mut fields: Fields<'_>) -> Team {
    read_schema(&mut fields);
    let default = Team::default();
    let currency = text(&mut fields, "currency");
    let unit = fields.take("unit").unwrap_or_default();
    let team = Team {
        id: text(&mut fields, "id"),
        name: text(&mut fields, "name"),
        unit,
        working_days: fields.take("working_days").unwrap_or_default(),
        holidays: read_holidays(&mut fields),
        people: read_people(&mut fields),
        window: read_window(&mut fields).unwrap_or(default.window),
        commitment: fields.take("commitment").unwrap_or_default(),
        budget: read_budget(&mut fields, currency),
        backlog: read_backlog(&mut fields, unit),
    };
    fields.finish(Code::SprintUnknownKey);
    team
}

fn read_window(fields: &mut Fields<'_>) -> Option<usize> {
    let Sprints(window) = fields.take("window")?;
    usize::try_from(window).ok()
}

/// `from` and `to` say for which time the budget is: a sprint counts in it if it ends then.
fn read_budget(fields: &mut Fields<'_>, currency: Option<String>) -> Option<Budget> {
    let mut inside = fields.child("budget")?;
    inside.expect("amount");
    let amount = amount(&mut inside, "amount");
    let from = day(&mut inside, "from");
    let to = day(&mut inside, "to");
    tell_reversed(&inside, from, to);
    let budget = Budget {
        amount: amount.unwrap_or_default(),
        currency: text(&mut inside, "currency").or(currency),
        planned_sprints: inside.take("sprints").map(|Sprints(sprints)| sprints),
        from,
        to,
    };
    inside.finish(Code::SprintUnknownKey);
    amount.map(|_| budget)
}

fn tell_reversed(fields: &Fields<'_>, from: Option<Date>, to: Option<Date>) {
    let (Some(from), Some(to)) = (from, to) else {
        return;
    };
    if to < from {
        let message = format!("the budget ends on {to}, before it starts on {from}");
        fields.push(
            Diagnostic::error(Code::SprintEndBeforeStart, fields.value_span("to"), message)
                .related(fields.value_span("from"), "it starts here")
                .help("swap the two dates, or correct the year"),
        );
    }
}

/// `backlog`: so many points, or so many items. Without either there is nothing to forecast.
fn read_backlog(fields: &mut Fields<'_>, unit: Unit) -> Option<Backlog> {
    let mut inside = fields.child("backlog")?;
    tell_size(&inside);
    let by_points = points(&mut inside, "points").map(|size| (size, Unit::Points));
    let by_items = inside.take::<u32>("items").map(|items| (Points::whole(i64::from(items)), Unit::Items));
    let size = if unit == Unit::Points { by_points.or(by_items) } else { by_items.or(by_points) };
    let name = text(&mut inside, "name");
    let by = day(&mut inside, "by");
    inside.finish(Code::SprintUnknownKey);
    size.map(|(size, unit)| Backlog { name, size, unit, by })
}

fn tell_size(fields: &Fields<'_>) {
    match (fields.has("points"), fields.has("items")) {
        (true, true) => fields.push(
            Diagnostic::error(
                Code::SprintTwoSizes,
                fields.key_span("items"),
                "the backlog has both `points` and `items`",
            )
            .related(fields.key_span("points"), "the points stand here")
            .help("keep the one that the team counts in"),
        ),
        (false, false) => fields.push(
            Diagnostic::error(Code::YamlMissingKey, fields.span(), "the backlog has neither `points` nor `items`")
                .help("say how much is left, like `points: 74`"),
        ),
        _ => {}
    }
}

/// A number of sprints, at least one.
struct Sprints(u32);

impl Read for Sprints {
    fn read(value: &Value) -> Result<Self, Wanted> {
        let sprints = u32::read(value).ok().filter(|sprints| *sprints > 0);
        sprints.map(Self).ok_or_else(|| Wanted::new("a whole number of sprints, 1 or more"))
    }
}
