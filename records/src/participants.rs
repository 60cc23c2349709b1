//! Enrolling people. A file may be brought again: what is the same changes nothing.

mod test_people;

mod typed;

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction,
    DbBackend, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    sea_query::LockType,
};

pub(crate) use self::test_people::{are_test, real, told};
pub use self::typed::unknown;
pub(crate) use self::typed::{Named, by_typed_number, by_typed_numbers, in_every_study, with_part};
use crate::{
    Db, audit, entity::participant, gather::of_few_lengths, identity, identity::Vault, secret,
    studies::StudyHandle,
};

/// One row of an enrolment file. Only the study number is required; a blank leaves what is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns of the file, under their own names")]
pub struct Enrolment {
    pub study_number: String,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub dob: Option<NaiveDate>,
    pub nino: Option<String>,
    pub mobile: Option<String>,
    pub email: Option<String>,
    pub address: Option<String>,
    pub postcode: Option<String>,
    pub language: Option<String>,
    pub site: Option<String>,
    pub referral_source: Option<String>,
    pub test: Option<bool>,
}

/// What enrolling came to, or would come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EnrolReport {
    /// People who were not enrolled before.
    pub new: usize,
    /// Test people among them.
    pub new_test: usize,
    /// Rows that say nothing new.
    pub unchanged: usize,
    /// Study numbers whose row differs from what is known, with the columns.
    pub changed: Vec<(String, Vec<&'static str>)>,
    /// Whether it was done. With changed rows it is done only when asked for.
    pub applied: bool,
}

impl EnrolReport {
    /// As the audit has it.
    fn in_words(&self) -> String {
        let Self { new, new_test, changed, .. } = self;
        format!("{new} new, {new_test} of them test people, {} changed", changed.len())
    }
}

/// Why nobody was enrolled.
#[derive(Debug, thiserror::Error)]
pub enum EnrolError {
    /// A site that the study does not have, at a row from 0.
    #[error("row {}: the study has no site “{site}”", row + 1)]
    NoSuchSite {
        /// The row, from 0.
        row: usize,
        /// What the file says.
        site: String,
    },
    /// Of these people something is on record, and the rows would make test people of them, or participants.
    #[error(
        "{}: something is on record already, and whether somebody is a test person never changes after that",
        .0.join(", ")
    )]
    OnRecord(Vec<String>),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// Enrols everyone in the rows, or nobody. Rows that would change what is known are only counted
/// unless `apply` is set; then nothing at all is written.
///
/// # Errors
/// When a row names a site the study does not have, or would make a test person of somebody of whom something is on record
/// or the other way round, or the database fails.
pub async fn enrol(
    db: &Db,
    study: &StudyHandle,
    rows: Vec<Enrolment>,
    apply: bool,
    now: DateTime<Utc>,
) -> Result<EnrolReport, EnrolError> {
    for (row, Enrolment { site, .. }) in rows.iter().enumerate() {
        let known = |site: &String| study.study().sites.iter().any(|known| known.key == *site);
        if let Some(site) = site.as_ref().filter(|site| !known(site)) {
            return Err(EnrolError::NoSuchSite { row, site: site.clone() });
        }
    }
    let study = study.clone();
    db.write_with_vault(now, move |transaction, vault| {
        Box::pin(async move { enrol_in((transaction, vault), &study, &rows, apply, now).await })
    })
    .await
}

async fn enrol_in(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    study: &StudyHandle,
    rows: &[Enrolment],
    apply: bool,
    now: DateTime<Utc>,
) -> Result<EnrolReport, EnrolError> {
    let mut report = EnrolReport { applied: true, ..EnrolReport::default() };
    let mut writes = Vec::new();
    for row in rows {
        match by_number(transaction, study, &row.study_number).await? {
            None => {
                report.new += 1;
                report.new_test += usize::from(row.test == Some(true));
                writes.push((row, None));
            }
            Some(known) => {
                let mut columns = identity::differences(vault, known.id, row).await?;
                columns.extend(own_differences(row, &known));
                if columns.is_empty() {
                    report.unchanged += 1;
                } else {
                    report.changed.push((row.study_number.clone(), columns));
                    writes.push((row, Some(known)));
                }
            }
        }
    }
    report.applied = report.changed.is_empty() || apply;
    let known = writes.iter().filter_map(|(_, known)| known.as_ref().map(|known| known.id));
    hold(transaction, known).await?;
    test_people::stay_what_they_are(transaction, &writes).await?;
    if !report.applied {
        return Ok(report);
    }
    keep_all((transaction, vault), study, writes, now).await?;
    let told = format!("{}: {}", study.study().key, report.in_words());
    audit::write(transaction, "command line", "participants enrolled", &told, now).await?;
    Ok(report)
}

async fn keep_all(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    study: &StudyHandle,
    writes: Vec<(&Enrolment, Option<participant::Model>)>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let mut kept = Vec::with_capacity(writes.len());
    for (row, known) in writes {
        let id = match known {
            Some(known) => change(transaction, row, known).await?,
            None => add(transaction, study, row, now).await?,
        };
        kept.push((id, row));
    }
    identity::enrol(transaction, vault, kept).await
}

fn own_differences(row: &Enrolment, known: &participant::Model) -> Vec<&'static str> {
    let pairs = [
        ("language", &row.language, &known.language),
        ("site", &row.site, &known.site),
        ("referral_source", &row.referral_source, &known.referral_source),
    ];
    let differs = |(_, given, known): &(&str, &Option<String>, &Option<String>)| {
        given.is_some() && given != known
    };
    let mut columns: Vec<_> = pairs.into_iter().filter(differs).map(|(name, ..)| name).collect();
    columns.extend(test_people::differs(row, known).then_some("test"));
    columns
}

async fn change(
    transaction: &impl ConnectionTrait,
    row: &Enrolment,
    known: participant::Model,
) -> Result<i32, DbErr> {
    let participant::Model { id, is_test, .. } = known;
    let mut own = known.into_active_model();
    for (field, given) in [
        (&mut own.language, &row.language),
        (&mut own.site, &row.site),
        (&mut own.referral_source, &row.referral_source),
    ] {
        if given.is_some() {
            *field = Set(given.clone());
        }
    }
    own.is_test.set_if_not_equals(row.test.unwrap_or(is_test));
    if own.is_changed() {
        own.update(transaction).await?;
    }
    Ok(id)
}

async fn add(
    transaction: &impl ConnectionTrait,
    study: &StudyHandle,
    row: &Enrolment,
    now: DateTime<Utc>,
) -> Result<i32, DbErr> {
    let own = participant::ActiveModel {
        study_id: Set(study.id),
        study_number: Set(row.study_number.clone()),
        person_key: Set(new_person_key()),
        language: Set(row.language.clone()),
        site: Set(row.site.clone()),
        referral_source: Set(row.referral_source.clone()),
        enrolled_at: Set(now),
        is_test: Set(row.test == Some(true)),
        ..Default::default()
    };
    Ok(participant::Entity::insert(own).exec(transaction).await?.last_insert_id)
}

/// A pseudonym of 130 random bits, which says nothing about anybody.
pub(crate) fn new_person_key() -> String {
    secret::crockford26(&secret::random())
}

/// The participant with exactly this number, as files have it. What people type is looked up by
/// [`by_typed_number`].
pub(crate) async fn by_number(
    connection: &impl ConnectionTrait,
    study: &StudyHandle,
    number: &str,
) -> Result<Option<participant::Model>, DbErr> {
    participant::Entity::find()
        .filter(participant::Column::StudyId.eq(study.id))
        .filter(participant::Column::StudyNumber.eq(number))
        .one(connection)
        .await
}

/// The study numbers of these people, as staff read them: with the mark beside a test person's.
pub(crate) async fn numbers(
    connection: &impl ConnectionTrait,
    people: impl Iterator<Item = i32>,
) -> Result<HashMap<i32, String>, DbErr> {
    use participant::Column;
    let rows: Vec<(i32, String, bool)> = participant::Entity::find()
        .filter(Column::Id.is_in(people))
        .select_only()
        .columns([Column::Id, Column::StudyNumber, Column::IsTest])
        .into_tuple()
        .all(connection)
        .await?;
    let marked = |(id, number, is_test)| (id, test_people::marked(number, is_test));
    Ok(rows.into_iter().map(marked).collect())
}

/// Makes the writes about these participants wait for others about them, so that two tabs do not
/// overwrite what the other has just kept. Everybody holds in the same order, so nobody waits for
/// somebody who waits for them. SQLite has one writer anyway.
pub(crate) async fn hold(
    transaction: &impl ConnectionTrait,
    participants: impl IntoIterator<Item = i32>,
) -> Result<(), DbErr> {
    if transaction.get_database_backend() == DbBackend::Sqlite {
        return Ok(());
    }
    let participants: Vec<_> = BTreeSet::from_iter(participants).into_iter().collect();
    for some in participants.chunks(1024) {
        participant::Entity::find()
            .select_only()
            .column(participant::Column::Id)
            .filter(participant::Column::Id.is_in(of_few_lengths(some.to_vec())))
            .order_by_asc(participant::Column::Id)
            .lock(LockType::NoKeyUpdate)
            .into_tuple::<i32>()
            .all(transaction)
            .await?;
    }
    Ok(())
}
