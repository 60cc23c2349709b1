//! Study numbers as people type them: read out on the telephone, copied from a letter or a spreadsheet. What
//! stands between the letters and digits does not count, nor whether letters are large: `bw 0001` is `BW-0001`. Nor does the mark
//! beside a test person's, which is copied along.

use std::collections::{HashMap, HashSet};

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, ExprTrait, SelectStatement},
};

use super::{by_number, test_people::unmarked};
use crate::{Db, entity::participant, studies::StudyHandle};

/// A study number without the signs that it may have beside letters and digits, on both databases. There is an
/// index of exactly this.
const PLAIN: &str =
    "UPPER(REPLACE(REPLACE(REPLACE(REPLACE(study_number, '-', ''), '_', ''), '.', ''), '/', ''))";
/// Numbers in one question to the database.
const SOME: usize = 500;

/// Whom a list of numbers names.
pub(crate) struct Named {
    /// Each once, in the order of the list.
    pub people: Vec<participant::Model>,
    /// What is nobody's, as it was typed.
    pub unknown: Vec<String>,
}

/// The participant whom a number names. What fits two people and is neither's to the letter names nobody.
pub(crate) async fn by_typed_number(
    connection: &impl ConnectionTrait,
    study_id: i32,
    typed: &str,
) -> Result<Option<participant::Model>, DbErr> {
    let named = by_typed_numbers(connection, study_id, &[typed.to_owned()]).await?;
    Ok(named.people.into_iter().next())
}

/// The same of many at once: two questions for each [`SOME`] of them.
pub(crate) async fn by_typed_numbers(
    connection: &impl ConnectionTrait,
    study_id: i32,
    typed: &[String],
) -> Result<Named, DbErr> {
    let exact = exact(connection, study_id, typed.iter().map(|one| unmarked(one))).await?;
    let others = typed.iter().filter(|one| !exact.contains_key(unmarked(one)));
    let alike = alike(connection, study_id, others.map(|one| plain(one)).collect()).await?;
    let (mut people, mut unknown, mut known) = (Vec::new(), Vec::new(), HashSet::new());
    for one in typed {
        match (exact.get(unmarked(one)), alike.get(&plain(one)).map(Vec::as_slice)) {
            (Some(person), _) | (None, Some([person])) => {
                people.extend(known.insert(person.id).then(|| person.clone()));
            }
            _ => unknown.push(one.trim().to_owned()),
        }
    }
    Ok(Named { people, unknown })
}

/// Everybody in any study whom a number may mean: row and study number.
pub(crate) async fn in_every_study(
    connection: &impl ConnectionTrait,
    typed: &str,
) -> Result<Vec<(i32, String)>, DbErr> {
    let plain = plain(typed);
    if plain.is_empty() {
        return Ok(Vec::new());
    }
    participant::Entity::find()
        .select_only()
        .columns([participant::Column::Id, participant::Column::StudyNumber])
        .filter(Expr::cust(PLAIN).eq(plain))
        .into_tuple()
        .all(connection)
        .await
}

/// Those of a study whose number has this in it, as a question within another. None where nothing is left of it.
pub(crate) fn with_part(study_id: i32, typed: &str) -> Option<SelectStatement> {
    let part = plain(typed);
    (!part.is_empty()).then(|| {
        participant::Entity::find()
            .select_only()
            .column(participant::Column::Id)
            .filter(participant::Column::StudyId.eq(study_id))
            .filter(Expr::cust(PLAIN).like(format!("%{part}%")))
            .into_query()
    })
}

/// What of a number counts.
fn plain(typed: &str) -> String {
    let counts = unmarked(typed).chars().filter(char::is_ascii_alphanumeric);
    counts.map(|c| c.to_ascii_uppercase()).collect()
}

async fn exact(
    connection: &impl ConnectionTrait,
    study_id: i32,
    numbers: impl Iterator<Item = &str>,
) -> Result<HashMap<String, participant::Model>, DbErr> {
    let mut found = HashMap::new();
    for some in numbers.collect::<Vec<_>>().chunks(SOME) {
        let rows = participant::Entity::find()
            .filter(participant::Column::StudyId.eq(study_id))
            .filter(participant::Column::StudyNumber.is_in(some.iter().copied()));
        let rows = rows.all(connection).await?.into_iter();
        found.extend(rows.map(|row| (row.study_number.clone(), row)));
    }
    Ok(found)
}

async fn alike(
    connection: &impl ConnectionTrait,
    study_id: i32,
    numbers: HashSet<String>,
) -> Result<HashMap<String, Vec<participant::Model>>, DbErr> {
    let mut found: HashMap<String, Vec<_>> = HashMap::new();
    let numbers: Vec<_> = numbers.into_iter().filter(|one| !one.is_empty()).collect();
    for some in numbers.chunks(SOME) {
        for row in written_alike(study_id, some).all(connection).await? {
            found.entry(plain(&row.study_number)).or_default().push(row);
        }
    }
    Ok(found)
}

fn written_alike(study_id: i32, numbers: &[String]) -> Select<participant::Entity> {
    participant::Entity::find()
        .filter(participant::Column::StudyId.eq(study_id))
        .filter(Expr::cust(PLAIN).is_in(numbers.iter().map(String::as_str)))
}

/// Which of these numbers, from 0, are nobody's in the study: told beside what else is wrong with a list.
///
/// # Errors
/// When the database fails.
pub async fn unknown(
    db: &Db,
    study: &StudyHandle,
    numbers: &[String],
) -> Result<Vec<usize>, DbErr> {
    let mut unknown = Vec::new();
    for (place, number) in numbers.iter().enumerate() {
        let person = by_number(db.read(), study, number).await?;
        unknown.extend(person.is_none().then_some(place));
    }
    Ok(unknown)
}

#[cfg(test)]
mod tests {
    use migrations::{Migrator, MigratorTrait};
    use sea_orm::{Database, QueryTrait, Statement};

    use super::*;

    #[tokio::test]
    async fn a_number_is_found_by_an_index_among_however_many_people() {
        let database = Database::connect("sqlite::memory:").await.expect("a database");
        Migrator::up(&database, None).await.expect("today's schema");
        let asked = written_alike(1, &["BW0001".to_owned()]).build(database.get_database_backend());
        let explained = Statement { sql: format!("EXPLAIN QUERY PLAN {}", asked.sql), ..asked };

        let plan = database.query_all_raw(explained).await.expect("a plan");
        let plan: Vec<String> =
            plan.iter().filter_map(|row| row.try_get("", "detail").ok()).collect();

        assert!(
            plan.iter().any(|step| step.contains("USING INDEX participant_by_plain_number")),
            "{plan:?}"
        );
    }
}
