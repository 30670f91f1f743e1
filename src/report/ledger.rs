//! The ledger on a page: its rows, the proof that it balances, and the ratios.

use serde::Serialize;

use super::words;
use crate::sprints::{CommitmentMode, Ledger, Ledgers, Log, Points, Ratio, Ratios, Sprint, Unit};

/// The ledger of a sprint, by points and by items side by side.
#[derive(Clone, Debug, Serialize)]
pub struct LedgerView {
    /// Committed, added, re-estimated, completed, not completed, removed, done before the start.
    pub rows: Vec<LedgerRow>,
    /// The line that shows that both sides are equal, per unit that is fully known.
    pub proofs: Vec<Proof>,
    /// The ratios of which at least one is known.
    pub ratios: Vec<RatioRow>,
    /// Finished work by type.
    pub done_by_type: Vec<TypeRow>,
    /// Items of the sprint's work that nobody estimated.
    pub unestimated: Option<usize>,
}

/// One number of the ledger.
#[derive(Clone, Debug, Serialize)]
pub struct LedgerRow {
    /// The name of the number in the JSON outputs.
    pub key: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What it means, in a few words.
    pub meaning: &'static str,
    /// By points; `null` where it is not known.
    pub points: Option<String>,
    /// By items; `null` where it is not known.
    pub items: Option<String>,
}

/// Both sides of the ledger.
#[derive(Clone, Debug, Serialize)]
pub struct Proof {
    /// `points` or `items`.
    pub unit: &'static str,
    /// The numbers, as in "26 + 5 + 2 = 23 + 7 + 3".
    pub line: String,
    /// What the numbers are, in the same order.
    pub words: &'static str,
}

/// One ratio.
#[derive(Clone, Debug, Serialize)]
pub struct RatioRow {
    /// The name of the number in the JSON outputs.
    pub key: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// How it is counted, in a few words.
    pub meaning: &'static str,
    /// By points, in whole per cents, or "no commitment"; `null` where it is not known.
    pub points: Option<String>,
    /// By items, in whole per cents, or "no commitment"; `null` where it is not known.
    pub items: Option<String>,
}

/// Finished work of one type.
#[derive(Clone, Debug, Serialize)]
pub struct TypeRow {
    /// The type.
    pub name: &'static str,
    /// How many items.
    pub items: usize,
    /// Their points.
    pub points: String,
}

/// What a commitment of nothing reads instead of a per cent.
pub(crate) const NO_COMMITMENT: &str = "no commitment";

type Number = fn(&Ledger) -> Option<Points>;
type RatioOf = fn(&Ratios) -> Option<Ratio>;

const ROWS: [(&str, &str, &str, Number); 7] = [
    ("committed", "Committed", "in the sprint at its start", |ledger| ledger.committed),
    ("added", "Added", "came in later", |ledger| ledger.added),
    ("reestimated", "Re-estimated", "new estimates minus old ones", |ledger| ledger.reestimated),
    ("completed", "Completed", "finished in the sprint", |ledger| ledger.completed),
    ("not_completed", "Not completed", "still open at the close", |ledger| ledger.not_completed),
    ("removed", "Removed", "taken out", |ledger| ledger.removed),
    ("completed_elsewhere", "Done before the start", "not part of the sprint's work", |ledger| {
        ledger.completed_elsewhere.filter(|done| !done.is_zero())
    }),
];

const RATIOS: [(&str, &str, &str, RatioOf); 8] = [
    ("throughput_vs_plan", "Completed against plan", "completed / committed", |all| all.throughput_vs_plan),
    (
        "commitment_reliability",
        "Of the planned work itself",
        "committed work that was finished, at its first estimate / committed",
        |all| all.commitment_reliability,
    ),
    ("completion_rate", "Completion", "completed / (completed + not completed)", |all| all.completion_rate),
    ("carry_over_rate", "Left open", "not completed / (completed + not completed)", |all| all.carry_over_rate),
    ("added_pct", "Added", "added / committed", |all| all.added),
    ("removed_pct", "Removed", "removed / committed", |all| all.removed),
    ("churn_pct", "Churn", "(added + removed) / committed", |all| all.churn),
    ("net_scope_change_pct", "Net change of scope", "(added + re-estimated − removed) / committed", |all| {
        all.net_scope_change
    }),
];

/// The ledger of `sprint` as a page shows it; `None` where nothing is known.
pub(crate) fn view(log: &Log, ledgers: &Ledgers) -> Option<LedgerView> {
    let (points, items) = (ledgers.points.as_ref(), ledgers.items.as_ref());
    points.or(items)?;
    let mode = log.team.commitment;
    let proofs = [(Unit::Points, points), (Unit::Items, items)];
    let proofs = proofs.into_iter().filter_map(|(unit, ledger)| proof(unit, ledger?, mode)).collect();
    let types = ledgers.done_by_type.iter().flatten();
    Some(LedgerView {
        rows: rows(points, items),
        proofs,
        ratios: ratios(points, items),
        done_by_type: types
            .map(|(kind, done)| TypeRow { name: kind.word(), items: done.items, points: words::plain(done.points) })
            .collect(),
        unestimated: ledgers.unestimated,
    })
}

impl LedgerView {
    /// The same of a sprint that has not begun: what is planned, and nothing that has still to happen.
    #[must_use]
    pub(crate) fn of_a_plan(self) -> Self {
        let rows = self.rows.into_iter().filter(|row| row.key == "committed").collect();
        Self { rows, proofs: Vec::new(), ratios: Vec::new(), done_by_type: Vec::new(), ..self }
    }
}

/// "26 + 5 + 2 = 23 + 7 + 3" of the sprint's own unit; `None` where a number is missing.
#[must_use]
pub fn proof_line(log: &Log, sprint: &Sprint) -> Option<String> {
    let ledgers = log.ledgers(sprint).ok()?;
    let unit = log.unit(sprint);
    Some(proof(unit, ledgers.by(unit)?, log.team.commitment)?.line)
}

fn rows(points: Option<&Ledger>, items: Option<&Ledger>) -> Vec<LedgerRow> {
    let row = |(key, label, meaning, number): (&'static str, &'static str, &'static str, Number)| {
        let told = |ledger: Option<&Ledger>| {
            let amount = number(ledger?)?;
            Some(if key == "reestimated" { words::signed(amount) } else { words::plain(amount) })
        };
        LedgerRow { key, label, meaning, points: told(points), items: told(items) }
    };
    let is_extra = |row: &LedgerRow| row.key == "completed_elsewhere" && row.points.is_none() && row.items.is_none();
    ROWS.into_iter().map(row).filter(|row| !is_extra(row)).collect()
}

fn proof(unit: Unit, ledger: &Ledger, mode: CommitmentMode) -> Option<Proof> {
    let extra = ledger.completed_elsewhere.filter(|done| mode == CommitmentMode::Jira && !done.is_zero());
    let (added, changed) = (words::plain(ledger.added?), ledger.reestimated?);
    let sign = if changed.is_negative() { '−' } else { '+' };
    let changed = if changed.is_negative() { -changed } else { changed };
    let mut line = format!(
        "{} + {added} {sign} {changed} = {} + {} + {}",
        words::plain(ledger.committed?),
        words::plain(ledger.completed?),
        words::plain(ledger.not_completed?),
        words::plain(ledger.removed?)
    );
    let mut said = "committed + added + re-estimated = completed + not completed + removed";
    if let Some(extra) = extra {
        line = format!("{line} + {extra}");
        said = "committed + added + re-estimated = completed + not completed + removed + done before the start";
    }
    Some(Proof { unit: unit.word(), line, words: said })
}

fn ratios(points: Option<&Ledger>, items: Option<&Ledger>) -> Vec<RatioRow> {
    let row = |(key, label, meaning, ratio): (&'static str, &'static str, &'static str, RatioOf)| {
        let against_plan = !matches!(key, "completion_rate" | "carry_over_rate");
        let told = |ledger: Option<&Ledger>| {
            let ledger = ledger?;
            let nothing = against_plan && ledger.committed?.is_zero();
            let told = || ratio(&ledger.ratios()).map(words::percent);
            if nothing { Some(NO_COMMITMENT.to_owned()) } else { told() }
        };
        RatioRow { key, label, meaning, points: told(points), items: told(items) }
    };
    RATIOS.into_iter().map(row).filter(|row| row.points.is_some() || row.items.is_some()).collect()
}
