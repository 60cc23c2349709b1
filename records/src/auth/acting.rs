//! Who does something that needs a permission: somebody on the staff who holds it, or whoever has the
//! operating system's rights.

use super::{NotAllowed, StaffMember};
use crate::studies::StudyHandle;

/// What allows somebody on the staff to do something.
pub trait Permit {
    /// Who it is, as the audit has it: a number and a role, never a name.
    fn actor(&self) -> String;
}

/// What allows it in one study only.
pub trait InOneStudy: Permit + Sized {
    /// The permission of somebody who has it in the study.
    ///
    /// # Errors
    /// When they have it not.
    fn held_by(member: &StaffMember, study: &StudyHandle) -> Result<Self, NotAllowed>;

    /// The row of the study.
    fn study_id(&self) -> i32;
}

/// Who does something that needs the permission `P`.
#[derive(Clone, Debug)]
pub enum By<P> {
    /// Somebody at the command line, with the operating system's rights.
    CommandLine,
    /// Somebody who holds the permission, on the staff pages.
    Staff(P),
}

impl<P: Permit> By<P> {
    /// As the audit has it.
    #[must_use]
    pub fn actor(&self) -> String {
        match self {
            Self::CommandLine => "command line".to_owned(),
            Self::Staff(permit) => permit.actor(),
        }
    }
}

impl<P: InOneStudy> By<P> {
    pub(crate) fn may_in(&self, study: &StudyHandle) -> bool {
        match self {
            Self::CommandLine => true,
            Self::Staff(permit) => permit.study_id() == study.id,
        }
    }
}
