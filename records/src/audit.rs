//! What was done, by whom. An entry is written in the transaction of what it tells.

mod searching;

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait};
use sha2::{Digest, Sha256};

pub use searching::{Done, Found, Search, search};

use crate::{Db, entity::audit};

/// One thing that was done. `object` names what was acted on by key or number, never by a person's
/// name.
#[derive(Debug)]
pub(crate) struct Entry(audit::ActiveModel);

impl Entry {
    /// Whoever acts in a role is written `staff 12, site lead`.
    pub fn new(actor: &str, action: &str, object: &str) -> Self {
        let role = actor.split_once(", ").map(|(_, role)| role.to_owned());
        Self(audit::ActiveModel {
            actor: Set(actor.to_owned()),
            action: Set(action.to_owned()),
            object: Set(object.to_owned()),
            role: Set(role),
            ..Default::default()
        })
    }

    /// Which study it belongs to.
    pub fn in_study(mut self, study: i32) -> Self {
        self.0.study_id = Set(Some(study));
        self
    }

    /// Whom it is about.
    pub fn about(mut self, participant: i32) -> Self {
        self.0.participant_id = Set(Some(participant));
        self
    }

    /// What for, where that is not plain from what was done.
    pub fn to(mut self, purpose: &str) -> Self {
        self.0.purpose = Set(Some(purpose.to_owned()));
        self
    }

    /// What was changed into what, as hashes. For what the study's team writes, never for what
    /// somebody answered or is called: few things can be an answer, and each could be tried.
    pub fn changing(mut self, before: Option<&str>, after: Option<&str>) -> Self {
        let hash = |text: &str| Sha256::digest(text).to_vec();
        self.0.before_hash = Set(before.map(hash));
        self.0.after_hash = Set(after.map(hash));
        self
    }

    /// Writes it, and tells its number.
    pub async fn write(
        mut self,
        transaction: &impl ConnectionTrait,
        now: DateTime<Utc>,
    ) -> Result<i64, DbErr> {
        self.0.at = Set(now);
        Ok(audit::Entity::insert(self.0).exec(transaction).await?.last_insert_id)
    }

    /// Writes it where nothing is written besides.
    pub async fn write_alone(self, db: &Db, now: DateTime<Utc>) -> Result<(), DbErr> {
        db.write(move |transaction| {
            Box::pin(async move { self.write(transaction, now).await.map(drop) })
        })
        .await
    }
}

impl Entry {
    /// Writes entries of the same kind, of one deed about many, in one statement. They are few hundreds.
    pub async fn write_all(
        entries: impl Iterator<Item = Self>,
        transaction: &impl ConnectionTrait,
        now: DateTime<Utc>,
    ) -> Result<(), DbErr> {
        let rows = entries.map(|Self(row)| audit::ActiveModel { at: Set(now), ..row });
        let rows: Vec<_> = rows.collect();
        if rows.is_empty() {
            return Ok(());
        }
        audit::Entity::insert_many(rows).exec_without_returning(transaction).await.map(drop)
    }
}

/// Writes an entry that needs no more words than these.
pub(crate) async fn write(
    transaction: &impl ConnectionTrait,
    actor: &str,
    action: &str,
    object: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    Entry::new(actor, action, object).write(transaction, now).await.map(drop)
}
