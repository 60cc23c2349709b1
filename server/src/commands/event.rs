//! `throughline event`

use std::path::PathBuf;

use clap::{Args, Subcommand};
use records::{
    events::{self, EventError},
    studies,
};
use surveys::{authoring::File, keys::StudyKey};

use super::{Refused, database, say, unknown};
use crate::{files, progress, settings::Place};

/// Bring dated events from outside the surveys
#[derive(Args, Debug)]
pub struct Event {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Import the events of a CSV file: all rows, or none
    ///
    /// The columns are `study_number`, kind (`support_start`, `support_end`, `job_start` or death) and
    /// `happened_on`. The same event again changes nothing.
    Import {
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,

        #[arg(value_name = "FILE.csv")]
        file: PathBuf,

        #[command(flatten)]
        place: Place,
    },
}

const NOTHING: &str = "Nothing was imported: put these right and bring the file again.";

impl Event {
    pub async fn run(self) -> Result<(), Refused> {
        let What::Import { study, file, place } = self.what;
        let settings = super::settings(&place, None)?;
        let file = files::read(&file)?;
        let db = database::open(&settings).await?;
        let study = studies::find(&db, &study).await?;
        let now = super::now();
        let rows = files::event::read(&file, now.date_naive());
        let list = (&file, &files::event::COLUMNS[..]);
        let rows = unknown::rows_or_faults(rows, (&db, &study), list, NOTHING).await?;
        let (lines, rows): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        let report = progress::during("Importing", events::import(&db, &study, rows, now)).await;
        let report = report.map_err(|error| refused(error, &file, &lines))?;
        say(format!("{} new, {} unchanged.", report.new, report.unchanged))
    }
}

fn refused(error: EventError, file: &File, lines: &[usize]) -> Refused {
    let EventError::Unknown(rows) = error else { return error.into() };
    Refused::listing(unknown::among(rows, file, lines)).and(NOTHING)
}
