//! A sequence of numbers that looks like chance and is decided by a seed: `SplitMix64`.

/// Dice that fall the same way for the same seed, on every machine.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice for a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Dice for one of many things under the same seed.
    #[must_use]
    pub fn of(seed: u64, which: u64) -> Self {
        let mut dice = Self(seed ^ which.wrapping_mul(0xD134_2543_DE82_EF95));
        dice.roll();
        dice
    }

    /// Any number.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `least` to `most`, both included; `least` when they are the wrong way round.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        let count = most.saturating_sub(least).saturating_add(1).max(1).unsigned_abs();
        least + (self.roll() % count).cast_signed()
    }

    /// A number from `least` to `most`, small ones far more often.
    pub fn small(&mut self, least: i64, most: i64) -> i64 {
        let low = self.between(least, most);
        let lower = self.between(least, low);
        self.between(least, lower)
    }

    /// True so many times in a hundred.
    pub fn chance(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    /// A place in the list, as often as its weight says; 0 when there are no weights.
    pub fn weighted(&mut self, weights: &[i64]) -> usize {
        let mut left = self.between(1, weights.iter().sum());
        let fallen = weights.iter().position(|weight| {
            left -= weight;
            left <= 0
        });
        fallen.unwrap_or(0)
    }

    /// One of these; none when there are none.
    pub fn pick<'t, T>(&mut self, of: &'t [T]) -> Option<&'t T> {
        let last = i64::try_from(of.len()).ok()?.checked_sub(1)?;
        usize::try_from(self.between(0, last)).ok().and_then(|place| of.get(place))
    }
}
