//! What Twilio tells of a text that was sent.

use chrono::{DateTime, Utc};
use sea_orm::DbErr;

use super::subject_of;
use crate::{
    Db,
    outbox::{self, Became, Heard},
    participants,
    senders::Signed,
    stopping::{self, Confirmed},
};

/// Errors that say of the number that no text will ever get there: nobody has it, it is no mobile's, or it is none. All
/// others are ours, the network's, or pass: a telephone that is off, a queue that is full, a text that was filtered.
const THE_NUMBERS: [&str; 6] = ["30005", "30006", "21211", "21214", "21217", "21614"];

/// The person has told Twilio that they want no more. A messaging service may take a text first and say so afterwards.
const STOPPED: &str = "21610";

/// Writes down what became of the message of this name.
///
/// # Errors
/// When the database fails.
pub async fn tell(
    db: &Db,
    name: &str,
    signed: &Signed,
    now: DateTime<Utc>,
) -> Result<Heard, DbErr> {
    let theirs = signed.get("MessageSid").or_else(|| signed.get("SmsSid"));
    let Some(theirs) = theirs else { return Ok(Heard::NoSuchMessage) };
    let error = signed.get("ErrorCode");
    let is_code = |code: &&str| code.len() <= 6 && code.bytes().all(|byte| byte.is_ascii_digit());
    let detail = error.filter(is_code).map(|code| format!("error {code}"));
    let status = signed.get("MessageStatus").or_else(|| signed.get("SmsStatus"));
    let Some(became) = became(status.unwrap_or_default(), error) else { return Ok(Heard::Known) };
    let heard = (became, detail);
    if error == Some(STOPPED) && became == Became::Undelivered {
        return stopped(db, (name, theirs), heard, now).await;
    }
    outbox::hear(db, (name, theirs), heard, now).await
}

/// Texts stop in our own ledger as well, once: told again, it says nothing of what the person chose since.
async fn stopped(
    db: &Db,
    (name, theirs): (&str, &str),
    heard: (Became, Option<String>),
    now: DateTime<Utc>,
) -> Result<Heard, DbErr> {
    let subject = match outbox::whose(db, name).await? {
        Some(person) => subject_of(db, person, now).await?,
        None => None,
    };
    let Some(subject) = subject else {
        return outbox::hear(db, (name, theirs), heard, now).await;
    };
    let (name, theirs) = (name.to_owned(), theirs.to_owned());
    db.write_with_vault(now, move |transaction, vault| {
        Box::pin(async move {
            // Whoever stops something holds the person first, and their messages then.
            participants::hold(transaction, [subject.id]).await?;
            let heard = outbox::hear_in(transaction, (&name, &theirs), heard, now).await?;
            if heard == Heard::News {
                let store = (transaction, vault);
                stopping::stop_by_text(store, &subject, Confirmed::Already, now).await?;
            }
            Ok(heard)
        })
    })
    .await
}

/// A status that is not known here is passed over: another follows.
fn became(status: &str, error: Option<&str>) -> Option<Became> {
    Some(match status {
        "accepted" | "scheduled" | "queued" | "sending" => Became::Queued,
        "sent" => Became::Sent,
        "delivered" | "read" => Became::Delivered,
        "canceled" => Became::Undelivered,
        "undelivered" | "failed" => match error {
            Some(error) if THE_NUMBERS.contains(&error) => Became::Unreachable,
            _ => Became::Undelivered,
        },
        _ => return None,
    })
}
