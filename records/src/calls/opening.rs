//! The call that an interviewer is in: why somebody is rung, and what came of earlier calls. Whom to ask for and the number are told
//! apart from it.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use surveys::{
    calls::{Case, Sent, Standing},
    keys::WaveKey,
};

use super::{
    Attempt, CallError, attempts, case, dialling, facts, is_leased, is_theirs,
    leasing::ONE_INTERVIEW, naming, placing::each, ringing::Ringing,
};
use crate::{
    Db,
    audit::Entry,
    auth::Interviewer,
    entity::{call_case, participant},
    participants, protocols,
    studies::StudyHandle,
};

/// Cases without a call that are told at once.
const MOST: usize = 20;
/// And so many are looked at for it, the newest first.
const LOOKED_AT: u64 = 200;

/// A case, as the interviewer sees it whose case it is. There is no name in it, and no number to ring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The number of the case.
    pub case: i32,
    /// By which the participant is opened.
    pub participant: i32,
    /// Their study number, with a mark if they are a test person.
    pub number: String,
    /// About which wave.
    pub wave: String,
    /// How it stands for this interviewer.
    pub standing: Standing,
    /// Until when it is theirs alone; none once that time is over.
    pub leased_until: Option<DateTime<Utc>>,
    /// When it was given to them. None once they went on with it, as in an interview.
    pub given_at: Option<DateTime<Utc>>,
    /// When they last saw the number, if they did since it was given to them.
    pub shown_at: Option<DateTime<Utc>>,
    /// In which way the survey was sent, once it was.
    pub sent: Option<Sent>,
    /// Enough was answered for it to be used.
    pub is_usable: bool,
    /// Another message may be left on their voicemail.
    pub may_leave_message: bool,
    /// In which words of the protocol, where it has some.
    pub voicemails: Vec<String>,
    /// The moment from which on the wave takes no answers, where it is known.
    pub closes: Option<DateTime<Utc>>,
    /// How many calls were made about this wave.
    pub attempts: usize,
    /// Every call that was made to them, also about other waves, newest first. None two hours after the case was theirs.
    pub earlier: Vec<Attempt>,
}

/// A case that was given to an interviewer, and no call about it was written down since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unrecorded {
    /// The number of the case.
    pub case: i32,
    /// The study number of the participant.
    pub number: String,
    /// About which wave.
    pub wave: String,
}

/// The cases that an interviewer was given and has not written a call down about, unless nobody is to be rung about them any more.
/// Among them is the one of which the survey was just sent: it is given to nobody, and its call is still to be told.
///
/// # Errors
/// When they do not interview in this study, its protocol or rules cannot be read, or the database fails.
pub async fn unrecorded(
    db: &Db,
    by: &Interviewer,
    study: &StudyHandle,
    now: DateTime<Utc>,
) -> Result<Vec<Unrecorded>, CallError> {
    use call_case::Column;
    if by.study_id() != study.id {
        return Err(CallError::NotTheirs);
    }
    let ringing = Ringing::of(db, study, now).await?;
    let free =
        Condition::any().add(Column::LeasedTo.is_null()).add(Column::LeasedTo.eq(by.staff_id()));
    let rows = call_case::Entity::find()
        .filter(Column::StudyId.eq(study.id))
        .filter(Column::LastLeasedTo.eq(by.staff_id()))
        .filter(free)
        .order_by_desc(Column::Id)
        .limit(LOOKED_AT)
        .all(db.read())
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let people = rows.iter().map(|row| row.participant_id);
    let numbers = participants::numbers(db.read(), people).await?;
    let cases = each(db, &ringing, &rows, now).await?;
    let is_open = |case: &Case<'_>| {
        !matches!(ringing.standing(case, Some(by.staff_id()), now), Standing::Over { .. })
    };
    let open = rows.into_iter().zip(cases).filter(|(_, case)| case.as_ref().is_none_or(is_open));
    let open = open.map(|(row, _)| row);
    let told = open.map(|row| Unrecorded {
        case: row.id,
        number: numbers.get(&row.participant_id).cloned().unwrap_or_default(),
        wave: row.wave_key,
    });
    Ok(told.take(MOST).collect())
}

/// The case that was given to an interviewer. They see it until somebody else has it, or it was recorded: a call may last longer
/// than a case is theirs.
///
/// # Errors
/// When it is not theirs, the study's protocol or rules cannot be read, or the database fails.
pub async fn open(
    db: &Db,
    by: &Interviewer,
    study: &StudyHandle,
    id: i32,
    now: DateTime<Utc>,
) -> Result<Opened, CallError> {
    let ringing = Ringing::of(db, study, now).await?;
    let row = theirs(db, by, study, id).await?;
    let known = facts::of_one(db, &ringing, &row, now).await?;
    let person = participant::Entity::find_by_id(row.participant_id).one(db.read()).await?;
    let person = person.ok_or(CallError::NotTheirCase)?;
    let entry = about(by, &row, "call opened");
    entry.write_alone(db, now).await?;
    let lasts = TimeDelta::minutes(ringing.rules.lease_minutes.into());
    let until = row.leased_until.filter(|_| is_leased(&row, by.staff_id(), now));
    let may_leave_message = known.may_leave_message(&ringing.rules);
    let voicemails = match may_leave_message {
        true => voicemails(db, study, &row.wave_key).await?,
        false => Vec::new(),
    };
    Ok(Opened {
        case: row.id,
        participant: row.participant_id,
        number: participants::told(&person),
        standing: ringing.standing(&known, Some(by.staff_id()), now),
        leased_until: until,
        given_at: until.map(|until| until - lasts).filter(|given| *given <= now),
        shown_at: dialling::shown_at(db, by, &row).await?,
        sent: known.sent,
        is_usable: known.usable_since.is_some(),
        may_leave_message,
        voicemails,
        closes: known.closes,
        attempts: known.attempts.len(),
        earlier: earlier(db, &row, now).await?,
        wave: row.wave_key,
    })
}

/// The words for their voicemail.
async fn voicemails(db: &Db, study: &StudyHandle, wave: &str) -> Result<Vec<String>, CallError> {
    let protocol = protocols::current(db, study).await?.protocol;
    let wave = WaveKey::new(wave).ok();
    Ok(wave.map(|wave| protocol.voicemails(study.study(), &wave)).unwrap_or_default())
}

/// The calls that were made before, for whoever has the case, or had it within the time of an interview.
async fn earlier(
    db: &Db,
    row: &call_case::Model,
    now: DateTime<Utc>,
) -> Result<Vec<Attempt>, DbErr> {
    match row.leased_until.is_some_and(|until| now < until + ONE_INTERVIEW) {
        true => attempts::of_participant(db, row.participant_id).await,
        false => Ok(Vec::new()),
    }
}

/// The row of a case that was given to them last, and to nobody else since.
pub(super) async fn theirs(
    db: &Db,
    by: &Interviewer,
    study: &StudyHandle,
    id: i32,
) -> Result<call_case::Model, CallError> {
    if by.study_id() != study.id {
        return Err(CallError::NotTheirs);
    }
    let row = case(db.read(), (study.id, id)).await?;
    if is_theirs(&row, by.staff_id()) { Ok(row) } else { Err(CallError::NotTheirCase) }
}

/// An entry of the audit about a case of theirs.
pub(super) fn about(by: &Interviewer, row: &call_case::Model, action: &str) -> Entry {
    let entry = Entry::new(&by.actor(), action, &naming::named(row));
    entry.about(row.participant_id).in_study(row.study_id).to("to ring them")
}
