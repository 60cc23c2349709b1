//! What is read for the pages by which staff come in.

use records::{
    auth::Arrived,
    staff::{self, AppSecret, StaffError, Unaccepted},
};

use super::{
    Away, Trouble,
    door::{Said, SignOn, StaffRequest},
};

/// Somebody at the door, and the ways in.
pub(crate) struct AtTheDoor {
    pub sign_on: Option<SignOn>,
    pub said: Said,
}

pub(crate) async fn sign_in(request: StaffRequest) -> Result<AtTheDoor, Away> {
    match request.arrived {
        Some(Arrived::In(_)) => Err(Away::To("/staff".into())),
        _ => Ok(AtTheDoor { sign_on: request.sign_on, said: request.said }),
    }
}

pub(crate) async fn code(request: StaffRequest) -> Result<Said, Away> {
    match request.arrived {
        Some(Arrived::OwesCode(_)) => Ok(request.said),
        Some(Arrived::OwesSecondFactor(_)) => Err(Away::To("/staff/second-factor".into())),
        Some(Arrived::In(_)) => Err(Away::To("/staff".into())),
        None => Err(Away::To("/staff/sign-in".into())),
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
        Err(StaffError::NotBegun) => Err(Away::To("/staff/account".into())),
        Err(cause) => Err(Away::failed(cause)),
    }
}

/// Somebody who was invited, at the door.
pub(crate) struct Guest {
    pub email: String,
    pub name: String,
    pub sign_on: Option<SignOn>,
    /// Whether they may choose a password.
    pub may_choose: bool,
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
            let sign_on = request.sign_on;
            let is_required = sign_on.as_ref().is_some_and(|way| way.is_required);
            let may_choose = invitation.is_administrator || !is_required;
            Ok(Guest { email: invitation.email, name, sign_on, may_choose, said })
        }
        Err(Unaccepted::Staff(cause)) => Err(Away::failed(cause)),
        Err(_) => Err(Away::Trouble(Trouble::NoInvitation)),
    }
}
