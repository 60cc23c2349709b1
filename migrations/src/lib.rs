//! The schema's history: one change a file, oldest first. A migration that has been merged never
//! changes; what turns out wrong is put right by the next one.
//!
//! There are three stores, which may be three databases or one: answers, vault, keys. Each has a
//! history of its own.

mod m0001_studies;

mod m0002_people;

mod m0003_responses;

mod m0004_vault_apart;

mod m0005_outbox;

mod m0006_audit_chain;

mod m0007_staff;

mod m0008_stopping;

mod m0009_alerts;

mod m0010_short_codes;

mod m0014_consent_forms;

mod m0015_task_words;

mod m0016_registers;

mod m0017_written_down;

mod m0018_single_sign_on;

mod m0019_erased_answers;

mod m0020_receipts;

mod m0021_may_have_left;

mod m0022_frozen_on;

mod m0023_restored_backups;

mod m0024_instrument_rights;

mod m0025_survey_drafts;

mod m0026_plain_numbers;

mod m0027_draft_translations;

mod m0028_answered_in;

mod m0029_draft_numbers;

mod m0030_protocols;

mod m0031_in_doubt;

mod m0034_earlier_texts;

mod m0035_texts_received;

mod m0036_planned_contacts;

mod m0040_vouchers;

mod m0041_test_people;

mod m0042_link_opened;

mod m0043_left_out;

mod m0044_letter_files;

mod m0045_tracing;

mod m0046_protocol_drafts;

mod m0047_known_waves;

mod m0048_calls;

mod m0049_interviews;

mod m0050_sealed_calls;

mod m0051_rung_numbers;

mod m0052_call_indexes;

mod m0053_last_names;

mod m0055_corrected_calls;

mod m0058_earlier_studies;

mod m0059_leased_cases;

mod m0060_cuts;

mod m0061_linkage;

mod v0001_identities;

mod v0002_register_words;

mod v0003_stable_contacts;

mod v0004_last_names;

mod k0001_keys;

mod k0002_erased;

use std::cmp::Ordering;

use sea_orm_migration::{
    MigrationTrait, async_trait,
    prelude::{DynIden, IntoIden},
    sea_orm::DatabaseConnection,
};
pub use sea_orm_migration::{MigratorTrait, prelude::DbErr};

/// Brings the answers' database to today's schema.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        [until_restored_backups(), since_instrument_rights()].into_iter().flatten().collect()
    }
}

fn until_restored_backups() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(m0001_studies::Migration),
        Box::new(m0002_people::Migration),
        Box::new(m0003_responses::Migration),
        Box::new(m0004_vault_apart::Migration),
        Box::new(m0005_outbox::Migration),
        Box::new(m0006_audit_chain::Migration),
        Box::new(m0007_staff::Migration),
        Box::new(m0008_stopping::Migration),
        Box::new(m0009_alerts::Migration),
        Box::new(m0010_short_codes::Migration),
        Box::new(m0014_consent_forms::Migration),
        Box::new(m0015_task_words::Migration),
        Box::new(m0016_registers::Migration),
        Box::new(m0017_written_down::Migration),
        Box::new(m0018_single_sign_on::Migration),
        Box::new(m0019_erased_answers::Migration),
        Box::new(m0020_receipts::Migration),
        Box::new(m0021_may_have_left::Migration),
        Box::new(m0022_frozen_on::Migration),
        Box::new(m0023_restored_backups::Migration),
    ]
}

fn since_instrument_rights() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(m0024_instrument_rights::Migration),
        Box::new(m0025_survey_drafts::Migration),
        Box::new(m0026_plain_numbers::Migration),
        Box::new(m0027_draft_translations::Migration),
        Box::new(m0028_answered_in::Migration),
        Box::new(m0029_draft_numbers::Migration),
        Box::new(m0030_protocols::Migration),
        Box::new(m0031_in_doubt::Migration),
        Box::new(m0034_earlier_texts::Migration),
        Box::new(m0035_texts_received::Migration),
        Box::new(m0036_planned_contacts::Migration),
        Box::new(m0040_vouchers::Migration),
        Box::new(m0041_test_people::Migration),
        Box::new(m0042_link_opened::Migration),
        Box::new(m0043_left_out::Migration),
        Box::new(m0044_letter_files::Migration),
        Box::new(m0045_tracing::Migration),
        Box::new(m0046_protocol_drafts::Migration),
        Box::new(m0047_known_waves::Migration),
        Box::new(m0048_calls::Migration),
        Box::new(m0049_interviews::Migration),
        Box::new(m0050_sealed_calls::Migration),
        Box::new(m0051_rung_numbers::Migration),
        Box::new(m0052_call_indexes::Migration),
        Box::new(m0053_last_names::Migration),
        Box::new(m0055_corrected_calls::Migration),
        Box::new(m0058_earlier_studies::Migration),
        Box::new(m0059_leased_cases::Migration),
        Box::new(m0060_cuts::Migration),
        Box::new(m0061_linkage::Migration),
    ]
}

/// Brings the vault to today's schema.
#[derive(Debug)]
pub struct VaultMigrator;

#[async_trait::async_trait]
impl MigratorTrait for VaultMigrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(v0001_identities::Migration),
            Box::new(v0002_register_words::Migration),
            Box::new(v0003_stable_contacts::Migration),
            Box::new(v0004_last_names::Migration),
        ]
    }

    fn migration_table_name() -> DynIden {
        "vault_migrations".into_iden()
    }
}

/// Brings the key store to today's schema.
#[derive(Debug)]
pub struct KeysMigrator;

#[async_trait::async_trait]
impl MigratorTrait for KeysMigrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(k0001_keys::Migration), Box::new(k0002_erased::Migration)]
    }

    fn migration_table_name() -> DynIden {
        "keys_migrations".into_iden()
    }
}

/// The changes that a store's history knows, oldest first.
#[must_use]
pub fn names<M: MigratorTrait>() -> Vec<String> {
    M::migrations().iter().map(|change| change.name().to_owned()).collect()
}

/// Brings a store to the schema that it had after so many changes, forward or back. Going back takes tables
/// and columns away with what is in them: only what is empty may go back.
///
/// # Errors
/// When the database fails.
pub async fn to<M: MigratorTrait>(store: &DatabaseConnection, changes: usize) -> Result<(), DbErr> {
    let made = M::migrations().len() - M::get_pending_migrations(store).await?.len();
    let steps = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    match changes.cmp(&made) {
        Ordering::Greater => M::up(store, Some(steps(changes - made))).await,
        Ordering::Less => M::down(store, Some(steps(made - changes))).await,
        Ordering::Equal => Ok(()),
    }
}
