//! A person's allocation, and where the audit and its chain tell of it.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use surveys::fill::long_date;

use super::super::{people::Person, plan::Plan};
use crate::{
    allocations::BROUGHT,
    entity::{audit, seal},
    why::Allocation,
};

/// Why a column of it shows what it shows.
pub(super) fn because(name: &str, person: &Person) -> Vec<String> {
    let Some(own) = &person.allocation else {
        return vec!["No allocation was brought for the person.".to_owned()];
    };
    let on = long_date(own.randomised_on);
    vec![match name {
        "cohort" => format!(
            "It is d_cohort of the baseline, frozen when the allocation was brought. Randomised on {on}."
        ),
        _ => format!("Randomised on {on}; an arm that is set never changes."),
    }]
}

/// The allocation, where there is one. Whoever brings a file writes one entry for all that are new in it, at the same moment.
pub(super) async fn of(
    connection: &impl ConnectionTrait,
    person: &Person,
    plan: &Plan,
) -> Result<Option<Allocation>, DbErr> {
    let Some(own) = &person.allocation else { return Ok(None) };
    let entry = audit::Entity::find()
        .filter(audit::Column::Action.eq(BROUGHT))
        .filter(audit::Column::At.eq(own.recorded_at))
        .order_by_asc(audit::Column::Id)
        .one(connection)
        .await?;
    let sealed = match &entry {
        Some(entry) => {
            seal::Entity::find()
                .filter(seal::Column::Kind.eq("audit"))
                .filter(seal::Column::EntryId.eq(entry.id))
                .one(connection)
                .await?
        }
        None => None,
    };
    let title = plan.study.arms.iter().find(|arm| arm.key == own.arm).map(|arm| arm.title.clone());
    Ok(Some(Allocation {
        arm: own.arm.clone(),
        title,
        cohort: own.cohort,
        randomised_on: own.randomised_on,
        recorded_at: own.recorded_at,
        method: "made outside this system, and brought as a file",
        entry: entry.map(|entry| entry.id),
        seal: sealed.map(|seal| seal.sequence),
    }))
}
