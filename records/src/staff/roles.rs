//! The roles that somebody on the staff has, each in its study and, where it is bound to one, its site.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
};
use surveys::{
    answer::is_email,
    roles::{Reach, Role},
};

use crate::{
    audit,
    auth::{Administrator, By},
    entity::{staff_member, staff_role},
    studies::StudyHandle,
};

/// Longer than any address of ours, and what a mail server takes at most.
pub(super) const LONGEST_EMAIL: usize = 254;

/// A role, and where it is to hold.
#[derive(Clone, Debug)]
pub struct Appointment {
    /// The role.
    pub role: Role,
    /// The study; none for an administrator.
    pub study: Option<StudyHandle>,
    /// The site by its key, for a site lead.
    pub site: Option<String>,
}

/// Why a role was not given.
#[derive(Debug, thiserror::Error)]
pub enum RoleError {
    /// It is no email address.
    #[error("“{0}” is no email address; write it like name@example.org")]
    NotAnEmail(String),
    /// The role holds in one study, and none was named.
    #[error("the role {0} holds in one study: name it")]
    NeedsStudy(Role),
    /// An administrator's role holds in every study.
    #[error("an administrator looks after every study: name none")]
    Everywhere,
    /// The role holds at one site of the study, and none of them was named.
    #[error("the role {0} holds at one site of the study: name one of {1}")]
    NeedsSite(Role, String),
    /// The role is not bound to a site.
    #[error("the role {0} holds in the whole study: name no site")]
    WithoutSite(Role),
    /// Nobody on the staff has this address or number.
    #[error("nobody on the staff has this address")]
    NoSuchStaff,
    /// Nobody could let anybody in any more.
    #[error("this is the last administrator: give somebody else that role first")]
    LastAdministrator,
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// An address as it is stored and looked for.
pub(super) fn believed(email: &str) -> Result<String, RoleError> {
    let plain = email.trim().to_lowercase();
    let usable = is_email(&plain) && plain.len() <= LONGEST_EMAIL && !plain.contains(['<', '>']);
    if usable { Ok(plain) } else { Err(RoleError::NotAnEmail(email.to_owned())) }
}

impl Appointment {
    /// Whether the role can hold there.
    pub(super) fn check(&self) -> Result<(), RoleError> {
        let Self { role, study, site } = self;
        match (role.reach(), study) {
            (Reach::Everywhere, Some(_)) => Err(RoleError::Everywhere),
            (Reach::Everywhere, None) => self.without_site(),
            (_, None) => Err(RoleError::NeedsStudy(*role)),
            (Reach::OwnSite, Some(study)) => {
                let sites = study.study().sites.iter().map(|site| site.key.as_str());
                let sites: Vec<_> = sites.collect();
                match site.as_deref() {
                    Some(site) if sites.contains(&site) => Ok(()),
                    _ => Err(RoleError::NeedsSite(*role, sites.join(", "))),
                }
            }
            (Reach::Study | Reach::OwnCases, Some(_)) => self.without_site(),
        }
    }

    fn without_site(&self) -> Result<(), RoleError> {
        if self.site.is_none() { Ok(()) } else { Err(RoleError::WithoutSite(self.role)) }
    }

    /// As the audit has it: `site lead, bridgeway, leeds`.
    fn words(&self) -> String {
        let study = self.study.as_ref().map(|study| study.study().key.to_string());
        let parts = [Some(self.role.to_string()), study, self.site.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// Gives a role that was checked. One that they have already stays as it is.
pub(super) async fn give(
    transaction: &impl ConnectionTrait,
    by: &By<Administrator>,
    staff_id: i32,
    appointment: &Appointment,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let Appointment { role, study, site } = appointment;
    let study_id = study.as_ref().map(|study| study.id);
    let held = staff_role::Entity::find()
        .filter(staff_role::Column::StaffId.eq(staff_id))
        .filter(staff_role::Column::Role.eq(role.key()));
    let same = |row: staff_role::Model| row.study_id == study_id && row.site == *site;
    if held.all(transaction).await?.into_iter().any(same) {
        return Ok(());
    }
    let row = staff_role::ActiveModel {
        staff_id: Set(staff_id),
        role: Set(role.key().to_owned()),
        study_id: Set(study_id),
        site: Set(site.clone()),
        given_at: Set(now),
        ..Default::default()
    };
    staff_role::Entity::insert(row).exec_without_returning(transaction).await?;
    let object = format!("staff {staff_id}: {}", appointment.words());
    audit::write(transaction, &by.actor(), "role given", &object, now).await
}

/// The account with this address, which was checked.
pub(super) async fn by_email(
    db: &impl ConnectionTrait,
    email: &str,
) -> Result<Option<staff_member::Model>, DbErr> {
    staff_member::Entity::find().filter(staff_member::Column::Email.eq(email)).one(db).await
}

/// Whether somebody is anything for which a password alone is too little.
pub(super) async fn need_second_factor(
    db: &impl ConnectionTrait,
    staff_id: i32,
) -> Result<bool, DbErr> {
    let held = staff_role::Entity::find().filter(staff_role::Column::StaffId.eq(staff_id));
    let roles = held.all(db).await?.into_iter().filter_map(|row| row.role.parse::<Role>().ok());
    Ok(roles.into_iter().any(Role::needs_second_factor))
}

/// Whether somebody is an administrator.
pub(super) async fn is_administrator(
    db: &impl ConnectionTrait,
    staff_id: i32,
) -> Result<bool, DbErr> {
    let held = staff_role::Entity::find()
        .filter(staff_role::Column::StaffId.eq(staff_id))
        .filter(staff_role::Column::Role.eq(Role::Administrator.key()));
    Ok(held.count(db).await? > 0)
}
