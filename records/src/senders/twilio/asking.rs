//! Asking Twilio for a text of which no answer came. It is found by the number it went to, by when, and by its link or
//! its words; one that is another message's already is not it.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::DbErr;
use serde_json::Value;
use surveys::telephone;

use super::{Twilio, answer::STOPPED};
use crate::{
    Db, outbox,
    senders::{Found, Letter, Sought},
};

/// Clocks differ, and Twilio may write a text down a little after it was given it.
const BEFORE: TimeDelta = TimeDelta::minutes(2);
const AFTER: TimeDelta = TimeDelta::minutes(15);
/// Twilio's list has each text within moments. What it does not have after so long, a person has to decide about.
const FOR_LONG: TimeDelta = TimeDelta::hours(1);
/// Texts to one number in its latest page.
const TOGETHER: i64 = 100;

/// A text that may be the one that is looked for.
struct Like {
    sid: String,
    /// It did not go, since the person had told Twilio to stop.
    has_stopped: bool,
}

impl Twilio {
    /// What Twilio knows of a text.
    pub(in crate::senders) async fn look_up(
        &self,
        db: &Db,
        sought: &Sought,
        now: DateTime<Utc>,
    ) -> Result<Found, DbErr> {
        let Some(letter) = &sought.letter else {
            let gone = "nobody knows any more which number it went to";
            return Ok(Found::Doubtful(gone.to_owned()));
        };
        let like = match self.like(letter, sought.given_away).await {
            Ok(like) => like,
            Err(not_asked) => return Ok(not_asked),
        };
        let names = like.iter().map(|one| one.sid.clone()).collect();
        let names = outbox::not_known_yet(db, names).await?;
        let like = like.into_iter().filter(|one| names.contains(&one.sid)).collect();
        Ok(found(like, sought.given_away, now))
    }

    /// The texts at Twilio which may be this one, given away at this moment.
    async fn like(&self, letter: &Letter, given_away: DateTime<Utc>) -> Result<Vec<Like>, Found> {
        let list = self.0.client.list_message(&self.0.account.account_sid);
        let number = telephone::international(&letter.to).unwrap_or_default();
        let list = list.to(&number).page_size(TOGETHER).send().await;
        let list =
            list.map_err(|error| Found::Later(format!("Twilio cannot be asked: {error}")))?;
        let texts = list["messages"].as_array();
        let texts = texts.ok_or_else(|| Found::Later("Twilio’s list cannot be read".to_owned()))?;
        let of = |text: &Value| {
            let service = text["messaging_service_sid"].as_str();
            let ours = service.is_none_or(|sid| Some(sid) == self.service_of(letter));
            let then = created(text)
                .is_some_and(|at| (given_away - BEFORE..=given_away + AFTER).contains(&at));
            let says = text["body"].as_str().is_some_and(|body| is_same(&letter.body, body));
            let sid = text["sid"].as_str().filter(|_| ours && then && says)?.to_owned();
            let has_stopped = text["error_code"].as_u64() == Some(u64::from(STOPPED));
            Some(Like { sid, has_stopped })
        };
        Ok(texts.iter().filter_map(of).collect())
    }
}

/// What is known when these are the texts that may be it.
fn found(mut like: Vec<Like>, given_away: DateTime<Utc>, now: DateTime<Utc>) -> Found {
    match (like.pop(), like.is_empty()) {
        (Some(Like { sid, has_stopped: true }), true) => Found::StoppedThere(sid),
        (Some(Like { sid, .. }), true) => Found::Taken(Some(sid)),
        (Some(_), false) => Found::Doubtful("Twilio has more than one such text".to_owned()),
        (None, _) if now - given_away > FOR_LONG => Found::Doubtful(
            "Twilio has no such text, and did not say that it refused it".to_owned(),
        ),
        (None, _) => Found::Later("Twilio has no such text yet".to_owned()),
    }
}

pub(super) fn created(text: &Value) -> Option<DateTime<Utc>> {
    let at = DateTime::parse_from_rfc2822(text["date_created"].as_str()?);
    at.ok().map(|at| at.with_timezone(&Utc))
}

/// Twilio may write quotation marks and dashes in another way, and a link never.
fn is_same(ours: &str, theirs: &str) -> bool {
    let leads =
        |word: &&str| word.contains("://") && (word.contains("/r/") || word.contains("/c/"));
    let link = ours.split_whitespace().find(leads);
    match link {
        Some(link) => theirs.split_whitespace().any(|word| word == link),
        None => ours.trim() == theirs.trim(),
    }
}
