//! `throughline access-request`

use std::path::PathBuf;

use clap::{Args, builder::PossibleValuesParser};
use records::{
    auth::By,
    requests::{self, Checked, RequestError, Wanted},
    studies,
};
use surveys::keys::StudyKey;

use super::{Refused, database, master_key, now, say};
use crate::{copies, settings::Place};

/// Write a copy of everything that is held about somebody, for them
///
/// One ZIP file with the same as a page to read and to print, and as JSON. It names nobody else. Make sure
/// first that it is they who ask.
#[derive(Args, Debug)]
pub struct AccessRequest {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    /// The person's study number
    #[arg(long, value_name = "STUDY_NUMBER")]
    participant: String,

    /// How you made sure that it is they who ask
    #[arg(long, value_parser = PossibleValuesParser::new(Checked::ALL.map(Checked::name)))]
    identity_checked: String,

    /// Include notes on safeguarding and in the registers: somebody has looked through them for what would harm anybody, or tells
    /// of others
    #[arg(long)]
    include_safeguarding: bool,

    /// Include the group they were allocated to: they know it already
    #[arg(long)]
    include_group: bool,

    /// The file, which must not be there yet
    #[arg(long, value_name = "FILE.zip")]
    out: PathBuf,

    #[command(flatten)]
    place: Place,
}

impl AccessRequest {
    pub async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        if self.out.exists() {
            return Err(Refused::because(format!("{} is there already", self.out.display())));
        }
        let db = database::open(&settings).await?;
        let study = studies::find(&db, &self.study).await?;
        let checked: Checked = self
            .identity_checked
            .parse()
            .map_err(|()| Refused::because("there is no such way of checking who somebody is"))?;
        let wanted = Wanted {
            number: self.participant.clone(),
            checked,
            safeguarding_reviewed: self.include_safeguarding,
            group_known: self.include_group,
        };
        let held = requests::copy(&db, &By::CommandLine, &study, &wanted, now()).await;
        let held = held.map_err(|error| match error {
            RequestError::NoSuchParticipant => Refused::because(format!(
                "nobody in {} has the study number “{}”",
                self.study, self.participant
            )),
            error => error.into(),
        })?;
        let zip = copies::zipped(&held)?;
        master_key::write_new(&self.out, &zip).map_err(|error| {
            Refused::because(format!("{} cannot be written: {error}", self.out.display()))
        })?;
        say(format!("{}\tfor {}, and nobody else", self.out.display(), self.participant))
    }
}
