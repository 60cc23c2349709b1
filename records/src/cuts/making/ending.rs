//! The end of making a cut: what is kept is read back, and from then on it counts.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter,
};

use super::{Begun, Filled};
use crate::{
    Db,
    audit::Entry,
    cuts::{
        Cut, CutError, CutRequest, Made, Manifest, kept,
        writing::{self, Kept},
    },
    entity::{cut, cut_row},
    exports,
    studies::StudyHandle,
};

/// Reads back what is kept and lets it count. Where answers were deleted meanwhile, it is read back once more.
pub(super) async fn end(
    db: &Db,
    study: &StudyHandle,
    (request, begun): (&CutRequest, &Begun),
    mut filled: Filled,
    (by, now): (&str, DateTime<Utc>),
) -> Result<Cut, CutError> {
    let files = kept::datasets_of(filled.files.clone())?;
    let schema = serde_json::to_string(&filled.files)?;
    loop {
        let snapshot = exports::snapshot(db).await?;
        let people = kept::people(&snapshot, begun.id).await?;
        let mut cut = Cut {
            number: begun.number,
            made_at: now,
            made_by: by.to_owned(),
            recipient: request.recipient.trim().to_owned(),
            purpose: request.purpose.clone(),
            masked: request.masked,
            include_text: request.include_text,
            people,
            erased: Vec::new(),
            manifest: manifest(request, (begun, people), &filled, now),
            id: begun.id,
        };
        let first_made = writing::hashes(&snapshot, Kept::of(&cut, &files)).await?;
        snapshot.rollback().await?;
        cut.manifest.first_made = first_made;
        let (told, counting) = (study.study().key.to_string(), (cut.clone(), schema.clone()));
        let (study, by) = (study.id, by.to_owned());
        let gone = db.write(move |transaction| {
            Box::pin(async move { count(transaction, counting, (study, &told, &by)).await })
        });
        match gone.await? {
            0 => return Ok(cut),
            people => filled.leave_out(people),
        }
    }
}

/// Lets the cut count, unless somebody is in it who was erased: how many were, and are taken out of it.
async fn count(
    transaction: &DatabaseTransaction,
    (cut, schema): (Cut, String),
    (study, key, by): (i32, &str, &str),
) -> Result<u64, CutError> {
    let gone = cut_row::Entity::delete_many()
        .filter(cut_row::Column::CutId.eq(cut.id))
        .filter(cut_row::Column::Rows.is_null())
        .exec(transaction)
        .await?
        .rows_affected;
    if gone > 0 {
        return Ok(gone);
    }
    let made = cut::ActiveModel {
        id: Set(cut.id),
        made_at: Set(Some(cut.made_at)),
        people: Set(i32::try_from(cut.people).unwrap_or(i32::MAX)),
        manifest: Set(serde_json::to_string(&cut.manifest)?),
        schema: Set(schema),
        ..Default::default()
    };
    made.update(transaction).await?;
    let object = format!("{key} cut {}", cut.number);
    let purpose = cut.purpose.map(|purpose| format!(", for {purpose}")).unwrap_or_default();
    let entry = Entry::new(by, "cut made", &object).in_study(study);
    entry.to(&format!("for {}{purpose}", cut.recipient)).write(transaction, cut.made_at).await?;
    Ok(0)
}

fn manifest(
    request: &CutRequest,
    (begun, people): (&Begun, u64),
    filled: &Filled,
    now: DateTime<Utc>,
) -> Manifest {
    let (of, terms) = (filled.of.clone(), begun.agreed.terms.as_ref());
    Manifest {
        software: of.software.to_owned(),
        software_version: of.software_version.to_owned(),
        study: of.study,
        cut: begun.number,
        made_at: now,
        recipient: request.recipient.trim().to_owned(),
        purpose: request.purpose.clone(),
        purpose_title: terms.map(|terms| terms.purpose.title.clone()),
        statement: terms.and_then(|terms| terms.purpose.consent.clone()),
        terms_version: terms.map(|terms| terms.version),
        masked: request.masked,
        text_included: of.text_included,
        waves: of.waves,
        variables: request.variables.clone(),
        surveys: of.surveys,
        consent_form_versions: of.consent_form_versions,
        people,
        left_out: filled.left_out.clone(),
        first_made: Vec::<Made>::new(),
    }
}
