//! Reminders handed over as texts by one server to something that answers as Twilio does: how many a second.

use super::hand_over::{came, enrol, hold, rate, release};
use crate::{
    process::Serving,
    store::Store,
    study::{consent, links},
    table::{Budget, Cell},
    texting::Texting,
};
use anyhow::{Context, Result};

const PEOPLE: usize = 2000;
const PEOPLE_WHEN_QUICK: usize = 700;

/// Everybody may be texted.
const BY_TEXT: &str = "&C4=contact_sms";

/// Ofcom keeps a thousand numbers for drama: some people share one, as families do.
const NUMBERS: usize = 1000;

pub async fn measure(store: &mut Store, quick: bool) -> Result<Cell> {
    let many = if quick { PEOPLE_WHEN_QUICK } else { PEOPLE };
    let texting = Texting::open()?;
    store.sets("THROUGHLINE_TWILIO_URL", &texting.url());
    store.sets("THROUGHLINE_TWILIO_ACCOUNT_SID", "AC0001");
    store.sets("THROUGHLINE_TWILIO_AUTH_TOKEN", "invented");
    store.sets("THROUGHLINE_TWILIO_MESSAGING_SERVICE_SID", "bridgeway=MG0001");
    let mobile = |place: usize| format!("07700 900{:03}", place % NUMBERS);
    let numbers = enrol(store, many, ("mobile", &mobile))?;
    let mut people = links(store, &numbers)?;
    let serving = Serving::start(store).await?;
    let mut cell = Cell::default();

    hold(store)?;
    consent(&serving, &mut people, BY_TEXT).await?;
    release(store)?;
    let times = came(|| texting.taken(), many).await?;
    let rate = rate(&times).context("too few texts came")?;
    cell.show(format!("{rate:.0}/s"));
    cell.judge("texts", rate, Budget::AtLeast(200.0));
    Ok(cell)
}
