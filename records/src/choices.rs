//! A participant's own page: what they agreed to, what comes next, how they are reached, and what they
//! change of it. Only a device that may see what is stored is told any of it.

mod changing;

mod copy;

mod details;

mod language;

mod offering;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};
use surveys::{
    calendar,
    consent::{Answer, Event, Form, Mode, State as Agreed},
    fill::long_date,
    keys::WaveKey,
    stopping::{Ending, PassedOn, State, may_delete_answers},
    waves::{Dates, Window},
};

pub use self::{
    changing::{Change, ChangeError, change_consent, end_pause, pause, start_again},
    copy::{Copy, answers},
    details::{Detail, Details, DetailsError, change_details, details},
    language::{Languages, choose_language},
};
use crate::{
    Db,
    auth::Participant,
    consent::{self, forms},
    entity::{participant, response},
    events,
    people::{self, InWave},
    safeguarding,
    stopping::Hearers,
    stored,
};

/// One thing that somebody decided on a consent form, in the words of the version it was decided on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The statement.
    pub words: String,
    /// The way, when the statement lets people tick among several.
    pub way: Option<String>,
    /// What was decided.
    pub answer: Answer,
    /// The version of the form.
    pub version: u32,
    /// The day.
    pub on: NaiveDate,
    /// How it was said.
    pub mode: Mode,
    /// Who was there, when staff wrote it down.
    pub witness: Option<String>,
}

/// What comes next for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// A survey is open, up to and including this day when there is a last one.
    Open(Option<NaiveDate>),
    /// The next survey opens on this day.
    Opens(NaiveDate),
    /// There will be another survey, on a day that is not known yet.
    Later,
    /// Nothing more is asked, because of this.
    Ended(Ending),
    /// All surveys are over.
    Nothing,
}

/// How somebody stands in the study.
#[derive(Clone, Debug)]
pub struct Standing {
    /// What they decided on consent forms; the latest of each.
    pub decided: Vec<Decided>,
    /// What they agree to now.
    pub agreed: Agreed,
    /// The form on which they can change their mind; none before they agreed to any.
    pub form: Option<Form>,
    /// What they stopped.
    pub stops: State,
    /// The wave of their link.
    pub wave: WaveKey,
    /// When they skipped that wave's survey, if they did and may still answer it.
    pub skipped_on: Option<NaiveDate>,
    /// What comes next.
    pub next: Next,
    /// The wave that they are at, and how it stands: it need not be that of their link.
    pub at: Option<InWave>,
    /// Whether the survey of their link can be answered.
    pub is_asked: bool,
    /// Who would hear that they want no more support.
    pub passed_on: PassedOn,
    /// Whether somebody may still call them about what they told us.
    pub may_be_called: bool,
    /// Today, where they live.
    pub today: NaiveDate,
    /// Whether this wave's survey may still be skipped.
    pub may_skip: bool,
    /// Whether answers can still be deleted.
    pub may_delete: bool,
    /// Whether they ever answered anything that is still there.
    pub has_answered: bool,
}

/// How the participant stands. None while the device may not see what is stored.
///
/// # Errors
/// When the database fails.
pub async fn standing(
    db: &Db,
    who: &Participant,
    now: DateTime<Utc>,
) -> Result<Option<Standing>, DbErr> {
    if !who.is_known() {
        return Ok(None);
    }
    of(db.read(), who, now).await.map(Some)
}

pub(crate) async fn of(
    connection: &impl ConnectionTrait,
    who: &Participant,
    now: DateTime<Utc>,
) -> Result<Standing, DbErr> {
    let study = who.study();
    let today = calendar::date_in(&study.timezone, now);
    let row = participant_row(connection, who).await?;
    let forms = forms::all(connection, row.study_id, study).await?;
    let decisions = consent::events(connection, &[who.id]).await?.remove(&who.id);
    let decisions = decisions.unwrap_or_default();
    let agreed = Agreed::fold(&decisions);
    let stops = crate::stopping::state(connection, who.id).await?;
    let responses = stored::responses(connection, &[who.id]).await?.remove(&who.id);
    let responses = responses.unwrap_or_default();
    let is_over = |row: &response::Model| row.submitted_at.is_some() || row.erased_at.is_some();
    let is_sent = |wave: &str| responses.iter().any(|row| row.wave_key == wave && is_over(row));
    let dates = dates(connection, who, &decisions).await?;
    let next = next(who, &dates, &stops, today, is_sent);
    let wave = &who.wave().key;
    let sent = is_sent(wave.as_str());
    let waves = people::all_waves(connection, study, who.id, now).await?;
    Ok(Standing {
        at: people::current(&waves).cloned(),
        is_asked: waves.iter().any(|one| one.wave == *wave && one.stands.can_be_answered()),
        passed_on: Hearers::of(connection, &row).await?.who,
        may_be_called: safeguarding::may_be_called(connection, who.id).await?,
        form: agreed.form_version.and_then(|version| forms.get(&version).cloned()),
        may_skip: !sent && stops.ending(wave).is_none(),
        may_delete: may_delete_answers(study.analysis_frozen_on, today),
        has_answered: responses.iter().any(|row| row.erased_at.is_none()),
        wave: wave.clone(),
        skipped_on: stops.skipped_on(wave),
        decided: decided(&decisions, &forms, &study.timezone),
        agreed,
        stops,
        next,
        today,
    })
}

pub(crate) async fn participant_row(
    connection: &impl ConnectionTrait,
    who: &Participant,
) -> Result<participant::Model, DbErr> {
    let row = participant::Entity::find_by_id(who.id).one(connection).await?;
    row.ok_or_else(|| DbErr::RecordNotFound("a participant".to_owned()))
}

/// The last decision on each statement and way, in the words of its form.
pub(crate) fn decided(events: &[Event], forms: &BTreeMap<u32, Form>, zone: &str) -> Vec<Decided> {
    let mut decided: Vec<_> = latest(events)
        .filter_map(|event| told(event, forms.get(&event.form_version)?, zone))
        .collect();
    decided.sort_by_key(|decided| decided.version);
    decided
}

/// The last decision on each statement and way, in the order in which they were first decided.
fn latest(events: &[Event]) -> impl Iterator<Item = &Event> {
    let about = |event: &Event| (event.decision.statement.clone(), event.decision.permission);
    let is_last = move |(place, event): &(usize, &Event)| {
        !events[place + 1..].iter().any(|later| about(later) == about(event))
    };
    events.iter().enumerate().filter(is_last).map(|(_, event)| event)
}

/// A decision in the words of its form. A way that was never agreed to is not worth a line.
fn told(event: &Event, form: &Form, zone: &str) -> Option<Decided> {
    let decision = &event.decision;
    let statement = form.statements.iter().find(|said| said.code == decision.statement)?;
    let way = statement.ways.iter().find(|way| Some(way.permits) == decision.permission);
    if way.is_some() && decision.answer == Answer::No {
        return None;
    }
    let words = statement.text.replace("{version}", &form.version.to_string());
    Some(Decided {
        words: words.replace("{date}", &long_date(form.date)),
        way: way.map(|way| way.text.clone()),
        answer: decision.answer,
        version: event.form_version,
        on: calendar::date_in(zone, event.at),
        mode: event.mode,
        witness: event.witness.clone(),
    })
}

/// The dates from which their waves are counted.
async fn dates(
    connection: &impl ConnectionTrait,
    who: &Participant,
    decisions: &[Event],
) -> Result<Dates, DbErr> {
    let days = events::first_days(connection, who.study(), &[who.id]).await?;
    let consented_on = consent::first_day(decisions, &who.study().timezone);
    let events = days.get(&who.id).copied().unwrap_or_default();
    Ok(Dates { consented_on, events, ..who.dates() })
}

/// The first survey of the study that is open or to come, and was not sent.
fn next(
    who: &Participant,
    dates: &Dates,
    stops: &State,
    today: NaiveDate,
    is_sent: impl Fn(&str) -> bool,
) -> Next {
    let mut ended = None;
    for wave in who.study().waves.iter().filter(|wave| !is_sent(wave.key.as_str())) {
        let window = wave.window(dates, today);
        if let Some((ending, _)) = stops.ending(&wave.key) {
            ended = ended.or(Some(ending).filter(|_| window != Window::Closed));
            continue;
        }
        match window {
            Window::Open(until) => return Next::Open(until),
            Window::Late(until) => return Next::Open(Some(until)),
            Window::NotYet(Some(opens)) => return Next::Opens(opens),
            Window::NotYet(None) => return Next::Later,
            Window::Closed => {}
        }
    }
    ended.map_or(Next::Nothing, Next::Ended)
}
