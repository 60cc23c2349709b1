//! What Twilio tells of a text that was sent.

use chrono::{DateTime, Utc};
use sea_orm::DbErr;

use crate::{
    Db,
    outbox::{self, Became, Heard},
    senders::Signed,
};

/// Errors that say of the number that no text will ever get there: nobody has it, it is no mobile's, or it is none. All
/// others are ours, the network's, or pass: a telephone that is off, a queue that is full, a text that was filtered.
const THE_NUMBERS: [&str; 6] = ["30005", "30006", "21211", "21214", "21217", "21614"];

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
            Some(error) if THE_NUMBERS.contains(&error) => Became::Unreachable,
            _ => Became::Undelivered,
        },
        _ => return None,
    })
}
