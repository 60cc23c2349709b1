//! The accounts of staff: who was invited as what, and how they come in.

mod invitations;

mod roles;

pub use invitations::{Invited, invite};
pub use roles::{Appointment, RoleError, give_case};

use crate::auth::Administrator;

/// Who changes an account.
#[derive(Clone, Debug)]
pub enum By {
    /// Somebody at the command line, with the operating system's rights.
    CommandLine,
    /// An administrator, on the staff pages.
    Administrator(Administrator),
}

impl By {
    /// As the audit has it.
    #[must_use]
    pub fn actor(&self) -> String {
        match self {
            Self::CommandLine => "command line".to_owned(),
            Self::Administrator(administrator) => administrator.actor(),
        }
    }
}
