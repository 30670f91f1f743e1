//! The formula of every number that a page shows, in the words of the person who reads it.

/// One number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Formula {
    /// The heading that it stands under.
    pub(crate) group: &'static str,
    /// The id of its line.
    pub(crate) key: &'static str,
    /// What it is called.
    pub(crate) label: &'static str,
    /// How it is counted.
    pub(crate) counted: &'static str,
    /// What it is good for, and what it is not.
    pub(crate) meaning: &'static str,
}

const fn line(
    group: &'static str,
    key: &'static str,
    label: &'static str,
    counted: &'static str,
    meaning: &'static str,
) -> Formula {
    Formula { group, key, label, counted, meaning }
}

const LEDGER: &str = "Ledger of a sprint";
const RATIOS: &str = "Ratios of a sprint";
const DAYS: &str = "Day by day";
const GOALS: &str = "Goals";
const VELOCITY: &str = "Velocity";
const NEXT: &str = "The next commitment";
const FORECAST: &str = "Forecast";
const BLOCKERS: &str = "Blockers and risks";
const RETRO: &str = "Retrospectives and health";
const MONEY: &str = "Money";
const ESTIMATES: &str = "Estimates and carried work";

/// Every number, group by group.
pub(crate) const FORMULAS: &[Formula] = &[
    line(
        GOALS,
        "met-rate",
        "Goals met",
        "sprints whose goal was met / sprints with a goal and an outcome",
        "Read this first. Partly met does not count as met; a sprint without a goal is in neither number.",
    ),
    line(
        LEDGER,
        "committed",
        "Committed",
        "the estimates, at the start, of the items then in the sprint",
        "At the start means before anything that happened on the first day.",
    ),
    line(LEDGER, "added", "Added", "the estimates of items that came in later, on the day they came", ""),
    line(LEDGER, "reestimated", "Re-estimated", "the sum of final estimate − first estimate", "May be below zero."),
    line(
        LEDGER,
        "completed",
        "Completed",
        "the final estimates of what was finished until the close",
        "This is what velocity counts.",
    ),
    line(LEDGER, "not_completed", "Not completed", "the final estimates of what was open at the close", ""),
    line(LEDGER, "removed", "Removed", "the final estimates of what was taken out", ""),
    line(
        LEDGER,
        "completed_elsewhere",
        "Done before the start",
        "items of the sprint that were finished before it began",
        "In neither number, unless the team counts as Jira does (“commitment: jira” in its settings).",
    ),
    line(
        LEDGER,
        "balance",
        "Balance",
        "committed + added + re-estimated = completed + not completed + removed",
        "A build error where it does not hold, so every number here has its proof.",
    ),
    line(
        LEDGER,
        "unestimated",
        "Without an estimate",
        "items of the sprint's work that nobody estimated",
        "They count as 0 points and 1 item.",
    ),
    line(
        RATIOS,
        "throughput_vs_plan",
        "Completed against plan",
        "completed / committed",
        "Also says how much came in. Of 1,680 real sprints 28 % lie between 80 and 110 %, so there is no colour for it.",
    ),
    line(
        RATIOS,
        "commitment_reliability",
        "Of the planned work itself",
        "committed work that was finished, at its first estimate / committed",
        "How well the plan held, whatever came in.",
    ),
    line(RATIOS, "completion_rate", "Completion", "completed / (completed + not completed)", ""),
    line(RATIOS, "carry_over_rate", "Left open", "not completed / (completed + not completed)", ""),
    line(RATIOS, "added_pct", "Added", "added / committed", ""),
    line(RATIOS, "removed_pct", "Removed", "removed / committed", ""),
    line(RATIOS, "churn_pct", "Churn", "(added + removed) / committed", "How much the plan moved, in both directions."),
    line(RATIOS, "net_scope_change_pct", "Net change of scope", "(added + re-estimated − removed) / committed", ""),
    line(
        RATIOS,
        "saydo",
        "Say and do over the window",
        "Σ completed / Σ committed of the sprints that count",
        "Large sprints weigh more, as they should.",
    ),
    line(
        DAYS,
        "remaining",
        "Remaining",
        "scope − done at the end of the day",
        "The last one equals what was not completed.",
    ),
    line(
        DAYS,
        "ideal",
        "Ideal line",
        "committed × (1 − working days so far / working days of the sprint)",
        "Flat on days off. A help for the eye and no plan.",
    ),
    line(DAYS, "flow", "Cumulative flow", "items to do, in progress and done at the end of each day", ""),
    line(
        DAYS,
        "cycle-time",
        "Cycle time",
        "day done − day started + 1, in calendar days",
        "Never 0. “85 % within 9 days” takes element ⌈85 × n / 100⌉ of the sorted times and needs 6 sprints.",
    ),
    line(DAYS, "age", "Age of open work", "day of the report − day started + 1, in calendar days", ""),
    line(DAYS, "throughput", "Throughput", "items finished, whatever their size", ""),
    line(
        VELOCITY,
        "n",
        "Sprints that count",
        "the last closed sprints, up to the window, that are not excluded and tell what they completed",
        "On 65 public boards and 1,332 forecasts a window of 10 was best calibrated.",
    ),
    line(
        VELOCITY,
        "mean",
        "Mean",
        "Σ completed / number of sprints",
        "Teams that commit to their mean reach it in about 4 of 10 sprints.",
    ),
    line(VELOCITY, "median", "Median", "the middle value, or the mean of the two in the middle", ""),
    line(VELOCITY, "min", "Lowest", "the smallest value", ""),
    line(VELOCITY, "max", "Highest", "the largest value", ""),
    line(VELOCITY, "stdev_sample", "Standard deviation", "√(Σ (value − mean)² / (n − 1))", ""),
    line(VELOCITY, "rolling3", "Mean of the last three", "the mean of the newest value and the two before it", ""),
    line(
        VELOCITY,
        "p50_at_least",
        "Reached in at least 50 % of sprints",
        "element ⌈50 × n / 100⌉ of the values, best first",
        "Never interpolated: it is always a value that really happened.",
    ),
    line(
        VELOCITY,
        "p70_at_least",
        "Reached in at least 70 % of sprints",
        "element ⌈70 × n / 100⌉ of the values, best first",
        "Needs 3 sprints.",
    ),
    line(
        VELOCITY,
        "p85_at_least",
        "Reached in at least 85 % of sprints",
        "element ⌈85 × n / 100⌉ of the values, best first",
        "Needs 6 sprints: with fewer, one more sprint could overturn it.",
    ),
    line(
        VELOCITY,
        "p95_at_least",
        "Reached in at least 95 % of sprints",
        "element ⌈95 × n / 100⌉ of the values, best first",
        "Needs 19 sprints.",
    ),
    line(
        VELOCITY,
        "cohn",
        "Cohn's 90 % interval",
        "the values that are left after dropping so many from each end as the sign test allows",
        "Where the true middle lies; from 5 sprints on.",
    ),
    line(
        VELOCITY,
        "xmr",
        "Natural limits",
        "mean ± 2.66 × mean distance of neighbours",
        "A value outside is a signal: something was different. Inside it is noise.",
    ),
    line(
        VELOCITY,
        "trend",
        "Trend",
        "pairs of sprints of which the later one finished less (or more), against all orders (Mann and Kendall)",
        "Told only where chance explains it in at most 1 of 40 logs.",
    ),
    line(NEXT, "safe", "Safe", "what at least 85 % of the outcomes reached, rounded down", "Needs 6 sprints."),
    line(NEXT, "likely", "Likely", "what at least 50 % of the outcomes reached, rounded down", ""),
    line(NEXT, "best", "Best", "the largest outcome, rounded down", ""),
    line(NEXT, "person-days", "Person-days", "Σ allocation × (working days − leave)", "Roles, never names."),
    line(
        NEXT,
        "rate",
        "Rate",
        "Σ completed / Σ person-days",
        "An outcome is the rate of a past sprint × the person-days of the next. Without capacity the velocities themselves are the outcomes.",
    ),
    line(
        NEXT,
        "verdict",
        "Verdict",
        "up to safe: room to spare · up to likely: fits · up to best: a stretch · above: never reached yet",
        "",
    ),
    line(
        FORECAST,
        "how-many",
        "How many",
        "the largest amount that at least p % of all futures reach",
        "Each future sprint draws one of the window's outcomes; every future is counted, nothing is simulated.",
    ),
    line(
        FORECAST,
        "when",
        "When",
        "the fewest sprints by which at least p % of all futures are done",
        "A history of zeros says “never at this rate”.",
    ),
    line(
        FORECAST,
        "calibration",
        "Calibration",
        "how often a claim would have held, made before each past sprint from those before it",
        "Near the claim is right: 85 % should hold in about 85 of 100 sprints.",
    ),
    line(
        BLOCKERS,
        "blocker-days",
        "Days blocked",
        "day resolved − day opened; open ones until the day of the report",
        "The day of the resolution itself is not blocked.",
    ),
    line(BLOCKERS, "time-to-resolve", "Time to resolve", "median, mean and 85 % of the days of resolved blockers", ""),
    line(
        BLOCKERS,
        "clusters",
        "By cause",
        "Σ days of the blockers with the same cause / Σ days of all",
        "The cause with the most days comes first.",
    ),
    line(BLOCKERS, "recurrence", "Seen before", "sprints of the window that met this cause", ""),
    line(
        BLOCKERS,
        "score",
        "Weight of a risk",
        "likelihood × impact, each 1 to 5",
        "An order to talk in, and no measurement.",
    ),
    line(
        RETRO,
        "follow-through",
        "Follow-through",
        "actions done / actions due; a dropped one is due and not done",
        "",
    ),
    line(RETRO, "on-time", "On time", "actions done by the end of the sprint they were due in / actions due", ""),
    line(
        RETRO,
        "health",
        "Health",
        "mean and median of the answers",
        "Hidden below 4 answers, so that nobody can be recognised.",
    ),
    line(MONEY, "budget", "Budget", "as team.yaml says", ""),
    line(
        MONEY,
        "spent",
        "Spent",
        "Σ cost of the closed sprints of the budget's time, and its part of the budget",
        "There is no cost per point: that would make points a currency, and a currency is inflated.",
    ),
    line(MONEY, "budget-left", "Left", "budget − spent", ""),
    line(MONEY, "elapsed", "Time elapsed", "closed sprints / sprints that the budget is meant for", ""),
    line(MONEY, "mean-cost", "Mean cost of a sprint", "spent / sprints that tell their cost", ""),
    line(MONEY, "runway", "Lasts for", "left / mean cost, in whole sprints", "Hold it against the forecast."),
    line(
        ESTIMATES,
        "sizes",
        "Days by size",
        "median and range of the cycle time of items of one size",
        "Where the ranges of two neighbouring sizes overlap, they are the same size in days.",
    ),
    line(
        ESTIMATES,
        "spearman",
        "Rank correlation",
        "Spearman's ρ of size and days",
        "1: larger always took longer. 0: the size says nothing.",
    ),
    line(
        ESTIMATES,
        "carried",
        "Carried over",
        "the same item in another sprint",
        "Carried three times or more: is it still wanted?",
    ),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::FORMULAS;

    #[test]
    fn every_line_has_an_id_of_its_own_and_groups_stay_together() {
        let keys: BTreeSet<&str> = FORMULAS.iter().map(|one| one.key).collect();
        assert_eq!(keys.len(), FORMULAS.len());
        let groups: Vec<&str> =
            FORMULAS.chunk_by(|one, other| one.group == other.group).map(|chunk| chunk[0].group).collect();
        assert_eq!(groups.iter().collect::<BTreeSet<_>>().len(), groups.len());
    }
}
