//! What was sent to the person, and what was done about them.

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::{Done, Link, Message, Texted, role};
use crate::{
    Db,
    entity::{audit, link, outbox, participant},
    studies::StudyHandle,
    texts,
};

/// Messages by what they were about: their words were kept nowhere but with the person.
pub(super) async fn messages(db: &Db, person: &participant::Model) -> Result<Vec<Message>, DbErr> {
    let rows = outbox::Entity::find()
        .filter(outbox::Column::ParticipantId.eq(person.id))
        .order_by_asc(outbox::Column::Id);
    let told = |row: outbox::Model| Message {
        about: row.template.replace('-', " "),
        channel: if row.channel == "sms" { "text".to_owned() } else { row.channel },
        state: row.state,
        reason: row.reason,
        at: row.settled_at.unwrap_or(row.enqueued_at),
    };
    Ok(rows.all(db.read()).await?.into_iter().map(told).collect())
}

/// The texts that they sent.
pub(super) async fn texts(db: &Db, person: &participant::Model) -> Result<Vec<Texted>, DbErr> {
    let texts = texts::all_of_participant(db, person.id).await?.into_iter().rev();
    let told = texts.map(|text| {
        let asks = text.asks.name().to_owned();
        Texted { asks, words: text.words, at: text.at }
    });
    Ok(told.collect())
}

pub(super) async fn links(
    db: &Db,
    study: &StudyHandle,
    person: &participant::Model,
) -> Result<Vec<Link>, DbErr> {
    let rows = link::Entity::find()
        .filter(link::Column::ParticipantId.eq(person.id))
        .order_by_asc(link::Column::Id);
    let told = |row: link::Model| {
        let wave = study.study().waves.iter().find(|wave| wave.key.as_str() == row.wave_key);
        let title = wave.map_or_else(|| row.wave_key.clone(), |wave| wave.title.clone());
        Link { wave: title, issued_at: row.issued_at, ended_at: row.revoked_at }
    };
    Ok(rows.all(db.read()).await?.into_iter().map(told).collect())
}

/// The audit's entries about the person. What else was acted on at the same time is left out: it may be
/// somebody else's number.
///
/// What says that there are notes on safeguarding, a breach or a harm comes with those notes only.
pub(super) async fn done(
    db: &Db,
    person: &participant::Model,
    with_concerns: bool,
) -> Result<Vec<Done>, DbErr> {
    let tells = |action: &str| {
        let of = action.split(' ').next().unwrap_or_default();
        with_concerns || !["safeguarding", "harm", "breach"].contains(&of)
    };
    let rows = audit::Entity::find()
        .filter(audit::Column::ParticipantId.eq(person.id))
        .order_by_asc(audit::Column::Id);
    let told = |row: audit::Model| Done {
        at: row.at,
        by: role(&row.actor, &person.study_number),
        what: row.action,
    };
    let rows = rows.all(db.read()).await?.into_iter();
    Ok(rows.filter(|row| tells(&row.action)).map(told).collect())
}
