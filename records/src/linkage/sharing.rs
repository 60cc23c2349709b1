//! Who was in which file, and what an access request tells of it.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};
use surveys::{
    calendar,
    fill::long_date,
    keys::OwnerKey,
    linking::{
        Identifier,
        terms::{Outcome, Owner},
    },
};

use super::{LinkageError, Names};
use crate::{
    entity::{linkage_file, linkage_person, linked_value, participant},
    requests::Received,
    studies::StudyHandle,
    terms::{self, Kept},
};

/// The owner of a file, as these terms have it.
pub(super) fn owner_of(terms: &Kept, file: &linkage_file::Model) -> Result<Owner, LinkageError> {
    let unknown = |_| DbErr::Custom(format!("linkage file {} is of nobody", file.number));
    let key = OwnerKey::new(&file.owner).map_err(unknown)?;
    let found = terms.terms.owner(&key).cloned();
    found.ok_or_else(|| LinkageError::NoSuchOwner(key, Names::of(&terms.terms)))
}

/// The owner of a file as the terms have it by which the file was made. Later ones may name it no more, or say to which statement
/// people have to agree from then on.
pub(super) async fn owner_then(
    connection: &impl ConnectionTrait,
    file: &linkage_file::Model,
) -> Result<Owner, LinkageError> {
    let version = file.terms_version.cast_unsigned();
    let kept = terms::numbered(connection, file.study_id, version).await?;
    owner_of(&kept.ok_or(terms::TermsError::NoSuchVersion(version))?, file)
}

/// Who is in a file, with the key of their pseudonym.
pub(super) async fn people_of(
    connection: &impl ConnectionTrait,
    file: i32,
) -> Result<Vec<(i32, String)>, DbErr> {
    let inside = linkage_person::Entity::find()
        .filter(linkage_person::Column::FileId.eq(file))
        .select_only()
        .column(linkage_person::Column::ParticipantId);
    participant::Entity::find()
        .filter(participant::Column::Id.in_subquery(inside.into_query()))
        .order_by_asc(participant::Column::Id)
        .select_only()
        .columns([participant::Column::Id, participant::Column::PersonKey])
        .into_tuple()
        .all(connection)
        .await
}

/// The files that somebody is in, oldest first.
async fn files_of(
    connection: &impl ConnectionTrait,
    participant: i32,
) -> Result<Vec<linkage_file::Model>, DbErr> {
    let inside = linkage_person::Entity::find()
        .filter(linkage_person::Column::ParticipantId.eq(participant))
        .select_only()
        .column(linkage_person::Column::FileId);
    linkage_file::Entity::find()
        .filter(linkage_file::Column::Id.in_subquery(inside.into_query()))
        .order_by_asc(linkage_file::Column::Number)
        .all(connection)
        .await
}

/// The owner of a file as the terms have it that hold, or else as those by which the file was made. Terms that cannot be read
/// name nobody: what is done for a person does not wait for them.
pub(super) async fn known_owner(
    connection: &impl ConnectionTrait,
    file: &linkage_file::Model,
) -> Result<Option<(Kept, Owner)>, DbErr> {
    let made_by = file.terms_version.cast_unsigned();
    let both = [
        terms::current(connection, file.study_id).await,
        terms::numbered(connection, file.study_id, made_by).await,
    ];
    for kept in both {
        let kept = match kept {
            Err(terms::TermsError::Database(error)) => return Err(error),
            Err(_) | Ok(None) => continue,
            Ok(Some(kept)) => kept,
        };
        if let Ok(owner) = owner_of(&kept, file) {
            return Ok(Some((kept, owner)));
        }
    }
    Ok(None)
}

/// To whom somebody's details were sent so that records could be found, a sentence each, oldest first.
pub(crate) async fn recipients(
    connection: &impl ConnectionTrait,
    study: &StudyHandle,
    participant: i32,
) -> Result<Vec<String>, DbErr> {
    let mut all = Vec::new();
    for file in files_of(connection, participant).await? {
        let known = known_owner(connection, &file).await?;
        let title = known.map_or_else(|| file.owner.clone(), |(_, owner)| owner.title);
        let made_on = calendar::date_in(&study.study().timezone, file.made_at);
        all.push(format!(
            "{title}, under the agreement {}, on {}: your {}.",
            file.agreement,
            long_date(file.sent_on.unwrap_or(made_on)),
            given(&file)
        ));
    }
    Ok(all)
}

/// What was given, in words.
fn given(file: &linkage_file::Model) -> String {
    let columns: Vec<String> = serde_json::from_str(&file.fields).unwrap_or_default();
    let words = |column: &String| {
        let name = column.strip_suffix("_keyed").unwrap_or(column);
        let one = Identifier::ALL.into_iter().find(|one| one.name() == name);
        let words = one.map_or_else(|| name.to_owned(), |one| one.words().to_owned());
        if name == column { words } else { format!("{words} as a code") }
    };
    columns.iter().map(words).collect::<Vec<_>>().join(", ")
}

/// Everything that is kept of what owners returned of somebody.
pub(crate) async fn received(
    connection: &impl ConnectionTrait,
    study: &StudyHandle,
    participant: i32,
) -> Result<Vec<Received>, DbErr> {
    let mut all = Vec::new();
    for file in files_of(connection, participant).await? {
        let values = linked_value::Entity::find()
            .filter(linked_value::Column::FileId.eq(file.id))
            .filter(linked_value::Column::ParticipantId.eq(participant))
            .order_by_asc(linked_value::Column::Id);
        let known = known_owner(connection, &file).await?.map(|(_, owner)| owner);
        let on = file.returned_at.map(|at| calendar::date_in(&study.study().timezone, at));
        for value in values.all(connection).await? {
            let mut outcomes = known.iter().flat_map(|owner| &owner.outcomes);
            let outcome = outcomes.find(|one| one.name.as_str() == value.variable);
            all.push(Received {
                from: known.as_ref().map_or_else(|| file.owner.clone(), |own| own.title.clone()),
                what: outcome.map_or_else(|| value.variable.clone(), |one| one.label.clone()),
                value: in_words(outcome, &value.value),
                on,
            });
        }
    }
    Ok(all)
}

fn in_words(outcome: Option<&Outcome>, value: &str) -> String {
    let mut codes = outcome.into_iter().flat_map(|one| &one.codes);
    let code = codes.find(|one| one.code.to_string() == value);
    code.map_or_else(|| value.to_owned(), |one| one.text.clone())
}
