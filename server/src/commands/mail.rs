//! `throughline mail`

use std::io::{self, Read};

use chrono::Utc;
use clap::{Args, Subcommand};
use records::outbox::{self, Bounce, BounceError};

use super::{Refused, database, say};
use crate::settings::Place;

/// So much of a mail is read, in bytes: a report is shorter, and stands before the mail that it returns.
const MOST_BYTES: u64 = 1024 * 1024;
/// How a mail server is told to try again later (`sysexits.h`).
const LATER: i32 = 75;

/// What came back by mail
#[derive(Args, Debug)]
pub struct Mail {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Bounce(BounceArgs),
}

/// Take a report that mail was not delivered, from standard input
///
/// For the pipe of a mail server that gets what comes to the setting `bounce_address`. A report without a mark of
/// ours is refused. While the database is away it ends with 75, and the mail server tries again.
#[derive(Args, Debug)]
struct BounceArgs {
    #[command(flatten)]
    place: Place,
}

impl Mail {
    pub async fn run(self) -> Result<(), Refused> {
        let What::Bounce(BounceArgs { place }) = self.what;
        let mut mail = Vec::new();
        io::stdin().take(MOST_BYTES).read_to_end(&mut mail)?;
        let settings = super::settings(&place, None)?;
        let db = database::open(&settings).await?;
        match outbox::bounced(&db, &mail, Utc::now()).await {
            Ok(Bounce::Bounced(id)) => {
                say(format!("Message {id} came back. Its address is not written to again."))
            }
            Ok(Bounce::NotDelivered(id)) => say(format!("Message {id} was not delivered.")),
            Ok(Bounce::Nothing) => say("Nothing came back for good."),
            Err(BounceError::Database(error)) => {
                tracing::error!(%error, "a report about mail could not be taken");
                std::process::exit(LATER)
            }
            Err(refused) => Err(refused.into()),
        }
    }
}
