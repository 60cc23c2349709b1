//! What was learned of addresses and numbers, by their marks: which of them reach nobody.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, Select,
};
use surveys::{stopping::Way, tracing::Unreached};

use crate::{
    Db,
    entity::unreached,
    outbox::{CameBack, Mark},
};

/// The addresses and numbers of some people at which nobody is reached, by their marks, and in which ways.
pub(crate) async fn marks(db: &Db, people: &[i32]) -> Result<HashMap<i32, Vec<Mark>>, DbErr> {
    let mut marks: HashMap<i32, Vec<Mark>> = HashMap::new();
    for row in standing(people).all(db.read()).await? {
        let Some(what) = Unreached::from_name(&row.what) else { continue };
        let came = CameBack { learned: Some(what), since: row.happened_on };
        let ways = what.ways().iter().map(|way| (*way, row.address_mark.clone(), came));
        marks.entry(row.participant_id).or_default().extend(ways);
    }
    Ok(marks)
}

/// The numbers of some people that are somebody else's or do not work, by whose and by mark: what was learned first, and when
/// it was written down.
pub(crate) async fn wrong_numbers(
    connection: &impl ConnectionTrait,
    people: &[i32],
) -> Result<HashMap<(i32, String), (Unreached, DateTime<Utc>)>, DbErr> {
    let mut numbers: HashMap<_, (Unreached, DateTime<Utc>)> = HashMap::new();
    for row in standing(people).all(connection).await? {
        let what = Unreached::from_name(&row.what).filter(|what| what.ways().contains(&Way::Sms));
        let Some(what) = what else { continue };
        let first = numbers.entry((row.participant_id, row.address_mark));
        let first = first.or_insert((what, row.recorded_at));
        if row.recorded_at < first.1 {
            *first = (what, row.recorded_at);
        }
    }
    Ok(numbers)
}

/// Whether somebody learned that nobody is reached where this is the mark of.
pub(crate) async fn is_unreached(db: &Db, person: i32, mark: &str) -> Result<bool, DbErr> {
    let said = standing(&[person]).filter(unreached::Column::AddressMark.eq(mark));
    Ok(said.count(db.read()).await? > 0)
}

/// Whether something was learned of somebody after this moment that was not taken back.
pub(super) async fn is_news(
    connection: &impl ConnectionTrait,
    (person, since): (i32, DateTime<Utc>),
) -> Result<bool, DbErr> {
    let later = standing(&[person]).filter(unreached::Column::RecordedAt.gt(since));
    Ok(later.count(connection).await? > 0)
}

/// Everything that was learned of some people and was not taken back.
pub(super) fn standing(people: &[i32]) -> Select<unreached::Entity> {
    unreached::Entity::find()
        .filter(unreached::Column::ParticipantId.is_in(people.iter().copied()))
        .filter(unreached::Column::TakenBackAt.is_null())
}
