//! What is read of a study's letters.

use records::{outbox, studies::StudyHandle};

use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
};

/// A study's letters.
pub(crate) struct Letters {
    pub study: StudyHandle,
    pub letters: outbox::Letters,
    pub said: Said,
}

pub(crate) async fn listed(request: StaffRequest) -> Result<Letters, Away> {
    let (member, study) = request.in_study()?;
    let by = member.supervisor(&study);
    let by = by.map_err(|_| Away::Trouble(Trouble::NotAllowed))?;
    let letters = outbox::letters(&request.db, &by, &study, request.now).await;
    let letters = letters.map_err(Away::failed)?;
    Ok(Letters { study, letters, said: request.said })
}
