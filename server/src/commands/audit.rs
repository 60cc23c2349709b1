//! `throughline audit`

use clap::{Args, Subcommand};
use records::chain::{self, Anchor, Verdict};

use super::{Refused, database, say};
use crate::settings::Place;

/// Prove that nobody changed what was written down of who did what
#[derive(Args, Debug)]
pub struct Audit {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Verify(Verify),
    Anchor(PrintAnchor),
}

/// Check every entry of the audit and of the history of answers against the chain of seals
///
/// Ends with 1 and names the first place where the chain is broken. Entries of the last second may not
/// be sealed yet; a server that runs seals them.
#[derive(Args, Debug)]
struct Verify {
    /// What `audit anchor` printed earlier; may be given more than once
    #[arg(long, value_name = "ANCHOR")]
    anchor: Vec<Anchor>,

    #[command(flatten)]
    place: Place,
}

/// Print where the chain ends now, to be kept outside this system
///
/// Kept each week, on paper or with somebody else, an anchor shows that everything before it is still
/// what it was, even where somebody could rewrite the whole database.
#[derive(Args, Debug)]
struct PrintAnchor {
    #[command(flatten)]
    place: Place,
}

impl Audit {
    pub async fn run(self) -> Result<(), Refused> {
        match self.command {
            Command::Verify(verify) => verify.run().await,
            Command::Anchor(anchor) => anchor.run().await,
        }
    }
}

impl Verify {
    async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        let verdict = chain::verify(&db, &self.anchor).await?;
        if let Some(broken) = &verdict.broken {
            let before = format!("Before that, {} as they were sealed.", entries(verdict.whole));
            return Err(Refused::because(format!("the chain is broken: {broken}")).and(before));
        }
        say(format!("The chain is whole: {} as they were sealed.", entries(verdict.whole)))?;
        if verdict.erased > 0 {
            say(format!("Answers were erased later in {}.", entries(verdict.erased)))?;
        }
        tail(&verdict)
    }
}

fn tail(verdict: &Verdict) -> Result<(), Refused> {
    let Some(since) = verdict.unsealed_since else { return Ok(()) };
    let since = since.format("%Y-%m-%d %H:%M:%S");
    say(format!("Not sealed yet: {}, the oldest of {since} UTC.", entries(verdict.unsealed)))
}

fn entries(number: u64) -> String {
    if number == 1 { "1 entry".to_owned() } else { format!("{number} entries") }
}

impl PrintAnchor {
    async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        let anchor = chain::anchor(&db).await?;
        say(anchor.ok_or_else(|| {
            Refused::because("nothing is sealed yet; a server that runs seals within a second")
        })?)
    }
}
