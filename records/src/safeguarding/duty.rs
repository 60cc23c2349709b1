//! Who can act on an alert: those of the staff who may, and have come in before.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
};
use surveys::{
    roles::{Act, Role, may},
    study::Study,
};

pub use crate::staff::Colleague;
use crate::{
    Db,
    entity::{staff_role, study},
    staff::{addresses, with_role},
    studies::StudyHandle,
};

/// Everybody who can act on the alerts of a study.
pub(super) async fn on_duty(
    connection: &impl ConnectionTrait,
    study_id: i32,
) -> Result<Vec<Colleague>, DbErr> {
    let held = staff_role::Column::StudyId.eq(study_id);
    with_role(connection, answers, held).await
}

/// Whether anybody is told of a task: some account may act on the alerts of the study.
///
/// # Errors
/// When the database fails.
pub async fn somebody_is_told(db: &Db, study: &StudyHandle) -> Result<bool, DbErr> {
    Ok(!on_duty(db.read(), study.id).await?.is_empty())
}

fn answers(role: Role) -> bool {
    may(role, Act::AnswerAlert)
}

/// Those whom a study names and who cannot sign in, while it is not manned: its lead, and two people on
/// duty. None for a study that names nobody, or in which enough of them can.
///
/// # Errors
/// When the database fails.
pub async fn unmanned(db: &Db, study: &StudyHandle) -> Result<Option<Vec<String>>, DbErr> {
    Ok(unmanned_of(db, std::slice::from_ref(study)).await?.pop().flatten())
}

/// The same of several studies, in their order. However many they are, it is one question.
///
/// # Errors
/// When the database fails.
pub async fn unmanned_of(
    db: &Db,
    studies: &[StudyHandle],
) -> Result<Vec<Option<Vec<String>>>, DbErr> {
    let can = addresses(db.read(), answers, studies.iter().map(|study| study.id)).await?;
    let absent = studies.iter().map(|study| {
        let roster = study.study().safeguarding.as_ref()?;
        let can = can.get(&study.id).map_or(&[][..], Vec::as_slice);
        let absent = || roster.absent(can).into_iter().map(str::to_owned).collect();
        (!roster.is_manned(can)).then(absent)
    });
    Ok(absent.collect())
}

/// Whether enough of those whom a study names can sign in. It is asked before each wave with alerts is
/// begun, so it is one question.
pub(crate) async fn is_manned(
    connection: &impl ConnectionTrait,
    study: &Study,
) -> Result<bool, DbErr> {
    let Some(roster) = &study.safeguarding else { return Ok(false) };
    let own = study::Entity::find()
        .select_only()
        .column(study::Column::Id)
        .filter(study::Column::Key.eq(study.key.as_str()))
        .into_query();
    let held = staff_role::Column::StudyId.in_subquery(own);
    let can = with_role(connection, answers, held).await?;
    Ok(roster.is_manned(&can.into_iter().map(|own| own.email).collect::<Vec<_>>()))
}
