//! Who can act in a role: those who hold it, and have come in before.

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, sea_query::SimpleExpr,
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
    let held = staff_role::Entity::find()
        .filter(staff_role::Column::Role.is_in(roles))
        .filter(place)
        .select_only()
        .column(staff_role::Column::StaffId)
        .into_query();
    let members = staff_member::Entity::find()
        .filter(staff_member::Column::Id.in_subquery(held))
        .filter(staff_member::Column::RemovedAt.is_null())
        .order_by_asc(staff_member::Column::Id);
    let members = members.all(connection).await?.into_iter().filter_map(|row| {
        // Whoever was invited and never came has not said what they are called.
        Some(Colleague { id: row.id, email: row.email, name: row.name? })
    });
    Ok(members.collect())
}

/// The addresses of the same, by study, in some studies.
pub(crate) async fn addresses(
    connection: &impl ConnectionTrait,
    which: impl Fn(Role) -> bool,
    studies: impl Iterator<Item = i32>,
) -> Result<HashMap<i32, Vec<String>>, DbErr> {
    let roles = Role::ALL.into_iter().filter(|role| which(*role)).map(Role::key);
    let member = staff_role::Entity::belongs_to(staff_member::Entity)
        .from(staff_role::Column::StaffId)
        .to(staff_member::Column::Id);
    let rows: Vec<(i32, String)> = staff_role::Entity::find()
        .select_only()
        .column(staff_role::Column::StudyId)
        .column(staff_member::Column::Email)
        .join(JoinType::InnerJoin, member.into())
        .filter(staff_role::Column::Role.is_in(roles))
        .filter(staff_role::Column::StudyId.is_in(studies))
        .filter(staff_member::Column::RemovedAt.is_null())
        .filter(staff_member::Column::Name.is_not_null())
        .into_tuple()
        .all(connection)
        .await?;
    let mut addresses: HashMap<i32, Vec<String>> = HashMap::new();
    for (study, email) in rows {
        addresses.entry(study).or_default().push(email);
    }
    Ok(addresses)
}
