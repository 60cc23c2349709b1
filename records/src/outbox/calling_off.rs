//! Messages that are not sent after all, because what they are about was stopped or is done.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};
use surveys::stopping::{Part, Way};

use super::{Channel, State, Template};
use crate::entity::outbox;

/// Calls off what waits to be sent to a participant in the ways that stop. Receipts still go: each
/// confirms something once. What was promised is looked at when it is sent: it goes to whoever has stopped all surveys,
/// too. What is being handed over at this moment is not called back.
pub(crate) async fn call_off(
    transaction: &impl ConnectionTrait,
    participant: i32,
    stops: &[Part],
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let ways = stops.iter().filter_map(|part| match part {
        Part::Contact(Way::Email) => Some(Channel::Email),
        Part::Contact(Way::Sms) => Some(Channel::Sms),
        Part::Contact(Way::Post) => Some(Channel::Post),
        _ => None,
    });
    let ways: Vec<_> = ways.map(Channel::name).collect();
    if ways.is_empty() {
        return Ok(());
    }
    let stay = |template: &Template| template.is_receipt() || template.keeps_a_promise();
    let staying = Template::ALL.into_iter().filter(stay);
    outbox::Entity::update_many()
        .col_expr(outbox::Column::State, Expr::value(State::NotSent.name()))
        .col_expr(outbox::Column::Reason, Expr::value("the person stopped this"))
        .col_expr(outbox::Column::SettledAt, Expr::value(now))
        .filter(outbox::Column::ParticipantId.eq(participant))
        .filter(outbox::Column::State.eq(State::Waiting.name()))
        .filter(outbox::Column::HandingSince.is_null())
        .filter(outbox::Column::Channel.is_in(ways))
        .filter(outbox::Column::Template.is_not_in(staying.map(Template::name)))
        .exec(transaction)
        .await
        .map(drop)
}

/// Calls off what waits to be sent for reasons that begin like this one. What is being handed over at this
/// moment is not called back.
pub(crate) async fn call_off_reasons(
    transaction: &impl ConnectionTrait,
    beginning: &str,
    why: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    outbox::Entity::update_many()
        .col_expr(outbox::Column::State, Expr::value(State::NotSent.name()))
        .col_expr(outbox::Column::Reason, Expr::value(why))
        .col_expr(outbox::Column::SettledAt, Expr::value(now))
        .filter(outbox::Column::Once.starts_with(beginning))
        .filter(outbox::Column::State.eq(State::Waiting.name()))
        .filter(outbox::Column::HandingSince.is_null())
        .exec(transaction)
        .await
        .map(drop)
}
