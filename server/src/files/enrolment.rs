//! An enrolment file: one row a person.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use records::participants::Enrolment;
use surveys::{
    answer::{is_email, is_name},
    authoring::File,
    linking::Nino,
    study::Study,
};
use validator::{Validate, ValidationError};

use super::{
    cell::{self, Wrong},
    table::{self, Column, Reading, RowFault},
};

const fn optional(name: &'static str) -> Column {
    Column { name, required: false }
}

/// The columns. There is none for the arm: nobody is allocated by being enrolled.
const COLUMNS: [Column; 13] = [
    Column { name: "study_number", required: true },
    optional("first_name"),
    optional("last_name"),
    optional("dob"),
    optional("nino"),
    optional("mobile"),
    optional("email"),
    optional("address"),
    optional("postcode"),
    optional("language"),
    optional("site"),
    optional("referral_source"),
    optional("test"),
];

/// A file without faults.
#[derive(Debug)]
pub struct Enrolments {
    /// In the file's order.
    pub rows: Vec<Enrolment>,
    /// What is worth a look, though it is taken.
    pub warnings: Vec<RowFault>,
}

/// What is taken as it stands, if it is not too long.
#[derive(Debug, Validate)]
struct Words {
    #[validate(
        length(max = 100, code = "it is over 100 characters", message = "shorten it"),
        custom(function = "in_one_line")
    )]
    first_name: Option<String>,
    #[validate(
        length(max = 100, code = "it is over 100 characters", message = "shorten it"),
        custom(function = "in_one_line")
    )]
    last_name: Option<String>,
    #[validate(
        length(max = 254, code = "it is over 254 characters", message = "check it"),
        custom(function = "an_email")
    )]
    email: Option<String>,
    #[validate(length(max = 500, code = "it is over 500 characters", message = "shorten it"))]
    address: Option<String>,
    #[validate(length(max = 100, code = "it is over 100 characters", message = "shorten it"))]
    referral_source: Option<String>,
}

fn in_one_line(name: &str) -> Result<(), ValidationError> {
    let wrong = ValidationError::new("there is a line break or a tab in it");
    if is_name(name) { Ok(()) } else { Err(wrong.with_message("write it in one line".into())) }
}

/// As on the person's own page.
fn an_email(text: &str) -> Result<(), ValidationError> {
    let wrong = ValidationError::new("this is no email address");
    let mend = "write it like name@example.org";
    if is_email(text) { Ok(()) } else { Err(wrong.with_message(mend.into())) }
}

/// Reads the file.
///
/// # Errors
/// Every fault of every row; then there are no rows.
pub fn read(file: &File, study: &Study, today: NaiveDate) -> Result<Enrolments, Vec<RowFault>> {
    let (table, mut faults) = table::read(file, &COLUMNS)?;
    let mut lines = HashMap::new();
    let mut rows = Vec::new();
    for row in &table {
        let mut reading = Reading::new(file, row, &mut faults);
        rows.push(enrolment(&mut reading, study, today, &mut lines));
    }
    let rows = table::all_or_none(rows, faults, &COLUMNS)?;
    let doubtful = table.iter().zip(&rows).filter(|(_, row)| is_made_up(row));
    let warnings = doubtful.map(|(row, _)| table::fault(file, row.line, "nino", few_records()));
    Ok(Enrolments { warnings: warnings.collect(), rows })
}

/// Whether an office made up their National Insurance number.
fn is_made_up(row: &Enrolment) -> bool {
    let nino = row.nino.as_deref().map(Nino::read);
    nino.is_some_and(|nino| nino.is_ok_and(|nino| nino.is_administrative()))
}

fn few_records() -> Wrong {
    Wrong::new("an office made this number up for its own purposes", "few records will link to it")
}

fn enrolment(
    reading: &mut Reading<'_>,
    study: &Study,
    today: NaiveDate,
    lines: &mut HashMap<String, usize>,
) -> Enrolment {
    let study_number = reading.cell("study_number", cell::study_number).unwrap_or_default();
    reading.once("study_number", &study_number, lines);
    let words = words(reading);
    let sites = study.sites.iter().map(|site| site.key.as_str());
    Enrolment {
        dob: reading.cell("dob", |text| cell::birth_date(text, today)),
        nino: reading.cell("nino", cell::nino),
        mobile: reading.cell("mobile", cell::mobile),
        postcode: reading.cell("postcode", cell::postcode),
        language: reading.cell("language", cell::language),
        site: reading.cell("site", |text| cell::one_of(text, "site", sites)),
        first_name: words.first_name,
        last_name: words.last_name,
        email: words.email,
        address: words.address,
        referral_source: words.referral_source,
        test: reading.cell("test", cell::yes_or_no),
        study_number,
    }
}

fn words(reading: &mut Reading<'_>) -> Words {
    let words = Words {
        first_name: reading.text("first_name"),
        last_name: reading.text("last_name"),
        email: reading.text("email"),
        address: reading.text("address"),
        referral_source: reading.text("referral_source"),
    };
    if let Err(found) = words.validate() {
        let by_column: BTreeMap<_, _> = found.field_errors().into_iter().collect();
        for (column, errors) in by_column {
            for error in errors {
                let mend = error.message.as_deref().unwrap_or("check it");
                reading.fault(&column, Wrong::new(error.code.as_ref(), mend));
            }
        }
    }
    words
}
