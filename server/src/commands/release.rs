//! `throughline release`

use std::path::PathBuf;

use clap::Args;
use records::{
    cuts::CutRequest,
    dummy::{self, DummyRequest, Effect, Written},
    exports::Format,
    studies,
};
use surveys::keys::{StudyKey, WaveKey};

use super::{Refused, database, export, note, people, say};
use crate::{progress::Bar, rehearsing::Aside, settings::Place};

/// Write a whole release of invented people, for programs that are written before the first participant
///
/// The files have the schema that a cut with the same options has at this moment, and say everywhere that nobody in them
/// exists. Of the study's own people nothing is read.
#[derive(Args, Debug)]
pub struct Release {
    /// Of invented people; a real release is made with `throughline cut make`
    #[arg(long)]
    dummy: bool,

    #[arg(long, value_name = "KEY", value_parser = StudyKey::new, required_if_eq("dummy", "true"))]
    study: Option<StudyKey>,

    /// How many people to invent; as in a study not all of them take part
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    participants: u32,

    /// The same seed makes the same files, whichever day it is
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// A difference to plant, the last arm of the study less the first, such as `w1_satis=0.8`; once for each variable
    #[arg(
        long = "effect",
        value_name = "VARIABLE=SIZE",
        value_parser = |text: &str| text.parse::<Effect>()
    )]
    effects: Vec<Effect>,

    /// What for, by its key in the study's terms
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

    /// With what invented people typed in their own words; not with --masked, since they can name the programme
    #[arg(long)]
    include_text: bool,

    /// What each file is written in, separated by commas
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', default_value = "csv", value_parser = export::formats())]
    format: Vec<Format>,

    /// The folder, which is not there yet or empty; it is whole or not there
    #[arg(long, value_name = "DIR", required_if_eq("dummy", "true"))]
    out: Option<PathBuf>,

    #[command(flatten)]
    place: Place,
}

impl Release {
    pub async fn run(self) -> Result<(), Refused> {
        let (true, Some(key), Some(out)) = (self.dummy, &self.study, &self.out) else {
            return Err(Refused::because(
                "a real release is made with `throughline cut make`; say --dummy for one of invented people",
            ));
        };
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        let study = studies::find(&db, key).await?;
        let now = super::now();
        let aside = Aside::make()?;
        let empty = aside.opened(now).await?;
        let request = self.asked(out.clone());
        let bar = Bar::new("Inventing people");
        let progress = |done, total| bar.at(done, total);
        let by = ("command line", now);
        let written = dummy::release((&db, &study), empty, &request, &progress, by).await?;
        drop(bar);
        tell(&request, &written)
    }

    fn asked(&self, out: PathBuf) -> DummyRequest {
        DummyRequest {
            participants: self.participants,
            seed: self.seed,
            effects: self.effects.clone(),
            of: CutRequest {
                recipient: String::new(),
                purpose: self.purpose.clone(),
                waves: self.waves.clone(),
                variables: self.variables.clone(),
                masked: self.masked,
                include_text: self.include_text,
            },
            out,
            formats: self.format.clone(),
        }
    }
}

fn tell(request: &DummyRequest, written: &Written) -> Result<(), Refused> {
    for file in &written.files {
        let name = request.out.join(&file.name);
        say(format!("{}\t{} rows\t{} columns", name.display(), file.rows, file.columns))?;
    }
    say(format!("{} in it, and none of them exists", people(written.manifest.people as usize)))?;
    for out in &written.manifest.left_out {
        say(format!("{} left out: they {}", people(out.people as usize), out.reason.words()))?;
    }
    for planted in &written.effects {
        say(format!(
            "{}: arm {} less arm {} is {} more than by chance, planted in the answers of {}",
            planted.variable,
            planted.last_arm,
            planted.first_arm,
            planted.size,
            people(planted.people),
        ))?;
    }
    for file in written.files.iter().filter(|file| !file.losses.is_empty()) {
        note(format!("{} does not hold everything whole: see manifest.json", file.name));
    }
    Ok(())
}
