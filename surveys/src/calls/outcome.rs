//! How a call ended. The names in files are those that supervisors know from other telephone units, the codes those of the
//! American Association for Public Opinion Research (AAPOR), Standard Definitions.

use self::Outcome as O;
use super::Waited;

/// How a call, or in the end a case, came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The survey was completed in the call.
    Complete,
    /// They sent the survey themselves online, before the call or during it.
    CompleteOnline,
    /// They answered enough for it to be used, and not all.
    Partial,
    /// Somebody else refused for them.
    RefusedByOther,
    /// They would rather not.
    RefusedSoftly,
    /// They do not take part in this wave.
    RefusedFirmly,
    /// They stopped before their answers could be used.
    BrokeOff,
    /// Somebody answered, and they were not available.
    NotAvailable,
    /// A message was left on their voicemail.
    MessageLeft,
    /// Voicemail, and no message was left.
    NoMessage,
    /// Somebody said that they have died.
    Died,
    /// They are not able to answer.
    Unable,
    /// They speak a language that the interviewer does not.
    Language,
    /// They are away until a date.
    Away,
    /// They would like the link, to answer online.
    AskedForLink,
    /// They are rung at a moment that they named.
    Appointment,
    /// They are rung between two moments that they named.
    LooseAppointment,
    /// Nobody has rung yet.
    NotTried,
    /// The line was busy.
    Busy,
    /// It rang, and nobody answered.
    NoAnswer,
    /// Something was wrong with the telephone.
    Technical,
    /// The call was screened or blocked.
    Blocked,
    /// The number does not work.
    DeadNumber,
    /// The number is somebody else's.
    WrongNumber,
    /// They withdrew before the wave ended.
    Withdrawn,
    /// As many calls were made as may be.
    MostAttempts,
}

/// What an outcome counts as in rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// I: a complete interview.
    Interview,
    /// P: a partial one that can be used.
    Partial,
    /// R: refused or broken off.
    Refusal,
    /// NC: not contacted.
    NonContact,
    /// O: reached, and something else was in the way.
    Other,
    /// UO: whether they belong to the sample is not known.
    Unknown,
    /// They do not belong to the sample.
    Excluded,
}

/// Who spoke.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answered {
    /// Nobody who knows them.
    Nobody,
    /// Somebody who spoke for them, or of them.
    Another,
    /// They themselves.
    Participant,
}

/// What an interviewer says beside the outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// When they are rung.
    Moment,
    /// When they are rung, if that was agreed.
    MomentIfAgreed,
    /// Between which moments they are rung.
    Span,
    /// Until which day they are away.
    Date,
    /// Which language they speak.
    Language,
}

impl Class {
    /// Its letters in AAPOR's formulas.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Interview => "I",
            Self::Partial => "P",
            Self::Refusal => "R",
            Self::NonContact => "NC",
            Self::Other => "O",
            Self::Unknown => "UO",
            Self::Excluded => "excluded",
        }
    }
}

impl Outcome {
    /// Every outcome, in the order of AAPOR's codes.
    pub const ALL: [Self; 26] = [
        O::Complete,
        O::CompleteOnline,
        O::Partial,
        O::RefusedByOther,
        O::RefusedSoftly,
        O::RefusedFirmly,
        O::BrokeOff,
        O::Appointment,
        O::LooseAppointment,
        O::NotAvailable,
        O::MessageLeft,
        O::NoMessage,
        O::Died,
        O::Unable,
        O::Language,
        O::Away,
        O::AskedForLink,
        O::NotTried,
        O::Busy,
        O::NoAnswer,
        O::Blocked,
        O::Technical,
        O::MostAttempts,
        O::Withdrawn,
        O::DeadNumber,
        O::WrongNumber,
    ];

    /// Its name on the command line, in files and in the database.
    #[must_use]
    pub const fn key(self) -> &'static str {
        self.row().0
    }

    /// The outcome by its name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.key() == key)
    }

    /// AAPOR's code. Those of appointments and of the link are our own, within AAPOR's numbering.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.row().1
    }

    /// What it counts as where people are sampled. In a trial see [`Design`](super::Design).
    #[must_use]
    pub const fn class(self) -> Class {
        self.row().2
    }

    /// What an interviewer reads.
    #[must_use]
    pub const fn label(self) -> &'static str {
        self.row().3
    }

    #[rustfmt::skip]
    const fn row(self) -> (&'static str, &'static str, Class, &'static str) {
        match self {
            O::Complete => ("COMP_TEL", "1.1", Class::Interview, "Complete by telephone"),
            O::CompleteOnline => ("COMP_WEB", "1.1", Class::Interview, "Completed online meanwhile"),
            O::Partial => ("PARTIAL", "1.2", Class::Partial, "Stopped part-way, enough to be used"),
            O::RefusedByOther => ("REF_PROXY", "2.111", Class::Refusal, "Somebody else refused for them"),
            O::RefusedSoftly => ("REF_SOFT", "2.112s", Class::Refusal, "Would rather not"),
            O::RefusedFirmly => ("REF_HARD", "2.112h", Class::Refusal, "Refused this survey"),
            O::BrokeOff => ("BREAKOFF", "2.12", Class::Refusal, "Broke off, too little to be used"),
            O::Appointment => ("APPT_HARD", "2.12a", Class::Refusal, "Ring at an exact time"),
            O::LooseAppointment => ("APPT_SOFT", "2.13a", Class::Refusal, "Ring between two times"),
            O::NotAvailable => ("NONCON", "2.20", Class::NonContact, "Answered, participant not available"),
            O::MessageLeft => ("VM_MSG", "2.221", Class::NonContact, "Voicemail, message left"),
            O::NoMessage => ("VM_NOMSG", "2.222", Class::NonContact, "Voicemail, no message"),
            O::Died => ("DEAD", "2.31", Class::Other, "Participant has died"),
            O::Unable => ("UNABLE", "2.32", Class::Other, "Not able to answer"),
            O::Language => ("LANG", "2.332", Class::Other, "Speaks another language"),
            O::Away => ("AWAY", "2.36", Class::Other, "Away until a date"),
            O::AskedForLink => ("WEBLINK", "2.36", Class::Other, "Asked for the link"),
            O::NotTried => ("NOTRIED", "3.11", Class::Unknown, "Not rung yet"),
            O::Busy => ("BUSY", "3.12", Class::NonContact, "Busy"),
            O::NoAnswer => ("NOANS", "3.13", Class::NonContact, "No answer"),
            O::Blocked => ("BLOCKED", "3.15", Class::NonContact, "Screened or blocked"),
            O::Technical => ("TECH", "3.16", Class::NonContact, "Fault on the line"),
            O::MostAttempts => ("MAXATT", "3.90", Class::NonContact, "Rung as often as allowed"),
            O::Withdrawn => ("WITHDRAWN", "4.10", Class::Excluded, "Withdrawn from the study"),
            O::DeadNumber => ("DEADNUM", "4.31", Class::NonContact, "Number does not work"),
            O::WrongNumber => ("WRONG", "4.41", Class::NonContact, "Somebody else's number"),
        }
    }

    /// Who spoke in a call that ended so.
    #[must_use]
    pub const fn answered(self) -> Answered {
        match self {
            O::Complete
            | O::CompleteOnline
            | O::Partial
            | O::RefusedSoftly
            | O::RefusedFirmly
            | O::BrokeOff
            | O::Language
            | O::AskedForLink
            | O::Appointment
            | O::LooseAppointment => Answered::Participant,
            O::RefusedByOther | O::NotAvailable | O::Died | O::Unable | O::Away => {
                Answered::Another
            }
            _ => Answered::Nobody,
        }
    }

    /// Whether somebody was reached.
    #[must_use]
    pub const fn is_reached(self) -> bool {
        !matches!(self.answered(), Answered::Nobody)
    }

    /// Whether an interviewer may record it. The others are worked out.
    #[must_use]
    pub const fn is_recorded(self) -> bool {
        !matches!(self, O::NotTried | O::MostAttempts | O::Withdrawn)
    }

    /// Whether it is a refusal after which somebody else may ask once more.
    #[must_use]
    pub const fn is_open_refusal(self) -> bool {
        matches!(self, O::RefusedSoftly | O::RefusedByOther)
    }

    /// For whom a case waits after a call that ended so: only they can follow it up.
    #[must_use]
    pub const fn waits_for(self) -> Option<Waited> {
        match self {
            O::Died | O::Unable => Some(Waited::Supervisor),
            O::Language => Some(Waited::Interpreter),
            _ => None,
        }
    }

    /// What has to be said with it.
    #[must_use]
    pub const fn needs(self) -> Needs {
        match self {
            O::Appointment => Needs::Moment,
            O::LooseAppointment => Needs::Span,
            O::Partial | O::BrokeOff | O::NotAvailable => Needs::MomentIfAgreed,
            O::Away => Needs::Date,
            O::Language => Needs::Language,
            _ => Needs::Nothing,
        }
    }
}
