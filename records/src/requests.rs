//! What somebody asks for about themselves: a copy of all that is held about them, in words that they can
//! read. It names nobody else: staff are told by what they are, but for the witness of a consent, who is told as
//! whoever wrote it down put them.

mod held;

mod person;

mod waves;

mod contacts;

mod concerns;

mod entries;

mod refused;

mod promised;

mod traced;

mod released;

use std::str::FromStr;

use chrono::{DateTime, Utc};
use sea_orm::DbErr;
use surveys::{calendar, study::Study};

pub use self::concerns::Concern;
pub use self::held::{
    Answered, Answers, Consented, Done, Event, Group, Held, Kept, Link, Message, Refused,
    Registered, Score, Stopped, Team, Texted, Told, Voucher, Wave,
};
pub use self::released::{Received, Released};
pub use self::traced::Traced;
use crate::{
    Db,
    audit::Entry,
    auth::{By, DataManager, NotAllowed},
    consent::forms,
    entity::participant,
    linkage, participants,
    studies::StudyHandle,
};

/// How it was made sure that it is the participant who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// They came, and showed a document.
    InPerson,
    /// They were called back at the number on record, and gave their date of birth.
    ByPhone,
    /// They wrote from the email address on record.
    ByEmail,
    /// A copy of a document came with their letter.
    ByLetter,
}

impl Checked {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::InPerson, Self::ByPhone, Self::ByEmail, Self::ByLetter];

    /// The name on the command line, in forms and in the audit.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InPerson => "in-person",
            Self::ByPhone => "phone",
            Self::ByEmail => "email",
            Self::ByLetter => "letter",
        }
    }
}

impl FromStr for Checked {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|one| one.name() == name).ok_or(())
    }
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// About whom.
    pub number: String,
    /// How it was made sure that they ask.
    pub checked: Checked,
    /// Somebody has looked through the notes on safeguarding, and through what staff wrote into the
    /// registers, on refusals and on tracing: nothing in them harms anybody, or tells of others.
    pub safeguarding_reviewed: bool,
    /// The person knows to which group they belong.
    pub group_known: bool,
}

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub enum RequestError {
    /// Nobody has this study number.
    #[error("nobody in the study has this number")]
    NoSuchParticipant,
    /// It is not theirs to give.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// A copy of everything that is held about somebody. That it was made is in the audit before anything is told.
///
/// # Errors
/// When nobody has the number, it is not theirs to give, or the database fails.
pub async fn copy(
    db: &Db,
    by: &By<DataManager>,
    study: &StudyHandle,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> Result<Held, RequestError> {
    let person = noted(db, by, study, wanted, now).await?;
    let forms = forms::all(db.read(), study.id, study.study()).await?;
    let study_file = study.study();
    let reviewed = wanted.safeguarding_reviewed;
    let (registers, registers_kept_back) = entries::of(db, &person, reviewed).await?;
    Ok(Held {
        study: study_file.title.clone(),
        organisation: study_file.organisation.clone(),
        team: team(study_file),
        study_number: person.study_number.clone(),
        made_on: calendar::date_in(&study_file.timezone, now),
        about: person::about(db, study, &person).await?,
        consent: person::consent(db, &forms, &person).await?,
        stopped: person::stopped(db, &person).await?,
        refused: refused::of(db, &person, reviewed).await?,
        group: person::group(db, study, &person, wanted.group_known).await?,
        events: person::events(db, &person).await?,
        waves: waves::of(db, study, &person, now).await?,
        messages: contacts::messages(db, &person).await?,
        texts: contacts::texts(db, &person).await?,
        links: contacts::links(db, study, &person).await?,
        vouchers: promised::of(db, study, &person).await?,
        tracing: traced::of(db, (study_file, &person), reviewed).await?,
        safeguarding: concerns::of(db, &person, reviewed).await?,
        registers,
        registers_kept_back,
        released: released::of(db, study, &person).await?,
        records_shared_with: linkage::recipients(db.read(), study, person.id).await?,
        records_received: linkage::received(db.read(), study, person.id).await?,
        done: contacts::done(db, &person, reviewed).await?,
    })
}

fn team(study: &Study) -> Team {
    let team = study.team.clone();
    Team { phone: team.phone, email: team.email, hours: team.hours }
}

async fn noted(
    db: &Db,
    by: &By<DataManager>,
    study: &StudyHandle,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> Result<participant::Model, RequestError> {
    if !by.may_in(study) {
        return Err(NotAllowed.into());
    }
    let (study, wanted, actor) = (study.clone(), wanted.clone(), by.actor());
    db.write(move |transaction| {
        Box::pin(async move {
            let person =
                participants::by_typed_number(transaction, study.id, &wanted.number).await?;
            let person = person.ok_or(RequestError::NoSuchParticipant)?;
            let notes = if wanted.safeguarding_reviewed { "with" } else { "without" };
            let purpose = format!(
                "access request, identity checked: {}; {notes} safeguarding notes",
                wanted.checked.name()
            );
            let entry = Entry::new(&actor, "copy of data given", &person.study_number);
            let entry = entry.in_study(study.id).about(person.id).to(&purpose);
            entry.write(transaction, now).await?;
            Ok(person)
        })
    })
    .await
}

/// The study number that somebody typed, as it is on record; none when it is nobody's. It is shown before
/// anything is erased, and reads no name.
///
/// # Errors
/// When it is not theirs to ask, or the database fails.
pub async fn number_on_record(
    db: &Db,
    by: &By<DataManager>,
    study: &StudyHandle,
    number: &str,
) -> Result<Option<String>, RequestError> {
    if !by.may_in(study) {
        return Err(NotAllowed.into());
    }
    let person = participants::by_typed_number(db.read(), study.id, number).await?;
    Ok(person.as_ref().map(participants::told))
}

/// Who somebody is, for the person it is about: never a name.
fn role(actor: &str, number: &str) -> String {
    match actor.split_once(", ") {
        Some((_, role)) => role.to_owned(),
        None if actor == "participant" || actor == number => "you".to_owned(),
        None if actor == "command line" => "the study's team".to_owned(),
        None => "the program".to_owned(),
    }
}
