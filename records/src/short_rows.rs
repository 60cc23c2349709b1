//! Short rows that are read by the thousand. On SQLite each goes by itself from the thread that reads the file to the one that asked,
//! which takes longer than reading it; so the database writes them into one text there, and they go together.

use sea_orm::{
    ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryTrait, Select, TryGetableMany,
    sea_query::{Expr, Query},
};
use serde::de::DeserializeOwned;

/// The rows of a question, of which these columns were selected, in this order and by these names. Numbers, texts, days and
/// moments can be had so, and what is none; no bytes and no yes or no.
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
