//! `throughline calls simulate`

use chrono::{DateTime, Utc};
use clap::Args;
use records::{
    Db,
    auth::{By, Interviewer, StaffMember},
    calls::{self, Asked, Simulated},
    demo,
    staff::{self, Appointment},
    studies::{self, StudyHandle},
};
use surveys::{catalogue, roles::Role};

use crate::{
    commands::{Refused, demo::example, say},
    progress,
    rehearsing::Aside,
};

/// Ring the people of an invented trial, by a clock of its own, and count what must never be
///
/// The example study is filled with invented people in a database of its own, which is removed afterwards. Cases are given and
/// calls recorded as in earnest; meanwhile people send the survey, skip it, or have an alert, and once all sends are held.
#[derive(Args, Debug)]
pub struct Simulate {
    /// How many days go by
    #[arg(long, value_name = "N", default_value_t = 42, value_parser = clap::value_parser!(u32).range(1..=365))]
    days: u32,

    /// How many interviewers ring
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=200))]
    interviewers: u32,

    /// How many people the trial has
    #[arg(long, value_name = "N", default_value_t = 6_110, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    participants: u32,

    /// The same seed does the same
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// Write the counts as JSON
    #[arg(long)]
    json: bool,
}

/// A Monday in March, so that the clocks change and Easter comes.
const BEGINS: DateTime<Utc> = DateTime::from_timestamp(1_772_431_200, 0).expect("2 March 2026");

impl Simulate {
    pub(super) async fn run(self) -> Result<(), Refused> {
        let aside = Aside::make()?;
        let db = aside.opened(BEGINS).await?;
        let work = self.works(&db);
        let simulated = progress::during("Ringing", work).await?;
        let told = serde_json::to_value(&simulated).map_err(Refused::because)?;
        if self.json {
            say(&told)?;
        } else {
            for (name, count) in told.as_object().into_iter().flatten() {
                say(format!("{count:>8} {}", name.replace('_', " ")))?;
            }
        }
        match simulated.is_sound() {
            true => Ok(()),
            false => Err(Refused::because(
                "somebody was rung who should not have been, or not widely enough",
            )),
        }
    }

    async fn works(&self, db: &Db) -> Result<Simulated, Refused> {
        let (study, protocol) = example()?;
        studies::load(db, &study, (&protocol, None), catalogue::surveys(), BEGINS).await?;
        let study = studies::find(db, &study.key).await?;
        demo::fill(db, &study, self.participants, self.seed, BEGINS, &|_, _| {}).await?;
        let mut interviewers = Vec::new();
        for place in 1..=self.interviewers {
            let email = format!("interviewer{place}@example.org");
            interviewers.push(interviewer(db, &study, &email).await?);
        }
        let asked = Asked { days: self.days, seed: self.seed };
        Ok(calls::simulate(db, &study, interviewers, asked, BEGINS).await?)
    }
}

async fn interviewer(db: &Db, study: &StudyHandle, email: &str) -> Result<Interviewer, Refused> {
    let as_what = Appointment { role: Role::Interviewer, study: Some(study.clone()), site: None };
    staff::invite(db, By::CommandLine, email, as_what, BEGINS).await?;
    let member = StaffMember::at_the_command_line(db, email).await?;
    let interviewer = member.and_then(|member| member.interviewer(study).ok());
    interviewer.ok_or_else(|| Refused::because("the invented interviewer is not there"))
}
