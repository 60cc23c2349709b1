//! An interview on its way: its pages, who answers, going back, and its end.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait};
use surveys::{
    interview::{BackReason, Proxy},
    journey::Manner,
    keys::PageKey,
    roles::Act,
    typed::Typed,
};

use super::{InterviewError, Whose, enter, holding::hung_up, keep_case, row};
use crate::{
    Db,
    audit::Entry,
    auth::{Caseworker, Participant},
    entity::interview,
    responses::{self, Reviewed, Shown, Stage},
    studies::StudyHandle,
};

/// An interviewer, the study, and whose survey they have before them.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// The interviewer.
    pub by: &'a Caseworker,
    /// The study.
    pub study: &'a StudyHandle,
    /// Whose survey.
    pub whose: &'a Whose,
}

/// How a call ended before the answers were sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// They want to go on another time.
    CallBack,
    /// They want to stop here.
    Stopped,
    /// The answers were sent.
    Sent,
}

impl Ended {
    const fn in_words(self) -> &'static str {
        match self {
            Self::CallBack => "interview ended: to be called back",
            Self::Stopped => "interview ended: they wanted to stop",
            Self::Sent => "interview ended: sent",
        }
    }
}

impl Passage<'_> {
    async fn enter(&self, db: &Db, now: DateTime<Utc>) -> Result<Participant, InterviewError> {
        enter(db, self.by, self.study, self.whose, now).await
    }

    /// What the audit says of it.
    ///
    /// # Errors
    /// When they interview nobody.
    fn entry(&self, action: &str) -> Result<Entry, InterviewError> {
        let by = self.by.acting(Act::Interview).ok_or(InterviewError::NotTheirs)?;
        let entry = Entry::new(&by.actor(), action, self.whose.wave.as_str());
        Ok(entry.about(self.whose.id).in_study(self.study.id))
    }
}

/// A page as the person left it. One that tells the arm is in the audit before it is shown, once in a call.
///
/// # Errors
/// When the interviewer is not let in, the survey has no such page, or the database fails.
pub async fn page(
    db: &Db,
    passage: Passage<'_>,
    page: &PageKey,
    now: DateTime<Utc>,
) -> Result<Shown, InterviewError> {
    let who = passage.enter(db, now).await?;
    let shown = responses::show_page(db, &who, page, now).await?;
    if matches!(&shown, Shown::Page(page) if page.tells_arm) {
        note_arm(db, passage, now).await?;
    }
    Ok(shown)
}

/// Keeps what was typed on a page, and the case of whoever is on the line. The next page is the next that has a question without an
/// answer, also where they passed it by on the web meanwhile: they are not at the end because somebody pressed Continue there.
///
/// # Errors
/// When the interviewer is not let in, the page cannot be kept, or the database fails.
pub async fn save(
    db: &Db,
    passage: Passage<'_>,
    (page, typed, manner): (&PageKey, Typed, Manner),
    now: DateTime<Utc>,
) -> Result<Stage, InterviewError> {
    keep_case(db, passage, now).await?;
    let who = passage.enter(db, now).await?;
    let stage = responses::save_page(db, &who, page, typed, manner, now).await?;
    if stage != Stage::Review {
        return Ok(stage);
    }
    let passed_by = responses::passed_by_online(db, &who, page, now).await?;
    Ok(passed_by.map_or(Stage::Review, Stage::Page))
}

/// The answers, to be read back before they are sent.
///
/// # Errors
/// When the interviewer is not let in, or the database fails.
pub async fn review(
    db: &Db,
    passage: Passage<'_>,
    now: DateTime<Utc>,
) -> Result<Reviewed, InterviewError> {
    let who = passage.enter(db, now).await?;
    let reviewed = responses::review(db, &who, now).await?;
    if matches!(reviewed, Reviewed::Lines { tells_arm: true, .. }) {
        note_arm(db, passage, now).await?;
    }
    Ok(reviewed)
}

/// Writes down that somebody else answers for the participant; without anybody, that they answer themselves.
///
/// # Errors
/// When the interviewer is not let in, the study takes no answers of others, or the database fails.
pub async fn answered_by(
    db: &Db,
    passage: Passage<'_>,
    proxy: Option<Proxy>,
    now: DateTime<Utc>,
) -> Result<(), InterviewError> {
    if proxy.is_some() && !passage.study.study().answers_by_proxy {
        return Err(InterviewError::NoProxies);
    }
    let who = passage.enter(db, now).await?;
    match proxy {
        Some(proxy) => responses::answered_by(db, &who, proxy, now).await?,
        None => responses::answered_themselves(db, &who, now).await?,
    }
    Ok(())
}

/// Where the interview goes on once it is said who answers.
///
/// # Errors
/// As for [`answered_by`].
pub async fn begin(
    db: &Db,
    passage: Passage<'_>,
    proxy: Option<Proxy>,
    now: DateTime<Utc>,
) -> Result<Stage, InterviewError> {
    answered_by(db, passage, proxy, now).await?;
    let who = passage.enter(db, now).await?;
    Ok(responses::stage(db, &who, now).await?)
}

/// Writes down why the interviewer goes back from a page.
///
/// # Errors
/// When the interviewer is not let in, or the database fails.
pub async fn go_back(
    db: &Db,
    passage: Passage<'_>,
    (from, reason): (&PageKey, BackReason),
    now: DateTime<Utc>,
) -> Result<(), InterviewError> {
    let who = passage.enter(db, now).await?;
    Ok(responses::note_way_back(db, &who, (from, reason), now).await?)
}

/// Ends the call: who is on the line is to be made sure of again before anything more is seen. Whoever lost the case
/// during the call ends it all the same.
///
/// # Errors
/// When there is no call of theirs that could end, or the database fails. Nothing is then written.
pub async fn end(
    db: &Db,
    passage: Passage<'_>,
    how: Ended,
    now: DateTime<Utc>,
) -> Result<(), InterviewError> {
    let by = passage.by.staff_id();
    let (whose, entry) = (passage.whose.clone(), passage.entry(how.in_words())?);
    db.write(move |transaction| {
        Box::pin(async move {
            if !hung_up(transaction, (whose.id, whose.wave.as_str()), Some(by)).await? {
                return Err(InterviewError::Unchecked);
            }
            entry.write(transaction, now).await?;
            Ok(())
        })
    })
    .await
}

async fn note_arm(db: &Db, passage: Passage<'_>, now: DateTime<Utc>) -> Result<(), InterviewError> {
    let before = row(db.read(), passage.by, passage.whose).await?;
    let Some(before) = before.filter(|row| row.arm_shown_at.is_none()) else { return Ok(()) };
    let entry = passage.entry("arm shown to the interviewer")?;
    db.write(move |transaction| {
        Box::pin(async move {
            shown_arm(transaction, before.id, now).await?;
            entry.write(transaction, now).await?;
            Ok(())
        })
    })
    .await
}

async fn shown_arm(
    transaction: &impl ConnectionTrait,
    id: i32,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let shown =
        interview::ActiveModel { id: Set(id), arm_shown_at: Set(Some(now)), ..Default::default() };
    interview::Entity::update(shown).exec_without_returning(transaction).await.map(drop)
}
