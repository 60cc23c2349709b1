//! What is read for each page of staff, and what draws it.

mod by_telephone;

use std::{future::Future, pin::Pin};

use super::StaffPage;
use crate::{
    api::staff::{
        Away, Trouble, arranging, audit, care, cases, coming_in,
        door::{Said, StaffRequest},
        drafts, instruments, letters, messages, own, pack, participants, people, protocol,
        publishing, refusals, registers, requests, sends, surveys as written, tracing, translating,
        vouchers, walking,
    },
    components::staff::frame::StaffFramed,
    pages::staff::{
        account::account,
        audit::audit,
        care::{closed, concern, task, tasks},
        cases::{cases, cases_of},
        coming_in::{code, invitation, second_factor, sign_in},
        instruments::{instrument as one_instrument, instruments as rights_register},
        letters::letters as letters_page,
        messages::{everywhere::everywhere, messages},
        overview::overview,
        participants::{
            consent::consent, one::one as participant, receipt::receipt, searching::searching, stop,
        },
        people::{people as everybody, person},
        protocol as planned,
        refusals::{refusal, refusals},
        registers::{entry, listing, new},
        requests::{confirming, requests as asked},
        surveys as authors,
        tracing::{deaths, listing as lost, one as looking},
        trouble::trouble,
        vouchers::{listing as stock, one as voucher},
    },
};

impl StaffPage {
    /// Reads everything that the page shows. Parts are boxed: in one piece they are more than a test's stack holds.
    pub(crate) async fn read(self, request: StaffRequest) -> Result<Draw, Away> {
        match self {
            Self::SignIn | Self::Code | Self::SecondFactor | Self::Invitation => {
                self.read_at_the_door(request).await
            }
            Self::Overview => read(own::overview, request, overview).await,
            Self::Account => read(own::account, request, account).await,
            Self::People => read(people::everybody, request, everybody).await,
            Self::Person => read(people::one, request, person).await,
            Self::Participants
            | Self::Participant
            | Self::RecordConsent
            | Self::RecordStop
            | Self::StopCheck
            | Self::StopReceipt
            | Self::Tracing
            | Self::Trace
            | Self::Deaths
            | Self::Cases
            | Self::CasesOf => self.read_of_participants(request).await,
            _ if self.is_by_telephone() => self.read_by_telephone(request).await,
            Self::Messages | Self::Sends | Self::Letters | Self::Vouchers | Self::Voucher => {
                self.read_of_messages(request).await
            }
            Self::Audit => read(audit::search, request, audit).await,
            Self::Instruments => read(instruments::register, request, rights_register).await,
            Self::Instrument => read(instruments::one, request, one_instrument).await,
            Self::Tasks | Self::ClosedTasks | Self::Task | Self::Concern => {
                self.read_of_care(request).await
            }
            Self::Registers | Self::NewEntry | Self::Entry => self.read_of_registers(request).await,
            Self::Refusals | Self::Refusal | Self::Requests | Self::Erasing => {
                self.read_of_wishes(request).await
            }
            _ => self.read_of_surveys(request).await,
        }
    }

    /// The same of a page on the way in; address and password are the first.
    async fn read_at_the_door(self, request: StaffRequest) -> Result<Draw, Away> {
        match self {
            Self::Code => read(coming_in::code, request, code).await,
            Self::SecondFactor => read(coming_in::second_factor, request, second_factor).await,
            Self::Invitation => read(coming_in::invitation, request, invitation).await,
            _ => read(coming_in::sign_in, request, sign_in).await,
        }
    }

    /// The same of a page about participants; finding one is the first.
    async fn read_of_participants(self, request: StaffRequest) -> Result<Draw, Away> {
        match self {
            Self::Participant => read(participants::one, request, participant).await,
            Self::RecordConsent => read(participants::consent, request, consent).await,
            Self::RecordStop => read(participants::stop, request, stop::stop).await,
            Self::StopCheck => read(participants::check, request, stop::check).await,
            Self::StopReceipt => read(participants::receipt, request, receipt).await,
            Self::Cases => read(cases::load, request, cases).await,
            Self::CasesOf => read(cases::of_one, request, cases_of).await,
            Self::Tracing => read(tracing::listing, request, lost).await,
            Self::Trace => read(tracing::one, request, looking).await,
            Self::Deaths => read(tracing::deaths, request, deaths).await,
            _ => read(participants::searching, request, searching).await,
        }
    }

    /// The same of a page about safeguarding; the duty list is the first.
    async fn read_of_care(self, request: StaffRequest) -> Result<Draw, Away> {
        match self {
            Self::ClosedTasks => read(care::closed, request, closed).await,
            Self::Task => read(care::one, request, task).await,
            Self::Concern => read(care::concern, request, concern).await,
            _ => read(care::tasks, request, tasks).await,
        }
    }

    /// The same of a page about the registers; what is in them is the first.
    async fn read_of_registers(self, request: StaffRequest) -> Result<Draw, Away> {
        match self {
            Self::NewEntry => read(registers::new, request, new).await,
            Self::Entry => read(registers::one, request, entry).await,
            _ => read(registers::listing, request, listing).await,
        }
    }

    /// The same of what participants ask for about themselves; the form for it is the first.
    async fn read_of_wishes(self, request: StaffRequest) -> Result<Draw, Away> {
        match self {
            Self::Refusals => read(refusals::list, request, refusals).await,
            Self::Refusal => read(refusals::one, request, refusal).await,
            Self::Erasing => read(requests::confirming, request, confirming).await,
            _ => read(requests::requests, request, asked).await,
        }
    }

    /// The same of a page about what is sent; the list of messages is the first.
    async fn read_of_messages(self, request: StaffRequest) -> Result<Draw, Away> {
        match self {
            Self::Sends => read(sends::sends, request, everywhere).await,
            Self::Letters => read(letters::listed, request, letters_page).await,
            Self::Vouchers => read(vouchers::listing, request, stock).await,
            Self::Voucher => read(vouchers::one, request, voucher).await,
            _ => read(messages::listed, request, messages).await,
        }
    }

    /// The same of a page about surveys; what surrounds drafts is the first.
    async fn read_of_surveys(self, request: StaffRequest) -> Result<Draw, Away> {
        match self {
            Self::Surveys | Self::Survey | Self::SurveyVersion | Self::SurveyChanges => {
                self.read_published(request).await
            }
            Self::SurveyDraft
            | Self::SurveyPublishing
            | Self::SurveyArranging
            | Self::SurveyQuestion
            | Self::SurveyPage
            | Self::SurveySettings
            | Self::SurveyChecks
            | Self::SurveyCheck
            | Self::SurveyWhen
            | Self::SurveyComparison
            | Self::SurveyInstruments => self.read_drafted(request).await,
            Self::Protocol
            | Self::ProtocolMessages
            | Self::ProtocolRehearsal
            | Self::ProtocolNext
            | Self::ProtocolNextMessages
            | Self::ProtocolWave
            | Self::ProtocolContact
            | Self::ProtocolAnother
            | Self::ProtocolHours
            | Self::ParticipantMessages
            | Self::ProtocolVersion => self.read_of_protocol(request).await,
            Self::DraftWalk | Self::DraftMap | Self::VersionWalk | Self::VersionMap => {
                self.read_looked_through(request).await
            }
            _ => self.read_beside(request).await,
        }
    }

    /// The same of a page about published surveys; the list of them is the first.
    async fn read_published(self, request: StaffRequest) -> Result<Draw, Away> {
        match self {
            Self::Survey => read(written::one, request, authors::survey).await,
            Self::SurveyVersion => read(written::version, request, authors::version).await,
            Self::SurveyChanges => read(written::changes, request, authors::between).await,
            _ => read(written::every, request, authors::surveys).await,
        }
    }

    /// The same of a page about a protocol; the one that holds is the first.
    async fn read_of_protocol(self, request: StaffRequest) -> Result<Draw, Away> {
        match self {
            Self::ProtocolMessages => read(protocol::saying, request, planned::saying).await,
            Self::ProtocolRehearsal => read(protocol::rehearsal, request, planned::rehearsal).await,
            Self::ProtocolNextMessages => read(protocol::next, request, planned::saying).await,
            Self::ParticipantMessages => read(protocol::theirs, request, planned::saying).await,
            Self::ProtocolNext => read(protocol::rewriting, request, planned::rewriting).await,
            Self::ProtocolWave => read(protocol::planning, request, planned::wave).await,
            Self::ProtocolContact => read(protocol::planning, request, planned::contact).await,
            Self::ProtocolAnother => read(protocol::another, request, planned::another).await,
            Self::ProtocolHours => read(protocol::manners, request, planned::hours).await,
            Self::ProtocolVersion => read(protocol::version, request, planned::version).await,
            _ => read(protocol::held, request, planned::held).await,
        }
    }

    /// The same of a page about a draft; its text is the first.
    async fn read_drafted(self, request: StaffRequest) -> Result<Draw, Away> {
        match self {
            Self::SurveyPublishing => {
                read(publishing::publishing, request, authors::publishing).await
            }
            Self::SurveyArranging => read(arranging::arranging, request, authors::arranging).await,
            Self::SurveyQuestion => read(arranging::within, request, authors::asking).await,
            Self::SurveyPage => read(arranging::within, request, authors::paging).await,
            Self::SurveySettings => read(arranging::arranging, request, authors::settings).await,
            Self::SurveyChecks => read(arranging::arranging, request, authors::checks).await,
            Self::SurveyCheck => read(arranging::within, request, authors::check).await,
            Self::SurveyWhen => read(arranging::condition, request, authors::when).await,
            Self::SurveyComparison => read(arranging::condition, request, authors::comparing).await,
            Self::SurveyInstruments => {
                read(arranging::arranging, request, authors::instruments).await
            }
            _ => read(written::writing, request, authors::draft).await,
        }
    }

    /// The same of a page on which a survey is looked through; walking through a draft is the first.
    async fn read_looked_through(self, request: StaffRequest) -> Result<Draw, Away> {
        match self {
            Self::DraftMap => read(walking::draft, request, authors::mapping).await,
            Self::VersionWalk => read(walking::walking_version, request, authors::walking).await,
            Self::VersionMap => read(walking::version, request, authors::mapping).await,
            _ => read(walking::walking_draft, request, authors::walking).await,
        }
    }

    /// The same of what surrounds drafts and surveys; a draft's languages are the first.
    async fn read_beside(self, request: StaffRequest) -> Result<Draw, Away> {
        match self {
            Self::SurveyLanguage => {
                read(translating::language, request, authors::translation).await
            }
            Self::SurveySideBySide => read(translating::side, request, authors::side_by_side).await,
            Self::SurveyReport => read(drafts::report, request, authors::report).await,
            Self::SurveyThrowing => read(drafts::throwing, request, authors::throwing).await,
            Self::SurveyEarlier => read(drafts::earlier, request, authors::earlier).await,
            Self::SurveyEarlierText => {
                read(drafts::earlier_text, request, authors::earlier_text).await
            }
            Self::SurveyExplained => read(drafts::explained, request, authors::explained).await,
            Self::SurveyBringing => read(drafts::bringing, request, authors::bringing).await,
            Self::Pack => read(pack::packing, request, authors::packing).await,
            _ => read(translating::languages, request, authors::translations).await,
        }
    }
}

/// Draws a page from what was read for it.
pub(crate) type Draw = Box<dyn FnOnce() -> StaffFramed + Send>;

/// What is drawn when nothing can be read.
pub(crate) fn draw_trouble(away: Trouble, said: Said, calls: Option<String>) -> Draw {
    Box::new(move || trouble(away, &said, calls.as_deref()))
}

/// Reads one page. What is read of a page is large, and the frame of whoever calls this would have room for each of them.
fn read<T: Send + 'static, R>(
    read: fn(StaffRequest) -> R,
    request: StaffRequest,
    draw: fn(T) -> StaffFramed,
) -> Pin<Box<dyn Future<Output = Result<Draw, Away>> + Send>>
where
    R: Future<Output = Result<T, Away>> + Send + 'static,
{
    let read = read(request);
    Box::pin(async move {
        let read = read.await?;
        Ok(Box::new(move || draw(read)) as Draw)
    })
}
