//! Whom an owner has to stop using: everybody who was in a file for it and has changed their mind since.

use std::{
    collections::{BTreeMap, HashMap},
    io::Write,
    path::Path,
};

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};
use surveys::{keys::OwnerKey, linking::terms::Owner};

use super::{LinkageError, Withdrawals, named, numbers::FileSecret, people::Minds, sharing};
use crate::{
    Db,
    audit::Entry,
    entity::{linkage_file, linkage_person},
    exports::Folder,
    participants, protocols,
    studies::StudyHandle,
    terms::Kept,
};

const TOGETHER: usize = 1000;

/// The file in the folder.
const LIST: &str = "withdrawals.csv";

/// What the audit says of each person, and of the list, once it is noted.
const TOLD: [&str; 2] =
    ["owner of records told to stop", "withdrawals listed for an owner of records"];

/// What it says where the list could not be put in its place afterwards.
const NOT_TOLD: [&str; 2] =
    ["owner of records not told to stop", "list of withdrawals not written, and nobody has it"];

/// Somebody who was in a file and has changed their mind.
#[derive(Clone, Copy)]
struct Gone {
    file: i32,
    participant: i32,
    is_told: bool,
}

/// Writes the list and notes that it was told. A number stays on it: an owner that lost a list is told again.
pub(super) async fn tell(
    db: &Db,
    (by, study): (&str, &StudyHandle),
    (terms, owner, out): (&Kept, &OwnerKey, &Path),
    now: DateTime<Utc>,
) -> Result<Withdrawals, LinkageError> {
    let files = linkage_file::Entity::find()
        .filter(linkage_file::Column::StudyId.eq(study.id))
        .filter(linkage_file::Column::Owner.eq(owner.as_str()))
        .order_by_asc(linkage_file::Column::Number)
        .all(db.read())
        .await?;
    if files.is_empty() {
        named(terms, owner)?;
    }
    let (gone, text) = listed(db, study, &files).await?;
    if gone.is_empty() {
        return Err(LinkageError::NothingToTell(owner.clone()));
    }
    let folder = Folder::beside(out, false)?;
    let mut list = std::fs::File::create_new(folder.path().join(LIST))?;
    list.write_all(text.as_bytes())?;
    list.sync_all()?;
    let numbers = gone.len();
    let new: Vec<_> = gone.into_iter().filter(|one| !one.is_told).collect();
    let told = Withdrawals { numbers, new: new.len() };
    note(db, (by, study), (owner, new.clone()), (Some(now), TOLD), now).await?;
    if let Err(error) = folder.appear() {
        note(db, (by, study), (owner, new), (None, NOT_TOLD), now).await?;
        return Err(error.into());
    }
    Ok(told)
}

/// Who has changed their mind, and the list.
async fn listed(
    db: &Db,
    study: &StudyHandle,
    files: &[linkage_file::Model],
) -> Result<(Vec<Gone>, String), LinkageError> {
    let (mut gone, mut text) = (Vec::new(), String::from("linkage_file,linkage_id\n"));
    for file in files {
        let owner = sharing::owner_then(db.read(), file).await?;
        let own = gone_of(db.read(), study, (file, &owner)).await?;
        let secret = FileSecret::of(&db.vault.keys, file)?;
        let people: HashMap<_, _> =
            sharing::people_of(db.read(), file.id).await?.into_iter().collect();
        let mut numbers: Vec<_> = own
            .iter()
            .filter_map(|one| people.get(&one.participant))
            .map(|key| secret.linkage_id(key))
            .collect();
        numbers.sort_unstable();
        numbers.iter().for_each(|id| text.push_str(&format!("{},{id}\n", file.number)));
        gone.extend(own);
    }
    Ok((gone, text))
}

/// Notes when these people's owner was told, or that it was not.
async fn note(
    db: &Db,
    (by, study): (&str, &StudyHandle),
    (owner, people): (&OwnerKey, Vec<Gone>),
    (told_at, [of_each, of_all]): (Option<DateTime<Utc>>, [&'static str; 2]),
    now: DateTime<Utc>,
) -> Result<(), LinkageError> {
    let (by, study, owner) = (by.to_owned(), study.id, owner.to_string());
    db.write(move |transaction| {
        Box::pin(async move {
            protocols::hold(transaction, study).await?;
            let mut by_file: BTreeMap<i32, Vec<i32>> = BTreeMap::new();
            for one in people {
                by_file.entry(one.file).or_default().push(one.participant);
            }
            for (file, people) in by_file {
                participants::hold(transaction, people.iter().copied()).await?;
                for some in people.chunks(TOGETHER) {
                    let told = linkage_person::Entity::update_many()
                        .col_expr(linkage_person::Column::ToldAt, Expr::value(told_at))
                        .filter(linkage_person::Column::FileId.eq(file))
                        .filter(linkage_person::Column::ParticipantId.is_in(some.iter().copied()));
                    told.exec(transaction).await?;
                    let entries = some.iter().map(|person| {
                        Entry::new(&by, of_each, &owner).in_study(study).about(*person)
                    });
                    Entry::write_all(entries, transaction, now).await?;
                }
            }
            let entry = Entry::new(&by, of_all, &owner);
            entry.in_study(study).write(transaction, now).await?;
            Ok(())
        })
    })
    .await
}

/// How many in each of these files have changed their mind, and of how many its owner was not told, by the file's row.
pub(super) async fn counts(
    connection: &impl ConnectionTrait,
    study: &StudyHandle,
    files: &[linkage_file::Model],
) -> Result<HashMap<i32, [usize; 2]>, LinkageError> {
    let mut counts = HashMap::new();
    for file in files {
        let owner = sharing::owner_then(connection, file).await?;
        let gone = gone_of(connection, study, (file, &owner)).await?;
        let not_told = gone.iter().filter(|one| !one.is_told).count();
        counts.insert(file.id, [gone.len(), not_told]);
    }
    Ok(counts)
}

async fn gone_of(
    connection: &impl ConnectionTrait,
    study: &StudyHandle,
    (file, owner): (&linkage_file::Model, &Owner),
) -> Result<Vec<Gone>, DbErr> {
    let rows = linkage_person::Entity::find()
        .filter(linkage_person::Column::FileId.eq(file.id))
        .order_by_asc(linkage_person::Column::ParticipantId)
        .all(connection)
        .await?;
    let (zone, mut gone) = (study.study().timezone.as_str(), Vec::new());
    for some in rows.chunks(TOGETHER) {
        let ids: Vec<_> = some.iter().map(|row| row.participant_id).collect();
        let minds = Minds::of(connection, &ids).await?;
        let theirs = some
            .iter()
            .filter(|row| minds.against(row.participant_id, zone, owner, file.cut_on).is_some());
        gone.extend(theirs.map(|row| Gone {
            file: file.id,
            participant: row.participant_id,
            is_told: row.told_at.is_some(),
        }));
    }
    Ok(gone)
}
