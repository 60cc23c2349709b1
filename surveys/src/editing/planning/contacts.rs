//! A contact: its day, to whom it is made, and what is sent.

use toml_edit::TableLike;

use super::{
    super::values::{put, take},
    FilledIn, NotPlanned, PlannedContact, TO_ANYBODY,
    lists::{WEEK, switch, ways},
    plain, row,
    said::{messages, say},
    words,
};
use crate::{keys::StepKey, stopping::Way};

/// Its row in the file.
pub(super) struct ContactRow<'d>(&'d mut dyn TableLike);

/// Days before the opening are below zero. So many the file of a protocol takes, too.
pub(super) const DAYS: std::ops::RangeInclusive<i64> = -3660..=3660;

impl<'d> ContactRow<'d> {
    pub fn find(wave: &'d mut dyn TableLike, contact: &str) -> Result<Self, NotPlanned> {
        row(wave, "steps", contact).map(Self)
    }

    pub fn read(row: &mut dyn TableLike) -> PlannedContact {
        let [sends, otherwise] = ["sends", "otherwise"].map(|part| messages(row, part));
        PlannedContact {
            key: plain(row.get("key")),
            after: plain(row.get("after")),
            day: plain(row.get("day")),
            on: words(row.get("on")),
            to: to(row),
            unless: words(row.get("unless")),
            sends,
            otherwise,
        }
    }

    pub fn set(self, boxes: &mut FilledIn<'_>) -> Result<(), NotPlanned> {
        let Self(row) = self;
        if let Some(Some(day)) = boxes.number("day", &plain(row.get("day")), (DAYS, false)) {
            put(row, "day", day.into());
        }
        let own = boxes.written("after", &plain(row.get("after")));
        let is_key = |own: &str| own.is_empty() || StepKey::new(own).is_ok();
        match boxes.fit("after", own, is_key) {
            Some(own) if own.is_empty() => take(row, "after"),
            Some(own) => put(row, "after", own.into()),
            None => {}
        }
        let own = boxes.written("to", &to(row));
        let is_one = |own: &str| [TO_ANYBODY, "not_begun", "begun"].contains(&own);
        match boxes.fit("to", own, is_one) {
            Some(own) if own == TO_ANYBODY => take(row, "to"),
            Some(own) => put(row, "to", own.into()),
            None => {}
        }
        switch(row, "on", &WEEK, boxes);
        switch(row, "unless", &ways(), boxes);
        for part in ["sends", "otherwise"] {
            for way in Way::ALL {
                say(row, (part, way), boxes)?;
            }
        }
        Ok(())
    }
}

fn to(row: &dyn TableLike) -> String {
    let to = plain(row.get("to"));
    if to.is_empty() { TO_ANYBODY.to_owned() } else { to }
}
