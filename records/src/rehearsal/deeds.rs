//! What the people of a rehearsal do. They agree, stop, pause and text as anybody does.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm::{ActiveValue::Set, EntityTrait};
use surveys::{
    calendar, consent::Mode, events::EventKind, invent::Dice, keys::WaveKey, replies::Reply,
    stopping::Choice, typed::Typed,
};

use super::{
    RehearsalError,
    people::{PROOF, Player},
    setting::Setting,
};
use crate::{
    auth::{By, Participant},
    choices, consent,
    entity::allocation,
    events::{self, EventRow},
    links,
    stopping::{self, Decider, Wish},
    texts,
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
    /// They answer a text.
    Texts(Reply),
    Dies,
}

impl Deed {
    /// Whether something goes to them about it, beside what the protocol has for them.
    pub const fn is_answered(&self) -> bool {
        matches!(self, Self::Sends(_) | Self::Stops(..) | Self::Pauses(_) | Self::Texts(_))
    }

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
            Self::Texts(reply) => format!("texts “{}”", words_of(*reply)),
            Self::Dies => "dies".to_owned(),
        }
    }
}

/// What somebody texts who means this.
const fn words_of(reply: Reply) -> &'static str {
    match reply {
        Reply::Stop => "STOP",
        Reply::Start => "START",
        Reply::Call => "CALL",
        Reply::Other => "Who is this?",
    }
}

pub(super) fn could_not(error: impl std::fmt::Display) -> RehearsalError {
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
            Deed::Texts(reply) => self.texts(who, words_of(*reply), now).await,
            Deed::Stops(choice, wave) => self.stops(who, (*choice, wave), now).await,
            Deed::Pauses(days) => {
                let until = self.today(now) + TimeDelta::days(*days);
                let at_link = self.at_link(who, now).await?;
                Ok(choices::pause(&self.db, &at_link, Some(until), now).await.is_ok())
            }
        }
    }

    /// It comes as from the provider of texts, which has answered nothing itself.
    async fn texts(
        &self,
        who: &Player,
        words: &str,
        now: DateTime<Utc>,
    ) -> Result<bool, RehearsalError> {
        let Some(from) = &who.mobile else { return Ok(false) };
        let named = (self.study.id, format!("{} at {}", who.number, now.timestamp_millis()));
        texts::receive_rehearsed(&self.db, named, (from, words), now).await?;
        Ok(true)
    }

    pub(super) fn today(&self, now: DateTime<Utc>) -> NaiveDate {
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
