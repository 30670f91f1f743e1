//! The badge of a sprint for the front page of a repository: its name, what became of the goal, and what was finished.

use jiff::civil::Date;

use super::chart::{escaped, shortened};
use super::words;
use crate::sprints::{Log, Outcome, Sprint, State};

/// How tall a badge is, in pixels: what code hosts and other makers of badges have.
const HEIGHT: usize = 20;

/// Space on both sides of words, in tenths of a pixel.
const MARGIN: usize = 60;

/// The most letters of a name. A badge is one of several in a row.
const LONGEST: usize = 32;

/// How wide the letters from space to `~` are in Verdana of 11 pixels, in tenths of a pixel. Other sans-serif fonts are
/// narrower; each half is drawn with `textLength`, so the words fill it whatever font there is.
const WIDTHS: [u8; 95] = [
    39, 43, 50, 90, 70, 118, 80, 30, 50, 50, 70, 90, 40, 50, 40, 50, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 50, 50,
    90, 90, 90, 60, 110, 75, 75, 77, 85, 70, 63, 85, 83, 46, 50, 76, 61, 93, 82, 87, 66, 87, 76, 75, 68, 81, 75, 109,
    75, 68, 75, 50, 50, 50, 90, 70, 70, 66, 69, 57, 69, 66, 39, 69, 70, 30, 38, 65, 30, 107, 70, 67, 69, 69, 47, 57,
    43, 70, 65, 90, 65, 65, 58, 70, 50, 70, 90,
];

/// The badge of `sprint` as of `today`: a picture in SVG that loads nothing and runs nothing.
#[must_use]
pub fn sprint_badge(log: &Log, sprint: &Sprint, today: Date) -> String {
    let name = shortened(&sprint.title().split_whitespace().collect::<Vec<_>>().join(" "), LONGEST);
    let told = told(log, sprint, today);
    let (left, right) = (width(&name), width(&told));
    let whole = left + right;
    let colour = colour(sprint, today);
    let half = |words: &str, from: usize, width: usize| {
        let (middle, length) = (pixels(from + width / 2), pixels(width - 2 * MARGIN));
        format!(
            r##"<text x="{middle}" y="14" fill="#fff" text-anchor="middle" textLength="{length}" lengthAdjust="spacingAndGlyphs">{}</text>"##,
            escaped(words)
        )
    };
    let title = escaped(&format!("{name}: {told}"));
    let (left_words, right_words) = (half(&name, 0, left), half(&told, left, right));
    let [whole, left, right] = [whole, left, right].map(pixels);
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{HEIGHT}" role="img" aria-label="{title}"><title>{title}</title><clipPath id="r"><rect width="{whole}" height="{HEIGHT}" rx="3"/></clipPath><g clip-path="url(#r)"><rect width="{left}" height="{HEIGHT}" fill="#3d4650"/><rect x="{left}" width="{right}" height="{HEIGHT}" fill="{colour}"/><rect x="{left}" width="1" height="{HEIGHT}" fill="#fff"/></g><g font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">{left_words}{right_words}</g></svg>
"##
    )
}

/// "goal met · 19 points", "7 of 23 points so far", "19 points planned".
fn told(log: &Log, sprint: &Sprint, today: Date) -> String {
    let unit = log.unit(sprint);
    let ledgers = log.ledgers(sprint).unwrap_or_default();
    let ledger = ledgers.by(unit);
    let scope = ledger.and_then(|ledger| ledger.final_scope.or(ledger.committed));
    let completed = ledger.and_then(|ledger| ledger.completed);
    match sprint.state(today) {
        State::Planned => {
            scope.map_or_else(|| "planned".to_owned(), |scope| format!("{} planned", words::amount(scope, unit)))
        }
        State::Active => match (completed, scope) {
            (Some(completed), Some(scope)) => {
                format!("{} of {} so far", words::plain(completed), words::amount(scope, unit))
            }
            _ => "under way".to_owned(),
        },
        State::Closed => {
            let goal = sprint.goal.outcome.filter(|outcome| *outcome != Outcome::None);
            let goal = goal.map(|outcome| {
                format!("goal {}", if outcome == Outcome::Partly { "partly met" } else { outcome.word() })
            });
            let parts = [goal, completed.map(|completed| words::amount(completed, unit))];
            let told: Vec<String> = parts.into_iter().flatten().collect();
            if told.is_empty() { "closed".to_owned() } else { told.join(" · ") }
        }
    }
}

/// One colour for what is over, one for what is still to come: a goal that was missed is told in words, never in red.
fn colour(sprint: &Sprint, today: Date) -> &'static str {
    if sprint.state(today) == State::Closed { "#12436d" } else { "#5a4b8a" }
}

/// How wide `words` are with their margins, in tenths of a pixel.
fn width(words: &str) -> usize {
    let letter = |letter: char| match letter {
        ' '..='~' => usize::from(WIDTHS[letter as usize - usize::from(b' ')]),
        // Letters of most scripts are about as wide as an `m` at most; those that are written in squares are wider.
        '\u{1100}'.. => 110,
        _ => 70,
    };
    words.chars().map(letter).sum::<usize>() + 2 * MARGIN
}

/// Tenths of a pixel as pixels: "54.3".
fn pixels(tenths: usize) -> String {
    match (tenths / 10, tenths % 10) {
        (whole, 0) => whole.to_string(),
        (whole, part) => format!("{whole}.{part}"),
    }
}
