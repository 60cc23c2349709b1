//! Whom a new version concerns: who has begun on an earlier one, and who is still to come.

use std::collections::BTreeMap;

use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, FromQueryResult, JoinType, PaginatorTrait, QueryFilter,
    QuerySelect, sea_query::Expr,
};
use surveys::keys::SurveyKey;

use super::using;
use crate::{
    Db,
    auth::{By, SurveyReader},
    entity::{participant, response, survey_version},
    participants,
};

/// How many people a survey concerns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Affected {
    /// By version: how many have begun and not sent, and how many have sent.
    pub versions: Vec<(u32, u64, u64)>,
    /// By wave that asks the survey: its study, its key, and how many people of the study have not begun it.
    pub to_come: Vec<(String, String, u64)>,
}

#[derive(FromQueryResult)]
struct Counted {
    version: i32,
    study_id: i32,
    begun: i64,
    sent: i64,
}

/// Counts them in the studies that they may know of. Whoever stopped, or whose wave has closed, counts among those who
/// have not begun; test people are not counted.
///
/// # Errors
/// When the database fails, or holds what this program cannot read.
pub async fn affected(db: &Db, by: &By<SurveyReader>, key: &SurveyKey) -> Result<Affected, DbErr> {
    let versions = by_version(db, by, key).await?;
    let mut to_come = Vec::new();
    for own in using::uses(db, by).await?.into_iter().filter(|own| own.survey == *key) {
        let people = participant::Entity::find()
            .filter(participant::Column::StudyId.eq(own.study_id))
            .filter(participants::real());
        let begun = response::Entity::find()
            .select_only()
            .column(response::Column::ParticipantId)
            .filter(response::Column::WaveKey.eq(own.wave.as_str()));
        let begun = sea_orm::QueryTrait::into_query(begun);
        let still = people.filter(participant::Column::Id.not_in_subquery(begun));
        to_come.push((own.title, own.wave.to_string(), still.count(db.read()).await?));
    }
    Ok(Affected { versions, to_come })
}

/// How many have begun and not sent, and how many have sent, by version.
async fn by_version(
    db: &Db,
    by: &By<SurveyReader>,
    key: &SurveyKey,
) -> Result<Vec<(u32, u64, u64)>, DbErr> {
    let counted = response::Entity::find()
        .select_only()
        .column_as(Expr::col((survey_version::Entity, survey_version::Column::Version)), "version")
        .column_as(Expr::col((participant::Entity, participant::Column::StudyId)), "study_id")
        .column_as(response::Column::Id.count(), "begun")
        .column_as(response::Column::SubmittedAt.count(), "sent")
        .join(
            JoinType::InnerJoin,
            response::Entity::belongs_to(survey_version::Entity)
                .from(response::Column::SurveyVersionId)
                .to(survey_version::Column::Id)
                .into(),
        )
        .join(
            JoinType::InnerJoin,
            response::Entity::belongs_to(participant::Entity)
                .from(response::Column::ParticipantId)
                .to(participant::Column::Id)
                .into(),
        )
        .filter(survey_version::Column::SurveyKey.eq(key.as_str()))
        .filter(participants::real())
        .group_by(survey_version::Column::Version)
        .group_by(participant::Column::StudyId)
        .into_model::<Counted>()
        .all(db.read())
        .await?;
    let mut versions: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
    for row in counted.into_iter().filter(|row| by.knows(row.study_id)) {
        let (open, sent) = versions.entry(row.version.cast_unsigned()).or_default();
        *open += (row.begun - row.sent).unsigned_abs();
        *sent += row.sent.unsigned_abs();
    }
    Ok(versions.into_iter().map(|(version, (open, sent))| (version, open, sent)).collect())
}
