//! Which messages of a protocol one participant would read, when, and why not, as things stand at this moment. Nothing is
//! handed over by looking, and no link or code is made; that somebody looked is in the audit first.

mod looking;

mod reaching;

mod filling;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use surveys::{
    keys::{MessageKey, StepKey, WaveKey},
    language::Language,
    messages::{Occasion, Rendered},
    protocol::Protocol,
    schedule::Because,
    stopping::{Choice, Way},
};

pub use self::looking::Whom;
use self::{
    filling::{Filling, Said},
    looking::looked,
};
use crate::{
    Db,
    auth::MessageReader,
    outbox::{self, AsFile, CODE, VOUCHER},
    participants,
    schedule::{Entry, ScheduleError},
    senders::Folder,
    studies::StudyHandle,
};

/// What stands in a preview in place of a code, a link or a voucher, or begins within it. None of them opens anything.
pub const MADE_UP: [&str; 2] = [CODE, VOUCHER];

/// What is to be seen.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// By which protocol: the one that holds, or one that is written.
    pub protocol: &'a Arc<Protocol>,
    /// Where links point, without a stroke at the end.
    pub site: &'a str,
    /// What they are called for whoever does not see their name.
    pub called: &'a str,
    /// Where messages are written that no sender takes away; none where nobody is to see them.
    pub folder: Option<&'a Folder>,
}

/// What one participant would read. It has their name in it.
#[derive(Clone)]
pub struct Previewed {
    /// The row by which their page is opened.
    pub id: i32,
    /// Their study number, with a mark if they are a test person.
    pub number: String,
    /// By which name they are called.
    pub called: Called,
    /// In which language they are written to.
    pub language: Language,
    /// What stands in the way of more than one message.
    pub above: Vec<Above>,
    /// The contacts of each wave, in the order of the protocol.
    pub waves: Vec<OfWave>,
    /// What goes on an occasion, and what nothing sends.
    pub others: Vec<Foreseen>,
    /// What was written into the folder for them in place of being sent, the latest first; for whoever sees their name.
    pub files: Vec<AsFile>,
    /// The waves that only one arm can have, by title, for whoever does not see who is in which.
    pub left_out: Vec<String>,
}

/// By which name somebody is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Called {
    /// Their own.
    Theirs,
    /// None: nobody knows it.
    NotKnown,
    /// One that is not theirs, since whoever looks sees no names.
    MadeUp,
}

/// What somebody would read about one wave.
#[derive(Clone)]
pub struct OfWave {
    /// The wave.
    pub wave: WaveKey,
    /// What staff call it.
    pub title: String,
    /// Each message of each contact in each way.
    pub messages: Vec<Foreseen>,
}

/// One message in one way.
#[derive(Clone)]
pub struct Foreseen {
    /// Which.
    pub message: MessageKey,
    /// In which way.
    pub way: Way,
    /// When it goes, or why not.
    pub when: When,
    /// What they would read, or why it could not be sent.
    pub read: Result<Rendered, String>,
}

/// When a message goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// As this contact, of which this becomes.
    Contact(Entry),
    /// Not as things stand: this contact would say the other message to them.
    Instead(StepKey, MessageKey),
    /// When they do something; or why it would not then, as things stand.
    Occasion(Occasion, Option<Barred>),
    /// No contact sends it.
    Never,
}

/// Why what goes on an occasion would not go to somebody, as things stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barred {
    /// For what keeps contacts from them, too.
    Because(Because),
    /// No number is known by which a text would be theirs.
    NoNumber,
    /// They stopped texts, and are not told so once more.
    StoppedAlready,
    /// No text of theirs stopped texts, so that none takes them up again.
    NothingToStart,
    /// There is no email address to which a voucher could come.
    NoVoucherByEmail,
}

/// What stands in the way of more than one message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Above {
    /// All that the study sends of its own accord is held.
    Held,
    /// Nothing is asked of them any more; since what, where whoever looks knows who it is.
    Ended(Option<Choice>),
    /// They are recorded as somebody whom nobody can reach.
    Unreachable,
    /// They asked for quiet up to and including this day.
    PausedUntil(NaiveDate),
}

/// What a participant would read; none when there is nobody whom they may look at, or no words.
///
/// # Errors
/// When a store fails, or holds what this program cannot read.
pub async fn see(
    db: &Db,
    by: &MessageReader,
    study: &StudyHandle,
    (whom, asked): (Whom<'_>, Asked<'_>),
    now: DateTime<Utc>,
) -> Result<Option<Previewed>, ScheduleError> {
    let Some(messages) = &asked.protocol.messages else { return Ok(None) };
    let looked = looked(db, by, study, (whom, asked.called), now).await?;
    let Some(looked) = looked else { return Ok(None) };
    let (protocol, left_out) = match looked.called {
        Called::MadeUp => without_arms(asked.protocol),
        Called::Theirs | Called::NotKnown => (Arc::clone(asked.protocol), Vec::new()),
    };
    let folder = asked.folder.filter(|_| looked.called != Called::MadeUp);
    let files = match folder {
        Some(folder) => outbox::as_files(db, looked.person.id, folder).await?,
        None => Vec::new(),
    };
    let words = Said { protocol: &protocol, messages, site: asked.site };
    let filling = Filling::of(db, study, (words, &looked), now).await?;
    Ok(Some(Previewed {
        id: looked.person.id,
        number: participants::told(&looked.person),
        called: looked.called,
        language: filling.language().clone(),
        above: filling.above(),
        waves: filling.waves(now),
        others: filling.others(now),
        files,
        left_out,
    }))
}

/// The protocol without the waves that are counted from what only one arm can have, and their titles: when they open tells
/// who is in which.
fn without_arms(protocol: &Arc<Protocol>) -> (Arc<Protocol>, Vec<String>) {
    let (left_out, waves): (Vec<_>, Vec<_>) =
        protocol.waves.iter().cloned().partition(|plan| plan.wave.anchor.is_of_one_arm());
    let titles = left_out.into_iter().map(|plan| plan.wave.title).collect();
    (Arc::new(Protocol { waves, ..protocol.as_ref().clone() }), titles)
}
