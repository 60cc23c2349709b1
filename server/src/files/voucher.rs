//! A file of voucher codes: one row a code. No fault repeats a code: whoever reads it could spend it.

use std::collections::HashMap;

use chrono::NaiveDate;
use records::vouchers::Code;
use surveys::{authoring::File, vouchers::Worth};

use super::{
    cell::{self, Wrong},
    table::{self, Column, Reading, RowFault},
};

const COLUMNS: [Column; 4] = [
    Column { name: "code", required: true },
    Column { name: "value", required: true },
    Column { name: "expires", required: false },
    Column { name: "supplier_reference", required: false },
];

/// The longest code, in characters: some are addresses.
const LONGEST: usize = 300;

/// The rows of a file without faults, each with its line.
///
/// # Errors
/// Every fault of every row.
pub fn read(file: &File, today: NaiveDate) -> Result<Vec<(usize, Code)>, Vec<RowFault>> {
    let (table, mut faults) = table::read(file, &COLUMNS)?;
    let mut lines: HashMap<String, usize> = HashMap::new();
    let mut rows = Vec::new();
    for row in &table {
        let mut reading = Reading::new(file, row, &mut faults);
        let code = reading.cell("code", code);
        let worth = reading.cell("value", worth);
        let (expires_on, is_read) = match reading.text("expires") {
            None => (None, true),
            Some(_) => {
                let last = reading.cell("expires", |text| cell::coming_date(text, today));
                (last, last.is_some())
            }
        };
        let (supplier_reference, is_named) = match reading.text("supplier_reference") {
            None => (None, true),
            Some(_) => {
                let named = reading.cell("supplier_reference", reference);
                (named.clone(), named.is_some())
            }
        };
        let (Some(code), Some(worth), true, true) = (code, worth, is_read, is_named) else {
            continue;
        };
        if let Some(before) = lines.insert(code.clone(), row.line) {
            let problem = format!("the same code is on line {before} too");
            reading.fault("code", Wrong::new(problem, "keep one row for each"));
        }
        rows.push((row.line, Code { code, worth, expires_on, supplier_reference }));
    }
    if rows.is_empty() && faults.is_empty() {
        let wrong = Wrong::new("there is no code in it", "give a row for each");
        faults.push(table::fault(file, 1, "code", wrong));
    }
    table::all_or_none(rows, faults, &COLUMNS)
}

/// What is told of a code that was brought before.
pub fn known(file: &File, line: usize) -> RowFault {
    let wrong = Wrong::new("this code was brought before", "take the row out");
    table::fault(file, line, "code", wrong)
}

fn code(text: &str) -> Result<String, Wrong> {
    let is_usual = |c: char| c.is_ascii_graphic() || c == ' ';
    if text.chars().count() > LONGEST || !text.chars().all(is_usual) {
        let mend = "give it as the supplier does, in at most 300 letters, digits and signs";
        return Err(Wrong::new("this cannot be a code", mend));
    }
    if text.chars().count() < 4 {
        return Err(Wrong::new("a code of fewer than 4 characters is easily guessed", "check it"));
    }
    Ok(text.to_owned())
}

fn worth(text: &str) -> Result<Worth, Wrong> {
    let mend = "write it in pounds, such as 10 or 7.50";
    text.parse().map_err(|_| Wrong::new("this is no amount in pounds", mend))
}

/// As it goes to finance in a spreadsheet, which can take none of these for a formula.
fn reference(text: &str) -> Result<String, Wrong> {
    let is_usual =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ' ' | '#');
    let begins = text.starts_with(|c: char| c.is_ascii_alphanumeric());
    if begins && text.len() <= 64 && text.chars().all(is_usual) {
        return Ok(text.to_owned());
    }
    let mend =
        "use 1 to 64 letters, digits, spaces and - _ . / #, beginning with a letter or digit";
    Err(Wrong::new("this cannot be a supplier's reference", mend))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let file = File { name: "codes.csv".to_owned(), text: text.to_owned() };
        let today = NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day");
        match read(&file, today) {
            Ok(rows) => rows.iter().map(|(line, row)| format!("{line}: {}", row.worth)).collect(),
            Err(faults) => faults.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn codes_are_read_with_what_they_are_worth_and_until_when() {
        let rows = told(
            "code,value,expires,supplier_reference\nAAAA-1,£10,2026-03-02,PO 7\nBBBB-2,7.50,,\n",
        );

        assert_eq!(rows, ["2: £10", "3: £7.50"]);
    }

    #[test]
    fn every_fault_is_told_at_once_and_no_code_in_any_of_them() {
        let rows = told(
            "code,value,expires,supplier_reference\nSECRET-1,ten,2026-03-01,=1+1\nab,10,,\nSECRET-2,10,,\nSECRET-2,10,,\n",
        );

        let said = rows.join("\n");
        assert_eq!(rows.len(), 5, "{said}");
        for part in [
            "codes.csv:2: value: this is no amount in pounds",
            "codes.csv:2: expires: the date is past",
            "codes.csv:2: supplier_reference: ",
            "codes.csv:3: code: a code of fewer than 4 characters",
            "codes.csv:5: code: the same code is on line 4 too",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert!(!said.contains("SECRET"), "{said}");
    }

    #[test]
    fn a_file_without_a_code_is_refused() {
        assert_eq!(
            told("code,value\n"),
            ["codes.csv:1: code: there is no code in it; give a row for each"]
        );
    }
}
