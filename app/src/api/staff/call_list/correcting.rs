//! The calls of one case, and what a supervisor types of how one of them ended after all.

use records::{
    auth::By,
    calls::{self, OfCase},
    staff::Names,
    studies::StudyHandle,
};

use super::{away, supervisor};
use crate::api::staff::{
    Away,
    door::{Said, StaffRequest},
};

/// The calls of a case, with who made each.
pub(crate) struct Correcting {
    pub study: StudyHandle,
    pub of: OfCase,
    pub names: Names,
    pub said: Said,
}

pub(crate) async fn correcting(request: StaffRequest) -> Result<Correcting, Away> {
    let (study, by) = supervisor(&request)?;
    let (db, by) = (&request.db, By::Staff(by));
    let of = calls::of_case(db, &by, &study, request.number()).await.map_err(away)?;
    let names = Names::of_supervisors(db, &by).await.map_err(Away::failed)?;
    Ok(Correcting { study, of, names, said: request.said })
}
