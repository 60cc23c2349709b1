//! `throughline link`

use clap::Args;
use records::{Db, links, links::LinkError, studies, studies::StudyHandle};
use surveys::keys::{StudyKey, WaveKey};

use super::{Refused, database, say};
use crate::settings::{LISTEN, Place};

/// Print a participant's link, alone on a line
///
/// The same link is printed each time, and nothing is revoked. It begins with
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

    #[command(flatten)]
    place: Place,
}

impl Link {
    pub async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        let study = studies::find(&db, &self.study).await?;
        let start = settings.public_url.unwrap_or_else(|| format!("http://{LISTEN}"));
        say(link(&db, &study, &self.participant, &self.wave, &start).await?)
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
    let token = links::print(db, study, number, wave, super::now()).await;
    let token = token.map_err(|error| match error {
        LinkError::NoSuchParticipant => Refused::because(format!(
            "nobody in {} has the study number “{number}”",
            study.study().key
        )),
        LinkError::NoSuchWave => {
            let waves: Vec<_> =
                study.study().waves.iter().map(|wave| wave.key.to_string()).collect();
            Refused::because(format!("there is no wave “{wave}”; there are {}", waves.join(", ")))
        }
        error => error.into(),
    })?;
    Ok(format!("{start}/r/{token}"))
}
