//! Stable contacts: up to two people who would know how to reach somebody who has moved.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    answer::{MOST_OF_EMAIL, is_email, is_name},
    fill::long_date,
    keys::WaveKey,
    telephone,
    typed::Typed,
};

/// So many people are named at most.
const MOST: usize = 2;
/// The longest name and the longest relation, in characters.
const LONGEST: usize = 100;

/// Somebody who would know how to reach a participant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StableContact {
    /// What they are called.
    pub name: String,
    /// What they are to the participant, in the participant's words; may be empty.
    pub relation: String,
    /// Their telephone number as every network takes it; empty if there is none.
    pub phone: String,
    /// Their email address; empty if there is none.
    pub email: String,
}

/// Those whom one participant named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StableContacts {
    /// At most two.
    pub people: Vec<StableContact>,
    /// The day on which it was last said that they are right.
    pub checked_on: Option<NaiveDate>,
    /// In which wave that was.
    pub wave: Option<WaveKey>,
}

/// What is wrong with one of them, who is named by their place from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StableProblem {
    /// There is something of them and no name.
    NoName(usize),
    /// A name or a relation has a line break or another sign that nobody sees.
    NotAName(usize),
    /// There is neither a telephone number nor an email address.
    NoWay(usize),
    /// That is no telephone number.
    NotAPhone(usize),
    /// That is no email address.
    NotAnEmail(usize),
    /// The name or the relation has more than 100 characters.
    TooLong(usize),
}

impl StableContacts {
    /// The boxes of the form: `contact1_name`, `contact1_relation`, `contact1_phone`, `contact1_email`, and so for the second.
    pub const PARTS: [&'static str; 4] = ["name", "relation", "phone", "email"];

    /// The people whom a form names. One whose boxes are all empty is nobody.
    ///
    /// # Errors
    /// Everything that cannot be used.
    pub fn parse(typed: &Typed) -> Result<Vec<StableContact>, Vec<StableProblem>> {
        let (mut people, mut problems) = (Vec::new(), Vec::new());
        for place in 1..=MOST {
            let [name, relation, phone, email] =
                Self::PARTS.map(|part| typed.one(&format!("contact{place}_{part}")).to_owned());
            let one = StableContact { name, relation, phone, email };
            if one == StableContact::default() {
                continue;
            }
            match one.checked(place) {
                Ok(one) => people.push(one),
                Err(found) => problems.extend(found),
            }
        }
        if problems.is_empty() { Ok(people) } else { Err(problems) }
    }

    /// Whether they should be asked in this wave whether these people are still right. Once a wave is enough.
    #[must_use]
    pub fn to_check(&self, wave: &WaveKey) -> bool {
        self.wave.as_ref() != Some(wave)
    }
}

impl StableContact {
    fn checked(self, place: usize) -> Result<Self, Vec<StableProblem>> {
        let mut problems = Vec::new();
        let phone = telephone::international(&self.phone);
        let too_long = |text: &str, most: usize| text.chars().count() > most;
        if self.name.is_empty() {
            problems.push(StableProblem::NoName(place));
        }
        if !is_name(&self.name) || !is_name(&self.relation) {
            problems.push(StableProblem::NotAName(place));
        }
        if too_long(&self.name, LONGEST) || too_long(&self.relation, LONGEST) {
            problems.push(StableProblem::TooLong(place));
        }
        if self.phone.is_empty() && self.email.is_empty() {
            problems.push(StableProblem::NoWay(place));
        }
        if !self.phone.is_empty() && phone.is_none() {
            problems.push(StableProblem::NotAPhone(place));
        }
        let is_usable = is_email(&self.email) && !too_long(&self.email, usize::from(MOST_OF_EMAIL));
        if !self.email.is_empty() && !is_usable {
            problems.push(StableProblem::NotAnEmail(place));
        }
        let phone = phone.unwrap_or_default();
        if problems.is_empty() { Ok(Self { phone, ..self }) } else { Err(problems) }
    }
}

impl fmt::Display for StableContact {
    /// `Eve Example (sister), +447700900321, eve@example.org`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        if !self.relation.is_empty() {
            write!(f, " ({})", self.relation)?;
        }
        for way in [&self.phone, &self.email].into_iter().filter(|way| !way.is_empty()) {
            write!(f, ", {way}")?;
        }
        Ok(())
    }
}

impl fmt::Display for StableContacts {
    /// Each of them, and when they were last said to be right.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let people: Vec<_> = self.people.iter().map(ToString::to_string).collect();
        let people = if people.is_empty() { "nobody".to_owned() } else { people.join("; ") };
        match self.checked_on {
            Some(on) => write!(f, "{people}; last checked on {}", long_date(on)),
            None => f.write_str(&people),
        }
    }
}
