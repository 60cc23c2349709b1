//! In which ways somebody can be reached. Whether the vault has an address is known without opening it; whether what was
//! sent there came back is asked of those only to whom something did.

use std::collections::{BTreeMap, HashMap};

use sea_orm::DbErr;
use surveys::{
    consent::{Answer, Event, State as Agreed},
    schedule::Reach,
    stopping::{Choice, State, Way},
};

use crate::{
    Db,
    identity::{self, Addresses},
    outbox::{self, CameBack},
};

/// Where some people can be reached, and where not any more.
pub(super) struct Reaches {
    addresses: HashMap<i32, Addresses>,
    came_back: HashMap<(i32, Way), CameBack>,
}

impl Reaches {
    pub async fn of(db: &Db, people: &[i32]) -> Result<Self, DbErr> {
        let addresses = identity::addresses(&db.vault, people).await?;
        Ok(Self { addresses, came_back: outbox::whose_came_back(db, people).await? })
    }

    pub fn ways(&self, person: i32, agreed: &[Event], stops: &State) -> BTreeMap<Way, Reach> {
        let now = Agreed::fold(agreed);
        let addresses = self.addresses.get(&person).copied().unwrap_or_default();
        let reach = |way: Way| {
            let once = agreed.iter().any(|event| {
                event.decision.permission == Some(way.permission())
                    && event.decision.answer == Answer::Yes
            });
            if stops.since(Choice::Uncontactable).is_some() {
                Reach::Unreachable
            } else if stops.since(Choice::Contact(way)).is_some() {
                Reach::OptedOut
            } else if !now.permissions.contains(&way.permission()) {
                if once { Reach::OptedOut } else { Reach::NotAgreed }
            } else if !addresses.has(way) {
                Reach::NoAddress
            } else if self.came_back.contains_key(&(person, way)) {
                Reach::Unreachable
            } else {
                Reach::Open
            }
        };
        Way::ALL.map(|way| (way, reach(way))).into()
    }
}
