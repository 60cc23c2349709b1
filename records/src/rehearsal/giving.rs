//! What the people of a rehearsal are given: vouchers of a stock that lasts, by mail or in letters that are printed at once.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use surveys::vouchers::Worth;

use super::{RehearsalError, deeds::could_not, going_on::Rehearsal, setting::Setting};
use crate::{
    auth::By,
    entity::voucher_debt,
    letter_files::Which,
    vouchers::{self, Code},
};

/// What a voucher is worth whose promise names no amount, in pence.
const UNNAMED: i32 = 1_000;

impl Setting {
    /// A code for each of so many people and each wave that gives something.
    pub(super) async fn stocks(
        &self,
        people: u32,
        now: DateTime<Utc>,
    ) -> Result<(), RehearsalError> {
        let Some(messages) = &self.protocol.messages else { return Ok(()) };
        for (wave, words) in &messages.vouchers {
            let worth = Worth::named_in(words).or_else(|| Worth::of_pence(UNNAMED));
            let worth = worth.ok_or_else(|| could_not("a voucher is worth nothing"))?;
            let codes = (1..=people).map(|number| Code {
                code: format!("REHEARSED-{wave}-{number}"),
                worth,
                expires_on: None,
                supplier_reference: None,
            });
            let of_wave = (Some(wave.clone()), codes.collect());
            let brought = vouchers::bring(&self.db, &By::CommandLine, &self.study, of_wave, now);
            brought.await.map_err(could_not)?;
        }
        Ok(())
    }
}

impl Rehearsal {
    /// Sets vouchers aside for whoever is owed one, and takes note of those that have gone, as the workers do. What goes by
    /// letter since is printed at once.
    pub(super) async fn pays(&mut self, now: DateTime<Utc>) -> Result<(), RehearsalError> {
        let done = vouchers::tick(&self.setting.db, &self.worker, now).await;
        match done.map_err(could_not)? {
            0 => Ok(()),
            _ => self.posts_vouchers(now).await,
        }
    }

    async fn posts_vouchers(&mut self, now: DateTime<Utc>) -> Result<(), RehearsalError> {
        let Setting { db, study, .. } = &self.setting;
        loop {
            let printed = vouchers::print_by(db, "system", study, Which::New, now).await;
            let Some(file) = printed.map_err(could_not)? else { return Ok(()) };
            let debts = voucher_debt::Entity::find()
                .filter(voucher_debt::Column::LetterFileId.eq(file.number));
            for debt in debts.all(db.read()).await? {
                self.posted.insert(debt.id, now);
            }
        }
    }
}
