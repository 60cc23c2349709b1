//! What a person agrees to: versioned statements, and the events from which the state is worked out.
//! The state is never stored beside the events, so it cannot contradict them.

mod first;

mod posted;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use self::{first::first_given, posted::ConsentProblem};

/// One version of a consent form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Counts up from 1.
    pub version: u32,
    /// The date from which it is used.
    pub date: NaiveDate,
    /// Who approved it, such as an ethics committee.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
    /// The approval's reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rec_ref: Option<String>,
    /// In the order in which they are read.
    pub statements: Vec<Statement>,
}

/// One statement to agree to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// For example `C5`.
    pub code: String,
    /// The words; `{version}` and `{date}` are the form's.
    pub text: String,
    /// Nobody takes part without it. With `ways`, at least one of them.
    #[serde(default)]
    pub mandatory: bool,
    /// What agreeing permits, if anything.
    #[serde(default)]
    pub permits: Option<Permission>,
    /// Asked by telephone only.
    #[serde(default)]
    pub telephone_only: bool,
    /// Ways among which the person ticks, each a permission of its own.
    #[serde(default)]
    pub ways: Vec<Way>,
}

/// One way to be contacted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Way {
    /// What ticking it permits.
    pub permits: Permission,
    /// The words beside the box.
    pub text: String,
}

/// Something that needs a person's agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// To be allocated by chance.
    Randomise,
    /// To be sent texts.
    ContactSms,
    /// To be sent emails.
    ContactEmail,
    /// To be telephoned.
    ContactPhone,
    /// To be sent letters.
    ContactPost,
    /// To link records of work, earnings and benefits.
    LinkDwpHmrc,
    /// To link records of health services.
    LinkNhs,
    /// To be invited to an interview.
    Recontact,
    /// To keep answers in a research archive.
    Archive,
    /// To contact the person or a service about harm.
    Safeguarding,
    /// To record a call.
    RecordCall,
}

impl Permission {
    /// Every permission, in the order of the exported columns.
    pub const ALL: [Self; 11] = [
        Self::Randomise,
        Self::ContactSms,
        Self::ContactEmail,
        Self::ContactPhone,
        Self::ContactPost,
        Self::LinkDwpHmrc,
        Self::LinkNhs,
        Self::Recontact,
        Self::Archive,
        Self::Safeguarding,
        Self::RecordCall,
    ];

    /// The name in files and form fields.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Randomise => "randomise",
            Self::ContactSms => "contact_sms",
            Self::ContactEmail => "contact_email",
            Self::ContactPhone => "contact_phone",
            Self::ContactPost => "contact_post",
            Self::LinkDwpHmrc => "link_dwp_hmrc",
            Self::LinkNhs => "link_nhs",
            Self::Recontact => "recontact",
            Self::Archive => "archive",
            Self::Safeguarding => "safeguarding",
            Self::RecordCall => "record_call",
        }
    }
}

/// How somebody decided about a statement, or about one way in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The statement's code.
    pub statement: String,
    /// What it permits, if anything.
    pub permission: Option<Permission>,
    /// What was decided.
    pub answer: Answer,
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Agreed.
    Yes,
    /// Not agreed.
    No,
    /// Agreed before, and no longer.
    Withdrawn,
}

/// How a decision reached the study.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// On the person's own page.
    Web,
    /// By telephone; staff wrote it down.
    Phone,
    /// On paper; staff wrote it down.
    Paper,
    /// By a text that they sent.
    Text,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Self; 4] = [Self::Web, Self::Phone, Self::Paper, Self::Text];

    /// The name in files and form fields.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Phone => "phone",
            Self::Paper => "paper",
            Self::Text => "text",
        }
    }

    /// The mode by its name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.name() == name)
    }
}

/// A decision as it stands in the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The version of the form it was made on.
    pub form_version: u32,
    /// What was decided.
    pub decision: Decision,
    /// When.
    pub at: DateTime<Utc>,
    /// How it reached the study.
    pub mode: Mode,
    /// Who was there, when staff wrote it down.
    pub witness: Option<String>,
}

/// What a person agrees to at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The latest version on which anything was decided; none before consent.
    pub form_version: Option<u32>,
    /// What is permitted.
    pub permissions: BTreeSet<Permission>,
    /// The codes of mandatory statements and others that were agreed to.
    pub agreed: BTreeSet<String>,
}

impl State {
    /// Works the state out from the events, oldest first.
    pub fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut state = Self::default();
        for Event { form_version, decision, .. } in events {
            state.follow(*form_version, decision);
        }
        state
    }

    /// What becomes of it when one more decision is taken.
    pub fn follow(&mut self, form_version: u32, decision: &Decision) {
        self.form_version = self.form_version.max(Some(form_version));
        if decision.answer == Answer::Yes {
            self.agreed.insert(decision.statement.clone());
            self.permissions.extend(decision.permission);
        } else if let Some(permission) = decision.permission {
            self.permissions.remove(&permission);
        } else {
            self.agreed.remove(&decision.statement);
        }
    }

    /// Whether the person takes part under this form: decided on this version, and every mandatory
    /// statement agreed to. Who agreed to be contacted, and later stopped each of the ways, still
    /// takes part: nobody has to be reached to stay in a study.
    #[must_use]
    pub fn is_current(&self, form: &Form) -> bool {
        let agreed = |statement: &Statement| self.agreed.contains(&statement.code);
        let mandatory = |statement: &&Statement| statement.mandatory && !statement.telephone_only;
        self.form_version == Some(form.version)
            && form.statements.iter().filter(mandatory).all(agreed)
    }

    /// The decision as the ledger takes it, or none when it changes nothing. A no to what was agreed
    /// to before is a withdrawal.
    #[must_use]
    pub fn changed_by(&self, decision: Decision) -> Option<Decision> {
        let agreed = match decision.permission {
            Some(permission) => self.permissions.contains(&permission),
            None => self.agreed.contains(&decision.statement),
        };
        match (agreed, decision.answer) {
            (true, Answer::Yes) | (false, Answer::No | Answer::Withdrawn) => None,
            (false, Answer::Yes) => Some(decision),
            (true, _) => Some(Decision { answer: Answer::Withdrawn, ..decision }),
        }
    }
}
