//! Linking to records that others hold: Anna agreed to it, Ben changed his mind, and an owner returns what it has of them. All of
//! them are invented, and so are their numbers.

#![cfg(feature = "linking")]

mod anything;

mod collapsing;

mod identifiers;

mod matching;

mod owners;

mod returned;

mod sending;

mod terms;

use chrono::NaiveDate;
use surveys::{
    authoring::File,
    consent::Form,
    linking::{
        ProjectKey,
        terms::{Owner, Terms},
    },
    study::Study,
};

const TERMS: &str = r#"
version = 1

[release]
frozen_on = "2028-03-31"

[[release.purposes]]
key = "evaluation"
title = "The evaluation of Bridgeway Support"

[[release.purposes]]
key = "archive"
title = "Research by others"
consent = "C8"

[[release.bands]]
variable = "d_age"
from = [16, 25, 35, 50, 65, 80]

[[release.rare]]
variable = "ethdet"
under = 10
other = 97

[linkage.sex]
variable = "sex"
male = 2
female = 1

[[linkage.owners]]
key = "dwp-hmrc"
title = "Department for Work and Pensions"
purpose = "evaluation"
agreement = "DSA-2026-014"
agreed_from = "2026-09-01"
agreed_to = "2029-08-31"
consent = "C5"
clear = ["nino", "first_name", "last_name", "dob", "postcode", "sex"]
needs = [["nino"], ["last_name", "dob", "postcode"]]
gives = "returns"
frozen_on = "2028-03-31"

[[linkage.owners.outcomes]]
name = "weeks_worked"
label = "Weeks in work, April 2026 to April 2027"
holds = "whole"
least = 0
most = 53

[[linkage.owners.outcomes]]
name = "earned"
label = "Earnings, April 2026 to April 2027, in pounds"
holds = "number"
least = 0

[[linkage.owners.outcomes]]
name = "last_paid_on"
label = "Day of the last pay"
holds = "date"

[[linkage.owners.outcomes]]
name = "benefit"
label = "Benefit on the last day"
holds = "code"
codes = [{ code = 0, text = "None" }, { code = 1, text = "Universal Credit" }]

[[linkage.owners]]
key = "nhs-england"
title = "NHS England"
purpose = "evaluation"
agreement = "DARS-77"
agreed_from = "2027-01-01"
agreed_to = "2028-12-31"
consent = "C6"
clear = ["dob"]
keyed = ["nhs_number", "slk581"]
needs = [["nhs_number"], ["slk581"]]
gives = "keeps"
answers = ["phq9", "d_ilo"]
"#;

fn file(text: &str) -> File {
    File { name: "terms.toml".to_owned(), text: text.to_owned() }
}

fn form() -> Form {
    let text = include_str!("../../../examples/study/study.toml").to_owned();
    Study::read(&File { name: "study.toml".to_owned(), text }).expect("the example").consent
}

fn terms() -> Terms {
    Terms::read_beside(&file(TERMS), &form()).expect("the terms are in order")
}

fn owner(key: &str) -> Owner {
    let found = terms().linkage.owners.into_iter().find(|owner| owner.key.as_str() == key);
    found.expect("an owner of these terms")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// The bytes 00 to 1f.
fn key() -> ProjectKey {
    ProjectKey::new(std::array::from_fn(|nth| u8::try_from(nth).expect("fewer than 256")))
}
