//! What the overview leads to.

use super::StaffPage;

impl StaffPage {
    /// How a link to it is called on the overview, when it has one there.
    pub(crate) fn link_words(self) -> Option<&'static str> {
        match self {
            Self::People => Some("Staff: invite people and change what they may do"),
            Self::Participants => Some("Participants: find somebody, and record what they say"),
            Self::Calls => Some("Calls: ring whoever comes next"),
            Self::CallList => Some(
                "Who is rung: how each stands, the rules, the rates, and what interviewers did",
            ),
            Self::Tracing => Some("Tracing: find people whom nothing reaches"),
            Self::Cases => Some("Cases: give participants to interviewers"),
            Self::Messages => Some("Messages: what was sent, and what could not be"),
            Self::Sends => Some("Messages of all studies: hold them at once, and release them"),
            Self::Letters => Some("Letters: print what goes by post"),
            Self::Vouchers => Some("Vouchers: the stock, who is owed one, and the books"),
            Self::Refusals => Some("Refused deletions: what was decided on them"),
            Self::Surveys => Some("Surveys: their versions, what changed, and drafts"),
            Self::Protocol => Some("Protocol: when each survey is open, and what people are sent"),
            Self::ProtocolMessages => {
                Some("What people read: the messages of the protocol, filled in")
            }
            Self::Pack => Some("Pack: what an ethics committee reads of the study, to download"),
            Self::Audit => Some("Audit: what was done, and by whom"),
            Self::Instruments => {
                Some("Instruments and licences: which there are, and by whose leave they are asked")
            }
            Self::Tasks => Some("Safeguarding tasks: see who has what, and act"),
            Self::Concern => Some("Raise a concern about a participant"),
            Self::Registers => Some("Complaints, breaches and harms"),
            Self::Requests => Some("Requests: give somebody a copy of their data, or erase it"),
            _ => None,
        }
    }
}
