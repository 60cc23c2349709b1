//! `throughline keys`

use std::path::PathBuf;

use clap::{Args, Subcommand};
use records::{keys, sealing::MasterKeys};

use super::{Refused, count, database, master_key, now, say};
use crate::settings::Place;

/// Make and change the master key
///
/// To change it while people answer: add the new key as a second line to the file of the master key and
/// start each server again; make it the first line and start each server again; `keys rotate`; take the
/// old line out.
#[derive(Args, Debug)]
pub struct Keys {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make a new master key, in a file that is not there yet
    New {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Wrap every key with the first line of the master key's file
    Rotate {
        #[command(flatten)]
        place: Place,
    },
}

impl Keys {
    pub async fn run(self) -> Result<(), Refused> {
        match self.what {
            What::New { file } => new(&file),
            What::Rotate { place } => rotate(&place).await,
        }
    }
}

fn new(file: &std::path::Path) -> Result<(), Refused> {
    let key = MasterKeys::invent();
    master_key::write_new(file, format!("{}\n", *key)).map_err(|error| {
        Refused::because(format!("{} cannot be written: {error}", file.display()))
    })?;
    say(format!("A new master key is in {}. Keep a copy in another place.", file.display()))
}

async fn rotate(place: &Place) -> Result<(), Refused> {
    let settings = super::settings(place, None)?;
    let db = database::open(&settings).await?;
    match keys::rotate(&db, "command line", now()).await? {
        0 => say("Every key was wrapped by this master key already."),
        done => say(format!("{} wrapped by the new master key.", count(done, "key"))),
    }
}
