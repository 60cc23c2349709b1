//! `throughline cut files`

use std::path::PathBuf;

use clap::Args;
use records::cuts::{self, FilesRequest, Written};

use super::{BY, Which};
use crate::{
    commands::{Refused, export, note, people, say, terms::of},
    progress::Bar,
};

/// Write the files of a cut into a folder: the same each time, but for whoever was erased
#[derive(Args, Debug)]
pub struct Files {
    #[command(flatten)]
    which: Which,

    /// The folder; it is written aside and renamed, so that it is whole or not there
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// What each file is written in, separated by commas
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', default_value = "csv", value_parser = export::formats())]
    format: Vec<records::exports::Format>,

    /// Replace a folder that is not empty
    #[arg(long)]
    replace: bool,
}

impl Files {
    pub async fn run(self) -> Result<(), Refused> {
        let Self { which, out, format: formats, replace } = self;
        let (db, study) = of(&which.study, &which.place).await?;
        let request = FilesRequest { out, formats, replace };
        let bar = Bar::new("Writing");
        let progress = |done, total| bar.at(done, total);
        let asked = (which.number, &request);
        let written = cuts::files(&db, &study, asked, &progress, BY, super::super::now()).await?;
        drop(bar);
        let Written { cut, files, to_remove } = written;
        for file in &files {
            let name = request.out.join(&file.name);
            say(format!("{}\t{} rows\t{} columns", name.display(), file.rows, file.columns))?;
        }
        for file in files.iter().filter(|file| !file.losses.is_empty()) {
            note(format!("{} does not hold everything whole: see manifest.json", file.name));
        }
        let (number, study) = (cut.number, &study.study().key);
        let erased = cut.erased.iter().map(|erased| erased.people).sum::<u64>() as usize;
        if erased > 0 {
            let told = people(erased);
            note(format!("{told} erased from cut {number} since: in none of these files"));
        }
        if to_remove > erased {
            let told = people(to_remove - erased);
            note(format!("{told} in these files took back their agreement to this use since"));
        }
        if to_remove > 0 {
            let told = people(to_remove);
            note(format!(
                "{told} to be taken out by whoever has files of cut {number}; tell them with: throughline cut notice {number} --study {study}"
            ));
        }
        Ok(())
    }
}
