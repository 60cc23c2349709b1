//! What is read for an interview by telephone.

use records::{
    Db,
    auth::{Caseworker, CheckError, StaffMember},
    interviews::{self, Front, InterviewError, Passage, Whose},
    responses::{self, Beside, Reviewed, Shown, Stage, Told},
    safeguarding::{self, Followed},
    studies::StudyHandle,
};
use surveys::{
    interview::Saying,
    keys::{PageKey, WaveKey},
    safeguarding::{Clock, Expected},
    shown::{Line, ShownPage},
};

use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
    unavailable,
};

/// What the address of an interview names: whose survey of which wave, and a page of it.
#[derive(Clone, Debug)]
pub struct Named {
    /// Whose survey.
    pub whose: Whose,
    /// One of its pages, where the address goes so far.
    pub page: Option<PageKey>,
}

impl Named {
    /// From the parts of the address, with strokes between them.
    #[must_use]
    pub fn read(names: &str) -> Option<Self> {
        let mut parts = names.split('/');
        let id = parts.next()?.parse().ok()?;
        let wave = WaveKey::new(parts.next()?).ok()?;
        let page = parts.next().map(PageKey::new).transpose().ok()?;
        Some(Self { whose: Whose { id, wave }, page })
    }
}

/// An address of somebody's interview; `rest` begins with a stroke, or is nothing.
#[must_use]
pub fn below(study: &StudyHandle, whose: &Whose, rest: &str) -> String {
    let Whose { id, wave } = whose;
    format!("/staff/{}/participants/{id}/interview/{wave}{rest}", study.study().key)
}

/// Where an interview goes on.
#[must_use]
pub fn of_stage(study: &StudyHandle, whose: &Whose, stage: &Stage) -> String {
    match stage {
        Stage::Page(page) => below(study, whose, &format!("/pages/{page}")),
        Stage::Support => below(study, whose, "/pause"),
        Stage::Review => below(study, whose, "/review"),
        Stage::NotYet(_) | Stage::Closed | Stage::Consent | Stage::Sent | Stage::Stopped(_) => {
            below(study, whose, "")
        }
    }
}

/// Where somebody goes who does not come to a page of an interview: to its front, which says why.
///
/// # Errors
/// What is in the way, where the front has nothing to say about it either.
pub fn turned_away(
    study: &StudyHandle,
    whose: &Whose,
    error: InterviewError,
) -> Result<String, Trouble> {
    match error {
        InterviewError::NotTheirs
        | InterviewError::Response(responses::ResponseError::NoSuchPage) => Err(Trouble::NotFound),
        InterviewError::Database(cause)
        | InterviewError::Response(responses::ResponseError::Database(cause)) => {
            Err(unavailable(&cause))
        }
        InterviewError::Unchecked
        | InterviewError::NoProxies
        | InterviewError::Refused(_)
        | InterviewError::Response(_) => Ok(below(study, whose, "")),
    }
}

/// Whether somebody does not come in because a participant is somebody else's now, whom they had on the line.
pub async fn is_given_away(
    db: &Db,
    by: &Caseworker,
    whose: &Whose,
    error: &InterviewError,
) -> bool {
    let is_not_theirs = matches!(error, InterviewError::NotTheirs);
    is_not_theirs && interviews::is_given_away(db, by, whose).await.unwrap_or_default()
}

/// What is wrong with a birthday that somebody was told, beside its boxes.
///
/// # Errors
/// When the database failed.
pub fn amiss_of_check(error: CheckError) -> Result<Vec<(&'static str, String)>, Trouble> {
    let words = match error {
        CheckError::NotAnswered => "Write the day and the month, as numbers",
        CheckError::Wrong => Saying::WrongBirthday.words(),
        CheckError::TooMany => Saying::NoMoreBirthdays.words(),
        CheckError::NothingToCheck => "There is no birthday on record",
        CheckError::Database(cause) => return Err(unavailable(&cause)),
    };
    Ok(vec![("day", words.to_owned())])
}

/// The front of an interview.
pub(crate) struct Fronting {
    pub study: StudyHandle,
    pub whose: Whose,
    pub member: StaffMember,
    pub front: Front,
    pub said: Said,
}

pub(crate) async fn front(request: StaffRequest) -> Result<Fronting, Away> {
    let whose = named(&request)?.whose;
    let (study, by) = request.caseworker()?;
    let front = interviews::front(&request.db, &by, study, &whose, request.now).await;
    let front = match front {
        Ok(front) => front,
        Err(error) => return Err(away(&request, &by, (study, &whose), error).await),
    };
    let (study, member) = (study.clone(), request.member()?);
    Ok(Fronting { study, whose, member, front, said: request.said })
}

/// A page of questions, to be read out.
pub(crate) struct Asking {
    pub study: StudyHandle,
    pub whose: Whose,
    pub page: ShownPage,
    pub said: Said,
}

pub(crate) async fn page(request: StaffRequest) -> Result<Asking, Away> {
    let Named { whose, page } = named(&request)?;
    let page = page.ok_or(Away::Trouble(Trouble::NotFound))?;
    let (study, by) = request.caseworker()?;
    let passage = Passage { by: &by, study, whose: &whose };
    let shown = interviews::page(&request.db, passage, &page, request.now).await;
    let shown = match shown {
        Ok(shown) => shown,
        Err(error) => return Err(away(&request, &by, (study, &whose), error).await),
    };
    match shown {
        Shown::GoTo(stage) => Err(Away::To(of_stage(study, &whose, &stage).into())),
        Shown::Page(page) => {
            Ok(Asking { study: study.clone(), whose, page: *page, said: request.said })
        }
    }
}

/// The answers, to be read back.
pub(crate) struct Reading {
    pub study: StudyHandle,
    pub whose: Whose,
    pub lines: Vec<Line>,
    pub language: String,
    pub beside: Beside,
    /// The first page with a question that has no answer.
    pub unanswered: Option<PageKey>,
}

pub(crate) async fn review(request: StaffRequest) -> Result<Reading, Away> {
    let whose = named(&request)?.whose;
    let (study, by) = request.caseworker()?;
    let passage = Passage { by: &by, study, whose: &whose };
    let reviewed = interviews::review(&request.db, passage, request.now).await;
    let reviewed = match reviewed {
        Ok(reviewed) => reviewed,
        Err(error) => return Err(away(&request, &by, (study, &whose), error).await),
    };
    match reviewed {
        Reviewed::GoTo(stage) => Err(Away::To(of_stage(study, &whose, &stage).into())),
        Reviewed::Lines { lines, language, beside, unanswered, .. } => {
            Ok(Reading { study: study.clone(), whose, lines, language, beside, unanswered })
        }
    }
}

/// A pause: who can help, and how to go on.
pub(crate) struct Pausing {
    pub study: StudyHandle,
    pub whose: Whose,
    pub told: Told,
    /// Where they go on.
    pub go_on: String,
    pub duty: OnDuty,
    pub said: Said,
}

/// Who acts where somebody is in danger.
pub(crate) struct OnDuty {
    /// Whether anybody is told.
    pub is_told: bool,
    /// Whether somebody is there, and by when somebody acts; none where the study does not say.
    pub expected: Option<Expected>,
    /// What this interviewer raised about them last and nobody has closed.
    pub raised: Option<Followed>,
}

impl OnDuty {
    async fn of(
        request: &StaffRequest,
        by: &Caseworker,
        study: &StudyHandle,
        whose: &Whose,
    ) -> Result<Self, Away> {
        let (db, now, file) = (&request.db, request.now, study.study());
        let raised = safeguarding::raised_about(db, by, study, whose.id, now).await;
        let is_told = safeguarding::somebody_is_told(db, study).await.map_err(Away::failed)?;
        let roster = file.safeguarding.as_ref();
        let clock = roster.map(|roster| Clock { roster, zone: &file.timezone });
        let expected = clock.and_then(|clock| clock.expected(now));
        Ok(Self { is_told, expected, raised: raised.map_err(Away::failed)? })
    }
}

pub(crate) async fn pause(request: StaffRequest) -> Result<Pausing, Away> {
    let whose = named(&request)?.whose;
    let (study, by) = request.caseworker()?;
    let who = interviews::enter(&request.db, &by, study, &whose, request.now).await;
    let who = match who {
        Ok(who) => who,
        Err(error) => return Err(away(&request, &by, (study, &whose), error).await),
    };
    let (stage, told) = match responses::support(&request.db, &who, request.now).await {
        Ok(read) => read,
        Err(error) => return Err(away(&request, &by, (study, &whose), error.into()).await),
    };
    let go_on = of_stage(study, &whose, &stage);
    let duty = OnDuty::of(&request, &by, study, &whose).await?;
    Ok(Pausing { study: study.clone(), whose, told, go_on, duty, said: request.said })
}

fn named(request: &StaffRequest) -> Result<Named, Away> {
    Named::read(&request.names).ok_or(Away::Trouble(Trouble::NotFound))
}

async fn away(
    request: &StaffRequest,
    by: &Caseworker,
    (study, whose): (&StudyHandle, &Whose),
    error: InterviewError,
) -> Away {
    if is_given_away(&request.db, by, whose, &error).await {
        // Whoever typed nothing loses nothing by it.
        let has_typed = request.said.again.is_some();
        let trouble = if has_typed { Trouble::GivenAway } else { Trouble::TheirsNoMore };
        return Away::Trouble(trouble);
    }
    match turned_away(study, whose, error) {
        Ok(front) => Away::To(front.into()),
        Err(trouble) => Away::Trouble(trouble),
    }
}
