//! What of each kind there is, and what of it goes.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use surveys::{
    calendar,
    keys::WaveKey,
    retention::{Due, Kind, Retention, STAFF_DAYS},
};

use super::{Going, RetentionError, Thing};
use crate::{
    Db,
    entity::{outbox, participant, response, staff_invitation, staff_session},
    identity, linkage,
    outbox::{Channel, Wire},
    registers,
    senders::Folder,
    studies::StudyHandle,
};

pub(super) async fn of(
    db: &Db,
    study: &StudyHandle,
    kind: Kind,
    (files, today): (&Folder, NaiveDate),
) -> Result<Going, RetentionError> {
    let rules = &study.study().retention;
    Ok(match kind {
        Kind::Identifiers | Kind::Numbers | Kind::Answers => {
            let due = rules.due(kind, None);
            if due.has_come(today) {
                people(db, study, kind, due).await?
            } else {
                Going::nothing(kind, due)
            }
        }
        Kind::Unfinished => unfinished(db, study, today).await?,
        Kind::MessageFiles => message_files(db, study, (files, today)).await?,
        Kind::Complaints | Kind::Breaches | Kind::Harms => words(db, study, kind, today).await?,
        Kind::StaffSessions => staff(db, study, today).await?,
    })
}

async fn enrolled(db: &Db, study: &StudyHandle) -> Result<Vec<(i32, String)>, DbErr> {
    participant::Entity::find()
        .filter(participant::Column::StudyId.eq(study.id))
        .order_by_asc(participant::Column::Id)
        .select_only()
        .columns([participant::Column::Id, participant::Column::StudyNumber])
        .into_tuple()
        .all(db.read())
        .await
}

/// People of whom there is still something of this kind.
async fn people(db: &Db, study: &StudyHandle, kind: Kind, due: Due) -> Result<Going, DbErr> {
    let mut going = Going::nothing(kind, due);
    for some in enrolled(db, study).await?.chunks(500) {
        let ids: Vec<_> = some.iter().map(|(id, _)| *id).collect();
        let have = match kind {
            Kind::Identifiers => identity::who_is_known(&db.vault, &ids).await?,
            Kind::Numbers => identity::whose_numbers_are_known(&db.vault, &ids).await?,
            // What owners of records returned goes with the answers, also of those who have none.
            _ => {
                let linked = linkage::have_linked(db.read(), &ids).await?;
                [have_answered(db, &ids).await?, linked].concat()
            }
        };
        for (id, number) in some.iter().filter(|(id, _)| have.contains(id)) {
            going.whose.push(number.clone());
            going.things.push(Thing::Person(*id));
        }
    }
    Ok(going)
}

pub(super) async fn have_answered(db: &Db, people: &[i32]) -> Result<Vec<i32>, DbErr> {
    response::Entity::find()
        .filter(response::Column::ParticipantId.is_in(people.iter().copied()))
        .filter(response::Column::ErasedAt.is_null())
        .select_only()
        .column(response::Column::ParticipantId)
        .distinct()
        .into_tuple()
        .all(db.read())
        .await
}

/// The day from which what was typed at a response's wave and not finished goes, if it has come.
pub(super) fn stale_since(
    study: &StudyHandle,
    row: &response::Model,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let saved_on = calendar::date_in(&study.study().timezone, row.saved_at);
    match study.study().retention.due(Kind::Unfinished, Some(saved_on)) {
        Due::From(day) if day <= today && WaveKey::new(&row.wave_key).is_ok() => Some(day),
        _ => None,
    }
}

/// Only the vault keeps what was typed about name and contact details. Those who have not saved for so long
/// are looked up in it.
async fn unfinished(db: &Db, study: &StudyHandle, today: NaiveDate) -> Result<Going, DbErr> {
    let mut found = Vec::new();
    for some in enrolled(db, study).await?.chunks(500) {
        let ids: Vec<_> = some.iter().map(|(id, _)| *id).collect();
        let mut stale: HashMap<i32, Vec<(NaiveDate, String)>> = HashMap::new();
        let rows = response::Entity::find()
            .filter(response::Column::ParticipantId.is_in(ids))
            .filter(response::Column::ErasedAt.is_null());
        for row in rows.all(db.read()).await? {
            let since = stale_since(study, &row, today).map(|day| (day, row.wave_key));
            stale.entry(row.participant_id).or_default().extend(since);
        }
        stale.retain(|_, waves| !waves.is_empty());
        let kept = identity::of_all(&db.vault, &stale.keys().copied().collect::<Vec<_>>()).await?;
        for (id, number) in some {
            let (Some(waves), Some(kept)) = (stale.get(id), kept.get(id)) else { continue };
            let mut first: Option<NaiveDate> = None;
            for (day, wave) in waves {
                if !kept.drafts_of(wave)?.is_empty() {
                    first = Some(first.map_or(*day, |first| first.min(*day)));
                }
            }
            let due = first.map(Due::From);
            found.extend(due.map(|due| (due, number.clone(), Thing::Unfinished(*id))));
        }
    }
    Ok(Going::of(Kind::Unfinished, found, today))
}

async fn message_files(
    db: &Db,
    study: &StudyHandle,
    (files, today): (&Folder, NaiveDate),
) -> Result<Going, RetentionError> {
    let (rules, zone) = (&study.study().retention, &study.study().timezone);
    let numbers: HashMap<_, _> = enrolled(db, study).await?.into_iter().collect();
    let sent = outbox::Entity::find()
        .filter(outbox::Column::StudyId.eq(study.id))
        .filter(outbox::Column::SettledAt.is_not_null())
        .order_by_asc(outbox::Column::Id);
    let mut found = Vec::new();
    for row in sent.all(db.read()).await? {
        let since = row.settled_at.map(|at| calendar::date_in(zone, at));
        let due = rules.due(Kind::MessageFiles, since);
        let wire = Channel::by_name(&row.channel).and_then(Wire::of);
        let Some(wire) = wire.filter(|_| due.has_come(today)) else { continue };
        if files.has(&crate::outbox::name(&row), wire)? {
            let whose = row.participant_id.and_then(|id| numbers.get(&id).cloned());
            found.push((due, whose.unwrap_or_else(|| "staff".to_owned()), Thing::File(row.id)));
        }
    }
    Ok(Going::of(Kind::MessageFiles, found, today))
}

/// What was written of entries that are closed.
async fn words(db: &Db, study: &StudyHandle, kind: Kind, today: NaiveDate) -> Result<Going, DbErr> {
    let (rules, zone) = (&study.study().retention, &study.study().timezone);
    let Some(register) = kind.register().filter(|_| rules.final_report_on.is_some()) else {
        return Ok(Going::nothing(kind, rules.due(kind, None)));
    };
    let closed = registers::closed(db, study.id, register).await?.into_iter();
    let found = closed.map(|(reference, at)| {
        let due = rules.due(kind, Some(calendar::date_in(zone, at)));
        (due, reference.to_string(), Thing::Words(reference.number, at))
    });
    Ok(Going::of(kind, found.collect(), today))
}

async fn staff(db: &Db, study: &StudyHandle, today: NaiveDate) -> Result<Going, DbErr> {
    let (rules, zone) = (Retention::default(), &study.study().timezone);
    let day = |at| rules.due(Kind::StaffSessions, Some(calendar::date_in(zone, at)));
    let whose = |id: i32| format!("staff {id}");
    let line =
        today.and_time(NaiveTime::MIN).and_utc() - TimeDelta::days(i64::from(STAFF_DAYS) - 1);
    let sessions = staff_session::Entity::find().filter(staff_session::Column::SeenAt.lt(line));
    let sessions = sessions.all(db.read()).await?.into_iter();
    let sessions =
        sessions.map(|row| (day(row.seen_at), whose(row.staff_id), Thing::Session(row.id)));
    let over = staff_invitation::Column::ExpiresAt.lt(line);
    let invitations = staff_invitation::Entity::find().filter(over).all(db.read()).await?;
    let invitations = invitations
        .into_iter()
        .map(|row| (day(row.expires_at), whose(row.staff_id), Thing::Invitation(row.id)));
    Ok(Going::of(Kind::StaffSessions, sessions.chain(invitations).collect(), today))
}
