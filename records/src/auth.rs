//! Who somebody is. Holding a [`Participant`] is being let in, and holding a type of [`staff`] is being
//! allowed what it stands for: nothing outside this module makes one.

pub mod staff;

mod acting;
mod everywhere;
mod permits;
mod readers;

pub use acting::{By, InOneStudy, Permit};
pub use everywhere::{Administrator, RightsKeeper, RightsReader};
pub use permits::{
    Caseworker, DataManager, Evaluator, Interviewer, Postmaster, RegisterKeeper, SafeguardingLead,
    SiteLead, Supervisor, VoucherKeeper,
};
pub use readers::MessageReader;
pub use staff::{Arrived, NotAllowed, StaffMember, SurveyReader, SurveyWriter, Unfinished, arrive};

mod birthday;

mod via;

use std::sync::Arc;

pub use birthday::Birthday;
pub(crate) use birthday::Tries;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait};
use subtle::ConstantTimeEq;
use surveys::{
    facts::Allocation,
    study::Study,
    waves::{Dates, Wave},
};
pub use via::Via;

use crate::{Db, audit::Entry, entity::link, links, secret, stored::At};

/// Answers are hidden again when nothing was asked for so long.
const IDLE: TimeDelta = TimeDelta::minutes(10);
/// Where there is no birthday to ask for, a device that began is known for so long.
const WITHOUT_BIRTHDAY: TimeDelta = TimeDelta::days(90);
/// So long nothing is seen on a device that was left, where there is no birthday to ask for.
const LEFT: TimeDelta = TimeDelta::hours(1);
/// A participant at one wave, who opened their own link or answers an interviewer by telephone.
#[derive(Clone, Debug)]
pub struct Participant {
    pub(crate) id: i32,
    pub(crate) number: String,
    language: Option<String>,
    /// None where an interviewer asks.
    pub(crate) link_id: Option<i32>,
    via: Via,
    study: Arc<Study>,
    wave: usize,
    /// The version on which a new response to the wave is begun.
    pub(crate) survey_version: i32,
    secret: Vec<u8>,
    pub(crate) allocation: Option<Allocation>,
    is_known: bool,
    has_shown: bool,
    birthday_is_known: bool,
}

/// What a link leads to, before anybody has shown who they are.
#[derive(Debug)]
pub(crate) struct Opened {
    pub participant_id: i32,
    pub number: String,
    pub language: Option<String>,
    pub link_id: Option<i32>,
    pub study: Arc<Study>,
    pub wave: usize,
    pub survey_version: i32,
    pub secret: Vec<u8>,
    pub allocation: Option<Allocation>,
}

/// Why somebody has not shown who they are.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// Day or month is missing, or no number.
    #[error("the day and month of birth were not given")]
    NotAnswered,
    /// Not this person's.
    #[error("the day and month of birth are not those on record")]
    Wrong,
    /// Too often wrong; it can be tried again after a quarter of an hour.
    #[error("too many wrong tries")]
    TooMany,
    /// No date of birth is on record.
    #[error("there is no date of birth to compare with")]
    NothingToCheck,
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

impl Participant {
    /// Lets somebody in who opened a link. They are known when the device proves that it was shown
    /// before whose it is, or when there is nothing to compare with and nothing stored to be seen.
    pub(crate) async fn admit(
        db: &Db,
        opened: Opened,
        proof: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<Self, DbErr> {
        let held = proof.and_then(|proof| read(&opened.secret, opened.participant_id, proof, now));
        let age = held.map(|(_, age)| age);
        let mut participant = Self {
            is_known: age.is_some_and(|age| age <= IDLE),
            has_shown: held.is_some_and(|(has_shown, _)| has_shown),
            ..Self::unknown(opened)
        };
        if participant.is_known {
            return Ok(participant);
        }
        let stored = db.stored(participant.at()).await?;
        let birthday = stored.kept.dob;
        let long_known = birthday.is_none() && age.is_some_and(|age| age <= WITHOUT_BIRTHDAY);
        participant.birthday_is_known = birthday.is_some();
        participant.is_known = birthday.is_none() && (stored.responses.is_empty() || long_known);
        Ok(participant)
    }

    /// Whoever it is, they have shown nothing yet.
    fn unknown(opened: Opened) -> Self {
        Self {
            id: opened.participant_id,
            number: opened.number,
            language: opened.language,
            link_id: opened.link_id,
            via: Via::Web,
            study: opened.study,
            wave: opened.wave,
            survey_version: opened.survey_version,
            secret: opened.secret,
            allocation: opened.allocation,
            is_known: false,
            has_shown: false,
            birthday_is_known: true,
        }
    }

    /// The study.
    #[must_use]
    pub fn study(&self) -> &Arc<Study> {
        &self.study
    }

    /// The language that they would like, as it was given: a tag or a name.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// The wave that the link is for.
    #[must_use]
    pub fn wave(&self) -> &Wave {
        &self.study.waves[self.wave]
    }

    /// Whether this device may see stored answers.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.is_known
    }

    /// Whether there is a date of birth to ask for.
    #[must_use]
    pub fn birthday_is_known(&self) -> bool {
        self.birthday_is_known
    }

    /// Whether this device gave the right day and month of birth. One that only began the survey
    /// sees what was typed into it, but nothing that the vault had before.
    pub(crate) fn has_shown(&self) -> bool {
        self.has_shown
    }

    /// The same person at another wave of the study.
    pub(crate) fn at_wave(&self, wave: usize) -> Self {
        Self { wave, ..self.clone() }
    }

    pub(crate) fn at(&self) -> At {
        At { participant: self.id, wave: self.wave().key.clone() }
    }

    /// Those that are known of whoever opens a link. The others are looked for where something hangs on them.
    pub(crate) fn dates(&self) -> Dates {
        let allocation = self.allocation.as_ref();
        Dates {
            randomised_on: allocation.map(|allocation| allocation.on),
            cohort: allocation.map(|allocation| allocation.cohort),
            ..Dates::default()
        }
    }
}

/// What a device keeps to show later that it is known. Only for a participant who is.
#[must_use]
pub fn proof(who: &Participant, now: DateTime<Utc>) -> String {
    signed(&who.secret, who.id, who.has_shown, now.timestamp())
}

/// The same, to be believed in an hour and not before: for a device that was left in a hurry by somebody
/// who can show in no other way who they are.
#[must_use]
pub fn proof_for_later(who: &Participant, now: DateTime<Utc>) -> String {
    signed(&who.secret, who.id, who.has_shown, (now + LEFT).timestamp())
}

/// The proof of a device on which somebody's birthday was given just now.
pub(crate) fn shown(secret: &[u8], participant: i32, now: DateTime<Utc>) -> String {
    signed(secret, participant, true, now.timestamp())
}

/// A device that has shown whose it is holds another proof than one that only began the survey.
fn signed(secret: &[u8], participant: i32, has_shown: bool, at: i64) -> String {
    let label = if has_shown { "shown" } else { "began" };
    let about = format!("{participant}|{at}");
    let mac = secret::crockford26(&secret::keyed(secret, label, &about));
    format!("{label}.{at}.{mac}")
}

/// Which proof it is, and how long ago it was made; none when it is not ours.
fn read(
    secret: &[u8],
    participant: i32,
    proof: &str,
    now: DateTime<Utc>,
) -> Option<(bool, TimeDelta)> {
    let mut parts = proof.split('.');
    let has_shown = parts.next()? == "shown";
    let at: i64 = parts.next()?.parse().ok()?;
    let ours = signed(secret, participant, has_shown, at);
    let same: bool = ours.as_bytes().ct_eq(proof.as_bytes()).into();
    let age = now - DateTime::from_timestamp(at, 0)?;
    (same && age >= TimeDelta::zero()).then_some((has_shown, age))
}

/// Compares the day and month of birth with those on record, and returns the device's proof.
///
/// Wrong tries count for the link, never for the address, which a whole hostel may share.
///
/// # Errors
/// When they are wrong, missing, or were wrong too often.
pub async fn show_who(
    db: &Db,
    who: &Participant,
    day: &str,
    month: &str,
    now: DateTime<Utc>,
) -> Result<String, CheckError> {
    let given = Birthday::read(day, month).ok_or(CheckError::NotAnswered)?;
    let who = who.clone();
    // A wrong try is a fact that is kept, so it is no error inside the transaction.
    db.write_about(who.at(), move |transaction, stored| {
        let birthday = stored.kept.dob;
        Box::pin(async move { tried(transaction, &who, birthday, given, now).await })
    })
    .await?
}

async fn tried(
    transaction: &impl ConnectionTrait,
    who: &Participant,
    birthday: Option<NaiveDate>,
    given: Birthday,
    now: DateTime<Utc>,
) -> Result<Result<String, CheckError>, DbErr> {
    let (Some(birthday), Some(link)) = (birthday, who.link_id) else {
        return Ok(Err(CheckError::NothingToCheck));
    };
    let row = link::Entity::find_by_id(link).one(transaction).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound("link".to_owned()))?;
    let right = given.is_of(birthday);
    let before = Tries { wrong: row.wrong_tries, last: row.tried_at };
    let Some(after) = before.and_one(right, now) else { return Ok(Err(CheckError::TooMany)) };
    let counted = link::ActiveModel {
        id: Set(row.id),
        wrong_tries: Set(after.wrong),
        tried_at: Set(after.last),
        ..Default::default()
    };
    link::Entity::update(counted).exec(transaction).await?;
    let entry = match right {
        true => Entry::new(&who.number, "person check passed", "link"),
        false => Entry::new("nobody", "person check failed", "link"),
    };
    entry.about(who.id).write(transaction, now).await?;
    if !right {
        return Ok(Err(CheckError::Wrong));
    }
    links::opened(transaction, link, now).await?;
    Ok(Ok(shown(&who.secret, who.id, now)))
}
