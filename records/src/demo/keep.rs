//! Writing invented people, many in one transaction.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter,
};
use surveys::consent::Event;

use super::life::Life;
use crate::{
    Db, consent,
    entity::{allocation, event, participant, response},
    identity::{self, Vault},
    studies::StudyHandle,
};

pub(super) async fn lives(
    db: &Db,
    study: &StudyHandle,
    lives: Vec<Life>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let study = study.id;
    db.write_with_vault(now, move |transaction, vault| {
        Box::pin(async move { lives_in((transaction, vault), study, lives, now).await })
    })
    .await
}

async fn lives_in(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    study: i32,
    lives: Vec<Life>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let ids = participants(transaction, study, &lives).await?;
    let enrolled = lives
        .iter()
        .filter_map(|life| Some((*ids.get(&life.enrolment.study_number)?, &life.enrolment)));
    identity::enrol(transaction, vault, enrolled).await?;
    let mut responses = Vec::new();
    let mut allocations = Vec::new();
    let mut events = Vec::new();
    for life in lives {
        let Some(id) = ids.get(&life.enrolment.study_number).copied() else { continue };
        decisions(transaction, id, &life.consent).await?;
        responses.extend(life.responses.into_iter().map(|row| response_row(id, row)));
        allocations.extend(life.allocation.map(|allocation| allocation::ActiveModel {
            participant_id: Set(id),
            arm: Set(allocation.arm),
            cohort: Set(allocation.cohort),
            randomised_on: Set(allocation.on),
            recorded_at: Set(now),
        }));
        events.extend(life.events.into_iter().map(|(kind, on)| event::ActiveModel {
            id: NotSet,
            participant_id: Set(id),
            kind: Set(kind.name().to_owned()),
            happened_on: Set(on),
            recorded_at: Set(now),
        }));
    }
    response::Entity::insert_many(responses).exec_without_returning(transaction).await?;
    allocation::Entity::insert_many(allocations).exec_without_returning(transaction).await?;
    event::Entity::insert_many(events).exec_without_returning(transaction).await?;
    Ok(())
}

/// Enrols everyone, and tells their ids by study number.
async fn participants(
    transaction: &impl ConnectionTrait,
    study: i32,
    lives: &[Life],
) -> Result<HashMap<String, i32>, DbErr> {
    let rows = lives.iter().map(|life| participant::ActiveModel {
        id: NotSet,
        study_id: Set(study),
        study_number: Set(life.enrolment.study_number.clone()),
        person_key: Set(life.person_key.clone()),
        language: Set(life.enrolment.language.clone()),
        site: Set(life.enrolment.site.clone()),
        referral_source: Set(life.enrolment.referral_source.clone()),
        enrolled_at: Set(life.enrolled_at),
        is_test: Set(false),
    });
    participant::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    let numbers = lives.iter().map(|life| life.enrolment.study_number.as_str());
    let rows = participant::Entity::find()
        .filter(participant::Column::StudyId.eq(study))
        .filter(participant::Column::StudyNumber.is_in(numbers))
        .all(transaction)
        .await?;
    Ok(rows.into_iter().map(|row| (row.study_number, row.id)).collect())
}

/// The ledger, one moment after the other.
async fn decisions(
    transaction: &impl ConnectionTrait,
    id: i32,
    events: &[Event],
) -> Result<(), DbErr> {
    for together in events.chunk_by(|one, other| one.at == other.at) {
        let Event { form_version, at, .. } = together[0];
        let decisions: Vec<_> = together.iter().map(|event| event.decision.clone()).collect();
        let them = consent::Source::THEM;
        consent::add(transaction, id, form_version, &decisions, them, at).await?;
    }
    Ok(())
}

fn response_row(id: i32, row: response::Model) -> response::ActiveModel {
    let mut row = row.into_active_model().reset_all();
    row.id = NotSet;
    row.participant_id = Set(id);
    row
}
