//! `throughline link`

use clap::Args;
use records::{
    Db,
    auth::By,
    links::{self, LinkError, codes},
    studies::{self, StudyHandle},
};
use surveys::keys::{StudyKey, WaveKey};

use super::{Refused, database, say};
use crate::settings::{Place, variable};

/// Print a participant's link, alone on a line
///
/// The same link is printed each time, and nothing is revoked unless --new says so. It begins with
/// `THROUGHLINE_PUBLIC_URL`, or `http://127.0.0.1:3000` when that is not set.
#[derive(Args, Debug)]
pub struct Link {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    /// The person's study number
    #[arg(long, value_name = "NUMBER")]
    participant: String,

    #[arg(long, value_name = "KEY", value_parser = WaveKey::new)]
    wave: WaveKey,

    /// Print the short link for a text message or a letter: it ends in a code of eight characters,
    /// and asks for the day and month of birth
    #[arg(long)]
    short: bool,

    /// Issue a new link; the one before it, and its code, lead nowhere from now on
    #[arg(long)]
    new: bool,

    #[command(flatten)]
    place: Place,
}

impl Link {
    pub async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, variable("THROUGHLINE_LISTEN"))?;
        let db = database::open(&settings).await?;
        let study = studies::find(&db, &self.study).await?;
        let start = settings.start_of_links();
        let (number, wave) = (&self.participant, &self.wave);
        if self.new {
            let issued =
                links::issue_again(&db, By::CommandLine, &study, number, wave, super::now());
            let issued = issued.await;
            issued.map_err(|error| refused(error, &study, number, wave))?;
        }
        say(match self.short {
            true => short(&db, &study, number, wave, &start).await?,
            false => link(&db, &study, number, wave, &start).await?,
        })
    }
}

/// The link that begins like this.
pub async fn link(
    db: &Db,
    study: &StudyHandle,
    number: &str,
    wave: &WaveKey,
    start: &str,
) -> Result<String, Refused> {
    let token = links::print(db, By::CommandLine, study, number, wave, super::now()).await;
    let token = token.map_err(|error| refused(error, study, number, wave))?;
    Ok(format!("{start}/r/{token}"))
}

async fn short(
    db: &Db,
    study: &StudyHandle,
    number: &str,
    wave: &WaveKey,
    start: &str,
) -> Result<String, Refused> {
    let code = codes::print(db, &By::CommandLine, study, number, wave, super::now()).await;
    let code = code.map_err(|error| refused(error, study, number, wave))?;
    Ok(format!("{start}/c/{code}"))
}

fn refused(error: LinkError, study: &StudyHandle, number: &str, wave: &WaveKey) -> Refused {
    match error {
        LinkError::NoSuchParticipant => Refused::because(format!(
            "nobody in {} has the study number “{number}”",
            study.study().key
        )),
        LinkError::NoSuchWave => {
            let waves: Vec<_> =
                study.study().waves.iter().map(|wave| wave.key.to_string()).collect();
            Refused::because(format!("there is no wave “{wave}”; there are {}", waves.join(", ")))
        }
        LinkError::NoBirthday => Refused::because(format!(
            "“{number}” has no date of birth on record, with which a short link is opened; enrol it, or print the long link"
        )),
        error => error.into(),
    }
}
