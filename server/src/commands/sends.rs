//! `throughline sends`

use clap::{Args, Subcommand};
use records::{
    Db,
    auth::By,
    outbox, schedule,
    studies::{self, StudyHandle},
};
use surveys::keys::StudyKey;

use super::{Refused, count, database, note, now, say};
use crate::settings::Place;

/// Hold all that is sent to participants, and release it again
///
/// A hold is in force on every server at once. What answers somebody, such as the receipt of a stop, goes all the same, and so
/// does what is sent to staff.
#[derive(Args, Debug)]
pub struct Sends {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Send nothing to participants from now on
    Hold {
        #[command(flatten)]
        whose: Whose,
        /// Why, for whoever finds it held
        #[arg(long, value_name = "WHY", default_value = "")]
        reason: String,
        #[command(flatten)]
        place: Place,
    },
    /// Print what goes at once, and with --yes let it go
    Release {
        #[command(flatten)]
        whose: Whose,
        /// Release it, and do not only print what goes
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Args, Debug)]
#[group(required = true, multiple = false)]
struct Whose {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: Option<StudyKey>,
    /// Of every study
    #[arg(long)]
    all: bool,
}

impl Sends {
    pub async fn run(self) -> Result<(), Refused> {
        match self.what {
            What::Hold { whose, reason, place } => {
                let db = database::open(&super::settings(&place, None)?).await?;
                hold(&db, whose, &reason).await
            }
            What::Release { whose, yes, place } => {
                let db = database::open(&super::settings(&place, None)?).await?;
                release(&db, whose, yes).await
            }
        }
    }
}

async fn hold(db: &Db, whose: Whose, reason: &str) -> Result<(), Refused> {
    let is_new = match of(db, whose).await? {
        Some(study) => outbox::hold(db, &By::CommandLine, &study, reason, now()).await?,
        None => outbox::hold_all(db, &By::CommandLine, reason, now()).await?,
    };
    say(if is_new { "Nothing is sent to participants from now on." } else { "It was held before." })
}

async fn release(db: &Db, whose: Whose, yes: bool) -> Result<(), Refused> {
    let study = of(db, whose).await?;
    let studies = match &study {
        Some(study) => vec![study.clone()],
        None => studies::all(db).await?,
    };
    for study in &studies {
        goes(db, study).await?;
    }
    if !yes {
        note("Nothing was released. Add --yes to let it go.");
        return Ok(());
    }
    let was_held = match &study {
        Some(study) => outbox::release(db, &By::CommandLine, study, now()).await?,
        None => outbox::release_all(db, &By::CommandLine, now()).await?,
    };
    say(if was_held { "Released." } else { "It was not held." })?;
    for study in &studies {
        if !outbox::held(db, study).await?.is_empty() {
            note(format!(
                "{} is held still, by a hold of its own or of all studies.",
                study.study().key
            ));
        }
    }
    Ok(())
}

/// Prints what goes at once: how many of each kind, and then each.
async fn goes(db: &Db, study: &StudyHandle) -> Result<(), Refused> {
    let going = schedule::goes_at_once(db, &By::CommandLine, study, now()).await?;
    note(format!("{}: {} at once", study.study().key, count(going.messages.len(), "message")));
    for ((wave, message, channel), many) in &going.counts {
        say(format!("{many}\t{wave}\t{message}\t{channel}"))?;
    }
    if going.to_test_people > 0 {
        note(format!("{} of them to test people", going.to_test_people));
    }
    for one in &going.messages {
        say(format!("{}\t{}\t{}\t{}", one.number, one.wave, one.message, one.channel.name()))?;
    }
    Ok(())
}

async fn of(db: &Db, whose: Whose) -> Result<Option<StudyHandle>, Refused> {
    match whose.study {
        Some(key) if !whose.all => Ok(Some(studies::find(db, &key).await?)),
        _ => Ok(None),
    }
}
