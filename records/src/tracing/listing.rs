//! The list of those who have to be looked for. Nothing in it comes from the vault; whoever opens one of them is in the
//! audit.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};
use surveys::{
    calendar,
    schedule::Reach,
    stopping::{Choice, Way},
    tracing::{Lost, Outcome, Unreached, Window, lost},
};

use super::attempts;
use crate::{
    Db,
    auth::Caseworker,
    entity::participant,
    outbox::{self, CameBack},
    people,
    schedule::{self, Walk},
    stopping,
    studies::StudyHandle,
};

/// Why somebody is not reached in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Why {
    /// The way.
    pub way: Way,
    /// How it stands.
    pub reach: Reach,
    /// What somebody learned, where that is why.
    pub learned: Option<Unreached>,
    /// Since when something came back, where it did.
    pub since: Option<NaiveDate>,
}

/// Somebody who has to be looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// By which they are opened.
    pub id: i32,
    /// Their study number.
    pub number: String,
    /// Each way that they agreed to, and why it does not reach them.
    pub ways: Vec<Why>,
    /// What staff call the survey that waits for them.
    pub wave: String,
    /// Until when, or from when.
    pub window: Window,
    /// What came of looking for them last, and when.
    pub last: Option<(Outcome, NaiveDate)>,
}

/// Those whom nobody reaches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// Those to look for, the most pressing first.
    pub open: Vec<Listed>,
    /// Those who could not be found, while nothing else is known of them.
    pub closed: Vec<Listed>,
}

/// Whom they have to look for, among those whom they reach.
///
/// # Errors
/// When the database fails.
pub async fn list(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    now: DateTime<Utc>,
) -> Result<Sought, DbErr> {
    let mut sought = Sought::default();
    if by.study_id() != study.id {
        return Ok(sought);
    }
    let mut walk = Walk::through(study.id);
    while let Some(some) = walk.next(db.read()).await? {
        let lost = lost_among(db, study, &some, now).await?;
        if lost.is_empty() {
            continue;
        }
        let theirs = participant::Entity::find()
            .filter(participant::Column::Id.is_in(lost.keys().copied()))
            .filter(people::theirs(by))
            .all(db.read())
            .await?;
        let ids: Vec<_> = theirs.iter().map(|person| person.id).collect();
        let back = outbox::whose_came_back(db, &ids).await?;
        for person in theirs {
            let Some(lost) = lost.get(&person.id) else { continue };
            let latest = attempts::latest(db, person.id).await?;
            let is_over = latest.is_some_and(|(_, is_over)| is_over);
            let listed = listed(study, person, (lost, &back), latest.map(|(last, _)| last));
            if is_over { sought.closed.push(listed) } else { sought.open.push(listed) }
        }
    }
    let by_window = |one: &Listed, other: &Listed| {
        one.window.before(other.window).then_with(|| one.number.cmp(&other.number))
    };
    sought.open.sort_by(by_window);
    sought.closed.sort_by(by_window);
    Ok(sought)
}

/// Those who have to be looked for, among some people. Whom staff recorded as not to be reached nobody looks for.
pub(super) async fn lost_among(
    db: &Db,
    study: &StudyHandle,
    people: &[i32],
    now: DateTime<Utc>,
) -> Result<HashMap<i32, Lost>, DbErr> {
    let file = study.study();
    let today = calendar::date_in(&file.timezone, now);
    let known = schedule::known_of(db, file, people, now).await?;
    let found = known
        .into_iter()
        .filter_map(|(id, person)| lost(&person, &file.waves, today).map(|lost| (id, lost)));
    let mut found: HashMap<_, _> = found.collect();
    let ids: Vec<_> = found.keys().copied().collect();
    for (id, stops) in stopping::states(db.read(), &ids).await? {
        if stops.since(Choice::Uncontactable).is_some() {
            found.remove(&id);
        }
    }
    Ok(found)
}

fn listed(
    study: &StudyHandle,
    person: participant::Model,
    (lost, back): (&Lost, &HashMap<(i32, Way), CameBack>),
    last: Option<(Outcome, NaiveDate)>,
) -> Listed {
    let wave = study.study().waves.iter().find(|wave| wave.key == lost.wave);
    let ways = lost.ways.iter().map(|(way, reach)| why((person.id, *way), *reach, back));
    Listed {
        id: person.id,
        ways: ways.collect(),
        wave: wave.map_or_else(|| lost.wave.to_string(), |wave| wave.title.clone()),
        window: lost.window,
        number: person.study_number,
        last,
    }
}

/// Why somebody is not reached in a way that stands like this.
pub(super) fn why(
    (person, way): (i32, Way),
    reach: Reach,
    back: &HashMap<(i32, Way), CameBack>,
) -> Why {
    let came = back.get(&(person, way)).filter(|_| reach == Reach::Unreachable);
    Why {
        way,
        reach,
        learned: came.and_then(|came| came.learned),
        since: came.map(|came| came.since),
    }
}
