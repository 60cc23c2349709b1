//! What a supervisor reads of who looks after whom.

use records::{
    auth::Supervisor,
    staff::{self, Load},
    studies::StudyHandle,
};

use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
};

/// The interviewers of a study.
pub(crate) struct Cases {
    pub study: StudyHandle,
    pub load: Load,
    pub said: Said,
}

pub(crate) async fn load(request: StaffRequest) -> Result<Cases, Away> {
    let (study, by) = supervisor(&request)?;
    let load = staff::load(&request.db, &by).await.map_err(Away::failed)?;
    Ok(Cases { study, load, said: request.said })
}

/// One interviewer's participants.
pub(crate) struct CasesOf {
    pub study: StudyHandle,
    pub staff_id: i32,
    pub name: String,
    pub numbers: Vec<String>,
    pub said: Said,
}

pub(crate) async fn of_one(request: StaffRequest) -> Result<CasesOf, Away> {
    let (study, by) = supervisor(&request)?;
    let staff_id = request.number();
    let cases = staff::cases_of(&request.db, &by, staff_id).await.map_err(Away::failed)?;
    let (name, numbers) = cases.ok_or(Away::Trouble(Trouble::NotFound))?;
    Ok(CasesOf { study, staff_id, name, numbers, said: request.said })
}

fn supervisor(request: &StaffRequest) -> Result<(StudyHandle, Supervisor), Away> {
    let study = request.study()?;
    let supervisor = request.member()?.supervisor(study);
    Ok((study.clone(), supervisor.map_err(|_| Away::Trouble(Trouble::NotAllowed))?))
}
