//! The pages of staff: which answers which address, for whom, what is read for it, and what draws it.

mod addresses;

mod reading;

mod linked;

mod whom;

mod about_surveys;

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
    /// Where an interviewer is given the next person to ring.
    Calls,
    /// The call that they are in.
    Call,
    /// The calls to one of them so far.
    ParticipantCalls,
    /// Everybody who is rung.
    CallList,
    /// The calls about one of them in one survey.
    CallsOfCase,
    /// The rules by which they are.
    CallRules,
    /// What it came to.
    CallRates,
    /// What each interviewer did.
    CallFigures,
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
    /// A wave that is to come.
    ProtocolAnother,
    /// When people may be contacted by it.
    ProtocolHours,
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
