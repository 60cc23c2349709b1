//! How many tasks are open, for the first page of staff.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, JoinType, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait},
};
use surveys::safeguarding::Progress;

use super::{
    events,
    listing::{CLOSED, is_late},
};
use crate::{
    Db,
    auth::SafeguardingLead,
    entity::{alert, participant},
    participants,
    studies::StudyHandle,
};

/// How many tasks are open. Those about test people are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All of them.
    pub open: usize,
    /// Those that nobody has.
    pub waiting: usize,
    /// Those whose time has passed.
    pub late: usize,
}

/// How many are open in each of some studies, in their order. However many studies they are, it takes two
/// questions.
///
/// # Errors
/// When the database fails.
pub async fn counts(
    db: &Db,
    studies: &[(SafeguardingLead, StudyHandle)],
    now: DateTime<Utc>,
) -> Result<Vec<Counts>, DbErr> {
    if studies.is_empty() {
        return Ok(Vec::new());
    }
    let person = alert::Entity::belongs_to(participant::Entity)
        .from(alert::Column::ParticipantId)
        .to(participant::Column::Id);
    let open = alert::Entity::find()
        .select_only()
        .column(alert::Column::Id)
        .join(JoinType::InnerJoin, person.into())
        .filter(participant::Column::StudyId.is_in(studies.iter().map(|(by, _)| by.study_id())))
        .filter(participants::real())
        .filter(Expr::cust(CLOSED).not());
    let events = events::of_found(db.read(), open.clone().into_query()).await?;
    let open = open.column(participant::Column::StudyId);
    let open: Vec<(i32, i32)> = open.into_tuple().all(db.read()).await?;
    let counts = studies.iter().map(|(by, study)| {
        let own = open.iter().filter(|(_, of)| *of == by.study_id());
        let own = own.filter_map(|(id, _)| events.get(id).and_then(Progress::of));
        own.fold(Counts::default(), |counts, progress| Counts {
            open: counts.open + 1,
            waiting: counts.waiting + usize::from(progress.waits()),
            late: counts.late + usize::from(is_late(study.study(), &progress, now)),
        })
    });
    Ok(counts.collect())
}
