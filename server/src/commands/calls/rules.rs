//! `throughline calls rules`

use std::path::PathBuf;

use clap::{Args, Subcommand};
use records::{
    auth::By,
    calls::{self, NewRules},
};
use surveys::{calls::CallRules, keys::StudyKey};

use super::opened;
use crate::{
    commands::{Refused, now, say},
    files,
    settings::Place,
};

/// Show the rules by which people are rung, or set them
#[derive(Args, Debug)]
pub struct Rules {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Write the rules that hold as TOML, to be changed and set
    Show {
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,

        #[command(flatten)]
        place: Place,
    },

    /// Set the rules, which hold from now on; what is left out is as usual
    Set {
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,

        #[arg(value_name = "FILE.toml")]
        file: PathBuf,

        /// Why they change
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,

        #[command(flatten)]
        place: Place,
    },
}

impl Rules {
    pub(super) async fn run(self) -> Result<(), Refused> {
        match self.what {
            What::Show { study, place } => {
                let (db, study) = opened(&study, &place).await?;
                let ruled = calls::rules(&db, &study).await?;
                match ruled.set {
                    Some((at, by)) => say(format!("# Version {}, {at}, {by}", ruled.version))?,
                    None => say("# As usual: nobody has set any")?,
                }
                say(toml::to_string(&ruled.rules).map_err(Refused::because)?.trim_end())
            }
            What::Set { study, file, reason, place } => {
                let file = files::read(&file)?;
                let rules: CallRules = toml::from_str(&file.text).map_err(Refused::because)?;
                let (db, study) = opened(&study, &place).await?;
                let new = NewRules::in_any_case(&rules, reason.as_deref());
                let version = calls::set_rules(&db, &By::CommandLine, &study, new, now()).await?;
                match version {
                    0 => say("These are the usual rules, which hold already."),
                    version => say(format!("Version {version} of the rules holds.")),
                }
            }
        }
    }
}
