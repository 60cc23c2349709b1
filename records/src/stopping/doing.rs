//! What a choice does, in the transaction it is given.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, sea_query::Expr,
};
use surveys::{
    calendar,
    consent::Mode,
    keys::WaveKey,
    sheet::Sheet,
    stopping::{Act, Choice, State, may_delete_answers},
};

use super::{
    Came, Decider, Receipt, StopError, Subject, Wish,
    ledger::{self, Remembered, Source},
    passing_on::Hearers,
    receipt::{self, Telling},
    standing::state,
};
use crate::{
    audit::Entry,
    chain, consent, cuts,
    entity::{history, response, stop_event},
    events::{self, EventKind},
    identity::{self, Vault},
    outbox, participants, people, safeguarding, vouchers,
};

/// Whose hand does it, whoever decided it.
#[derive(Clone, Copy)]
pub(super) enum Hand<'a> {
    /// The participant's own, on their page.
    Their,
    /// That of somebody on the staff, by what the audit calls them.
    Staff(&'a str),
    /// The participant's own, by a text that was answered already.
    Answered,
    /// The same, by one that is answered from this moment on.
    Texting(DateTime<Utc>),
}

impl<'a> Hand<'a> {
    /// From when on the person is told of it.
    fn told_from(self, now: DateTime<Utc>) -> DateTime<Utc> {
        match self {
            Self::Texting(from) => from,
            Self::Their | Self::Staff(_) | Self::Answered => now,
        }
    }

    /// What the audit calls them: a participant by study number.
    fn actor(self, subject: &'a Subject) -> &'a str {
        match self {
            Self::Their | Self::Answered | Self::Texting(_) => &subject.number,
            Self::Staff(actor) => actor,
        }
    }
}

pub(super) async fn stop(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    subject: &Subject,
    wish: Wish,
    by: Hand<'_>,
    now: DateTime<Utc>,
) -> Result<Receipt, StopError> {
    participants::hold(transaction, [subject.id]).await?;
    let choice = wish.choice;
    let before = state(transaction, subject.id).await?;
    if before.has(choice, &subject.wave) {
        let known = standing(transaction, subject, choice).await?;
        return Ok(receipt::of(transaction, &known).await?);
    }
    if choice == Choice::SkipSurvey && was_sent(transaction, subject).await? {
        return Err(StopError::AlreadySent);
    }
    let today = calendar::date_in(&subject.study.timezone, now);
    if let Some(frozen_on) = too_late(subject, choice, today) {
        let actor = by.actor(subject);
        return Ok(receipt::refuse(transaction, subject, &wish, (frozen_on, actor), now).await?);
    }
    Ok(carried_out((transaction, vault), subject, (wish, &before), by, now).await?)
}

/// Deletes answers that were frozen, since somebody decided that the refusal does not hold.
pub(crate) async fn delete_answers_after_all(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    subject: &Subject,
    mode: Mode,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    participants::hold(transaction, [subject.id]).await?;
    let before = state(transaction, subject.id).await?;
    let choice = Choice::DeleteAnswers;
    if before.has(choice, &subject.wave) {
        return Ok(());
    }
    let wish = Wish { choice, decided_by: Decider::Participant, mode, reason: None };
    carried_out((transaction, vault), subject, (wish, &before), Hand::Staff(actor), now)
        .await
        .map(drop)
}

async fn carried_out(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    subject: &Subject,
    (wish, before): (Wish, &State),
    by: Hand<'_>,
    now: DateTime<Utc>,
) -> Result<Receipt, DbErr> {
    let (choice, mode, actor) = (wish.choice, wish.mode, by.actor(subject));
    let today = calendar::date_in(&subject.study.timezone, now);
    let agreed = consent::state(transaction, subject.id).await?;
    let asked = asked(transaction, subject, choice, now).await?;
    let effect = before.effect(choice, &agreed.permissions, asked.as_ref(), today);
    // Whom to tell is known only while their contact details are.
    let telling = match by {
        Hand::Answered => Telling::NOBODY,
        _ => Telling::of(vault, subject, (choice, mode), before, &agreed, today).await?,
    };
    let row = subject.row(transaction).await?;
    let hearers = Hearers::of_choice(transaction, &row, choice).await?;
    let passed_on = hearers.as_ref().map(|hearers| hearers.who);
    let noted = (Source::of(&wish, actor), Remembered { asked, passed_on });
    let reference = ledger::stopped(transaction, subject, choice, noted, now).await?;
    if let Some(hearers) = hearers {
        hearers.tell(transaction, subject, Act::Stops(choice), &reference, now).await?;
    }
    let said = consent::Source { mode: wish.mode, actor, witness: None, said_at: None };
    consent::withdraw(transaction, subject.id, choice.withdraws(), said, now).await?;
    carry_out((transaction, vault), subject, choice, by, now).await?;
    outbox::call_off(transaction, subject.id, &effect.stops, now).await?;
    Entry::new(actor, &told(choice, wish.decided_by), &subject.number)
        .about(subject.id)
        .write(transaction, now)
        .await?;
    let came = Came::Done(effect.passed_on_to(passed_on.unwrap_or_default()));
    let receipt = Receipt { reference, choice, on: today, came };
    telling.enqueue(transaction, subject, (&receipt, mode), (by.told_from(now), now)).await?;
    Ok(receipt)
}

/// The wave they are at, when the choice is about its survey.
async fn asked(
    connection: &impl ConnectionTrait,
    subject: &Subject,
    choice: Choice,
    now: DateTime<Utc>,
) -> Result<Option<WaveKey>, DbErr> {
    let (study, wave) = (&subject.study, &subject.wave);
    let stands = people::in_wave(connection, study, (subject.id, wave), now).await?;
    let touched = stands.is_some_and(|stands| people::is_touched(choice, stands));
    Ok(touched.then(|| wave.clone()))
}

/// Since when answers cannot be deleted any more, where that is what is asked for.
fn too_late(subject: &Subject, choice: Choice, today: NaiveDate) -> Option<NaiveDate> {
    let frozen_on = subject.study.analysis_frozen_on.filter(|_| choice == Choice::DeleteAnswers);
    frozen_on.filter(|_| !may_delete_answers(frozen_on, today))
}

fn told(choice: Choice, by: Decider) -> String {
    format!("stopped: {} ({})", choice.name(), by.name())
}

async fn carry_out(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    subject: &Subject,
    choice: Choice,
    by: Hand<'_>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let today = calendar::date_in(&subject.study.timezone, now);
    let happened = |kind| events::happened(transaction, subject.id, kind, today, now);
    match choice {
        Choice::DeleteIdentity => {
            let actor = match by {
                Hand::Their | Hand::Answered | Hand::Texting(_) => "participant",
                Hand::Staff(actor) => actor,
            };
            safeguarding::details_deleted(transaction, subject.id, actor, now).await?;
            vouchers::forget(transaction, subject.id, actor, now).await?;
            identity::forget(transaction, subject.id).await
        }
        Choice::DeleteAnswers => {
            let whose = (subject.id, subject.number.as_str());
            erase((transaction, vault), whose, by.actor(subject), now).await
        }
        Choice::StopSupport => happened(EventKind::SupportStopped).await.map(drop),
        Choice::Died => happened(EventKind::Death).await.map(drop),
        _ => Ok(()),
    }
}

/// Empties every response of a person, what is known of how it came about, and what cuts hold of them. The rows stay, so that
/// nobody takes the person for one who never answered.
pub(super) async fn erase(
    (transaction, vault): (&impl ConnectionTrait, &Vault),
    (participant, number): (i32, &str),
    actor: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    chain::erased((transaction, &vault.keys), (participant, number), actor, now).await?;
    identity::note_erased(transaction, participant).await?;
    cuts::erase(transaction, participant, now).await?;
    let empty = serde_json::to_string(&Sheet::default());
    let empty = empty.map_err(|error| DbErr::Json(error.to_string()))?;
    let theirs = response::Column::ParticipantId.eq(participant);
    let responses = response::Entity::find().filter(theirs.clone()).all(transaction).await?;
    response::Entity::update_many()
        .col_expr(response::Column::Sheet, Expr::value(empty))
        .col_expr(response::Column::Status, Expr::value("erased"))
        .col_expr(response::Column::ErasedAt, Expr::value(now))
        .col_expr(response::Column::ProxyRelation, Expr::value(None::<String>))
        .col_expr(response::Column::ProxyReason, Expr::value(None::<String>))
        .filter(theirs)
        .exec(transaction)
        .await?;
    let own = responses.iter().map(|response| response.id);
    history::Entity::update_many()
        .col_expr(history::Column::Changes, Expr::value("[]"))
        .col_expr(history::Column::ErasedAt, Expr::value(now))
        .filter(history::Column::ResponseId.is_in(own))
        .exec(transaction)
        .await
        .map(drop)
}

async fn was_sent(connection: &impl ConnectionTrait, subject: &Subject) -> Result<bool, DbErr> {
    let sent = response::Entity::find()
        .filter(response::Column::ParticipantId.eq(subject.id))
        .filter(response::Column::WaveKey.eq(subject.wave.as_str()))
        .filter(response::Column::SubmittedAt.is_not_null());
    Ok(sent.one(connection).await?.is_some())
}

/// The decision that stands.
async fn standing(
    connection: &impl ConnectionTrait,
    subject: &Subject,
    choice: Choice,
) -> Result<stop_event::Model, DbErr> {
    let of_wave = stop_event::Column::WaveKey
        .is_null()
        .or(stop_event::Column::WaveKey.eq(subject.wave.as_str()));
    let row = stop_event::Entity::find()
        .filter(stop_event::Column::ParticipantId.eq(subject.id))
        .filter(stop_event::Column::Act.eq("stops"))
        .filter(stop_event::Column::Choice.eq(choice.name()))
        .filter(of_wave)
        .order_by_desc(stop_event::Column::Id)
        .one(connection)
        .await?;
    row.ok_or_else(|| DbErr::RecordNotFound("the decision that stands".to_owned()))
}

pub(super) async fn take_back(
    transaction: &impl ConnectionTrait,
    subject: &Subject,
    choice: Choice,
    (source, actor): (Source<'_>, &str),
    now: DateTime<Utc>,
) -> Result<(), StopError> {
    participants::hold(transaction, [subject.id]).await?;
    let state = state(transaction, subject.id).await?;
    if !state.has(choice, &subject.wave) {
        return Ok(());
    }
    let reference = ledger::add(transaction, subject, Act::TakesBack(choice), source, now).await?;
    let row = subject.row(transaction).await?;
    if let Some(hearers) = Hearers::of_choice(transaction, &row, choice).await? {
        hearers.tell(transaction, subject, Act::TakesBack(choice), &reference, now).await?;
    }
    let told = format!("taken back: {}", choice.name());
    Entry::new(actor, &told, "stopping").about(subject.id).write(transaction, now).await?;
    Ok(())
}
