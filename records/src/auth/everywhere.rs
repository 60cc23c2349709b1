//! The permissions of staff that belong to no study.

use surveys::roles::Role;

use super::{acting::Permit, permits::actor};

/// Reads the rights register, which belongs to no study: an evaluator or an administrator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightsReader {
    pub(super) staff_id: i32,
    pub(super) role: Role,
}

impl Permit for RightsReader {
    fn actor(&self) -> String {
        actor(self.staff_id, self.role)
    }
}

/// Brings the words of instruments and records the licences for them, which belong to no study: an evaluator or an
/// administrator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightsKeeper {
    pub(super) staff_id: i32,
    pub(super) role: Role,
}

impl Permit for RightsKeeper {
    fn actor(&self) -> String {
        actor(self.staff_id, self.role)
    }
}

/// Lets staff in and reads what was done, in every study.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Administrator {
    pub(super) staff_id: i32,
}

impl Administrator {
    /// Who it is, as the audit has it: `staff 3, administrator`.
    #[must_use]
    pub fn actor(&self) -> String {
        actor(self.staff_id, Role::Administrator)
    }

    /// The number of the account.
    #[must_use]
    pub fn staff_id(&self) -> i32 {
        self.staff_id
    }
}

impl Permit for Administrator {
    fn actor(&self) -> String {
        actor(self.staff_id, Role::Administrator)
    }
}
