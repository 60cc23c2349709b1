//! Letters. Nobody takes them away by themselves: they wait until a supervisor prints them, some at a time. Whoever does takes
//! them as posted. What was printed together is a file, which can be had once more if it was lost.

mod written;

mod gathered;

mod posting;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};

use self::posting::{claim, note_addresses, posted, tell};
pub use self::written::Printed;
use super::{
    Channel, State, claiming::due_at, holding, listing::to_no_test_person, settling::settle_all,
};
use crate::{
    Db,
    auth::Supervisor,
    entity::outbox,
    letter_files::{self, Holds, LetterFile, Printing, Which},
    secret,
    studies::StudyHandle,
};

/// How often some are claimed for one file, where none of those before was still to be sent.
const CLAIMED: usize = 5;

/// How the letters of a study stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letters {
    /// How many wait to be printed. Those to test people are not among them.
    pub waiting: u64,
    /// How many to test people do besides.
    pub to_test_people: u64,
    /// Since when the first of all does.
    pub since: Option<DateTime<Utc>>,
    /// The files that can be had again, the latest first.
    pub files: Vec<LetterFile>,
    /// Whether all that is sent is held.
    pub is_held: bool,
}

/// Why nothing was printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// They supervise another study.
    #[error("only a supervisor of the study prints its letters")]
    NotTheirs,
    /// All that is sent is held.
    #[error("all sends are held")]
    Held,
    /// No file of this number can be had again.
    #[error("no file of letters that was printed lately has this number")]
    NoSuchFile,
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// How the letters of a study stand.
///
/// # Errors
/// When it is not theirs, or the database fails.
pub async fn letters(
    db: &Db,
    by: &Supervisor,
    study: &StudyHandle,
    now: DateTime<Utc>,
) -> Result<Letters, PrintError> {
    if by.study_id() != study.id {
        return Err(PrintError::NotTheirs);
    }
    let waiting = || due_at(now).filter(of_study(study.id));
    let first = in_order(waiting()).one(db.read()).await?;
    let all = waiting().count(db.read()).await?;
    let own = waiting().filter(to_no_test_person()).count(db.read()).await?;
    Ok(Letters {
        waiting: own,
        to_test_people: all - own,
        since: first.map(|row| row.not_before),
        files: letter_files::lately(db.read(), (study.id, Holds::Post), now).await?,
        is_held: holding::is_held(db, study.id).await?,
    })
}

/// Some letters, with names, addresses and ways in; none where nothing is to be printed. Each is asked about once more, like
/// any message before it leaves; that it was printed, and for whom, is in the audit before anything is told. `site` is where
/// links point.
///
/// # Errors
/// When the study is not theirs, its sends are held, the file cannot be had again, or the database fails. What was not told
/// by then is printed later.
pub async fn print(
    db: &Db,
    by: &Supervisor,
    study: &StudyHandle,
    (which, site): (Which, &str),
    now: DateTime<Utc>,
) -> Result<Option<Printing<Printed>>, PrintError> {
    if by.study_id() != study.id {
        return Err(PrintError::NotTheirs);
    }
    if holding::is_held(db, study.id).await? {
        return Err(PrintError::Held);
    }
    match which {
        Which::New => {
            let printed = print_new(db, &by.actor(), (study.id, site), now).await?;
            let letter = |(_, letter)| letter;
            Ok(printed.map(|Printing { number, letters }| Printing {
                number,
                letters: letters.into_iter().map(letter).collect(),
            }))
        }
        Which::Again(file) => print_again(db, &by.actor(), (study.id, site), file, now).await,
    }
}

/// Prints some of what waits: each letter with the number of its row.
pub(crate) async fn print_new(
    db: &Db,
    actor: &str,
    (study, site): (i32, &str),
    now: DateTime<Utc>,
) -> Result<Option<Printing<(i64, Printed)>>, DbErr> {
    let worker = secret::crockford26(&secret::random());
    for _ in 0..CLAIMED {
        let claimed = claim(db, (study, worker.clone()), now).await?;
        if claimed.is_empty() {
            break;
        }
        let (mut letters, mut others) = (Vec::new(), Vec::new());
        for (row, written) in written::each(db, (study, site), claimed, now).await {
            match written {
                Ok(letter) => letters.push((row, letter)),
                Err(outcome) => others.push((row, outcome)),
            }
        }
        settle_all(db, &worker, others, now).await?;
        let printed = posted(db, (study, worker.clone()), letters, actor, now).await?;
        if printed.is_some() {
            return Ok(printed);
        }
    }
    Ok(None)
}

async fn print_again(
    db: &Db,
    actor: &str,
    (study, site): (i32, &str),
    file: i32,
    now: DateTime<Utc>,
) -> Result<Option<Printing<Printed>>, PrintError> {
    if !letter_files::can_be_had(db.read(), (study, Holds::Post), file, now).await? {
        return Err(PrintError::NoSuchFile);
    }
    let rows = outbox::Entity::find()
        .filter(of_study(study))
        .filter(outbox::Column::LetterFileId.eq(file))
        .filter(outbox::Column::State.eq(State::Sent.name()));
    let rows = in_order(rows).all(db.read()).await?;
    // They are asked about like new ones: the file was lost, so nothing is in the post yet.
    let written = written::each(db, (study, site), rows, now).await.into_iter();
    let letters: Vec<_> = written.filter_map(|(row, letter)| Some((row, letter.ok()?))).collect();
    if letters.is_empty() {
        return Ok(None);
    }
    let about: Vec<_> = letters
        .iter()
        .map(|(row, letter)| (row.participant_id, letter.reference.clone()))
        .collect();
    let marks: Vec<_> = letters.iter().map(|(row, _)| (row.id, row.address_mark.clone())).collect();
    let actor = actor.to_owned();
    db.write::<_, DbErr>(move |transaction| {
        Box::pin(async move {
            note_addresses(transaction, marks).await?;
            tell(transaction, (study, about), (&actor, "letter printed again"), now).await
        })
    })
    .await?;
    let letters = letters.into_iter().map(|(_, letter)| letter).collect();
    Ok(Some(Printing { number: file, letters }))
}

/// The rows that whoever sends takes up: letters only when it is too late to print them, to say so of them.
pub(super) fn is_not_for_printing(now: DateTime<Utc>) -> Condition {
    Condition::any()
        .add(outbox::Column::Channel.ne(Channel::Post.name()))
        .add(outbox::Column::Until.lte(now))
}

fn of_study(study: i32) -> Condition {
    Condition::all()
        .add(outbox::Column::StudyId.eq(study))
        .add(outbox::Column::Channel.eq(Channel::Post.name()))
}

fn in_order(rows: sea_orm::Select<outbox::Entity>) -> sea_orm::Select<outbox::Entity> {
    rows.order_by_asc(outbox::Column::NotBefore).order_by_asc(outbox::Column::Id)
}
