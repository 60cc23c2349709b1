//! `throughline due`

use clap::Args;
use records::{auth::By, schedule, studies};
use surveys::keys::StudyKey;

use super::{Refused, database, say};
use crate::settings::Place;

/// Say how many messages of a study are due at this moment, and when the next comes
///
/// By wave, step and way, without whom they are for. Nothing is handed over: `serve` does that.
#[derive(Args, Debug)]
pub struct Due {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    #[command(flatten)]
    place: Place,
}

impl Due {
    pub async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        let study = studies::find(&db, &self.study).await?;
        let due = schedule::due(&db, &By::CommandLine, &study, super::now()).await?;
        for ((wave, step, way), many) in &due.now {
            say(format!("{many:>8} due: {wave}, {step}, {}", way.as_str()))?;
        }
        let all: usize = due.now.values().sum();
        say(format!("{all:>8} due, {} to come, for {} people", due.later, due.people))?;
        if due.waiting > 0 {
            say(format!("{:>8} wait for something to pass", due.waiting))?;
        }
        if due.left_out > 0 {
            say(format!("{:>8} people could not be looked at", due.left_out))?;
        }
        match due.next {
            Some(next) => say(format!("         the next on {}", next.format("%F %H:%M UTC"))),
            None => Ok(()),
        }
    }
}
