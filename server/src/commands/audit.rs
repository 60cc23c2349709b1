//! `throughline audit`

use chrono::{DateTime, NaiveDate, Utc};
use clap::{Args, Subcommand};
use records::{
    audit::{self, Done, Search},
    auth::By,
    chain::{self, Anchor, Restored, Verdict},
};

use super::{Refused, database, note, say};
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
    List(List),
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

/// Print what was done, newest first, fifty entries at a time
///
/// A line has the entry's number, when, who, what, to what, and the study number of whom it is about.
#[derive(Args, Debug)]
struct List {
    /// About the participant with this study number
    #[arg(long, value_name = "NUMBER", default_value = "")]
    person: String,

    /// Part of who did it: `command line`, `system`, or a study number
    #[arg(long, value_name = "WORDS", default_value = "")]
    actor: String,

    /// Part of what was done
    #[arg(long, value_name = "WORDS", default_value = "")]
    action: String,

    /// Part of what it was done to
    #[arg(long, value_name = "WORDS", default_value = "")]
    object: String,

    /// The first day, like 2026-03-02, in UTC
    #[arg(long, value_name = "DAY")]
    from: Option<NaiveDate>,

    /// The last day
    #[arg(long, value_name = "DAY")]
    until: Option<NaiveDate>,

    /// Only entries with a lower number
    #[arg(long, value_name = "ENTRY")]
    before: Option<i64>,

    #[command(flatten)]
    place: Place,
}

impl Audit {
    pub async fn run(self) -> Result<(), Refused> {
        match self.command {
            Command::Verify(verify) => verify.run().await,
            Command::List(list) => list.run().await,
            Command::Anchor(anchor) => anchor.run().await,
        }
    }
}

impl Verify {
    async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        let verdict = chain::verify(&db, &By::CommandLine, &self.anchor).await?;
        if let Some(broken) = &verdict.broken {
            let before = format!("Before that, {} as they were sealed.", entries(verdict.whole));
            return Err(Refused::because(format!("the chain is broken: {broken}")).and(before));
        }
        say(format!("The chain is whole: {} as they were sealed.", entries(verdict.whole)))?;
        if verdict.erased > 0 {
            say(format!("Answers were erased later in {}.", entries(verdict.erased)))?;
        }
        for restored in &verdict.restored {
            say(told(restored))?;
        }
        for anchor in &verdict.lost {
            say(format!(
                "The anchor of number {anchor} was kept before such a restore; nothing is left to compare it with."
            ))?;
        }
        tail(&verdict)
    }
}

/// Not that somebody tampered with it.
fn told(Restored { on, made_at, sequence, .. }: &Restored) -> String {
    let day = |time: &DateTime<Utc>| time.format("%Y-%m-%d %H:%M:%S UTC").to_string();
    format!(
        "Restored on {} from a backup of {}: the chain went on after number {sequence}, and what was done between \
         the two is lost.",
        day(on),
        day(made_at)
    )
}

fn tail(verdict: &Verdict) -> Result<(), Refused> {
    let Some(since) = verdict.unsealed_since else { return Ok(()) };
    let since = since.format("%Y-%m-%d %H:%M:%S");
    say(format!("Not sealed yet: {}, the oldest of {since} UTC.", entries(verdict.unsealed)))
}

fn entries(number: u64) -> String {
    if number == 1 { "1 entry".to_owned() } else { format!("{number} entries") }
}

impl List {
    async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        let Self { person, actor, action, object, from, until, before, .. } = self;
        let search = Search { person, actor, action, object, from, to: until, before };
        let found = audit::search(&db, &By::CommandLine, &search).await?;
        for Done { id, at, actor, action, object, person, .. } in found.entries {
            let at = at.format("%Y-%m-%d %H:%M:%S");
            let person = person.unwrap_or_default();
            say(format!("{id}\t{at}\t{actor}\t{action}\t{object}\t{person}"))?;
        }
        if let Some(older) = found.older {
            note(format!("There are more: add --before {older} for those before."));
        }
        Ok(())
    }
}

impl PrintAnchor {
    async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        let anchor = chain::anchor(&db, &By::CommandLine).await?;
        say(anchor.ok_or_else(|| {
            Refused::because("nothing is sealed yet; a server that runs seals within a second")
        })?)
    }
}
