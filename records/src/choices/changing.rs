//! What a participant changes: what they agree to, a pause, taking part again.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{DatabaseTransaction, DbErr};
use surveys::{
    consent::{Answer, ConsentProblem, Decision, Form, Mode, Permission, State as Agreed},
    stopping::{Act, Choice, PauseProblem, Way, pause_until},
    typed::Typed,
};

use super::Standing;
use crate::{
    Db,
    audit::Entry,
    auth::Participant,
    consent::{self, Source},
    identity::Vault,
    participants,
    stopping::{self, StopError, Subject},
};

/// On their own page.
const THEM: (Mode, &str) = (Mode::Web, "participant");

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// The device has not shown whose it is.
    #[error("this device has not shown whose it is")]
    Locked,
    /// There is nothing to change: nothing was agreed to yet, or nothing stopped.
    #[error("there is nothing to change")]
    Nothing,
    /// Statements are open, by their code.
    #[error("the form is not complete")]
    Incomplete(Vec<(String, ConsentProblem)>),
    /// The pause cannot end on this day.
    #[error("the pause cannot end on this day")]
    Pause(PauseProblem),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

impl From<StopError> for ChangeError {
    fn from(error: StopError) -> Self {
        match error {
            StopError::Database(error) => Self::Database(error),
            StopError::Locked => Self::Locked,
            _ => Self::Nothing,
        }
    }
}

/// What the page for changing consent shows, and what it takes.
#[derive(Clone, Debug)]
pub struct Change {
    /// The statements that can be changed. Ways of contact are left out while nothing more is sent:
    /// they come back by taking part again.
    pub form: Form,
}

impl Change {
    /// What somebody who stands like this can change; none when they agreed to nothing yet.
    #[must_use]
    pub fn of(standing: &Standing) -> Option<Self> {
        let mut form = standing.form.clone()?;
        let over = standing.stops.since(Choice::NoMoreSurveys).is_some();
        let deleted = standing.stops.since(Choice::DeleteIdentity).is_some();
        let open: Vec<_> = form.open_to_change().map(|said| said.code.clone()).collect();
        form.statements.retain(|said| {
            let about_identity = !said.ways.is_empty()
                || said.permits.is_some_and(|permission| permission != Permission::Archive);
            let can = !(over && !said.ways.is_empty() || deleted && about_identity);
            open.contains(&said.code) && can
        });
        (!form.statements.is_empty()).then_some(Self { form })
    }
}

/// Changes what the participant agrees to, as new events in the ledger. A way that is no longer ticked
/// is stopped, with all that follows; one that is ticked anew is on again.
///
/// # Errors
/// When a statement is left open, there is nothing to change, or the database fails.
pub async fn change_consent(
    db: &Db,
    who: &Participant,
    typed: &Typed,
    now: DateTime<Utc>,
) -> Result<(), ChangeError> {
    if !who.is_known() {
        return Err(ChangeError::Locked);
    }
    let (who, typed) = (who.clone(), typed.clone());
    db.write_with_vault(now, move |transaction, vault| {
        Box::pin(async move {
            participants::hold(transaction, [who.id]).await?;
            let standing = super::of(transaction, &who, now).await?;
            let change = Change::of(&standing).ok_or(ChangeError::Nothing)?;
            let decisions = change.form.parse_change(&typed, &standing.agreed);
            let decisions = decisions.map_err(ChangeError::Incomplete)?;
            decide((transaction, vault), &who, &standing.agreed, decisions, now).await
        })
    })
    .await
}

async fn decide(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    who: &Participant,
    agreed: &Agreed,
    decisions: Vec<Decision>,
    now: DateTime<Utc>,
) -> Result<(), ChangeError> {
    if decisions.is_empty() {
        return Ok(());
    }
    let subject = Subject::of(who);
    let way = |decision: &Decision| decision.permission.and_then(Way::of);
    let (stopped, others): (Vec<_>, Vec<_>) = decisions
        .into_iter()
        .partition(|decision| way(decision).is_some() && decision.answer == Answer::Withdrawn);
    let stopped: Vec<_> = stopped.iter().filter_map(way).collect();
    for way in stopped {
        stopping::stop_too((transaction, vault), who, Choice::Contact(way), now).await?;
    }
    let version = agreed.form_version.ok_or(ChangeError::Nothing)?;
    consent::add(transaction, who.id, version, &others, Source::THEM, now).await?;
    let anew = others.iter().filter(|decision| decision.answer == Answer::Yes);
    let anew = anew.filter_map(|decision| match decision.permission? {
        Permission::LinkDwpHmrc | Permission::LinkNhs => Some(Choice::StopLinkage),
        permission => Way::of(permission).map(Choice::Contact),
    });
    let anew: Vec<_> = anew.collect();
    stopping::begin_again(transaction, &subject, anew, THEM, now).await?;
    Entry::new(&who.number, "consent changed", "consent")
        .about(who.id)
        .write(transaction, now)
        .await?;
    Ok(())
}

/// Takes part again after wanting no more surveys: whoever does says anew how they may be reached.
///
/// # Errors
/// When no way is ticked, surveys are not over, or the database fails.
pub async fn start_again(
    db: &Db,
    who: &Participant,
    typed: &Typed,
    now: DateTime<Utc>,
) -> Result<(), ChangeError> {
    if !who.is_known() {
        return Err(ChangeError::Locked);
    }
    let (who, typed) = (who.clone(), typed.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            participants::hold(transaction, [who.id]).await?;
            let standing = super::of(transaction, &who, now).await?;
            let form = standing.ways_anew().ok_or(ChangeError::Nothing)?;
            let decisions = form.parse(&typed).map_err(ChangeError::Incomplete)?;
            let yes = decisions.into_iter().filter(|decision| decision.answer == Answer::Yes);
            let yes: Vec<_> = yes.collect();
            let subject = Subject::of(&who);
            let ways = yes.iter().filter_map(|decision| Way::of(decision.permission?));
            let on_again: Vec<_> =
                ways.map(Choice::Contact).chain([Choice::NoMoreSurveys]).collect();
            consent::add(transaction, who.id, form.version, &yes, Source::THEM, now).await?;
            stopping::begin_again(transaction, &subject, on_again, THEM, now).await?;
            Entry::new(&who.number, "takes part again", "stopping")
                .about(who.id)
                .write(transaction, now)
                .await?;
            Ok(())
        })
    })
    .await
}

impl Standing {
    /// The statement on how somebody may be reached, to be agreed to anew by whoever takes part again;
    /// none for whoever wants surveys, or can no longer be reached.
    #[must_use]
    pub fn ways_anew(&self) -> Option<Form> {
        self.stops.since(Choice::NoMoreSurveys)?;
        let gone = [Choice::DeleteIdentity, Choice::Died, Choice::LostCapacity];
        if gone.iter().any(|choice| self.stops.since(*choice).is_some()) {
            return None;
        }
        let mut form = self.form.clone()?;
        form.statements.retain(|said| !said.ways.is_empty());
        (!form.statements.is_empty()).then_some(form)
    }
}

/// Lets nobody contact the participant up to and including a day.
///
/// # Errors
/// When the day is none, over, or more than three months away, or the database fails.
pub async fn pause(
    db: &Db,
    who: &Participant,
    until: Option<NaiveDate>,
    now: DateTime<Utc>,
) -> Result<NaiveDate, ChangeError> {
    let today = surveys::calendar::date_in(&who.study().timezone, now);
    let until = pause_until(until, today).map_err(ChangeError::Pause)?;
    write_down(db, who, Act::PausesUntil(until), "paused", now).await?;
    Ok(until)
}

/// Ends a pause before its day.
///
/// # Errors
/// When the database fails.
pub async fn end_pause(db: &Db, who: &Participant, now: DateTime<Utc>) -> Result<(), ChangeError> {
    write_down(db, who, Act::EndsPause, "pause ended", now).await
}

async fn write_down(
    db: &Db,
    who: &Participant,
    act: Act,
    told: &'static str,
    now: DateTime<Utc>,
) -> Result<(), ChangeError> {
    if !who.is_known() {
        return Err(ChangeError::Locked);
    }
    let who = who.clone();
    db.write(move |transaction| {
        Box::pin(async move {
            participants::hold(transaction, [who.id]).await?;
            stopping::write_down(transaction, &Subject::of(&who), act, now).await?;
            Entry::new(&who.number, told, "stopping").about(who.id).write(transaction, now).await?;
            Ok(())
        })
    })
    .await
}
