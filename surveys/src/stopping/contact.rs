//! Whether somebody may be contacted. Asked when a message is planned, and once more when it is sent.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Choice, State, Way};
use crate::consent::Permission;

/// Why somebody is not contacted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotContacted {
    /// They stopped this way, or everything, or died, or nobody can reach them.
    Stopped,
    /// They never agreed to this way, or no longer do.
    NotAgreed,
    /// They asked for quiet up to and including this day.
    PausedUntil(NaiveDate),
}

impl State {
    /// Whether somebody who agrees to `permissions` may be contacted in this way today. Receipts are
    /// apart: a stop is confirmed once by the way that it stops.
    ///
    /// # Errors
    /// Why not.
    pub fn may_contact(
        &self,
        way: Way,
        permissions: &BTreeSet<Permission>,
        today: NaiveDate,
    ) -> Result<(), NotContacted> {
        if !self.reaches(way) {
            return Err(NotContacted::Stopped);
        }
        if !permissions.contains(&way.permission()) {
            return Err(NotContacted::NotAgreed);
        }
        match self.paused_until(today) {
            Some(day) => Err(NotContacted::PausedUntil(day)),
            None => Ok(()),
        }
    }

    /// Whether something that was promised for what somebody did, such as a voucher, may go to them in this way. It needs
    /// no agreement to be contacted, no pause holds it up, and whoever wants no more surveys keeps it: only a stop of
    /// this very way, and that there is nobody there to have it, are in its way.
    ///
    /// # Errors
    /// Why not.
    pub fn may_give(&self, way: Way) -> Result<(), NotContacted> {
        let ends = [
            Choice::Contact(way),
            Choice::Died,
            Choice::LostCapacity,
            Choice::DeleteIdentity,
            Choice::Uncontactable,
        ];
        match ends.into_iter().find(|choice| self.since(*choice).is_some()) {
            Some(_) => Err(NotContacted::Stopped),
            None => Ok(()),
        }
    }

    /// Whether somebody who wrote may be answered in the same way. They asked, so it needs no agreement, and a break is
    /// none from answers; whoever stopped the way is not answered by it.
    ///
    /// # Errors
    /// When they stopped it.
    pub fn may_answer(&self, way: Way) -> Result<(), NotContacted> {
        if self.reaches(way) { Ok(()) } else { Err(NotContacted::Stopped) }
    }
}
