//! Somebody calls, and says who they are. Whoever looks after them finds them. Whoever does not learns that there is somebody, if what was
//! said fits, and to whom to pass them on: not who it is, and nothing about them.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use surveys::roles::{Act, may};

use super::finding::{Listed, TOGETHER, in_vault, looked_up};
use crate::{
    Db,
    audit::Entry,
    auth::{Birthday, Caseworker},
    entity::{participant, staff_role},
    gather::of_few_lengths,
    identity, participants,
    staff::with_role,
    studies::StudyHandle,
};

/// Whom somebody may be who calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallsUs {
    /// One or more of those whom they look after.
    Theirs(Vec<Listed>),
    /// Somebody of the study whom they do not look after: what those are called who supervise it, and may know more.
    Anothers(Vec<String>),
    /// Nobody whom they look after, and nobody else by what was said.
    NobodyOfTheirs,
    /// Nobody in the study, as far as whoever looks after all of it can be told.
    Nobody,
}

/// Whose study number, telephone number, email or name this is, and who may have been born on this day. That somebody is meant whom
/// they do not look after is told only where the birthday is said, too, and is the one on record: a name or a number alone
/// could be anybody's whom they know. The audit has of whom it was told.
///
/// # Errors
/// When the database fails.
pub async fn who_calls_us(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    (text, born): (&str, Option<Birthday>),
    now: DateTime<Utc>,
) -> Result<CallsUs, DbErr> {
    let found = looked_up(db, by, study, (text, born), now).await?;
    if !found.is_empty() {
        return Ok(CallsUs::Theirs(found));
    }
    if by.study_id() != study.id || by.span().whole_study {
        return Ok(CallsUs::Nobody);
    }
    let Some(born) = born else { return Ok(CallsUs::NobodyOfTheirs) };
    let anothers = anothers(db, by, study, (text.trim(), born), now).await?;
    if anothers.is_empty() {
        return Ok(CallsUs::NobodyOfTheirs);
    }
    for person in anothers {
        let action = "told that somebody is in the study";
        let entry = Entry::new(&by.actor(), action, &person.study_number).about(person.id);
        entry.in_study(study.id).write_alone(db, now).await?;
    }
    let here = staff_role::Column::StudyId.eq(study.id);
    let supervisors = with_role(db.read(), |role| may(role, Act::TendCalls), here).await?;
    Ok(CallsUs::Anothers(supervisors.into_iter().map(|one| one.name).collect()))
}

/// Everybody in the study whose number, address or name this is, and whose birthday is on record and this one. The audit has it, too, of
/// whom by study number a birthday was tried that did not fit: nobody tries them all unseen.
async fn anothers(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    (text, born): (&str, Birthday),
    now: DateTime<Utc>,
) -> Result<Vec<participant::Model>, DbErr> {
    let people = match participants::by_typed_number(db.read(), study.id, text).await? {
        Some(person) => {
            let entry = Entry::new(&by.actor(), "birthday compared", &person.study_number);
            entry.about(person.id).in_study(study.id).write_alone(db, now).await?;
            vec![person.id]
        }
        None => in_vault(db, text).await?.map(|(_, people)| people).unwrap_or_default(),
    };
    let days = identity::birthdays(&db.vault, &people).await?;
    let is_born = |id: &i32| days.get(id).is_some_and(|day| born.is_of(*day));
    let people: Vec<_> = people.into_iter().filter(is_born).collect();
    participant::Entity::find()
        .filter(participant::Column::StudyId.eq(study.id))
        .filter(participant::Column::Id.is_in(of_few_lengths(people)))
        .order_by_asc(participant::Column::StudyNumber)
        .limit(TOGETHER)
        .all(db.read())
        .await
}
