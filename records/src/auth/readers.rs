//! Whoever sees which messages one participant would read.

use surveys::roles::Act;

use super::{Caseworker, Evaluator, NotAllowed, StaffMember};
use crate::studies::StudyHandle;

/// Sees which messages somebody would read: of whom they look after with the name, of everybody else as an evaluator of the
/// study without it.
#[derive(Clone, Debug)]
pub struct MessageReader {
    caseworker: Option<Caseworker>,
    evaluator: Option<Evaluator>,
}

impl MessageReader {
    pub(crate) const fn caseworker(&self) -> Option<&Caseworker> {
        self.caseworker.as_ref()
    }

    pub(crate) const fn evaluator(&self) -> Option<&Evaluator> {
        self.evaluator.as_ref()
    }
}

impl StaffMember {
    /// # Errors
    /// When they see of nobody in this study what they would read.
    pub fn message_reader(&self, study: &StudyHandle) -> Result<MessageReader, NotAllowed> {
        if !self.may_in(Act::ForeseeMessages, study) {
            return Err(NotAllowed);
        }
        let (caseworker, evaluator) = (self.caseworker(study).ok(), self.evaluator(study).ok());
        Ok(MessageReader { caseworker, evaluator })
    }
}
