//! A call was made: it is written down with how it ended, what follows is done, and the case stands where it then does.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait,
    ExprTrait, QueryFilter, sea_query::Expr,
};
use surveys::calls::{Agreed, Because, Case, Needs, Outcome, Standing, disposition, may_promise};

use super::{
    CallError, attempts,
    attempts::Said,
    case, facts, following,
    placing::{self, Place},
    ringing::Ringing,
};
use crate::{
    Db,
    audit::Entry,
    auth::Interviewer,
    entity::{call_attempt, call_case},
    identity::Vault,
    participants,
    studies::StudyHandle,
};

/// The longest note, in characters.
const LONGEST: usize = 500;
/// The longest word on language and who answered.
const WORD: usize = 60;

/// A call, as an interviewer tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    /// How it ended.
    pub outcome: Outcome,
    /// When it was dialled.
    pub dialled_at: DateTime<Utc>,
    /// When somebody answered, if anybody did.
    pub answered_at: Option<DateTime<Utc>>,
    /// What was agreed about the next call.
    pub agreed: Option<Agreed>,
    /// Which language they speak.
    pub language: Option<String>,
    /// Who answered, in a word.
    pub who_answered: Option<String>,
    /// What else there is to say, without a word on health.
    pub note: Option<String>,
    /// They wish no more calls in this study.
    pub no_more_calls: bool,
}

/// What a call came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// How the case stands now.
    pub standing: Standing,
    /// What it counts as at this moment.
    pub outcome: Outcome,
    /// How many calls were made.
    pub attempts: usize,
}

impl Called {
    /// A call that ended like this, dialled at a moment, with nothing else to say.
    #[must_use]
    pub const fn ended(outcome: Outcome, dialled_at: DateTime<Utc>) -> Self {
        Self {
            outcome,
            dialled_at,
            answered_at: None,
            agreed: None,
            language: None,
            who_answered: None,
            note: None,
            no_more_calls: false,
        }
    }

    /// What is missing or wrong in it.
    fn check(
        &self,
        ringing: &Ringing,
        case: &Case<'_>,
        now: DateTime<Utc>,
    ) -> Result<(), CallError> {
        if !self.outcome.is_recorded() {
            return Err(CallError::NotRecorded(self.outcome.label()));
        }
        self.is_complete()?;
        let last = case.attempts.last().map(|last| last.at);
        let is_in_order = self.dialled_at <= now
            && last.is_none_or(|last| last <= self.dialled_at)
            && self.answered_at.is_none_or(|at| self.dialled_at <= at && at <= now);
        if !is_in_order {
            return Err(CallError::OutOfOrder);
        }
        if let Some(agreed) = self.agreed {
            let rules = (&ringing.rules, &ringing.holidays);
            may_promise(agreed, case, rules, now).map_err(CallError::NoPromise)?;
        }
        let is_sent = case.kept_from.is_some_and(|kept| kept.because == Because::Complete);
        match self.outcome {
            Outcome::Complete if !is_sent => Err(CallError::NotSent),
            Outcome::Partial if case.usable_since.is_none() => Err(CallError::NotUsable),
            Outcome::MessageLeft if !case.may_leave_message(&ringing.rules) => {
                Err(CallError::EnoughMessages)
            }
            _ => Ok(()),
        }
    }

    /// Whether everything is there that goes with how it ended.
    fn is_complete(&self) -> Result<(), CallError> {
        let lacks = match (self.outcome.needs(), self.agreed) {
            (Needs::Moment, Some(Agreed::At(_)))
            | (Needs::MomentIfAgreed, None | Some(Agreed::At(_) | Agreed::Between(..)))
            | (Needs::Span, Some(Agreed::Between(..)))
            | (Needs::Date, Some(Agreed::On(_)))
            | (Needs::Nothing, None) => None,
            (Needs::Language, None) => {
                self.language.is_none().then_some("say which language they speak")
            }
            (Needs::Moment, _) => Some("say at which moment they are rung"),
            (Needs::Span, _) => Some("say between which two moments they are rung"),
            (Needs::Date, _) => Some("say until which day they are away"),
            (Needs::MomentIfAgreed | Needs::Nothing | Needs::Language, _) => {
                Some("nothing of this kind is agreed with this outcome")
            }
        };
        if let Some(lacks) = lacks {
            return Err(CallError::Lacks(lacks));
        }
        let long = |text: &Option<String>, most: usize| {
            text.as_ref().is_some_and(|text| text.chars().count() > most)
        };
        match () {
            () if long(&self.note, LONGEST) => Err(CallError::TooLong(LONGEST)),
            () if long(&self.language, WORD) || long(&self.who_answered, WORD) => {
                Err(CallError::TooLong(WORD))
            }
            () => Ok(()),
        }
    }
}

/// Writes down a call that an interviewer made, and does what follows from it. The case is then theirs no more. One whose
/// lease ran out meanwhile is still recorded by whoever had it, unless somebody else has it since.
///
/// # Errors
/// When the case is not theirs, something is missing or cannot be so, or the database fails. Nothing is then written.
pub async fn record(
    db: &Db,
    by: &Interviewer,
    study: &StudyHandle,
    (id, called): (i32, Called),
    now: DateTime<Utc>,
) -> Result<Recorded, CallError> {
    if by.study_id() != study.id {
        return Err(CallError::NotTheirs);
    }
    let ringing = Ringing::of(db, study, now).await?;
    let row = case(db.read(), (study.id, id)).await?;
    let is_theirs = row.last_leased_to == Some(by.staff_id())
        && row.leased_to.is_none_or(|has| has == by.staff_id());
    if !is_theirs {
        return Err(CallError::NotTheirCase);
    }
    let known = known(db, &ringing, &row, now).await?;
    called.check(&ringing, &known, now)?;
    let line = (known.number(&ringing.rules).unwrap_or_default(), mark(db, &row).await?);
    let number = known.attempts.len() + 1;
    let (by, handle, one) = (by.clone(), study.clone(), row.clone());
    db.write_with_vault(now, move |transaction, vault| {
        Box::pin(async move {
            participants::hold(transaction, [one.participant_id]).await?;
            if !freed(transaction, &one).await? {
                return Err(CallError::NotTheirCase);
            }
            let attempt = written((transaction, vault), &one, (&called, number, line), &by, now);
            attempt.await?;
            let store = (transaction, vault);
            following::follow(store, (&handle, &one), (&called, number), &by.actor(), now).await
        })
    })
    .await?;
    placed(db, &ringing, id, now).await
}

/// Puts the case where it stands now.
async fn placed(
    db: &Db,
    ringing: &Ringing,
    id: i32,
    now: DateTime<Utc>,
) -> Result<Recorded, CallError> {
    let row = case(db.read(), (ringing.study, id)).await?;
    let known = known(db, ringing, &row, now).await?;
    let standing = ringing.standing(&known, None, now);
    let place = Place::of(&standing, &known, now);
    placing::place(db, vec![(row, place)]).await?;
    let outcome = disposition(&known, &ringing.rules, now);
    Ok(Recorded { standing, outcome, attempts: known.attempts.len() })
}

async fn known<'z>(
    db: &Db,
    ringing: &'z Ringing,
    row: &call_case::Model,
    now: DateTime<Utc>,
) -> Result<Case<'z>, CallError> {
    let cases = facts::of(db, ringing, std::slice::from_ref(row), now).await?;
    cases.into_iter().next().ok_or(CallError::NotTheirCase)
}

/// The mark of the number that is rung.
async fn mark(db: &Db, row: &call_case::Model) -> Result<String, DbErr> {
    let marks = facts::marks(db, &[row.participant_id]).await?;
    Ok(marks.into_values().next().unwrap_or_default())
}

/// Ends the lease; whether the case is as it was read.
async fn freed(transaction: &DatabaseTransaction, row: &call_case::Model) -> Result<bool, DbErr> {
    use call_case::Column;
    let freed = call_case::Entity::update_many()
        .col_expr(Column::LeasedTo, Expr::value(None::<i32>))
        .col_expr(Column::LeasedUntil, Expr::value(None::<DateTime<Utc>>))
        .col_expr(Column::LastLeasedTo, Expr::value(None::<i32>))
        .col_expr(Column::Revision, Expr::col(Column::Revision).add(1))
        .filter(Column::Id.eq(row.id))
        .filter(Column::Revision.eq(row.revision))
        .exec(transaction)
        .await?;
    Ok(freed.rows_affected == 1)
}

async fn written(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    row: &call_case::Model,
    (called, number, (line, mark)): (&Called, usize, (u8, String)),
    by: &Interviewer,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let (from, until, away) = match called.agreed {
        Some(Agreed::At(at)) => (Some(at), None, None),
        Some(Agreed::Between(from, until)) => (Some(from), Some(until), None),
        Some(Agreed::On(day)) => (None, None, Some(day)),
        None => (None, None, None),
    };
    let attempt = call_attempt::ActiveModel {
        case_id: Set(row.id),
        number: Set(i32::try_from(number).unwrap_or(i32::MAX)),
        line: Set(line.into()),
        line_mark: Set(mark),
        dialled_at: Set(called.dialled_at),
        answered_at: Set(called.answered_at),
        ended_at: Set(now),
        outcome: Set(called.outcome.key().to_owned()),
        agreed_from: Set(from),
        agreed_until: Set(until),
        away_until: Set(away),
        staff_id: Set(by.staff_id()),
        ..Default::default()
    };
    let attempt = attempt.insert(transaction).await?;
    noted((transaction, vault), row.participant_id, (attempt.id, called)).await?;
    let object = format!("case {}, {}: {}", row.id, row.wave_key, called.outcome.key());
    let entry = Entry::new(&by.actor(), "call recorded", &object).about(row.participant_id);
    entry.in_study(row.study_id).write(transaction, now).await.map(drop)
}

/// Seals what was put into words, each for its place.
async fn noted(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    person: i32,
    (attempt, called): (i32, &Called),
) -> Result<(), DbErr> {
    let note = called.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
    let (language, who_answered) = (called.language.clone(), called.who_answered.clone());
    let said = Some(Said { language, who_answered }).filter(|said| *said != Said::default());
    if note.is_none() && said.is_none() {
        return Ok(());
    }
    let said = said.map(|said| serde_json::to_vec(&said)).transpose();
    let said = said.map_err(|error| DbErr::Json(error.to_string()))?;
    let keys = vault.keys.of_or_new(&[person]).await?;
    let Some(key) = keys.get(&person) else { return Ok(()) };
    let sealed = call_attempt::ActiveModel {
        id: Set(attempt),
        note: Set(note.map(|note| key.seal(&attempts::place(attempt), note.as_bytes()))),
        said: Set(said.map(|said| key.seal(&Said::place(attempt), &said))),
        ..Default::default()
    };
    call_attempt::Entity::update(sealed).exec_without_returning(transaction).await.map(drop)
}
