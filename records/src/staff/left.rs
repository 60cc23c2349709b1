//! Who was on the staff once. The audit names people by number, for good, so somebody has to be able to say
//! whose number it is.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Db,
    auth::{Administrator, By},
    entity::staff_member,
};

/// Somebody whose access was taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The number of the account.
    pub id: i32,
    /// Where they were written to.
    pub email: String,
    /// What they were called, if they ever said so.
    pub name: Option<String>,
    /// When their access was taken away.
    pub at: DateTime<Utc>,
}

/// Everybody whose access was taken away, by address.
///
/// # Errors
/// When the database fails.
pub async fn left(db: &Db, _by: &By<Administrator>) -> Result<Vec<Left>, DbErr> {
    let rows = staff_member::Entity::find()
        .filter(staff_member::Column::RemovedAt.is_not_null())
        .order_by_asc(staff_member::Column::Email)
        .order_by_asc(staff_member::Column::Id);
    let left = rows.all(db.read()).await?.into_iter().filter_map(|row| {
        Some(Left { id: row.id, email: row.email, name: row.name, at: row.removed_at? })
    });
    Ok(left.collect())
}
