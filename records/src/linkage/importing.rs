//! Taking what an owner returned: all of it in one transaction, or nothing.

mod keeping;

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, DbErr, IntoActiveModel};
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
    Db, audit::Entry, entity::linkage_file, keys::Keys, participants, protocols, sealing::hex,
    studies::StudyHandle, terms::Kept,
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
        let file = files::written(transaction, self.study.id, self.number).await?;
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
        let against = self.ask_again(transaction, (&owner, &file), &people).await?;
        for one in &mut theirs {
            one.against = against.get(&one.participant).copied();
        }
        let matched = came_to(&theirs);
        let anew: Vec<_> =
            people.iter().map(|(id, _)| *id).filter(|id| !against.contains_key(id)).collect();
        keeping::clear(transaction, &file, &anew).await?;
        keeping::keep(transaction, &file, &owner, &theirs).await?;
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

    /// Who in the file changed their mind, and how. What comes back of them is not kept, and what came before stays.
    async fn ask_again(
        &self,
        transaction: &DatabaseTransaction,
        (owner, file): (&Owner, &linkage_file::Model),
        people: &[(i32, String)],
    ) -> Result<HashMap<i32, Reason>, DbErr> {
        let zone = self.study.study().timezone.as_str();
        participants::hold(transaction, people.iter().map(|(id, _)| *id)).await?;
        let mut against = HashMap::new();
        for some in people.chunks(TOGETHER) {
            let ids: Vec<_> = some.iter().map(|(id, _)| *id).collect();
            let minds = Minds::of(transaction, &ids).await?;
            for id in ids {
                let reason = minds.against(id, zone, owner, file.cut_on);
                against.extend(reason.map(|reason| (id, reason)));
            }
        }
        Ok(against)
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
