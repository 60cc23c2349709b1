//! Somebody on the staff, and what they may do where.

mod authors;

mod unfinished;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use surveys::roles::{Act, Reach, Role, may};

pub use self::{
    authors::{SurveyReader, SurveyWriter},
    unfinished::Unfinished,
};
use super::{
    everywhere::{Administrator, RightsKeeper, RightsReader},
    permits::{
        Caseworker, DataManager, Evaluator, Interviewer, Postmaster, RegisterKeeper,
        SafeguardingLead, SiteLead, Standing, Supervisor, VoucherKeeper,
    },
};
use crate::{
    Db,
    entity::{staff_member, staff_role},
    staff::sessions,
    studies::StudyHandle,
};

/// Somebody on the staff who has shown who they are, with the roles they have at this moment.
#[derive(Clone, Debug)]
pub struct StaffMember {
    id: i32,
    email: String,
    name: Option<String>,
    grants: Vec<Grant>,
    session_id: Option<i32>,
    has_password: bool,
    /// The moment at which they ask, where it counts.
    at: Option<DateTime<Utc>>,
}

/// How far somebody with a session has come.
#[derive(Clone, Debug)]
pub enum Arrived {
    /// They have shown who they are.
    In(StaffMember),
    /// They have given their password, and owe the code of their second factor.
    OwesCode(Unfinished),
    /// They have given their password, and must set up a second factor for what they are.
    OwesSecondFactor(Unfinished),
}

/// Who has this session. None when it has ended, or the account was taken away.
///
/// # Errors
/// When the database fails.
pub async fn arrive(db: &Db, token: &str, now: DateTime<Utc>) -> Result<Option<Arrived>, DbErr> {
    let Some(session) = sessions::find(db, token, now).await? else { return Ok(None) };
    let row = staff_member::Entity::find_by_id(session.staff_id).one(db.read()).await?;
    let Some(row) = row.filter(|row| row.removed_at.is_none()) else { return Ok(None) };
    sessions::note(db, &session, now).await?;
    let has_second_factor = row.totp_secret.is_some();
    let owing = Unfinished { staff_id: row.id, session_id: session.id, email: row.email.clone() };
    if has_second_factor && !session.second_factor {
        return Ok(Some(Arrived::OwesCode(owing)));
    }
    let member = StaffMember::with_roles(db.read(), row, Some(session.id)).await?;
    // A session that was let in with a second factor of somebody else's owes none of ours.
    let has_second_factor = has_second_factor || session.second_factor;
    if !has_second_factor && member.grants.iter().any(|grant| grant.role.needs_second_factor()) {
        // Whoever got such a role while they were in signs in again, and sets it up then.
        return Ok(session.pending_secret.map(|_| Arrived::OwesSecondFactor(owing)));
    }
    Ok(Some(Arrived::In(member.at(now))))
}

/// A role, and where it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Grant {
    role: Role,
    study_id: Option<i32>,
    site: Option<String>,
}

/// The role that this needs is not theirs, or not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not among the things that this person may do here")]
pub struct NotAllowed;

impl StaffMember {
    /// Whoever may run commands on the server may do everything there; they say who they are, by their
    /// address or the number of their account, so that the audit can name them. None when there is no such account.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn at_the_command_line(db: &Db, named: &str) -> Result<Option<Self>, DbErr> {
        let is_theirs = match named.trim().parse::<i32>() {
            Ok(number) => staff_member::Column::Id.eq(number),
            Err(_) => staff_member::Column::Email.eq(named.trim().to_lowercase()),
        };
        let found = staff_member::Entity::find()
            .filter(is_theirs)
            .filter(staff_member::Column::RemovedAt.is_null());
        match found.one(db.read()).await? {
            Some(row) => Self::with_roles(db.read(), row, None).await.map(Some),
            None => Ok(None),
        }
    }

    /// The account with the roles it has at this moment.
    async fn with_roles(
        db: &impl ConnectionTrait,
        row: staff_member::Model,
        session_id: Option<i32>,
    ) -> Result<Self, DbErr> {
        let roles = staff_role::Entity::find()
            .filter(staff_role::Column::StaffId.eq(row.id))
            .order_by_asc(staff_role::Column::Id);
        let roles = roles.all(db).await?.into_iter().filter_map(|row| {
            // A role that this program does not know gives nothing.
            let role: Role = row.role.parse().ok()?;
            Some(Grant { role, study_id: row.study_id, site: row.site })
        });
        let (id, email, name, grants) = (row.id, row.email, row.name, roles.collect());
        let has_password = row.password_hash.is_some();
        Ok(Self { id, email, name, grants, session_id, has_password, at: None })
    }

    /// The same person at a moment: whom they have for a time is theirs no more once it is over. Without one, until somebody
    /// ends it.
    #[must_use]
    pub fn at(self, moment: DateTime<Utc>) -> Self {
        Self { at: Some(moment), ..self }
    }

    /// The session that they are in; none at the command line.
    pub(crate) fn session_id(&self) -> Option<i32> {
        self.session_id
    }

    /// The same person, about to set up another second factor in this session.
    #[must_use]
    pub fn at_second_factor(&self) -> Option<Unfinished> {
        let session_id = self.session_id?;
        Some(Unfinished { staff_id: self.id, session_id, email: self.email.clone() })
    }

    /// What they are in a study, with the site where a role is bound to one.
    pub fn roles_in(&self, study: &StudyHandle) -> impl Iterator<Item = (Role, Option<&str>)> {
        let here = self.grants.iter().filter(|grant| grant.study_id == Some(study.id));
        here.map(|grant| (grant.role, grant.site.as_deref()))
    }

    /// The number of the account.
    #[must_use]
    pub fn id(&self) -> i32 {
        self.id
    }

    /// Where they are written to.
    #[must_use]
    pub fn email(&self) -> &str {
        &self.email
    }

    /// What they are called.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.email)
    }

    /// Whether they chose a password. Who comes in by single sign-on alone has none.
    #[must_use]
    pub fn has_password(&self) -> bool {
        self.has_password
    }

    /// Whether they may do something in some study.
    #[must_use]
    pub fn may(&self, act: Act) -> bool {
        self.grants.iter().any(|grant| may(grant.role, act))
    }

    /// Whether they may do something in this study.
    #[must_use]
    pub fn may_in(&self, act: Act, study: &StudyHandle) -> bool {
        self.grants.iter().any(|grant| may(grant.role, act) && grant.is_in(study.id))
    }

    /// # Errors
    /// When they are none.
    pub fn administrator(&self) -> Result<Administrator, NotAllowed> {
        let is = self.grants.iter().any(|grant| grant.role == Role::Administrator);
        if is { Ok(Administrator { staff_id: self.id }) } else { Err(NotAllowed) }
    }

    /// # Errors
    /// When they may not read it.
    pub fn rights_reader(&self) -> Result<RightsReader, NotAllowed> {
        let grant = self.grants.iter().find(|grant| may(grant.role, Act::SeeRights));
        let role = grant.ok_or(NotAllowed)?.role;
        Ok(RightsReader { staff_id: self.id, role })
    }

    /// # Errors
    /// When they may not write into it.
    pub fn rights_keeper(&self) -> Result<RightsKeeper, NotAllowed> {
        let grant = self.grants.iter().find(|grant| may(grant.role, Act::RecordRights));
        let role = grant.ok_or(NotAllowed)?.role;
        Ok(RightsKeeper { staff_id: self.id, role })
    }

    /// # Errors
    /// When they are none in this study.
    pub fn evaluator(&self, study: &StudyHandle) -> Result<Evaluator, NotAllowed> {
        self.standing(study, &[Role::Evaluator]).map(Evaluator)
    }

    /// # Errors
    /// When they are none in this study.
    pub fn interviewer(&self, study: &StudyHandle) -> Result<Interviewer, NotAllowed> {
        self.standing(study, &[Role::Interviewer]).map(Interviewer)
    }

    /// # Errors
    /// When they are none in this study.
    pub fn supervisor(&self, study: &StudyHandle) -> Result<Supervisor, NotAllowed> {
        self.standing(study, &[Role::Supervisor]).map(Supervisor)
    }

    /// # Errors
    /// When they are none in this study.
    pub fn data_manager(&self, study: &StudyHandle) -> Result<DataManager, NotAllowed> {
        self.standing(study, &[Role::DataManager]).map(DataManager)
    }

    /// # Errors
    /// When they are none in this study.
    pub fn site_lead(&self, study: &StudyHandle) -> Result<SiteLead, NotAllowed> {
        self.standing(study, &[Role::SiteLead]).map(SiteLead)
    }

    /// # Errors
    /// When they are none in this study.
    pub fn safeguarding_lead(&self, study: &StudyHandle) -> Result<SafeguardingLead, NotAllowed> {
        self.standing(study, &[Role::SafeguardingLead]).map(SafeguardingLead)
    }

    /// # Errors
    /// When they speak with nobody in this study.
    pub fn caseworker(&self, study: &StudyHandle) -> Result<Caseworker, NotAllowed> {
        use Role::{Interviewer, SafeguardingLead, SiteLead, Supervisor};
        let mut held = [SafeguardingLead, Supervisor, SiteLead, Interviewer]
            .into_iter()
            .filter_map(|role| self.standing(study, &[role]).ok());
        let first = held.next().ok_or(NotAllowed)?;
        Ok(Caseworker { first, others: held.collect(), at: self.at })
    }

    /// # Errors
    /// When they keep none in this study.
    pub fn register_keeper(&self, study: &StudyHandle) -> Result<RegisterKeeper, NotAllowed> {
        self.standing(study, &[Role::SafeguardingLead, Role::DataManager]).map(RegisterKeeper)
    }

    /// # Errors
    /// When they look after no messages in this study.
    pub fn postmaster(&self, study: &StudyHandle) -> Result<Postmaster, NotAllowed> {
        self.standing(study, &[Role::Supervisor, Role::DataManager]).map(Postmaster)
    }

    /// # Errors
    /// When they look after no vouchers in this study.
    pub fn voucher_keeper(&self, study: &StudyHandle) -> Result<VoucherKeeper, NotAllowed> {
        self.standing(study, &[Role::Supervisor, Role::DataManager]).map(VoucherKeeper)
    }

    /// The first of these roles that they have in the study.
    fn standing(&self, study: &StudyHandle, roles: &[Role]) -> Result<Standing, NotAllowed> {
        let held = |role: &Role| {
            let of_study = self.grants.iter().filter(|grant| grant.is_in(study.id));
            of_study.filter(|grant| grant.role == *role).collect::<Vec<_>>()
        };
        let found = roles.iter().map(|role| (*role, held(role))).find(|(_, held)| !held.is_empty());
        let (role, held) = found.ok_or(NotAllowed)?;
        let sites = held.into_iter().filter_map(|grant| grant.site.clone()).collect();
        Ok(Standing { staff_id: self.id, role, study_id: study.id, sites, by_command: false })
    }
}

impl Grant {
    fn is_in(&self, study_id: i32) -> bool {
        self.role.reach() == Reach::Everywhere || self.study_id == Some(study_id)
    }
}
