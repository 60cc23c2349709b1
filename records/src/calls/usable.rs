//! Since when what somebody had answered and not sent would do as a partial interview: found in what each saved page changed, so
//! that it is the same whenever it is asked, also once they have sent it.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter};
use surveys::{
    calendar,
    definition::Survey,
    facts::{Allocation, Background, Earlier, Facts},
    journey,
    keys::WaveKey,
    sheet::Sheet,
    study::Study,
};

use crate::{
    Db,
    entity::{allocation, call_case, response},
    identity, page_history, stored, versions,
};

/// By person and wave.
type ByWave<T> = HashMap<(i32, String), T>;

/// Of those of these cases who had begun by a moment and not sent, and answered enough.
pub(super) async fn since(
    db: &Db,
    study: &Study,
    rows: &[call_case::Model],
    now: DateTime<Utc>,
) -> Result<ByWave<DateTime<Utc>>, DbErr> {
    use response::Column;
    let people = rows.iter().map(|row| row.participant_id);
    let begun = response::Entity::find()
        .filter(Column::ParticipantId.is_in(people))
        .filter(
            Condition::any().add(Column::SubmittedAt.is_null()).add(Column::SubmittedAt.gt(now)),
        )
        .filter(Column::StartedAt.lte(now))
        .filter(Column::ErasedAt.is_null())
        .all(db.read())
        .await?;
    let is_asked = |one: &response::Model| {
        let mut rows = rows.iter();
        rows.any(|row| row.participant_id == one.participant_id && row.wave_key == one.wave_key)
    };
    let begun: Vec<_> = begun.into_iter().filter(is_asked).collect();
    if begun.is_empty() {
        return Ok(HashMap::new());
    }
    let known = Known::of(db, &begun).await?;
    let mut since = HashMap::new();
    for row in begun {
        let survey = versions::by_id(&db.cache, db.read(), row.survey_version_id).await?;
        let facts = known.facts(study, &row, now)?;
        if let Some(at) = first(db, (&survey, &row), &facts, now).await? {
            since.insert((row.participant_id, row.wave_key), at);
        }
    }
    Ok(since)
}

/// The moment of the first saved page from which on there was enough, where there was by a moment.
async fn first(
    db: &Db,
    (survey, row): (&Survey, &response::Model),
    facts: &Facts,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, DbErr> {
    let (mut sheet, mut first) = (Sheet::default(), None);
    for page in page_history::until(db.read(), row.id, now).await? {
        let at = page.at;
        page.apply(&mut sheet.answers);
        if first.is_none() && journey::usable(survey, &sheet, facts) {
            first = Some(at);
        }
    }
    // What came after it left the sheet as it is today.
    let then = if row.saved_at <= now { read(&row.sheet)? } else { sheet };
    let is_usable = journey::usable(survey, &then, facts);
    Ok(is_usable.then(|| first.unwrap_or(row.saved_at)))
}

/// What stands behind the facts of some responses.
struct Known {
    responses: HashMap<i32, Vec<response::Model>>,
    allocations: HashMap<i32, allocation::Model>,
    born: HashMap<i32, NaiveDate>,
}

impl Known {
    async fn of(db: &Db, begun: &[response::Model]) -> Result<Self, DbErr> {
        let people: Vec<_> = begun.iter().map(|row| row.participant_id).collect();
        let theirs = allocation::Column::ParticipantId.is_in(people.iter().copied());
        let rows = allocation::Entity::find().filter(theirs).all(db.read()).await?;
        Ok(Self {
            responses: stored::responses(db.read(), &people).await?,
            allocations: rows.into_iter().map(|row| (row.participant_id, row)).collect(),
            born: identity::birthdays(&db.vault, &people).await?,
        })
    }

    /// The facts as they were known on its last page by a moment.
    fn facts(
        &self,
        study: &Study,
        row: &response::Model,
        now: DateTime<Utc>,
    ) -> Result<Facts, DbErr> {
        let mut earlier = Vec::new();
        let theirs = self.responses.get(&row.participant_id).map_or(&[][..], Vec::as_slice);
        let waves = study.waves.iter().take_while(|wave| wave.key.as_str() != row.wave_key);
        for wave in waves {
            let own = |one: &&response::Model| one.wave_key == wave.key.as_str();
            let kept = theirs.iter().filter(|one| one.erased_at.is_none());
            if let Some(one) = kept.clone().find(own) {
                let answers = read::<Sheet>(&one.sheet)?.answers;
                let (wave, begun_on) = (wave.key.clone(), one.begun_on);
                earlier.push(Earlier { wave, begun_on, answers });
            }
        }
        let wave = WaveKey::new(&row.wave_key).ok();
        let allocation = self.allocations.get(&row.participant_id);
        let background = Background {
            programme: study.programme.clone(),
            begun_on: row.begun_on,
            proxy: row.proxy,
            dob: self.born.get(&row.participant_id).copied(),
            allocation: allocation.map(|own| Allocation {
                arm: own.arm.clone(),
                cohort: own.cohort,
                on: own.randomised_on,
            }),
            horizon: wave.and_then(|wave| study.wave(&wave)).and_then(|wave| wave.horizon),
            earlier,
        };
        let today = calendar::date_in(&study.timezone, row.saved_at.min(now));
        Ok(Facts::gather(&background, today))
    }
}

fn read<T: serde::de::DeserializeOwned>(json: &str) -> Result<T, DbErr> {
    serde_json::from_str(json).map_err(|error| DbErr::Json(error.to_string()))
}
