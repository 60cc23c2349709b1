//! Whoever reads and writes surveys. A survey belongs to no study: it is one for all that use it.

use surveys::roles::{Act, Role, may};

use super::{NotAllowed, StaffMember};
use crate::auth::{By, Permit};

/// Reads surveys: whoever evaluates a study, and administrators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyReader {
    /// The studies that they may know of; every one, where there is none.
    studies: Option<Vec<i32>>,
}

impl By<SurveyReader> {
    /// Whether they may know that a study uses a survey.
    pub(crate) fn knows(&self, study_id: i32) -> bool {
        match self {
            Self::CommandLine => true,
            Self::Staff(SurveyReader { studies }) => {
                studies.as_ref().is_none_or(|studies| studies.contains(&study_id))
            }
        }
    }
}

/// Writes surveys: an evaluator. A survey is one for all studies that use it, and evaluators of any of them
/// may change it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyWriter {
    staff_id: i32,
    /// The studies that they evaluate.
    studies: Vec<i32>,
}

impl SurveyWriter {
    /// Who it is, as the audit has it: `staff 12, evaluator`.
    #[must_use]
    pub fn actor(&self) -> String {
        format!("staff {}, {}", self.staff_id, Role::Evaluator)
    }
}

impl Permit for SurveyWriter {
    fn actor(&self) -> String {
        format!("staff {}, {}", self.staff_id, Role::Evaluator)
    }
}

impl By<SurveyWriter> {
    /// Whether they may change a survey that is used in these studies.
    pub(crate) fn may_change(&self, used_in: &[i32]) -> bool {
        match self {
            Self::CommandLine => true,
            Self::Staff(writer) => {
                used_in.is_empty() || used_in.iter().any(|study| writer.studies.contains(study))
            }
        }
    }

    /// Whether they may say which version a study begins with.
    pub(crate) fn evaluates(&self, study_id: i32) -> bool {
        match self {
            Self::CommandLine => true,
            Self::Staff(writer) => writer.studies.contains(&study_id),
        }
    }
}

impl StaffMember {
    /// # Errors
    /// When they read no surveys.
    pub fn survey_reader(&self) -> Result<SurveyReader, NotAllowed> {
        if !self.may(Act::SeeSurveys) {
            return Err(NotAllowed);
        }
        let everywhere = self.administrator().is_ok();
        Ok(SurveyReader { studies: (!everywhere).then(|| self.studies_for(Act::SeeSurveys)) })
    }

    /// # Errors
    /// When they write no surveys.
    pub fn survey_writer(&self) -> Result<SurveyWriter, NotAllowed> {
        let studies = self.studies_for(Act::EditSurveys);
        if studies.is_empty() {
            Err(NotAllowed)
        } else {
            Ok(SurveyWriter { staff_id: self.id, studies })
        }
    }

    /// Where they may do something, study by study.
    fn studies_for(&self, act: Act) -> Vec<i32> {
        let grants = self.grants.iter().filter(|grant| may(grant.role, act));
        grants.filter_map(|grant| grant.study_id).collect()
    }
}
