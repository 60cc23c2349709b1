//! What is read for the pages of whoever speaks with people by telephone.

use super::{Draw, StaffPage, read};
use crate::{
    api::staff::{Away, door::StaffRequest, interviews},
    pages::staff::interview,
};

impl StaffPage {
    /// Reads what such a page shows; what stands before the questions of an interview is the first.
    pub(super) async fn read_by_telephone(self, request: StaffRequest) -> Result<Draw, Away> {
        match self {
            Self::InterviewPage => read(interviews::page, request, interview::asking).await,
            Self::InterviewPause => read(interviews::pause, request, interview::pausing).await,
            Self::InterviewReview => read(interviews::review, request, interview::reviewing).await,
            _ => read(interviews::front, request, interview::front).await,
        }
    }
}
