//! Responses: what a participant sees, keeps and sends.

mod case;

mod alerts;

mod keep;

mod save;

mod support;

mod interviewing;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use sea_orm::DbErr;
use surveys::{
    journey::{self, Manner, Place},
    keys::PageKey,
    phrases::Words,
    shown::{self, Line, ShownPage},
    stopping::Ending,
    typed::Typed,
    waves::Window,
};

pub(crate) use self::case::{Case, may_be_begun};
pub(crate) use self::interviewing::{
    BACK, PROXY, answered_by, answered_themselves, note_way_back, passed_by_online, sent_online,
};
pub(crate) use self::save::{Save, Saver, all as save_all};
pub use self::support::{Told, support};
use crate::{Db, auth::Participant, choices::Languages, outbox};

/// Where a participant is in a wave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The wave has not opened; the day on which it does, when that is known.
    NotYet(Option<NaiveDate>),
    /// The wave is over.
    Closed,
    /// Consent comes first.
    Consent,
    /// On this page.
    Page(PageKey),
    /// Who can help, said at once after a page that raised an alert; then on from where they are.
    Support,
    /// Checking the answers.
    Review,
    /// The answers were sent.
    Sent,
    /// The person stopped, for this reason.
    Stopped(Ending),
}

impl From<Place> for Stage {
    fn from(place: Place) -> Self {
        match place {
            Place::Page(page) => Self::Page(page),
            Place::Review => Self::Review,
        }
    }
}

/// A page, or where to go instead.
#[derive(Clone, Debug)]
pub enum Shown {
    /// The page.
    Page(Box<ShownPage>),
    /// The page may not be visited now.
    GoTo(Stage),
}

/// The answers to check, or where to go instead.
#[derive(Clone, Debug)]
pub enum Reviewed {
    /// One line a question, in a language, with the words around it.
    Lines {
        /// The lines.
        lines: Vec<Line>,
        /// The language's tag.
        language: String,
        /// Around the lines.
        words: Words,
        /// Whether a line of them tells an interviewer the arm.
        tells_arm: bool,
        /// What an interviewer is told of who else answers.
        beside: Beside,
        /// The first page with a question that has no answer.
        unanswered: Option<PageKey>,
    },
    /// It is not time to check.
    GoTo(Stage),
}

/// What an interviewer is told of who else answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside {
    /// When it was also answered on the web, by the clock where they live, while both are at it.
    pub also_answered: Option<NaiveDateTime>,
    /// Whether somebody else answers for the participant.
    pub by_proxy: bool,
}

/// What the first page tells.
#[derive(Clone, Debug)]
pub struct Overview {
    /// Where the participant is.
    pub stage: Stage,
    /// How long the survey takes most people.
    pub minutes: u8,
    /// Whether anything was answered.
    pub started: bool,
    /// Pages on the participant's route, as far as is known.
    pub pages: usize,
    /// Pages that are in order.
    pub done: usize,
    /// The last day on which the wave is open.
    pub open_until: Option<NaiveDate>,
    /// The languages in which the survey is offered, and the one in which it is shown.
    pub languages: Languages,
    /// Who else answers.
    pub beside: Beside,
}

/// Why nothing could be shown or kept.
#[derive(Debug, thiserror::Error)]
pub enum ResponseError {
    /// Consent comes first.
    #[error("consent has not been given")]
    NotConsented,
    /// The device has not shown whose it is.
    #[error("this device has not shown whose answers these are")]
    Locked,
    /// The answers were sent.
    #[error("these answers were already sent")]
    AlreadySent,
    /// The survey has no such page.
    #[error("the survey has no such page")]
    NoSuchPage,
    /// The wave is not open.
    #[error("the survey is not open")]
    Closed,
    /// The person stopped.
    #[error("the person stopped this survey")]
    Stopped(Ending),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// Where the participant is.
///
/// # Errors
/// When the database fails.
pub async fn stage(db: &Db, who: &Participant, now: DateTime<Utc>) -> Result<Stage, ResponseError> {
    Ok(Case::seen(db, who, now).await?.stage())
}

/// What the first page tells. It holds no answer, so anybody with the link may see it.
///
/// # Errors
/// When the database fails.
pub async fn overview(
    db: &Db,
    who: &Participant,
    now: DateTime<Utc>,
) -> Result<Overview, ResponseError> {
    let case = Case::seen(db, who, now).await?;
    let journey = case.journey();
    let languages = case.languages(&db.cache, db.read()).await?;
    Ok(Overview {
        languages,
        beside: case.beside(who, now),
        stage: case.gate().unwrap_or_else(|| journey.resume().into()),
        minutes: case.survey.minutes,
        started: case.row.is_some(),
        pages: journey.route.legs.len(),
        done: journey.settled().count(),
        open_until: match case.window {
            Window::Open(until) => until,
            Window::Late(until) => Some(until),
            Window::NotYet(_) | Window::Closed => None,
        },
    })
}

/// A page as the participant left it.
///
/// # Errors
/// When the device is not known, the survey has no such page, or the database fails.
pub async fn show_page(
    db: &Db,
    who: &Participant,
    page: &PageKey,
    now: DateTime<Utc>,
) -> Result<Shown, ResponseError> {
    let case = Case::seen(db, who, now).await?;
    if let Some(stage) = case.gate() {
        return Ok(Shown::GoTo(stage));
    }
    if !who.is_known() {
        return Err(ResponseError::Locked);
    }
    if case.survey.page(page).is_none() {
        return Err(ResponseError::NoSuchPage);
    }
    let journey = case.journey();
    let visited = journey.may_visit(page).then(|| shown::page(&journey, &case.kept.vault, page));
    Ok(match visited.flatten() {
        Some(mut page) => {
            page.also_answered = case.also_answered(who, now);
            page.by_proxy = case.is_by_proxy();
            page.saves = case.saves();
            page.tells_arm =
                interviewing::tells_arm(who, &case.survey, case.survey.page(&page.key));
            Shown::Page(Box::new(page))
        }
        None => Shown::GoTo(journey.resume().into()),
    })
}

/// Keeps what was typed on a page. When this returns, it is on disk. A device that has not shown
/// whose it is may send what was just typed too: it only sees nothing of what is stored.
///
/// # Errors
/// When the wave is not open, consent is missing, the answers were sent, the survey has no such page,
/// or the database fails. Nothing is then kept, unless the database failed at the very end.
pub async fn save_page(
    db: &Db,
    who: &Participant,
    page: &PageKey,
    typed: Typed,
    manner: Manner,
    now: DateTime<Utc>,
) -> Result<Stage, ResponseError> {
    db.save(Save { who: who.clone(), page: page.clone(), typed, manner, now }).await
}

/// The answers to check before they are sent.
///
/// # Errors
/// When the device is not known, or the database fails.
pub async fn review(
    db: &Db,
    who: &Participant,
    now: DateTime<Utc>,
) -> Result<Reviewed, ResponseError> {
    let case = Case::seen(db, who, now).await?;
    if let Some(stage) = case.gate() {
        return Ok(Reviewed::GoTo(stage));
    }
    if !who.is_known() {
        return Err(ResponseError::Locked);
    }
    let journey = case.journey();
    Ok(match journey.resume() {
        Place::Review => Reviewed::Lines {
            lines: shown::review(&journey, &case.kept.vault),
            language: case.survey.language.clone(),
            words: case.survey.words.clone(),
            beside: case.beside(who, now),
            unanswered: journey.unanswered(None).cloned(),
            tells_arm: interviewing::tells_arm(
                who,
                &case.survey,
                journey.settled().map(|leg| leg.page),
            ),
        },
        open => Reviewed::GoTo(open.into()),
    })
}

/// Sends the answers: from now on they stand. Sending twice is the same as once.
///
/// # Errors
/// When the wave is not open, consent is missing, or the database fails.
pub async fn send(db: &Db, who: &Participant, now: DateTime<Utc>) -> Result<Stage, ResponseError> {
    let (cache, who) = (db.cache.clone(), who.clone());
    db.write_about(who.at(), move |transaction, stored| {
        Box::pin(async move {
            let reached = outbox::reached(|way| stored.kept.has(way));
            let mut case = Case::of(&cache, transaction, &who, stored, now).await?;
            match case.may_answer() {
                Err(ResponseError::AlreadySent) => return Ok(Stage::Sent),
                other => other?,
            }
            match journey::send(&case.survey, &case.sheet, &case.facts) {
                Err(open) => Ok(Stage::Page(open)),
                Ok(answers) => {
                    case.raise_what_waits(transaction, &who, now).await?;
                    keep::sent(transaction, &who, &mut case, (answers, &reached), now).await?;
                    Ok(Stage::Sent)
                }
            }
        })
    })
    .await
}
