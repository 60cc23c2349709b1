//! Who among staff may do what. [`TABLE`] is the only place that says so: pages, posts and the types
//! in `records` that stand for a permission all follow it.

use std::{fmt, str::FromStr};

/// What somebody on the staff is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Writes surveys and the protocol, and reads figures. Never sees who anybody is.
    Evaluator,
    /// Speaks with the participants who were given to them.
    Interviewer,
    /// Looks after the interviewers of a study.
    Supervisor,
    /// Exports, links records and answers requests: the only role that joins identities and answers.
    DataManager,
    /// Looks after the participants of one site.
    SiteLead,
    /// Answers alerts.
    SafeguardingLead,
    /// Lets staff in and reads what was done. Sees no participant and no answer.
    Administrator,
}

/// How far a role goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Every study: who can renew somebody's way in can become them in each study they are in.
    Everywhere,
    /// Everybody in one study.
    Study,
    /// The participants of one site of a study.
    OwnSite,
    /// The participants who were given to this person.
    OwnCases,
}

/// Something that staff do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Invite people, give and take roles, end sessions.
    ManageStaff,
    /// Read what was done, by whom.
    ReadAudit,
    /// Read surveys and what changed between their versions.
    SeeSurveys,
    /// Write surveys and the protocol.
    EditSurveys,
    /// Read the messages of a protocol, filled in for somebody made up.
    ReadMessages,
    /// See which of them one participant would read, and when: by study number, and by name for whoever sees that.
    ForeseeMessages,
    /// See which instruments there are, and the licences on record for them.
    SeeRights,
    /// Bring the words of an instrument, and record the licence for them.
    RecordRights,
    /// See how many were asked, answered and are due.
    SeeFigures,
    /// Take the dataset.
    ExportAnswers,
    /// Send identities to be linked with records, and take the records.
    LinkRecords,
    /// See a participant's name and how to reach them.
    SeeIdentity,
    /// Record consent that was given on paper or by telephone.
    RecordConsent,
    /// Record that somebody stops, or what of it they stop.
    RecordStop,
    /// Send somebody a new link in place of the old.
    ReopenLink,
    /// Record somebody's survey by telephone.
    Interview,
    /// Ring whoever is next, and write down what came of it.
    Ring,
    /// See who is rung, when and why; take cases from interviewers and give them; set the rules; read the rates.
    TendCalls,
    /// Give participants to interviewers, and take them back.
    GiveCases,
    /// See which messages left and which did not, and try again what failed.
    TendMessages,
    /// Hold all that is sent in every study, and release it.
    HoldAllSends,
    /// Look after the stock of vouchers: bring codes, see how they stand, give another in place of one, and account
    /// for all of them.
    TendVouchers,
    /// Print the letters in which vouchers go: names, addresses and codes.
    PrintVouchers,
    /// Print the letters of a protocol, with names, addresses and ways in.
    PrintLetters,
    /// Say that somebody may come to harm.
    RaiseConcern,
    /// See who may come to harm.
    SeeAlerts,
    /// Take an alert on, act on it and close it.
    AnswerAlert,
    /// See of one's own cases that somebody has taken an alert, and nothing of what it is.
    FollowAlerts,
    /// Keep the registers of complaints, breaches and harms, and see how to reach the participant who
    /// complains: whoever has to answer has to know where.
    KeepRegisters,
    /// Give somebody all that is held about them.
    AnswerAccessRequest,
    /// Erase a name or answers.
    Erase,
}

/// Whoever speaks with participants.
const CASEWORKERS: &[Role] =
    &[Role::Interviewer, Role::Supervisor, Role::SiteLead, Role::SafeguardingLead];

/// Whoever writes messages, and whoever is asked about them.
const READERS: &[Role] =
    &[Role::Evaluator, Role::Interviewer, Role::Supervisor, Role::SiteLead, Role::SafeguardingLead];

/// Every act, and who may do it.
pub const TABLE: [(Act, &[Role]); 31] = [
    (Act::ManageStaff, &[Role::Administrator]),
    (Act::ReadAudit, &[Role::Administrator]),
    (Act::SeeSurveys, &[Role::Evaluator, Role::Administrator]),
    (Act::EditSurveys, &[Role::Evaluator]),
    (
        Act::ReadMessages,
        &[
            Role::Evaluator,
            Role::Interviewer,
            Role::Supervisor,
            Role::SiteLead,
            Role::SafeguardingLead,
            Role::Administrator,
        ],
    ),
    (Act::ForeseeMessages, READERS),
    (Act::SeeRights, &[Role::Evaluator, Role::Administrator]),
    (Act::RecordRights, &[Role::Evaluator, Role::Administrator]),
    (Act::SeeFigures, &[Role::Evaluator, Role::Supervisor, Role::DataManager]),
    (Act::ExportAnswers, &[Role::DataManager]),
    (Act::LinkRecords, &[Role::DataManager]),
    (Act::SeeIdentity, CASEWORKERS),
    (Act::RecordConsent, CASEWORKERS),
    (Act::RecordStop, CASEWORKERS),
    (Act::ReopenLink, CASEWORKERS),
    (Act::Interview, &[Role::Interviewer, Role::Supervisor]),
    (Act::Ring, &[Role::Interviewer]),
    (Act::TendCalls, &[Role::Supervisor]),
    (Act::GiveCases, &[Role::Supervisor]),
    (Act::TendMessages, &[Role::Supervisor, Role::DataManager]),
    (Act::HoldAllSends, &[Role::Administrator]),
    (Act::TendVouchers, &[Role::Supervisor, Role::DataManager]),
    (Act::PrintVouchers, &[Role::Supervisor]),
    (Act::PrintLetters, &[Role::Supervisor]),
    (Act::RaiseConcern, CASEWORKERS),
    (Act::SeeAlerts, &[Role::SafeguardingLead]),
    (Act::AnswerAlert, &[Role::SafeguardingLead]),
    (Act::FollowAlerts, &[Role::Interviewer]),
    (Act::KeepRegisters, &[Role::SafeguardingLead, Role::DataManager]),
    (Act::AnswerAccessRequest, &[Role::DataManager]),
    (Act::Erase, &[Role::DataManager]),
];

/// Whether a role may do something, somewhere. How far it goes is the role's [`Reach`].
#[must_use]
pub fn may(role: Role, act: Act) -> bool {
    TABLE.iter().any(|(listed, roles)| *listed == act && roles.contains(&role))
}

impl Act {
    /// Whether doing it shows what only the vault holds.
    #[must_use]
    pub fn reads_vault(self) -> bool {
        matches!(
            self,
            Self::SeeIdentity
                | Self::Interview
                | Self::Ring
                | Self::PrintVouchers
                | Self::PrintLetters
                | Self::LinkRecords
                | Self::SeeAlerts
                | Self::AnswerAlert
                | Self::KeepRegisters
                | Self::AnswerAccessRequest
        )
    }
}

impl Role {
    /// Every role, as they are offered.
    pub const ALL: [Self; 7] = [
        Self::Evaluator,
        Self::Interviewer,
        Self::Supervisor,
        Self::DataManager,
        Self::SiteLead,
        Self::SafeguardingLead,
        Self::Administrator,
    ];

    /// Its name on the command line and in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Evaluator => "evaluator",
            Self::Interviewer => "interviewer",
            Self::Supervisor => "supervisor",
            Self::DataManager => "data-manager",
            Self::SiteLead => "site-lead",
            Self::SafeguardingLead => "safeguarding-lead",
            Self::Administrator => "administrator",
        }
    }

    /// How far it goes.
    #[must_use]
    pub fn reach(self) -> Reach {
        match self {
            Self::Administrator => Reach::Everywhere,
            Self::SiteLead => Reach::OwnSite,
            Self::Interviewer => Reach::OwnCases,
            Self::Evaluator | Self::Supervisor | Self::DataManager | Self::SafeguardingLead => {
                Reach::Study
            }
        }
    }

    /// Whether a password alone is too little: for whoever can read the vault, and for whoever can
    /// let somebody in who can.
    #[must_use]
    pub fn needs_second_factor(self) -> bool {
        let strict = |act: Act| act.reads_vault() || act == Act::ManageStaff;
        TABLE.iter().any(|(act, roles)| strict(*act) && roles.contains(&self))
    }
}

impl fmt::Display for Role {
    /// In words, as it is audited: `data manager`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.key().replace('-', " "))
    }
}

/// There is no such role.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is no role; there are evaluator, interviewer, supervisor, data-manager, site-lead, safeguarding-lead and administrator"
)]
pub struct NoSuchRole(String);

impl FromStr for Role {
    type Err = NoSuchRole;

    fn from_str(key: &str) -> Result<Self, NoSuchRole> {
        let role = Self::ALL.into_iter().find(|role| role.key() == key);
        role.ok_or_else(|| NoSuchRole(key.to_owned()))
    }
}
