//! What is typed where data leave a study: on which terms, as they stand today, frozen for somebody, or of invented people.

use clap::Subcommand;

use super::{Refused, cut::Cut, export::Export, release::Release, terms::Terms};

#[derive(Debug, Subcommand)]
pub enum Leaving {
    Export(Export),
    Cut(Cut),
    Release(Box<Release>),
    Terms(Terms),
}

impl Leaving {
    pub async fn run(self) -> Result<(), Refused> {
        match self {
            Self::Export(export) => export.run().await,
            Self::Cut(cut) => cut.run().await,
            Self::Release(release) => release.run().await,
            Self::Terms(terms) => terms.run().await,
        }
    }
}
