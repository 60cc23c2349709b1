//! `throughline outbox`

use clap::Args;
use records::outbox::{self, Count, Standing};

use super::{Refused, database, note, say};
use crate::settings::Place;

/// Print what was sent and what was not, those first that failed or are in doubt
///
/// A line has the message's number, when, how it stands, which message, how it goes, the study number of
/// whom it is for, and why it was not sent; of one in doubt also when it was given away, in UTC, and by what it is found in
/// the log of the mail server or at the provider of texts. Fifty are printed at a time, newest first.
#[derive(Args, Debug)]
pub struct Outbox {
    /// Only messages with a lower number
    #[arg(long, value_name = "MESSAGE")]
    before: Option<i64>,

    #[command(flatten)]
    place: Place,
}

impl Outbox {
    pub async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        let listed = outbox::list(&db, self.before).await?;
        let counts = listed.counts.iter();
        let counts = counts.map(|Count { state, messages }| format!("{messages} {state}"));
        let counts: Vec<_> = counts.collect();
        note(if counts.is_empty() { "The outbox is empty.".to_owned() } else { counts.join(", ") });
        for message in listed.failed.into_iter().chain(listed.in_doubt).chain(listed.others) {
            let trace = trace(&message);
            let Standing { id, template, contact, channel, to, state, reason, at, .. } = message;
            let what = contact.map(|(wave, step, _)| format!(" {wave}/{step}"));
            let template = template + &what.unwrap_or_default();
            let (at, reason) =
                (at.format("%Y-%m-%d %H:%M:%S"), reason.unwrap_or_default() + &trace);
            say(format!("{id}\t{at}\t{state}\t{template}\t{channel}\t{to}\t{reason}"))?;
        }
        if let Some(older) = listed.older {
            note(format!("There are more: add --before {older} for those before."));
        }
        Ok(())
    }
}

fn trace(message: &Standing) -> String {
    let given = message.handing_since.map(|at| at.format("; given away at %Y-%m-%d %H:%M:%S"));
    let given = given.filter(|_| message.trace.is_some()).map(|given| given.to_string());
    let found = message.trace.as_ref().map(|trace| format!("; {trace}"));
    [given, found].into_iter().flatten().collect()
}
