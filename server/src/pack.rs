//! What an ethics committee reads of a study: its consent, questionnaires, messages, safeguarding and data flow, with
//! the changes since versions that it has seen.

mod document;

mod docx;

mod study;

mod changes;

mod questionnaires;

mod laid_out;

mod care;

mod gathering;

use chrono::{DateTime, Utc};
use records::versions::{Affected, Stored};
use surveys::{fill::long_date, study::Study};

pub use self::{
    document::Document,
    gathering::{PackError, Seen, asked},
};

/// A survey that the study asks, and the version that was seen before, where one was named.
pub struct Asked {
    /// What the waves call it.
    pub waves: Vec<String>,
    /// The version that they begin with.
    pub now: Stored,
    /// The earlier one.
    pub since: Option<Stored>,
    /// Whom it concerns.
    pub affected: Affected,
}

/// The pack of a study.
#[must_use]
pub fn of(study: &Study, asked: &[Asked], now: DateTime<Utc>) -> Document {
    let mut document =
        Document::new(&format!("{}: questionnaires, consent and messages", study.title));
    document.text(&format!(
        "Made on {} from the study as it is loaded. Run by {}, for {}. The team: {}, {} ({}).",
        long_date(now.date_naive()),
        study.organisation,
        study.programme,
        study.team.phone,
        study.team.email,
        study.team.hours
    ));
    study::surveys(&mut document, study, asked);
    changes::changes(&mut document, asked);
    study::sheets(&mut document, study);
    study::consent(&mut document, study);
    questionnaires::all(&mut document, asked);
    questionnaires::on_the_telephone(&mut document, asked);
    study::messages(&mut document);
    care::safeguarding(&mut document, study, asked);
    care::data_flow(&mut document, study);
    document
}
