//! What is read for the pages by which staff come in.

use records::{
    auth::Arrived,
    staff::{self, AppSecret, StaffError, Unaccepted},
};

use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
};

pub(crate) async fn sign_in(request: StaffRequest) -> Result<Said, Away> {
    match request.arrived {
        Some(Arrived::In(_)) => Err(Away::To("/staff")),
        _ => Ok(request.said),
    }
}

pub(crate) async fn code(request: StaffRequest) -> Result<Said, Away> {
    match request.arrived {
        Some(Arrived::OwesCode(_)) => Ok(request.said),
        Some(Arrived::OwesSecondFactor(_)) => Err(Away::To("/staff/second-factor")),
        Some(Arrived::In(_)) => Err(Away::To("/staff")),
        None => Err(Away::To("/staff/sign-in")),
    }
}

/// A second factor that is being set up.
pub(crate) struct SettingUp {
    pub secret: AppSecret,
    pub said: Said,
}

pub(crate) async fn second_factor(request: StaffRequest) -> Result<SettingUp, Away> {
    let who = request.at_second_factor()?;
    match staff::second_factor_to_set_up(&request.db, &who).await {
        Ok(secret) => Ok(SettingUp { secret, said: request.said }),
        Err(StaffError::NotBegun) => Err(Away::To("/staff/account")),
        Err(cause) => Err(Away::failed(cause)),
    }
}

/// Somebody who was invited, at the door.
pub(crate) struct Guest {
    pub email: String,
    pub name: String,
    pub said: Said,
}

pub(crate) async fn invitation(request: StaffRequest) -> Result<Guest, Away> {
    let said = request.said;
    match staff::open(&request.db, &request.names, request.now).await {
        Ok(invitation) => {
            let name = match said.typed.raw("name") {
                "" => invitation.name.unwrap_or_default(),
                typed => typed.to_owned(),
            };
            Ok(Guest { email: invitation.email, name, said })
        }
        Err(Unaccepted::Staff(cause)) => Err(Away::failed(cause)),
        Err(_) => Err(Away::Trouble(Trouble::NoInvitation)),
    }
}
