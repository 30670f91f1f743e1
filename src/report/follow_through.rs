//! What came of retrospectives, in words.

use jiff::civil::Date;

use super::words;
use crate::sprints::{Action, BeforeAfter, FollowThrough, Log, Measure, Ratio, SPRINTS_FOR_LIMITS, Signal, Sprint};

/// "3 of 5 due actions are done (60 %), 2 of them on time. Overdue: R4 (from S05)."
pub(crate) fn sentences(log: &Log, now: &Sprint) -> Vec<String> {
    let followed = FollowThrough::until(log, now);
    let Some(rate) = followed.rate() else { return Vec::new() };
    let (done, due) = (followed.done(), words::counted(followed.due(), "due action"));
    let on_time = match followed.done_on_time() {
        0 => String::new(),
        number => format!(", {number} of them on time"),
    };
    let mut told = vec![format!("Of {due} up to here {done} are done ({}){on_time}.", words::percent(rate))];
    let overdue: Vec<String> = followed
        .overdue()
        .map(|one| format!("{} from {} ({})", one.action.id, one.from.title(), one.action.what))
        .collect();
    if !overdue.is_empty() {
        told.push(format!("Still open and due: {}.", overdue.join("; ")));
    }
    told
}

/// The measure of an experiment before and after, and whether the change is more than noise.
pub(crate) fn experiment(log: &Log, decided: &Sprint, action: &Action, today: Date) -> Option<String> {
    let experiment = action.experiment.as_ref()?;
    let stated = [("before", &experiment.before), ("expected", &experiment.expect)];
    let stated: Vec<String> =
        stated.into_iter().filter_map(|(word, value)| Some(format!("{word} {}", value.as_ref()?))).collect();
    let stated = if stated.is_empty() { String::new() } else { format!(" ({})", stated.join(", ")) };
    let found = Measure::named(&experiment.measure).map(|measure| BeforeAfter::of(log, measure, decided, today));
    let told = found.map_or_else(|| "it is measured by hand".to_owned(), |found| in_words(&found));
    Some(format!("{}: {}{stated}; {told}.", action.id, experiment.measure))
}

fn in_words(found: &BeforeAfter) -> String {
    let (number_before, number_after) = found.sprints;
    let shown = |value: Ratio| match found.measure {
        Measure::Rate => words::decimal_places(value),
        measure if measure.is_share() => words::percent(value),
        _ => words::rounded(value),
    };
    let (Some(before), Some(after)) = (found.before, found.after) else {
        return if number_after == 0 {
            "no sprint after it is closed yet".to_owned()
        } else {
            "nothing to compare with".to_owned()
        };
    };
    let means = format!(
        "the mean was {} in {} before and is {} in {} since",
        shown(before),
        words::counted(number_before, "sprint"),
        shown(after),
        words::counted(number_after, "sprint")
    );
    let signal = match found.signal {
        Signal::Seen => "that is more than the usual ups and downs",
        Signal::NotYet => "no signal yet: that is within the usual ups and downs",
        Signal::TooEarly if number_before < SPRINTS_FOR_LIMITS => "no signal yet: too few sprints before to tell",
        Signal::TooEarly => "no signal yet",
    };
    format!("{means}; {signal}")
}
