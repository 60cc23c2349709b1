//! What holds in a study for all its calls.

use std::{collections::BTreeSet, sync::Arc};

use chrono::{DateTime, NaiveDate, Utc};
use surveys::{
    calendar,
    calls::{Agreed, Because, CallRules, Case, Standing, standing, still_agreed},
    keys::WaveKey,
    manners::Holidays,
    schedule::Person,
    study::Study,
};

use super::{CallError, ruling};
use crate::{Db, outbox, protocols, schedule, studies::StudyHandle};

/// What holds.
pub(super) struct Ringing {
    pub study: i32,
    pub file: Arc<Study>,
    pub rules: CallRules,
    pub holidays: Holidays,
    /// All that is sent, and all calls, are held.
    pub is_held: bool,
    /// The waves whose survey nobody can begin.
    pub shut: BTreeSet<WaveKey>,
    /// What ended after a wave was over counts, too. So it does for whom nobody rings; for what a wave came to it does not.
    pub counts_late: bool,
}

impl Ringing {
    /// As it is now.
    pub async fn of(db: &Db, study: &StudyHandle, now: DateTime<Utc>) -> Result<Self, CallError> {
        let protocol = protocols::current(db, study).await?.protocol;
        Self::by(db, study.id, (study.study(), protocol.holidays.clone()), now).await
    }

    /// The same where the study's file and its protocol are at hand.
    pub async fn by(
        db: &Db,
        study: i32,
        (file, holidays): (&Arc<Study>, Holidays),
        now: DateTime<Utc>,
    ) -> Result<Self, CallError> {
        let today = calendar::date_in(&file.timezone, now);
        Ok(Self {
            study,
            file: Arc::clone(file),
            rules: ruling::current(db.read(), study).await?.rules,
            holidays,
            is_held: outbox::is_held(db, study).await?,
            shut: schedule::shut(db, study, file, today).await?,
            counts_late: true,
        })
    }

    /// The same for what a wave came to, of which nothing tells that nobody rings today.
    pub fn looking_back(self) -> Self {
        Self { is_held: false, shut: BTreeSet::new(), counts_late: false, ..self }
    }

    /// Whether what ended on a day counts for somebody in a wave.
    pub fn counts(&self, wave: &WaveKey, person: &Person<'_>, day: NaiveDate) -> bool {
        let wave = self.file.wave(wave);
        self.counts_late || wave.is_none_or(|wave| wave.is_in_time(&person.dates, day))
    }

    /// What was agreed with somebody, and is not kept as long as they stand so: they expect a call.
    pub fn unkept(
        &self,
        case: &Case<'_>,
        standing: &Standing,
        now: DateTime<Utc>,
    ) -> Option<Agreed> {
        let is_kept_for_now =
            matches!(standing, Standing::Not(Because::Alert | Because::Held | Because::Shut));
        is_kept_for_now.then(|| still_agreed(case, &self.rules, &self.holidays, now)).flatten()
    }

    /// How a case stands for an interviewer, or for whoever it may be.
    pub fn standing(&self, case: &Case<'_>, by: Option<i32>, now: DateTime<Utc>) -> Standing {
        standing(case, &self.rules, &self.holidays, by, now)
    }
}
