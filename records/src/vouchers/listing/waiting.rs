//! Who waits for a voucher, and who of them waits in vain: by row, before anybody is named.

use std::collections::HashSet;

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use surveys::vouchers::GivenBy;

use crate::{
    Db,
    entity::{outbox, voucher_debt},
    studies::StudyHandle,
    vouchers::{State, issuing, reaching::letters_kept_back},
};

/// So many are looked at together.
const SOME: usize = 500;

/// Something that is owed, to whom, and how often a voucher was set aside for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Waits {
    pub debt: i32,
    person: i32,
    issues: i32,
}

impl Waits {
    pub const fn of(row: &voucher_debt::Model) -> Self {
        Self { debt: row.id, person: row.participant_id, issues: row.issues }
    }

    /// Why its latest mail was written.
    fn reason(&self) -> String {
        format!("{}{}", issuing::reasons(self.debt), self.issues)
    }
}

/// All that stands so, those first that have waited longest.
pub(super) async fn in_state(
    db: &Db,
    study: &StudyHandle,
    (state, given_by): (State, Option<GivenBy>),
) -> Result<Vec<Waits>, DbErr> {
    use voucher_debt::Column;
    let mut rows = voucher_debt::Entity::find()
        .filter(Column::StudyId.eq(study.id))
        .filter(Column::State.eq(state.name()));
    if let Some(by) = given_by {
        rows = rows.filter(Column::GivenBy.eq(by.name()));
    }
    let rows: Vec<(i32, i32, i32)> = rows
        .select_only()
        .columns([Column::Id, Column::ParticipantId, Column::Issues])
        .order_by_asc(Column::OwedSince)
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(|(debt, person, issues)| Waits { debt, person, issues }).collect())
}

/// Those of these letters that reach nobody.
pub(super) async fn kept_back(db: &Db, letters: &[Waits]) -> Result<Vec<Waits>, DbErr> {
    let mut kept = Vec::new();
    for some in letters.chunks(SOME) {
        let people: Vec<_> = some.iter().map(|waits| waits.person).collect();
        let kept_back = letters_kept_back((db.read(), db), &people).await?;
        kept.extend(some.iter().filter(|waits| kept_back.contains_key(&waits.person)));
    }
    Ok(kept)
}

/// Those of these mails that failed, or may have left or not.
pub(super) async fn failed(db: &Db, mails: &[Waits]) -> Result<Vec<Waits>, DbErr> {
    let mut failed = Vec::new();
    for some in mails.chunks(SOME) {
        let reasons: Vec<String> = outbox::Entity::find()
            .select_only()
            .column(outbox::Column::Once)
            .filter(outbox::Column::Once.is_in(some.iter().map(Waits::reason)))
            .filter(outbox::Column::State.is_in(["failed", "in doubt"]))
            .into_tuple()
            .all(db.read())
            .await?;
        let reasons: HashSet<_> = reasons.into_iter().collect();
        failed.extend(some.iter().filter(|waits| reasons.contains(&waits.reason())));
    }
    Ok(failed)
}
