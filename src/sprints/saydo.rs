//! Say and do: what was completed against what was committed.

use super::history::Counted;
use super::ratio::Ratio;

/// Completed against committed, sprint by sprint and over all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SayDo {
    /// D / C of each sprint; `None` where C is unknown or zero.
    pub per_sprint: Vec<Option<Ratio>>,
    /// ΣD / ΣC over the sprints whose C is known: big sprints weigh more, as they should.
    pub ratio_of_sums: Option<Ratio>,
}

impl SayDo {
    /// Compares what was said and done in `counted`.
    #[must_use]
    pub fn of(counted: &[Counted<'_>]) -> Self {
        let known = || counted.iter().filter_map(|one| Some((one.completed, one.committed?)));
        Self {
            per_sprint: counted.iter().map(|one| Ratio::of(one.completed, one.committed?)).collect(),
            ratio_of_sums: Ratio::of(known().map(|pair| pair.0).sum(), known().map(|pair| pair.1).sum()),
        }
    }
}
