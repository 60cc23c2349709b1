//! The schema's history: one change a file, oldest first. A migration that has been merged never
//! changes; what turns out wrong is put right by the next one.

mod m0001_studies;

mod m0002_people;

mod m0003_responses;

mod m0005_outbox;

mod m0006_audit_chain;

mod m0008_stopping;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::{MigrationTrait, async_trait};

/// Brings a database to today's schema.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_studies::Migration),
            Box::new(m0002_people::Migration),
            Box::new(m0003_responses::Migration),
            Box::new(m0005_outbox::Migration),
            Box::new(m0006_audit_chain::Migration),
            Box::new(m0008_stopping::Migration),
        ]
    }
}
