//! What the mail with a voucher says. It is looked up at the moment of sending and kept nowhere: what waits to be sent knows
//! only what is owed.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{DbErr, EntityTrait};
use surveys::{calendar, fill::long_date, vouchers::Worth};

use super::{State, sample, sealed, stock::is_over};
use crate::{
    Db,
    entity::{study, voucher, voucher_debt},
};

/// Code, worth, and until when it is good, for the facts of a message that brings one; none when another was given in its
/// place meanwhile, or its last day has gone.
pub(crate) async fn told(
    db: &Db,
    facts: &BTreeMap<String, String>,
    now: DateTime<Utc>,
) -> Result<Option<BTreeMap<String, String>>, DbErr> {
    if let Some(sample) = sample::told(facts) {
        return Ok(Some(sample));
    }
    let number = |name: &str| facts.get(name).and_then(|fact| fact.parse::<i32>().ok());
    let (Some(debt), Some(issue)) = (number("debt"), number("issue")) else { return Ok(None) };
    let debt = voucher_debt::Entity::find_by_id(debt).one(db.read()).await?;
    let holds =
        |debt: &voucher_debt::Model| debt.issues == issue && debt.state == State::SetAside.name();
    let Some(debt) = debt.filter(holds) else { return Ok(None) };
    let Some(id) = debt.voucher_id else { return Ok(None) };
    let Some(row) = voucher::Entity::find_by_id(id).one(db.read()).await? else { return Ok(None) };
    let today = calendar::date_in(&timezone(db, debt.study_id).await?, now);
    let worth = Worth::of_pence(row.pence);
    let (Some(code), Some(worth), false) =
        (sealed::open(db.keys(), &row)?, worth, is_over(&row, today))
    else {
        return Ok(None);
    };
    let until = row.expires_on.map(|last| format!("Use it by {}. ", long_date(last)));
    Ok(Some(BTreeMap::from([
        ("code".to_owned(), code.to_string()),
        ("worth".to_owned(), worth.to_string()),
        ("until".to_owned(), until.unwrap_or_default()),
    ])))
}

async fn timezone(db: &Db, id: i32) -> Result<String, DbErr> {
    let row = study::Entity::find_by_id(id).one(db.read()).await?;
    let study = row.and_then(|row| serde_json::from_str(&row.definition).ok());
    Ok(study.map_or_else(|| "UTC".to_owned(), |study: surveys::study::Study| study.timezone))
}
