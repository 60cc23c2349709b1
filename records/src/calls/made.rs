//! The calls that were made to some people, each with the ending that holds and the one that was written down. What was put into
//! words is not among it: nothing of it is ever opened here.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::{attempts, proxies::Proxies};
use crate::entity::{call_attempt, call_case, call_correction};

/// A call that was made. Endings are told by name, as they are stored: one may be of a newer program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CallMade {
    /// About which wave.
    pub wave: String,
    /// Which call about it: the first is 1.
    pub number: i32,
    /// When it was dialled.
    pub dialled_at: DateTime<Utc>,
    /// How it ended, by the ending that holds.
    pub outcome: String,
    /// How it ended, as whoever rang wrote it down.
    pub written_down: String,
    /// Whether a supervisor put the ending right, or what was agreed in it.
    pub is_corrected: bool,
    /// It ended in an interview that somebody else gave for them.
    pub is_by_proxy: bool,
    /// The number of the interviewer's account.
    pub staff_id: i32,
}

impl CallMade {
    fn of(
        (person, wave): (i32, &str),
        row: call_attempt::Model,
        correction: Option<&call_correction::Model>,
        proxies: &Proxies,
    ) -> Self {
        let (written_down, is_corrected) = (row.outcome.clone(), correction.is_some());
        let row = attempts::corrected(row, correction);
        let ended = attempts::outcome(&row);
        Self {
            wave: wave.to_owned(),
            number: row.number,
            dialled_at: row.dialled_at,
            outcome: row.outcome,
            written_down,
            is_corrected,
            is_by_proxy: proxies.gave((person, wave), ended, row.ended_at),
            staff_id: row.staff_id,
        }
    }
}

/// The calls that were made to each of these people, those about one wave in their order.
pub(crate) async fn made_to(
    connection: &impl ConnectionTrait,
    people: &[i32],
) -> Result<HashMap<i32, Vec<CallMade>>, DbErr> {
    use call_case::Column;
    let cases: Vec<(i32, i32, String)> = call_case::Entity::find()
        .filter(Column::ParticipantId.is_in(people.iter().copied()))
        .select_only()
        .columns([Column::Id, Column::ParticipantId, Column::WaveKey])
        .into_tuple()
        .all(connection)
        .await?;
    if cases.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<_> = cases.iter().map(|(id, ..)| *id).collect();
    let about: HashMap<_, _> =
        cases.into_iter().map(|(id, person, wave)| (id, (person, wave))).collect();
    let proxies = Proxies::of(connection, people).await?;
    let mut made: HashMap<i32, Vec<_>> = HashMap::new();
    for (row, correction) in attempts::with_what_holds(connection, &ids).await? {
        let Some((person, wave)) = about.get(&row.case_id) else { continue };
        let call = CallMade::of((*person, wave), row, correction.as_ref(), &proxies);
        made.entry(*person).or_default().push(call);
    }
    Ok(made)
}
