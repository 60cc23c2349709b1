//! Wishes that were refused, and what came of them when somebody looked again. A refusal and each
//! decision on it are rows that are only ever added.

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use surveys::{calendar, consent::Mode, stopping::Choice, typed::Typed};

use crate::{
    Db,
    audit::Entry,
    auth::DataManager,
    entity::{participant, refusal, refusal_review},
    identity::Vault,
    participants, people,
    stopping::{self, Subject},
    studies::StudyHandle,
};

/// The longest name or function of whoever decided, and the longest note, in characters.
const LONGEST_DECIDER: usize = 100;
const LONGEST_NOTE: usize = 2000;

/// What was decided on a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was right: the answers stay.
    Upheld,
    /// It does not hold: the answers are deleted after all.
    Allowed,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 2] = [Self::Upheld, Self::Allowed];

    /// The name in the database and in forms.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Upheld => "upheld",
            Self::Allowed => "allowed",
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == name)
    }
}

/// A decision on a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// What was decided.
    pub outcome: Outcome,
    /// Who decided it, such as the data protection officer.
    pub decided_by: String,
    /// Why.
    pub note: String,
}

/// What is open on the form of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewProblem {
    /// It was not said what was decided.
    NoOutcome,
    /// It was not said who decided.
    NoDecider,
    /// It was not said why.
    NoNote,
    /// It was not said that answers are to be deleted for good.
    NotSure,
    /// Who decided, or why, is too long.
    TooLong,
}

/// A wish that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// By which it is decided on.
    pub id: i32,
    /// Whose wish it was, by study number.
    pub number: String,
    /// What was wished.
    pub choice: Choice,
    /// By which it is spoken of.
    pub reference: String,
    /// The day of the wish.
    pub on: NaiveDate,
    /// Since when answers were frozen.
    pub frozen_on: Option<NaiveDate>,
    /// How it was said.
    pub mode: Mode,
    /// What was decided since, with the day, oldest first.
    pub reviews: Vec<(NaiveDate, Review)>,
}

/// Why no decision was written down.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// The study has no such refusal.
    #[error("the study has no such refusal")]
    NoSuchRefusal,
    /// The wish was allowed before, and the answers are gone.
    #[error("this was allowed before: the answers are deleted")]
    Allowed,
    /// Something is open on the form.
    #[error("the form is not complete")]
    Incomplete(Vec<ReviewProblem>),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

impl Review {
    /// Reads the form: `outcome`, `decided_by`, `note`, and `sure=yes` where answers are to go.
    ///
    /// # Errors
    /// All that is open.
    pub fn parse(typed: &Typed) -> Result<Self, Vec<ReviewProblem>> {
        let outcome = Outcome::named(typed.one("outcome"));
        let (decided_by, note) = (typed.one("decided_by"), typed.one("note"));
        let too_long =
            decided_by.chars().count() > LONGEST_DECIDER || note.chars().count() > LONGEST_NOTE;
        let unsure = outcome == Some(Outcome::Allowed) && !typed.has("sure", "yes");
        let open = [
            (outcome.is_none(), ReviewProblem::NoOutcome),
            (decided_by.is_empty(), ReviewProblem::NoDecider),
            (note.is_empty(), ReviewProblem::NoNote),
            (unsure, ReviewProblem::NotSure),
            (too_long, ReviewProblem::TooLong),
        ];
        let open = open.into_iter().filter_map(|(is_open, problem)| is_open.then_some(problem));
        match (outcome, open.collect::<Vec<_>>()) {
            (Some(outcome), open) if open.is_empty() => {
                Ok(Self { outcome, decided_by: decided_by.to_owned(), note: note.to_owned() })
            }
            (_, open) => Err(open),
        }
    }
}

/// Every refusal of the study, those first on which nobody has decided, then the latest.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &Db, by: &DataManager, study: &StudyHandle) -> Result<Vec<Refused>, DbErr> {
    let rows = of_study(by.study_id()).order_by_desc(refusal::Column::Id).all(db.read()).await?;
    let numbers = participants::numbers(db.read(), rows.iter().map(|row| row.participant_id));
    let numbers = numbers.await?;
    let mut reviews = reviews(db.read(), rows.iter().map(|row| row.id)).await?;
    let zone = &study.study().timezone;
    let mut refused = Vec::with_capacity(rows.len());
    for row in rows {
        let reviews = reviews.remove(&row.id).unwrap_or_default().into_iter();
        let lost = || DbErr::RecordNotFound("whose wish it was".to_owned());
        refused.push(Refused {
            number: numbers.get(&row.participant_id).cloned().ok_or_else(lost)?,
            choice: Choice::from_name(&row.choice).ok_or_else(|| unreadable(&row))?,
            mode: Mode::from_name(&row.channel).ok_or_else(|| unreadable(&row))?,
            on: calendar::date_in(zone, row.at),
            frozen_on: row.frozen_on,
            reviews: reviews.map(|(at, one)| (calendar::date_in(zone, at), one)).collect(),
            id: row.id,
            reference: row.reference,
        });
    }
    refused.sort_by_key(|one| !one.reviews.is_empty());
    Ok(refused)
}

fn unreadable(row: &refusal::Model) -> DbErr {
    DbErr::Custom(format!("the refusal {} cannot be read", row.id))
}

/// Refusals of wishes of the study's participants.
fn of_study(study_id: i32) -> sea_orm::Select<refusal::Entity> {
    let people = participant::Entity::find()
        .select_only()
        .column(participant::Column::Id)
        .filter(participant::Column::StudyId.eq(study_id))
        .into_query();
    refusal::Entity::find().filter(refusal::Column::ParticipantId.in_subquery(people))
}

/// Decisions by refusal, oldest first.
async fn reviews(
    connection: &impl ConnectionTrait,
    refusals: impl Iterator<Item = i32>,
) -> Result<HashMap<i32, Vec<(DateTime<Utc>, Review)>>, DbErr> {
    let rows = refusal_review::Entity::find()
        .filter(refusal_review::Column::RefusalId.is_in(refusals))
        .order_by_asc(refusal_review::Column::Id)
        .all(connection)
        .await?;
    let mut all: HashMap<i32, Vec<_>> = HashMap::new();
    for row in rows {
        // Whoever does not know this outcome must not read it as another: it may say that answers are gone.
        let outcome = Outcome::named(&row.outcome).ok_or_else(|| {
            DbErr::Custom(format!("the decision {} on a refusal cannot be read", row.id))
        })?;
        let review = Review { outcome, decided_by: row.decided_by, note: row.note };
        all.entry(row.refusal_id).or_default().push((row.at, review));
    }
    Ok(all)
}

/// Writes down what was decided on a refusal. Where the wish is allowed, the answers are deleted in the
/// same transaction.
///
/// # Errors
/// When something is open on the form, the study has no such refusal, it was allowed before, or the
/// database fails.
pub async fn review(
    db: &Db,
    by: &DataManager,
    study: &StudyHandle,
    (id, typed): (i32, &Typed),
    now: DateTime<Utc>,
) -> Result<(), ReviewError> {
    let review = Review::parse(typed).map_err(ReviewError::Incomplete)?;
    let (actor, own, study) = (by.actor(), by.study_id(), study.clone());
    db.write_with_vault(now, move |transaction, vault| {
        Box::pin(async move {
            let row = of_study(own).filter(refusal::Column::Id.eq(id)).one(transaction);
            let row = row.await?.ok_or(ReviewError::NoSuchRefusal)?;
            participants::hold(transaction, [row.participant_id]).await?;
            let before = reviews(transaction, [id].into_iter()).await?.remove(&id);
            let was_allowed = |(_, one): &(_, Review)| one.outcome == Outcome::Allowed;
            if before.unwrap_or_default().iter().any(was_allowed) {
                return Err(ReviewError::Allowed);
            }
            Ok(decide((transaction, vault), &study, (row, review), &actor, now).await?)
        })
    })
    .await
}

async fn decide(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    study: &StudyHandle,
    (row, review): (refusal::Model, Review),
    actor: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let Review { outcome, decided_by, note } = review;
    let decided = refusal_review::ActiveModel {
        refusal_id: Set(row.id),
        outcome: Set(outcome.name().to_owned()),
        decided_by: Set(decided_by),
        note: Set(note),
        actor: Set(actor.to_owned()),
        at: Set(now),
        ..Default::default()
    };
    refusal_review::Entity::insert(decided).exec_without_returning(transaction).await?;
    let person = participant::Entity::find_by_id(row.participant_id).one(transaction).await?;
    let person = person.ok_or_else(|| DbErr::RecordNotFound("a participant".to_owned()))?;
    let told = format!("refusal reviewed: {}", outcome.name());
    let entry = Entry::new(actor, &told, &row.reference).about(person.id).in_study(study.id);
    entry.write(transaction, now).await?;
    if outcome != Outcome::Allowed {
        return Ok(());
    }
    let wave = people::wave_of(transaction, study.study(), person.id, now).await?;
    let Some(wave) = wave else { return Ok(()) };
    let (id, number) = (person.id, person.study_number);
    let subject = Subject { id, number, study: Arc::clone(study.study()), wave };
    let mode = Mode::from_name(&row.channel).ok_or_else(|| unreadable(&row))?;
    stopping::delete_answers_after_all((transaction, vault), &subject, mode, actor, now).await
}
