//! `throughline tracing`

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use records::{
    studies,
    tracing::{self, TracingError},
};
use surveys::{authoring::File, keys::StudyKey};

use super::{Refused, count, database, people, say, unknown};
use crate::{files, progress, settings::Place};

/// Bring what is known of people whom nothing reaches
#[derive(Args, Debug)]
pub struct Tracing {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Bring a list of mail that came back and of numbers that reach nobody: all rows, or none
    ///
    /// The columns are `study_number`, what (`returned_mail`, `wrong_number`, `dead_number` or `landline`), on, the day, and perhaps
    /// `letter_on`, the day on the letter that came back. A number is the one on record now; a letter speaks of the address
    /// that it went to, and one that was given since stays in use. Nothing goes there until it is changed. The same row again
    /// changes nothing.
    Returned {
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,

        #[arg(value_name = "FILE.csv")]
        file: PathBuf,

        #[command(flatten)]
        place: Place,
    },

    /// Compare a list of deaths with the people of a study: somebody then decides of each who may be meant
    ///
    /// The columns are `first_name`, `last_name`, dob, `died_on`, and perhaps postcode and nino. Of the list nothing is kept.
    /// Nobody is recorded as having died before somebody on the staff has confirmed it. The same list again changes nothing.
    Deaths {
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,

        #[arg(value_name = "FILE.csv")]
        file: PathBuf,

        #[command(flatten)]
        place: Place,
    },
}

const NOTHING: &str = "Nothing was written down: put these right and bring the file again.";

impl Tracing {
    pub async fn run(self) -> Result<(), Refused> {
        match self.what {
            What::Returned { study, file, place } => returned(&study, &file, &place).await,
            What::Deaths { study, file, place } => deaths(&study, &file, &place).await,
        }
    }
}

async fn returned(study: &StudyKey, file: &Path, place: &Place) -> Result<(), Refused> {
    let settings = super::settings(place, None)?;
    let file = files::read(file)?;
    let db = database::open(&settings).await?;
    let study = studies::find(&db, study).await?;
    let now = super::now();
    let rows = files::unreached::read(&file, now.date_naive());
    let list = (&file, &files::unreached::COLUMNS[..]);
    let rows = unknown::rows_or_faults(rows, (&db, &study), list, NOTHING).await?;
    let (lines, rows): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    let brought = progress::during("Reading", tracing::bring(&db, &study, rows, now)).await;
    let brought = brought.map_err(|error| refused(error, &file, &lines))?;
    say(format!("{} new, {} unchanged.", brought.new, brought.unchanged))?;
    if !brought.nothing_held.is_empty() {
        let whose = brought.nothing_held.join(", ");
        let rows = count(brought.nothing_held.len(), "row");
        say(format!("{rows} about people of whom no such address or number is held: {whose}."))?;
    }
    if !brought.earlier.is_empty() {
        let whose = brought.earlier.join(", ");
        say(format!(
            "These letters went to an earlier address, and the one on record stays in use: {whose}."
        ))?;
    }
    for (number, days) in brought.which_letter {
        let days: Vec<_> = days.iter().map(ToString::to_string).collect();
        say(format!(
            "Nothing was written down of {number}: say in letter_on which letter came back. There are letters of: {}.",
            days.join(", ")
        ))?;
    }
    Ok(())
}

async fn deaths(study: &StudyKey, file: &Path, place: &Place) -> Result<(), Refused> {
    let settings = super::settings(place, None)?;
    let file = files::read(file)?;
    let db = database::open(&settings).await?;
    let study = studies::find(&db, study).await?;
    let now = super::now();
    let rows = files::death::read(&file, now.date_naive());
    let rows = rows.map_err(|faults| Refused::listing(faults).and(NOTHING))?;
    let compared = tracing::compare(&db, &study, &rows, now);
    let compared = progress::during("Comparing", compared).await?;
    let (looked_at, key) = (people(compared.people), &study.study().key);
    say(format!("{looked_at} compared: {} may be meant, {} known.", compared.new, compared.known))?;
    if compared.new > 0 {
        say(format!("Somebody has to decide on each: /staff/{key}/deaths"))?;
    }
    Ok(())
}

fn refused(error: TracingError, file: &File, lines: &[usize]) -> Refused {
    let TracingError::Unknown(rows) = error else { return error.into() };
    Refused::listing(unknown::among(rows, file, lines)).and(NOTHING)
}
