//! What an analyst asks for: the dataset, and where a value in it comes from.

use clap::Subcommand;

use super::{Refused, export::Export, why::Why};

#[derive(Debug, Subcommand)]
pub enum Dataset {
    Export(Export),
    Why(Why),
}

impl Dataset {
    pub async fn run(self) -> Result<(), Refused> {
        match self {
            Self::Export(export) => export.run().await,
            Self::Why(why) => why.run().await,
        }
    }
}
