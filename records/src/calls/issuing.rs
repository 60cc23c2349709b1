//! How somebody comes to be rung: a step of the protocol is due that says so, or they asked for it by text.

use std::collections::{BTreeSet, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QuerySelect, sea_query::OnConflict,
};
use surveys::keys::WaveKey;

use super::placing::{Place, put};
use crate::{
    audit::Entry,
    entity::{call_case, participant},
    participants, people, secret,
    stopping::Subject,
};

/// Those of these people in these waves of whom there is no case yet, and who are no test people: nobody rings those.
pub(crate) async fn not_issued(
    connection: &impl ConnectionTrait,
    due: BTreeSet<(i32, WaveKey)>,
) -> Result<BTreeSet<(i32, WaveKey)>, DbErr> {
    use call_case::Column;
    if due.is_empty() {
        return Ok(due);
    }
    let people: BTreeSet<_> = due.iter().map(|(person, _)| *person).collect();
    let before: Vec<(i32, String)> = call_case::Entity::find()
        .filter(Column::ParticipantId.is_in(people.iter().copied()))
        .select_only()
        .columns([Column::ParticipantId, Column::WaveKey])
        .into_tuple()
        .all(connection)
        .await?;
    let before: HashSet<_> = before.into_iter().collect();
    let is_new =
        |(person, wave): &(i32, WaveKey)| !before.contains(&(*person, wave.as_str().to_owned()));
    let new: BTreeSet<_> = due.into_iter().filter(is_new).collect();
    if new.is_empty() {
        return Ok(new);
    }
    let real: Vec<i32> = participant::Entity::find()
        .filter(participant::Column::Id.is_in(new.iter().map(|(person, _)| *person)))
        .filter(participants::real())
        .select_only()
        .column(participant::Column::Id)
        .into_tuple()
        .all(connection)
        .await?;
    let real: HashSet<_> = real.into_iter().collect();
    Ok(new.into_iter().filter(|(person, _)| real.contains(person)).collect())
}

/// Issues cases of these people, those that there are not yet: how many.
pub(crate) async fn issue(
    transaction: &DatabaseTransaction,
    study: i32,
    due: BTreeSet<(i32, WaveKey)>,
    now: DateTime<Utc>,
) -> Result<usize, DbErr> {
    let due = not_issued(transaction, due).await?;
    let rows: Vec<_> = due.iter().map(|(person, wave)| row(study, (*person, wave), now)).collect();
    let new = rows.len();
    if new > 0 {
        call_case::Entity::insert_many(rows)
            .on_conflict(once())
            .exec_without_returning(transaction)
            .await?;
        let entry = Entry::new("system", "cases issued", &format!("{new} to be rung"));
        entry.in_study(study).write(transaction, now).await?;
    }
    Ok(new)
}

/// Somebody asked by text to be rung: they are, about the wave that they can answer now.
pub(crate) async fn asked_by_text(
    transaction: &DatabaseTransaction,
    (study, subject): (i32, &Subject),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let (id, wave) = (subject.id, &subject.wave);
    let stands = people::in_wave(transaction, &subject.study, (id, wave), now).await?;
    if !stands.is_some_and(|stands| stands.can_be_answered()) {
        return Ok(());
    }
    issue(transaction, study, BTreeSet::from([(id, wave.clone())]), now).await?;
    let row = call_case::Entity::find()
        .filter(call_case::Column::ParticipantId.eq(id))
        .filter(call_case::Column::WaveKey.eq(wave.as_str()))
        .one(transaction)
        .await?;
    let Some(row) = row else { return Ok(()) };
    put(transaction, (row.id, row.revision), Place::asked_for(now)).await
}

fn once() -> OnConflict {
    let columns = [call_case::Column::ParticipantId, call_case::Column::WaveKey];
    OnConflict::columns(columns).do_nothing().to_owned()
}

fn row(study: i32, (person, wave): (i32, &WaveKey), now: DateTime<Utc>) -> call_case::ActiveModel {
    let Place { next_at, rank, ends_at, until } = Place::to_look_at(now);
    call_case::ActiveModel {
        study_id: Set(study),
        participant_id: Set(person),
        wave_key: Set(wave.as_str().to_owned()),
        issued_at: Set(now),
        next_at: Set(next_at),
        rank: Set(rank),
        ends_at: Set(ends_at),
        chance: Set(chance(person, wave)),
        until: Set(until),
        leased_to: Set(None),
        leased_until: Set(None),
        last_leased_to: Set(None),
        given_back_at: Set(None),
        revision: Set(0),
        line_mark: Set(None),
        ..Default::default()
    }
}

/// Among equals chance decides, the same each time.
fn chance(person: i32, wave: &WaveKey) -> i32 {
    let hash = secret::hashed(&format!("{person} {wave}"));
    let bytes = hash.first_chunk().copied().unwrap_or_default();
    i32::from_be_bytes(bytes) & i32::MAX
}
