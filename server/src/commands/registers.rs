//! `throughline registers`

use chrono::SecondsFormat;
use clap::{Args, builder::PossibleValuesParser};
use records::{
    registers::{self, Entry},
    studies,
};
use surveys::{
    keys::StudyKey,
    registers::{Clock, Register, Task},
};

use super::{Refused, database, say};
use crate::settings::Place;

/// Print the registers of complaints, breaches and harms as CSV, without what people wrote
///
/// A line has the entry, the register, since when its clock runs, what is due, until when, whether that is
/// overdue, how it ended, and the study number of whom it is about. Times are in UTC.
#[derive(Args, Debug)]
pub struct Registers {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    /// Only this register
    #[arg(long, value_parser = PossibleValuesParser::new(["complaint", "breach", "harm"]))]
    register: Option<String>,

    #[command(flatten)]
    place: Place,
}

impl Registers {
    pub async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        let study = studies::find(&db, &self.study).await?;
        let only = self.register.as_deref().and_then(Register::named);
        let (clock, now) = (Clock { zone: &study.study().timezone }, super::now());
        say("entry,register,since,due,until,overdue,outcome,study_number")?;
        for Entry { reference, standing, person } in registers::of_study(&db, &study).await? {
            if only.is_some_and(|only| only != reference.register) {
                continue;
            }
            let time =
                |at: chrono::DateTime<chrono::Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
            let until = clock.due(&standing).map(time).unwrap_or_default();
            let overdue = if clock.is_overdue(&standing, now) { "yes" } else { "no" };
            let (register, since) = (reference.register.name(), time(standing.since));
            let due = standing.task().map_or("", due);
            let outcome = standing.closed.map_or("", |outcome| outcome.name());
            let person = quoted(&person.unwrap_or_default());
            say(format!(
                "{reference},{register},{since},{due},{until},{overdue},{outcome},{person}"
            ))?;
        }
        Ok(())
    }
}

fn due(task: Task) -> &'static str {
    match task {
        Task::Acknowledge => "acknowledge",
        Task::Read => "read",
        Task::Assess => "assess",
        Task::Report => "report",
        Task::Settle => "settle",
    }
}

/// A study number may have any character.
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
