//! A protocol that nobody could publish, stored as it was before anybody looked at its words.

use records::{Db, protocols};
use sea_orm_migration::sea_orm::ConnectionTrait;
use surveys::protocol::Protocol;

/// From now on it is in force in place of this one.
pub async fn follows(db: &Db, before: Protocol, change: impl FnOnce(&mut Protocol)) {
    let mut said = before;
    said.version += 1;
    change(&mut said);
    let (canonical, sha256) = protocols::canonical(&said).expect("it is written");
    let sql = format!(
        "INSERT INTO protocol_version (study_id, version, sha256, canonical, published_at, published_by) \
         VALUES (1, {}, '{sha256}', '{}', '2026-03-02 12:00:00+00:00', 'them')",
        said.version,
        canonical.replace('\'', "''")
    );
    db.writer().execute_unprepared(&sql).await.expect("it is stored");
}
