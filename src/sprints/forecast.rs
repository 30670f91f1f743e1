//! Forecasts by convolution: each future sprint (or working day) draws one of the past outcomes with replacement, and every
//! possible future is counted. Nothing is simulated, so there is no noise and no seed.

use std::collections::BTreeMap;

use super::count::{Chance, Count};
use super::decimal::Points;
use super::ratio::Ratio;

/// Ten years of two-week sprints: what is further away is told as "not within".
pub const MOST_SPRINTS: usize = 260;

/// Ten years of working days.
pub const MOST_DAYS: usize = 2_600;

/// How many additions a forecast may take: far more than real logs need, and a fraction of a second at most.
const MOST_WORK: usize = 4_000_000;

/// The past outcomes that a future step (a sprint, or a working day) may draw from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draws {
    /// Each outcome in grains, with the number of times that it came. Equal ones are counted together.
    outcomes: BTreeMap<u64, u64>,
    /// The largest amount that divides every outcome, in hundredths.
    grain: u64,
    /// How many outcomes there are.
    steps: u64,
    mean: Ratio,
}

/// How much is done after some steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HowMany {
    /// How many steps were drawn.
    pub steps: usize,
    /// The mean: steps × the mean of the outcomes.
    pub mean: Ratio,
    /// Every possible sum in grains, with the number of futures that end there.
    sums: BTreeMap<u64, Count>,
    grain: u64,
    whole: Count,
}

/// When a target is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// The probability that it is reached within 1, 2, 3, … steps, until that is 1 to six places or too far away.
    pub within: Vec<Chance>,
    /// There is nothing left to do.
    pub already: bool,
    /// No step of the past brought the target any nearer.
    pub never: bool,
}

impl Draws {
    /// The outcomes of `history`; `None` without any. Below zero counts as nothing done.
    #[must_use]
    pub fn of(history: &[Points]) -> Option<Self> {
        let parts = || history.iter().map(|amount| u64::try_from(amount.as_parts()).unwrap_or(0));
        let sum: i128 = parts().map(i128::from).sum();
        let mean = Ratio::new(sum, i128::from(Points::SCALE) * history.len() as i128)?;
        let grain = parts().fold(0, common_divisor).max(1);
        let mut outcomes: BTreeMap<u64, u64> = BTreeMap::new();
        for part in parts() {
            *outcomes.entry(part / grain).or_default() += 1;
        }
        let often = outcomes.values().copied().fold(0, common_divisor);
        let steps = history.len() as u64 / often;
        for times in outcomes.values_mut() {
            *times /= often;
        }
        Some(Self { outcomes, grain, steps, mean })
    }

    /// How much is done after `steps` steps; `None` where there are too many possible sums to count.
    #[must_use]
    pub fn how_many(&self, steps: usize) -> Option<HowMany> {
        let mut walk = Walk::new(self, u64::MAX);
        let mut work = 0;
        for _ in 0..steps {
            work += walk.cost();
            if work > MOST_WORK {
                return None;
            }
            walk.step();
        }
        let mean = self.mean.times(steps as i128);
        Some(HowMany { steps, mean, sums: walk.open, grain: self.grain, whole: walk.whole })
    }

    fn needed(&self, target: Points) -> u64 {
        u64::try_from(target.as_parts()).unwrap_or(0).div_ceil(self.grain)
    }

    fn is_idle(&self) -> bool {
        self.outcomes.keys().all(|outcome| *outcome == 0)
    }
}

impl HowMany {
    /// The largest amount that is reached in at least `p` per cent of the futures.
    #[must_use]
    pub fn at_least(&self, p: usize) -> Points {
        let mut part = Count::default();
        for (sum, futures) in self.sums.iter().rev() {
            part.add_times(futures, 1);
            if Chance::new(part.clone(), self.whole.clone()).is_at_least(p) {
                return self.amount(*sum);
            }
        }
        Points::ZERO
    }

    /// The probability that at least `amount` is done.
    #[must_use]
    pub fn chance_of(&self, amount: Points) -> Chance {
        let needed = u64::try_from(amount.as_parts()).unwrap_or(0).div_ceil(self.grain);
        let mut part = Count::default();
        for futures in self.sums.range(needed..).map(|(_, futures)| futures) {
            part.add_times(futures, 1);
        }
        Chance::new(part, self.whole.clone())
    }

    /// The probability of each possible sum, the smallest first.
    #[must_use]
    pub fn distribution(&self) -> Vec<(Points, Chance)> {
        let chance = |futures: &Count| Chance::new(futures.clone(), self.whole.clone());
        self.sums.iter().map(|(sum, futures)| (self.amount(*sum), chance(futures))).collect()
    }

    fn amount(&self, sum: u64) -> Points {
        Points::parts(i64::try_from(sum.saturating_mul(self.grain)).unwrap_or(i64::MAX))
    }
}

impl When {
    /// When `draws` reach `target`, looking at most `most` steps ahead.
    #[must_use]
    pub fn of(draws: &Draws, target: Points, most: usize) -> Self {
        Self::all(&[(draws, target)], most)
    }

    /// When every one of several teams has reached its own target. Teams do not depend on each other, so the
    /// probabilities multiply; points of two teams are never added.
    #[must_use]
    pub fn all(needs: &[(&Draws, Points)], most: usize) -> Self {
        let open: Vec<&(&Draws, Points)> = needs.iter().filter(|(_, target)| *target > Points::ZERO).collect();
        let never = open.iter().any(|(draws, _)| draws.is_idle());
        if open.is_empty() || never {
            return Self { within: Vec::new(), already: open.is_empty(), never };
        }
        let mut walks: Vec<Walk<'_>> =
            open.iter().map(|(draws, target)| Walk::new(draws, draws.needed(*target))).collect();
        let mut within = Vec::new();
        let mut work = 0;
        while within.len() < most {
            work += walks.iter().map(Walk::cost).sum::<usize>();
            if work > MOST_WORK {
                break;
            }
            walks.iter_mut().for_each(Walk::step);
            let done =
                walks.iter().map(Walk::done).reduce(|one, other| one.and(&other)).expect("somebody needs something");
            let sure = done.millionths() == Chance::SCALE;
            within.push(done);
            if sure {
                break;
            }
        }
        Self { within, already: false, never: false }
    }

    /// The fewest steps by which it is done in at least `p` per cent of the futures: 0 where nothing is left to do, `None`
    /// where that is never, or too far away to count.
    #[must_use]
    pub fn by(&self, p: usize) -> Option<usize> {
        if self.already {
            return Some(0);
        }
        self.within.iter().position(|chance| chance.is_at_least(p)).map(|place| place + 1)
    }

    /// The probability that it is done within `steps` steps, in millionths.
    #[must_use]
    pub fn millionths_within(&self, steps: usize) -> u64 {
        match steps.min(self.within.len()) {
            _ if self.already => Chance::SCALE,
            0 => 0,
            last => self.within[last - 1].millionths(),
        }
    }
}

/// All futures of some steps, by their sum; those that reached the target are only counted.
struct Walk<'a> {
    draws: &'a Draws,
    target: u64,
    open: BTreeMap<u64, Count>,
    reached: Count,
    whole: Count,
}

impl<'a> Walk<'a> {
    fn new(draws: &'a Draws, target: u64) -> Self {
        let open = BTreeMap::from([(0, Count::new(1))]);
        Self { draws, target, open, reached: Count::default(), whole: Count::new(1) }
    }

    fn step(&mut self) {
        let mut open: BTreeMap<u64, Count> = BTreeMap::new();
        let mut reached = self.reached.times(self.draws.steps);
        for (sum, futures) in &self.open {
            for (outcome, times) in &self.draws.outcomes {
                let sum = sum.saturating_add(*outcome);
                let place = if sum >= self.target { &mut reached } else { open.entry(sum).or_default() };
                place.add_times(futures, *times);
            }
        }
        self.open = open;
        self.reached = reached;
        self.whole = self.whole.times(self.draws.steps);
    }

    /// The additions of the next step. Finding a place costs about as much as adding sixteen words there.
    fn cost(&self) -> usize {
        self.open.len() * self.draws.outcomes.len() * (16 + self.whole.words()) / 16
    }

    fn done(&self) -> Chance {
        Chance::new(self.reached.clone(), self.whole.clone())
    }
}

/// Euclid's; that of 0 and a number is the number.
fn common_divisor(one: u64, other: u64) -> u64 {
    if other == 0 { one } else { common_divisor(other, one % other) }
}

#[cfg(test)]
mod tests {
    use super::{Chance, Draws, MOST_SPRINTS, When};
    use crate::sprints::Points;

    fn draws(halves: &[i64]) -> Draws {
        Draws::of(&halves.iter().map(|half| Points::parts(half * 50)).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn an_idle_team_never_gets_there() {
        let when = When::of(&draws(&[0, 0, 0]), Points::whole(1), MOST_SPRINTS);
        assert!(when.never && when.by(50).is_none() && when.within.is_empty());
        assert_eq!(draws(&[0, 0]).how_many(5).unwrap().at_least(95), Points::ZERO);
    }

    #[test]
    fn a_target_that_is_reached_needs_no_step() {
        let when = When::of(&draws(&[0, 3]), Points::ZERO, MOST_SPRINTS);
        assert_eq!((when.by(95), when.millionths_within(0)), (Some(0), Chance::SCALE));
    }

    #[test]
    fn one_outcome_is_certain() {
        let when = When::of(&draws(&[5, 5, 5]), Points::whole(5), MOST_SPRINTS);
        assert_eq!((when.by(50), when.by(95), when.within.len()), (Some(2), Some(2), 2));
        assert_eq!(Draws::of(&[]), None);
    }

    #[test]
    fn exactly_half_is_half() {
        let when = When::of(&draws(&[0, 1]), Points::parts(50), MOST_SPRINTS);
        assert_eq!(when.by(50), Some(1));
        assert_eq!([1, 2, 3].map(|k| when.millionths_within(k)), [500_000, 750_000, 875_000]);
    }

    #[test]
    fn what_is_too_far_away_ends() {
        let slow = When::of(&draws(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 1]), Points::whole(100), MOST_SPRINTS);
        assert_eq!((slow.by(50), slow.within.len(), slow.never), (None, MOST_SPRINTS, false));
        let odd: Vec<Points> = (1..=40).map(|n: i64| Points::parts(n * n * 7_919 + 13)).collect();
        let fine = When::of(&Draws::of(&odd).unwrap(), Points::whole(1_000_000_000), MOST_SPRINTS);
        assert!(fine.by(50).is_none(), "too many sums to count");
        assert!(Draws::of(&odd).unwrap().how_many(100).is_none());
    }
}
