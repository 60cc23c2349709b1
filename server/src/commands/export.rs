//! `throughline export`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use records::{
    exports::{self, ExportRequest},
    studies,
};
use surveys::keys::{StudyKey, WaveKey};

use super::{Refused, database, say};
use crate::{progress::Bar, settings::Place};

/// Write the linked dataset into a folder
#[derive(Args, Debug)]
pub struct Export {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    /// The folder; it is written aside and renamed, so that it is whole or not there
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// The kinds of file, separated by commas
    #[arg(long, value_delimiter = ',', default_value = "csv")]
    format: Vec<Format>,

    /// Only these waves, separated by commas
    #[arg(long, value_name = "KEY", value_delimiter = ',', value_parser = WaveKey::new)]
    waves: Option<Vec<WaveKey>>,

    /// Write what people typed in their own words too, as text.csv
    #[arg(long)]
    include_text: bool,

    /// Replace a folder that is not empty
    #[arg(long)]
    replace: bool,

    #[command(flatten)]
    place: Place,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// participants.csv, wide.csv, long.csv, paradata.csv, calls.csv, pages.csv, codebook.csv and manifest.json
    Csv,
}

impl Export {
    pub async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        let study = studies::find(&db, &self.study).await?;
        let Self { out, waves, include_text, replace, .. } = self;
        let request = ExportRequest { out, waves, include_text, replace };
        let bar = Bar::new("Exporting");
        let progress = |done, total| bar.at(done, total);
        let by = "command line";
        let made = exports::write(&db, &study, &request, &progress, super::now(), by).await?;
        drop(bar);
        for file in &made.files {
            let name = request.out.join(&file.name);
            say(format!("{}\t{} rows\t{} columns", name.display(), file.rows, file.columns))?;
        }
        Ok(())
    }
}
