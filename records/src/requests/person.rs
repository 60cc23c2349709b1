//! Who the person is to the study, and what they decided.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use surveys::{consent::Form, fill::long_date, stopping::Choice, tracing::StableContacts};

use super::{Consented, Event, Group, Kept, Stopped, Told, role};
use crate::{
    Db,
    entity::{allocation, consent_event, event, participant, stop_event},
    identity,
    studies::StudyHandle,
};

pub(super) async fn about(
    db: &Db,
    study: &StudyHandle,
    person: &participant::Model,
) -> Result<Vec<Kept>, DbErr> {
    let vault = identity::everything(&db.vault, person.id).await?;
    let mut about: Vec<Kept> =
        vault.into_iter().map(|(column, value)| kept(column, value)).collect();
    let sites = &study.study().sites;
    let site = person.site.as_ref().map(|key| {
        let known = sites.iter().find(|site| site.key == *key);
        known.map_or_else(|| key.clone(), |site| site.title.clone())
    });
    let others = [
        ("Language", person.language.clone()),
        ("Site", site),
        ("Who told us about you", person.referral_source.clone()),
        ("Key that stands for you in the data", Some(person.person_key.clone())),
        ("Enrolled on", Some(long_date(person.enrolled_at.date_naive()))),
    ];
    let others = others.into_iter().filter_map(|(what, value)| Some(Kept { what, value: value? }));
    about.extend(others);
    Ok(about)
}

fn kept(column: &str, value: String) -> Kept {
    let read = |value: String| match serde_json::from_str::<StableContacts>(&value) {
        Ok(stable) => stable.to_string(),
        Err(_) => value,
    };
    let value = if column == "stable_contacts" { read(value) } else { value };
    Kept { what: named(column), value }
}

fn named(column: &str) -> &'static str {
    match column {
        "first_name" => "First name",
        "last_name" => "Last name",
        "dob" => "Date of birth",
        "nino" => "National Insurance number",
        "nhs_number" => "NHS number",
        "mobile" => "Telephone",
        "email" => "Email",
        "address" => "Address",
        "postcode" => "Postcode",
        "stable_contacts" => "People who would know how to reach you",
        _ => "Typed and not finished",
    }
}

/// Every decision, oldest first, in the words in which it was put.
pub(super) async fn consent(
    db: &Db,
    forms: &BTreeMap<u32, Form>,
    person: &participant::Model,
) -> Result<Vec<Consented>, DbErr> {
    let rows = consent_event::Entity::find()
        .filter(consent_event::Column::ParticipantId.eq(person.id))
        .order_by_asc(consent_event::Column::Id);
    let told = |row: consent_event::Model| {
        let form = forms.get(&row.form_version.cast_unsigned());
        let statement = form.and_then(|form| {
            let said = form.statements.iter().find(|said| said.code == row.statement)?;
            let way =
                said.ways.iter().find(|way| Some(way.permits.name()) == row.permission.as_deref());
            let words = said.text.replace("{version}", &form.version.to_string());
            let words = words.replace("{date}", &long_date(form.date));
            Some((words, way.map(|way| way.text.clone())))
        });
        let (words, way) = statement.unwrap_or((row.statement, row.permission));
        Consented {
            words,
            way,
            answer: row.answer,
            form_version: row.form_version,
            by: row.channel,
            witness: row.witness,
            recorded_by: role(&row.actor, &person.study_number),
            at: row.at,
        }
    };
    Ok(rows.all(db.read()).await?.into_iter().map(told).collect())
}

pub(super) async fn stopped(db: &Db, person: &participant::Model) -> Result<Vec<Stopped>, DbErr> {
    let rows = stop_event::Entity::find()
        .filter(stop_event::Column::ParticipantId.eq(person.id))
        .order_by_asc(stop_event::Column::Id);
    let told = |row: stop_event::Model| {
        let choice = row.choice.as_deref().and_then(Choice::from_name).map(Choice::words);
        let choice = choice.unwrap_or_default();
        let words = match (row.act.as_str(), row.until_on) {
            ("takes_back", _) => format!("Taken back: {choice}"),
            ("pauses", Some(day)) => format!("A break until {}", long_date(day)),
            ("ends_pause", _) => "The break is over".to_owned(),
            _ => choice.to_owned(),
        };
        Stopped {
            words,
            decided_by: if row.decided_by == "participant" {
                "you".to_owned()
            } else {
                row.decided_by
            },
            by: row.channel,
            recorded_by: role(&row.actor, &person.study_number),
            reason: row.reason,
            reference: row.reference,
            on: row.decided_on,
        }
    };
    Ok(rows.all(db.read()).await?.into_iter().map(told).collect())
}

/// Told only to whom it is known: otherwise the trial could not compare the groups.
pub(super) async fn group(
    db: &Db,
    study: &StudyHandle,
    person: &participant::Model,
    is_known: bool,
) -> Result<Told<Group>, DbErr> {
    let row = allocation::Entity::find_by_id(person.id).one(db.read()).await?;
    let Some(row) = row else { return Ok(Told::Nothing) };
    if !is_known {
        let because = "You have not been told yet which group you are in. The results would be less \
            reliable if you learned it here. Ask again when you know.";
        return Ok(Told::KeptBack { because });
    }
    let arm = study.study().arms.iter().find(|arm| arm.key == row.arm);
    let title = arm.map_or_else(|| row.arm.clone(), |arm| arm.title.clone());
    Ok(Told::Here(Group { title, randomised_on: row.randomised_on }))
}

pub(super) async fn events(db: &Db, person: &participant::Model) -> Result<Vec<Event>, DbErr> {
    let rows = event::Entity::find()
        .filter(event::Column::ParticipantId.eq(person.id))
        .order_by_asc(event::Column::HappenedOn);
    let told = |row: event::Model| Event { what: row.kind.replace('_', " "), on: row.happened_on };
    Ok(rows.all(db.read()).await?.into_iter().map(told).collect())
}
