//! Two lists of invented people, of whom it is known who is on both: a study's, and an owner's with what years and typing
//! have made of them, and with strangers, relatives and people of the same name.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::spoiling::spoilt;
use crate::{
    invent::Dice,
    linking::{Sex, matching::Record, sending::OnRecord},
};

/// Of a hundred of ours so many are on the other list.
const SHARED: i64 = 85;
/// For each of ours there are so many strangers on it.
const STRANGERS: usize = 2;
/// Of a hundred strangers so many live with one of ours, were born as their twin, or are called like them.
const RELATIVES: i64 = 8;
const TWINS: i64 = 1;
const NAMESAKES: i64 = 2;

const GIRLS: [&str; 32] = [
    "Margaret",
    "Susan",
    "Sarah",
    "Karen",
    "Julie",
    "Emma",
    "Claire",
    "Nicola",
    "Rebecca",
    "Laura",
    "Amanda",
    "Fatima",
    "Jessica",
    "Helen",
    "Anna",
    "Priya",
    "Chloe",
    "Zoë",
    "Aisha",
    "Catherine",
    "Joanne",
    "Ruth",
    "Siân",
    "Agnieszka",
    "Lucy",
    "Grace",
    "Olivia",
    "Naomi",
    "Wendy",
    "Teresa",
    "Bronwen",
    "Yasmin",
];
const BOYS: [&str; 32] = [
    "David",
    "John",
    "Paul",
    "Michael",
    "Andrew",
    "James",
    "Robert",
    "Mohammed",
    "Stephen",
    "Mark",
    "Daniel",
    "Thomas",
    "Peter",
    "Christopher",
    "Simon",
    "Ben",
    "Liam",
    "Ryan",
    "Omar",
    "Gareth",
    "Kevin",
    "Jonathan",
    "Adam",
    "Piotr",
    "Callum",
    "Sean",
    "Nathan",
    "Raj",
    "Owen",
    "Keith",
    "Tariq",
    "Euan",
];
const COMMON: [&str; 24] = [
    "Smith", "Jones", "Taylor", "Brown", "Williams", "Wilson", "Khan", "Davies", "Patel", "Evans",
    "Walker", "Green", "Hall", "Clarke", "Ahmed", "Wright", "Hughes", "Murphy", "Begum", "Singh",
    "O'Brien", "Lewis", "Ali", "Baker",
];
const BEGINNINGS: [&str; 28] = [
    "Ash", "Black", "Brad", "Cald", "Cran", "Dal", "Eld", "Farn", "Green", "Har", "Hart", "Haw",
    "Kirk", "Lang", "Lin", "Mar", "Mil", "Nor", "Oak", "Pem", "Rad", "Red", "Sher", "Stan",
    "Thorn", "Wal", "Whit", "Wood",
];
const ENDINGS: [&str; 18] = [
    "bourne", "bridge", "burn", "by", "combe", "croft", "den", "field", "ford", "gate", "ham",
    "land", "ley", "more", "shaw", "ton", "well", "worth",
];
/// Areas with so many districts each, as a study in a few towns has them.
const AREAS: [&str; 4] = ["S", "DN", "HD", "WF"];
const DISTRICTS: i64 = 12;
const LAST_LETTERS: &[u8] = b"ABDEFGHJLNPQRSTUWXYZ";

/// An invented person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The first name.
    pub first: String,
    /// The last name.
    pub last: String,
    /// The date of birth.
    pub born: Option<NaiveDate>,
    /// The postcode.
    pub postcode: Option<String>,
    /// The sex.
    pub sex: Sex,
}

/// Two lists, and who is on both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invented {
    /// The study's.
    pub ours: Vec<Person>,
    /// The owner's.
    pub theirs: Vec<Person>,
    /// Who of ours is whom of theirs, by their places.
    pub truth: BTreeMap<usize, usize>,
}

impl Invented {
    /// So many of ours, and what comes of it. The same seed gives the same people.
    #[must_use]
    pub fn new(people: usize, seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let ours: Vec<_> = (0..people).map(|_| Person::new(&mut dice)).collect();
        let (mut theirs, mut truth) = (Vec::new(), BTreeMap::new());
        for (place, person) in ours.iter().enumerate() {
            for _ in 0..STRANGERS {
                theirs.push(Person::stranger(person, &mut dice));
            }
            if dice.chance(SHARED) {
                truth.insert(place, theirs.len());
                theirs.push(spoilt(person, &mut dice));
            }
        }
        Self { ours, theirs, truth }
    }
}

impl Person {
    fn new(dice: &mut Dice) -> Self {
        let sex = if dice.chance(50) { Sex::Female } else { Sex::Male };
        let eldest = NaiveDate::from_ymd_opt(1961, 1, 1).unwrap_or_default();
        let age = u64::try_from(dice.between(0, 47 * 365)).unwrap_or_default();
        Self {
            first: first_name(sex, dice),
            last: last_name(dice),
            born: eldest.checked_add_days(Days::new(age)),
            postcode: Some(postcode(dice)),
            sex,
        }
    }

    /// Somebody else, who may have a good deal in common with a person.
    fn stranger(with: &Self, dice: &mut Dice) -> Self {
        let other = Self::new(dice);
        let (last, postcode) = (with.last.clone(), with.postcode.clone());
        match dice.between(1, 100) {
            roll if roll <= TWINS => Self { last, postcode, born: with.born, ..other },
            roll if roll <= TWINS + RELATIVES => Self { last, postcode, ..other },
            roll if roll <= TWINS + RELATIVES + NAMESAKES => {
                Self { last, first: with.first.clone(), sex: with.sex, ..other }
            }
            _ => other,
        }
    }

    /// As they are compared.
    #[must_use]
    pub fn record(&self) -> Record {
        Record::of(&OnRecord {
            first_name: Some(&self.first),
            last_name: Some(&self.last),
            dob: self.born,
            postcode: self.postcode.as_deref(),
            sex: self.sex,
            ..OnRecord::default()
        })
    }
}

/// A few names are far more frequent than the others.
fn first_name(sex: Sex, dice: &mut Dice) -> String {
    let names = if sex == Sex::Female { &GIRLS } else { &BOYS };
    names[at(dice.small(0, 31))].to_owned()
}

pub(super) fn last_name(dice: &mut Dice) -> String {
    if dice.chance(30) {
        return COMMON[at(dice.small(0, 23))].to_owned();
    }
    let (begins, ends) = (at(dice.between(0, 27)), at(dice.between(0, 17)));
    format!("{}{}", BEGINNINGS[begins], ENDINGS[ends])
}

pub(super) fn postcode(dice: &mut Dice) -> String {
    let area = AREAS[at(dice.between(0, 3))];
    in_area(area, dice)
}

pub(super) fn in_area(area: &str, dice: &mut Dice) -> String {
    let (district, sector) = (dice.between(1, DISTRICTS), dice.between(0, 9));
    let mut letter = || char::from(dice.pick(LAST_LETTERS).copied().unwrap_or(b'A'));
    let (first, second) = (letter(), letter());
    format!("{area}{district} {sector}{first}{second}")
}

fn at(number: i64) -> usize {
    usize::try_from(number).unwrap_or_default()
}
