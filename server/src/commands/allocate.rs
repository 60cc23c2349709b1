//! `throughline allocate`

use std::path::PathBuf;

use clap::Args;
use records::{
    allocations::{self, AllocationError},
    studies,
};
use surveys::{authoring::File, keys::StudyKey};

use super::{Refused, database, say, unknown};
use crate::{
    files::{self, allocation, cell::Wrong, table},
    progress,
    settings::Place,
};

/// Bring an allocation made elsewhere: all rows, or none
///
/// The columns are `study_number`, arm and `randomised_on`. Everyone needs current consent and a
/// complete baseline, and nobody's arm ever changes.
#[derive(Args, Debug)]
pub struct Allocate {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    #[arg(value_name = "FILE.csv")]
    file: PathBuf,

    #[command(flatten)]
    place: Place,
}

impl Allocate {
    pub async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let file = files::read(&self.file)?;
        let db = database::open(&settings).await?;
        let study = studies::find(&db, &self.study).await?;
        let now = super::now();
        let rows = allocation::read(&file, study.study(), now.date_naive());
        let list = (&file, &allocation::COLUMNS[..]);
        let rows = unknown::rows_or_faults(rows, (&db, &study), list, NOBODY).await?;
        let (lines, rows): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        let work = allocations::bring(&db, &study, rows, now);
        let report = progress::during("Allocating", work).await;
        let report = report.map_err(|error| refused(error, &file, &lines))?;
        say(format!("{} allocated, {} unchanged.", report.allocated, report.unchanged))
    }
}

const NOBODY: &str = "Nobody was allocated: put these right and bring the file again.";

fn refused(error: AllocationError, file: &File, lines: &[usize]) -> Refused {
    match error {
        AllocationError::Refused(reasons) => {
            let faults = reasons.into_iter().map(|(row, reason)| {
                let line = lines.get(row).copied().unwrap_or(1);
                let wrong = Wrong::new(reason, "leave the row out until that is put right");
                table::fault(file, line, "study_number", wrong)
            });
            Refused::listing(faults).and(NOBODY)
        }
        error => error.into(),
    }
}
