//! What a definition must not say: with these ruled out, scoring has nothing left to doubt.

use super::instrument::{Instrument, TextPolicy};
use super::rule::{Band, Method};

/// The first contradiction, or none.
pub(super) fn of(instrument: &Instrument) -> Option<&'static str> {
    in_items(instrument).or_else(|| in_scores(instrument)).or_else(|| in_text(instrument))
}

fn in_items(instrument: &Instrument) -> Option<&'static str> {
    let alerts = instrument.alerts.iter().filter_map(|alert| alert.item);
    let parts = instrument.subscales.iter().flat_map(|part| &part.items);
    let named = alerts
        .chain(parts.copied())
        .chain(instrument.reversed.iter().copied())
        .chain(instrument.may_not_apply.iter().copied());
    if instrument.items == 0 {
        Some("it has no items")
    } else if instrument.lowest >= instrument.highest {
        Some("its scale is upside down")
    } else if named.into_iter().any(|item| item == 0 || item > instrument.items) {
        Some("it speaks of an item it does not have")
    } else {
        None
    }
}

fn in_scores(instrument: &Instrument) -> Option<&'static str> {
    let parts = &instrument.subscales;
    if !rising(&instrument.score.bands) || !parts.iter().all(|part| rising(&part.score.bands)) {
        Some("its bands are out of order")
    } else if parts.iter().any(|part| part.score.method == Method::Table) {
        Some("a subscale has no table to look in")
    } else if !table_fits(instrument) {
        Some("its conversion table does not fit its totals")
    } else {
        None
    }
}

fn in_text(instrument: &Instrument) -> Option<&'static str> {
    match (instrument.text_policy, &instrument.text) {
        (TextPolicy::Bundled, None) => Some("its text is said to be bundled and is not there"),
        (TextPolicy::OperatorSupplied, Some(_)) => Some("its text may not be bundled and is there"),
        (TextPolicy::Bundled, Some(text)) if text.items.len() != instrument.items => {
            Some("it does not have one text for each item")
        }
        _ => None,
    }
}

fn rising(bands: &[Band]) -> bool {
    bands.is_sorted_by(|one, next| one.from < next.from)
}

/// Having no table is no contradiction: it can be left out of a build.
fn table_fits(instrument: &Instrument) -> bool {
    let Some(table) = &instrument.conversion else {
        return true;
    };
    let items = instrument.items as i64;
    let totals = items * i64::from(instrument.lowest)..=items * i64::from(instrument.highest);
    instrument.score.method == Method::Table
        && table.lowest == *totals.start()
        && table.hundredths.len() == totals.count()
}

#[cfg(test)]
mod tests {
    use crate::scoring::read_instrument;

    const BRS: &str = include_str!("../../definitions/instruments/brs.toml");

    #[track_caller]
    fn check(right: &str, wrong: &str, expected: &str) {
        assert!(BRS.contains(right) && read_instrument(BRS, None).is_ok());
        let refused = read_instrument(&BRS.replace(right, wrong), None).expect_err("a refusal");
        assert!(refused.to_string().contains(expected), "{refused}");
    }

    #[test]
    fn a_definition_that_nobody_could_be_scored_by_is_refused() {
        check("[2, 4, 6]", "[2, 4, 7]", "an item it does not have");
        check("lowest = 1", "lowest = 5", "upside down");
        check("4.31", "2.31", "out of order");
        check("operator_supplied", "bundled", "is not there");
        check("most_missing", "most_mising", "cannot be read");
    }

    #[test]
    fn a_table_that_belongs_to_another_instrument_is_refused() {
        let table = include_str!("../../definitions/instruments/swemwbs-metric.toml");
        let refused = read_instrument(BRS, Some(table)).expect_err("a refusal");
        assert!(refused.to_string().contains("does not fit"), "{refused}");
    }
}
