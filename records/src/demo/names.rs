//! Names and addresses that nobody has: the surname is Example, the numbers are those that Ofcom
//! keeps for drama, the mail domain is reserved, and the postcode is the one that means none.

use surveys::invent::{Contact, Dice};

pub(super) const NUMBERS_BEGIN: &str = "DEMO-";

const FIRST: [&str; 24] = [
    "Anna", "Ben", "Carys", "Dev", "Ewa", "Farah", "Gareth", "Hana", "Idris", "Jo", "Kwame",
    "Lena", "Mo", "Nia", "Omar", "Priya", "Quinn", "Rosa", "Sam", "Tariq", "Una", "Viktor", "Wen",
    "Zoe",
];

pub(crate) fn study_number(place: u32) -> String {
    format!("{NUMBERS_BEGIN}{:05}", place + 1)
}

/// A National Insurance number as offices make them up, which is nobody's.
pub(crate) fn nino(place: u32) -> String {
    format!("PP{:06}A", place % 1_000_000)
}

pub(crate) fn first_name(dice: &mut Dice) -> String {
    dice.pick(&FIRST).copied().unwrap_or_default().to_owned()
}

pub(crate) fn contact(place: u32) -> Contact {
    Contact {
        mobile: format!("07700 900{:03}", place % 1_000),
        email: format!("person{}@example.org", place + 1),
        address: format!("{} Example Street", place + 1),
        postcode: "ZZ99 9ZZ".to_owned(),
    }
}
