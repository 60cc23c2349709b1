//! Letters to people who died, or may have, that lie in a file which was printed already: nobody but who posts them can take them
//! out.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use surveys::{calendar, stopping::Choice};

use super::deaths::OPEN;
use crate::{
    Db,
    auth::Caseworker,
    entity::{letter_file, outbox, participant, possible_death, stop_event, voucher_debt},
    people,
    studies::StudyHandle,
};

/// For so long letters may lie there, and for so long they are told of after somebody decided.
const MAY_LIE: TimeDelta = TimeDelta::days(14);

/// A letter in a file that was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InFile {
    /// By which the participant is opened.
    pub participant: i32,
    /// Their study number.
    pub number: String,
    /// Whether they died; otherwise a list of deaths may mean them.
    pub has_died: bool,
    /// The number of the file.
    pub file: i32,
    /// The day on which it was printed, where the study is.
    pub printed_on: NaiveDate,
}

/// Letters of the last 14 days to people who may be meant by a list of deaths, or of whom it became known in that time that
/// they died, among whom they reach. By the number of the file.
///
/// # Errors
/// When the database fails.
pub async fn letters_to_the_dead(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    now: DateTime<Utc>,
) -> Result<Vec<InFile>, DbErr> {
    if by.study_id() != study.id {
        return Ok(Vec::new());
    }
    let died = died_lately(db, study.id, now).await?;
    let open = possible_death::Entity::find().filter(possible_death::Column::State.eq(OPEN));
    let open = open.all(db.read()).await?.into_iter().map(|row| row.participant_id);
    let theirs = participant::Entity::find()
        .filter(participant::Column::StudyId.eq(study.id))
        .filter(participant::Column::Id.is_in(open.chain(died.iter().copied())))
        .filter(people::theirs(by));
    let numbers: HashMap<i32, String> =
        theirs.all(db.read()).await?.into_iter().map(|one| (one.id, one.study_number)).collect();
    let files = files(db, study.id, now).await?;
    let letters = letters(db, &numbers, &files).await?;
    let zone = &study.study().timezone;
    let told = letters.into_iter().filter_map(|(person, file)| {
        Some(InFile {
            participant: person,
            number: numbers.get(&person)?.clone(),
            has_died: died.contains(&person),
            file,
            printed_on: calendar::date_in(zone, *files.get(&file)?),
        })
    });
    Ok(told.collect())
}

/// Of whom it was told in these days that they died, wherever that was told, and not taken back.
async fn died_lately(db: &Db, study: i32, now: DateTime<Utc>) -> Result<HashSet<i32>, DbErr> {
    let of_study = participant::Entity::find()
        .select_only()
        .column(participant::Column::Id)
        .filter(participant::Column::StudyId.eq(study));
    let told = stop_event::Entity::find()
        .filter(stop_event::Column::ParticipantId.in_subquery(of_study.into_query()))
        .filter(stop_event::Column::Choice.eq(Choice::Died.name()))
        .filter(stop_event::Column::At.gt(now - MAY_LIE))
        .order_by_asc(stop_event::Column::Id);
    let mut died = HashSet::new();
    for row in told.all(db.read()).await? {
        match row.act.as_str() {
            "stops" => died.insert(row.participant_id),
            _ => died.remove(&row.participant_id),
        };
    }
    Ok(died)
}

/// The study's files of these days, and when each was printed.
async fn files(
    db: &Db,
    study: i32,
    now: DateTime<Utc>,
) -> Result<HashMap<i32, DateTime<Utc>>, DbErr> {
    let rows = letter_file::Entity::find()
        .filter(letter_file::Column::StudyId.eq(study))
        .filter(letter_file::Column::PrintedAt.gt(now - MAY_LIE))
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.printed_at)).collect())
}

/// To whom a letter is in which file, those of the protocol and those that bring vouchers.
async fn letters(
    db: &Db,
    people: &HashMap<i32, String>,
    files: &HashMap<i32, DateTime<Utc>>,
) -> Result<Vec<(i32, i32)>, DbErr> {
    let planned = outbox::Entity::find()
        .filter(outbox::Column::ParticipantId.is_in(people.keys().copied()))
        .filter(outbox::Column::LetterFileId.is_in(files.keys().copied()))
        .order_by_asc(outbox::Column::Id)
        .all(db.read())
        .await?;
    let vouchers = voucher_debt::Entity::find()
        .filter(voucher_debt::Column::ParticipantId.is_in(people.keys().copied()))
        .filter(voucher_debt::Column::LetterFileId.is_in(files.keys().copied()))
        .order_by_asc(voucher_debt::Column::Id)
        .all(db.read())
        .await?;
    let planned = planned.into_iter().filter_map(|row| row.participant_id.zip(row.letter_file_id));
    let vouchers =
        vouchers.into_iter().filter_map(|row| Some((row.participant_id, row.letter_file_id?)));
    let mut letters: Vec<_> = planned.chain(vouchers).collect();
    letters.sort_by_key(|(person, file)| (*file, *person));
    Ok(letters)
}
