//! `throughline cut`

mod told;

mod written;

use clap::{Args, Subcommand};
use records::cuts::{self, CutRequest};
use surveys::keys::{StudyKey, WaveKey};

use super::{Refused, say, terms::of};
use crate::{progress::Bar, settings::Place};

const BY: &str = "command line";

/// Freeze the dataset for a recipient, and write the same files of it whenever they are wanted
#[derive(Args, Debug)]
pub struct Cut {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Make(Box<Make>),

    /// List the cuts of a study
    List {
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,

        /// Write them as JSON
        #[arg(long)]
        json: bool,

        #[command(flatten)]
        place: Place,
    },

    /// Tell what a cut was made of, who is not in it and why, and who was erased since
    Show {
        #[command(flatten)]
        which: Which,

        /// Write it as JSON
        #[arg(long)]
        json: bool,
    },

    /// Compare two cuts: surveys answered since, answers that changed, people who were erased
    ///
    /// People are named by their row key in the newer cut. To what an answer changed is not told.
    Diff {
        #[arg(value_name = "OLDER")]
        older: u32,

        #[arg(value_name = "NEWER")]
        newer: u32,

        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,

        /// Write it as JSON
        #[arg(long)]
        json: bool,

        #[command(flatten)]
        place: Place,
    },

    Files(Box<written::Files>),

    /// Name whom the recipient of a cut has to take out of its files
    ///
    /// Those whose answers were deleted since, and those who took back what its purpose needs, by their row keys in this cut.
    Notice {
        #[command(flatten)]
        which: Which,

        /// Write it as JSON
        #[arg(long)]
        json: bool,
    },
}

/// Which cut of which study.
#[derive(Args, Debug)]
struct Which {
    #[arg(value_name = "NUMBER")]
    number: u32,

    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    #[command(flatten)]
    place: Place,
}

/// Freeze the dataset as it stands now, for one recipient and one purpose
///
/// The cut keeps its rows, so that its files are the same whenever they are written. Row keys are its own: two recipients
/// cannot lay their files beside each other by them.
#[derive(Args, Debug)]
struct Make {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    /// Who is given it
    #[arg(long, value_name = "NAME")]
    recipient: String,

    /// What for, by its key in the study's terms; who did not agree to its statement is left out
    #[arg(long, value_name = "KEY")]
    purpose: Option<String>,

    /// Only these waves, separated by commas
    #[arg(long, value_name = "KEY", value_delimiter = ',', value_parser = WaveKey::new)]
    waves: Option<Vec<WaveKey>>,

    /// Only these variables, separated by commas, such as genhlth or `w0_genhlth`
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    variables: Option<Vec<String>>,

    /// Leave out everything that tells the arm; not with --include-text
    #[arg(long)]
    masked: bool,

    /// With what people typed in their own words; not with --masked, since they can name the programme
    #[arg(long)]
    include_text: bool,

    /// Write what was made as JSON
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    place: Place,
}

impl Cut {
    pub async fn run(self) -> Result<(), Refused> {
        match self.what {
            What::Make(make) => make.run().await,
            What::List { study, json, place } => {
                let (db, study) = of(&study, &place).await?;
                told::list(&cuts::list(&db, &study).await?, json)
            }
            What::Show { which, json } => {
                let (db, study) = of(&which.study, &which.place).await?;
                told::one(&cuts::find(&db, &study, which.number).await?, json)
            }
            What::Diff { older, newer, study, json, place } => {
                let (db, study) = of(&study, &place).await?;
                told::diff(&cuts::diff(&db, &study, (older, newer)).await?, json)
            }
            What::Files(files) => files.run().await,
            What::Notice { which, json } => {
                let (db, study) = of(&which.study, &which.place).await?;
                let notice = cuts::notice(&db, &study, which.number, BY, super::now()).await?;
                told::notice(&notice, json)
            }
        }
    }
}

impl Make {
    async fn run(self) -> Result<(), Refused> {
        let (db, study) = of(&self.study, &self.place).await?;
        let Self { recipient, purpose, waves, variables, masked, include_text, json, .. } = self;
        let request = CutRequest { recipient, purpose, waves, variables, masked, include_text };
        let bar = Bar::new("Making the cut");
        let progress = |done, total| bar.at(done, total);
        let cut = cuts::make(&db, &study, &request, &progress, BY, super::now()).await?;
        drop(bar);
        told::one(&cut, json)?;
        if json {
            return Ok(());
        }
        let (number, study) = (cut.number, study.study().key.clone());
        say(format!(
            "Write its files with: throughline cut files {number} --study {study} --out DIR"
        ))
    }
}
