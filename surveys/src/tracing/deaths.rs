//! Who may be meant by somebody on a list of deaths. It only says what agrees: whether it is the same person, a person
//! decides.

use chrono::NaiveDate;

use crate::names::plain;

/// What two records of a person can have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trait {
    /// The National Insurance number.
    Nino,
    /// The first name.
    FirstName,
    /// The last name.
    LastName,
    /// The date of birth.
    Dob,
    /// The postcode.
    Postcode,
}

impl Trait {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Nino, Self::FirstName, Self::LastName, Self::Dob, Self::Postcode];

    /// Its name in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nino => "nino",
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::Dob => "dob",
            Self::Postcode => "postcode",
        }
    }

    /// The one with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// Who somebody is, as far as it can be compared. What is not known is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    first_name: String,
    last_name: String,
    dob: Option<NaiveDate>,
    postcode: String,
    nino: String,
}

/// What agrees, and what does not; what one of both does not know is in neither.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alike {
    /// What agrees.
    pub agrees: Vec<Trait>,
    /// What does not.
    pub differs: Vec<Trait>,
}

/// The fewest letters by which a first name is known in a longer one: Jon in Jonathan, but no initial.
const FEWEST_LETTERS: usize = 3;
/// The last letter of a National Insurance number is often left out, and tells nobody apart.
const NINO: usize = 8;

impl Identity {
    /// From what is written, which may be spaced, accented or in capitals.
    #[must_use]
    pub fn of(
        [first_name, last_name, postcode, nino]: [Option<&str>; 4],
        dob: Option<NaiveDate>,
    ) -> Self {
        let plain = |text: Option<&str>| plain(text.unwrap_or_default());
        let nino: String = plain(nino).chars().take(NINO).collect();
        Self {
            first_name: plain(first_name),
            last_name: plain(last_name),
            dob,
            postcode: plain(postcode),
            nino,
        }
    }

    /// What both would have to share for anything to come of comparing them: one of these keys.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        let by_dob = self.dob.map(|dob| format!("born {dob}"));
        let by_nino = (!self.nino.is_empty()).then(|| format!("nino {}", self.nino));
        let is_placed = !self.last_name.is_empty() && !self.postcode.is_empty();
        let by_place = is_placed.then(|| format!("at {} {}", self.postcode, self.last_name));
        [by_dob, by_nino, by_place].into_iter().flatten().collect()
    }

    /// How they compare, where it is probable that they are one person: three of first name, last name, date of birth and
    /// postcode agree; or the National Insurance number does, and the last name or the date of birth.
    #[must_use]
    pub fn alike(&self, other: &Self) -> Option<Alike> {
        let mut alike = Alike::default();
        let compared = [
            (Trait::Nino, equal(&self.nino, &other.nino)),
            (Trait::FirstName, begins(&self.first_name, &other.first_name)),
            (Trait::LastName, equal(&self.last_name, &other.last_name)),
            (Trait::Dob, self.dob.zip(other.dob).map(|(one, other)| one == other)),
            (Trait::Postcode, equal(&self.postcode, &other.postcode)),
        ];
        for (one, agrees) in compared {
            match agrees {
                Some(true) => alike.agrees.push(one),
                Some(false) => alike.differs.push(one),
                None => {}
            }
        }
        let has = |one: Trait| alike.agrees.contains(&one);
        let of_four = alike.agrees.iter().filter(|one| **one != Trait::Nino).count();
        let by_nino = has(Trait::Nino) && (has(Trait::LastName) || has(Trait::Dob));
        (of_four >= 3 || by_nino).then_some(alike)
    }
}

/// Whether two texts are one; none where one is not known.
fn equal(one: &str, other: &str) -> Option<bool> {
    (!one.is_empty() && !other.is_empty()).then(|| one == other)
}

/// Whether one of two first names is the beginning of the other.
fn begins(one: &str, other: &str) -> Option<bool> {
    let (short, long) =
        if one.chars().count() <= other.chars().count() { (one, other) } else { (other, one) };
    let enough = short.chars().count() >= FEWEST_LETTERS;
    equal(one, other).map(|equal| equal || enough && long.starts_with(short))
}
