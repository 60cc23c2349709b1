//! A wave: its days, and the survey that it asks.

use toml_edit::{DocumentMut, Item, TableLike};

use super::{
    super::values::{put, take},
    FilledIn, NotPlanned, PlannedWave, Rows,
    contacts::ContactRow,
    plain, row,
};
use crate::{keys::SurveyKey, waves::Anchor};

/// Its row in the file.
pub(super) struct WaveRow<'d>(pub &'d mut dyn TableLike);

/// So many days the file of a protocol takes, too.
pub(super) const DAYS: std::ops::RangeInclusive<i64> = 0..=3660;

impl<'d> WaveRow<'d> {
    pub fn find(document: &'d mut DocumentMut, wave: &str) -> Result<Self, NotPlanned> {
        row(document.as_table_mut(), "waves", wave).map(Self)
    }

    pub fn read(row: &mut dyn TableLike) -> PlannedWave {
        let mut wave = PlannedWave {
            key: plain(row.get("key")),
            title: plain(row.get("title")),
            survey: plain(row.get("survey")),
            anchor: plain(row.get("anchor")),
            is_compared: is_compared(row),
            opens_after: plain(row.get("opens_after")),
            open_for: plain(row.get("open_for")),
            grace: plain(row.get("grace")),
            ..PlannedWave::default()
        };
        if let Some(mut rows) = Rows::under(row, "cohorts") {
            let own =
                |row: &dyn TableLike| (plain(row.get("cohort")), plain(row.get("opens_after")));
            wave.cohorts =
                (0..rows.len()).filter_map(|at| rows.row(at).map(|row| own(row))).collect();
        }
        if let Some(mut rows) = Rows::under(row, "steps") {
            let all = (0..rows.len()).filter_map(|at| rows.row(at).map(ContactRow::read));
            wave.contacts = all.collect();
        }
        wave
    }

    pub fn set(self, boxes: &mut FilledIn<'_>) {
        let Self(row) = self;
        counted(row, boxes);
        for (name, may_be_none) in [("opens_after", false), ("open_for", true), ("grace", true)] {
            let saved = plain(row.get(name));
            match boxes.number(name, &saved, (DAYS, may_be_none)) {
                Some(Some(days)) => put(row, name, days.into()),
                Some(None) => take(row, name),
                None => {}
            }
        }
        let own = boxes.written("survey", &plain(row.get("survey")));
        if let Some(own) = boxes.fit("survey", own, |own| SurveyKey::new(own).is_ok()) {
            put(row, "survey", own.into());
        }
        of_cohorts(row, boxes);
    }
}

/// From what its days are counted, and whether its answers are compared between the arms, which hangs on that.
fn counted(row: &mut dyn TableLike, boxes: &mut FilledIn<'_>) {
    let own = boxes.written("anchor", &plain(row.get("anchor")));
    if let Some(own) = boxes.fit("anchor", own, is_anchor) {
        put(row, "anchor", own.into());
    }
    let saved = is_compared(row);
    match (boxes.filled.is_on("outcomes", saved), saved) {
        (false, true) => put(row, "outcomes", false.into()),
        (true, false) => take(row, "outcomes"),
        _ => {}
    }
}

pub(super) fn is_anchor(own: &str) -> bool {
    Anchor::ALL.iter().any(|anchor| anchor.name() == own)
}

/// They are, where its file does not say otherwise.
fn is_compared(row: &dyn TableLike) -> bool {
    row.get("outcomes").and_then(Item::as_bool) != Some(false)
}

fn of_cohorts(row: &mut dyn TableLike, boxes: &mut FilledIn<'_>) {
    let Some(mut rows) = Rows::under(row, "cohorts") else { return };
    for place in 0..rows.len() {
        let Some(row) = rows.row(place) else { continue };
        let name = format!("cohort-{}", plain(row.get("cohort")));
        let saved = plain(row.get("opens_after"));
        if let Some(Some(days)) = boxes.number(&name, &saved, (DAYS, false)) {
            put(row, "opens_after", days.into());
        }
    }
}
