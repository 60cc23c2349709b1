//! Why there is no case at all in a study: whoever waits for calls to begin has to know whether they ever will.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use surveys::{protocol::Step, stopping::Way};

use super::CallError;
use crate::{
    Db,
    auth::{By, Supervisor},
    entity::call_case,
    protocols,
    studies::StudyHandle,
};

/// Why nobody is on the list of who is rung.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoneYet {
    /// The protocol that holds has no step by telephone.
    NoStep,
    /// It has one, and nobody has come to it.
    NobodyDue,
}

/// Why a study has no case; none where it has one, however it stands.
///
/// # Errors
/// When they do not supervise it, its protocol cannot be read, or the database fails.
pub async fn none_yet(
    db: &Db,
    by: &By<Supervisor>,
    study: &StudyHandle,
) -> Result<Option<NoneYet>, CallError> {
    if !by.may_in(study) {
        return Err(CallError::NotTheirs);
    }
    let of_study = call_case::Column::StudyId.eq(study.id);
    let ids = call_case::Entity::find().filter(of_study).select_only();
    let one = ids.column(call_case::Column::Id).into_tuple::<i32>().one(db.read()).await?;
    if one.is_some() {
        return Ok(None);
    }
    let protocol = protocols::current(db, study).await?.protocol;
    let rings = |step: &Step| {
        let mut sends = step.sends.iter().chain(&step.otherwise);
        sends.any(|send| send.way == Way::Phone)
    };
    let has_step = protocol.waves.iter().any(|plan| plan.steps.iter().any(rings));
    Ok(Some(if has_step { NoneYet::NobodyDue } else { NoneYet::NoStep }))
}
