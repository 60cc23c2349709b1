//! From a request to somebody on the staff.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use records::{
    Db,
    auth::{Arrived, Caseworker, StaffMember, Unfinished},
    chain::Verdict,
    outbox::Channel,
    people::Listed,
    rehearsal::Rehearsed,
    senders::Folder,
    stopping::Receipt,
    studies::StudyHandle,
};
use surveys::typed::Typed;

use super::{
    Away, Trouble, Wrong, calls::CallDone, care::CareDone, surveys::SurveyDone,
    tracing::TracingDone, vouchers::VoucherDone,
};

/// What a page of staff is read for.
#[derive(Clone)]
pub struct StaffRequest {
    /// The database.
    pub db: Db,
    /// The time.
    pub now: DateTime<Utc>,
    /// Where links point, without a stroke at the end.
    pub site: Arc<str>,
    /// How far they have come.
    pub arrived: Option<Arrived>,
    /// The study that the address names. Whoever is let in may do there what the page is for.
    pub study: Option<StudyHandle>,
    /// What else the address names: a number, or an invitation's token; several with strokes between them.
    pub names: String,
    /// An organisation's own sign-in, where one is set up.
    pub sign_on: Option<SignOn>,
    /// Where messages are files that no sender takes away.
    pub outbox: Option<Folder>,
    /// What is said on the page about a form that was posted.
    pub said: Said,
}

/// An organisation's own sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOn {
    /// What stands on its button.
    pub label: String,
    /// Whether everybody but administrators comes in by it.
    pub is_required: bool,
}

/// What is said about a form.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// What was typed, passwords left out.
    pub typed: Typed,
    /// Which part of a list is shown, where the address says it.
    pub shows: Typed,
    /// The address to which it was posted, and can be posted again.
    pub again: Option<String>,
    /// What is wrong with it.
    pub wrong: Option<Wrong>,
    /// The revision of a draft that came of their last change, which can be undone.
    pub undo: Option<u32>,
    /// What else is wrong with it, in the order of the form.
    pub besides: Vec<Wrong>,
    /// What was done.
    pub done: Option<Done>,
    /// Study numbers on it that are nobody's.
    pub unknown: Vec<String>,
    /// What stands against it, each in a sentence.
    pub reasons: Vec<String>,
    /// What is wrong in which box, where all of a form is told at once.
    pub amiss: Vec<(&'static str, String)>,
    /// The boxes to look at, where what is wrong may be in any of a page.
    pub boxes: Vec<String>,
    /// Boxes that cannot be taken as they were filled in, each with what was typed into it.
    pub unfit: Vec<(String, String)>,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// The password is another.
    Password,
    /// These recovery codes are told now, and never again.
    RecoveryCodes(Vec<String>),
    /// Sessions were ended.
    Sessions,
    /// Somebody was invited.
    Invited {
        /// Where they are written to.
        email: String,
        /// The last day of the invitation.
        until: NaiveDate,
        /// The link, where no message reaches them.
        link: Option<String>,
    },
    /// This is the link of somebody's invitation.
    InvitationLink(String),
    /// A role was given or taken.
    Roles,
    /// Somebody's access was taken away.
    Removed,
    /// Something about a safeguarding task.
    Care(CareDone),
    /// Something about a survey.
    Survey(SurveyDone),
    /// A protocol was rehearsed.
    Rehearsed(Box<Rehearsed>),
    /// Something about vouchers.
    Voucher(VoucherDone),
    /// Something about somebody whom nothing reaches.
    Tracing(TracingDone),
    /// Something about ringing people.
    Call(CallDone),
    /// Something was written into a register.
    Entry,
    /// Something was erased, or came too late: these are the receipts.
    Erased(Vec<Receipt>),
    /// These were found.
    Found(Vec<Listed>),
    /// Somebody was whom they do not look after; these supervisors do.
    Anothers(Vec<String>),
    /// Consent was recorded.
    Consent,
    /// Something goes on after all.
    TakenBack,
    /// A text was dealt with.
    Text,
    /// A link was issued, and a code where a date of birth is known. They are told now, and never again.
    Link(String, Option<String>),
    /// An interview was ended in a pause, and nothing else.
    InterviewStopped,
    /// Their link goes to somebody again, in this way.
    LinkGoes(Channel),
    /// How somebody is reached was changed.
    Details,
    /// Cases were given or taken back.
    Cases,
    /// A decision on a refusal was written down.
    Reviewed,
    /// A message is tried again, or was given up.
    Message,
    /// All messages are held, or go again.
    Held(bool),
    /// The chain was checked.
    Verified(Verdict),
}

impl Done {
    /// What an address may say was done: `?done=roles`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "password" => Some(Self::Password),
            "sessions" => Some(Self::Sessions),
            "roles" => Some(Self::Roles),
            "removed" => Some(Self::Removed),
            "consent" => Some(Self::Consent),
            "taken-back" => Some(Self::TakenBack),
            "text" => Some(Self::Text),
            "link-by-email" => Some(Self::LinkGoes(Channel::Email)),
            "link-by-sms" => Some(Self::LinkGoes(Channel::Sms)),
            "details" => Some(Self::Details),
            "interview-stopped" => Some(Self::InterviewStopped),
            "cases" => Some(Self::Cases),
            "reviewed" => Some(Self::Reviewed),
            "message" => Some(Self::Message),
            "held" => Some(Self::Held(true)),
            "released" => Some(Self::Held(false)),
            "entry" => Some(Self::Entry),
            name => CareDone::named(name)
                .map(Self::Care)
                .or_else(|| SurveyDone::named(name).map(Self::Survey))
                .or_else(|| VoucherDone::named(name).map(Self::Voucher))
                .or_else(|| TracingDone::named(name).map(Self::Tracing))
                .or_else(|| CallDone::named(name).map(Self::Call)),
        }
    }
}

impl StaffRequest {
    /// Whoever has come in.
    pub(crate) fn member(&self) -> Result<StaffMember, Away> {
        match &self.arrived {
            Some(Arrived::In(member)) => Ok(member.clone()),
            _ => Err(Away::Trouble(Trouble::NotAllowed)),
        }
    }

    /// Whoever has come in, and the study that the address names.
    pub(crate) fn in_study(&self) -> Result<(StaffMember, StudyHandle), Away> {
        let study = self.study.clone().ok_or(Away::Trouble(Trouble::NotFound))?;
        Ok((self.member()?, study))
    }

    /// The study that the address names.
    pub(crate) fn study(&self) -> Result<&StudyHandle, Away> {
        self.study.as_ref().ok_or(Away::Trouble(Trouble::NotFound))
    }

    /// The number that the address names. None is nobody's.
    pub(crate) fn number(&self) -> i32 {
        self.names.parse().unwrap_or_default()
    }

    /// Whoever speaks with participants of the study.
    pub(crate) fn caseworker(&self) -> Result<(&StudyHandle, Caseworker), Away> {
        let study = self.study()?;
        let caseworker = self.member()?.caseworker(study);
        Ok((study, caseworker.map_err(|_| Away::Trouble(Trouble::NotAllowed))?))
    }

    /// Whoever owes something, or is in and may set up another second factor.
    pub(crate) fn at_second_factor(&self) -> Result<Unfinished, Away> {
        match &self.arrived {
            Some(Arrived::OwesSecondFactor(who)) => Ok(who.clone()),
            Some(Arrived::In(member)) => {
                member.at_second_factor().ok_or(Away::Trouble(Trouble::NotAllowed))
            }
            Some(Arrived::OwesCode(_)) => Err(Away::To("/staff/code".into())),
            None => Err(Away::To("/staff/sign-in".into())),
        }
    }
}
