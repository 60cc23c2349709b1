//! `throughline find`

use clap::Args;
use records::{Kind, people, studies};
use surveys::keys::StudyKey;

use super::{Refused, database, now, say};
use crate::settings::Place;

/// Print the study numbers of whoever has this telephone number, email or last name, a line each
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
        required_unless_present_any = ["email", "last_name"],
        conflicts_with_all = ["email", "last_name"]
    )]
    mobile: Option<String>,

    /// An email address
    #[arg(long, value_name = "ADDRESS", conflicts_with = "last_name")]
    email: Option<String>,

    /// A last name, however it is written; the first fifty who have it are told
    #[arg(long, value_name = "NAME")]
    last_name: Option<String>,

    #[command(flatten)]
    place: Place,
}

impl Find {
    pub async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        let study = studies::find(&db, &self.study).await?;
        let looked_for = match (&self.mobile, &self.email, &self.last_name) {
            (Some(number), ..) => (Kind::Mobile, number.as_str()),
            (_, Some(address), _) => (Kind::Email, address.as_str()),
            (.., name) => (Kind::LastName, name.as_deref().unwrap_or_default()),
        };
        let found = people::find(&db, &study, looked_for, now()).await?;
        if found.is_empty() {
            return Err(Refused::because(format!("nobody in {} has it", self.study)));
        }
        found.into_iter().try_for_each(say)
    }
}
