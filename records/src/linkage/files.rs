//! What is known of each file of identifiers: the log.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr,
    EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use serde::{Deserialize, Serialize};
use surveys::{
    calendar,
    linking::sending::{Blank, Tally},
};

use super::{LinkageError, withdrawing};
use crate::{
    Db,
    audit::Entry,
    auth::{By, DataManager},
    entity::linkage_file,
    studies::StudyHandle,
};

/// A file of identifiers in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// By which the study knows it: 1, 2, 3 and so on.
    pub number: u32,
    /// The owner's key.
    pub owner: String,
    /// The reference of the agreement with it.
    pub agreement: String,
    /// The version of the terms by which it was made.
    pub terms: u32,
    /// The last day of its cut.
    pub cut_on: NaiveDate,
    /// What was given of each person.
    pub fields: Vec<String>,
    /// On which version of the consent form how many of them agreed.
    pub forms: BTreeMap<u32, usize>,
    /// How many are in it: none where it was noted and then could not be put in its place, so that nobody has it.
    pub people: usize,
    /// Who is not, and which cells are blank.
    #[serde(flatten)]
    pub counts: Counts,
    /// Of the file, in hexadecimal.
    pub sha256: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// By whom.
    pub made_by: String,
    /// The day on which it was sent, where somebody said so.
    pub sent_on: Option<NaiveDate>,
    /// What came back, if anything did.
    pub returned: Option<Returned>,
    /// How many in it have changed their mind since.
    pub withdrawn: usize,
    /// Of how many of these the owner was not told yet.
    pub not_told: usize,
}

/// What came back for a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Returned {
    /// When it was taken.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// Of the returned file, in hexadecimal.
    pub sha256: String,
    /// What it came to.
    #[serde(flatten)]
    pub matched: Matched,
}

/// What a returned file came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matched {
    /// How many were found, by the name of the pass; `linkage_id` where the owner does not say.
    pub matched: BTreeMap<String, usize>,
    /// How many rows were left alone, by the name of the reason.
    pub left_alone: BTreeMap<String, usize>,
}

/// Who is not in a file and what is blank in it, as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// How many were left out, by the name of the reason.
    pub left_out: BTreeMap<String, usize>,
    /// Cells that are blank, and why.
    pub blank: Vec<BlankCells>,
    /// National Insurance numbers that an office made up.
    pub administrative: usize,
}

/// Cells that are blank for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlankCells {
    /// The identifier.
    pub field: String,
    /// Why.
    pub why: String,
    /// How many.
    pub people: usize,
}

impl Counts {
    pub(super) fn of(tally: &Tally) -> Self {
        let left_out = tally.left_out.iter();
        let blank = tally.blank.iter().map(|((field, why), people)| BlankCells {
            field: field.name().to_owned(),
            why: match why {
                Blank::NotOnRecord => "not on record".to_owned(),
                Blank::Unfit(why) => why.to_string(),
            },
            people: *people,
        });
        Self {
            left_out: left_out.map(|(why, people)| (why.name().to_owned(), *people)).collect(),
            blank: blank.collect(),
            administrative: tally.administrative,
        }
    }
}

/// Every file of a study, the latest first.
///
/// # Errors
/// When they do not link its records, or the database fails or holds what this program cannot read.
pub async fn log(
    db: &Db,
    by: &By<DataManager>,
    study: &StudyHandle,
) -> Result<Vec<Listed>, LinkageError> {
    if !by.may_in(study) {
        return Err(LinkageError::NotTheirs);
    }
    let rows = of_study(study.id).all(db.read()).await?;
    let withdrawn = withdrawing::counts(db.read(), study, &rows).await?;
    rows.iter().map(|row| listed(row, &withdrawn)).collect()
}

fn listed(
    row: &linkage_file::Model,
    withdrawn: &HashMap<i32, [usize; 2]>,
) -> Result<Listed, LinkageError> {
    let [withdrawn, not_told] = withdrawn.get(&row.id).copied().unwrap_or_default();
    let returned = row.returned_at.map(|at| {
        Ok::<_, serde_json::Error>(Returned {
            at,
            by: row.returned_by.clone().unwrap_or_default(),
            sha256: row.returned_sha256.clone().unwrap_or_default(),
            matched: serde_json::from_str(row.matched.as_deref().unwrap_or("{}"))?,
        })
    });
    Ok(Listed {
        number: row.number.cast_unsigned(),
        owner: row.owner.clone(),
        agreement: row.agreement.clone(),
        terms: row.terms_version.cast_unsigned(),
        cut_on: row.cut_on,
        fields: serde_json::from_str(&row.fields)?,
        forms: serde_json::from_str(&row.forms)?,
        people: usize::try_from(row.people).unwrap_or_default(),
        counts: serde_json::from_str(&row.tally)?,
        sha256: row.sha256.clone(),
        made_at: row.made_at,
        made_by: row.made_by.clone(),
        sent_on: row.sent_on,
        returned: returned.transpose()?,
        withdrawn,
        not_told,
    })
}

/// Notes the day on which a file was sent.
///
/// # Errors
/// When they do not link the study's records, there is no such file, it was not written or made later, or the database fails.
pub async fn sent(
    db: &Db,
    by: &By<DataManager>,
    study: &StudyHandle,
    (number, on): (u32, NaiveDate),
    now: DateTime<Utc>,
) -> Result<(), LinkageError> {
    if !by.may_in(study) {
        return Err(LinkageError::NotTheirs);
    }
    let (actor, study) = (by.actor(), study.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            let file = written(transaction, study.id, number).await?;
            let made_on = calendar::date_in(&study.study().timezone, file.made_at);
            if on < made_on {
                return Err(LinkageError::SentBefore { number, made_on, on });
            }
            if on > calendar::date_in(&study.study().timezone, now) {
                return Err(LinkageError::SentLater { number, on });
            }
            let mut row = file.into_active_model();
            row.sent_on = Set(Some(on));
            row.update(transaction).await?;
            let entry = Entry::new(&actor, "linkage file sent", &format!("linkage file {number}"));
            entry.in_study(study.id).to(&format!("on {on}")).write(transaction, now).await?;
            Ok(())
        })
    })
    .await
}

/// The file of a number that was written.
pub(super) async fn written(
    connection: &impl ConnectionTrait,
    study: i32,
    number: u32,
) -> Result<linkage_file::Model, LinkageError> {
    let file = numbered(connection, study, number).await?;
    // No file is made with nobody in it.
    if file.people == 0 { Err(LinkageError::NotWritten(number)) } else { Ok(file) }
}

/// The file of a number.
pub(super) async fn numbered(
    connection: &impl ConnectionTrait,
    study: i32,
    number: u32,
) -> Result<linkage_file::Model, LinkageError> {
    let own = of_study(study).filter(linkage_file::Column::Number.eq(number.cast_signed()));
    own.one(connection).await?.ok_or(LinkageError::NoSuchFile(number))
}

/// The number of the next file. Whoever asks holds the study.
pub(super) async fn next_number(
    transaction: &DatabaseTransaction,
    study: i32,
) -> Result<i32, DbErr> {
    let last = of_study(study).limit(1).one(transaction).await?;
    Ok(last.map_or(0, |file| file.number) + 1)
}

fn of_study(study: i32) -> sea_orm::Select<linkage_file::Entity> {
    linkage_file::Entity::find()
        .filter(linkage_file::Column::StudyId.eq(study))
        .order_by_desc(linkage_file::Column::Number)
}
