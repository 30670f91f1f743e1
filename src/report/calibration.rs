//! How often forecasts held, for readers and for machines.

use jiff::civil::Date;
use serde::Serialize;

use super::words;
use crate::sprints::{CLAIMS, Calibration, Kept, Log, Unit};

/// How often each claim would have held in the past, and how often it did.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct CalibrationNumbers {
    /// Claims of 50 %.
    pub p50: KeptNumbers,
    /// Claims of 70 %.
    pub p70: KeptNumbers,
    /// Claims of 85 %.
    pub p85: KeptNumbers,
    /// Claims of 95 %.
    pub p95: KeptNumbers,
    /// What was really said at past closes, as `sprints.lock` keeps it; `null` without any.
    pub journal: Option<JournalNumbers>,
}

/// How often a claim held.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct KeptNumbers {
    /// So often.
    pub held: usize,
    /// Of so many sprints that it could be made for.
    pub of: usize,
}

/// How often what was said at closes held.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct JournalNumbers {
    /// Claims of 50 %.
    pub p50: KeptNumbers,
    /// Claims of 70 %.
    pub p70: KeptNumbers,
    /// Claims of 85 %.
    pub p85: KeptNumbers,
    /// Claims of 95 %.
    pub p95: KeptNumbers,
}

/// The calibration of `log` in `unit` as of `today`.
pub(crate) fn numbers(log: &Log, unit: Unit, today: Date) -> CalibrationNumbers {
    let [p50, p70, p85, p95] = Calibration::walk(log, unit, today).0.map(kept);
    let journal = Calibration::of_journal(log, unit, today).0.map(kept);
    let said = journal.iter().any(|one| one.of > 0);
    let [j50, j70, j85, j95] = journal;
    let journal = said.then_some(JournalNumbers { p50: j50, p70: j70, p85: j85, p95: j95 });
    CalibrationNumbers { p50, p70, p85, p95, journal }
}

/// One or two sentences; none before the first sprint that something could have been said about.
#[must_use]
pub fn calibration_sentences(log: &Log, unit: Unit, today: Date) -> Vec<String> {
    let walk = told(&Calibration::walk(log, unit, today));
    let journal = told(&Calibration::of_journal(log, unit, today));
    let looking_back = walk.map(|told| format!("Had this been said before each past sprint, {told}."));
    let at_closes = journal.map(|told| format!("Of what was really said when sprints were closed, {told}."));
    looking_back.into_iter().chain(at_closes).collect()
}

/// "85 % would have held in 9 of 11 sprints, and 50 % in 6 of 13".
fn told(calibration: &Calibration) -> Option<String> {
    let claims = CLAIMS.iter().zip(calibration.0).rev().filter(|(p, kept)| kept.of > 0 && [50, 85].contains(*p));
    let parts: Vec<String> = claims
        .map(|(p, kept)| format!("“{p} %” held in {} of {}", kept.held, words::counted(kept.of, "sprint")))
        .collect();
    (!parts.is_empty()).then(|| words::listed(&parts))
}

fn kept(kept: Kept) -> KeptNumbers {
    KeptNumbers { held: kept.held, of: kept.of }
}
