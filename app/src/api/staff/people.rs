//! What administrators read of everybody on the staff.

use records::{
    auth::By,
    staff::{self},
    studies::StudyHandle,
};

use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
    every_study,
};

/// Everybody on the staff.
pub(crate) struct Everybody {
    pub accounts: Vec<staff::Account>,
    /// Those who were on it once: the audit still names them by number.
    pub left: Vec<staff::Left>,
    pub studies: Vec<StudyHandle>,
    pub said: Said,
}

pub(crate) async fn everybody(request: StaffRequest) -> Result<Everybody, Away> {
    let member = request.member()?;
    let administrator = member.administrator().map_err(|_| Away::Trouble(Trouble::NotAllowed))?;
    let (db, by) = (&request.db, By::Staff(administrator));
    let accounts = staff::list(db, &by, request.now).await.map_err(Away::failed)?;
    let left = staff::left(db, &by).await.map_err(Away::failed)?;
    let studies = every_study(db).await?;
    Ok(Everybody { accounts, left, studies, said: request.said })
}

/// One of them.
pub(crate) struct One {
    pub account: staff::Account,
    pub studies: Vec<StudyHandle>,
    pub said: Said,
}

pub(crate) async fn one(request: StaffRequest) -> Result<One, Away> {
    let id: Option<i32> = request.names.parse().ok();
    let Everybody { accounts, studies, said, .. } = everybody(request).await?;
    let account = accounts.into_iter().find(|account| Some(account.id) == id);
    let account = account.ok_or(Away::Trouble(Trouble::NotFound))?;
    Ok(One { account, studies, said })
}
