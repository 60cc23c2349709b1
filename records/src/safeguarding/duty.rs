//! Who can act on an alert: those of the staff who may, and have come in before.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    sea_query::SimpleExpr,
};
use surveys::{
    roles::{Act, Role, may},
    study::Study,
};

use crate::{
    Db,
    entity::{staff_member, staff_role, study},
    studies::StudyHandle,
};

/// Somebody who can sign in and answer a study's alerts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// The number of the account.
    pub id: i32,
    /// Where they are written to.
    pub email: String,
    /// What they are called.
    pub name: String,
}

/// Everybody who can act on the alerts of a study.
pub(super) async fn on_duty(
    connection: &impl ConnectionTrait,
    study_id: i32,
) -> Result<Vec<Colleague>, DbErr> {
    let held = staff_role::Column::StudyId.eq(study_id);
    with_role(connection, |role| may(role, Act::AnswerAlert), held).await
}

/// Everybody who can let somebody in who can.
pub(super) async fn administrators(connection: &impl ConnectionTrait) -> Result<Vec<i32>, DbErr> {
    let everywhere = staff_role::Column::StudyId.is_null();
    let manage = |role| may(role, Act::ManageStaff);
    let all = with_role(connection, manage, everywhere).await?;
    Ok(all.into_iter().map(|own| own.id).collect())
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

/// Those who have such a role there, have come in at least once and were not removed.
async fn with_role(
    connection: &impl ConnectionTrait,
    which: impl Fn(Role) -> bool,
    place: SimpleExpr,
) -> Result<Vec<Colleague>, DbErr> {
    let roles = Role::ALL.into_iter().filter(|role| which(*role)).map(Role::key);
    let held = staff_role::Entity::find().filter(staff_role::Column::Role.is_in(roles));
    let held = held.filter(place).all(connection).await?;
    let members = staff_member::Entity::find()
        .filter(staff_member::Column::Id.is_in(held.iter().map(|row| row.staff_id)))
        .filter(staff_member::Column::RemovedAt.is_null())
        .order_by_asc(staff_member::Column::Id);
    let members = members.all(connection).await?.into_iter().filter_map(|row| {
        // Whoever was invited and never came has not said what they are called.
        Some(Colleague { id: row.id, email: row.email, name: row.name? })
    });
    Ok(members.collect())
}
