//! Whom to ask for and which number is rung: told when an interviewer is about to dial, and the audit has it first. When that was is
//! read back from there once the call is over.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};
use surveys::calls::Standing;

use super::{
    CallError, facts, is_leased,
    leasing::GIVEN,
    naming,
    opening::{about, theirs},
    ringing::Ringing,
};
use crate::{
    Db,
    auth::Interviewer,
    entity::{audit, call_case},
    identity::{self, Person},
    studies::StudyHandle,
};

/// How the audit calls it that a number was shown.
const SHOWN: &str = "telephone number shown";

/// Whom to ask for, and at which number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToDial {
    /// Their name; none where none is on record.
    pub name: Option<String>,
    /// The telephone number.
    pub number: String,
}

/// Whom they ask for, and the number, where the person may be rung now. That it is told is in the audit first, and of what comes of
/// the call it is known which number was rung.
///
/// # Errors
/// When the case is not theirs, the study's protocol or rules cannot be read, or the database fails.
pub async fn to_dial(
    db: &Db,
    by: &Interviewer,
    study: &StudyHandle,
    id: i32,
    now: DateTime<Utc>,
) -> Result<Option<ToDial>, CallError> {
    let ringing = Ringing::of(db, study, now).await?;
    let row = theirs(db, by, study, id).await?;
    let known = facts::of_one(db, &ringing, &row, now).await?;
    if !is_leased(&row, by.staff_id(), now) {
        return Ok(None);
    }
    let Standing::Now(_) = ringing.standing(&known, Some(by.staff_id()), now) else {
        return Ok(None);
    };
    let marks = facts::marks(db, &[row.participant_id]).await?;
    shown(db, by, &row, marks.get(&row.participant_id).cloned(), now).await?;
    let Some(person) = identity::person(db, row.participant_id).await? else { return Ok(None) };
    let name = Some(person.name()).filter(|name| !name.is_empty());
    let Person { mobile, .. } = person;
    Ok(mobile.map(|number| ToDial { name, number }))
}

/// Notes that the number with this mark is shown and rung: it may be another than when the case was given.
async fn shown(
    db: &Db,
    by: &Interviewer,
    row: &call_case::Model,
    mark: Option<String>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let (entry, id) = (about(by, row, SHOWN), row.id);
    db.write(move |transaction| {
        Box::pin(async move {
            call_case::Entity::update_many()
                .col_expr(call_case::Column::LineMark, Expr::value(mark))
                .filter(call_case::Column::Id.eq(id))
                .exec(transaction)
                .await?;
            entry.write(transaction, now).await.map(drop)
        })
    })
    .await
}

/// When they last saw the number of a case since it was given to them. None if they did not: whoever rang in themselves is interviewed
/// without it.
pub(super) async fn shown_at(
    db: &Db,
    by: &Interviewer,
    row: &call_case::Model,
) -> Result<Option<DateTime<Utc>>, DbErr> {
    use audit::Column;
    let given = Column::Object.starts_with(naming::with(row, ""));
    let given = Condition::all().add(Column::Action.eq(GIVEN)).add(given);
    let shown =
        Condition::all().add(Column::Action.eq(SHOWN)).add(Column::Object.eq(naming::named(row)));
    let last = audit::Entity::find()
        .filter(Column::ParticipantId.eq(row.participant_id))
        .filter(Column::Actor.eq(by.actor()))
        .filter(Condition::any().add(given).add(shown))
        .order_by_desc(Column::Id)
        .one(db.read())
        .await?;
    Ok(last.filter(|entry| entry.action == SHOWN).map(|entry| entry.at))
}
