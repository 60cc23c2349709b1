//! When somebody opened the survey of a wave by their own link: they passed the check of who they are, or posted a page. That a
//! link was followed says nothing of anybody, since mail programs follow them too.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect,
};

use crate::entity::{history, link, link_opened, response};

/// How a response tells that it was answered on the web.
const WEB: &str = "web";

/// Writes down that a link was opened. The pages of the survey need no such row: they are in its history.
pub(crate) async fn opened(
    transaction: &impl ConnectionTrait,
    link: i32,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = link_opened::ActiveModel { link_id: Set(link), at: Set(now), ..Default::default() };
    link_opened::Entity::insert(row).exec_without_returning(transaction).await.map(drop)
}

/// When somebody opened each wave, by its key, in order.
pub(crate) async fn openings(
    connection: &impl ConnectionTrait,
    participant: i32,
) -> Result<HashMap<String, Vec<DateTime<Utc>>>, DbErr> {
    let mut openings: HashMap<String, Vec<_>> = HashMap::new();
    for (wave, at) in checks(connection, participant).await? {
        openings.entry(wave).or_default().push(at);
    }
    for (wave, at) in pages(connection, participant).await? {
        openings.entry(wave).or_default().push(at);
    }
    openings.values_mut().for_each(|times| times.sort_unstable());
    Ok(openings)
}

type Opened = (String, DateTime<Utc>);

async fn checks(connection: &impl ConnectionTrait, participant: i32) -> Result<Vec<Opened>, DbErr> {
    let links = link::Entity::find().filter(link::Column::ParticipantId.eq(participant));
    let links = links.all(connection).await?;
    let waves: HashMap<i32, String> =
        links.into_iter().map(|link| (link.id, link.wave_key)).collect();
    let theirs = link_opened::Column::LinkId.is_in(waves.keys().copied());
    let rows = link_opened::Entity::find().filter(theirs).all(connection).await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((waves.get(&row.link_id)?.clone(), row.at)))
        .collect())
}

/// A page that changed nothing is in no history; the latest of them is known all the same.
async fn pages(connection: &impl ConnectionTrait, participant: i32) -> Result<Vec<Opened>, DbErr> {
    let theirs = response::Column::ParticipantId.eq(participant);
    let responses = response::Entity::find().filter(theirs).all(connection).await?;
    let mut pages = Vec::new();
    for row in responses.into_iter().filter(|row| row.erased_at.is_none()) {
        let of_page = |at| (row.wave_key.clone(), at);
        pages.extend((row.mode_start == WEB).then(|| of_page(row.started_at)));
        pages.extend((row.mode_end == WEB).then(|| of_page(row.saved_at)));
        let posted: Vec<DateTime<Utc>> = history::Entity::find()
            .select_only()
            .column(history::Column::At)
            .filter(history::Column::ResponseId.eq(row.id))
            .filter(history::Column::Mode.eq(WEB))
            .into_tuple()
            .all(connection)
            .await?;
        pages.extend(posted.into_iter().map(of_page));
    }
    Ok(pages)
}
