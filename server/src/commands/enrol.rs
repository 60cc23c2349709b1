//! `throughline enrol`

use std::path::PathBuf;

use clap::Args;
use records::{
    participants::{self, EnrolReport},
    studies,
};
use surveys::keys::StudyKey;

use super::{Refused, database, note, people, say};
use crate::{files, files::enrolment, progress, settings::Place};

/// Enrol the people of a CSV file: all rows, or none
///
/// The columns are `study_number`, `first_name`, `last_name`, dob, nino, mobile, email, address, postcode,
/// language, site, `referral_source` and test; only the first is required. The same file again changes
/// nothing, and a blank cell leaves what is known. Where test is yes, somebody tries the study: they are
/// written to and can answer, and are in no count and no file; that never changes once something is on
/// record of them.
#[derive(Args, Debug)]
pub struct Enrol {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    #[arg(value_name = "FILE.csv")]
    file: PathBuf,

    /// Change people who are enrolled already and whose row says something else
    #[arg(long)]
    apply: bool,

    #[command(flatten)]
    place: Place,
}

impl Enrol {
    pub async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let file = files::read(&self.file)?;
        let db = database::open(&settings).await?;
        let study = studies::find(&db, &self.study).await?;
        let now = super::now();
        let enrolments = enrolment::read(&file, study.study(), now.date_naive());
        let enrolments = enrolments.map_err(|faults| {
            Refused::listing(faults)
                .and("Nobody was enrolled: put these right and bring the file again.")
        })?;
        enrolments.warnings.iter().for_each(note);
        let work = participants::enrol(&db, &study, enrolments.rows, self.apply, now);
        let report = progress::during("Enrolling", work).await?;
        tell(&report)
    }
}

fn tell(report: &EnrolReport) -> Result<(), Refused> {
    let EnrolReport { new, new_test, unchanged, changed, applied } = report;
    let lines = changed.iter().map(|(number, columns)| format!("{number}: {}", columns.join(", ")));
    if !applied {
        return Err(Refused::listing(lines).and(format!(
            "{} would change, in the columns named above. Nobody was enrolled or changed; bring the file again with --apply to do it.",
            people(changed.len())
        )));
    }
    lines.map(|line| format!("changed {line}")).try_for_each(say)?;
    let test = match new_test {
        0 => String::new(),
        some => format!(" ({} of them to try the study)", people(*some)),
    };
    say(format!("{new} new{test}, {} changed, {unchanged} unchanged.", changed.len()))
}
