//! What each interviewer did by the end of a day: their calls, and the answers that they wrote down. It is added up from what is
//! stored, some hundred people at a time. Who is there for trying things out is in no figure, nor is what was erased.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use surveys::{
    calendar,
    calls::{
        BySlot, CallRules, Figures, Made, Middle, Noted, Outcome, Pace, PageTime, Slot, Step,
        to_verify,
    },
    definition::Survey,
    keys::WaveKey,
};

use super::{
    CallError, attempts,
    proxies::Proxies,
    rating::end_of,
    ruling,
    verifying::{self, Verified},
};
use crate::{
    Db,
    auth::{By, Supervisor},
    entity::{call_attempt, call_case, history, response},
    schedule::Walk,
    studies::StudyHandle,
    versions,
};

/// How the history tells what an interviewer saved.
pub(super) const BY_TELEPHONE: &str = "telephone";

/// What interviewers did.
#[derive(Clone, Debug, PartialEq)]
pub struct Figured {
    /// Each of them who rang somebody or wrote down an answer, in the order of their accounts.
    pub interviewers: Vec<OfInterviewer>,
    /// How many calls of all of them in each part of the week came to what.
    pub by_slot: BySlot,
    /// How long the questions of each page took, the slowest first.
    pub pages: Vec<PageTime>,
    /// How many saved pages cannot be read. They are in no figure.
    pub left_out: u32,
}

/// What one of them did.
#[derive(Clone, Debug, PartialEq)]
pub struct OfInterviewer {
    /// The number of their account.
    pub staff_id: i32,
    /// Their calls.
    pub calls: Figures,
    /// The answers that they wrote down, in calls and in interviews without one.
    pub noted: Noted,
    /// How long a question took them in the middle. None if no page of theirs has a length.
    pub pace: Option<Middle>,
    /// The complete interviews that are looked at again, the oldest first.
    pub to_verify: Vec<Finished>,
}

/// A call that ended in a complete interview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// The number of the case.
    pub case: i32,
    /// By which the participant is opened.
    pub participant: i32,
    /// About which wave.
    pub wave: String,
    /// When it was dialled.
    pub at: DateTime<Utc>,
    /// What was heard when they were rung again, once that was written down.
    pub verified: Option<Verified>,
}

/// What each interviewer had done by the end of a day, in one wave or in all.
///
/// # Errors
/// When they do not supervise the study, it has no such wave, its rules cannot be read, or the database fails.
pub async fn figures(
    db: &Db,
    by: &By<Supervisor>,
    study: &StudyHandle,
    (wave, day): (Option<&WaveKey>, NaiveDate),
    now: DateTime<Utc>,
) -> Result<Figured, CallError> {
    if !by.may_in(study) {
        return Err(CallError::NotTheirs);
    }
    if wave.is_some_and(|wave| study.study().wave(wave).is_none()) {
        return Err(CallError::NoSuchWave);
    }
    let as_of = end_of(&study.study().timezone, day, now);
    let rules = ruling::current(db.read(), study.id).await?.rules;
    let (own, pace, left_out) = (BTreeMap::new(), Pace::default(), 0);
    let mut reading = Reading { db, study, wave, as_of, rules, own, pace, left_out };
    let mut walk = Walk::counting(study.id);
    while let Some(people) = walk.next(db.read()).await? {
        reading.calls(&people).await?;
        reading.answers(&people).await?;
    }
    let mut figured = reading.told();
    let again = figured.interviewers.iter().flat_map(|one| &one.to_verify);
    let people: Vec<_> = again.map(|finished| finished.participant).collect();
    let mut verified = verifying::of_people(db, study.id, &people, as_of).await?;
    for finished in figured.interviewers.iter_mut().flat_map(|one| &mut one.to_verify) {
        finished.verified = verified.remove(&finished.case);
    }
    Ok(figured)
}

/// What was read so far, and what is read.
struct Reading<'a> {
    db: &'a Db,
    study: &'a StudyHandle,
    wave: Option<&'a WaveKey>,
    as_of: DateTime<Utc>,
    rules: CallRules,
    own: BTreeMap<i32, Own>,
    pace: Pace,
    left_out: u32,
}

/// Of one interviewer.
#[derive(Default)]
struct Own {
    calls: Vec<Made>,
    finished: Vec<Finished>,
    noted: Noted,
}

impl Reading<'_> {
    /// Reads the calls that were made to these people.
    async fn calls(&mut self, people: &[i32]) -> Result<(), DbErr> {
        use call_case::Column;
        let of_wave = self.wave.map(|wave| Column::WaveKey.eq(wave.as_str()));
        let cases = call_case::Entity::find()
            .filter(Column::ParticipantId.is_in(people.iter().copied()))
            .filter(Condition::all().add_option(of_wave))
            .all(self.db.read())
            .await?;
        let ids = cases.iter().map(|case| case.id);
        let mut calls = attempts::of_cases(self.db.read(), ids).await?;
        let proxies = Proxies::of(self.db.read(), people).await?;
        for case in cases {
            for row in calls.remove(&case.id).unwrap_or_default() {
                self.call(&case, &row, &proxies);
            }
        }
        Ok(())
    }

    fn call(&mut self, case: &call_case::Model, row: &call_attempt::Model, proxies: &Proxies) {
        let outcome = attempts::outcome(row).filter(|_| row.dialled_at <= self.as_of);
        let Some(outcome) = outcome else { return };
        let local = calendar::moment_in(&self.study.study().timezone, row.dialled_at);
        let whose = (case.participant_id, case.wave_key.as_str());
        let own = self.own.entry(row.staff_id).or_default();
        own.calls.push(Made {
            case: case.id,
            slot: Slot::at(&self.rules.slots, local),
            outcome,
            is_by_proxy: proxies.gave(whose, Some(outcome), row.ended_at),
            dialled: row.dialled_at,
            answered: row.answered_at,
            ended: row.ended_at,
        });
        if outcome == Outcome::Complete {
            own.finished.push(Finished {
                case: case.id,
                participant: case.participant_id,
                wave: case.wave_key.clone(),
                at: row.dialled_at,
                verified: None,
            });
        }
    }

    /// Reads what interviewers changed in the responses of these people.
    async fn answers(&mut self, people: &[i32]) -> Result<(), DbErr> {
        use response::Column;
        let of_wave = self.wave.map(|wave| Column::WaveKey.eq(wave.as_str()));
        let responses: Vec<(i32, i32)> = response::Entity::find()
            .filter(Column::ParticipantId.is_in(people.iter().copied()))
            .filter(Column::InterviewerId.is_not_null())
            .filter(Condition::all().add_option(of_wave))
            .select_only()
            .columns([Column::Id, Column::SurveyVersionId])
            .into_tuple()
            .all(self.db.read())
            .await?;
        let surveys: HashMap<_, _> = responses.into_iter().collect();
        if surveys.is_empty() {
            return Ok(());
        }
        let mut saved: BTreeMap<i32, Vec<Step>> = BTreeMap::new();
        for row in self.saved(surveys.keys().copied()).await? {
            let response = row.response_id;
            match step(row) {
                Some(Ok(step)) => saved.entry(response).or_default().push(step),
                Some(Err(_)) => self.left_out += 1,
                None => {}
            }
        }
        for (response, steps) in saved {
            let Some(version) = surveys.get(&response) else { continue };
            let survey = versions::by_id(&self.db.cache, self.db.read(), *version).await?;
            self.interviews(&survey, &steps);
        }
        Ok(())
    }

    /// The pages of these responses that were saved by telephone.
    async fn saved(
        &self,
        responses: impl Iterator<Item = i32>,
    ) -> Result<Vec<history::Model>, DbErr> {
        use history::Column;
        history::Entity::find()
            .filter(Column::ResponseId.is_in(responses))
            .filter(Column::Mode.eq(BY_TELEPHONE))
            .filter(Column::At.lte(self.as_of))
            .filter(Column::ErasedAt.is_null())
            .order_by_asc(Column::Id)
            .all(self.db.read())
            .await
    }

    /// Adds what was saved of one response by telephone, the oldest first.
    fn interviews(&mut self, survey: &Survey, steps: &[Step]) {
        let interviewers: BTreeSet<_> = steps.iter().map(|step| step.by).collect();
        for by in interviewers {
            let own: Vec<_> = steps.iter().filter(|step| step.by == by).collect();
            let noted = &mut self.own.entry(by).or_default().noted;
            for step in &own {
                noted.add(survey, &step.changes);
            }
            noted.add_series(survey, own.iter().flat_map(|step| &step.changes));
        }
        self.pace.add(survey, steps);
    }

    fn told(self) -> Figured {
        let by_slot = BySlot::of(self.own.values().flat_map(|own| &own.calls));
        let (pace, left_out) = (self.pace, self.left_out);
        let of = |staff_id| (staff_id, pace.of(staff_id));
        let interviewers = self.own.into_iter().map(|(staff_id, own)| own.told(of(staff_id)));
        let interviewers = interviewers.collect();
        Figured { interviewers, by_slot, pages: pace.pages(), left_out }
    }
}

impl Own {
    fn told(mut self, (staff_id, pace): (i32, Option<Middle>)) -> OfInterviewer {
        self.finished.sort_by_key(|one| (one.at, one.case));
        let cases: Vec<_> = self.finished.iter().map(|one| one.case).collect();
        let chosen = to_verify(&cases);
        self.finished.retain(|one| chosen.contains(&one.case));
        let calls = Figures::of(&self.calls);
        OfInterviewer { staff_id, calls, noted: self.noted, pace, to_verify: self.finished }
    }
}

/// What an interviewer saved, if it can be read. None of what nobody of the staff did.
fn step(row: history::Model) -> Option<serde_json::Result<Step>> {
    let (by, page, at) = (staff_of(&row.actor)?, row.page, row.at);
    let changes = serde_json::from_str(&row.changes);
    Some(changes.map(|changes| Step { by, page, at, changes }))
}

/// The number in an actor such as `staff 12, interviewer`.
pub(crate) fn staff_of(actor: &str) -> Option<i32> {
    actor.strip_prefix("staff ")?.split(',').next()?.parse().ok()
}
