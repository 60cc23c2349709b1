//! Versions of a study's protocol. The waves of a study that was loaded before move out of its definition into a first one.

use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, Statement, Value},
};
use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha256};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let protocol = Table::create()
            .table("protocol_version")
            .col(pk_auto("id"))
            .col(integer("study_id"))
            .col(integer("version"))
            .col(string("sha256"))
            .col(text("canonical"))
            .col(timestamp_with_time_zone("published_at"))
            .col(string("published_by"))
            .col(text_null("reason"))
            .index(Index::create().unique().name("one_protocol").col("study_id").col("version"))
            .foreign_key(
                ForeignKey::create().from("protocol_version", "study_id").to("study", "id"),
            )
            .to_owned();
        manager.create_table(protocol).await?;
        for (id, mut definition) in
            studies(manager, "SELECT id, definition AS text FROM study").await?
        {
            let waves = definition.remove("waves").unwrap_or_else(|| json!([]));
            let canonical = protocol_of(&waves).to_string();
            let insert = "INSERT INTO protocol_version (study_id, version, sha256, canonical, published_at, \
                          published_by, reason) SELECT id, 1, $1, $2, loaded_at, 'upgrade', $3 FROM study WHERE id = $4";
            let why = "The waves stood in the study's file before.".to_owned();
            run(
                manager,
                insert,
                [sha256(&canonical).into(), canonical.into(), why.into(), id.into()],
            )
            .await?;
            keep(manager, id, definition).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let latest = "SELECT p.study_id AS id, p.canonical AS text FROM protocol_version p WHERE p.version = \
                      (SELECT MAX(version) FROM protocol_version o WHERE o.study_id = p.study_id)";
        let protocols = studies(manager, latest).await?;
        for (id, mut definition) in
            studies(manager, "SELECT id, definition AS text FROM study").await?
        {
            let protocol = protocols.iter().find(|(study, _)| *study == id);
            let waves = protocol.and_then(|(_, protocol)| protocol.get("waves")).cloned();
            let mut waves = waves.unwrap_or_else(|| json!([]));
            for wave in waves.as_array_mut().into_iter().flatten() {
                let wave = wave.as_object_mut();
                wave.map(|wave| ["steps", "outcomes"].map(|name| wave.remove(name)));
            }
            definition.insert("waves".to_owned(), waves);
            keep(manager, id, definition).await?;
        }
        manager.drop_table(Table::drop().table("protocol_version").to_owned()).await
    }
}

/// A protocol that sends nothing, with the limits that every protocol has.
fn protocol_of(waves: &Json) -> Json {
    json!({
        "version": 1,
        "hours": {},
        "holidays": { "region": "england_and_wales" },
        "hours_between": 48,
        "hours_late": 48,
        "most_contacts": 10,
        "waves": waves,
    })
}

/// What is asked for, by the number of the study.
async fn studies(
    manager: &SchemaManager<'_>,
    query: &str,
) -> Result<Vec<(i32, Map<String, Json>)>, DbErr> {
    let connection = manager.get_connection();
    let query = Statement::from_string(manager.get_database_backend(), query);
    let read = |row: sea_orm_migration::sea_orm::QueryResult| {
        let text: String = row.try_get("", "text")?;
        let read = serde_json::from_str(&text).map_err(|error| DbErr::Json(error.to_string()))?;
        Ok((row.try_get("", "id")?, read))
    };
    connection.query_all_raw(query).await?.into_iter().map(read).collect()
}

async fn keep(
    manager: &SchemaManager<'_>,
    id: i32,
    definition: Map<String, Json>,
) -> Result<(), DbErr> {
    let definition = Json::Object(definition).to_string();
    let update = "UPDATE study SET definition = $1, revision = revision + 1 WHERE id = $2";
    run(manager, update, [definition.into(), id.into()]).await
}

async fn run<const N: usize>(
    manager: &SchemaManager<'_>,
    sql: &str,
    values: [Value; N],
) -> Result<(), DbErr> {
    let statement = Statement::from_sql_and_values(manager.get_database_backend(), sql, values);
    manager.get_connection().execute_raw(statement).await.map(drop)
}

fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
