//! What is read for the pages of whoever speaks with people by telephone.

use super::{Draw, StaffPage, read};
use crate::{
    api::staff::{Away, call_list, calls, door::StaffRequest, interviews},
    pages::staff::{calls as ringing, interview},
};

impl StaffPage {
    /// Reads what such a page shows; what stands before the questions of an interview is the first.
    pub(super) async fn read_by_telephone(self, request: StaffRequest) -> Result<Draw, Away> {
        match self {
            Self::Calls => read(calls::calling, request, ringing::calling).await,
            Self::Call => read(calls::on_call, request, ringing::on_call).await,
            Self::ParticipantCalls => read(call_list::calls_so_far, request, ringing::so_far).await,
            Self::CallList => read(call_list::listing, request, ringing::listing).await,
            Self::CallsOfCase => read(call_list::correcting, request, ringing::correcting).await,
            Self::CallRules => read(call_list::ruling, request, ringing::ruling).await,
            Self::CallRates => read(call_list::rating, request, ringing::rating).await,
            Self::CallFigures => read(call_list::figuring, request, ringing::figuring).await,
            Self::InterviewPage => read(interviews::page, request, interview::asking).await,
            Self::InterviewPause => read(interviews::pause, request, interview::pausing).await,
            Self::InterviewReview => read(interviews::review, request, interview::reviewing).await,
            _ => read(interviews::front, request, interview::front).await,
        }
    }
}
