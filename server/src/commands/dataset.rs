//! What an analyst and a data manager ask for: the dataset, on which terms it leaves, and where a value in it comes from.

use clap::Subcommand;

use super::{
    Refused, cut::Cut, export::Export, linkage::Linkage, release::Release, terms::Terms, why::Why,
};

#[derive(Debug, Subcommand)]
pub enum Dataset {
    Export(Export),
    Cut(Cut),
    Release(Box<Release>),
    Terms(Terms),
    Linkage(Linkage),
    Why(Why),
}

impl Dataset {
    pub async fn run(self) -> Result<(), Refused> {
        match self {
            Self::Export(export) => export.run().await,
            Self::Cut(cut) => cut.run().await,
            Self::Release(release) => release.run().await,
            Self::Terms(terms) => terms.run().await,
            Self::Linkage(linkage) => linkage.run().await,
            Self::Why(why) => why.run().await,
        }
    }
}
