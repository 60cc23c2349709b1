//! What is noted of a file of identifiers, in one transaction with its last look at who agrees: its row, who is in it, and an
//! entry in the audit for each of them.

use std::{collections::BTreeMap, path::PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait,
    IntoActiveModel, QueryFilter,
};
use surveys::linking::{
    sending::{Included, Tally, Verdict, columns},
    terms::Owner,
};

use super::{Looked, written};
use crate::{
    Db,
    audit::Entry,
    entity::{linkage_file, linkage_person},
    keys::Keys,
    linkage::{
        LinkageError, Released,
        files::{self, Counts},
        numbers::FileSecret,
        people::Minds,
    },
    participants, protocols,
    studies::StudyHandle,
};

/// Rows that are written, and people who are asked for, in one statement.
const TOGETHER: usize = 250;

/// A file that is being made.
pub(super) struct Making {
    pub by: String,
    pub study: StudyHandle,
    pub terms: u32,
    pub owner: Owner,
    pub cut_on: NaiveDate,
    pub looked: Vec<Looked>,
    /// Where it is written, aside from its place.
    pub folder: PathBuf,
    pub now: DateTime<Utc>,
}

impl Making {
    /// Writes the file and notes it.
    pub async fn note(mut self, db: &Db) -> Result<Released, LinkageError> {
        let keys = db.vault.keys.clone();
        db.write(move |transaction| {
            Box::pin(async move {
                protocols::hold(transaction, self.study.id).await?;
                self.look_again(transaction).await?;
                self.write(transaction, &keys).await
            })
        })
        .await
    }

    /// Who has changed their mind meanwhile is left out. From here on nobody can, until the file is noted.
    async fn look_again(&mut self, transaction: &DatabaseTransaction) -> Result<(), LinkageError> {
        let zone = self.study.study().timezone.clone();
        let included = self.looked.iter_mut();
        let mut included: Vec<_> =
            included.filter(|one| matches!(one.verdict, Verdict::Included(_))).collect();
        for some in included.chunks_mut(TOGETHER) {
            let ids: Vec<_> = some.iter().map(|one| one.person.id).collect();
            participants::hold(transaction, ids.iter().copied()).await?;
            let minds = Minds::of(transaction, &ids).await?;
            for one in some {
                let against = minds.against(one.person.id, &zone, &self.owner, self.cut_on);
                if let Some(reason) = against {
                    one.verdict = Verdict::LeftOut(reason);
                }
            }
        }
        Ok(())
    }

    async fn write(
        self,
        transaction: &DatabaseTransaction,
        keys: &Keys,
    ) -> Result<Released, LinkageError> {
        let tally = Tally::of(&self.owner, self.looked.iter().map(|one| &one.verdict));
        if tally.included == 0 {
            return Err(LinkageError::Nobody(tally.lines()));
        }
        let number = files::next_number(transaction, self.study.id).await?;
        let secret = FileSecret::invent();
        let mut rows = self.rows(&secret);
        rows.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        let sha256 = written::write(&self.folder, &self.owner, &rows)?;
        let file =
            self.row(number, (&tally, &sha256), secret.sealed(keys, (self.study.id, number)))?;
        let file = linkage_file::Entity::insert(file).exec(transaction).await?.last_insert_id;
        self.note_people(transaction, (file, number)).await?;
        let number = number.cast_unsigned();
        Ok(Released { number, path: self.folder, tally, sha256 })
    }

    fn included(&self) -> impl Iterator<Item = (&Looked, &Included)> {
        self.looked.iter().filter_map(|one| match &one.verdict {
            Verdict::Included(included) => Some((one, included)),
            Verdict::LeftOut(_) => None,
        })
    }

    fn rows(&self, secret: &FileSecret) -> Vec<(String, &Included)> {
        let row =
            |(one, included): (&Looked, _)| (secret.linkage_id(&one.person.person_key), included);
        self.included().map(row).collect()
    }

    fn row(
        &self,
        number: i32,
        (tally, sha256): (&Tally, &str),
        secret: Vec<u8>,
    ) -> Result<linkage_file::ActiveModel, LinkageError> {
        let mut forms: BTreeMap<u32, usize> = BTreeMap::new();
        for (one, _) in self.included() {
            *forms.entry(one.form.unwrap_or_default()).or_default() += 1;
        }
        Ok(linkage_file::ActiveModel {
            study_id: Set(self.study.id),
            number: Set(number),
            owner: Set(self.owner.key.to_string()),
            terms_version: Set(self.terms.cast_signed()),
            agreement: Set(self.owner.agreement.clone()),
            cut_on: Set(self.cut_on),
            fields: Set(serde_json::to_string(&columns(&self.owner)[1..])?),
            forms: Set(serde_json::to_string(&forms)?),
            people: Set(i32::try_from(tally.included).unwrap_or(i32::MAX)),
            tally: Set(serde_json::to_string(&Counts::of(tally))?),
            sha256: Set(sha256.to_owned()),
            secret: Set(secret),
            made_at: Set(self.now),
            made_by: Set(self.by.clone()),
            ..Default::default()
        })
    }

    async fn note_people(
        &self,
        transaction: &DatabaseTransaction,
        (file, number): (i32, i32),
    ) -> Result<(), DbErr> {
        let (by, now) = (self.by.as_str(), self.now);
        let named = format!("linkage file {number}");
        let purpose = format!("{}, agreement {}", self.owner.key, self.owner.agreement);
        let all: Vec<_> = self.included().map(|(one, _)| &one.person).collect();
        for some in all.chunks(TOGETHER) {
            let rows = some.iter().map(|person| linkage_person::ActiveModel {
                file_id: Set(file),
                participant_id: Set(person.id),
                ..Default::default()
            });
            let rows = linkage_person::Entity::insert_many(rows);
            rows.exec_without_returning(transaction).await?;
            let entries = some.iter().map(|person| {
                let entry = Entry::new(by, "identifiers given to an owner of records", &named);
                entry.in_study(self.study.id).about(person.id).to(&purpose)
            });
            Entry::write_all(entries, transaction, now).await?;
        }
        let entry = Entry::new(by, "linkage file made", &named).in_study(self.study.id);
        entry.to(&purpose).write(transaction, now).await.map(drop)
    }
}

/// Notes of a file that could not be put in its place that nobody is in it. Its row stays, so that no other has its number.
pub(super) async fn take_back(
    db: &Db,
    by: &str,
    study: &StudyHandle,
    number: u32,
    now: DateTime<Utc>,
) -> Result<(), LinkageError> {
    let (by, study) = (by.to_owned(), study.id);
    db.write(move |transaction| {
        Box::pin(async move {
            let file = files::numbered(transaction, study, number).await?;
            let people = linkage_person::Entity::delete_many();
            let people = people.filter(linkage_person::Column::FileId.eq(file.id));
            people.exec(transaction).await?;
            let mut row = file.into_active_model();
            row.people = Set(0);
            row.update(transaction).await?;
            let named = format!("linkage file {number}");
            let entry = Entry::new(&by, "linkage file not written, and nobody has it", &named);
            entry.in_study(study).write(transaction, now).await?;
            Ok(())
        })
    })
    .await
}
