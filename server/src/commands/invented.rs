//! What the demo notes of its own trial, in a file beside the data: so that it uses the same one again.

use std::{fs, io, path::PathBuf};

use serde::{Deserialize, Serialize};

use super::Refused;
use crate::settings::Settings;

/// The trial that is asked for. What is left out is as it was made before, or 40 people of seed 1.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    pub participants: Option<u32>,
    pub seed: Option<u64>,
}

/// An invented trial.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct Invented {
    pub participants: u32,
    pub seed: u64,
}

impl Asked {
    /// The trial to make where none is.
    pub fn new_trial(&self) -> Invented {
        Invented { participants: self.participants.unwrap_or(40), seed: self.seed.unwrap_or(1) }
    }

    fn is(&self, made: &Invented) -> bool {
        self.participants.is_none_or(|participants| participants == made.participants)
            && self.seed.is_none_or(|seed| seed == made.seed)
    }
}

impl Invented {
    /// The trial that was begun here, which must be the one that is asked for; none where none was.
    pub fn before(settings: &Settings, asked: &Asked) -> Result<Option<Self>, Refused> {
        let text = match fs::read_to_string(file(settings)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            text => text?,
        };
        let made: Self = toml::from_str(&text)?;
        if asked.is(&made) {
            return Ok(Some(made));
        }
        let Self { participants, seed } = made;
        Err(Refused::because(format!(
            "{} holds the demo with --participants {participants} --seed {seed}; ask for those, or {}",
            place(settings),
            elsewhere(settings)
        )))
    }

    /// Notes the trial, before anybody of it is made.
    pub fn note(&self, settings: &Settings) -> Result<(), Refused> {
        let text = toml::to_string(self)?;
        fs::create_dir_all(&settings.data_dir)?;
        Ok(fs::write(file(settings), format!("# What `throughline demo` made here.\n{text}"))?)
    }
}

/// What to do when the place is taken.
pub fn elsewhere(settings: &Settings) -> &'static str {
    match settings.database_url {
        Some(_) => "name another database",
        None => "name another folder with --data-dir",
    }
}

/// How the place of the data is told. A URL may hold a password and is not repeated.
pub fn place(settings: &Settings) -> String {
    match settings.database_url {
        Some(_) => "the database of THROUGHLINE_DATABASE_URL".to_owned(),
        None => settings.data_dir.display().to_string(),
    }
}

fn file(settings: &Settings) -> PathBuf {
    settings.data_dir.join("demo.toml")
}
