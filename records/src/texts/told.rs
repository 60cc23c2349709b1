//! What Twilio tells of a text that was sent.

use chrono::{DateTime, Utc};
use sea_orm::DbErr;

use crate::{
    Db,
    outbox::{self, Became, Heard},
    senders::Signed,
};

/// Errors that are ours or the network's and say nothing about the number: a queue that is full, an account that is
/// suspended, a text that was filtered, one that came too late, one that costs too much.
const NOT_THE_NUMBERS: [&str; 9] =
    ["30001", "30002", "30007", "30009", "30010", "30022", "30023", "30036", "30410"];

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
    outbox::hear(db, (name, theirs), (became, detail), now).await
}

/// A status that is not known here is passed over: another follows.
fn became(status: &str, error: Option<&str>) -> Option<Became> {
    Some(match status {
        "accepted" | "scheduled" | "queued" | "sending" => Became::Queued,
        "sent" => Became::Sent,
        "delivered" | "read" => Became::Delivered,
        "canceled" => Became::Undelivered,
        "undelivered" | "failed" => match error {
            Some(error) if NOT_THE_NUMBERS.contains(&error) => Became::Undelivered,
            _ => Became::Unreachable,
        },
        _ => return None,
    })
}
