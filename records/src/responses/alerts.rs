//! What a response's answers raise, while it is saved and sent.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr};
use surveys::{journey::Place, safeguarding::concern_at, value::Answers};

use super::{case::Case, save::Save};
use crate::{
    auth::Participant,
    safeguarding::{self, Saved},
};

impl Case {
    /// Raises what a saved page raises, and says whether that was anything.
    pub(super) async fn raises(
        &self,
        transaction: &impl ConnectionTrait,
        save: &Save,
        (response, before): (i32, &Answers),
    ) -> Result<bool, DbErr> {
        let Some(page) = self.survey.page(&save.page) else { return Ok(false) };
        let saved = Saved {
            participant: save.who.id,
            response,
            wave: save.who.wave().key.as_str(),
            alerts: &self.survey.alerts,
            page,
            manner: save.manner,
            before,
            after: &self.sheet.answers,
        };
        safeguarding::saved(transaction, &saved, save.now).await
    }

    /// Whether the page is left with an answer that raises an alert, now or before.
    pub(super) fn leaves_a_concern(&self, save: &Save, next: &Place) -> bool {
        let leaves = *next != Place::Page(save.page.clone());
        let page = self.survey.page(&save.page).filter(|_| leaves);
        page.is_some_and(|page| {
            concern_at(&self.survey.alerts, page, &self.sheet.answers).is_some()
        })
    }

    /// Whoever sends means what they gave.
    pub(super) async fn raise_what_waits(
        &self,
        transaction: &impl ConnectionTrait,
        who: &Participant,
        now: DateTime<Utc>,
    ) -> Result<(), DbErr> {
        let (Some(row), false) = (&self.row, self.survey.alerts.triggers.is_empty()) else {
            return Ok(());
        };
        let at = (row.id, row.wave_key.as_str());
        safeguarding::leave(transaction, who.id, at, now).await
    }
}
