//! What is read for whoever looks for people whom nothing reaches.

use records::{
    auth::Caseworker,
    studies::StudyHandle,
    tracing::{self, AttemptProblem, InFile, Probable, Seen, Sought},
};

use surveys::tracing::StableProblem;

use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
};
use crate::wording::staff::tracing as wording;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TracingDone {
    /// It was written down that nothing arrives.
    Learned,
    /// The same of an address that is no longer on record.
    LearnedOfEarlier,
    /// That was a mistake.
    TakenBack,
    /// What was tried was written down.
    Attempt,
    /// Those who would know how to reach them were written down.
    Contacts,
    /// It was decided whether somebody is meant by a list of deaths.
    Decided,
}

impl TracingDone {
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "tracing-learned" => Some(Self::Learned),
            "tracing-earlier" => Some(Self::LearnedOfEarlier),
            "tracing-mistake" => Some(Self::TakenBack),
            "tracing-attempt" => Some(Self::Attempt),
            "tracing-contacts" => Some(Self::Contacts),
            "tracing-decided" => Some(Self::Decided),
            _ => None,
        }
    }
}

/// Those to look for.
pub(crate) struct Tracing {
    pub study: StudyHandle,
    pub sought: Sought,
    /// How many may be meant by a list of deaths.
    pub deaths: usize,
    pub said: Said,
}

pub(crate) async fn listing(request: StaffRequest) -> Result<Tracing, Away> {
    let (study, by) = request.caseworker()?;
    let sought = tracing::list(&request.db, &by, study, request.now).await;
    let sought = sought.map_err(Away::failed)?;
    let deaths = tracing::open_deaths(&request.db, &by, study).await.map_err(Away::failed)?.len();
    Ok(Tracing { study: study.clone(), sought, deaths, said: request.said })
}

/// Those who may be meant by a list of deaths.
pub(crate) struct Deaths {
    pub study: StudyHandle,
    pub open: Vec<Probable>,
    /// Letters to them in files that were printed.
    pub printed: Vec<InFile>,
    pub said: Said,
}

pub(crate) async fn deaths(request: StaffRequest) -> Result<Deaths, Away> {
    let (study, by) = request.caseworker()?;
    let open = tracing::open_deaths(&request.db, &by, study).await.map_err(Away::failed)?;
    let printed = tracing::letters_to_the_dead(&request.db, &by, study, request.now).await;
    let printed = printed.map_err(Away::failed)?;
    Ok(Deaths { study: study.clone(), open, printed, said: request.said })
}

/// One of them.
pub(crate) struct Looking {
    pub study: StudyHandle,
    pub seen: Seen,
    /// Letters to them in files that were printed, if they died.
    pub printed: Vec<InFile>,
    pub said: Said,
}

pub(crate) async fn one(request: StaffRequest) -> Result<Looking, Away> {
    let (study, by) = request.caseworker()?;
    let seen = tracing::see(&request.db, &by, study, request.number(), request.now).await;
    let seen = seen.map_err(Away::failed)?.ok_or(Away::Trouble(Trouble::NotFound))?;
    let printed = letters_to(&request, &by, (study, seen.id)).await?;
    Ok(Looking { study: study.clone(), seen, printed, said: request.said })
}

/// Letters to somebody of whom it became known that they died, in files that were printed.
pub(super) async fn letters_to(
    request: &StaffRequest,
    by: &Caseworker,
    (study, person): (&StudyHandle, i32),
) -> Result<Vec<InFile>, Away> {
    let printed = tracing::letters_to_the_dead(&request.db, by, study, request.now).await;
    let printed = printed.map_err(Away::failed)?.into_iter();
    Ok(printed.filter(|letter| letter.has_died && letter.participant == person).collect())
}

/// A box with what is wrong in it.
pub type Amiss = (&'static str, String);

/// What is open on the form about something that did not reach somebody.
#[must_use]
pub fn amiss_of_learned(is_said: bool, has_day: bool) -> Vec<Amiss> {
    let what = (!is_said).then(|| ("what", "Choose what happened".to_owned()));
    let day = (!has_day).then(|| ("on", wording::NO_DAY.to_owned()));
    [what, day].into_iter().flatten().collect()
}

/// There is no address or number that it could be said of.
#[must_use]
pub fn nothing_held() -> Vec<Amiss> {
    vec![("what", "We have no such address or number of them".to_owned())]
}

/// It is not known which letter came back.
#[must_use]
pub fn which_letter() -> Vec<Amiss> {
    let words = "Choose which letter came back: letters went to more than one address, or to none by that day";
    vec![("letter_on", words.to_owned())]
}

/// What is open on the form about an attempt.
#[must_use]
pub fn amiss_of_attempt(problems: &[AttemptProblem]) -> Vec<Amiss> {
    problems.iter().map(wording::attempt).collect()
}

/// What is wrong with those who would know how to reach somebody.
#[must_use]
pub fn amiss_of_contacts(problems: &[StableProblem]) -> Vec<Amiss> {
    let told = problems.iter().map(|problem| wording::stable(*problem));
    told.map(|(at, words)| (at, words.to_owned())).collect()
}
