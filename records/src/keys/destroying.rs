//! Keys that are destroyed, here or by another server.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect,
    sea_query::OnConflict,
};

use super::Keys;
use crate::{
    db,
    entity::{person_key, shredded},
    gather::of_few_lengths,
};

impl Keys {
    /// Whose keys, among these, were destroyed.
    pub(crate) async fn destroyed(&self, people: &[i32]) -> Result<Vec<i32>, DbErr> {
        let mut gone = Vec::new();
        for some in people.chunks(1024) {
            let theirs = shredded::Column::ParticipantId.is_in(of_few_lengths(some.to_vec()));
            let rows = shredded::Entity::find().filter(theirs).all(&self.store).await?;
            gone.extend(rows.into_iter().map(|row| row.participant_id));
        }
        Ok(gone)
    }

    /// Whose keys were ever destroyed.
    pub(crate) async fn all_destroyed(&self) -> Result<Vec<i32>, DbErr> {
        let all = shredded::Entity::find().select_only().column(shredded::Column::ParticipantId);
        all.into_tuple().all(&self.store).await
    }

    /// Destroys a person's key for good, and notes that it was. Doing it again changes nothing.
    pub(crate) async fn destroy(&self, person: i32, now: DateTime<Utc>) -> Result<(), DbErr> {
        let transaction = db::begin(&self.store).await?;
        let note = shredded::ActiveModel { participant_id: Set(person), at: Set(now) };
        let there = OnConflict::column(shredded::Column::ParticipantId).do_nothing().to_owned();
        let noted = shredded::Entity::insert(note).on_conflict(there);
        noted.exec_without_returning(&transaction).await?;
        person_key::Entity::delete_by_id(person).exec(&transaction).await?;
        transaction.commit().await?;
        if let Ok(mut held) = self.held.write() {
            held.remove(&person);
        }
        Ok(())
    }

    /// Lets go of keys that are held in memory here, and that another server or a command has destroyed since.
    /// Asked before anything is opened whose rows stay when the key goes.
    pub(crate) async fn let_go(&self, people: &[i32]) -> Result<(), DbErr> {
        let gone = self.destroyed(people).await?;
        if let Some(mut held) = self.held.write().ok().filter(|_| !gone.is_empty()) {
            gone.iter().for_each(|person| drop(held.remove(person)));
        }
        Ok(())
    }
}
