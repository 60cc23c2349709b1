//! People of a rehearsal answer a survey: without answers, since what they said changes nothing that is sent. Whoever sends one
//! is owed what the protocol gives for it, and is thanked, as anybody is.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter};
use surveys::{consent::Mode, keys::WaveKey, stopping::Way, value::Answers, waves::Window};

use super::{RehearsalError, deeds::could_not, people::Player, setting::Setting};
use crate::{
    consent,
    entity::{participant, response},
    identity, outbox,
    schedule::known_of,
    stopping, studies, vouchers,
};

impl Setting {
    /// Nobody answers what they have sent, after they have stopped, or on a day on which the survey is not open to them: whoever
    /// follows a link before, reads when to come back.
    pub(super) async fn answers(
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
        if is_over || stops.ending(wave).is_some() || !self.is_open(who, wave, now).await? {
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
        self.write(who, (before.map(|row| row.id), row), to_the_end.then_some(wave), now).await?;
        Ok(true)
    }

    async fn is_open(
        &self,
        who: &Player,
        wave: &WaveKey,
        now: DateTime<Utc>,
    ) -> Result<bool, DbErr> {
        let study = self.study.study();
        let known = known_of(&self.db, study, &[who.id], now).await?;
        let dates = known.get(&who.id).map(|person| person.dates).unwrap_or_default();
        let wave = study.waves.iter().find(|one| one.key == *wave);
        let window = wave.map(|wave| wave.window(&dates, self.today(now)));
        Ok(matches!(window, Some(Window::Open(_) | Window::Late(_))))
    }

    /// Writes it in the place of what was begun, with what follows for whoever has sent it.
    async fn write(
        &self,
        who: &Player,
        (begun, row): (Option<i32>, response::ActiveModel),
        sent: Option<&WaveKey>,
        now: DateTime<Utc>,
    ) -> Result<(), DbErr> {
        let addresses = identity::addresses(&self.db.vault, &[who.id]).await?;
        let has = addresses.get(&who.id).copied().unwrap_or_default();
        let reached: Vec<_> =
            [Way::Email, Way::Sms].into_iter().filter(|way| has.has(*way)).collect();
        let (id, sent, zone) = (who.id, sent.cloned(), self.study.study().timezone.clone());
        self.db
            .write(move |transaction| {
                Box::pin(async move {
                    if let Some(begun) = begun {
                        response::Entity::delete_by_id(begun).exec(transaction).await?;
                    }
                    response::Entity::insert(row).exec_without_returning(transaction).await?;
                    let person = participant::Entity::find_by_id(id).one(transaction).await?;
                    let Some((person, wave)) = person.zip(sent) else { return Ok(()) };
                    let whose = (&person, wave.as_str());
                    vouchers::promise_for(transaction, whose, &Answers::default(), now).await?;
                    let agreed = consent::state(transaction, id).await?;
                    let whose = (&person, wave.as_str(), &*zone);
                    outbox::thank_for(transaction, whose, (&agreed, &reached), now).await
                })
            })
            .await
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
}
