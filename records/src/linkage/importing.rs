//! Taking what an owner returned: all of it in one transaction, or nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait,
    IntoActiveModel, QueryFilter, sea_query::Expr,
};
use sha2::{Digest, Sha256};
use surveys::{
    calendar,
    linking::{
        returned::{self, KEY, Returned, Row},
        sending::Reason,
        terms::{Gives, Owner},
    },
    retention::{Due, Kind},
};

use super::{
    Imported, LinkageError,
    files::{self, Matched},
    numbers::FileSecret,
    people::Minds,
    sharing,
};
use crate::{
    Db,
    audit::Entry,
    entity::{linkage_file, linkage_person, linked_value},
    keys::Keys,
    participants, protocols,
    sealing::hex,
    studies::StudyHandle,
    terms::Kept,
};

/// Values that are written, and people who are asked for, in one statement.
const TOGETHER: usize = 1000;

/// Stands in place of a pass where somebody changed their mind before the file came back.
pub(super) const LEFT_ALONE: &str = "left_alone";

pub(super) async fn import(
    db: &Db,
    (by, study): (String, &StudyHandle),
    terms: Kept,
    (number, bytes, replace): (u32, &[u8], bool),
    now: DateTime<Utc>,
) -> Result<Imported, LinkageError> {
    let table = datasets::returned::read(bytes)?;
    let rows = table.rows.into_iter().map(|(number, cells)| Row { number, cells }).collect();
    let brought = Brought {
        by,
        study: study.clone(),
        terms,
        number,
        sha256: hex(&Sha256::digest(bytes)),
        header: table.header,
        rows,
        replace,
        now,
    };
    let keys = db.vault.keys.clone();
    db.write(move |transaction| {
        Box::pin(async move {
            protocols::hold(transaction, brought.study.id).await?;
            brought.take(transaction, &keys).await
        })
    })
    .await
}

/// A returned file that nobody believes yet.
struct Brought {
    by: String,
    study: StudyHandle,
    terms: Kept,
    number: u32,
    sha256: String,
    header: Vec<String>,
    rows: Vec<Row>,
    replace: bool,
    now: DateTime<Utc>,
}

/// Somebody of whom something came back.
struct Theirs {
    participant: i32,
    returned: Returned,
    /// Why it is not kept.
    against: Option<Reason>,
}

impl Theirs {
    /// How they were found, by name.
    fn pass(&self) -> &'static str {
        match (self.against, self.returned.pass) {
            (Some(_), _) => LEFT_ALONE,
            (None, Some(pass)) => pass.name(),
            (None, None) => KEY,
        }
    }
}

impl Brought {
    async fn take(
        self,
        transaction: &DatabaseTransaction,
        keys: &Keys,
    ) -> Result<Imported, LinkageError> {
        let file = files::numbered(transaction, self.study.id, self.number).await?;
        if file.returned_sha256.as_deref() == Some(self.sha256.as_str()) {
            return already(&file);
        }
        if let Some(at) = file.returned_at.filter(|_| !self.replace) {
            let on = calendar::date_in(&self.study.study().timezone, at);
            return Err(LinkageError::AlreadyReturned { number: self.number, on });
        }
        self.is_in_time()?;
        let owner = sharing::owner_of(&self.terms, &file)?;
        if owner.gives == Gives::Keeps {
            return Err(LinkageError::KeepsItsRecords(owner.key));
        }
        let people = sharing::people_of(transaction, file.id).await?;
        let sent = people.len();
        let secret = FileSecret::of(keys, &file)?;
        let whose = secret.all(people.iter().map(|(id, key)| (*id, key.as_str())));
        let mut theirs = self.read(&owner, &whose)?;
        self.ask_again(transaction, (&owner, &file), &mut theirs).await?;
        let matched = came_to(&theirs);
        self.keep(transaction, &file, &owner, &theirs).await?;
        self.note(transaction, file, &matched).await?;
        let Matched { matched, left_alone } = matched;
        Ok(Imported { number: self.number, is_new: true, sent, matched, left_alone })
    }

    /// What is taken later than answers are kept would go the day after.
    fn is_in_time(&self) -> Result<(), LinkageError> {
        let study = self.study.study();
        match study.retention.due(Kind::Answers, None) {
            Due::From(day) if day <= calendar::date_in(&study.timezone, self.now) => {
                Err(LinkageError::TimeIsOver(day))
            }
            _ => Ok(()),
        }
    }

    fn read(
        &self,
        owner: &Owner,
        whose: &HashMap<String, i32>,
    ) -> Result<Vec<Theirs>, LinkageError> {
        let sent: BTreeSet<_> = whose.keys().cloned().collect();
        let read = returned::read(owner, &sent, &self.header, &self.rows);
        let read = read.map_err(LinkageError::Refused)?.into_iter();
        let theirs = read.filter_map(|returned| {
            let participant = *whose.get(&returned.linkage_id)?;
            Some(Theirs { participant, returned, against: None })
        });
        Ok(theirs.collect())
    }

    /// What came back of those who changed their mind is not kept.
    async fn ask_again(
        &self,
        transaction: &DatabaseTransaction,
        (owner, file): (&Owner, &linkage_file::Model),
        theirs: &mut [Theirs],
    ) -> Result<(), DbErr> {
        let zone = self.study.study().timezone.as_str();
        participants::hold(transaction, theirs.iter().map(|one| one.participant)).await?;
        for some in theirs.chunks_mut(TOGETHER) {
            let ids: Vec<_> = some.iter().map(|one| one.participant).collect();
            let minds = Minds::of(transaction, &ids).await?;
            for one in some {
                one.against = minds.against(one.participant, zone, owner, file.cut_on);
            }
        }
        Ok(())
    }

    /// In the place of what came back for the file before.
    async fn keep(
        &self,
        transaction: &DatabaseTransaction,
        file: &linkage_file::Model,
        owner: &Owner,
        theirs: &[Theirs],
    ) -> Result<(), DbErr> {
        let before = linked_value::Column::FileId.eq(file.id);
        linked_value::Entity::delete_many().filter(before).exec(transaction).await?;
        let nobody = linkage_person::Entity::update_many()
            .col_expr(linkage_person::Column::Pass, Expr::value(None::<String>));
        nobody.filter(linkage_person::Column::FileId.eq(file.id)).exec(transaction).await?;
        let mut by_pass: BTreeMap<&str, Vec<i32>> = BTreeMap::new();
        for one in theirs {
            by_pass.entry(one.pass()).or_default().push(one.participant);
        }
        for (pass, found) in by_pass {
            for some in found.chunks(TOGETHER) {
                let found = linkage_person::Entity::update_many()
                    .col_expr(linkage_person::Column::Pass, Expr::value(pass))
                    .filter(linkage_person::Column::FileId.eq(file.id))
                    .filter(linkage_person::Column::ParticipantId.is_in(some.iter().copied()));
                found.exec(transaction).await?;
            }
        }
        let kept = theirs.iter().filter(|one| one.against.is_none());
        let values: Vec<_> = kept.flat_map(|one| rows(one, file, owner)).collect();
        for some in values.chunks(TOGETHER) {
            let rows = linked_value::Entity::insert_many(some.to_vec());
            rows.exec_without_returning(transaction).await?;
        }
        Ok(())
    }

    async fn note(
        &self,
        transaction: &DatabaseTransaction,
        file: linkage_file::Model,
        matched: &Matched,
    ) -> Result<(), LinkageError> {
        let before = file.returned_sha256.clone();
        let mut row = file.into_active_model();
        row.returned_at = Set(Some(self.now));
        row.returned_by = Set(Some(self.by.clone()));
        row.returned_sha256 = Set(Some(self.sha256.clone()));
        row.matched = Set(Some(serde_json::to_string(matched)?));
        row.update(transaction).await?;
        let named = format!("linkage file {}", self.number);
        let entry = Entry::new(&self.by, "returned linkage file taken", &named);
        let entry = entry.in_study(self.study.id);
        let entry = entry.changing(before.as_deref(), Some(&self.sha256));
        entry.write(transaction, self.now).await?;
        Ok(())
    }
}

/// The same file as before.
fn already(file: &linkage_file::Model) -> Result<Imported, LinkageError> {
    let Matched { matched, left_alone } =
        serde_json::from_str(file.matched.as_deref().unwrap_or("{}"))?;
    Ok(Imported {
        number: file.number.cast_unsigned(),
        is_new: false,
        sent: usize::try_from(file.people).unwrap_or_default(),
        matched,
        left_alone,
    })
}

fn came_to(theirs: &[Theirs]) -> Matched {
    let mut told = Matched::default();
    for one in theirs {
        let (counts, name) = match one.against {
            None => (&mut told.matched, one.pass()),
            Some(reason) => (&mut told.left_alone, reason.name()),
        };
        *counts.entry(name.to_owned()).or_default() += 1;
    }
    told
}

fn rows(
    theirs: &Theirs,
    file: &linkage_file::Model,
    owner: &Owner,
) -> impl Iterator<Item = linked_value::ActiveModel> {
    let (participant, file, owner_key) = (theirs.participant, file.id, owner.key.to_string());
    let cells = owner.outcomes.iter().zip(&theirs.returned.outcomes);
    cells.filter_map(move |(outcome, cell)| {
        let value = cell.as_ref()?.to_string();
        Some(linked_value::ActiveModel {
            participant_id: Set(participant),
            file_id: Set(file),
            owner: Set(owner_key.clone()),
            variable: Set(outcome.name.to_string()),
            value: Set(value),
            ..Default::default()
        })
    })
}
