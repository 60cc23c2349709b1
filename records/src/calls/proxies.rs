//! Which interviews somebody else gave for the participant: the answers tell it, and how a call ended does not.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use surveys::{calls::Outcome, journey::Change};

use crate::{
    entity::{history, response},
    responses::PROXY,
};

/// When it was said that somebody else answers, or that nobody else does: the oldest first.
type SaidSo = Vec<(DateTime<Utc>, bool)>;

/// What was said so of each person and wave.
pub(super) struct Proxies(HashMap<(i32, String), SaidSo>);

impl Proxies {
    /// Of these people. Of answers that were deleted nothing is known.
    pub async fn of(connection: &impl ConnectionTrait, people: &[i32]) -> Result<Self, DbErr> {
        use response::Column;
        let responses: Vec<(i32, i32, String)> = response::Entity::find()
            .filter(Column::ParticipantId.is_in(people.iter().copied()))
            .select_only()
            .columns([Column::Id, Column::ParticipantId, Column::WaveKey])
            .into_tuple()
            .all(connection)
            .await?;
        let whose: HashMap<_, _> =
            responses.into_iter().map(|(id, person, wave)| (id, (person, wave))).collect();
        let mut said: HashMap<_, SaidSo> = HashMap::new();
        if whose.is_empty() {
            return Ok(Self(said));
        }
        let rows = history::Entity::find()
            .filter(history::Column::ResponseId.is_in(whose.keys().copied()))
            .filter(history::Column::Page.eq(PROXY))
            .filter(history::Column::ErasedAt.is_null())
            .order_by_asc(history::Column::Id)
            .all(connection)
            .await?;
        for row in rows {
            let Some(whose) = whose.get(&row.response_id) else { continue };
            // What a newer program wrote tells nothing here.
            let Ok(changes) = serde_json::from_str::<Vec<Change>>(&row.changes) else { continue };
            let is_another = changes.iter().any(|change| change.to.is_some());
            said.entry(whose.clone()).or_default().push((row.at, is_another));
        }
        Ok(Self(said))
    }

    /// Whether a call to somebody about a wave ended in an interview that somebody else gave. It was written down at this moment.
    pub fn gave(
        &self,
        (person, wave): (i32, &str),
        outcome: Option<Outcome>,
        written_down: DateTime<Utc>,
    ) -> bool {
        let is_interview = matches!(outcome, Some(Outcome::Complete | Outcome::Partial));
        let said = self.0.get(&(person, wave.to_owned()));
        let last = said.and_then(|said| said.iter().rfind(|(at, _)| *at <= written_down));
        is_interview && last.is_some_and(|(_, is_another)| *is_another)
    }
}
