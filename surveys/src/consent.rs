//! What a person agrees to: versioned statements, and the events from which the state is worked out.
//! The state is never stored beside the events, so it cannot contradict them.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::typed::Typed;

/// One version of a consent form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Counts up from 1.
    pub version: u32,
    /// The date from which it is used.
    pub date: NaiveDate,
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

/// A decision as it stands in the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The version of the form it was made on.
    pub form_version: u32,
    /// What was decided.
    pub decision: Decision,
    /// When.
    pub at: DateTime<Utc>,
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
    /// statement agreed to.
    #[must_use]
    pub fn is_current(&self, form: &Form) -> bool {
        let agreed = |statement: &Statement| {
            let ways = &statement.ways;
            if ways.is_empty() {
                return self.agreed.contains(&statement.code);
            }
            ways.iter().any(|way| self.permissions.contains(&way.permits))
        };
        let mandatory = |statement: &&Statement| statement.mandatory && !statement.telephone_only;
        self.form_version == Some(form.version)
            && form.statements.iter().filter(mandatory).all(agreed)
    }
}

/// What is missing on a consent form as it was posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentProblem {
    /// A mandatory statement was not agreed to.
    NotAgreed,
    /// No way of being contacted was ticked.
    NoWay,
    /// Neither yes nor no was chosen.
    Undecided,
}

impl Form {
    /// The statements that are asked on the web.
    pub fn on_the_web(&self) -> impl Iterator<Item = &Statement> {
        self.statements.iter().filter(|statement| !statement.telephone_only)
    }

    /// Reads a posted form: `C1=yes` for a mandatory statement, `C5=yes` or `C5=no` for another,
    /// `C4=contact_sms` once for each way that was ticked.
    ///
    /// # Errors
    /// Each statement on which something is missing, by its code.
    pub fn parse(&self, typed: &Typed) -> Result<Vec<Decision>, Vec<(String, ConsentProblem)>> {
        let mut decisions = Vec::new();
        let mut problems = Vec::new();
        for statement in self.on_the_web() {
            match decide(statement, typed) {
                Ok(decided) => decisions.extend(decided),
                Err(problem) => problems.push((statement.code.clone(), problem)),
            }
        }
        if problems.is_empty() { Ok(decisions) } else { Err(problems) }
    }
}

fn decide(statement: &Statement, typed: &Typed) -> Result<Vec<Decision>, ConsentProblem> {
    let decision = |permission, yes: bool| Decision {
        statement: statement.code.clone(),
        permission,
        answer: if yes { Answer::Yes } else { Answer::No },
    };
    if !statement.ways.is_empty() {
        let ticked = |way: &Way| typed.has(&statement.code, way.permits.name());
        if statement.mandatory && !statement.ways.iter().any(ticked) {
            return Err(ConsentProblem::NoWay);
        }
        let ways = statement.ways.iter();
        return Ok(ways.map(|way| decision(Some(way.permits), ticked(way))).collect());
    }
    match (typed.one(&statement.code), statement.mandatory) {
        ("yes", _) => Ok(vec![decision(statement.permits, true)]),
        ("no", false) => Ok(vec![decision(statement.permits, false)]),
        (_, true) => Err(ConsentProblem::NotAgreed),
        (_, false) => Err(ConsentProblem::Undecided),
    }
}
