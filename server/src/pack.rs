//! What an ethics committee reads of a study: its consent, questionnaires, what interviewers say, messages, safeguarding and data
//! flow, with the changes since versions that it has seen.

mod document;

mod docx;

mod study;

mod contacts;

mod messages;

mod changes;

mod questionnaires;

mod interviewers;

mod laid_out;

mod care;

mod since;

mod aligned;

mod gathering;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use records::{
    protocols,
    studies::{Concerned, Former},
    versions::{Affected, Stored},
};
use surveys::{fill::long_date, protocol::Difference, study::Study};

pub use self::{
    document::Document,
    gathering::{Seen, Wanted, gathered},
};

/// A survey that the study asks, and the version that was seen before, where one was named.
pub struct Asked {
    /// The waves that ask it, each with the version that it begins with today.
    pub waves: Vec<(String, u32)>,
    /// The version that the committee is to read.
    pub now: Stored,
    /// The earlier one.
    pub since: Option<Stored>,
    /// Whom it concerns.
    pub affected: Affected,
}

impl Asked {
    /// What it is called above its questions, and whether anybody is asked it yet.
    fn title(&self) -> String {
        let survey = &self.now.survey;
        let is_used = self.waves.iter().any(|(_, version)| *version == survey.version);
        let yet = if is_used { "" } else { ", not in use" };
        format!("{}, version {}{yet}", survey.title, survey.version)
    }

    /// The waves, and of each whether it begins with another version.
    fn asked_in(&self) -> String {
        let waves = self.waves.iter().map(|(wave, version)| {
            if *version == self.now.survey.version {
                format!("{wave}, which begins with it")
            } else {
                format!("{wave}, which begins with version {version} until this one is put to use")
            }
        });
        waves.collect::<Vec<_>>().join("; ")
    }
}

/// What the study's own file says, and what it said when it was seen, where that was named.
pub struct Read {
    /// As it is loaded.
    pub now: Arc<Study>,
    /// As it was.
    pub since: Option<Former>,
    /// Whom it concerns when that or the protocol changes.
    pub concerned: Concerned,
}

/// The protocol that is followed, and the version that was seen before, where one was named.
pub struct Followed {
    /// The version that holds.
    pub now: protocols::Stored,
    /// The earlier one.
    pub since: Option<protocols::Stored>,
}

impl Followed {
    /// What changed since the earlier one.
    fn changes(&self) -> Vec<Difference> {
        let since = self.since.as_ref();
        since.map(|since| self.now.protocol.since(&since.protocol)).unwrap_or_default()
    }
}

/// The pack of a study.
#[must_use]
pub fn of((read, followed): (&Read, &Followed), asked: &[Asked], now: DateTime<Utc>) -> Document {
    let own = read.now.as_ref();
    let mut document = begun(own, followed, now);
    study::surveys(&mut document, asked);
    contacts::contacts(&mut document, &followed.now.protocol);
    changes::changes(&mut document, (read, followed), asked);
    since::told(&mut document, read, study::sheets);
    since::told(&mut document, read, study::consent);
    questionnaires::all(&mut document, asked);
    questionnaires::on_the_telephone(&mut document, asked);
    interviewers::interviewers(&mut document, (read, followed), asked);
    questionnaires::in_other_languages(&mut document, asked);
    questionnaires::around_the_questions(&mut document);
    messages::messages(&mut document, (own, followed), asked);
    since::told(&mut document, read, study::messages);
    since::told(&mut document, read, |document, study| care::safeguarding(document, study, asked));
    since::told(&mut document, read, care::data_flow);
    document
}

/// Its title, and whose it is.
fn begun(study: &Study, followed: &Followed, now: DateTime<Utc>) -> Document {
    let mut document =
        Document::new(&format!("{}: questionnaires, consent and messages", study.title));
    document.above = format!(
        "{} · protocol version {}, consent form version {} · {}",
        study.title,
        followed.now.protocol.version,
        study.consent.version,
        long_date(now.date_naive())
    );
    document.text(&format!(
        "Made on {} from the study as it is loaded. Run by {}, for {}. The team: {}, {} ({}).",
        long_date(now.date_naive()),
        study.organisation,
        study.programme,
        study.team.phone,
        study.team.email,
        study.team.hours
    ));
    document
}
