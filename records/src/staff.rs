//! The accounts of staff: who was invited as what, and how they come in.

mod invitations;

mod letters;

mod accepting;

mod roles;

mod holders;

mod accounts;

mod left;

mod names;

mod cases;

mod password;

mod second_factor;

mod recovery_codes;

mod sealed;

mod attempts;

pub(crate) mod sessions;

mod entering;

mod sign_in;

mod begun;

mod sign_on;

mod own;

use chrono::TimeDelta;
use sea_orm::DbErr;

pub use {
    accepting::{Accepting, Invitation, Unaccepted, accept, open},
    accounts::{
        Account, Held, Standing, end_sessions, give_role, invite_again, list, remove, take_role,
    },
    begun::Begun,
    cases::{CaseError, Caseload, Load, cases_of, give_cases, load, take_cases},
    holders::Colleague,
    invitations::{Invited, invite, invited},
    left::{Left, left},
    names::Names,
    own::{
        change_password, confirm_second_factor, end_other_sessions, end_session,
        new_recovery_codes, new_second_factor, recovery_codes_left, second_factor_to_set_up,
    },
    password::PasswordProblem,
    recovery_codes::harden as harden_recovery_codes,
    roles::{Appointment, RoleError},
    second_factor::AppSecret,
    sessions::{Device, Signed, SignedIn, of_member},
    sign_in::{From, give_code, sign_in, sign_in_as_administrator, sign_out},
    sign_on::{NotSignedOn, Vouched, sign_on},
};

pub(crate) use names::names;
pub(crate) use {
    cases::interviews,
    holders::{addresses, administrators, with_role},
    invitations::token as invitation_token,
};

/// Why somebody on the staff did not come further.
#[derive(Debug, thiserror::Error)]
pub enum StaffError {
    /// The address, the password or the code is not right. Which of them is not said.
    #[error("that is not right")]
    Wrong,
    /// There were too many wrong tries; so long is to wait.
    #[error("there were too many wrong tries")]
    Wait(TimeDelta),
    /// A new password is not good enough.
    #[error("the new password cannot be used")]
    Password(PasswordProblem),
    /// Nothing was begun that could be gone on with.
    #[error("there is nothing to go on with")]
    NotBegun,
    /// No password could be hashed.
    #[error("a password could not be hashed")]
    Hash,
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}
