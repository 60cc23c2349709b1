//! What tests do to a database behind the program's back.

use std::path::Path;

use sea_orm_migration::sea_orm::{ConnectionTrait, Database, DatabaseConnection};

pub async fn does(database: &DatabaseConnection, sql: &str) {
    database.execute_unprepared(sql).await.expect("it is done");
}

/// The same in the database of a file, which a program may be using.
pub async fn does_in_file(file: &Path, statements: &[&str]) {
    let database = Database::connect(format!("sqlite://{}?mode=rw", file.display())).await;
    let database = database.expect("the database");
    for statement in statements {
        does(&database, statement).await;
    }
    database.close().await.expect("it is closed");
}
