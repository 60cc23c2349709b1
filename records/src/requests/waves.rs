//! The person's surveys: what was asked and answered in words, and the scores that researchers work out.
//! This is the only place where a participant is told a score or a band.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use surveys::{
    calendar,
    definition::Survey,
    facts::{Allocation, Background, Earlier, Facts},
    interview::ProxyReason,
    journey::{Change, Journey},
    scoring,
    sheet::Sheet,
    shown,
    value::Value,
    waves,
};

use super::{Answered, Answers, Score, Wave};
use crate::{
    Db,
    entity::{allocation, history, participant, response},
    identity::{self, Kept},
    responses::{BACK, PROXY},
    stored,
    studies::StudyHandle,
    versions,
};

struct Person {
    allocation: Option<Allocation>,
    kept: Kept,
    responses: Vec<response::Model>,
}

pub(super) async fn of(
    db: &Db,
    study: &StudyHandle,
    participant: &participant::Model,
    now: DateTime<Utc>,
) -> Result<Vec<Wave>, DbErr> {
    let allocation = allocation::Entity::find_by_id(participant.id).one(db.read()).await?;
    let mut kept = identity::of_all(&db.vault, &[participant.id]).await?;
    let mut responses = stored::responses(db.read(), &[participant.id]).await?;
    let person = Person {
        allocation: allocation.map(|row| Allocation {
            arm: row.arm,
            cohort: row.cohort,
            on: row.randomised_on,
        }),
        kept: kept.remove(&participant.id).unwrap_or_default(),
        responses: responses.remove(&participant.id).unwrap_or_default(),
    };
    let mut all = Vec::new();
    for wave in &study.study().waves {
        let own = person.responses.iter().find(|row| row.wave_key == wave.key.as_str());
        if let Some(row) = own {
            all.push(one(db, study, &person, (wave, row), now).await?);
        }
    }
    Ok(all)
}

async fn one(
    db: &Db,
    study: &StudyHandle,
    person: &Person,
    (wave, row): (&waves::Wave, &response::Model),
    now: DateTime<Utc>,
) -> Result<Wave, DbErr> {
    let (answers, scores) = match row.erased_at {
        Some(at) => (Answers::Deleted { at }, Vec::new()),
        None => {
            let survey = versions::by_id(&db.cache, db.read(), row.survey_version_id).await?;
            let mut sheet = read(&row.sheet)?;
            sheet.private = person.kept.drafts_of(wave.key.as_str())?;
            let facts = facts(study, person, (wave, row), now)?;
            let journey = Journey::walk(&survey, &sheet, &facts);
            let lines = shown::review(&journey, &person.kept.vault).into_iter();
            let questions = lines.map(|line| Answered {
                section: line.section,
                question: line.text,
                answers: line.answers,
            });
            let answers = Answers::Here {
                questions: questions.collect(),
                as_stored: parsed(&row.sheet)?,
                how_they_came_about: history(db, row).await?,
            };
            (answers, scores(&survey, &sheet))
        }
    };
    let (title, begun_on, sent_at) = (wave.title.clone(), row.begun_on, row.submitted_at);
    Ok(Wave { title, begun_on, sent_at, how: how(row), answers, scores })
}

/// `begun on the web, gone on with by telephone; answered for you by: partner`
fn how(row: &response::Model) -> String {
    let way = |mode: &str| match mode {
        "web" => "on the web".to_owned(),
        mode => format!("by {mode}"),
    };
    let ways = match row.mode_start == row.mode_end {
        true => way(&row.mode_start),
        false => format!("begun {}, gone on with {}", way(&row.mode_start), way(&row.mode_end)),
    };
    match answered_by(row) {
        Some(who) => format!("{ways}; answered for you by: {who}"),
        None => ways,
    }
}

/// Who answered for them and why, where somebody else did.
fn answered_by(row: &response::Model) -> Option<String> {
    let relation = row.proxy.then(|| row.proxy_relation.as_deref().unwrap_or("somebody else"))?;
    let reason = row.proxy_reason.as_deref().and_then(ProxyReason::from_name);
    let because = reason.map(|reason| match reason {
        ProxyReason::Ill => ", since you were said to be too ill to answer",
        ProxyReason::Telephone => ", since you were said to be unable to use the telephone",
        ProxyReason::Language => ", since you were said to speak another language",
        ProxyReason::Understanding => ", since you were said not to understand the questions",
    });
    Some(format!("{relation}{}", because.unwrap_or_default()))
}

fn facts(
    study: &StudyHandle,
    person: &Person,
    (wave, row): (&waves::Wave, &response::Model),
    now: DateTime<Utc>,
) -> Result<Facts, DbErr> {
    let mut earlier = Vec::new();
    for before in study.study().waves.iter().take_while(|before| before.key != wave.key) {
        let own = person.responses.iter().filter(|row| row.erased_at.is_none());
        let mut own = own.filter(|row| row.wave_key == before.key.as_str());
        if let Some(row) = own.next() {
            let (wave, begun_on) = (before.key.clone(), row.begun_on);
            earlier.push(Earlier { wave, begun_on, answers: read(&row.sheet)?.answers });
        }
    }
    let background = Background {
        programme: study.study().programme.clone(),
        begun_on: row.begun_on,
        proxy: row.proxy,
        dob: person.kept.dob,
        allocation: person.allocation.clone(),
        horizon: wave.horizon,
        earlier,
    };
    Ok(Facts::gather(&background, calendar::date_in(&study.study().timezone, now)))
}

async fn history(db: &Db, row: &response::Model) -> Result<Vec<serde_json::Value>, DbErr> {
    let saves = history::Entity::find()
        .filter(history::Column::ResponseId.eq(row.id))
        .order_by_asc(history::Column::Id);
    let told = |save: history::Model| {
        // Nothing was saved: an interviewer opened an earlier page again, or was told who answers.
        Ok(match save.page.as_str() {
            BACK => went_back(&save),
            PROXY => who_answers(&save),
            page => json!({ "at": save.at, "page": page, "changes": parsed(&save.changes)? }),
        })
    };
    saves.all(db.read()).await?.into_iter().map(told).collect()
}

fn went_back(save: &history::Model) -> serde_json::Value {
    let (from, because) = said(save);
    json!({ "at": save.at, "interviewer_went_back_from_page": from, "because": because })
}

fn who_answers(save: &history::Model) -> serde_json::Value {
    match said(save).1 {
        Some(who_and_why) => json!({ "at": save.at, "somebody_else_answers": who_and_why }),
        None => json!({ "at": save.at, "somebody_else_answers": false }),
    }
}

/// What was said before and since, of what is no answer.
fn said(save: &history::Model) -> (Option<String>, Option<String>) {
    let changes: Vec<Change> = serde_json::from_str(&save.changes).unwrap_or_default();
    let text = |value: Option<Value>| match value {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    };
    let first = changes.into_iter().next();
    first.map_or((None, None), |Change { from, to, .. }| (text(from), text(to)))
}

fn scores(survey: &Survey, sheet: &Sheet) -> Vec<Score> {
    let scored = scoring::scores(survey, &sheet.answers).into_iter();
    let told = scored.map(|(instrument, score)| Score {
        name: instrument.name.clone(),
        title: instrument.title.clone(),
        score: score.score.map(|points| points.to_string()),
        band: score.band.clone(),
        parts: score
            .subscales
            .iter()
            .filter_map(|(name, part)| Some((name.to_owned(), part?.to_string())))
            .collect(),
        explanation: score.explain().to_owned(),
    });
    told.collect()
}

fn read(sheet: &str) -> Result<Sheet, DbErr> {
    serde_json::from_str(sheet).map_err(|error| DbErr::Json(error.to_string()))
}

fn parsed(json: &str) -> Result<serde_json::Value, DbErr> {
    serde_json::from_str(json).map_err(|error| DbErr::Json(error.to_string()))
}
