//! What is read of a study's protocol: the version that holds, those before it, what it says, and what somebody writes of
//! the next one.

mod saying;

mod boxes;

mod writing;

mod planning;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use records::{
    Db,
    auth::{By, SurveyReader},
    protocols::{self, Beside, Draft, ProtocolError, Stored},
    staff::Names,
    studies::StudyHandle,
};
use surveys::{
    messages::{Flaw, SITE},
    protocol::{Difference, Protocol},
    roles::Act,
};

pub use self::writing::{read, written};
pub(crate) use self::{
    boxes::{Boxed, SavedBy},
    planning::{Found, Planning, another, manners, planning},
    saying::{Filled, OfWhich, Saying, Spoken, next, saying, theirs},
    writing::{Pictured, Reads, Rewriting, Standing, Text, Typing, boxed, rewriting, typing},
};
use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
};

/// The protocol that holds.
pub(crate) struct Held {
    pub study: StudyHandle,
    /// Every version, the latest first, which holds.
    pub versions: Vec<Stored>,
    /// What is wrong with its words beside the surveys as they are today.
    pub flaws: Vec<Flaw>,
    pub may_write: bool,
    /// When somebody last saved a draft of the next version, and who, for whoever may write it.
    pub draft: Option<(DateTime<Utc>, String)>,
    pub said: Said,
}

pub(crate) async fn held(request: StaffRequest) -> Result<Held, Away> {
    let (study, by, may_write) = reader(&request)?;
    let db = &request.db;
    let mut versions = protocols::versions(db, &study).await.map_err(away)?;
    let names = Names::read(db, &by).await.map_err(Away::failed)?;
    versions.iter_mut().for_each(|one| one.published_by = names.of(&one.published_by));
    let holds = versions.first().ok_or(Away::Trouble(Trouble::NotFound))?;
    let flaws = flaws(db, &study, &holds.protocol).await?;
    let draft = protocols::draft(db, &study).await.map_err(Away::failed)?;
    let draft = draft.as_ref().and_then(Draft::last).filter(|_| may_write);
    let draft = draft.map(|last| (last.changed_at, names.of(&last.changed_by)));
    Ok(Held { study, versions, flaws, may_write, draft, said: request.said })
}

/// Somebody changed a survey since, and a message that was true says what is not true any more.
async fn flaws(db: &Db, study: &StudyHandle, protocol: &Protocol) -> Result<Vec<Flaw>, Away> {
    let Some(messages) = &protocol.messages else { return Ok(Vec::new()) };
    let Beside { study, asked } = protocols::beside(db, study, protocol).await.map_err(away)?;
    Ok(messages.check(&asked.around(&study, Some(protocol), SITE)))
}

/// The protocol that is rehearsed.
pub(crate) struct Rehearsal {
    pub study: StudyHandle,
    pub protocol: Arc<Protocol>,
    pub said: Said,
}

pub(crate) async fn rehearsal(request: StaffRequest) -> Result<Rehearsal, Away> {
    let (study, ..) = reader(&request)?;
    let held = protocols::current(&request.db, &study).await.map_err(away)?;
    // Without messages nothing would be sent.
    if held.protocol.messages.is_none() {
        return Err(Away::Trouble(Trouble::NotFound));
    }
    Ok(Rehearsal { study, protocol: held.protocol, said: request.said })
}

/// One version, and what changed since the one before.
pub(crate) struct Version {
    pub study: StudyHandle,
    pub stored: Stored,
    /// The number of the one before, and what changed since.
    pub since: Option<(u32, Vec<Difference>)>,
    /// Whether it holds.
    pub holds: bool,
    pub said: Said,
}

pub(crate) async fn version(request: StaffRequest) -> Result<Version, Away> {
    let (study, by, _) = reader(&request)?;
    let number: u32 = request.names.parse().map_err(|_| Away::Trouble(Trouble::NotFound))?;
    let all = protocols::versions(&request.db, &study).await.map_err(away)?;
    let names = Names::read(&request.db, &by).await.map_err(Away::failed)?;
    let place = all.iter().position(|one| one.protocol.version == number);
    let place = place.ok_or(Away::Trouble(Trouble::NotFound))?;
    let mut stored = all[place].clone();
    stored.published_by = names.of(&stored.published_by);
    let before = all.get(place + 1);
    let since =
        before.map(|before| (before.protocol.version, stored.protocol.since(&before.protocol)));
    Ok(Version { study, stored, since, holds: place == 0, said: request.said })
}

/// The study, who reads its protocol, and whether they write it.
fn reader(request: &StaffRequest) -> Result<(StudyHandle, By<SurveyReader>, bool), Away> {
    let (member, study) = request.in_study()?;
    let by = member.survey_reader().map_err(|_| Away::Trouble(Trouble::NotAllowed))?;
    let may_write = member.may_in(Act::EditSurveys, &study);
    Ok((study, By::Staff(by), may_write))
}

fn away(error: ProtocolError) -> Away {
    match error {
        ProtocolError::None | ProtocolError::NoSuchVersion(_) => Away::Trouble(Trouble::NotFound),
        error => Away::failed(error),
    }
}
