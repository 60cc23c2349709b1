//! Which STOP or START is the last. Twilio tells most texts at once, without the moment at which they came, and may tell them
//! late or in another order; its list has the moment of each, in whole seconds. The last by that list counts, and STOP
//! where both came in one second.

use std::collections::HashMap;

use chrono::{DateTime, NaiveTime, SubsecRound, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    ExprTrait, QueryFilter, QueryOrder,
};
use surveys::{
    manners::{Hours, Open},
    replies::Reply,
    stopping::Way,
};

use super::subject_of;
use crate::{
    Db,
    entity::text_received,
    protocols,
    senders::CameIn,
    stopping::{self, Confirmed},
    studies,
};

/// Our clock and Twilio's are never farther apart.
const APART: TimeDelta = TimeDelta::hours(1);

/// Whether they texted STOP or START after this one, which came at this moment: the last word counts.
pub(super) async fn is_overtaken(
    connection: &impl ConnectionTrait,
    (asks, at): (Reply, DateTime<Utc>),
    person: i32,
) -> Result<bool, DbErr> {
    let second = at.trunc_subsecs(0);
    let after = text_received::Column::ReceivedAt.gte(second + TimeDelta::seconds(1));
    let asked = |one: Reply| text_received::Column::Asks.eq(one.name());
    // In the same second STOP is the last, whichever of the two is asked about.
    let stop = match asks {
        Reply::Stop => asked(Reply::Stop).and(after.clone()),
        _ => asked(Reply::Stop).and(text_received::Column::ReceivedAt.gte(second)),
    };
    let later = text_received::Entity::find()
        .filter(text_received::Column::ParticipantId.eq(person))
        .filter(stop.or(asked(Reply::Start).and(after)));
    Ok(later.one(connection).await?.is_some())
}

/// Writes down at which moments these texts came that are known already.
pub(super) async fn note_moments(
    db: &Db,
    texts: &[CameIn],
) -> Result<Vec<text_received::Model>, DbErr> {
    let Some(first) = texts.iter().map(|text| text.at).min() else { return Ok(Vec::new()) };
    let known = text_received::Entity::find()
        .filter(text_received::Column::ReceivedAt.gte(first - APART))
        .order_by_asc(text_received::Column::Id)
        .all(db.read())
        .await?;
    let moments: HashMap<_, _> = texts.iter().map(|text| (text.sid.as_str(), text.at)).collect();
    let mut listed = Vec::new();
    for row in known {
        if let Some(at) = row.once.split(' ').next().and_then(|sid| moments.get(sid)) {
            listed.push(text_received::Model { received_at: *at, ..row });
        }
    }
    let rows = listed.clone();
    db.write(move |transaction| {
        Box::pin(async move {
            for row in &rows {
                note_moment(transaction, row).await?;
            }
            Ok::<_, DbErr>(())
        })
    })
    .await?;
    Ok(listed)
}

async fn note_moment(
    transaction: &DatabaseTransaction,
    row: &text_received::Model,
) -> Result<(), DbErr> {
    let moment =
        text_received::ActiveModel { received_at: Set(row.received_at), ..Default::default() };
    text_received::Entity::update_many()
        .set(moment)
        .filter(text_received::Column::Id.eq(row.id))
        .filter(text_received::Column::ReceivedAt.ne(row.received_at))
        .exec(transaction)
        .await
        .map(drop)
}

/// Does what the last of these texts asks for where one before it was heard after it.
pub(super) async fn put_right(
    db: &Db,
    listed: Vec<text_received::Model>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    for row in listed {
        let asks = [Reply::Stop, Reply::Start].into_iter().find(|asks| asks.name() == row.asks);
        let (Some(asks), Some(person)) = (asks, row.participant_id) else { continue };
        if !is_last(db, (&row, asks), person).await? {
            continue;
        }
        let Some(subject) = subject_of(db, person, now).await? else { continue };
        db.write_with_vault(now, move |transaction, vault| {
            Box::pin(async move {
                if asks == Reply::Start {
                    return stopping::start_by_text(transaction, &subject, now).await.map(drop);
                }
                if !stopping::started_by_text(transaction, person).await? {
                    return Ok(());
                }
                // They were told before.
                let store = (transaction, vault);
                stopping::stop_by_text(store, &subject, Confirmed::Already, now).await.map(drop)
            })
        })
        .await?;
    }
    Ok(())
}

/// Whether it is their last word, and the other was heard after it that came before.
async fn is_last(
    db: &Db,
    (row, asks): (&text_received::Model, Reply),
    person: i32,
) -> Result<bool, DbErr> {
    if is_overtaken(db.read(), (asks, row.received_at), person).await? {
        return Ok(false);
    }
    let other = if asks == Reply::Stop { Reply::Start } else { Reply::Stop };
    let heard_after = text_received::Entity::find()
        .filter(text_received::Column::ParticipantId.eq(person))
        .filter(text_received::Column::Asks.eq(other.name()))
        .filter(text_received::Column::Id.gt(row.id));
    Ok(heard_after.one(db.read()).await?.is_some())
}

/// From when on a text that was found late is answered: at the hours for texts.
pub(super) async fn answered_from(
    db: &Db,
    study: i32,
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, DbErr> {
    let zone = studies::by_id(db, study).await?.timezone.clone();
    // A protocol that cannot be read keeps nobody from being heard.
    let held = protocols::latest(db.read(), study).await.ok().flatten();
    let holidays = held.as_ref().map(|held| held.protocol.holidays.clone()).unwrap_or_default();
    let hours = held.and_then(|held| held.protocol.hours.get(&Way::Sms).copied());
    let hours = hours.unwrap_or_else(by_day);
    Ok(hours.first(&zone, &holidays, now).unwrap_or(now))
}

/// Where a protocol has no hours for texts.
fn by_day() -> Hours {
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    let day = Some(Open { from: time(9), to: time(20) });
    Hours { weekdays: day, saturday: day, sunday: day, on_holidays: true }
}
