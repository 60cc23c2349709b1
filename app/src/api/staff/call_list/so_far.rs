//! What is read for whoever looks at the calls to one participant.

use records::{
    auth::By,
    calls::{self, SoFar},
    staff::Names,
    studies::StudyHandle,
};

use super::{away, supervisor};
use crate::api::staff::{
    Away,
    door::{Said, StaffRequest},
};

/// The calls to one participant, and who made each.
pub(crate) struct CallsSoFar {
    pub study: StudyHandle,
    pub so_far: SoFar,
    pub names: Names,
    pub said: Said,
}

pub(crate) async fn calls_so_far(request: StaffRequest) -> Result<CallsSoFar, Away> {
    let (study, by) = supervisor(&request)?;
    let (db, by, id) = (&request.db, By::Staff(by), request.number());
    let so_far = calls::so_far(db, &by, &study, id, request.now).await.map_err(away)?;
    let names = Names::of_supervisors(db, &by).await.map_err(Away::failed)?;
    Ok(CallsSoFar { study, so_far, names, said: request.said })
}
