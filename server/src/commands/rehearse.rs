//! `throughline rehearse`

use clap::Args;
use records::{
    rehearsal::{Asked, Rehearsed},
    studies,
};
use surveys::keys::StudyKey;

use super::{Refused, database, say};
use crate::{progress, rehearsing, settings::Place};

/// Go through a study's protocol with invented people and a clock of its own
///
/// Works out, sends and accounts for every message of so many days, in a database of its own that is
/// removed afterwards. Nothing leaves, and nobody of the study is touched. People answer, stop, pause
/// and cannot be reached as the seed has it. What happened is told in order, and then the sum.
#[derive(Args, Debug)]
pub struct Rehearse {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    /// How many people to invent
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    participants: u32,

    /// The same seed rehearses the same
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// How many days go by
    #[arg(long, value_name = "N", default_value_t = 400, value_parser = clap::value_parser!(u32).range(1..=3_650))]
    days: u32,

    /// Write everything as JSON
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    place: Place,
}

impl Rehearse {
    pub async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        let study = studies::find(&db, &self.study).await?;
        let Self { participants, seed, days, .. } = self;
        let asked = Asked { participants, seed, days };
        let work = rehearsing::rehearse(&db, &study, asked, super::now());
        let rehearsed = progress::during("Rehearsing", work).await?;
        if self.json {
            say(serde_json::to_string_pretty(&rehearsed).map_err(Refused::because)?)?;
        } else {
            tell(&rehearsed)?;
        }
        match rehearsed.balance.adds_up() {
            true => Ok(()),
            false => {
                Err(Refused::because("the sum does not come out: this is a fault of the program"))
            }
        }
    }
}

fn tell(rehearsed: &Rehearsed) -> Result<(), Refused> {
    for line in &rehearsed.timeline {
        say(format!("{}  {}  {}", line.at.format("%F %H:%M UTC"), line.who, line.what))?;
    }
    let Rehearsed { participants, from, to, balance, protocol, .. } = rehearsed;
    say(format!("\n{participants} invented people from {from} to {to}, by protocol {protocol}"))?;
    say(format!("{:>8} planned, by email, text and post", balance.planned))?;
    say(format!("{:>8} of these answers, receipts, thanks and vouchers", balance.beside))?;
    say(format!("{:>8} sent", balance.sent))?;
    say(format!("{:>8} in doubt", balance.in_doubt))?;
    for (reason, many) in &balance.not_sent {
        say(format!("{many:>8} not sent: {reason}"))?;
    }
    say(format!("{:>8} under way on the last day", balance.waiting))?;
    say(format!("{:>8} to come after it", balance.later))?;
    say(format!("{:>8} sent twice", balance.twice))?;
    say(format!("{:>8} calls beside them, for somebody to do", balance.by_hand))
}
