//! Everything that somebody who looks after a participant sees of them on one page. Each look is in the
//! audit before anything is told.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::DbErr;
use surveys::{calendar, consent::State as Agreed};

use super::{reached, ringing_in, waves, waves::InWave};
use crate::{
    Db,
    audit::Entry,
    auth::Caseworker,
    choices::{self, Decided},
    consent::{self, forms},
    entity::participant,
    identity::{self, Person},
    outbox::{self, Channel},
    participants, protocols,
    schedule::{self, Contacts},
    stopping,
    studies::StudyHandle,
    texts::{self, Received},
    tracing::{self, Attempt, Learned},
};

/// A participant, as whoever looks after them sees them. There is no answer in it, and no group.
#[derive(Clone)]
pub struct Seen {
    /// By which they are opened.
    pub id: i32,
    /// Their study number, with a mark if they are a test person.
    pub number: String,
    /// The title of their site.
    pub site: Option<String>,
    /// The language they would like.
    pub language: Option<String>,
    /// The day on which they were enrolled.
    pub enrolled_on: NaiveDate,
    /// Who they are; none once that was deleted.
    pub who: Option<Person>,
    /// How each wave stands.
    pub waves: Vec<InWave>,
    /// The latest decision on each statement of a consent form.
    pub decided: Vec<Decided>,
    /// Whether they take part under the form that is in use.
    pub is_current: bool,
    /// What they stopped and took up again, newest first.
    pub stopped: Vec<stopping::Decided>,
    /// The last day of a break that is not over.
    pub paused_until: Option<NaiveDate>,
    /// What the protocol has for them, by wave, and what became of it.
    pub contacts: Vec<Contacts>,
    /// Why it cannot be told what the protocol has for them, where it cannot be read.
    pub unread: Option<String>,
    /// In which ways their link can go to them now, the first choice first.
    pub link_by: Vec<Channel>,
    /// What was sent to them and what was not, newest first.
    pub messages: Vec<outbox::Standing>,
    /// The texts that they sent, newest first.
    pub texts: Vec<Received>,
    /// What was learned of their address and number, newest first.
    pub learned: Vec<Learned>,
    /// What was tried to find them, newest first.
    pub attempts: Vec<Attempt>,
}

/// A participant whom they reach; none when there is no such.
///
/// # Errors
/// When the database fails.
pub async fn see(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    id: i32,
    now: DateTime<Utc>,
) -> Result<Option<Seen>, DbErr> {
    let Some(person) = shown(db, by, study, (id, "to speak with them"), now).await? else {
        return Ok(None);
    };
    gathered(db, study, person, now).await.map(Some)
}

/// The row of somebody whose name is about to be shown. That it is, and what for, is in the audit first.
///
/// # Errors
/// When the database fails.
pub(crate) async fn shown(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    (id, purpose): (i32, &str),
    now: DateTime<Utc>,
) -> Result<Option<participant::Model>, DbErr> {
    let Some(person) = reached(db.read(), by, study, id).await? else { return Ok(None) };
    let entry = Entry::new(&by.actor(), "identity seen", &person.study_number);
    let entry = entry.about(person.id).in_study(study.id).to(purpose);
    entry.write_alone(db, now).await?;
    Ok(Some(person))
}

async fn gathered(
    db: &Db,
    study: &StudyHandle,
    person: participant::Model,
    now: DateTime<Utc>,
) -> Result<Seen, DbErr> {
    let (read, id, of) = (db.read(), person.id, study.study());
    let zone = &of.timezone;
    let forms = forms::all(read, study.id, of).await?;
    let events = consent::events(read, &[id]).await?.remove(&id).unwrap_or_default();
    let stops = stopping::state(read, id).await?;
    let (contacts, unread) = contacts(db, study, id, now).await?;
    let mut waves = waves::of_all(read, of, &[id], now).await?;
    let site = |key: &String| of.sites.iter().find(|site| site.key == *key);
    let number = participants::told(&person);
    Ok(Seen {
        id,
        site: person.site.as_ref().and_then(site).map(|site| site.title.clone()),
        language: person.language,
        enrolled_on: calendar::date_in(zone, person.enrolled_at),
        who: identity::person(db, id).await?,
        waves: waves.remove(&id).unwrap_or_default(),
        decided: choices::decided(&events, &forms, zone),
        is_current: Agreed::fold(&events).is_current(&of.consent),
        stopped: stopping::decided(read, id).await?,
        paused_until: stops.paused_until(calendar::date_in(zone, now)),
        contacts,
        unread,
        link_by: ringing_in::ways_of_link(db, of, id, now).await?,
        messages: outbox::to_participant(read, id, &number).await?,
        texts: texts::of_participant(db, id).await?,
        learned: tracing::learned_of(db, id).await?,
        attempts: tracing::attempts_of(db, id).await?,
        number,
    })
}

/// What the protocol has for them, or why it cannot be told.
async fn contacts(
    db: &Db,
    study: &StudyHandle,
    id: i32,
    now: DateTime<Utc>,
) -> Result<(Vec<Contacts>, Option<String>), DbErr> {
    if let Some(cause) = protocols::unreadable(db, study).await? {
        return Ok((Vec::new(), Some(cause)));
    }
    let contacts = schedule::ledger_of(db, study, id, now).await;
    Ok((contacts.map_err(|error| DbErr::Custom(error.to_string()))?, None))
}
