//! What stands for single sign-on in a program that was built without it.

use app::api::staff::door::SignOn;

use super::Route;
use crate::settings::SingleSignOn;

/// There is none.
#[derive(Debug)]
pub enum Provider {}

/// Single sign-on was asked for.
#[derive(Debug, thiserror::Error)]
#[error("the settings have single_sign_on, and this program was built without it")]
pub struct NoProvider;

impl Provider {
    /// # Errors
    /// Always.
    pub fn open(_: &SingleSignOn, _: &str) -> Result<Self, NoProvider> {
        Err(NoProvider)
    }

    pub fn told(&self) -> SignOn {
        match *self {}
    }
}

pub fn ways() -> Vec<Route> {
    Vec::new()
}
