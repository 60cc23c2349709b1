//! Whom a page lets in.

use records::{auth::Arrived, studies::StudyHandle};
use surveys::roles::Act;

use super::StaffPage;

/// For whom something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// Whoever comes.
    Anybody,
    /// Whoever has given their password.
    AtTheDoor,
    /// Whoever has come in.
    Staff,
    /// Whoever may do this; where the address names a study, in that study.
    Whoever(Act),
}

impl For {
    /// Whether somebody who has come so far is let in, in the study that the address names.
    #[must_use]
    pub fn lets_in(self, arrived: Option<&Arrived>, study: Option<&StudyHandle>) -> bool {
        match (self, arrived) {
            (Self::Anybody, _) => true,
            (Self::AtTheDoor, arrived) => arrived.is_some(),
            (Self::Staff, Some(Arrived::In(_))) => true,
            (Self::Whoever(act), Some(Arrived::In(member))) => match study {
                Some(study) => member.may_in(act, study),
                None => member.may(act),
            },
            _ => false,
        }
    }
}

impl StaffPage {
    /// For whom it is.
    #[must_use]
    pub fn is_for(self) -> For {
        match self {
            Self::SignIn | Self::Invitation => For::Anybody,
            Self::Code | Self::SecondFactor => For::AtTheDoor,
            Self::Overview | Self::Account => For::Staff,
            Self::People | Self::Person => For::Whoever(Act::ManageStaff),
            Self::Participants | Self::Participant => For::Whoever(Act::SeeIdentity),
            Self::ParticipantMessages => For::Whoever(Act::SeeIdentity),
            Self::Tracing | Self::Trace => For::Whoever(Act::SeeIdentity),
            Self::Interview | Self::InterviewPage => For::Whoever(Act::Interview),
            Self::InterviewPause | Self::InterviewReview => For::Whoever(Act::Interview),
            Self::Calls | Self::Call => For::Whoever(Act::Ring),
            Self::CallList | Self::CallsOfCase | Self::CallRules => For::Whoever(Act::TendCalls),
            Self::CallRates | Self::CallFigures => For::Whoever(Act::TendCalls),
            Self::ParticipantCalls => For::Whoever(Act::TendCalls),
            Self::RecordConsent => For::Whoever(Act::RecordConsent),
            Self::RecordStop | Self::StopCheck | Self::StopReceipt | Self::Deaths => {
                For::Whoever(Act::RecordStop)
            }
            Self::Cases | Self::CasesOf => For::Whoever(Act::GiveCases),
            Self::Messages => For::Whoever(Act::TendMessages),
            Self::Sends => For::Whoever(Act::HoldAllSends),
            Self::Letters => For::Whoever(Act::PrintLetters),
            Self::Vouchers | Self::Voucher => For::Whoever(Act::TendVouchers),
            Self::Audit => For::Whoever(Act::ReadAudit),
            Self::Instruments | Self::Instrument => For::Whoever(Act::SeeRights),
            Self::Tasks | Self::ClosedTasks | Self::Task => For::Whoever(Act::SeeAlerts),
            Self::Concern => For::Whoever(Act::RaiseConcern),
            Self::Registers | Self::NewEntry | Self::Entry => For::Whoever(Act::KeepRegisters),
            Self::Requests => For::Whoever(Act::AnswerAccessRequest),
            Self::Refusals | Self::Refusal | Self::Erasing => For::Whoever(Act::Erase),
            _ => For::Whoever(self.about_surveys()),
        }
    }

    /// Whether it is about ringing people, or about an interview with one of them.
    pub(super) const fn is_by_telephone(self) -> bool {
        matches!(
            self,
            Self::Interview
                | Self::InterviewPage
                | Self::InterviewPause
                | Self::InterviewReview
                | Self::Calls
                | Self::Call
                | Self::ParticipantCalls
                | Self::CallList
                | Self::CallsOfCase
                | Self::CallRules
                | Self::CallRates
                | Self::CallFigures
        )
    }
}
