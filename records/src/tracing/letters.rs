//! Which address a letter that came back speaks of: the one it was sent to. An address that was given after the letter was made
//! stays good, however late somebody learns that it came back.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use surveys::{calendar, tracing::Unreached, vouchers::GivenBy};

use super::{marks::standing, unreached::held};
use crate::{
    entity::{letter_file, outbox, unreached, voucher_debt},
    identity::Vault,
    outbox::{Channel, State},
};

/// A letter that was printed for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Printed {
    /// The day, as it stands on the letter.
    pub on: NaiveDate,
    /// Of the address that it goes to; none of letters of earlier versions of this program.
    mark: Option<String>,
}

/// What something is said of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// The address or number with this mark.
    Mark(String),
    /// There is none on record.
    NothingHeld,
    /// Letters of these days went to more than one address, or none is of the day that was named.
    Which(Vec<NaiveDate>),
}

/// The address that a letter went to which came back on a day. The letter is known by its own day; where that is not said, it is
/// one of those to the only address from which nothing came back yet.
pub(super) async fn went_to(
    (connection, vault): (&impl ConnectionTrait, &Vault),
    (zone, person): (&str, i32),
    (came_back, letter): (NaiveDate, Option<NaiveDate>),
) -> Result<About, DbErr> {
    let now = held(vault, person, Unreached::ReturnedMail).await?;
    let meant =
        |mark: Option<String>| mark.or_else(|| now.clone()).map_or(About::NothingHeld, About::Mark);
    let mut printed = printed(connection, zone, person).await?;
    printed.retain(|one| one.on <= came_back && letter.is_none_or(|letter| letter == one.on));
    let days = || printed.iter().map(|one| one.on).collect::<BTreeSet<_>>().into_iter().collect();
    let addresses: BTreeSet<_> = printed.iter().map(|one| one.mark.clone()).collect();
    let last = printed.last().map(|one| one.mark.clone());
    Ok(match (letter, last) {
        (Some(_), None) => {
            let all = self::printed(connection, zone, person).await?;
            About::Which(all.into_iter().map(|one| one.on).collect())
        }
        (None, None) => meant(None),
        (Some(_), Some(mark)) => meant(mark),
        (None, Some(mark)) => {
            let known = came_back_from(connection, person).await?;
            let mut open = addresses
                .into_iter()
                .filter(|mark| mark.as_ref().is_none_or(|mark| !known.contains(mark)));
            match (open.next(), open.next()) {
                (None, _) => meant(mark),
                (Some(one), None) => meant(one),
                (Some(_), Some(_)) => About::Which(days()),
            }
        }
    })
}

/// The marks of the addresses from which letters came back.
async fn came_back_from(
    connection: &impl ConnectionTrait,
    person: i32,
) -> Result<BTreeSet<String>, DbErr> {
    let returned = unreached::Column::What.eq(Unreached::ReturnedMail.name());
    let rows = standing(&[person]).filter(returned).all(connection).await?;
    Ok(rows.into_iter().map(|row| row.address_mark).collect())
}

/// Every letter that was printed for somebody, the first first: those of the protocol, and those with vouchers.
pub(super) async fn printed(
    connection: &impl ConnectionTrait,
    zone: &str,
    person: i32,
) -> Result<Vec<Printed>, DbErr> {
    let rows = outbox::Entity::find()
        .filter(outbox::Column::ParticipantId.eq(person))
        .filter(outbox::Column::Channel.eq(Channel::Post.name()))
        .filter(outbox::Column::State.eq(State::Sent.name()));
    let of_protocol = rows.all(connection).await?.into_iter().filter_map(|row| {
        let at = row.handing_since.or(row.settled_at)?;
        Some(Printed { on: calendar::date_in(zone, at), mark: row.address_mark })
    });
    let mut all: Vec<_> = of_protocol.collect();
    all.extend(with_vouchers(connection, zone, person).await?);
    all.sort_by_key(|one| one.on);
    Ok(all)
}

async fn with_vouchers(
    connection: &impl ConnectionTrait,
    zone: &str,
    person: i32,
) -> Result<Vec<Printed>, DbErr> {
    let debts = voucher_debt::Entity::find()
        .filter(voucher_debt::Column::ParticipantId.eq(person))
        .filter(voucher_debt::Column::GivenBy.eq(GivenBy::Letter.name()))
        .filter(voucher_debt::Column::LetterFileId.is_not_null())
        .all(connection)
        .await?;
    let files = debts.iter().filter_map(|debt| debt.letter_file_id);
    let files = letter_file::Entity::find().filter(letter_file::Column::Id.is_in(files));
    let days: HashMap<i32, NaiveDate> = files
        .all(connection)
        .await?
        .into_iter()
        .map(|file| (file.id, calendar::date_in(zone, file.printed_at)))
        .collect();
    let printed = debts.into_iter().filter_map(|debt| {
        let on = *days.get(&debt.letter_file_id?)?;
        Some(Printed { on, mark: debt.address_mark })
    });
    Ok(printed.collect())
}
