//! The letters of a protocol, as a page to print, one sheet each, or as a table for whoever merges them into letters of
//! their own. What they say, and in which language, is the study's; nothing is added but date, study number and a square
//! that leads a telephone's camera to the survey.

use app::Squares;
use csv::Writer;
use records::{exports::safe, outbox::Printed};
use surveys::study::Study;

use super::sheet::{Sheet, page, paragraphs};
use crate::copies::page::html::escaped;

/// A page with one sheet for each letter.
#[must_use]
pub fn to_print(study: &Study, letters: &[Printed]) -> String {
    let sheets = letters.iter().map(|letter| Sheet {
        name: &letter.name,
        address: &letter.address,
        date: &letter.date,
        reference: &letter.reference,
        language: Some(&letter.language),
        says: paragraphs(&letter.text),
        below: letter.leads_to.as_deref().map(way_in).unwrap_or_default(),
    });
    page(&format!("Letters: {}", study.title), sheets)
}

/// The same as a table.
///
/// # Errors
/// When it cannot be made.
pub fn to_merge(letters: &[Printed]) -> Result<Vec<u8>, csv::Error> {
    let mut file = Writer::from_writer(Vec::new());
    file.write_record([
        "study_number",
        "name",
        "address",
        "language",
        "date",
        "letter",
        "survey_address",
    ])?;
    for letter in letters {
        file.write_record([
            safe(&letter.reference),
            safe(&letter.name),
            safe(&letter.address.join("\n")),
            letter.language.to_string(),
            safe(&letter.date),
            safe(&letter.text),
            letter.leads_to.clone().unwrap_or_default(),
        ])?;
    }
    file.into_inner().map_err(|error| error.into_error().into())
}

fn way_in(address: &str) -> String {
    let square = Squares::of(address).map(|Squares { size, path }| {
        format!(
            "<svg viewBox=\"0 0 {size} {size}\" shape-rendering=\"crispEdges\" aria-hidden=\"true\">\
             <path d=\"{path}\"/></svg>"
        )
    });
    let square = square.unwrap_or_default();
    format!("<div class=\"way-in\">{square}<p dir=\"ltr\">{}</p></div>", escaped(address))
}
