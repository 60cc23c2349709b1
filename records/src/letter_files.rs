//! Files of letters. What was printed together has a number, by which the same letters can be asked for again while the file
//! may have been lost on its way: no answer can be proved to have arrived.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

use crate::entity::letter_file;

/// Letters in one file: as many as are made and told well within the time of one request.
pub const TOGETHER: u64 = 100;

/// For so long a file can be had again. Later its letters are in the post.
const AGAIN: TimeDelta = TimeDelta::hours(24);

/// Which letters are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The first of those that nobody has printed yet.
    New,
    /// Those of the file of this number, once more.
    Again(i32),
}

/// Letters that were made at once, to be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printing<T> {
    /// By which the file is asked for again.
    pub number: i32,
    /// What is in it.
    pub letters: Vec<T>,
}

/// A file that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LetterFile {
    /// By which it is asked for again.
    pub number: i32,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// How many letters it held.
    pub letters: i32,
}

/// What is in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Letters of a protocol.
    Post,
    /// Letters that bring vouchers.
    Vouchers,
}

impl Holds {
    const fn name(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Vouchers => "vouchers",
        }
    }
}

/// Notes a file with so many letters, in the transaction that takes them as posted: its number.
pub(crate) async fn note(
    transaction: &impl ConnectionTrait,
    (study, holds): (i32, Holds),
    (letters, actor): (usize, &str),
    now: DateTime<Utc>,
) -> Result<i32, DbErr> {
    let file = letter_file::ActiveModel {
        study_id: Set(study),
        holds: Set(holds.name().to_owned()),
        letters: Set(i32::try_from(letters).unwrap_or(i32::MAX)),
        printed_at: Set(now),
        printed_by: Set(actor.to_owned()),
        ..Default::default()
    };
    Ok(letter_file::Entity::insert(file).exec(transaction).await?.last_insert_id)
}

/// The files that can be had again, the latest first.
pub(crate) async fn lately(
    connection: &impl ConnectionTrait,
    (study, holds): (i32, Holds),
    now: DateTime<Utc>,
) -> Result<Vec<LetterFile>, DbErr> {
    let rows = letter_file::Entity::find()
        .filter(letter_file::Column::StudyId.eq(study))
        .filter(letter_file::Column::Holds.eq(holds.name()))
        .filter(letter_file::Column::PrintedAt.gt(now - AGAIN))
        .order_by_desc(letter_file::Column::Id)
        .all(connection)
        .await?;
    let file = |row: letter_file::Model| LetterFile {
        number: row.id,
        at: row.printed_at,
        letters: row.letters,
    };
    Ok(rows.into_iter().map(file).collect())
}

/// Whether the file of this number is one of them.
pub(crate) async fn can_be_had(
    connection: &impl ConnectionTrait,
    whose: (i32, Holds),
    number: i32,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let files = lately(connection, whose, now).await?;
    Ok(files.iter().any(|file| file.number == number))
}
