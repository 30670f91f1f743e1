//! Seeded chance: the same seed gives the same choices on every machine.

/// A stream of choices (`SplitMix64`, Steele, Lea and Flood 2014).
pub struct Chance(u64);

impl Chance {
    /// The stream that belongs to one thing: `what` keeps streams of the same seed apart.
    pub fn of(seed: u64, what: &str, number: usize) -> Self {
        // FNV-1a over the name, so that each kind of stream starts elsewhere.
        let name = what
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        let mut chance = Self(seed ^ name);
        chance.0 = chance.next().wrapping_add(number as u64);
        chance.next();
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        let span = (high - low + 1) as u64;
        low + usize::try_from(self.next() % span).expect("the rest is smaller than a usize")
    }

    /// True in `percent` of 100 cases.
    pub fn happens(&mut self, percent: usize) -> bool {
        self.between(1, 100) <= percent
    }

    pub fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.between(0, from.len() - 1)]
    }
}
