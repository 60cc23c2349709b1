//! `throughline calls record`

use std::io;

use chrono::NaiveDate;
use clap::Args;
use records::calls::{self, Called};
use surveys::calls::{Agreed, Outcome};

use super::{Who, moments, opened, told};
use crate::{
    commands::{Refused, say},
    settings::Place,
};

/// A call, as it is typed.
#[derive(Args, Debug)]
pub(super) struct Record {
    #[command(flatten)]
    who: Who,

    /// The number of the case
    #[arg(long, value_name = "N")]
    case: i32,

    /// How the call ended, such as NOANS
    #[arg(long, value_name = "CODE", value_parser = outcome)]
    outcome: Outcome,

    /// When it was dialled; now, unless it is given
    ///
    /// In a study whose people were all invented it is the clock: it may lie in the future.
    #[arg(long, value_name = "TIME")]
    at: Option<String>,

    /// The moment at which they are rung, or two of them with a `/` between: not before the one, and before the other
    #[arg(long, value_name = "TIME[/TIME]", conflicts_with = "away_until")]
    appointment: Option<String>,

    /// The day until which they are away
    #[arg(long, value_name = "DATE")]
    away_until: Option<NaiveDate>,

    /// The language that they speak
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,

    /// Who answered, in a word
    #[arg(long, value_name = "WHO")]
    answered_by: Option<String>,

    /// Read from the standard input what else there is to say, without a word on health
    #[arg(long)]
    note: bool,

    /// They wish no more calls in this study
    #[arg(long)]
    no_more_calls: bool,

    /// Write what came of it as JSON
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    place: Place,
}

impl Record {
    pub(super) async fn run(self) -> Result<(), Refused> {
        let (db, study) = opened(&self.who.study, &self.place).await?;
        let (dialled_at, now) = moments::dialled(&db, &study, self.at.as_deref()).await?;
        let by = self.who.found(&db, &study).await?;
        let agreed = match (&self.appointment, self.away_until) {
            (Some(times), _) => Some(moments::agreed(times)?),
            (None, day) => day.map(Agreed::On),
        };
        let note = if self.note { Some(io::read_to_string(io::stdin())?) } else { None };
        let called = Called {
            agreed,
            language: self.language,
            who_answered: self.answered_by,
            note,
            no_more_calls: self.no_more_calls,
            ..Called::ended(self.outcome, dialled_at)
        };
        let recorded = calls::record(&db, &by, &study, (self.case, called), now).await?;
        let asks = self.outcome == Outcome::AskedForLink;
        say(told::recorded((&recorded, asks), self.json))
    }
}

fn outcome(code: &str) -> Result<Outcome, String> {
    let outcome = Outcome::from_key(code.trim());
    let known = Outcome::ALL.into_iter().filter(|outcome| outcome.is_recorded());
    outcome.ok_or_else(|| {
        let known: Vec<_> = known.map(Outcome::key).collect();
        format!("there is no such outcome; there are {}", known.join(", "))
    })
}
