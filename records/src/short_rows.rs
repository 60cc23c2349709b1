//! Short rows that are read by the thousand. On SQLite each goes by itself from the thread that reads the file to the one that asked,
//! which takes longer than reading it; so the database writes them into one text there, and they go together.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDateTime, Utc};
use sea_orm::{
    ColIdx, ColumnTrait, Condition, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryResult,
    QueryTrait, Select, TryGetError, TryGetable, TryGetableMany,
    sea_query::{Expr, Query},
};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, Error},
};

/// A moment, however SQLite has it: what a migration wrote by the database's own clock says no zone, and is UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment(pub DateTime<Utc>);

impl TryGetable for Moment {
    fn try_get_by<I: ColIdx>(row: &QueryResult, column: I) -> Result<Self, TryGetError> {
        DateTime::<Utc>::try_get_by(row, column).map(Self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(told: D) -> Result<Self, D::Error> {
        let told = Cow::<str>::deserialize(told)?;
        let by_its_own_clock =
            |_| NaiveDateTime::parse_from_str(&told, "%F %T%.f").map(|at| at.and_utc());
        told.parse::<DateTime<Utc>>().or_else(by_its_own_clock).map(Self).map_err(D::Error::custom)
    }
}

/// The rows of a question, of which these columns were selected, in this order and by these names. Numbers, texts, days and
/// [`Moment`]s can be had so, and what is none; no bytes and no yes or no.
///
/// # Errors
/// When the database fails, or a row is not what it is read as.
pub(crate) async fn read<E, R>(
    connection: &impl ConnectionTrait,
    which: Select<E>,
    columns: &[&str],
) -> Result<Vec<R>, DbErr>
where
    E: EntityTrait,
    R: TryGetableMany + DeserializeOwned,
{
    if connection.get_database_backend() != DbBackend::Sqlite {
        return which.into_tuple::<R>().all(connection).await;
    }
    let columns: Vec<_> = columns.iter().map(|column| format!("\"{column}\"")).collect();
    let together = format!("json_group_array(json_array({}))", columns.join(", "));
    let mut all = Query::select();
    all.expr_as(Expr::cust(together), "told").from_subquery(which.into_query(), "each");
    let row = connection.query_one(&all).await?;
    let told: Option<String> = row.map(|row| row.try_get("", "told")).transpose()?;
    let told = told.unwrap_or_else(|| "[]".to_owned());
    // What is wrong with it would be told with words out of the row.
    serde_json::from_str(&told).map_err(|_| DbErr::Type("a row cannot be read".to_owned()))
}

/// Rows of which this column has one of these people. Between which of them all lie is said as well: of a table that it has not
/// counted yet, as one that was just filled, `PostgreSQL` takes five hundred people to be most, and would read all of it each time.
pub(crate) fn of_people(person: impl ColumnTrait, people: &[i32]) -> Condition {
    let ends = people.iter().min().zip(people.iter().max());
    let between = ends.map(|(first, last)| person.between(*first, *last));
    Condition::all().add(person.is_in(people.iter().copied())).add_option(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_with_its_zone_and_in_utc_where_it_has_none() {
        let noon = "2026-03-02T12:00:00Z".parse::<DateTime<Utc>>().map(Moment).expect("a moment");
        for told in
            ["2026-03-02T12:00:00+00:00", "2026-03-02 13:00:00+01:00", "2026-03-02 12:00:00"]
        {
            let read: Moment = serde_json::from_value(told.into()).expect(told);
            assert_eq!(read, noon, "{told}");
        }
        assert!(serde_json::from_str::<Moment>("\"noon\"").is_err());
    }
}
