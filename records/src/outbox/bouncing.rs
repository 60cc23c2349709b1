//! Mail that came back. The address that it came back to, or its own number, has a mark that only we can make: whoever
//! sends us a report without one changes nothing.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
};

use super::{
    State, Use, delivery, marks, name,
    report::{self, Fate},
    settling::tell,
};
use crate::{Db, entity::outbox};

/// What a report came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bounce {
    /// This message came back, and nothing more goes to that address.
    Bounced(i64),
    /// This message was not delivered. Others to that address may be.
    NotDelivered(i64),
    /// The server tries still, or has delivered it.
    Nothing,
}

/// Why a report changed nothing.
#[derive(Debug, thiserror::Error)]
pub enum BounceError {
    /// It is no report of a mail server.
    #[error("this is no report about mail that was not delivered (RFC 3464)")]
    NoReport,
    /// It names no message of ours, or has no mark of ours.
    #[error("this report names no mail that was sent from here")]
    NotOurs,
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// Takes a report that mail could not be delivered. The same report again changes nothing.
///
/// # Errors
/// When it is none, is about no mail of ours, or the database fails.
pub async fn bounced(db: &Db, mail: &[u8], now: DateTime<Utc>) -> Result<Bounce, BounceError> {
    let report = report::read(mail).ok_or(BounceError::NoReport)?;
    let ours = |named: &String| marks::message(&db.vault.keys, Use::ComingBack, named);
    let (id, called) = report.named.iter().find_map(ours).ok_or(BounceError::NotOurs)?;
    let (came, word) = match report.fate {
        Fate::NeverDelivered => (Bounce::Bounced(id), delivery::BOUNCED),
        Fate::NotDelivered => (Bounce::NotDelivered(id), delivery::NOT_DELIVERED),
        Fate::NoneYet => return Ok(Bounce::Nothing),
    };
    let told = (word, report.status.unwrap_or_else(|| "no reason given".to_owned()));
    db.write(move |transaction| {
        Box::pin(async move { write_down(transaction, (id, &called), told, now).await })
    })
    .await?;
    Ok(came)
}

/// A message that was in doubt has left: it came back.
async fn write_down(
    transaction: &DatabaseTransaction,
    (id, called): (i64, &str),
    (word, detail): (&'static str, String),
    now: DateTime<Utc>,
) -> Result<(), BounceError> {
    let row = outbox::Entity::find_by_id(id).one(transaction).await?;
    let row = row.filter(|row| name(row) == called).ok_or(BounceError::NotOurs)?;
    let left = [State::Sent, State::InDoubt].map(State::name);
    let comes_back = outbox::ActiveModel {
        state: Set(State::Sent.name().to_owned()),
        delivery: Set(Some(word.to_owned())),
        delivery_at: Set(Some(now)),
        delivery_detail: Set(Some(detail)),
        ..Default::default()
    };
    let changed = outbox::Entity::update_many()
        .set(comes_back)
        .filter(outbox::Column::Id.eq(id))
        .filter(outbox::Column::State.is_in(left))
        .filter(outbox::Column::Delivery.is_null())
        .exec(transaction)
        .await?;
    if changed.rows_affected > 0 {
        tell(transaction, &row, "message came back", now).await?;
    }
    Ok(())
}
