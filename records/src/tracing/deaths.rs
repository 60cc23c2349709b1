//! A list of deaths from outside, compared with the people of a study. What is probable is written down for a person to
//! decide; nobody is taken for dead by a program. Of the list itself nothing is kept.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
};
use surveys::{
    stopping::Choice,
    tracing::{Alike, Identity, Trait},
};

use super::TracingError;
use crate::{
    Db,
    audit::Entry,
    auth::Caseworker,
    entity::{participant, possible_death},
    events::{self, EventKind},
    identity, participants, people,
    schedule::Walk,
    stopping,
    studies::StudyHandle,
};

pub(super) const OPEN: &str = "open";
const CONFIRMED: &str = "confirmed";
const REFUSED: &str = "refused";

/// Somebody on a list of deaths.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Who it was.
    pub who: Identity,
    /// The day.
    pub died_on: NaiveDate,
}

/// A participant who may be meant by somebody on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probable {
    /// Its number.
    pub id: i32,
    /// By which the participant is opened.
    pub participant: i32,
    /// Their study number.
    pub number: String,
    /// The day on which they died, if it is they.
    pub died_on: NaiveDate,
    /// What agrees, and what does not.
    pub alike: Alike,
}

/// What comparing came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// People of the study who were compared.
    pub people: usize,
    /// Those who may be meant, and were not known as such.
    pub new: usize,
    /// Those who may be meant, and were written down or decided on before.
    pub known: usize,
}

/// Compares a list of deaths with everybody in a study who is not known to have died. That everybody was looked at is in
/// the audit before anything is told. The same list again changes nothing.
///
/// # Errors
/// When a database fails.
pub async fn compare(
    db: &Db,
    study: &StudyHandle,
    list: &[Listed],
    now: DateTime<Utc>,
) -> Result<Compared, DbErr> {
    let told = format!("{}: {} rows", study.study().key, list.len());
    let entry = Entry::new("command line", "list of deaths compared", &told).in_study(study.id);
    entry.write_alone(db, now).await?;
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, one) in list.iter().enumerate() {
        for key in one.who.keys() {
            by_key.entry(key).or_default().push(place);
        }
    }
    let (mut compared, mut walk) = (Compared::default(), Walk::through(study.id));
    while let Some(some) = walk.next(db.read()).await? {
        let stops = stopping::states(db.read(), &some).await?;
        let lives = |id: &i32| stops.get(id).is_none_or(|one| one.since(Choice::Died).is_none());
        let some: Vec<_> = some.into_iter().filter(lives).collect();
        let held = identity::identities(&db.vault, &some).await?;
        compared.people += held.len();
        let found: Vec<_> =
            held.iter().flat_map(|(id, who)| alike((*id, who), list, &by_key)).collect();
        let study = study.id;
        let (new, known) = db
            .write::<_, DbErr>(move |transaction| {
                Box::pin(async move { written(transaction, study, found, now).await })
            })
            .await?;
        compared.new += new;
        compared.known += known;
    }
    Ok(compared)
}

/// Whom, when, and what agrees.
type Found = (i32, NaiveDate, Alike);

fn alike(
    (id, who): (i32, &Identity),
    list: &[Listed],
    by_key: &HashMap<String, Vec<usize>>,
) -> Vec<Found> {
    let places: HashSet<_> =
        who.keys().iter().filter_map(|key| by_key.get(key)).flatten().copied().collect();
    let found = places.into_iter().filter_map(|place| {
        let one = list.get(place)?;
        Some((id, one.died_on, who.alike(&one.who)?))
    });
    found.collect()
}

async fn written(
    transaction: &DatabaseTransaction,
    study: i32,
    found: Vec<Found>,
    now: DateTime<Utc>,
) -> Result<(usize, usize), DbErr> {
    let (mut new, mut known) = (0, 0);
    for (id, died_on, Alike { agrees, differs }) in found {
        let before = possible_death::Entity::find()
            .filter(possible_death::Column::ParticipantId.eq(id))
            .filter(possible_death::Column::DiedOn.eq(died_on));
        if before.one(transaction).await?.is_some() {
            known += 1;
            continue;
        }
        let row = possible_death::ActiveModel {
            participant_id: Set(id),
            died_on: Set(died_on),
            agrees: Set(names(&agrees)),
            differs: Set(names(&differs)),
            found_at: Set(now),
            found_by: Set("command line".to_owned()),
            state: Set(OPEN.to_owned()),
            ..Default::default()
        };
        possible_death::Entity::insert(row).exec_without_returning(transaction).await?;
        let entry = Entry::new("command line", "may be on a list of deaths", &names(&agrees));
        entry.about(id).in_study(study).write(transaction, now).await?;
        new += 1;
    }
    Ok((new, known))
}

fn names(traits: &[Trait]) -> String {
    traits.iter().map(|one| one.name()).collect::<Vec<_>>().join(" ")
}

fn traits(names: &str) -> Vec<Trait> {
    names.split(' ').filter_map(Trait::from_name).collect()
}

/// Those who may be meant by a list of deaths and of whom nobody decided, among whom they reach.
///
/// # Errors
/// When the database fails.
pub async fn open_deaths(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
) -> Result<Vec<Probable>, DbErr> {
    if by.study_id() != study.id {
        return Ok(Vec::new());
    }
    let rows = possible_death::Entity::find()
        .filter(possible_death::Column::State.eq(OPEN))
        .order_by_asc(possible_death::Column::Id)
        .all(db.read())
        .await?;
    let ids = rows.iter().map(|row| row.participant_id);
    let theirs = participant::Entity::find()
        .filter(participant::Column::StudyId.eq(study.id))
        .filter(participant::Column::Id.is_in(ids))
        .filter(people::theirs(by))
        .all(db.read())
        .await?;
    let numbers: HashMap<_, _> =
        theirs.into_iter().map(|person| (person.id, person.study_number)).collect();
    let probable = rows.into_iter().filter_map(|row| {
        Some(Probable {
            id: row.id,
            participant: row.participant_id,
            number: numbers.get(&row.participant_id)?.clone(),
            died_on: row.died_on,
            alike: Alike { agrees: traits(&row.agrees), differs: traits(&row.differs) },
        })
    });
    Ok(probable.collect())
}

/// A person decided whether it is they. Whoever died is stopped as of any death that is learned of; who was decided on
/// before stays so.
///
/// # Errors
/// When there is no such row of anybody whom they reach, or the database fails.
pub async fn decide(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    (id, is_they): (i32, bool),
    now: DateTime<Utc>,
) -> Result<(), TracingError> {
    let (by, study) = (by.clone(), study.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            let row = possible_death::Entity::find_by_id(id).one(transaction).await?;
            let row = row.ok_or(TracingError::NoSuchParticipant)?;
            let person = people::reached(transaction, &by, &study, row.participant_id).await?;
            let person = person.ok_or(TracingError::NoSuchParticipant)?;
            participants::hold(transaction, [person.id]).await?;
            if row.state != OPEN {
                return Ok(());
            }
            let (actor, on) = (by.actor(), row.died_on);
            let decided = possible_death::ActiveModel {
                id: Set(row.id),
                state: Set(if is_they { CONFIRMED } else { REFUSED }.to_owned()),
                decided_at: Set(Some(now)),
                decided_by: Set(Some(actor.clone())),
                ..Default::default()
            };
            possible_death::Entity::update(decided).exec_without_returning(transaction).await?;
            if is_they {
                events::happened(transaction, person.id, EventKind::Death, on, now).await?;
                stopping::died(transaction, (person.id, &actor), on, now).await?;
            }
            let told = if is_they { "death confirmed" } else { "death on a list refused" };
            let entry = Entry::new(&actor, told, &person.study_number).about(person.id);
            entry.in_study(study.id).write(transaction, now).await?;
            Ok(())
        })
    })
    .await
}
