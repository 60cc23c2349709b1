//! What those are called who did something, for colleagues who read of it. Entries themselves have numbers.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QuerySelect};

use crate::{
    Db,
    auth::{Administrator, By, Postmaster, Supervisor, SurveyReader},
    entity::staff_member,
};

/// What everybody on the staff is called, those included who have left.
#[derive(Clone, Debug, Default)]
pub struct Names(BTreeMap<i32, String>);

impl Names {
    /// For colleagues who work on surveys.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(db: &Db, _: &By<SurveyReader>) -> Result<Self, DbErr> {
        Ok(Self(names(db.read()).await?))
    }

    /// For colleagues who look after the messages of a study.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_postmasters(db: &Db, _: &By<Postmaster>) -> Result<Self, DbErr> {
        Ok(Self(names(db.read()).await?))
    }

    /// For colleagues who look after the interviewers of a study.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_supervisors(db: &Db, _: &By<Supervisor>) -> Result<Self, DbErr> {
        Ok(Self(names(db.read()).await?))
    }

    /// For administrators.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_everybody(db: &Db, _: &By<Administrator>) -> Result<Self, DbErr> {
        Ok(Self(names(db.read()).await?))
    }

    /// What somebody is called by the number of their account; the number where nobody has it.
    #[must_use]
    pub fn of_number(&self, id: i32) -> String {
        self.0.get(&id).cloned().unwrap_or_else(|| format!("staff {id}"))
    }

    /// What an actor such as `staff 12, evaluator` is called; `command line`, and whoever is not known, stays as it is.
    #[must_use]
    pub fn of(&self, actor: &str) -> String {
        let id = Self::number(actor);
        id.and_then(|id| self.0.get(&id).cloned()).unwrap_or_else(|| actor.to_owned())
    }

    /// The number of the account of an actor such as `staff 12, evaluator`; none of who has none, such as the command line.
    #[must_use]
    pub fn number(actor: &str) -> Option<i32> {
        let number = actor.strip_prefix("staff ").and_then(|rest| rest.split(',').next());
        number.and_then(|number| number.parse().ok())
    }
}

/// By number. Who has not chosen a name yet is called by their address.
pub(crate) async fn names(
    connection: &impl ConnectionTrait,
) -> Result<BTreeMap<i32, String>, DbErr> {
    let rows: Vec<(i32, Option<String>, String)> = staff_member::Entity::find()
        .select_only()
        .columns([
            staff_member::Column::Id,
            staff_member::Column::Name,
            staff_member::Column::Email,
        ])
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|(id, name, email)| (id, name.unwrap_or(email))).collect())
}
