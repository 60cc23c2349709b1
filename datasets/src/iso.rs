//! How a cell reads where everything is text: whole numbers and codes as digits, dates as ISO 8601 has them.

use std::fmt::Write;

use chrono::Datelike;

use crate::{Cell, Kind};

/// Puts the cell, as it was admitted, behind the text. A number has as many digits as tell it from every other, and no
/// exponent; a date is `YYYY-MM-DD`, a month `YYYY-MM`, a moment `YYYY-MM-DDTHH:MM:SSZ`; what is blank is nothing.
pub(crate) fn show(kind: Kind, cell: Cell<'_>, text: &mut String) {
    // Writing to a text cannot fail.
    let written = match cell {
        Cell::Blank => Ok(()),
        Cell::Missing(reason) => write!(text, "{}", reason.code()),
        Cell::Number(number) => write!(text, "{number}"),
        Cell::Decimal(number) => write!(text, "{number}"),
        Cell::Text(words) => text.write_str(words),
        Cell::Date(date) if kind == Kind::Month => {
            write!(text, "{:04}-{:02}", date.year(), date.month())
        }
        Cell::Date(date) => write!(text, "{date}"),
        Cell::Moment(moment) => {
            let moment = moment.naive_utc();
            write!(text, "{}T{}Z", moment.date(), moment.time())
        }
    };
    debug_assert!(written.is_ok());
}
