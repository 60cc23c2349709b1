//! `throughline score`

use std::path::PathBuf;

use clap::Args;
use surveys::{
    authoring::read_pack,
    scoring::{self, Instrument},
};

use super::{Refused, say};
use crate::files;

/// Score the answers to an instrument
#[derive(Args, Debug)]
pub struct ScoreAnswers {
    /// The instrument, such as phq9
    #[arg(value_name = "INSTRUMENT")]
    instrument: String,

    /// A number for each item, separated by commas: nothing for missing, na for not applicable,
    /// negative codes as stored
    #[arg(long, value_name = "V,V,…", allow_hyphen_values = true)]
    answers: String,

    /// A text pack with a value set, for the index of a health profile
    #[arg(long, value_name = "PACK.toml")]
    pack: Option<PathBuf>,

    /// As JSON
    #[arg(long)]
    json: bool,
}

impl ScoreAnswers {
    pub fn run(&self) -> Result<(), Refused> {
        let mut instrument = named(&self.instrument)?.clone();
        if let Some(path) = &self.pack {
            let file = files::read(path)?;
            let pack = read_pack(&file.name, &file.text).map_err(Refused::listing)?;
            if pack.instrument != instrument.id {
                return Err(Refused::because(format!("the pack is for {}", pack.instrument)));
            }
            instrument.value_set = pack.value_set;
        }
        let answers = scoring::read_answers(&instrument, &self.answers)?;
        let score = scoring::score(&instrument, &answers)?;
        if self.json {
            say(serde_json::to_string_pretty(&score)?)
        } else {
            say(score.explain().trim_end())
        }
    }
}

/// The instrument, by its id or by the name people use: `PHQ-9` is `phq9`.
fn named(typed: &str) -> Result<&'static Instrument, Refused> {
    let plain = |name: &str| -> String {
        name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
    };
    let known = |instrument: &&Instrument| {
        instrument.id == plain(typed) || plain(&instrument.name) == plain(typed)
    };
    scoring::instruments().iter().find(known).ok_or_else(|| {
        let ids: Vec<_> = scoring::instruments().iter().map(|known| known.id.as_str()).collect();
        Refused::because(format!("there is no instrument “{typed}”; there are {}", ids.join(", ")))
    })
}
