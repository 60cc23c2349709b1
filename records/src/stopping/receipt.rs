//! Receipts: shown on the page by their reference, and sent once by a way that still reaches the
//! person. Stopping a way is confirmed by that way, once.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect,
    QueryTrait, sea_query::SelectStatement,
};
use surveys::{
    calendar,
    consent::{Mode, State as Agreed},
    fill::long_date,
    keys::WaveKey,
    stopping::{Choice, PassedOn, State, Way},
    study::Study,
};

use super::{Came, Receipt, Subject, Wish, ledger};
use crate::{
    Db,
    audit::Entry,
    auth::{Caseworker, Participant},
    consent,
    entity::{refusal, refusal_review, stop_event},
    identity::{self, Vault},
    outbox::{self, Channel, Message, Recipient, Template},
    people,
    studies::StudyHandle,
};

/// A participant's receipt by its reference; none when they have no such.
///
/// # Errors
/// When the database fails.
pub async fn receipt(
    db: &Db,
    who: &Participant,
    reference: &str,
) -> Result<Option<Receipt>, DbErr> {
    by_reference(db.read(), (who.id, who.study()), reference).await
}

/// The receipt for whoever recorded it, with the number of the participant; none when there is no such,
/// or it is of nobody whom they reach.
///
/// # Errors
/// When the database fails.
pub async fn receipt_for(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    reference: &str,
) -> Result<Option<(i32, String, Receipt)>, DbErr> {
    let of = |participant: i32| people::reached(db.read(), by, study, participant);
    let done = stop_event::Entity::find().filter(stop_event::Column::Reference.eq(reference));
    let refused = refusal::Entity::find().filter(refusal::Column::Reference.eq(reference));
    let whose = match done.one(db.read()).await? {
        Some(row) => Some(row.participant_id),
        None => refused.one(db.read()).await?.map(|row| row.participant_id),
    };
    let Some(whose) = whose else { return Ok(None) };
    let Some(person) = of(whose).await? else { return Ok(None) };
    let receipt = by_reference(db.read(), (person.id, study.study()), reference).await?;
    Ok(receipt.map(|receipt| (person.id, person.study_number, receipt)))
}

async fn by_reference(
    connection: &impl ConnectionTrait,
    (participant, study): (i32, &Study),
    reference: &str,
) -> Result<Option<Receipt>, DbErr> {
    let done = stop_event::Entity::find()
        .filter(stop_event::Column::ParticipantId.eq(participant))
        .filter(stop_event::Column::Act.eq("stops"))
        .filter(stop_event::Column::Reference.eq(reference));
    if let Some(row) = done.one(connection).await? {
        return of(connection, &row).await.map(Some);
    }
    let refused = refusal::Entity::find()
        .filter(refusal::Column::ParticipantId.eq(participant))
        .filter(refusal::Column::Reference.eq(reference));
    let refused = refused.one(connection).await?;
    Ok(refused.and_then(|row| of_refusal(study, &row)))
}

/// The receipt of a decision: what it stopped and what went on, as things stood then.
pub(super) async fn of(
    connection: &impl ConnectionTrait,
    row: &stop_event::Model,
) -> Result<Receipt, DbErr> {
    let choice = row.choice.as_deref().and_then(Choice::from_name);
    let choice = choice.ok_or_else(|| DbErr::RecordNotFound("a choice".to_owned()))?;
    let earlier = stop_event::Entity::find()
        .filter(stop_event::Column::ParticipantId.eq(row.participant_id))
        .filter(stop_event::Column::Id.lt(row.id))
        .all(connection)
        .await?;
    let mut before = State::default();
    earlier.iter().filter_map(ledger::event).for_each(|event| before.follow(&event));
    let agreed = consent::state_after(connection, row.participant_id, row.consent_event_id).await?;
    let asked = row.asked_wave.as_deref().or(row.wave_key.as_deref());
    let asked = asked.and_then(|wave| WaveKey::new(wave).ok());
    let effect = before.effect(choice, &agreed.permissions, asked.as_ref(), row.decided_on);
    let effect = effect.passed_on_to(PassedOn::from_name(row.passed_on.as_deref().unwrap_or("")));
    let (reference, on) = (row.reference.clone(), row.decided_on);
    Ok(Receipt { reference, choice, on, came: Came::Done(effect) })
}

fn of_refusal(study: &Study, row: &refusal::Model) -> Option<Receipt> {
    let frozen_on = row.frozen_on?;
    Some(Receipt {
        reference: row.reference.clone(),
        choice: Choice::from_name(&row.choice)?,
        on: calendar::date_in(&study.timezone, row.at),
        came: Came::TooLate(frozen_on),
    })
}

/// Writes down that answers stay because they are frozen, once, for the data protection officer.
pub(super) async fn refuse(
    transaction: &impl ConnectionTrait,
    subject: &Subject,
    wish: &Wish,
    (frozen_on, actor): (NaiveDate, &str),
    now: DateTime<Utc>,
) -> Result<Receipt, DbErr> {
    let known = refusal::Entity::find()
        .filter(refusal::Column::ParticipantId.eq(subject.id))
        .filter(refusal::Column::Choice.eq(wish.choice.name()))
        .filter(refusal::Column::Id.not_in_subquery(reviewed()))
        .one(transaction)
        .await?;
    if let Some(known) = known.and_then(|row| of_refusal(&subject.study, &row)) {
        return Ok(known);
    }
    let reference = ledger::reference();
    let row = refusal::ActiveModel {
        participant_id: Set(subject.id),
        choice: Set(wish.choice.name().to_owned()),
        because: Set(format!("answers frozen on {frozen_on}")),
        frozen_on: Set(Some(frozen_on)),
        channel: Set(wish.mode.name().to_owned()),
        actor: Set(actor.to_owned()),
        reference: Set(reference.clone()),
        at: Set(now),
        ..Default::default()
    };
    refusal::Entity::insert(row).exec_without_returning(transaction).await?;
    let told = format!("refused: {}", wish.choice.name());
    Entry::new(actor, &told, &subject.number).about(subject.id).write(transaction, now).await?;
    let on = calendar::date_in(&subject.study.timezone, now);
    Ok(Receipt { reference, choice: wish.choice, on, came: Came::TooLate(frozen_on) })
}

/// The refusals on which somebody decided again.
fn reviewed() -> SelectStatement {
    let reviews = refusal_review::Entity::find().select_only();
    reviews.column(refusal_review::Column::RefusalId).into_query()
}

/// By which way a receipt is sent, if any reaches the person.
pub(super) struct Telling(Option<Channel>);

impl Telling {
    /// It was confirmed already.
    pub const NOBODY: Self = Self(None);

    pub async fn of(
        vault: &Vault,
        subject: &Subject,
        (choice, mode): (Choice, Mode),
        before: &State,
        agreed: &Agreed,
        today: NaiveDate,
    ) -> Result<Self, DbErr> {
        let confirmed_by = match choice {
            // Whoever texts STOP is told so by text, once, whatever else they have stopped.
            Choice::Contact(Way::Sms) if mode == Mode::Text => return Ok(Self(Some(Channel::Sms))),
            // Nobody is written to about these, and who was deleted cannot be.
            Choice::Died | Choice::LostCapacity | Choice::Uncontactable => return Ok(Self(None)),
            Choice::DeleteIdentity => return Ok(Self(None)),
            Choice::Contact(way) => vec![way, Way::Email, Way::Sms],
            _ => vec![Way::Email, Way::Sms],
        };
        let kept = identity::of_all(vault, &[subject.id]).await?.remove(&subject.id);
        let has = |way: Way| kept.as_ref().is_some_and(|kept| kept.has(way));
        let reaches = |way: &Way| before.may_contact(*way, &agreed.permissions, today).is_ok();
        let mut ways = confirmed_by.into_iter().filter(reaches);
        Ok(Self(ways.find_map(|way| match way {
            Way::Email | Way::Sms => Channel::of(way).filter(|_| has(way)),
            Way::Phone | Way::Post => None,
        })))
    }

    /// Queues the receipt, which is not sent before `from`. It says nothing of what the person answered, and nothing on
    /// health.
    pub async fn enqueue(
        self,
        transaction: &impl ConnectionTrait,
        subject: &Subject,
        (receipt, mode): (&Receipt, Mode),
        (from, now): (DateTime<Utc>, DateTime<Utc>),
    ) -> Result<(), DbErr> {
        let (Some(channel), Came::Done(effect)) = (self.0, &receipt.came) else {
            return Ok(());
        };
        let facts = [
            ("study", subject.study.title.clone()),
            ("reference", receipt.reference.clone()),
            ("day", long_date(receipt.on)),
            ("stops", effect.stop_lines().join(" ")),
            ("goes_on", effect.goes_on_lines().join(" ")),
            ("phone", subject.study.team.phone.clone()),
        ];
        let facts = facts.into_iter().map(|(name, fact)| (name.to_owned(), fact));
        let message = Message {
            study_id: Some(subject.row(transaction).await?.study_id),
            to: Recipient::Participant(subject.id),
            channel,
            template: match channel {
                Channel::Sms if mode == Mode::Text => Template::StopReply,
                Channel::Email | Channel::Post => Template::StopReceipt,
                Channel::Sms => Template::StopReceiptText,
            },
            facts: facts.collect::<BTreeMap<_, _>>(),
            once: format!("stop-receipt {}", receipt.reference),
            not_before: from,
        };
        outbox::enqueue(transaction, message, now).await
    }
}
