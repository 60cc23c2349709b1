//! `throughline linkage`

mod told;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use records::{
    auth::By,
    linkage::{self, Request},
};
use surveys::{
    calendar,
    keys::{OwnerKey, StudyKey},
};

use super::{Refused, say, terms::of};
use crate::{files, settings::Place};

/// The most bytes of a returned file.
const MOST: usize = 512 << 20;

/// Send identifiers to owners of records, by the study's terms, and take what they return
#[derive(Args, Debug)]
pub struct Linkage {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make the file of identifiers for an owner: of those who agreed by the cut's day and agree now
    ///
    /// The folder appears whole or not at all, with identifiers.csv in it: a number of its own for each person, and what the
    /// terms allow. Who is left out is counted by reason. Everybody who is in it has an entry in the audit.
    Release {
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,
        /// The owner's key in the terms
        #[arg(long, value_name = "OWNER", value_parser = OwnerKey::new)]
        owner: OwnerKey,
        /// The last day of the cut, where participants live, like 2027-04-05 [default: today]
        #[arg(long, value_name = "DAY")]
        cut: Option<NaiveDate>,
        /// The folder, which is not there yet or empty
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        #[command(flatten)]
        place: Place,
    },
    /// Write down the day on which a file was sent
    Sent {
        /// The number of the file
        #[arg(value_name = "NUMBER")]
        number: u32,
        #[arg(long, value_name = "DAY")]
        on: NaiveDate,
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,
        #[command(flatten)]
        place: Place,
    },
    /// Take what an owner returned: CSV, .sav, .dta or Parquet, whole or not at all
    ///
    /// Everything that is wrong is told with its columns and rows, and nothing is taken then. The same file again changes nothing.
    Import {
        /// The number of the file of identifiers that it answers
        #[arg(long, value_name = "NUMBER")]
        answers: u32,
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,
        /// Take it in place of another that came before
        #[arg(long)]
        replace: bool,
        #[command(flatten)]
        place: Place,
    },
    /// List the files that were made: for whom, how many are in them and why others are not, and what came back
    Log {
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,
        /// For programs
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        place: Place,
    },
    /// Write the list of numbers that an owner has to stop using, of people who have changed their mind since they were sent
    Withdrawals {
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,
        /// The owner's key in the terms
        #[arg(long, value_name = "OWNER", value_parser = OwnerKey::new)]
        owner: OwnerKey,
        /// The folder, which is not there yet or empty
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        #[command(flatten)]
        place: Place,
    },
    /// Print the key of an owner's hashes, for whoever makes the same of its own records
    ///
    /// Whoever has it can try every number: give it to nobody else, and keep it in no file beside the hashes.
    Key {
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,
        /// The owner's key in the terms
        #[arg(long, value_name = "OWNER", value_parser = OwnerKey::new)]
        owner: OwnerKey,
        #[command(flatten)]
        place: Place,
    },
}

impl Linkage {
    pub async fn run(self) -> Result<(), Refused> {
        let (by, now) = (By::CommandLine, super::now());
        match self.what {
            What::Release { study, owner, cut, out, place } => {
                let (db, study) = of(&study, &place).await?;
                let today = calendar::date_in(&study.study().timezone, now);
                let request = Request { owner, cut_on: cut.unwrap_or(today), out };
                let released = linkage::release(&db, &by, &study, &request, now).await?;
                told::released(&request.owner, &released)
            }
            What::Sent { number, on, study, place } => {
                let (db, study) = of(&study, &place).await?;
                linkage::sent(&db, &by, &study, (number, on), now).await?;
                say(format!("Linkage file {number} is noted as sent on {on}."))
            }
            What::Import { answers, file, study, replace, place } => {
                let bytes = files::bytes(&file, MOST)?;
                let (db, study) = of(&study, &place).await?;
                let brought = (answers, bytes.as_slice(), replace);
                let imported = linkage::import(&db, &by, &study, brought, now).await?;
                told::imported(&imported)
            }
            What::Log { study, json, place } => {
                let (db, study) = of(&study, &place).await?;
                let log = linkage::log(&db, &by, &study).await?;
                if json { say(serde_json::to_string_pretty(&log)?) } else { told::log(&log) }
            }
            What::Withdrawals { study, owner, out, place } => {
                let (db, study) = of(&study, &place).await?;
                let asked = (&owner, out.as_path());
                let listed = linkage::withdrawals(&db, &by, &study, asked, now).await?;
                told::withdrawals(&owner, &out, listed)
            }
            What::Key { study, owner, place } => {
                let (db, study) = of(&study, &place).await?;
                say(linkage::key(&db, &by, &study, &owner, now).await?)
            }
        }
    }
}
