//! `throughline calls`

mod moments;

mod rates;

mod rules;

mod simulate;

mod told;

use chrono::{DateTime, NaiveDate, Utc};
use clap::{Args, Subcommand};
use records::{
    Db,
    auth::{By, Interviewer, StaffMember},
    calls::{self, Called},
    studies::{self, StudyHandle},
};
use surveys::{
    calls::{Agreed, Outcome},
    keys::{StudyKey, WaveKey},
};

use self::moments::moment;
use super::{Refused, database, say};
use crate::settings::Place;

/// Ring people: who is next, what came of a call, and what it all came to
#[derive(Args, Debug)]
pub struct Calls {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Give an interviewer the next case, and tell why it is next
    ///
    /// The case is theirs for as long as the rules say. Whoever has one is told the same again. The telephone number is not
    /// told, only which of the person's numbers is rung.
    Next {
        #[command(flatten)]
        who: Who,

        /// As of this moment, such as 2026-03-03T10:00:00Z; now, unless it is given
        #[arg(long, value_name = "TIME")]
        at: Option<String>,

        /// Write it as JSON
        #[arg(long)]
        json: bool,

        #[command(flatten)]
        place: Place,
    },

    /// Write down a call that was made, by whoever has the case, and do what follows from it
    Record(Box<Record>),

    /// List every case with how it stands, and why
    List {
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,

        /// As of this moment; now, unless it is given
        #[arg(long, value_name = "TIME")]
        at: Option<String>,

        /// Write them as JSON
        #[arg(long)]
        json: bool,

        #[command(flatten)]
        place: Place,
    },

    /// Take a case from the interviewer who has it
    Release {
        #[command(flatten)]
        which: Which,
    },

    /// Give a case back to the interviewers that waited for a supervisor, or for somebody who speaks the language
    GiveBack {
        #[command(flatten)]
        which: Which,
    },

    /// Show the rules by which people are rung, or set them
    Rules(rules::Rules),

    Simulate(simulate::Simulate),

    /// Count what everybody came to in a wave by the end of a day, with the rates of AAPOR
    Rates {
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,

        #[arg(long, value_name = "KEY", value_parser = WaveKey::new)]
        wave: WaveKey,

        /// The day; calls that were made after it change nothing
        #[arg(long, value_name = "DATE")]
        as_of: NaiveDate,

        /// Write them as JSON
        #[arg(long)]
        json: bool,

        #[command(flatten)]
        place: Place,
    },
}

/// An interviewer of a study.
#[derive(Args, Debug)]
struct Who {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    /// The interviewer's email address
    #[arg(long, value_name = "EMAIL")]
    interviewer: String,
}

/// A case of a study.
#[derive(Args, Debug)]
struct Which {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    /// The number of the case
    #[arg(long, value_name = "N")]
    case: i32,

    #[command(flatten)]
    place: Place,
}

/// A call, as it is typed.
#[derive(Args, Debug)]
struct Record {
    #[command(flatten)]
    who: Who,

    /// The number of the case
    #[arg(long, value_name = "N")]
    case: i32,

    /// How the call ended, such as NOANS
    #[arg(long, value_name = "CODE", value_parser = outcome)]
    outcome: Outcome,

    /// When it was dialled; now, unless it is given
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

    /// What else there is to say, without a word on health
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,

    /// They wish no more calls in this study
    #[arg(long)]
    no_more_calls: bool,

    /// Write what came of it as JSON
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    place: Place,
}

impl Calls {
    pub async fn run(self) -> Result<(), Refused> {
        match self.what {
            What::Next { who, at, json, place } => next(who, at, json, &place).await,
            What::Record(record) => record.run().await,
            What::List { study, at, json, place } => {
                let (db, study) = opened(&study, &place).await?;
                let now = at.as_deref().map_or_else(|| Ok(super::now()), moment)?;
                let listed = calls::listed(&db, &By::CommandLine, &study, now).await?;
                listed.iter().try_for_each(|one| say(told::listed(one, json)))
            }
            What::Release { which } => {
                let (db, study) = opened(&which.study, &which.place).await?;
                calls::release(&db, &By::CommandLine, &study, which.case, super::now()).await?;
                say(format!("Case {} is nobody's.", which.case))
            }
            What::GiveBack { which } => {
                let (db, study) = opened(&which.study, &which.place).await?;
                calls::give_back(&db, &By::CommandLine, &study, which.case, super::now()).await?;
                say(format!("Case {} is on the list again.", which.case))
            }
            What::Rules(rules) => rules.run().await,
            What::Simulate(simulate) => simulate.run().await,
            What::Rates { study, wave, as_of, json, place } => {
                let (db, study) = opened(&study, &place).await?;
                let asked = (&wave, as_of);
                let rated = calls::rates(&db, &By::CommandLine, &study, asked, super::now());
                rates::tell(&rated.await?, asked, json)
            }
        }
    }
}

async fn next(who: Who, at: Option<String>, json: bool, place: &Place) -> Result<(), Refused> {
    let (db, study) = opened(&who.study, place).await?;
    let now = at.as_deref().map_or_else(|| Ok(super::now()), moment)?;
    let by = who.found(&db, &study).await?;
    let given = calls::next(&db, &by, &study, now).await?;
    say(told::given(given.as_ref(), json))
}

impl Record {
    async fn run(self) -> Result<(), Refused> {
        let (db, study) = opened(&self.who.study, &self.place).await?;
        let now = self.at.as_deref().map_or_else(|| Ok(super::now()), moment)?;
        let by = self.who.found(&db, &study).await?;
        let agreed = match (&self.appointment, self.away_until) {
            (Some(times), _) => Some(moments::agreed(times)?),
            (None, day) => day.map(Agreed::On),
        };
        let called = Called {
            agreed,
            language: self.language,
            who_answered: self.answered_by,
            note: self.note,
            no_more_calls: self.no_more_calls,
            ..Called::ended(self.outcome, now)
        };
        let recorded = calls::record(&db, &by, &study, (self.case, called), now).await?;
        say(told::recorded(&recorded, self.json))
    }
}

impl Who {
    async fn found(&self, db: &Db, study: &StudyHandle) -> Result<Interviewer, Refused> {
        let member = StaffMember::at_the_command_line(db, &self.interviewer).await?;
        let interviewer = member.and_then(|member| member.interviewer(study).ok());
        interviewer.ok_or_else(|| {
            Refused::because(format!("{} is no interviewer of this study", self.interviewer))
        })
    }
}

async fn opened(study: &StudyKey, place: &Place) -> Result<(Db, StudyHandle), Refused> {
    let settings = super::settings(place, None)?;
    let db = database::open(&settings).await?;
    let study = studies::find(&db, study).await?;
    Ok((db, study))
}

fn outcome(code: &str) -> Result<Outcome, String> {
    let outcome = Outcome::from_key(code.trim());
    let known = Outcome::ALL.into_iter().filter(|outcome| outcome.is_recorded());
    outcome.ok_or_else(|| {
        let known: Vec<_> = known.map(Outcome::key).collect();
        format!("there is no such outcome; there are {}", known.join(", "))
    })
}

/// As times are told.
fn utc(at: DateTime<Utc>) -> String {
    at.format("%FT%TZ").to_string()
}
