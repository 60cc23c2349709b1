//! Consent forms that a study ever used. What somebody agreed to is shown in the words of its version.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
};
use serde::Serialize;
use surveys::{consent::Form, study::Study};

use crate::{entity::consent_form, sealing::hex, secret};

/// The version of a consent form is in use with other words.
#[derive(Debug, thiserror::Error)]
#[error(
    "consent form version {0} is in use with other words; give the changed form a new version, so that everybody is asked again"
)]
pub struct OtherWords(pub u32);

/// Keeps the form of a study that is loaded, when its version is new.
///
/// # Errors
/// When its version was used with other words, or the database fails.
pub(crate) async fn keep(
    transaction: &impl ConnectionTrait,
    study_id: i32,
    study: &Study,
    now: DateTime<Utc>,
) -> Result<Result<(), OtherWords>, DbErr> {
    let form = &study.consent;
    let sha256 = hash(form)?;
    let known = consent_form::Entity::find()
        .filter(consent_form::Column::StudyId.eq(study_id))
        .filter(consent_form::Column::Version.eq(form.version.cast_signed()))
        .one(transaction)
        .await?;
    if let Some(known) = known {
        return Ok(if known.sha256 == sha256 { Ok(()) } else { Err(OtherWords(form.version)) });
    }
    let row = consent_form::ActiveModel {
        study_id: Set(study_id),
        version: Set(form.version.cast_signed()),
        effective_from: Set(form.date),
        form: Set(json(form)?),
        sha256: Set(sha256),
        approved_by: Set(form.approved_by.clone()),
        rec_ref: Set(form.rec_ref.clone()),
        info_sheet_sha256: Set(hash(&study.information)?),
        loaded_at: Set(now),
        ..Default::default()
    };
    consent_form::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(Ok(()))
}

/// Every form of a study by its version, the one in use among them.
pub(crate) async fn all(
    connection: &impl ConnectionTrait,
    study_id: i32,
    study: &Study,
) -> Result<BTreeMap<u32, Form>, DbErr> {
    let rows = consent_form::Entity::find()
        .filter(consent_form::Column::StudyId.eq(study_id))
        .order_by_asc(consent_form::Column::Version)
        .all(connection)
        .await?;
    let mut forms = BTreeMap::from([(study.consent.version, study.consent.clone())]);
    for row in rows {
        let form = serde_json::from_str(&row.form);
        let form = form.map_err(|error| DbErr::Json(error.to_string()))?;
        forms.insert(row.version.cast_unsigned(), form);
    }
    Ok(forms)
}

fn hash(what: &impl Serialize) -> Result<String, DbErr> {
    Ok(hex(&secret::hashed(&json(what)?)))
}

fn json(what: &impl Serialize) -> Result<String, DbErr> {
    serde_json::to_string(what).map_err(|error| DbErr::Json(error.to_string()))
}
