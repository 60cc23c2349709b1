//! For whom the pages about surveys are.

use surveys::roles::Act;

use super::StaffPage;

impl StaffPage {
    /// The same of a page about surveys. What is listed nowhere is for the fewest.
    pub(super) fn about_surveys(self) -> Act {
        match self {
            Self::Surveys
            | Self::Survey
            | Self::SurveyVersion
            | Self::SurveyChanges
            | Self::Pack
            | Self::Protocol
            | Self::ProtocolRehearsal
            | Self::ProtocolVersion
            | Self::VersionWalk
            | Self::VersionMap => Act::SeeSurveys,
            Self::ProtocolMessages => Act::ReadMessages,
            _ if self.is_of_a_draft() => Act::EditSurveys,
            _ => Act::ManageStaff,
        }
    }

    /// Whether it is for those who write.
    const fn is_of_a_draft(self) -> bool {
        matches!(
            self,
            Self::ProtocolNext
                | Self::ProtocolNextMessages
                | Self::ProtocolWave
                | Self::ProtocolContact
                | Self::ProtocolAnother
                | Self::ProtocolHours
                | Self::SurveyDraft
                | Self::SurveyEarlier
                | Self::SurveyEarlierText
                | Self::SurveyPublishing
                | Self::SurveyLanguages
                | Self::SurveyLanguage
                | Self::SurveySideBySide
                | Self::SurveyReport
                | Self::SurveyThrowing
                | Self::SurveyBringing
                | Self::SurveyExplained
                | Self::SurveyArranging
                | Self::SurveyQuestion
                | Self::SurveyPage
                | Self::SurveySettings
                | Self::SurveyChecks
                | Self::SurveyCheck
                | Self::SurveyWhen
                | Self::SurveyComparison
                | Self::SurveyInstruments
                | Self::DraftWalk
                | Self::DraftMap
        )
    }
}
