//! What the people of a rehearsal do. They agree, stop and pause as anybody does, at their own link; that they answered is
//! written down without answers, since what they said changes nothing that is sent.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use surveys::{
    calendar, consent::Mode, events::EventKind, invent::Dice, keys::WaveKey, stopping::Choice,
    typed::Typed,
};

use super::{
    RehearsalError,
    people::{PROOF, Player},
    setting::Setting,
};
use crate::{
    auth::{By, Participant},
    choices, consent,
    entity::{allocation, response},
    events::{self, EventRow},
    links,
    stopping::{self, Decider, Wish},
    studies,
};

/// One thing that somebody does, or that happens to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    Agrees,
    /// They open the survey, answer some of it, and leave.
    Begins(WaveKey),
    Sends(WaveKey),
    IsRandomised,
    StartsJob,
    /// At the page of this wave.
    Stops(Choice, WaveKey),
    /// They wish to hear nothing for so many days.
    Pauses(i64),
    Dies,
}

impl Deed {
    /// As the timeline tells it.
    pub fn words(&self) -> String {
        match self {
            Self::Agrees => "agrees to take part".to_owned(),
            Self::Begins(wave) => format!("{wave}: begins the survey"),
            Self::Sends(wave) => format!("{wave}: sends the survey"),
            Self::IsRandomised => "is randomised".to_owned(),
            Self::StartsJob => "starts a job".to_owned(),
            Self::Stops(Choice::SkipSurvey, wave) => format!("{wave}: skips the survey"),
            Self::Stops(choice, _) => format!("chooses {}", choice.name()),
            Self::Pauses(days) => format!("asks to hear nothing for {days} days"),
            Self::Dies => "dies".to_owned(),
        }
    }
}

fn could_not(error: impl std::fmt::Display) -> RehearsalError {
    RehearsalError::Deed(error.to_string())
}

impl Setting {
    /// Does it: whether it could still be done.
    pub async fn does(
        &self,
        who: &Player,
        deed: &Deed,
        dice: &mut Dice,
        now: DateTime<Utc>,
    ) -> Result<bool, RehearsalError> {
        match deed {
            Deed::Agrees => self.agrees(who, dice, now).await.map(|()| true),
            Deed::Begins(wave) => self.answers(who, wave, false, now).await,
            Deed::Sends(wave) => self.answers(who, wave, true, now).await,
            Deed::IsRandomised => self.is_randomised(who, dice, now).await.map(|()| true),
            Deed::StartsJob => self.happens(who, EventKind::JobStart, now).await.map(|()| true),
            Deed::Dies => self.happens(who, EventKind::Death, now).await.map(|()| true),
            Deed::Stops(choice, wave) => self.stops(who, (*choice, wave), now).await,
            Deed::Pauses(days) => {
                let until = self.today(now) + TimeDelta::days(*days);
                let at_link = self.at_link(who, now).await?;
                Ok(choices::pause(&self.db, &at_link, Some(until), now).await.is_ok())
            }
        }
    }

    fn today(&self, now: DateTime<Utc>) -> NaiveDate {
        calendar::date_in(&self.study.study().timezone, now)
    }

    async fn at_link(
        &self,
        who: &Player,
        now: DateTime<Utc>,
    ) -> Result<Participant, RehearsalError> {
        let first = self.study.study().waves.first().map(|wave| wave.key.clone());
        let first = first.ok_or_else(|| could_not("the study has no wave"))?;
        let (db, by) = (&self.db, By::CommandLine);
        let token = links::print(db, by, &self.study, &who.number, &first, now).await;
        links::open(db, &token.map_err(could_not)?, Some(PROOF), now).await.map_err(could_not)
    }

    /// Most agree to each way; some leave one out.
    async fn agrees(
        &self,
        who: &Player,
        dice: &mut Dice,
        now: DateTime<Utc>,
    ) -> Result<(), RehearsalError> {
        let mut typed = Typed::default();
        for statement in self.study.study().consent.on_the_web() {
            if statement.ways.is_empty() {
                typed.add(statement.code.clone(), "yes");
            }
            for (place, way) in statement.ways.iter().enumerate() {
                if place == 0 || dice.chance(85) {
                    typed.add(statement.code.clone(), way.permits.name());
                }
            }
        }
        let at_link = self.at_link(who, now).await?;
        consent::give(&self.db, &at_link, &typed, now).await.map_err(could_not)
    }

    /// Nobody answers what they have sent, or after they have stopped.
    async fn answers(
        &self,
        who: &Player,
        wave: &WaveKey,
        to_the_end: bool,
        now: DateTime<Utc>,
    ) -> Result<bool, RehearsalError> {
        let stops = stopping::state(self.db.read(), who.id).await?;
        let own = response::Entity::find()
            .filter(response::Column::ParticipantId.eq(who.id))
            .filter(response::Column::WaveKey.eq(wave.as_str()));
        let before = own.one(self.db.read()).await?;
        let is_over = before.as_ref().is_some_and(|row| row.submitted_at.is_some() || !to_the_end);
        if is_over || stops.ending(wave).is_some() {
            return Ok(false);
        }
        let version = studies::wave_row(self.db.read(), self.study.id, wave.as_str()).await?;
        let version = version.ok_or_else(|| could_not(format!("{wave} asks nothing")))?;
        let row = response::ActiveModel {
            participant_id: Set(who.id),
            wave_key: Set(wave.to_string()),
            survey_version_id: Set(version.survey_version_id),
            started_at: Set(before.as_ref().map_or(now, |row| row.started_at)),
            ..self.answered(to_the_end, now)
        };
        let theirs = before.map(|row| row.id);
        self.db
            .write::<_, sea_orm::DbErr>(move |transaction| {
                Box::pin(async move {
                    if let Some(id) = theirs {
                        response::Entity::delete_by_id(id).exec(transaction).await?;
                    }
                    response::Entity::insert(row).exec_without_returning(transaction).await
                })
            })
            .await?;
        Ok(true)
    }

    /// A response on the web with nothing in it, sent or not.
    fn answered(&self, to_the_end: bool, now: DateTime<Utc>) -> response::ActiveModel {
        response::ActiveModel {
            status: Set(if to_the_end { "complete" } else { "begun" }.to_owned()),
            mode_start: Set(Mode::Web.name().to_owned()),
            mode_end: Set(Mode::Web.name().to_owned()),
            begun_on: Set(self.today(now)),
            saved_at: Set(now),
            submitted_at: Set(to_the_end.then_some(now)),
            saves: Set(1),
            out_of_window: Set(false),
            proxy: Set(false),
            consent_at_start: Set("{}".to_owned()),
            sheet: Set("{}".to_owned()),
            ..Default::default()
        }
    }

    async fn is_randomised(
        &self,
        who: &Player,
        dice: &mut Dice,
        now: DateTime<Utc>,
    ) -> Result<(), RehearsalError> {
        let arms = &self.study.study().arms;
        let row = allocation::ActiveModel {
            participant_id: Set(who.id),
            arm: Set(dice.pick(arms).map(|arm| arm.key.clone()).unwrap_or_default()),
            cohort: Set(if dice.chance(42) { 2 } else { 1 }),
            randomised_on: Set(self.today(now)),
            recorded_at: Set(now),
        };
        let written = self.db.write::<_, sea_orm::DbErr>(move |transaction| {
            Box::pin(async move {
                allocation::Entity::insert(row).exec_without_returning(transaction).await
            })
        });
        Ok(written.await.map(drop)?)
    }

    async fn happens(
        &self,
        who: &Player,
        kind: EventKind,
        now: DateTime<Utc>,
    ) -> Result<(), RehearsalError> {
        let row = EventRow { study_number: who.number.clone(), kind, on: self.today(now) };
        events::import(&self.db, &self.study, vec![row], now).await.map(drop).map_err(could_not)
    }

    async fn stops(
        &self,
        who: &Player,
        (choice, wave): (Choice, &WaveKey),
        now: DateTime<Utc>,
    ) -> Result<bool, RehearsalError> {
        let (decided_by, mode) = (Decider::Participant, Mode::Phone);
        let wish = Wish { choice, decided_by, mode, reason: None };
        let (db, by) = (&self.db, By::CommandLine);
        let told = stopping::record(db, by, &self.study, &who.number, wave, wish, now).await;
        Ok(told.is_ok())
    }
}
