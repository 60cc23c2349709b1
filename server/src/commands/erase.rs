//! `throughline erase`

use clap::{Args, builder::PossibleValuesParser};
use records::{
    auth::By,
    stopping::{self, Came, Erasing, StopError},
    studies,
};
use surveys::{consent::Mode, fill::long_date, keys::StudyKey};

use super::{Refused, database, now, say};
use crate::settings::Place;

/// Erase what somebody asked to have erased: their name, their answers, or both
///
/// The same as what they can do on their own page. Backups then no longer give away a name; answers are in
/// older backups until those are deleted, and are erased again when one is brought back.
#[derive(Args, Debug)]
pub struct Erase {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    /// The person's study number
    #[arg(long, value_name = "STUDY_NUMBER")]
    participant: String,

    /// What goes
    #[arg(long, value_parser = PossibleValuesParser::new(Erasing::ALL.map(Erasing::name)))]
    what: String,

    /// How they asked: phone, paper, or web
    #[arg(long, default_value = "paper", value_parser = PossibleValuesParser::new(Mode::ALL.map(Mode::name)))]
    channel: String,

    #[command(flatten)]
    place: Place,
}

impl Erase {
    pub async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        let study = studies::find(&db, &self.study).await?;
        let what: Erasing =
            self.what.parse().map_err(|()| Refused::because("there is nothing by this name"))?;
        let mode = Mode::from_name(&self.channel).unwrap_or(Mode::Paper);
        let wanted = (self.participant.as_str(), what, mode);
        let receipts = stopping::erase(&db, &By::CommandLine, &study, wanted, now()).await;
        let receipts = receipts.map_err(|error| match error {
            StopError::NoSuchParticipant => Refused::because(format!(
                "nobody in {} has the study number “{}”",
                self.study, self.participant
            )),
            error => error.into(),
        })?;
        for receipt in receipts {
            let what = receipt.choice.words();
            match receipt.came {
                Came::Done(_) => say(format!("Done: {what}. Reference: {}", receipt.reference))?,
                Came::TooLate(frozen_on) => say(format!(
                    "Not done: {what}. The answers were frozen for the analysis on {}. Research may keep \
                     them where taking them out would damage it. The data protection officer's list has \
                     an entry. Reference: {}",
                    long_date(frozen_on),
                    receipt.reference
                ))?,
            }
        }
        Ok(())
    }
}
