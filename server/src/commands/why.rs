//! `throughline why`

mod page;

use clap::Args;
use records::{
    studies,
    why::{self, Asked},
};
use surveys::keys::StudyKey;

use super::{Refused, database, now, say};
use crate::settings::Place;

/// Tell why a cell of the dataset has the value that it has
///
/// It is told down to the answers: the wording, the rule and what it looked at, who saved each answer and when, and what
/// was agreed to. It reads one person's answers, and stands in the audit trail.
#[derive(Args, Debug)]
pub struct Why {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    /// The person's study number
    #[arg(long, value_name = "NUMBER")]
    participant: String,

    /// A column of wide or of participants, such as `w1_d_ilo`, `w1_status` or arm
    #[arg(long, value_name = "NAME")]
    variable: String,

    /// Also as it stands in the cut of this number, and what changed since
    #[arg(long, value_name = "N")]
    cut: Option<u32>,

    /// As JSON
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    place: Place,
}

impl Why {
    pub async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        let study = studies::find(&db, &self.study).await?;
        let Self { participant, variable, cut, json, .. } = self;
        let asked = Asked { participant, variable, cut };
        let told = why::tell(&db, &study, &asked, "command line", now()).await?;
        if json {
            return say(serde_json::to_string_pretty(&told)?);
        }
        say(page::of(&told).trim_end())
    }
}
