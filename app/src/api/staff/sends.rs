//! What is read of the sends of all studies, for who holds and releases them together.

use records::{
    auth::By,
    outbox::{self, Hold},
    schedule::{self, GoesAtOnce},
    staff::Names,
    studies::StudyHandle,
};

use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
    every_study, unavailable,
};

/// The sends of all studies.
pub(crate) struct Sends {
    /// What holds them all, if something does.
    pub hold: Option<Hold>,
    /// Each study, while they are held.
    pub studies: Vec<OfStudy>,
    pub said: Said,
}

/// What goes at once in a study when all are released.
pub(crate) struct OfStudy {
    pub study: StudyHandle,
    /// It is held by itself as well, and stays so.
    pub stays: bool,
    /// None where it cannot be worked out.
    pub going: Option<GoesAtOnce>,
}

pub(crate) async fn sends(request: StaffRequest) -> Result<Sends, Away> {
    let administrator = request.member()?.administrator();
    let by = By::Staff(administrator.map_err(|_| Away::Trouble(Trouble::NotAllowed))?);
    let names = Names::of_everybody(&request.db, &by).await.map_err(Away::failed)?;
    let mut hold = outbox::all_held(&request.db).await.map_err(Away::failed)?;
    if let Some(hold) = &mut hold {
        hold.by = names.of(&hold.by);
    }
    let mut studies = Vec::new();
    if hold.is_some() {
        let all = every_study(&request.db).await?;
        let each = schedule::each_goes_at_once(&request.db, &by, &all, request.now).await;
        for (study, going) in all.into_iter().zip(each) {
            let holds = outbox::held(&request.db, &study).await.map_err(Away::failed)?;
            let stays = holds.iter().any(|hold| !hold.of_all);
            let going = going.map_err(|cause| unavailable(&cause)).ok();
            studies.push(OfStudy { study, stays, going });
        }
    }
    Ok(Sends { hold, studies, said: request.said })
}
