//! `throughline migrate`

use clap::Args;

use super::{Refused, count, database, master_key, say};
use crate::settings::Place;

/// Bring the database to this program's schema
#[derive(Args, Debug)]
pub struct Migrate {
    #[command(flatten)]
    place: Place,
}

impl Migrate {
    pub async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let stores = database::connect(&settings).await?;
        master_key::refuse_wrong(&settings, &stores).await?;
        match database::migrate(&stores).await? {
            0 => say("The database is up to date already."),
            changes => {
                say(format!("The database is up to date: {} made.", count(changes, "change")))
            }
        }
    }
}
