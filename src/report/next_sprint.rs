//! The file of the sprint to come, filled in with what is known: dates, people, what goes on, what still stands in the way.

use jiff::civil::Date;

use super::carried_items::{item_line, quoted};
use super::words;
use crate::sprints::{
    Blocker, Capacity, Dependency, Followed, Leave, Log, Part, Person, Planning, Recommendation, Sprint, State, Unit,
};

/// The file of `next`, which `log` does not have yet, as of `today`.
#[must_use]
pub fn next_sprint_text(log: &Log, next: &Sprint, today: Date) -> String {
    let next = &Sprint { capacity: people(log, next), ..next.clone() };
    let mut with_next = Log::new(log.team.clone(), log.sprints.iter().chain([next]).cloned().collect());
    with_next.journal.clone_from(&log.journal);
    let planning = Planning::of(&with_next, next, today);
    let blockers: Vec<String> = planning.blockers.iter().map(|one| blocker(one)).collect();
    let awaited: Vec<String> = planning.dependencies.iter().map(|one| dependency(one)).collect();
    [
        head(log, &planning),
        capacity(next),
        items(log, today),
        list("blockers", "Still in the way.", &blockers),
        list("dependencies", "Needed from other teams before this ends.", &awaited),
        actions(&planning.actions),
    ]
    .concat()
}

fn head(log: &Log, planning: &Planning<'_>) -> String {
    let Sprint { id, dates, .. } = planning.sprint;
    let team = log.team.name.as_deref().or(log.team.id.as_deref()).map(|team| format!(" of {team}"));
    let title = comment(&format!("{id}{}, {}.", team.unwrap_or_default(), words::range(dates.start, dates.end)));
    let within = log.team.holidays.iter().filter(|one| dates.start <= one.date && one.date <= dates.end);
    let holidays: String = within
        .map(|holiday| {
            let name = holiday.name.as_ref().map(|name| format!(": {name}")).unwrap_or_default();
            comment(&format!("Nobody works on {}{name}.", words::day(holiday.date)))
        })
        .collect();
    let advice = comment(&recommendation(&planning.recommendation, log.team.unit));
    let days = format!("schema: 1\nstart: {}\nend: {}\n", dates.start, dates.end);
    format!("{title}{advice}{holidays}{days}# What the sprint is for, in one sentence:\n# goal: {{text: \"\"}}\n")
}

/// "With 35.5 person-days: safe 17, likely 20, best 23 points."
fn recommendation(recommendation: &Recommendation, unit: Unit) -> String {
    let Some(likely) = recommendation.likely() else {
        return "No closed sprint counts yet, so there is nothing to go by.".to_owned();
    };
    let days = recommendation.person_days.map(|days| format!("With {} person-days: ", words::plain(days)));
    let safe = recommendation.safe().map(|safe| format!("safe {safe}, ")).unwrap_or_default();
    let best = recommendation.best().map(|best| format!(", best {best}")).unwrap_or_default();
    let from = words::counted(recommendation.n(), "sprint");
    let limits = format!("{}{safe}likely {likely}{best}", days.unwrap_or_default());
    format!("{} {}, from the last {from}.", words::capital(&limits), unit.word())
}

/// The team without leave but for days that are known; without a team, the people of the sprint before.
fn people(log: &Log, next: &Sprint) -> Option<Capacity> {
    let before = log.sprints.iter().rev().find_map(|sprint| match &sprint.capacity {
        Some(Capacity::People(people)) => Some(people),
        _ => None,
    });
    let people = Some(&log.team.people).filter(|people| !people.is_empty()).or(before)?;
    let within = |day: &Date| next.dates.start <= *day && *day <= next.dates.end;
    let person = |person: &Person| {
        let leave = match &person.leave {
            Leave::Dates(days) => Leave::Dates(days.iter().copied().filter(within).collect()),
            Leave::Days(_) => Leave::default(),
        };
        Person { leave, ..person.clone() }
    };
    Some(Capacity::People(people.iter().map(person).collect()))
}

fn capacity(next: &Sprint) -> String {
    let Some(Capacity::People(people)) = &next.capacity else {
        return "# How many person-days there are, so that past sprints can be put to them:\n# capacity: 30\n"
            .to_owned();
    };
    let line = |person: &Person| {
        let leave = match &person.leave {
            Leave::Dates(days) if !days.is_empty() => {
                format!(", leave: [{}]", days.iter().map(Date::to_string).collect::<Vec<String>>().join(", "))
            }
            _ => String::new(),
        };
        format!("    - {{role: {}, allocation: {}{leave}}}\n", quoted(&person.role), person.allocation)
    };
    let lines: String = people.iter().map(line).collect();
    format!("capacity:\n  # Days off: `leave: [2026-03-26]`, or how many: `leave: 2`.\n  people:\n{lines}")
}

/// What is open in the sprint before, unless that has not begun itself.
fn items(log: &Log, today: Date) -> String {
    let before = log.sprints.last().filter(|before| before.state(today) != State::Planned);
    let parts = before.map(Part::all).unwrap_or_default();
    let open: Vec<String> = parts.iter().filter(|part| part.is_open()).map(|part| item_line(part)).collect();
    let Some(before) = before.filter(|_| !open.is_empty()) else {
        return "# items:\n#   - {id: K-1, title: What it is, type: feature, points: 3}\n".to_owned();
    };
    let title = comment(&format!("Not finished in {}.", before.title()));
    format!("items:\n  {title}{}", open.concat())
}

fn list(name: &str, title: &str, lines: &[String]) -> String {
    if lines.is_empty() { String::new() } else { format!("{name}:\n  {}{}", comment(title), lines.concat()) }
}

fn blocker(blocker: &Blocker) -> String {
    let mut fields = vec![format!("id: {}", quoted(&blocker.id)), format!("title: {}", quoted(&blocker.title))];
    fields.extend(blocker.cause.as_ref().map(|cause| format!("cause: {}", quoted(cause))));
    fields.extend(blocker.opened.map(|day| format!("opened: {day}")));
    fields.extend(blocker.escalated.map(|day| format!("escalated: {day}")));
    if !blocker.items.is_empty() {
        let items: Vec<String> = blocker.items.iter().map(|id| quoted(id)).collect();
        fields.push(format!("items: [{}]", items.join(", ")));
    }
    fields.extend(blocker.owner.as_ref().map(|owner| format!("owner: {}", quoted(owner))));
    fields.extend(blocker.external.map(|external| format!("external: {external}")));
    fields.extend(blocker.risk.as_ref().map(|risk| format!("risk: {}", quoted(risk))));
    format!("  - {{{}}}\n", fields.join(", "))
}

fn dependency(dependency: &Dependency) -> String {
    let mut fields = vec![format!("id: {}", quoted(&dependency.id))];
    fields.extend(dependency.team.as_ref().map(|team| format!("team: {}", quoted(team))));
    fields.push(format!("what: {}", quoted(&dependency.what)));
    fields.extend(dependency.needed_by.map(|day| format!("needed_by: {day}")));
    fields.extend(dependency.promised.map(|day| format!("promised: {day}")));
    fields.extend(dependency.state.map(|state| format!("state: {}", state.word())));
    format!("  - {{{}}}\n", fields.join(", "))
}

/// Actions stay in the file of the retrospective that decided them; this only reminds.
fn actions(actions: &[Followed<'_>]) -> String {
    if actions.is_empty() {
        return String::new();
    }
    let line = |one: &Followed<'_>| {
        let (id, what) = (&one.action.id, one.action.what.trim_end_matches('.'));
        comment(&format!("- {id}, from {}: {what}.", one.from.title()))
    };
    let lines: String = actions.iter().map(line).collect();
    let done = "# Once one is done: `retro: {closed: [{id: …, from: …, outcome: …}]}`.\n";
    format!("# Actions of retrospectives that are still open:\n{lines}{done}")
}

/// A comment of one line, whatever is in `words`.
fn comment(words: &str) -> String {
    let line: String = words.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    format!("# {line}\n")
}
