//! The words that pages, sections, items and teams are made of.

use super::chance::Chance;

pub const ACTIONS: &[&str] = &[
    "Planning",
    "Refining",
    "Reviewing",
    "Measuring",
    "Sharing",
    "Choosing",
    "Testing",
    "Releasing",
    "Writing",
    "Watching",
    "Slicing",
    "Naming",
    "Funding",
    "Staffing",
    "Opening",
    "Closing",
    "Mapping",
    "Shaping",
    "Pairing on",
    "Learning from",
    "Asking about",
    "Improving",
    "Counting",
    "Explaining",
];
pub const THINGS: &[&str] = &[
    "backlogs",
    "stories",
    "estimates",
    "goals",
    "blockers",
    "risks",
    "budgets",
    "demos",
    "retrospectives",
    "stand-ups",
    "journeys",
    "prototypes",
    "interviews",
    "services",
    "alerts",
    "releases",
    "incidents",
    "roles",
    "contracts",
    "calendars",
    "boards",
    "dependencies",
    "decisions",
    "assumptions",
    "experiments",
    "metrics",
    "standards",
    "handovers",
];
const SUBJECTS: &[&str] = &[
    "The team",
    "The delivery manager",
    "A product manager",
    "Everybody in the room",
    "The person on support",
    "A new colleague",
    "The service owner",
    "One developer and one tester",
    "The user researcher",
    "Nobody outside the team",
];
const VERBS: &[&str] = &[
    "agrees on",
    "writes down",
    "looks again at",
    "asks about",
    "keeps an eye on",
    "puts off",
    "explains",
    "shortens",
    "checks",
    "tries out",
    "counts",
    "talks about",
];
const OBJECTS: &[&str] = &[
    "the next sprint goal",
    "what was left over",
    "the oldest item on the board",
    "the cost of waiting",
    "the smallest useful change",
    "the promise made last month",
    "the figures of the last ten sprints",
    "the list of open questions",
    "who is away and when",
    "the test environment",
    "the order of the backlog",
    "the reason behind each estimate",
];
const TAILS: &[&str] = &[
    "before anybody starts work",
    "so that the plan holds",
    "and says how sure they are",
    "once a week at most",
    "while it is still cheap to change",
    "without waiting for a meeting",
    "even when the answer is unwelcome",
    "because late news helps nobody",
    "in words that a newcomer understands",
    "until the next review",
];
const BIRDS: &[&str] = &["Heron", "Wren", "Avocet", "Dunlin", "Plover", "Curlew", "Siskin", "Linnet", "Osprey", "Knot"];

/// A title such as "Planning backlogs".
pub fn title(chance: &mut Chance) -> String {
    format!("{} {}", chance.pick(ACTIONS), chance.pick(THINGS))
}

/// A heading such as "Why the team checks the test environment".
pub fn heading(chance: &mut Chance) -> String {
    let opening = chance.pick(&["When", "Why", "How", "What if"]);
    let subject = chance.pick(SUBJECTS);
    let (first, rest) = subject.split_at(1);
    format!("{opening} {}{rest} {} {}", first.to_lowercase(), chance.pick(VERBS), chance.pick(OBJECTS))
}

pub fn sentence(chance: &mut Chance) -> String {
    let subject = chance.pick(SUBJECTS);
    let verb = chance.pick(VERBS);
    let object = chance.pick(OBJECTS);
    let tail = chance.pick(TAILS);
    match chance.between(0, 9) {
        0 => format!("{subject} {verb} **{object}** {tail}."),
        1 => format!("{subject} *{verb}* {object} {tail}."),
        2 => format!("{subject} {verb} {object} {tail}, as `team.yaml` says."),
        _ => format!("{subject} {verb} {object} {tail}."),
    }
}

pub fn sentences(chance: &mut Chance, count: usize) -> String {
    (0..count).map(|_| sentence(chance)).collect::<Vec<_>>().join(" ")
}

/// A short phrase for a list or a table cell, such as "checks the test environment".
pub fn phrase(chance: &mut Chance) -> String {
    format!("{} {}", chance.pick(VERBS), chance.pick(OBJECTS))
}

/// Each number has its own name: "Heron", …, "Knot", "Heron 2", ….
pub fn team(number: usize) -> String {
    let bird = BIRDS[number % BIRDS.len()];
    match number / BIRDS.len() {
        0 => bird.to_owned(),
        round => format!("{bird} {}", round + 1),
    }
}

/// The address of a heading or a title, as code hosts make it.
pub fn slug(text: &str) -> String {
    let kept = text.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-'));
    kept.flat_map(char::to_lowercase).map(|letter| if letter == ' ' { '-' } else { letter }).collect()
}
