//! What finance is given of vouchers, as files: every voucher, and sums that come to them.

use csv::Writer;
use records::vouchers::{Reconciled, Sum};

use crate::zipped;

/// Why the books could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the books cannot be made: {0}")]
pub struct NoBooks(String);

/// One ZIP file with `vouchers.csv` and `sums.csv`.
///
/// # Errors
/// When it cannot be made.
pub fn zipped(books: &Reconciled) -> Result<Vec<u8>, NoBooks> {
    let failed = |error: &dyn std::fmt::Display| NoBooks(error.to_string());
    let vouchers = vouchers(books).map_err(|error| failed(&error))?;
    let sums = sums(books).map_err(|error| failed(&error))?;
    let files = [("vouchers.csv", vouchers.as_slice()), ("sums.csv", sums.as_slice())];
    zipped::zipped(files).map_err(|error| failed(&error))
}

const COLUMNS: [&str; 13] = [
    "voucher",
    "value",
    "supplier_reference",
    "wave",
    "state",
    "brought_on",
    "expires_on",
    "issued_on",
    "issued_by",
    "replaces",
    "replaced_by",
    "spoiled_on",
    "reason",
];

fn vouchers(books: &Reconciled) -> Result<Vec<u8>, csv::Error> {
    let mut file = Writer::from_writer(Vec::new());
    file.write_record(COLUMNS)?;
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    for line in &books.lines {
        file.write_record([
            line.voucher.clone(),
            line.value.in_figures(),
            text(&line.supplier_reference),
            text(&line.wave),
            line.state.name().to_owned(),
            line.brought_on.to_string(),
            day(line.expires_on),
            day(line.issued_on),
            text(&line.issued_by),
            text(&line.replaces),
            text(&line.replaced_by),
            day(line.spoiled_on),
            text(&line.reason),
        ])?;
    }
    file.into_inner().map_err(|error| error.into_error().into())
}

/// The last line is all of them: as many as were ever brought.
fn sums(books: &Reconciled) -> Result<Vec<u8>, csv::Error> {
    let mut file = Writer::from_writer(Vec::new());
    file.write_record(["month", "value", "state", "vouchers", "total"])?;
    let (mut all, mut worth) = (0_u64, 0_u64);
    for Sum { month, value, state, vouchers } in &books.sums {
        let total = u64::from(*vouchers) * u64::from(value.pence().unsigned_abs());
        all += u64::from(*vouchers);
        worth += total;
        file.write_record([
            month.clone(),
            value.in_figures(),
            state.name().to_owned(),
            vouchers.to_string(),
            in_figures(total),
        ])?;
    }
    file.write_record(["all", "", "", &all.to_string(), &in_figures(worth)])?;
    file.into_inner().map_err(|error| error.into_error().into())
}

fn in_figures(pence: u64) -> String {
    format!("{}.{:02}", pence / 100, pence % 100)
}
