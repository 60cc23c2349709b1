//! What is read of safeguarding tasks, by those who act on them and those who raise a concern.

use records::{
    auth::NotAllowed,
    safeguarding::{
        self, Closed, ConcernError, Counts, Followed, NotKept, Seen, Task, TaskError, unmanned,
    },
    studies::StudyHandle,
};
use surveys::{
    roles::Act,
    safeguarding::{Clock, Expected, NotDone},
};

use super::{
    Away, Trouble, Wrong,
    door::{Said, StaffRequest},
    unavailable,
};

/// What was done about a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CareDone {
    /// They have it.
    Taken,
    /// It was given to somebody else.
    HandedOver,
    /// Something was written down.
    Noted,
    /// It was dealt with.
    Closed,
    /// A concern was raised.
    Raised,
    /// A concern was raised, and what was written of it could not be kept.
    RaisedWithoutWords,
}

/// What is wrong with a form about a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CareWrong {
    /// The words in this field cannot be kept.
    Words(&'static str, NotKept),
    /// Something stands against it.
    NotDone(NotDone),
    /// No outcome was chosen.
    NoOutcome,
    /// Nobody was chosen to whom it could be handed over.
    NoColleague,
    /// The study number is none of theirs.
    NoPerson,
    /// It was not said whether somebody is in danger now.
    NoUrgency,
}

impl CareDone {
    const ALL: [Self; 6] = [
        Self::Taken,
        Self::HandedOver,
        Self::Noted,
        Self::Closed,
        Self::Raised,
        Self::RaisedWithoutWords,
    ];

    /// Its name in an address.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Taken => "task-taken",
            Self::HandedOver => "task-handed-over",
            Self::Noted => "task-noted",
            Self::Closed => "task-closed",
            Self::Raised => "concern-raised",
            Self::RaisedWithoutWords => "concern-raised-without-words",
        }
    }

    /// By its name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|done| done.name() == name)
    }
}

impl CareWrong {
    /// What a refusal means for a form whose words are in this field.
    ///
    /// # Errors
    /// When nothing in the form can put it right.
    pub fn of_task(error: TaskError, field: &'static str) -> Result<Wrong, Trouble> {
        match error {
            TaskError::NoSuchTask => Err(Trouble::NotFound),
            TaskError::NotDone(why) => Ok(Wrong::Care(Self::NotDone(why))),
            TaskError::NotKept(why) => Ok(Wrong::Care(Self::Words(field, why))),
            TaskError::NoSuchOutcome => Ok(Wrong::Care(Self::NoOutcome)),
            TaskError::NoSuchColleague => Ok(Wrong::Care(Self::NoColleague)),
            TaskError::Database(cause) => {
                unavailable(&cause);
                Ok(Wrong::Unavailable)
            }
        }
    }

    /// The same of a concern.
    #[must_use]
    pub fn of_concern(error: ConcernError) -> Wrong {
        match error {
            ConcernError::NoSuchParticipant => Wrong::Care(Self::NoPerson),
            ConcernError::NotKept(why) => Wrong::Care(Self::Words("words", why)),
            ConcernError::Database(cause) => {
                unavailable(&cause);
                Wrong::Unavailable
            }
        }
    }
}

/// The duty list.
pub(crate) struct Duty {
    pub study: StudyHandle,
    pub tasks: Vec<Task>,
    /// The number of whoever looks.
    pub me: i32,
    /// Who cannot sign in, while too few can.
    pub unmanned: Option<Vec<String>>,
    pub said: Said,
}

pub(crate) async fn tasks(request: StaffRequest) -> Result<Duty, Away> {
    let (member, study) = request.in_study()?;
    let by = member.safeguarding_lead(&study).map_err(not_allowed)?;
    let (db, now) = (&request.db, request.now);
    let tasks = safeguarding::open(db, &by, &study, now).await.map_err(Away::failed)?;
    let unmanned = unmanned(db, &study).await.map_err(Away::failed)?;
    Ok(Duty { study, tasks, me: by.staff_id(), unmanned, said: request.said })
}

/// Tasks that were closed.
pub(crate) struct Past {
    pub study: StudyHandle,
    pub closed: Closed,
}

pub(crate) async fn closed(request: StaffRequest) -> Result<Past, Away> {
    let (member, study) = request.in_study()?;
    let by = member.safeguarding_lead(&study).map_err(not_allowed)?;
    let before = request.names.parse().ok();
    let closed = safeguarding::closed(&request.db, &by, &study, before, request.now);
    Ok(Past { closed: closed.await.map_err(Away::failed)?, study })
}

/// One task.
pub(crate) struct One {
    pub study: StudyHandle,
    pub seen: Seen,
    /// The number of whoever looks.
    pub me: i32,
    pub said: Said,
}

pub(crate) async fn one(request: StaffRequest) -> Result<One, Away> {
    let (member, study) = request.in_study()?;
    let by = member.safeguarding_lead(&study).map_err(not_allowed)?;
    let number = request.names.parse().map_err(|_| Away::Trouble(Trouble::NotFound))?;
    let seen = safeguarding::look(&request.db, &by, &study, number, request.now).await;
    let seen = seen.map_err(|error| match error {
        TaskError::NoSuchTask => Away::Trouble(Trouble::NotFound),
        error => Away::failed(error),
    })?;
    Ok(One { study, seen, me: by.staff_id(), said: request.said })
}

/// The form for a concern, and what became of those before.
pub(crate) struct Concerning {
    pub study: StudyHandle,
    /// Whether somebody is there, and by when somebody acts; none where the study does not say.
    pub expected: Option<Expected>,
    pub followed: Vec<Followed>,
    pub sees_tasks: bool,
    pub said: Said,
}

pub(crate) async fn concern(request: StaffRequest) -> Result<Concerning, Away> {
    let (member, study) = request.in_study()?;
    let by = member.caseworker(&study).map_err(not_allowed)?;
    let own_cases = member.interviewer(&study).ok();
    let (db, now) = (&request.db, request.now);
    let followed = safeguarding::followed(db, &by, own_cases.as_ref(), &study, now).await;
    let followed = followed.map_err(Away::failed)?;
    let sees_tasks = member.may_in(Act::SeeAlerts, &study);
    let file = study.study();
    let roster = file.safeguarding.as_ref();
    let clock = roster.map(|roster| Clock { roster, zone: &file.timezone });
    let expected = clock.and_then(|clock| clock.expected(now));
    Ok(Concerning { expected, followed, sees_tasks, said: request.said, study })
}

/// What the overview says of a study's tasks, to whoever may know.
pub(crate) struct Waiting {
    /// How many there are, for those who act on them.
    pub counts: Option<Counts>,
    /// Who cannot sign in, while too few can: for those who act, and for those who let people in.
    pub unmanned: Option<Vec<String>>,
}

/// The same of each study, in their order: however many there are, it is the same few questions.
pub(crate) async fn waiting(
    request: &StaffRequest,
    studies: &[StudyHandle],
) -> Result<Vec<Waiting>, Away> {
    let (db, member) = (&request.db, request.member()?);
    let led: Vec<_> = studies.iter().map(|study| member.safeguarding_lead(study).ok()).collect();
    let acts = led.iter().zip(studies);
    let acts =
        acts.filter_map(|(by, study)| Some((by.clone()?, study.clone()))).collect::<Vec<_>>();
    let counts = safeguarding::counts(db, &acts, request.now).await.map_err(Away::failed)?;
    let mut counts = counts.into_iter();
    let manages = member.administrator().is_ok();
    let unmanned = match manages || !acts.is_empty() {
        true => safeguarding::unmanned_of(db, studies).await.map_err(Away::failed)?,
        false => vec![None; studies.len()],
    };
    let each = led.iter().zip(unmanned).map(|(by, unmanned)| Waiting {
        counts: by.as_ref().and_then(|_| counts.next()),
        unmanned: unmanned.filter(|_| manages || by.is_some()),
    });
    Ok(each.collect())
}

fn not_allowed(_: NotAllowed) -> Away {
    Away::Trouble(Trouble::NotAllowed)
}
