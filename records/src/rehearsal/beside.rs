//! What goes to people beside the contacts of the protocol: answers to their texts, receipts of what they stopped, thanks, and
//! vouchers.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use surveys::{keys::WaveKey, vouchers::GivenBy};

use super::{Line, RehearsalError, going_on::Rehearsal};
use crate::{
    entity::{outbox, voucher_debt},
    outbox::{Template, facts},
};

/// A letter with a voucher, which is no row of the outbox.
pub(super) struct Letter {
    debt: voucher_debt::Model,
    /// That it was printed, where it was.
    pub is_sent: bool,
    /// Why it is not, where something is in the way.
    pub kept_back: Option<String>,
}

impl Rehearsal {
    /// Every letter with a voucher.
    pub(super) async fn letters(&self) -> Result<Vec<Letter>, RehearsalError> {
        let debts = voucher_debt::Entity::find()
            .filter(voucher_debt::Column::GivenBy.eq(GivenBy::Letter.name()))
            .order_by_asc(voucher_debt::Column::Id);
        let debts = debts.all(self.setting.db.read()).await?.into_iter().map(|debt| Letter {
            is_sent: self.posted.contains_key(&debt.id),
            kept_back: debt.kept_back.clone(),
            debt,
        });
        Ok(debts.collect())
    }

    /// As the timeline tells it.
    pub(super) fn line(&self, letter: &Letter, numbers: &BTreeMap<i32, &String>) -> Option<Line> {
        let (debt, posted) = (&letter.debt, self.posted.get(&letter.debt.id));
        let who = (*numbers.get(&debt.participant_id)?).clone();
        let (wave, at) = (&debt.wave_key, posted.copied().unwrap_or(debt.owed_since));
        let told = format!("{wave}: voucher by post");
        let what = match (&letter.kept_back, letter.is_sent) {
            (_, true) => format!("{told}, sent"),
            (Some(why), false) => format!("{told}, not sent: {why}"),
            (None, false) => format!("{told}, waiting"),
        };
        Some(Line { at, who, what })
    }
}

/// `answer to STOP by sms, sent`
pub(super) fn told(row: &outbox::Model) -> String {
    let named = |name: &str| facts(row).unwrap_or_default().remove(name);
    let of_wave = named("wave").filter(|wave| WaveKey::new(wave).is_ok());
    let what = match Template::by_name(&row.template) {
        Some(Template::StopReply) => "answer to STOP",
        Some(Template::TextsAgain) => "answer to START",
        Some(Template::TextCallBack) => "answer to CALL",
        Some(Template::TextNotRead) => "answer to a text",
        Some(Template::StopReceipt | Template::StopReceiptText) => "receipt of what stopped",
        Some(Template::Thanks) => "thanks",
        Some(Template::Voucher) => "voucher",
        _ => &row.template,
    };
    let told = format!("{what} by {}, {}", row.channel, row.state);
    match of_wave {
        Some(wave) => format!("{wave}: {told}"),
        None => told,
    }
}
