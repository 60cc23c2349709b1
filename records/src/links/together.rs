//! The links and codes of many people at once, for letters that are printed together: in few questions, however many they
//! are.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    sea_query::OnConflict,
};
use surveys::keys::WaveKey;

use super::{ShortCode, codes, new, token};
use crate::{
    entity::{link, short_code},
    participants,
};

/// How somebody comes to a survey.
#[derive(Clone, Debug)]
pub(crate) struct WayIn {
    /// Of the link that opens it.
    pub token: String,
    /// What stands for the link, for whoever has a birthday on record.
    pub code: Option<ShortCode>,
}

/// The way of each of these people into a wave, made where there is none yet. With each stands whether their birthday is
/// on record.
pub(crate) async fn ways_in(
    transaction: &impl ConnectionTrait,
    secret: &[u8],
    (wave, people): (&WaveKey, &[(i32, bool)]),
    now: DateTime<Utc>,
) -> Result<HashMap<i32, WayIn>, DbErr> {
    let ids: Vec<_> = people.iter().map(|(id, _)| *id).collect();
    participants::hold(transaction, ids.iter().copied()).await?;
    let links = links_of(transaction, secret, (wave, &ids), now).await?;
    let known = people.iter().filter(|(_, has_birthday)| *has_birthday);
    let coded: Vec<_> = known.filter_map(|(id, _)| links.get(id)).collect();
    let mut codes = codes_of(transaction, secret, &coded).await?;
    let ways = links.into_iter().map(|(id, link)| {
        let token = token(secret, id, wave, link.generation);
        (id, WayIn { token, code: codes.remove(&link.id) })
    });
    Ok(ways.collect())
}

async fn links_of(
    transaction: &impl ConnectionTrait,
    secret: &[u8],
    (wave, people): (&WaveKey, &[i32]),
    now: DateTime<Utc>,
) -> Result<HashMap<i32, link::Model>, DbErr> {
    let mut links = latest_of(transaction, people, wave).await?;
    let without: Vec<_> = people.iter().copied().filter(|id| !links.contains_key(id)).collect();
    if !without.is_empty() {
        let rows = without.iter().map(|id| new(secret, (*id, wave, 1), now));
        let before = OnConflict::new().do_nothing().to_owned();
        let made = link::Entity::insert_many(rows).on_conflict(before);
        made.exec_without_returning(transaction).await?;
        links.extend(latest_of(transaction, &without, wave).await?);
    }
    Ok(links)
}

async fn latest_of(
    connection: &impl ConnectionTrait,
    people: &[i32],
    wave: &WaveKey,
) -> Result<HashMap<i32, link::Model>, DbErr> {
    let links = link::Entity::find()
        .filter(link::Column::ParticipantId.is_in(people.iter().copied()))
        .filter(link::Column::WaveKey.eq(wave.as_str()))
        .order_by_asc(link::Column::Generation)
        .all(connection)
        .await?;
    Ok(links.into_iter().map(|link| (link.participant_id, link)).collect())
}

/// The codes of some links, by link.
async fn codes_of(
    transaction: &impl ConnectionTrait,
    secret: &[u8],
    links: &[&link::Model],
) -> Result<HashMap<i32, ShortCode>, DbErr> {
    let held = short_code::Column::LinkId.is_in(links.iter().map(|link| link.id));
    let held = short_code::Entity::find().filter(held).all(transaction).await?;
    let held: HashMap<_, _> = held.iter().map(|code| (code.link_id, code.attempt)).collect();
    let (mut codes, mut without) = (HashMap::new(), Vec::new());
    for link in links {
        match held.get(&link.id) {
            Some(attempt) => drop(codes.insert(link.id, codes::derived(secret, link, *attempt))),
            None => {
                let code = codes::derived(secret, link, 0);
                without.push((*link, code.keyed(secret), code));
            }
        }
    }
    codes.extend(made(transaction, secret, without).await?);
    Ok(codes)
}

/// Makes the codes of links that have none. One that is another's already is made by itself.
async fn made(
    transaction: &impl ConnectionTrait,
    secret: &[u8],
    without: Vec<(&link::Model, Vec<u8>, ShortCode)>,
) -> Result<HashMap<i32, ShortCode>, DbErr> {
    let hashes = without.iter().map(|(_, hash, _)| hash.clone());
    let taken = short_code::Column::CodeHash.is_in(hashes);
    let taken = short_code::Entity::find().filter(taken).all(transaction).await?;
    let mut taken: HashSet<_> = taken.into_iter().map(|code| code.code_hash).collect();
    let (free, alike): (Vec<_>, Vec<_>) =
        without.into_iter().partition(|(_, hash, _)| taken.insert(hash.clone()));
    if !free.is_empty() {
        let rows = free.iter().map(|(link, hash, _)| codes::new(link, hash.clone(), 0));
        short_code::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    }
    let mut codes: HashMap<_, _> =
        free.into_iter().map(|(link, _, code)| (link.id, code)).collect();
    for (link, ..) in alike {
        codes.insert(link.id, codes::make(transaction, secret, link).await?);
    }
    Ok(codes)
}
