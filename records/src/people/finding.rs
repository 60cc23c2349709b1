//! Finding a participant: by study number, telephone number, email or name, and in the list of one's own.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};

use super::{
    reaching::{reached, theirs},
    waves::{self, InWave},
};
use crate::{
    Db,
    audit::Entry,
    auth::{Birthday, By, Caseworker, InOneStudy, Supervisor},
    entity::participant,
    gather::of_few_lengths,
    identity::{self, Kind},
    participants,
    studies::StudyHandle,
};

/// People on a page of a list, and the most that are found at once.
pub const TOGETHER: u64 = 50;
/// Shorter than any telephone number.
const FEWEST_DIGITS: usize = 7;

/// Somebody in a list: nothing in it comes from the vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// By which they are opened.
    pub id: i32,
    /// Their study number, with a mark if they are a test person.
    pub number: String,
    /// The key of their site.
    pub site: Option<String>,
    /// How each wave stands.
    pub waves: Vec<InWave>,
}

impl Listed {
    /// The wave that they are at.
    #[must_use]
    pub fn now(&self) -> Option<&InWave> {
        waves::current(&self.waves)
    }
}

/// A page of somebody's own participants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// By study number, fifty at most.
    pub people: Vec<Listed>,
    /// `after` of the next page, if there is one.
    pub next: Option<String>,
}

/// Those whose study number, telephone number, email or name this is, among whom they reach: the first fifty by study
/// number. Of a name the last is enough. A look-up in the vault is audited with whom it found.
///
/// # Errors
/// When the database fails.
pub async fn look_up(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    text: &str,
    now: DateTime<Utc>,
) -> Result<Vec<Listed>, DbErr> {
    looked_up(db, by, study, (text, None), now).await
}

/// The same without those of whom another birthday than this is on record. One that is not on record speaks against nobody.
pub(super) async fn looked_up(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    (text, born): (&str, Option<Birthday>),
    now: DateTime<Utc>,
) -> Result<Vec<Listed>, DbErr> {
    let text = text.trim();
    if let Some(person) = participants::by_typed_number(db.read(), study.id, text).await?
        && let Some(person) = reached(db.read(), by, study, person.id).await?
    {
        let fits = not_born_otherwise(db, vec![person.id], born).await?;
        let person = (!fits.is_empty()).then_some(person);
        return listed(db, study, person.into_iter().collect(), now).await;
    }
    let Some((kind, people)) = in_vault(db, text).await? else { return Ok(Vec::new()) };
    let people = not_born_otherwise(db, people, born).await?;
    let whom = participant::Entity::find().filter(theirs(by)).limit(TOGETHER);
    let by = By::Staff(by.clone());
    let found = found(db, (&by, study), whom, (kind, people), now).await?;
    listed(db, study, found, now).await
}

/// Everybody, in whichever study, whose telephone number, email or name this is, and which of these it is. None where it is none.
pub(super) async fn in_vault(db: &Db, text: &str) -> Result<Option<(Kind, Vec<i32>)>, DbErr> {
    let kind = match text {
        address if address.contains('@') => Kind::Email,
        number if digits(number) >= FEWEST_DIGITS => Kind::Mobile,
        name if digits(name) == 0 && name.chars().any(char::is_alphabetic) => Kind::LastName,
        _ => return Ok(None),
    };
    let people = match kind {
        Kind::LastName => identity::called(&db.vault, text).await?,
        kind => identity::find(&db.vault, kind, text).await?,
    };
    Ok(Some((kind, people)))
}

fn digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}

/// Those of whom no other birthday is on record.
async fn not_born_otherwise(
    db: &Db,
    people: Vec<i32>,
    born: Option<Birthday>,
) -> Result<Vec<i32>, DbErr> {
    let Some(born) = born else { return Ok(people) };
    let days = identity::birthdays(&db.vault, &people).await?;
    let may_be = |id: &i32| days.get(id).is_none_or(|day| born.is_of(*day));
    Ok(people.into_iter().filter(may_be).collect())
}

/// The study numbers of those whose telephone number, email or last name this is, for whoever has the operating system's
/// rights: the first fifty. A number is found however it was typed: with spaces, with `0` or with `+44`.
///
/// # Errors
/// When the database fails.
pub async fn find(
    db: &Db,
    study: &StudyHandle,
    looked_for: (Kind, &str),
    now: DateTime<Utc>,
) -> Result<Vec<String>, DbErr> {
    let (kind, text) = looked_for;
    let people = (kind, identity::find(&db.vault, kind, text).await?);
    let (by, whom) = (By::<Caseworker>::CommandLine, participant::Entity::find().limit(TOGETHER));
    let found = found(db, (&by, study), whom, people, now).await?;
    Ok(found.into_iter().map(|person| person.study_number).collect())
}

/// Everybody in the study whose telephone number this is, for whoever looks after all of it. Nobody where it is too short for one:
/// nothing is then looked up. A look-up is audited with whom it found.
pub(crate) async fn with_telephone(
    db: &Db,
    by: &By<Supervisor>,
    study: &StudyHandle,
    text: &str,
    now: DateTime<Utc>,
) -> Result<Vec<i32>, DbErr> {
    if digits(text) < FEWEST_DIGITS {
        return Ok(Vec::new());
    }
    let people = (Kind::Mobile, identity::find(&db.vault, Kind::Mobile, text).await?);
    let found = found(db, (by, study), participant::Entity::find(), people, now).await?;
    Ok(found.into_iter().map(|person| person.id).collect())
}

/// Whom of the study the vault found, among those whom somebody reaches, by study number. It is written down before anybody is told.
async fn found<P: InOneStudy>(
    db: &Db,
    (by, study): (&By<P>, &StudyHandle),
    whom: Select<participant::Entity>,
    (kind, people): (Kind, Vec<i32>),
    now: DateTime<Utc>,
) -> Result<Vec<participant::Model>, DbErr> {
    // Whoever may do this in another study reaches nobody here.
    let people = if by.may_in(study) { people } else { Vec::new() };
    let whom = whom
        .filter(participant::Column::StudyId.eq(study.id))
        .filter(participant::Column::Id.is_in(of_few_lengths(people)))
        .order_by_asc(participant::Column::StudyNumber);
    let (actor, study) = (by.actor(), study.clone());
    db.write(move |transaction| {
        Box::pin(async move { told(transaction, (&actor, &study), (kind, whom), now).await })
    })
    .await
}

async fn told(
    transaction: &DatabaseTransaction,
    (actor, study): (&str, &StudyHandle),
    (kind, whom): (Kind, Select<participant::Entity>),
    now: DateTime<Utc>,
) -> Result<Vec<participant::Model>, DbErr> {
    let found = whom.all(transaction).await?;
    let action = match kind {
        Kind::Mobile => "looked up by telephone number",
        Kind::Email => "looked up by email",
        Kind::LastName => "looked up by name",
    };
    let numbers: Vec<_> = found.iter().map(|person| person.study_number.as_str()).collect();
    let object = format!("{}: {}", study.study().key, numbers.join(", "));
    let mut entry = Entry::new(actor, action, &object).in_study(study.id);
    if let [one] = found.as_slice() {
        entry = entry.about(one.id);
    }
    entry.write(transaction, now).await?;
    Ok(found)
}

/// The participants of somebody's sites, and those who were given to them, after a study number. None
/// for whoever reaches the whole study: they look people up.
///
/// # Errors
/// When the database fails.
pub async fn own(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    after: &str,
    now: DateTime<Utc>,
) -> Result<Option<Own>, DbErr> {
    if by.span().whole_study || by.study_id() != study.id {
        return Ok(None);
    }
    let mut people = participant::Entity::find()
        .filter(participant::Column::StudyId.eq(study.id))
        .filter(participant::Column::StudyNumber.gt(after))
        .filter(theirs(by))
        .order_by_asc(participant::Column::StudyNumber)
        .limit(TOGETHER + 1)
        .all(db.read())
        .await?;
    let is_more = people.len() as u64 > TOGETHER;
    people.truncate(TOGETHER as usize);
    let next = people.last().filter(|_| is_more).map(|person| person.study_number.clone());
    Ok(Some(Own { people: listed(db, study, people, now).await?, next }))
}

async fn listed(
    db: &Db,
    study: &StudyHandle,
    people: Vec<participant::Model>,
    now: DateTime<Utc>,
) -> Result<Vec<Listed>, DbErr> {
    let ids: Vec<_> = people.iter().map(|person| person.id).collect();
    let mut waves: HashMap<_, _> = waves::of_all(db.read(), study.study(), &ids, now).await?;
    let listed = people.into_iter().map(|person| Listed {
        id: person.id,
        waves: waves.remove(&person.id).unwrap_or_default(),
        number: participants::told(&person),
        site: person.site,
    });
    Ok(listed.collect())
}
