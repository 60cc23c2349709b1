//! What is typed about people whom messages do not reach, or not alone: they are looked for, and rung.

use clap::Subcommand;

use super::{Refused, calls::Calls, tracing::Tracing};

#[derive(Debug, Subcommand)]
pub enum Reaching {
    Tracing(Tracing),
    Calls(Calls),
}

impl Reaching {
    pub async fn run(self) -> Result<(), Refused> {
        match self {
            Self::Tracing(tracing) => tracing.run().await,
            Self::Calls(calls) => calls.run().await,
        }
    }
}
