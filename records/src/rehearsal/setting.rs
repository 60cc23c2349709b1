//! The study, copied into the database of its rehearsal.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::{EntityTrait, sea_query::Expr};
use surveys::{protocol::Protocol, roles::Role};

use super::RehearsalError;
use crate::{
    Db,
    auth::By,
    entity::staff_member,
    protocols, staff,
    staff::Appointment,
    studies::{self, StudyHandle},
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
        if protocols::current(from, study).await?.protocol.messages.is_none() {
            return Err(RehearsalError::NoMessages);
        }
        let db = empty;
        studies::writes_fast(&db).await?;
        let (study, protocol) = studies::copy((from, study), &db, now).await?;
        let setting = Self { db, study, protocol };
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
