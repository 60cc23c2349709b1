//! What an agreement is worth: how often one person's records agree so far, and how often two people's do.
//!
//! How often one person's records agree is known from the records systems of one NHS trust in England, which an NHS number ties
//! together (R. Cardinal and others, “De-identified Bayesian personal identity matching for privacy-preserving record linkage
//! despite errors”, BMC Medical Informatics and Decision Making 23:85, 2023; its figures are the defaults of its program). Of
//! 1,000 people 977 have the same first name, 979 men and 934 women the same last name, 995 the same date of birth, 690 the
//! same postcode, 10 only the same sector, and 997 the same sex.
//!
//! How the rest is divided among our levels, and how often two people agree by chance, is reckoned: names from the shares
//! of the commonest, dates from the calendar and 60 years of birth, places for a study in a few towns. Both are estimated
//! from the lists themselves by [`super::estimate`], which is better where there are enough people.

use super::{Field, Pattern};

/// How often a level is reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// By two records of one person, from 0 to 1.
    pub one: f64,
    /// By records of two people.
    pub two: f64,
}

/// Each field's levels, in the order of [`Field::levels`].
#[derive(Clone, Debug, PartialEq)]
pub struct Weights(pub(super) [Vec<Chance>; 5]);

const FIRST: [(f64, f64); 4] = [(0.976, 0.006), (0.010, 0.004), (0.008, 0.010), (0.006, 0.980)];
const LAST: [(f64, f64); 4] = [(0.956, 0.001), (0.006, 0.001), (0.004, 0.006), (0.034, 0.992)];
const BORN: [(f64, f64); 5] = [
    (0.9951, 0.000_05),
    (0.0006, 0.000_02),
    (0.0038, 0.0046),
    (0.0002, 0.0165),
    (0.0003, 0.978_83),
];
const PLACE: [(f64, f64); 4] = [(0.690, 0.0002), (0.010, 0.004), (0.180, 0.250), (0.120, 0.7458)];
const SEX: [(f64, f64); 2] = [(0.9967, 0.5), (0.0033, 0.5)];

impl Weights {
    /// Those that are known and reckoned.
    #[must_use]
    pub fn usual() -> Self {
        let chances = |table: &[(f64, f64)]| {
            table.iter().map(|(one, two)| Chance { one: *one, two: *two }).collect()
        };
        Self([chances(&FIRST), chances(&LAST), chances(&BORN), chances(&PLACE), chances(&SEX)])
    }

    /// The levels of a field.
    #[must_use]
    pub fn of(&self, field: Field) -> &[Chance] {
        &self.0[field as usize]
    }

    /// What a pattern is worth, in bits: by how many doublings it makes it likelier that the two are one person. A field that
    /// one side does not know is worth nothing.
    #[must_use]
    pub fn bits(&self, pattern: &Pattern) -> f64 {
        let worth = pattern.known().filter_map(|(field, level)| {
            self.of(field).get(level).map(|chance| (chance.one / chance.two).log2())
        });
        worth.sum()
    }
}
