//! Who can act on an alert: those of the staff who may, and have come in before.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use surveys::{
    roles::{Act, may},
    study::Study,
};

pub use crate::staff::Colleague;
use crate::{
    Db,
    entity::{staff_role, study},
    staff::with_role,
    studies::StudyHandle,
};

/// Everybody who can act on the alerts of a study.
pub(super) async fn on_duty(
    connection: &impl ConnectionTrait,
    study_id: i32,
) -> Result<Vec<Colleague>, DbErr> {
    let held = staff_role::Column::StudyId.eq(study_id);
    with_role(connection, |role| may(role, Act::AnswerAlert), held).await
}

/// Those whom a study names and who cannot sign in, while it is not manned: its lead, and two people on
/// duty. None for a study that names nobody, or in which enough of them can.
///
/// # Errors
/// When the database fails.
pub async fn unmanned(db: &Db, study: &StudyHandle) -> Result<Option<Vec<String>>, DbErr> {
    let Some(roster) = &study.study().safeguarding else { return Ok(None) };
    let can = emails(db.read(), study.id).await?;
    if roster.is_manned(&can) {
        return Ok(None);
    }
    Ok(Some(roster.absent(&can).into_iter().map(str::to_owned).collect()))
}

/// Whether enough of those whom a study names can sign in.
pub(crate) async fn is_manned(
    connection: &impl ConnectionTrait,
    study: &Study,
) -> Result<bool, DbErr> {
    let by_key = study::Column::Key.eq(study.key.as_str());
    let row = study::Entity::find().filter(by_key).one(connection).await?;
    let (Some(row), Some(roster)) = (row, &study.safeguarding) else { return Ok(false) };
    Ok(roster.is_manned(&emails(connection, row.id).await?))
}

async fn emails(connection: &impl ConnectionTrait, study_id: i32) -> Result<Vec<String>, DbErr> {
    Ok(on_duty(connection, study_id).await?.into_iter().map(|own| own.email).collect())
}
