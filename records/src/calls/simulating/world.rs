//! What people of an invented trial do while others ring them: they send the survey, skip it, or say something that somebody has to
//! look after. And once all that is sent is held.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, TimeDelta, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter,
    sea_query::Expr,
};
use surveys::{
    calendar, calls::Sent, consent::Mode, invent::Dice, keys::WaveKey, stopping::Choice,
    waves::Anchor,
};

use super::{CallError, Ledger, SimulateError, issuing, tend};
use crate::{
    Db,
    auth::By,
    calls::figuring::BY_TELEPHONE,
    entity::{alert, alert_event, call_case, participant, response},
    outbox,
    schedule::{self, Walk},
    stopping::{self, Decider, Wish},
    studies::{self, StudyHandle},
};

/// Calls begin on this day after the opening.
const FROM: u64 = 17;
/// On this day all that is sent is held for some hours.
const HELD_ON: u64 = 9;

/// What somebody does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Sends,
    Skips,
    Alerts,
    HoldBegins,
    HoldEnds,
}

pub(super) struct World<'a> {
    pub db: &'a Db,
    pub study: &'a StudyHandle,
    seed: u64,
    day: u64,
    to_do: Vec<(DateTime<Utc>, i32, String, Deed)>,
    tended: Option<DateTime<Utc>>,
}

impl<'a> World<'a> {
    pub const fn new(db: &'a Db, study: &'a StudyHandle, seed: u64) -> Self {
        Self { db, study, seed, day: 0, to_do: Vec::new(), tended: None }
    }

    /// The dice of one call.
    pub fn dice(&self, case: i32, attempts: usize) -> Dice {
        let which = u64::from(case.unsigned_abs()) * 1_000 + attempts as u64;
        Dice::of(self.seed, which)
    }

    /// Whoever is to be rung from today on is put on the list, and it is decided what people do today.
    pub async fn day_begins(
        &mut self,
        (from, to): (DateTime<Utc>, DateTime<Utc>),
        ledger: &mut Ledger,
    ) -> Result<(), SimulateError> {
        self.goes_on(from, ledger).await?;
        self.issues(from, ledger).await?;
        let rows = call_case::Entity::find().all(self.db.read()).await?;
        let minutes = (to - from).num_minutes();
        for row in rows {
            let mut dice = Dice::of(self.seed ^ self.day, row.id.unsigned_abs().into());
            let at = from + TimeDelta::minutes(dice.between(0, minutes));
            let deed = match dice.between(1, 1_000) {
                ..=25 => Deed::Sends,
                26..=28 => Deed::Skips,
                29..=31 => Deed::Alerts,
                _ => continue,
            };
            self.to_do.push((at, row.participant_id, row.wave_key, deed));
        }
        if self.day == HELD_ON {
            let hold = |hours, deed| (from + TimeDelta::hours(hours), 0, String::new(), deed);
            self.to_do.extend([hold(2, Deed::HoldBegins), hold(5, Deed::HoldEnds)]);
        }
        self.to_do.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
        self.day += 1;
        Ok(())
    }

    /// Everything that happens by a moment. The list is tended once an hour.
    pub async fn goes_on(
        &mut self,
        now: DateTime<Utc>,
        ledger: &mut Ledger,
    ) -> Result<(), SimulateError> {
        while self.to_do.last().is_some_and(|(at, ..)| *at <= now) {
            let Some((at, person, wave, deed)) = self.to_do.pop() else { break };
            self.does(deed, (person, &wave), ledger, at).await?;
        }
        if self.tended.is_none_or(|tended| tended + TimeDelta::hours(1) <= now) {
            tend(self.db, self.study, now).await?;
            self.tended = Some(now);
        }
        Ok(())
    }

    async fn does(
        &self,
        deed: Deed,
        (person, wave): (i32, &str),
        ledger: &mut Ledger,
        at: DateTime<Utc>,
    ) -> Result<(), SimulateError> {
        match deed {
            Deed::Sends => {
                self.sends(person, (wave, Sent::Online), at).await?;
                ledger.sent(person, wave);
            }
            Deed::Skips => self.skips(person, wave, ledger, at).await?,
            Deed::Alerts => {
                self.alerts(person, at).await?;
                ledger.alerted(person);
            }
            Deed::HoldBegins => {
                outbox::hold(self.db, &By::CommandLine, self.study, "Something is wrong", at)
                    .await?;
                ledger.is_held = true;
            }
            Deed::HoldEnds => {
                outbox::release(self.db, &By::CommandLine, self.study, at).await?;
                ledger.is_held = false;
            }
        }
        Ok(())
    }

    /// Whose survey has been open for some days is to be rung.
    async fn issues(&self, now: DateTime<Utc>, ledger: &mut Ledger) -> Result<(), SimulateError> {
        let (file, mut walk) = (self.study.study(), Walk::counting(self.study.id));
        let today = calendar::date_in(&file.timezone, now);
        while let Some(people) = walk.next(self.db.read()).await? {
            let known = schedule::known_of(self.db, file, &people, now).await?;
            let mut due = BTreeSet::new();
            let waves = file.waves.iter().filter(|wave| wave.anchor == Anchor::Randomisation);
            for (wave, (id, person)) in
                waves.flat_map(|wave| known.iter().map(move |one| (wave, one)))
            {
                let Some((opens, Some(last))) = wave.days(&person.dates) else { continue };
                if opens + Days::new(FROM) <= today && today <= last {
                    ledger.is_open_until(*id, wave.key.as_str(), last);
                    due.insert((*id, wave.key.clone()));
                }
            }
            let (study, due) = (self.study.id, issuing::not_issued(self.db.read(), due).await?);
            let issued = self.db.write(move |transaction| {
                Box::pin(async move { issuing::issue(transaction, study, due, now).await })
            });
            issued.await?;
        }
        tend(self.db, self.study, now).await?;
        Ok(())
    }

    /// Somebody sends a survey in one way, unless they had sent it before. What they answered is of no matter here.
    pub async fn sends(
        &self,
        person: i32,
        (wave, way): (&str, Sent),
        at: DateTime<Utc>,
    ) -> Result<(), DbErr> {
        let mode = match way {
            Sent::ByTelephone => BY_TELEPHONE,
            Sent::Online => "web",
        };
        let theirs = response::Entity::find()
            .filter(response::Column::ParticipantId.eq(person))
            .filter(response::Column::WaveKey.eq(wave));
        let begun = theirs.one(self.db.read()).await?;
        let version = studies::wave_row(self.db.read(), self.study.id, wave).await?;
        let version = version.map_or(0, |row| row.survey_version_id);
        let wave = wave.to_owned();
        self.db
            .write(move |transaction| {
                Box::pin(async move {
                    if let Some(begun) = begun {
                        if begun.submitted_at.is_some() {
                            return Ok(());
                        }
                        let sent = response::Entity::update_many()
                            .col_expr(response::Column::SubmittedAt, Expr::value(at))
                            .col_expr(response::Column::ModeEnd, Expr::value(mode))
                            .filter(response::Column::Id.eq(begun.id));
                        return sent.exec(transaction).await.map(drop);
                    }
                    response_row(person, (wave, version, mode), at)
                        .insert(transaction)
                        .await
                        .map(drop)
                })
            })
            .await
    }

    async fn skips(
        &self,
        person: i32,
        wave: &str,
        ledger: &mut Ledger,
        at: DateTime<Utc>,
    ) -> Result<(), SimulateError> {
        let row = participant::Entity::find_by_id(person).one(self.db.read()).await?;
        let row = row.ok_or(CallError::NotTheirCase)?;
        let key = WaveKey::new(wave).map_err(|_| CallError::NoSuchWave)?;
        let wish = Wish {
            choice: Choice::SkipSurvey,
            decided_by: Decider::Participant,
            mode: Mode::Web,
            reason: None,
        };
        let (by, number) = (By::CommandLine, &row.study_number);
        match stopping::record(self.db, by, self.study, number, &key, wish, at).await {
            Ok(_) => ledger.stopped(person, wave),
            Err(stopping::StopError::AlreadySent) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }

    async fn alerts(&self, person: i32, at: DateTime<Utc>) -> Result<(), DbErr> {
        self.db
            .write(move |transaction| {
                Box::pin(async move {
                    let row = alert::ActiveModel {
                        participant_id: Set(person),
                        cause: Set("concern".to_owned()),
                        ..Default::default()
                    };
                    let row = row.insert(transaction).await?;
                    let raised = alert_event::ActiveModel {
                        alert_id: Set(row.id),
                        at: Set(at),
                        actor: Set("command line".to_owned()),
                        kind: Set("raised".to_owned()),
                        level: Set(Some(2)),
                        ..Default::default()
                    };
                    raised.insert(transaction).await.map(drop)
                })
            })
            .await
    }
}

fn response_row(
    person: i32,
    (wave, version, mode): (String, i32, &str),
    at: DateTime<Utc>,
) -> response::ActiveModel {
    response::ActiveModel {
        participant_id: Set(person),
        wave_key: Set(wave),
        survey_version_id: Set(version),
        status: Set("complete".to_owned()),
        mode_start: Set(mode.to_owned()),
        mode_end: Set(mode.to_owned()),
        begun_on: Set(at.date_naive()),
        started_at: Set(at),
        saved_at: Set(at),
        submitted_at: Set(Some(at)),
        saves: Set(1),
        out_of_window: Set(false),
        proxy: Set(false),
        consent_at_start: Set("{}".to_owned()),
        consent_at_submit: Set(None),
        sheet: Set("{}".to_owned()),
        erased_at: Set(None),
        language_start: Set(None),
        language_end: Set(None),
        ..Default::default()
    }
}
