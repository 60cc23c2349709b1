//! The permissions of staff, each a type. Whoever needs one is given it by [`StaffMember`]; the table
//! in `surveys::roles` says which role may hold which.
//!
//! [`StaffMember`]: super::StaffMember

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use surveys::roles::{Act, Reach, Role, may};

use super::{
    NotAllowed, StaffMember,
    acting::{InOneStudy, Permit},
};
use crate::{
    entity::{call_case, participant, staff_case},
    studies::StudyHandle,
};

/// What each permission knows of whoever holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub staff_id: i32,
    pub role: Role,
    pub study_id: i32,
    /// The sites to which the role is bound, where it is.
    pub sites: Vec<String>,
    /// It is somebody at the command line who says what they do.
    pub by_command: bool,
}

impl Standing {
    fn actor(&self) -> String {
        match self.by_command {
            true => format!("command line, for staff {}", self.staff_id),
            false => actor(self.staff_id, self.role),
        }
    }
}

/// As the audit has it: a number and a role, never a name.
pub(super) fn actor(staff_id: i32, role: Role) -> String {
    format!("staff {staff_id}, {role}")
}

macro_rules! permits {
    ($($(#[$doc:meta])* $name:ident by $held_by:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name(pub(super) Standing);

        impl $name {
            /// Who it is, as the audit has it: `staff 12, site lead`.
            #[must_use]
            pub fn actor(&self) -> String {
                self.0.actor()
            }

            /// The number of the account.
            #[must_use]
            pub fn staff_id(&self) -> i32 {
                self.0.staff_id
            }

            /// The only study in which it holds.
            #[must_use]
            pub fn study_id(&self) -> i32 {
                self.0.study_id
            }
        }

        impl Permit for $name {
            fn actor(&self) -> String {
                self.0.actor()
            }
        }

        impl InOneStudy for $name {
            fn held_by(member: &StaffMember, study: &StudyHandle) -> Result<Self, NotAllowed> {
                member.$held_by(study)
            }

            fn study_id(&self) -> i32 {
                self.0.study_id
            }
        }
    )*};
}

permits! {
    /// Writes surveys and the protocol of a study, and reads its figures.
    Evaluator by evaluator,
    /// Speaks with the participants who were given to them.
    Interviewer by interviewer,
    /// Looks after the interviewers of a study.
    Supervisor by supervisor,
    /// Exports a study, links its records and answers requests.
    DataManager by data_manager,
    /// Looks after the participants of a site.
    SiteLead by site_lead,
    /// Answers a study's alerts.
    SafeguardingLead by safeguarding_lead,
    /// Keeps a study's registers: a safeguarding lead or a data manager.
    RegisterKeeper by register_keeper,
    /// Looks after a study's messages: a supervisor or a data manager.
    Postmaster by postmaster,
    /// Looks after a study's vouchers: a supervisor or a data manager.
    VoucherKeeper by voucher_keeper,
}

impl Interviewer {
    /// The same where somebody at the command line says what they do: the audit has both.
    #[must_use]
    pub fn told_by_command(self) -> Self {
        Self(Standing { by_command: true, ..self.0 })
    }
}

impl SiteLead {
    /// The sites, by their keys.
    #[must_use]
    pub fn sites(&self) -> &[String] {
        &self.0.sites
    }
}

/// Whoever speaks with participants of a study: an interviewer, a supervisor, a site lead or a
/// safeguarding lead. Ask [`Caseworker::reaches`] before anything is done about somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caseworker {
    /// The role that goes furthest.
    pub(super) first: Standing,
    pub(super) others: Vec<Standing>,
    /// The moment at which they ask, where it counts.
    pub(super) at: Option<DateTime<Utc>>,
}

impl Caseworker {
    /// Who it is, as the audit has it: `staff 12, site lead`.
    #[must_use]
    pub fn actor(&self) -> String {
        self.first.actor()
    }

    /// The number of the account.
    #[must_use]
    pub fn staff_id(&self) -> i32 {
        self.first.staff_id
    }

    /// The only study in which it holds.
    #[must_use]
    pub fn study_id(&self) -> i32 {
        self.first.study_id
    }

    /// Whether a participant is one of theirs: of the study, of a site of theirs, or given to them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reaches(
        &self,
        db: &impl ConnectionTrait,
        participant_id: i32,
    ) -> Result<bool, DbErr> {
        let person = participant::Entity::find_by_id(participant_id).one(db).await?;
        let Some(person) = person.filter(|person| person.study_id == self.study_id()) else {
            return Ok(false);
        };
        let site = person.site.as_ref();
        let mut by_case = false;
        for Standing { role, sites, .. } in std::iter::once(&self.first).chain(&self.others) {
            match role.reach() {
                Reach::Everywhere | Reach::Study => return Ok(true),
                Reach::OwnSite if site.is_some_and(|site| sites.contains(site)) => return Ok(true),
                Reach::OwnSite => {}
                Reach::OwnCases => by_case = true,
            }
        }
        if !by_case {
            return Ok(false);
        }
        let case = staff_case::Entity::find_by_id((self.staff_id(), participant_id));
        if case.one(db).await?.is_some() {
            return Ok(true);
        }
        // Whoever rings somebody reaches them for as long as they have the case.
        let rings = call_case::Entity::find()
            .filter(call_case::Column::ParticipantId.eq(participant_id))
            .filter(self.has_to_ring());
        Ok(rings.one(db).await?.is_some())
    }

    /// The cases that they have to ring, as long as these are theirs.
    pub(crate) fn has_to_ring(&self) -> Condition {
        let theirs = Condition::all().add(call_case::Column::LeasedTo.eq(self.staff_id()));
        match self.at {
            Some(at) => theirs.add(call_case::Column::LeasedUntil.gt(at)),
            None => theirs,
        }
    }
}

impl Caseworker {
    /// The same person in those of their roles that may do this. None when none of them may.
    pub(crate) fn acting(&self, act: Act) -> Option<Self> {
        let all = std::iter::once(&self.first).chain(&self.others);
        let mut held = all.filter(|standing| may(standing.role, act)).cloned();
        let first = held.next()?;
        Some(Self { first, others: held.collect(), at: self.at })
    }

    /// The same person as an interviewer. None when they are none.
    pub(crate) fn interviewer(&self) -> Option<Interviewer> {
        let mut all = std::iter::once(&self.first).chain(&self.others);
        all.find(|standing| standing.role == Role::Interviewer).cloned().map(Interviewer)
    }
}

impl Permit for Caseworker {
    fn actor(&self) -> String {
        self.first.actor()
    }
}

impl InOneStudy for Caseworker {
    fn held_by(member: &StaffMember, study: &StudyHandle) -> Result<Self, NotAllowed> {
        member.caseworker(study)
    }

    fn study_id(&self) -> i32 {
        self.first.study_id
    }
}

/// How far somebody who speaks with participants reaches, for lists.
pub(crate) struct Span {
    /// Everybody in the study: too many for a list.
    pub whole_study: bool,
    /// Everybody of these sites.
    pub sites: Vec<String>,
    /// Whoever was given to them.
    pub own_cases: bool,
}

impl Caseworker {
    /// How far they reach. Of one person, [`Caseworker::reaches`] says it.
    pub(crate) fn span(&self) -> Span {
        let mut span = Span { whole_study: false, sites: Vec::new(), own_cases: false };
        for Standing { role, sites, .. } in std::iter::once(&self.first).chain(&self.others) {
            match role.reach() {
                Reach::Everywhere | Reach::Study => span.whole_study = true,
                Reach::OwnSite => span.sites.extend(sites.iter().cloned()),
                Reach::OwnCases => span.own_cases = true,
            }
        }
        span
    }
}
