//! What the mail with a voucher says. It is looked up at the moment of sending and kept nowhere: what waits to be sent knows
//! only what is owed.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{DbErr, EntityTrait};
use surveys::{
    calendar,
    fill::long_date,
    keys::WaveKey,
    messages::Gift,
    vouchers::{GivenBy, Worth},
};

use super::{State, sample, sealed, stock::is_over};
use crate::{
    Db,
    entity::{study, voucher, voucher_debt},
};

/// A voucher, as a mail or a letter brings it.
pub(crate) struct OnItsWay {
    /// For which wave.
    pub wave: WaveKey,
    /// What is spent.
    pub code: String,
    /// What it is worth.
    pub worth: Worth,
    /// The last day on which it is good, where it has one.
    pub use_by: Option<NaiveDate>,
}

impl OnItsWay {
    /// The one that is set aside for what is owed; none where its code was taken out.
    pub fn of(
        db: &Db,
        debt: &voucher_debt::Model,
        row: &voucher::Model,
    ) -> Result<Option<Self>, DbErr> {
        let known = (WaveKey::new(&debt.wave_key).ok(), Worth::of_pence(row.pence));
        let ((Some(wave), Some(worth)), Some(code)) = (known, sealed::open(db.keys(), row)?) else {
            return Ok(None);
        };
        Ok(Some(Self { wave, code: code.to_string(), worth, use_by: row.expires_on }))
    }

    /// The same, for a study's own words.
    pub fn gift(&self) -> Gift<'_> {
        Gift { code: &self.code, use_by: self.use_by }
    }

    /// The same, for the facts of our words.
    pub fn facts(&self) -> BTreeMap<String, String> {
        let until = self.use_by.map(|last| format!("Use it by {}. ", long_date(last)));
        BTreeMap::from([
            ("code".to_owned(), self.code.clone()),
            ("worth".to_owned(), self.worth.to_string()),
            ("until".to_owned(), until.unwrap_or_default()),
        ])
    }
}

/// The voucher that a message with these facts brings; none when another was given in its place meanwhile, it goes by letter,
/// or its last day has gone.
pub(crate) async fn told(
    db: &Db,
    facts: &BTreeMap<String, String>,
    now: DateTime<Utc>,
) -> Result<Option<OnItsWay>, DbErr> {
    if let Some(sample) = sample::told(facts) {
        return Ok(Some(sample));
    }
    let number = |name: &str| facts.get(name).and_then(|fact| fact.parse::<i32>().ok());
    let (Some(debt), Some(issue)) = (number("debt"), number("issue")) else { return Ok(None) };
    let debt = voucher_debt::Entity::find_by_id(debt).one(db.read()).await?;
    // What was refused at the door goes by letter by now, also where somebody has the mail tried again.
    let holds = |debt: &voucher_debt::Model| {
        debt.issues == issue
            && debt.state == State::SetAside.name()
            && debt.given_by.as_deref() == Some(GivenBy::Email.name())
    };
    let Some(debt) = debt.filter(holds) else { return Ok(None) };
    let Some(id) = debt.voucher_id else { return Ok(None) };
    let Some(row) = voucher::Entity::find_by_id(id).one(db.read()).await? else { return Ok(None) };
    let today = calendar::date_in(&timezone(db, debt.study_id).await?, now);
    if is_over(&row, today) { Ok(None) } else { OnItsWay::of(db, &debt, &row) }
}

async fn timezone(db: &Db, id: i32) -> Result<String, DbErr> {
    let row = study::Entity::find_by_id(id).one(db.read()).await?;
    let study = row.and_then(|row| serde_json::from_str(&row.definition).ok());
    Ok(study.map_or_else(|| "UTC".to_owned(), |study: surveys::study::Study| study.timezone))
}
