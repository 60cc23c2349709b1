//! Who can act in a role: those who hold it, and have come in before.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    sea_query::SimpleExpr,
};
use surveys::roles::{Act, Role, may};

use crate::entity::{staff_member, staff_role};

/// Somebody on the staff who can sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// The number of the account.
    pub id: i32,
    /// Where they are written to.
    pub email: String,
    /// What they are called.
    pub name: String,
}

/// Everybody who can let somebody in.
pub(crate) async fn administrators(connection: &impl ConnectionTrait) -> Result<Vec<i32>, DbErr> {
    let everywhere = staff_role::Column::StudyId.is_null();
    let manage = |role| may(role, Act::ManageStaff);
    let all = with_role(connection, manage, everywhere).await?;
    Ok(all.into_iter().map(|own| own.id).collect())
}

/// Those who have such a role there, have come in at least once and were not removed.
pub(crate) async fn with_role(
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
