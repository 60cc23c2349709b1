//! The vouchers that somebody was promised, and what became of each. The code is theirs already, or was never theirs.

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::Voucher;
use crate::{
    Db,
    entity::{participant, voucher, voucher_debt},
    studies::StudyHandle,
};

pub(super) async fn of(
    db: &Db,
    study: &StudyHandle,
    person: &participant::Model,
) -> Result<Vec<Voucher>, DbErr> {
    let theirs = voucher_debt::Entity::find()
        .filter(voucher_debt::Column::ParticipantId.eq(person.id))
        .order_by_asc(voucher_debt::Column::Id);
    let mut all = Vec::new();
    for debt in theirs.all(db.read()).await? {
        let given = match debt.voucher_id {
            Some(id) => voucher::Entity::find_by_id(id).one(db.read()).await?,
            None => None,
        };
        let wave = study.study().waves.iter().find(|wave| wave.key.as_str() == debt.wave_key);
        let wave = wave.map_or_else(|| debt.wave_key.clone(), |wave| wave.title.clone());
        let how = debt.given_by.map(|by| format!(", by {by}")).unwrap_or_default();
        let given_on = given.and_then(|voucher| voucher.given_on);
        let (promised, state) = (debt.promised, format!("{}{how}", debt.state));
        all.push(Voucher { wave, promised, state, given_on, times_replaced: debt.reissues });
    }
    Ok(all)
}
