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
    /// The mean of the ratios: each sprint weighs the same. `None` of nothing, and where it is too fine to be kept.
    pub mean_of_ratios: Option<Ratio>,
}

/// The band of D / C that is often called healthy, in per cent. Most real sprints are outside of it.
const BAND: [i128; 2] = [80, 110];

impl SayDo {
    /// Compares what was said and done in `counted`.
    #[must_use]
    pub fn of(counted: &[Counted<'_>]) -> Self {
        let known = || counted.iter().filter_map(|one| Some((one.completed, one.committed?)));
        let per_sprint: Vec<Option<Ratio>> =
            counted.iter().map(|one| Ratio::of(one.completed, one.committed?)).collect();
        Self {
            mean_of_ratios: Ratio::mean(per_sprint.iter().copied().flatten()),
            per_sprint,
            ratio_of_sums: Ratio::of(known().map(|pair| pair.0).sum(), known().map(|pair| pair.1).sum()),
        }
    }

    /// How many sprints completed 80 to 110 % of what they committed to.
    #[must_use]
    pub fn in_band(&self) -> usize {
        let [low, high] = BAND.map(|percent| Ratio::new(percent, 100).expect("a hundred is not zero"));
        self.per_sprint.iter().flatten().filter(|ratio| low <= **ratio && **ratio <= high).count()
    }
}
