//! The study, copied into the database of its rehearsal.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ConnectionTrait, DbBackend, EntityTrait,
    IntoActiveModel, sea_query::Expr,
};
use surveys::{protocol::Protocol, roles::Role};

use super::RehearsalError;
use crate::{
    Db,
    auth::By,
    entity::{instrument_right, staff_member},
    protocols, staff,
    staff::Appointment,
    studies::{self, StudyHandle},
    versions,
};

/// Where a study is rehearsed.
pub(super) struct Setting {
    pub db: Db,
    pub study: StudyHandle,
    pub protocol: Arc<Protocol>,
}

impl Setting {
    /// Copies the study with its surveys, its protocol and what licences are on record, and lets those in who would act on
    /// an alert. Nobody who takes part is copied.
    pub async fn set(
        (from, study): (&Db, &StudyHandle),
        empty: Db,
        now: DateTime<Utc>,
    ) -> Result<Self, RehearsalError> {
        let holds = protocols::current(from, study).await?;
        if holds.protocol.messages.is_none() {
            return Err(RehearsalError::NoMessages);
        }
        let db = empty;
        writes_fast(&db).await?;
        copy_rights(from, &db).await?;
        let surveys = versions::asked(&from.cache, from.read(), study.id).await;
        let surveys = surveys.map_err(studies::StudyError::from)?;
        let protocol = (&*holds.protocol, None);
        studies::load(&db, study.study(), protocol, &surveys, now).await?;
        let study = studies::find(&db, &study.study().key).await?;
        let setting = Self { db, study, protocol: holds.protocol };
        setting.is_manned(now).await?;
        Ok(setting)
    }

    /// Whoever the study names is there.
    async fn is_manned(&self, now: DateTime<Utc>) -> Result<(), RehearsalError> {
        let Some(roster) = &self.study.study().safeguarding else { return Ok(()) };
        for email in roster.absent(&[]) {
            let study = Some(self.study.clone());
            let as_what = Appointment { role: Role::SafeguardingLead, study, site: None };
            let invited = staff::invite(&self.db, By::CommandLine, email, as_what, now).await;
            invited.map_err(|error| RehearsalError::Deed(error.to_string()))?;
        }
        let named = staff_member::Entity::update_many()
            .col_expr(staff_member::Column::Name, Expr::value("Somebody on duty"));
        self.db
            .write(move |transaction| Box::pin(async move { named.exec(transaction).await }))
            .await?;
        Ok(())
    }
}

/// Nothing has to outlive it, so nothing waits for the disk.
pub(crate) async fn writes_fast(db: &Db) -> Result<(), RehearsalError> {
    for store in [db.writer(), db.vault_for_copies(), db.keys_for_copies()] {
        if store.get_database_backend() == DbBackend::Sqlite {
            store.execute_unprepared("PRAGMA synchronous = OFF").await?;
        }
    }
    Ok(())
}

async fn copy_rights(from: &Db, to: &Db) -> Result<(), RehearsalError> {
    let rights = instrument_right::Entity::find().all(from.read()).await?;
    if rights.is_empty() {
        return Ok(());
    }
    let rows = rights.into_iter().map(|right| {
        let right = right.into_active_model().reset_all();
        instrument_right::ActiveModel { id: NotSet, ..right }
    });
    let rows: Vec<_> = rows.collect();
    to.write(move |transaction| {
        Box::pin(async move {
            instrument_right::Entity::insert_many(rows).exec_without_returning(transaction).await
        })
    })
    .await?;
    Ok(())
}
