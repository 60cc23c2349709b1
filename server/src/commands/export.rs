//! `throughline export`

use std::path::PathBuf;

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};
use records::{
    exports::{self, ExportRequest, Format},
    studies,
};
use surveys::keys::{StudyKey, WaveKey};

use super::{Refused, database, note, say};
use crate::{progress::Bar, settings::Place};

/// Write the linked dataset into a folder
#[derive(Args, Debug)]
pub struct Export {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    /// The folder; it is written aside and renamed, so that it is whole or not there
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// What each file is written in, separated by commas
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', default_value = "csv", value_parser = formats())]
    format: Vec<Format>,

    /// Only these waves, separated by commas
    #[arg(long, value_name = "KEY", value_delimiter = ',', value_parser = WaveKey::new)]
    waves: Option<Vec<WaveKey>>,

    /// Write what people typed in their own words too, to files called text
    #[arg(long)]
    include_text: bool,

    /// Replace a folder that is not empty
    #[arg(long)]
    replace: bool,

    #[command(flatten)]
    place: Place,
}

/// Every format that there is, by its name.
pub fn formats() -> impl TypedValueParser<Value = Format> {
    let names = Format::ALL.iter().map(|format| format.name());
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Format>())
}

impl Export {
    pub async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        let study = studies::find(&db, &self.study).await?;
        let Self { out, format: formats, waves, include_text, replace, .. } = self;
        let request = ExportRequest { out, waves, include_text, formats, replace };
        let bar = Bar::new("Exporting");
        let progress = |done, total| bar.at(done, total);
        let by = "command line";
        let made = exports::write(&db, &study, &request, &progress, super::now(), by).await?;
        drop(bar);
        for file in &made.files {
            let name = request.out.join(&file.name);
            say(format!("{}\t{} rows\t{} columns", name.display(), file.rows, file.columns))?;
        }
        for file in made.files.iter().filter(|file| !file.losses.is_empty()) {
            note(format!("{} does not hold everything whole: see manifest.json", file.name));
        }
        Ok(())
    }
}
