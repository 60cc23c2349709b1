//! `throughline calls`

mod moments;

mod rates;

mod figures;

mod record;

mod rules;

mod simulate;

mod told;

use chrono::{DateTime, NaiveDate, Utc};
use clap::{Args, Subcommand};
use records::{
    Db,
    auth::{By, Interviewer, StaffMember},
    calls::{self, Listed},
    demo,
    studies::{self, StudyHandle},
};
use surveys::keys::{StudyKey, WaveKey};

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

        /// Only look who would be next at this moment, such as 2026-03-03T10:00:00Z
        ///
        /// Nobody is given the case. In a study whose people were all invented the case is given: there it is the clock.
        #[arg(long, value_name = "TIME")]
        at: Option<String>,

        /// Write it as JSON
        #[arg(long)]
        json: bool,

        #[command(flatten)]
        place: Place,
    },

    /// Write down a call that was made, by whoever has the case, and do what follows from it
    Record(Box<record::Record>),

    /// List every case with how it stands, and why
    List {
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,

        /// Only those about this wave
        #[arg(long, value_name = "KEY", value_parser = WaveKey::new)]
        wave: Option<WaveKey>,

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

    Figures(figures::Figures),
}

/// An interviewer of a study.
#[derive(Args, Debug)]
struct Who {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    /// The interviewer's email address, or the number of their account
    #[arg(long, value_name = "EMAIL|N")]
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

impl Calls {
    pub async fn run(self) -> Result<(), Refused> {
        match self.what {
            What::Next { who, at, json, place } => next(who, at, json, &place).await,
            What::Record(record) => record.run().await,
            What::List { study, wave, at, json, place } => {
                let (db, study) = opened(&study, &place).await?;
                list((&db, &study), wave.as_ref(), at.as_deref(), json).await
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
            What::Figures(figures) => figures.run().await,
        }
    }
}

async fn next(who: Who, at: Option<String>, json: bool, place: &Place) -> Result<(), Refused> {
    let (db, study) = opened(&who.study, place).await?;
    let by = who.found(&db, &study).await?;
    let at = at.as_deref().map(moment).transpose()?;
    if let Some(at) = at
        && !demo::is_invented(&db, &study).await?
    {
        let would_be = calls::look(&db, &by, &study, at).await?;
        return say(told::would_be(would_be.as_ref(), json));
    }
    let given = calls::next(&db, &by, &study, at.unwrap_or_else(super::now)).await?;
    say(told::given(given.as_ref(), json))
}

/// Every case; where there is none, why. JSON has nothing then, for whoever reads it by a program.
async fn list(
    (db, study): (&Db, &StudyHandle),
    wave: Option<&WaveKey>,
    at: Option<&str>,
    json: bool,
) -> Result<(), Refused> {
    let now = at.map_or_else(|| Ok(super::now()), moment)?;
    let listed = calls::listed(db, &By::CommandLine, study, now).await?;
    let of_wave = |one: &&Listed| wave.is_none_or(|wave| wave.as_str() == one.wave.as_str());
    let listed: Vec<_> = listed.iter().filter(of_wave).collect();
    if !listed.is_empty() || json {
        return listed.into_iter().try_for_each(|one| say(told::listed(one, json)));
    }
    match calls::none_yet(db, &By::CommandLine, study).await? {
        Some(why) => say(told::none_yet(why)),
        None => say("Nobody is rung about this survey so far."),
    }
}

impl Who {
    async fn found(&self, db: &Db, study: &StudyHandle) -> Result<Interviewer, Refused> {
        let member = StaffMember::at_the_command_line(db, &self.interviewer).await?;
        let interviewer = member.and_then(|member| member.interviewer(study).ok());
        interviewer.map(Interviewer::told_by_command).ok_or_else(|| {
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

/// As times are told.
fn utc(at: DateTime<Utc>) -> String {
    at.format("%FT%TZ").to_string()
}
