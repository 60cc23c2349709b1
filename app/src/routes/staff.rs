//! The pages of staff: which answers which address, for whom, what is read for it, and what draws it.

mod reading;

mod linked;

mod whom;

mod about_surveys;

use surveys::roles::Act;

pub(crate) use self::reading::draw_trouble;
pub use self::whom::For;

/// A page of the staff site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffPage {
    /// Address and password.
    SignIn,
    /// The code of the second factor.
    Code,
    /// Setting up a second factor.
    SecondFactor,
    /// Name and password of somebody who was invited.
    Invitation,
    /// What I may do, and where.
    Overview,
    /// My password, second factor and sessions.
    Account,
    /// Everybody on the staff.
    People,
    /// One of them.
    Person,
    /// Finding a participant.
    Participants,
    /// One of them.
    Participant,
    /// The messages that one of them would read.
    ParticipantMessages,
    /// An interview with one of them by telephone: what stands before the questions.
    Interview,
    /// A page of questions, to be read out.
    InterviewPage,
    /// A pause in it.
    InterviewPause,
    /// The answers, to be read back.
    InterviewReview,
    /// What one of them said to the statements of the consent form.
    RecordConsent,
    /// What one of them stops.
    RecordStop,
    /// What that would come to.
    StopCheck,
    /// What it came to.
    StopReceipt,
    /// Those whom nothing reaches.
    Tracing,
    /// One of them.
    Trace,
    /// Those who may be meant by a list of deaths.
    Deaths,
    /// Who looks after whom.
    Cases,
    /// One interviewer's participants.
    CasesOf,
    /// What was sent and what was not.
    Messages,
    /// Holding the messages of every study.
    Sends,
    /// Letters that wait to be printed.
    Letters,
    /// The stock of vouchers, and who waits for one.
    Vouchers,
    /// What one person was promised for one wave.
    Voucher,
    /// Wishes that were refused.
    Refusals,
    /// One of them.
    Refusal,
    /// What was done, by whom.
    Audit,
    /// Instruments, and the licences on record for them.
    Instruments,
    /// One of them, and a form to bring its words.
    Instrument,
    /// The duty list: safeguarding tasks that are open.
    Tasks,
    /// Those that were closed.
    ClosedTasks,
    /// One of either.
    Task,
    /// Raising a concern about a participant.
    Concern,
    /// Complaints, breaches and harms of a study.
    Registers,
    /// An entry that is to be opened.
    NewEntry,
    /// One of the entries.
    Entry,
    /// What participants ask for about themselves.
    Requests,
    /// What would be erased.
    Erasing,
    /// The surveys, and a form to begin one.
    Surveys,
    /// One of them: its versions and its draft.
    Survey,
    /// One version.
    SurveyVersion,
    /// What changed since an earlier one.
    SurveyChanges,
    /// The draft of the next one, in an editor.
    SurveyDraft,
    /// Its texts that were saved over.
    SurveyEarlier,
    /// One of them.
    SurveyEarlierText,
    /// What publishing the draft would change.
    SurveyPublishing,
    /// The draft, to change by choosing.
    SurveyArranging,
    /// One of its questions.
    SurveyQuestion,
    /// Its languages.
    SurveyLanguages,
    /// One of them.
    SurveyLanguage,
    /// Some of its texts beside their translations.
    SurveySideBySide,
    /// What was told of the file that it was made from.
    SurveyReport,
    /// The draft, before it is thrown away.
    SurveyThrowing,
    /// A survey that was made elsewhere, to be brought.
    SurveyBringing,
    /// How a survey is written.
    SurveyExplained,
    /// The protocol that holds, and those before it.
    Protocol,
    /// Its messages, filled in.
    ProtocolMessages,
    /// The next version.
    ProtocolNext,
    /// Its messages, filled in.
    ProtocolNextMessages,
    /// One of its waves.
    ProtocolWave,
    /// A contact of one.
    ProtocolContact,
    /// The protocol gone through with invented people.
    ProtocolRehearsal,
    /// One version.
    ProtocolVersion,
    /// The ethics committee's pack.
    Pack,
    /// One of its pages.
    SurveyPage,
    /// What is said of the draft as a whole.
    SurveySettings,
    /// Its checks, and what is worked out.
    SurveyChecks,
    /// One of the checks.
    SurveyCheck,
    /// A condition, in rows.
    SurveyWhen,
    /// What a row of it compares.
    SurveyComparison,
    /// An instrument that is to be added.
    SurveyInstruments,
    /// Walking through the draft.
    DraftWalk,
    /// The map of its pages.
    DraftMap,
    /// Walking through a version.
    VersionWalk,
    /// The map of its pages.
    VersionMap,
}

impl StaffPage {
    /// Every page with its address, in the notation of `axum`. What stands in the place of `{study}`
    /// is a study's key.
    pub const ADDRESSES: [(&str, Self); 81] = [
        ("/staff", Self::Overview),
        ("/staff/sign-in", Self::SignIn),
        ("/staff/code", Self::Code),
        ("/staff/second-factor", Self::SecondFactor),
        ("/staff/invitation/{token}", Self::Invitation),
        ("/staff/account", Self::Account),
        ("/staff/people", Self::People),
        ("/staff/people/{id}", Self::Person),
        ("/staff/{study}/participants", Self::Participants),
        ("/staff/{study}/participants/{id}", Self::Participant),
        ("/staff/{study}/participants/{id}/messages", Self::ParticipantMessages),
        ("/staff/{study}/participants/{id}/interview/{wave}", Self::Interview),
        ("/staff/{study}/participants/{id}/interview/{wave}/pages/{page}", Self::InterviewPage),
        ("/staff/{study}/participants/{id}/interview/{wave}/pause", Self::InterviewPause),
        ("/staff/{study}/participants/{id}/interview/{wave}/review", Self::InterviewReview),
        ("/staff/{study}/participants/{id}/consent", Self::RecordConsent),
        ("/staff/{study}/participants/{id}/stop", Self::RecordStop),
        ("/staff/{study}/participants/{id}/stop/check", Self::StopCheck),
        ("/staff/{study}/receipts/{reference}", Self::StopReceipt),
        ("/staff/{study}/tracing", Self::Tracing),
        ("/staff/{study}/participants/{id}/tracing", Self::Trace),
        ("/staff/{study}/deaths", Self::Deaths),
        ("/staff/{study}/cases", Self::Cases),
        ("/staff/{study}/cases/{id}", Self::CasesOf),
        ("/staff/{study}/messages", Self::Messages),
        ("/staff/{study}/letters", Self::Letters),
        ("/staff/{study}/vouchers", Self::Vouchers),
        ("/staff/{study}/vouchers/{id}", Self::Voucher),
        ("/staff/{study}/refusals", Self::Refusals),
        ("/staff/{study}/refusals/{id}", Self::Refusal),
        ("/staff/audit", Self::Audit),
        ("/staff/sends", Self::Sends),
        ("/staff/instruments", Self::Instruments),
        ("/staff/instruments/{instrument}", Self::Instrument),
        ("/staff/{study}/tasks", Self::Tasks),
        ("/staff/{study}/tasks/closed", Self::ClosedTasks),
        ("/staff/{study}/tasks/closed/{before}", Self::ClosedTasks),
        ("/staff/{study}/tasks/{id}", Self::Task),
        ("/staff/{study}/concern", Self::Concern),
        ("/staff/{study}/registers", Self::Registers),
        ("/staff/{study}/registers/new/{register}", Self::NewEntry),
        ("/staff/{study}/registers/{entry}", Self::Entry),
        ("/staff/{study}/requests", Self::Requests),
        ("/staff/{study}/requests/erase", Self::Erasing),
        ("/staff/surveys", Self::Surveys),
        ("/staff/surveys/{survey}", Self::Survey),
        ("/staff/surveys/{survey}/draft", Self::SurveyDraft),
        ("/staff/surveys/{survey}/draft/earlier", Self::SurveyEarlier),
        ("/staff/surveys/{survey}/draft/earlier/{revision}", Self::SurveyEarlierText),
        ("/staff/surveys/{survey}/draft/translations", Self::SurveyLanguages),
        ("/staff/surveys/{survey}/draft/translations/{language}", Self::SurveyLanguage),
        ("/staff/surveys/{survey}/draft/translations/{language}/{part}", Self::SurveySideBySide),
        ("/staff/surveys/{survey}/draft/brought", Self::SurveyReport),
        ("/staff/surveys/{survey}/draft/throwing-away", Self::SurveyThrowing),
        ("/staff/bringing", Self::SurveyBringing),
        ("/staff/writing", Self::SurveyExplained),
        ("/staff/{study}/protocol", Self::Protocol),
        ("/staff/{study}/protocol/messages", Self::ProtocolMessages),
        ("/staff/{study}/protocol/next", Self::ProtocolNext),
        ("/staff/{study}/protocol/next/messages", Self::ProtocolNextMessages),
        ("/staff/{study}/protocol/next/waves/{wave}", Self::ProtocolWave),
        ("/staff/{study}/protocol/next/waves/{wave}/{step}", Self::ProtocolContact),
        ("/staff/{study}/protocol/rehearsal", Self::ProtocolRehearsal),
        ("/staff/{study}/protocol/versions/{version}", Self::ProtocolVersion),
        ("/staff/{study}/pack", Self::Pack),
        ("/staff/surveys/{survey}/publishing", Self::SurveyPublishing),
        ("/staff/surveys/{survey}/arranging", Self::SurveyArranging),
        ("/staff/surveys/{survey}/arranging/{question}", Self::SurveyQuestion),
        ("/staff/surveys/{survey}/pages/{page}", Self::SurveyPage),
        ("/staff/surveys/{survey}/settings", Self::SurveySettings),
        ("/staff/surveys/{survey}/checks", Self::SurveyChecks),
        ("/staff/surveys/{survey}/checks/{check}", Self::SurveyCheck),
        ("/staff/surveys/{survey}/when/{of}", Self::SurveyWhen),
        ("/staff/surveys/{survey}/when/{of}/{row}/{name}", Self::SurveyComparison),
        ("/staff/surveys/{survey}/instruments", Self::SurveyInstruments),
        ("/staff/surveys/{survey}/draft/walking", Self::DraftWalk),
        ("/staff/surveys/{survey}/draft/map", Self::DraftMap),
        ("/staff/surveys/{survey}/{version}", Self::SurveyVersion),
        ("/staff/surveys/{survey}/{version}/walking", Self::VersionWalk),
        ("/staff/surveys/{survey}/{version}/map", Self::VersionMap),
        ("/staff/surveys/{survey}/{version}/since/{earlier}", Self::SurveyChanges),
    ];

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
}
