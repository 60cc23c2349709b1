//! How a voucher can reach somebody: by what the vault has, without opening it, and by what they stopped.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, DbErr};
use surveys::stopping::Way;

use crate::{Db, identity, outbox, stopping};

/// Why no letter goes to somebody whom none reaches.
pub(super) const NO_ADDRESS: &str = "no address";
/// Why none goes where letters come back from.
const CAME_BACK: &str = "came back";
/// Why none goes to somebody who wants none.
pub(super) const NO_LETTERS: &str = "no letters";

/// To whom of these no letter goes, and why.
pub(super) async fn letters_kept_back(
    (connection, db): (&impl ConnectionTrait, &Db),
    people: &[i32],
) -> Result<HashMap<i32, &'static str>, DbErr> {
    let addresses = identity::addresses(&db.vault, people).await?;
    let stops = stopping::states(connection, people).await?;
    let came_back = outbox::whose_came_back(db, people).await?;
    let why = |person: &i32| {
        let wants_none = stops.get(person).is_some_and(|stops| stops.may_give(Way::Post).is_err());
        let has_one = addresses.get(person).is_some_and(|has| has.has(Way::Post));
        match (wants_none, has_one) {
            (true, _) => Some((*person, NO_LETTERS)),
            (false, false) => Some((*person, NO_ADDRESS)),
            (false, true) => {
                came_back.contains_key(&(*person, Way::Post)).then_some((*person, CAME_BACK))
            }
        }
    };
    Ok(people.iter().filter_map(why).collect())
}
