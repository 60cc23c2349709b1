//! `throughline openapi`

use clap::Args;

use super::{Refused, say};
use crate::interface;

/// Print what the program answers over HTTP, as an OpenAPI document
#[derive(Args, Debug)]
pub struct OpenApi;

impl OpenApi {
    pub fn run(self) -> Result<(), Refused> {
        say(format_args!("{:#}", interface::document()))
    }
}
