//! `throughline find`

use clap::Args;
use records::{Kind, people, studies};
use surveys::keys::StudyKey;

use super::{Refused, database, now, say};
use crate::settings::Place;

/// Print the study numbers of whoever has this telephone number or email, a line each
///
/// It is a reading of the vault, and stands in the audit trail.
#[derive(Args, Debug)]
pub struct Find {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    /// A telephone number, however it is written
    #[arg(
        long,
        value_name = "NUMBER",
        required_unless_present = "email",
        conflicts_with = "email"
    )]
    mobile: Option<String>,

    /// An email address
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,

    #[command(flatten)]
    place: Place,
}

impl Find {
    pub async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        let study = studies::find(&db, &self.study).await?;
        let looked_for = match (&self.mobile, &self.email) {
            (Some(number), _) => (Kind::Mobile, number.as_str()),
            (None, address) => (Kind::Email, address.as_deref().unwrap_or_default()),
        };
        let found = people::find(&db, &study, looked_for, now()).await?;
        if found.is_empty() {
            return Err(Refused::because(format!("nobody in {} has it", self.study)));
        }
        found.into_iter().try_for_each(say)
    }
}
